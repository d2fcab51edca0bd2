"""Ce que font le silence, la requête, l'ordonnance et le jugement."""

from tests.engine.demandes import decision, fait
from tests.engine.effets import (
    ASSIGNE,
    DEPOT,
    JUGE,
    TARD,
    Effet,
    alerte,
    disparait,
    oqtf,
    parait,
    pareil,
    plus_tard,
    plus_tot,
    vaut,
)

SILENCE = [
    Effet(
        "des pièces réclamées suspendent",
        [DEPOT],
        [DEPOT, fait("pieces_reclamees", "2026-06-15", avant_le="2026-07-15")],
        (plus_tard(), plus_tard(id_="naissance_refus_implicite")),
    ),
    Effet(
        "fournies plus tôt, elles suspendent moins",
        [DEPOT, fait("pieces_reclamees", "2026-06-15", avant_le="2026-07-15")],
        [DEPOT, fait("pieces_reclamees", "2026-06-15", avant_le="2026-07-15"), fait("pieces_fournies", "2026-06-25")],
        (plus_tot(id_="naissance_refus_implicite"),),
        TARD,
    ),
    Effet(
        "réclamées après la naissance, elles ne suspendent plus",
        [DEPOT],
        [DEPOT, fait("pieces_reclamees", "2026-09-16", avant_le="2026-10-15")],
        (pareil(id_="naissance_refus_implicite"), pareil()),
        TARD,
    ),
    Effet(
        "des motifs donnés font repartir le délai",
        [DEPOT],
        [DEPOT, fait("demande_motifs", "2026-10-20"), fait("motifs_communiques", "2026-11-10")],
        (plus_tard(), vaut("etat", "faite", "demande_motifs")),
        TARD,
    ),
    Effet(
        "des motifs jamais donnés ouvrent un an",
        [DEPOT],
        [DEPOT, fait("demande_motifs", "2026-10-20")],
        (pareil(), plus_tard("lecture_favorable"), parait("reponse_motifs_attendue")),
        TARD,
    ),
    Effet(
        "demandés trop tard, les motifs ne changent rien",
        [DEPOT],
        [DEPOT, fait("demande_motifs", "2026-11-17"), fait("motifs_communiques", "2026-12-10")],
        (pareil(), pareil("lecture_favorable"), alerte("demande_motifs_tardive")),
        TARD,
    ),
    Effet(
        "donnés très tard, ils s'arrêtent à un an",
        [DEPOT, fait("demande_motifs", "2026-10-20"), fait("motifs_communiques", "2027-09-01")],
        [DEPOT, fait("demande_motifs", "2026-10-20"), fait("motifs_communiques", "2027-10-01")],
        (pareil(),),
        {"aujourdhui": "2028-01-01"},
    ),
    Effet(
        "sans accusé de réception, la lecture favorable n'a pas de date",
        [DEPOT],
        [DEPOT | {"accuse_reception": "absent"}],
        (pareil(), vaut("etat", "ouverte_sous_reserve"), vaut("certitude", "a_verifier")),
        {"aujourdhui": "2027-05-20"},  # la lecture des textes vaut encore : seul le fait inconnu fait douter
    ),
    Effet(
        "un refus écrit à temps remplace le silence",
        [DEPOT],
        [DEPOT, decision("2026-10-20", "refus_sejour", prefecture="69")],
        (
            lambda sans, avec: (
                [e["objet"] for e in avec["echeances"] if e["id"] == "recours_contentieux"] == ["decision_notifiee#1"]
            ),
        ),
    ),
    Effet(
        "titre d'étudiant : né plus tôt",
        [DEPOT],
        [DEPOT | {"titre": "etudiant"}],
        (plus_tot(), plus_tot(id_="naissance_refus_implicite")),
    ),
    Effet(
        "titre de chercheur : plus tôt encore",
        [DEPOT | {"titre": "etudiant"}],
        [DEPOT | {"titre": "talent_chercheur"}],
        (plus_tot(id_="naissance_refus_implicite"),),
    ),
    Effet(
        "carte bleue d'un autre État : plus tôt encore",
        [DEPOT | {"titre": "talent_chercheur"}],
        [DEPOT | {"titre": "carte_bleue_autre_etat"}],
        (plus_tot(id_="naissance_refus_implicite"),),
    ),
    Effet(
        "renouveler un titre court : à vérifier",
        [DEPOT | {"titre": "etudiant"}],
        [DEPOT | {"titre": "etudiant", "renouvellement": True}],
        (pareil(), vaut("certitude", "a_verifier", "naissance_refus_implicite")),
    ),
]

SUITES = [
    Effet(
        "une requête sommaire annonce un mémoire",
        [oqtf(), fait("requete_deposee", "2026-12-01")],
        [oqtf(), fait("requete_deposee", "2026-12-01", sommaire=True)],
        (parait("memoire_complementaire"), alerte("memoire_annonce")),
    ),
    Effet(
        "pas de mémoire à part pour sept jours",
        [oqtf(), fait("requete_deposee", "2026-11-25", sommaire=True)],
        [ASSIGNE, fait("requete_deposee", "2026-11-25", sommaire=True)],
        (disparait("memoire_complementaire"),),
    ),
    Effet(
        "ni outre-mer dérogatoire",
        [oqtf(), fait("requete_deposee", "2026-12-01", sommaire=True)],
        [oqtf(prefecture="973"), fait("requete_deposee", "2026-12-01", sommaire=True)],
        (disparait("memoire_complementaire"),),
    ),
    Effet(
        "une requête tardive se dit",
        [oqtf(), fait("requete_deposee", "2026-12-24")],
        [oqtf(), fait("requete_deposee", "2026-12-26")],
        (alerte("requete_tardive"),),
        TARD,
    ),
    Effet(
        "doute sérieux écarté : confirmer la requête",
        [fait("ordonnance_refere_notifiee", "2026-11-23", refere="suspension", motif="urgence")],
        [fait("ordonnance_refere_notifiee", "2026-11-23", refere="suspension", motif="doute_serieux")],
        (parait("confirmation_requete"), alerte("confirmer_la_requete")),
    ),
    Effet(
        "un pourvoi dispense de confirmer",
        [fait("ordonnance_refere_notifiee", "2026-11-23", refere="suspension", motif="doute_serieux")],
        [fait("ordonnance_refere_notifiee", "2026-11-23", refere="suspension", motif="doute_serieux", pourvoi=True)],
        (vaut("etat", "sans_objet", "confirmation_requete"), vaut("etat", "faite", "cassation_refere")),
    ),
    Effet(
        "référé-liberté rejeté sans audience : cassation",
        [fait("ordonnance_refere_notifiee", "2026-11-23", refere="liberte", tri=False)],
        [fait("ordonnance_refere_notifiee", "2026-11-23", refere="liberte", tri=True)],
        (parait("cassation_refere"), disparait("appel_refere_liberte"), alerte("avocat_obligatoire")),
    ),
    Effet("OQTF : l'appel est plus court", [JUGE], [JUGE | {"procedure": "oqtf"}], (plus_tot(id_="appel"),)),
    Effet(
        "un jugement muet ouvre deux mois",
        [JUGE | {"procedure": "oqtf"}],
        [JUGE | {"procedure": "oqtf", "voies_et_delais": "absents"}],
        (pareil(id_="appel"), plus_tard("lecture_favorable", "appel")),
    ),
    Effet(
        "un jugement qui écrit plus long ouvre ce délai",
        [JUGE],
        [JUGE | {"delai_mentionne": "P3M"}],
        (pareil(id_="appel"), plus_tard("lecture_favorable", "appel")),
    ),
    Effet(
        "un jugement mis en ligne : lecture favorable deux jours ouvrés après",
        [JUGE | {"mode": "lettre_remise"}],
        [JUGE | {"mode": "telerecours"}],
        (pareil(id_="appel"), plus_tard("lecture_favorable", "appel")),
    ),
    Effet(
        "ouvert plus tôt, il est reçu plus tôt",
        [JUGE | {"mode": "telerecours"}],
        [JUGE | {"mode": "telerecours", "date_consultation": "2026-11-24"}],
        (plus_tot("lecture_favorable", "appel"),),
        TARD,
    ),
    Effet("un rejet ne s'exécute pas", [JUGE | {"sens": "annulation"}], [JUGE], (disparait("demande_execution"),)),
    Effet(
        "le délai du jugement remplace trois mois",
        [JUGE | {"sens": "annulation"}],
        [JUGE | {"sens": "annulation", "delai_injonction": "P1M"}],
        (plus_tot("premier_jour", "demande_execution"),),
    ),
    Effet(
        "un arrêt dit que l'appel est fait",
        [JUGE],
        [JUGE, fait("arret_notifie", "2027-06-01")],
        (vaut("etat", "faite", "appel"), parait("cassation")),
    ),
    Effet(
        "un jugement dit que la requête est faite",
        [oqtf()],
        [oqtf(), JUGE | {"date": "2027-02-01", "procedure": "oqtf"}],
        (vaut("etat", "faite"),),
    ),
]
