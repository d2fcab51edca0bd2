"""Trois situations pour chaque lettre : des personnes inventées, de la saisie à la lettre."""

from typing import Any

from calculators import calculer
from tests.engine.demandes import Json, decision, fait

JOUR = "2026-11-25"
AWA: Json = {
    **{"civilite": "Madame", "prenoms": "Awa", "nom": "Diallo", "date_naissance": "1990-03-01"},
    **{"lieu_naissance": "Bamako (Mali)", "nationalite": "malienne", "numero_etranger": "6900123456"},
    **{"adresse_ligne1": "12 rue des Lilas", "code_postal": "69003", "ville": "Lyon", "telephone": "06 12 34 56 78"},
    **{"lieu_signature": "Lyon", "date_signature": JOUR},
}
KARIM: Json = {
    **{"civilite": "Monsieur", "prenoms": "Karim", "nom": "Ben Saïd", "date_naissance": "1985-07-14"},
    **{"nationalite": "tunisienne", "chez": "Association Le Foyer", "adresse_ligne1": "3 place du Marché"},
    **{"code_postal": "93200", "ville": "Saint-Denis", "telephone": "0711223344"},
    **{"lieu_signature": "Saint-Denis", "date_signature": JOUR},
}
LIN: Json = {
    **{"nom": "Lin", "sans_prenom": True, "naissance_incomplete": "1998", "adresse_ligne1": "8 quai de Seine"},
    **{"code_postal": "75019", "ville": "Paris", "telephone": "+33611223344"},
    **{"autre_identite": "Lín Mei", "papier_autre_identite": "mon passeport", "aidant": "Mme Rossi, bénévole"},
    **{"lettre_lue": True, "lieu_signature": "Paris", "date_signature": JOUR},
}
REFUS = decision("2026-10-05", "refus_sejour", prefecture="69", date_decision="2026-09-28")
REFUS_93 = decision("2026-11-02", "refus_sejour", prefecture="93", date_decision="2026-10-26", mode="lettre_remise")
REFUS_75 = decision("2026-11-16", "refus_sejour", prefecture="75", date_decision="2026-11-09")
OQTF = decision(
    "2026-11-23",
    "refus_sejour",
    "oqtf",
    "pays_de_renvoi",
    prefecture="69",
    date_decision="2026-11-16",
    delai_depart_jours=30,
)
OQTF_IRTF = decision(
    *("2026-11-20", "refus_sejour", "oqtf", "sans_delai", "irtf", "pays_de_renvoi"),
    prefecture="93",
    date_decision="2026-11-13",
)
ASSIGNE = decision("2026-11-23", "refus_sejour", "oqtf", prefecture="69", situation="assigne", lieu="69")
RETENU = decision("2026-11-24", "oqtf", prefecture="77", situation="retenu", lieu="77", heure="16:10")
SILENCE = fait(
    "demande_deposee", "2026-05-15", complete=True, titre="vie_privee_et_familiale", accuse_reception="complet"
)
SILENCE_ETUDIANT = fait("demande_deposee", "2026-08-10", complete=True, titre="etudiant", renouvellement=False)

FORME: Json = {"id": "motivation", "faits": {"ce_qui_n_est_pas_dit": "mes deux enfants nés et scolarisés à Lyon"}}
FOND: Json = {
    "id": "vie_privee_et_familiale",
    "faits": {"en_france_depuis": "2015-09-04", "liens_en_france": "mon mari et mes deux enfants vivent à Lyon"},
}
ERREUR: Json = {
    "id": "erreur_de_fait",
    "faits": {
        "ce_que_dit_la_decision": "elle dit que je suis célibataire",
        "ce_qui_est_vrai": "je suis marié depuis le 3 mai 2019",
    },
}
TRAVAIL: Json = {
    "id": "travail_salarie",
    "faits": {
        "contrat": "un CDI de cuisinier signé le 2 janvier 2024",
        "autorisation_de_travail": "accordée le 5 mars 2026",
    },
}
ETUDES: Json = {"id": "etudes", "faits": {"parcours": "licence validée en 2025, première année de master en cours"}}
LIBRE: Json = {
    **{"id": "libre", "cause": "externe", "titre": "Ma convocation n'est jamais arrivée"},
    "texte": "Je n'ai reçu aucune convocation entre mars et septembre 2026.",
}
PIECES: list[Json] = [
    {"id": "p1", "intitule": "Arrêté du préfet du Rhône", "categorie": "decision", "pages": 6},
    {"id": "p2", "intitule": "Enveloppe avec le cachet", "categorie": "notification", "date": "2026-11-23"},
    {"id": "p3", "intitule": "Certificats de scolarité des enfants", "categorie": "famille", "appuie": ["motivation"]},
    {
        **{"id": "p4", "intitule": "Bail signé avec mon mari", "categorie": "logement", "date": "2024-03-03"},
        "appuie": ["vie_privee_et_familiale", "urgence"],
    },
]
FAITS = "Je vis en France depuis le 4 septembre 2015.\nMes deux enfants sont nés à Lyon en 2017 et en 2020."
POUR_LE_JUGE: Json = {
    "faits": FAITS,
    "injonction": "delivrer",
    "delai_injonction": "P1M",
    "nature_refus": "premiere_demande",
}


def _dossier(*evenements: Json, residence: str | None = None) -> Json:
    return {"evenements": list(evenements)} | ({"residence": residence} if residence else {})


def _lettre(modele: str, dossier: Json | None, *parties: Json, jour: str = JOUR, **champs: Any) -> Json:
    tous: Json = {}
    for partie in (*parties, champs):
        tous |= partie
    demande: Json = {"calcul": "courrier", "aujourdhui": jour, "modele": modele, "champs": tous}
    return demande | ({"dossier": dossier} if dossier else {})


def demande(modele: str, dossier: Json | None = None, *parties: Json, jour: str = JOUR, **champs: Any) -> Json:
    """Une demande de lettre ; les champs à None sont ôtés."""
    brute = _lettre(modele, dossier, *parties, jour=jour, **champs)
    brute["champs"] = {cle: valeur for cle, valeur in brute["champs"].items() if valeur is not None}
    return brute


SITUATIONS: dict[str, list[Json]] = {
    "recours_gracieux": [
        demande("recours_gracieux", _dossier(REFUS), AWA, moyens=[FORME, FOND], pieces=PIECES, injonction="delivrer"),
        demande(
            *("recours_gracieux", _dossier(REFUS_93), KARIM),
            **{"moyens": [ERREUR, TRAVAIL], "injonction": "reexaminer", "situations": ["salarie"]},
            **{"nature_refus": "renouvellement", "elements_nouveaux": ["un nouveau contrat signé le 12 novembre 2026"]},
            **{"titre_demande": "carte « salarié »"},
        ),
        demande(
            *("recours_gracieux", _dossier(REFUS_75), LIN),
            **{"moyens": [ETUDES], "injonction": "delivrer", "situations": ["etudiant"]},
        ),
    ],
    "recours_hierarchique": [
        demande("recours_hierarchique", _dossier(REFUS), AWA, moyens=[FOND], injonction="delivrer", pieces=PIECES),
        demande(
            *("recours_hierarchique", _dossier(REFUS_93, fait("recours_gracieux", "2026-11-20")), KARIM),
            **{"moyens": [TRAVAIL], "injonction": "reexaminer", "nature_refus": "renouvellement"},
        ),
        demande("recours_hierarchique", _dossier(REFUS_75), LIN, moyens=[ETUDES, LIBRE], injonction="delivrer"),
    ],
    "requete_tribunal": [
        demande(
            "requete_tribunal", _dossier(OQTF, residence="69"), AWA, POUR_LE_JUGE, moyens=[FORME, FOND], pieces=PIECES
        ),
        demande(
            *("requete_tribunal", _dossier(OQTF_IRTF, residence="93"), KARIM, POUR_LE_JUGE),
            **{
                "moyens": [ERREUR, {"id": "refus_illegal"}, LIBRE],
                "aj_provisoire": True,
                "nature_refus": "renouvellement",
            },
        ),
        demande(
            *("requete_tribunal", _dossier(SILENCE, residence="75"), LIN),
            **{"faits": FAITS, "injonction": "reexaminer", "delai_injonction": "P2M", "prefecture": "75"},
            **{
                "moyens": [
                    FOND,
                    {"id": "erreur_manifeste", "faits": {"pourquoi_disproportionnee": "je perdrais tout ici"}},
                ]
            },
            pieces=[{"intitule": "Attestation de dépôt du 15 mai 2026", "categorie": "demande"}],
            jour="2026-10-20",
            date_signature="2026-10-20",
        ),
    ],
    "refere_suspension": [
        demande(
            *("refere_suspension", _dossier(REFUS, fait("requete_deposee", "2026-11-20"), residence="69"), AWA),
            **{"nature_refus": "premiere_demande", "injonction": "reexaminer", "delai_injonction": "P15D"},
            **{"urgence_faits": "Mon employeur suspend mon contrat le 1er décembre 2026.", "moyens": [FORME, FOND]},
            motif_urgence=["emploi", "enfants"],
            pieces=PIECES,
        ),
        demande(
            *("refere_suspension", _dossier(REFUS_93, residence="93"), KARIM),
            **{"nature_refus": "renouvellement", "date_depot_fond": "2026-11-20", "numero_fond": "2612345"},
            **{
                "urgence_faits": "Je perds mon emploi à la fin du mois.",
                "moyens": [ERREUR],
                "injonction": "reexaminer",
            },
        ),
        demande(
            *("refere_suspension", _dossier(OQTF, residence="69"), LIN),
            **{"nature_refus": "retrait", "date_depot_fond": "2026-11-24", "injonction": "reexaminer"},
            **{"urgence_faits": "Mes soins s'arrêtent le 3 décembre 2026.", "moyens": [FORME]},
        ),
    ],
    "demande_motifs": [
        demande(
            "demande_motifs", _dossier(SILENCE), AWA, prefecture="69", jour="2026-10-01", date_signature="2026-10-01"
        ),
        demande(
            *("demande_motifs", _dossier(SILENCE_ETUDIANT), KARIM),
            **{"prefecture": "93", "titre_demande": "carte « étudiant »", "preuve_depot": "attestation_en_ligne"},
        ),
        demande("demande_motifs", None, LIN, prefecture="75", date_depot_demande="2026-07-10"),
    ],
    "recepisse": [
        demande(
            *("recepisse", None, AWA),
            **{"prefecture": "69", "objet_demande": "recepisse", "date_depot_demande": "2026-11-02"},
            **{"delai_mise_en_demeure": "P8D", "date_fin_titre": "2026-12-01", "titre_demande": "renouvellement"},
        ),
        demande(
            *("recepisse", None, KARIM),
            **{"prefecture": "93", "objet_demande": "rendez_vous", "delai_mise_en_demeure": "P15D"},
            tentatives=[
                {"date": "2026-09-14", "heure": "09:05", "moyen": "site de la préfecture", "resultat": "aucun créneau"},
                {"date": "2026-10-05", "moyen": "téléphone"},
                {"date": "2026-11-09"},
            ],
        ),
        demande(
            *("recepisse", None, LIN),
            **{"prefecture": "75", "objet_demande": "attestation", "date_depot_demande": "2026-10-02"},
            **{"demande_complete": True, "demande_a_temps": True, "delai_mise_en_demeure": "P15D"},
        ),
    ],
    "bordereau": [
        demande("bordereau", _dossier(OQTF, residence="69"), AWA, pieces=PIECES),
        demande("bordereau", _dossier(REFUS_93, residence="93"), KARIM, pieces=PIECES[:2], numero_dossier="2612345"),
        demande("bordereau", None, LIN, prefecture="75", pieces=PIECES[2:], departement_a_la_decision="75"),
    ],
    "changement_adresse": [
        demande(
            *("changement_adresse", None, AWA),
            **{"ancienne_adresse": "4 rue Haute\n69001 Lyon", "date_effet": "2026-11-01", "prefecture": "69"},
            **{"destinataires": ["prefecture"], "titre_plus_d_un_an": True},
        ),
        demande(
            *("changement_adresse", _dossier(REFUS_93, residence="93"), KARIM),
            **{"ancienne_adresse": "1 rue Basse, 93100 Montreuil", "date_effet": "2026-12-01"},
            **{"destinataires": ["tribunal"], "numero_dossier": "2612345"},
        ),
        demande(
            *("changement_adresse", None, LIN),
            **{"ancienne_adresse": "2 rue de Crimée, 75019 Paris", "date_effet": "2026-11-10", "avocat": "Durand"},
            destinataires=["avocat", "bureau_aide"],
        ),
    ],
    "demande_execution": [
        demande(
            *(
                "demande_execution",
                _dossier(fait("jugement_notifie", "2026-06-01", sens="annulation"), residence="69"),
                AWA,
            ),
            **{"prefecture": "69", "date_jugement": "2026-05-28", "numero_jugement": "2512345"},
            ce_que_dit_le_jugement="Il est enjoint au préfet de réexaminer la situation dans un délai de deux mois.",
        ),
        demande(
            *("demande_execution", None, KARIM),
            **{"prefecture": "93", "date_jugement": "2026-04-02", "departement_a_la_decision": "93", "astreinte": 50},
            **{"ce_que_dit_le_jugement": "La décision du 3 mars 2025 est annulée.", "refus_d_executer": True},
            demarches="J'ai écrit à la préfecture le 2 septembre 2026.",
        ),
        demande(
            *("demande_execution", None, LIN),
            **{
                "prefecture": "75",
                "date_jugement": "2026-04-02",
                "departement_a_la_decision": "75",
                "appel_forme": True,
            },
            ce_que_dit_le_jugement="La décision est annulée.",
        ),
    ],
    "avocat": [
        demande("avocat", _dossier(OQTF, residence="69"), AWA, demandes_avocat=["recours", "aide"], langue="bambara"),
        demande(
            *("avocat", _dossier(RETENU), KARIM),
            **{
                "demandes_avocat": ["recours"],
                "avocat": "Martin",
                "questions": ["Prenez-vous l'aide juridictionnelle ?"],
            },
        ),
        demande("avocat", _dossier(REFUS_75, fait("recours_gracieux", "2026-11-20")), LIN, demandes_avocat=["conseil"]),
    ],
    "aide_juridictionnelle": [
        demande(
            "aide_juridictionnelle", _dossier(OQTF, residence="69"), AWA, tribunal_judiciaire="Lyon", pieces=PIECES
        ),
        demande("aide_juridictionnelle", _dossier(REFUS_93, residence="93"), KARIM, avocat="Maryse Petit"),
        demande("aide_juridictionnelle", _dossier(ASSIGNE, residence="69"), LIN),
    ],
    "maintien_requete": [
        demande(
            "maintien_requete",
            _dossier(
                REFUS,
                fait("requete_deposee", "2026-10-20"),
                fait("ordonnance_refere_notifiee", "2026-11-20", refere="suspension", motif="doute_serieux"),
                residence="69",
            ),
            AWA,
            numero_fond="2612345",
        ),
        demande(
            *("maintien_requete", None, KARIM),
            **{"prefecture": "93", "date_depot_fond": "2026-10-20", "date_ordonnance": "2026-11-20"},
            departement_a_la_decision="93",
        ),
        demande(
            *("maintien_requete", None, LIN),
            **{"prefecture": "75", "date_depot_fond": "2026-10-20", "date_ordonnance": "2026-11-23"},
            departement_a_la_decision="75",
        ),
    ],
}
URGENCES: list[Json] = [
    demande("requete_tribunal", _dossier(ASSIGNE, residence="69"), AWA, moyens=[FOND], injonction="reexaminer"),
    demande(
        *("requete_tribunal", _dossier(RETENU), KARIM),
        **{"moyens": [FOND], "injonction": "reexaminer", "avocat_office": True, "interprete_langue": "arabe"},
        date_decision="2026-11-24",
    ),
]
TOUTES = [une for lettres in SITUATIONS.values() for une in lettres] + URGENCES


def lettre(brute: Json, **changes: Any) -> Json:
    """La réponse, qui doit être un résultat ; `changes` remplace ou ôte (None) des champs."""
    champs = {c: v for c, v in {**brute["champs"], **changes}.items() if v is not None}
    rendue = calculer({**brute, "champs": champs})
    assert "erreur" not in rendue, rendue
    return rendue


def texte_de(rendue: Json) -> str:
    """Tous les blocs, à la suite."""
    return "\n".join(bloc["texte"] for bloc in rendue["blocs"])


def alertes_de(rendue: Json) -> set[str]:
    """Les identifiants de ses alertes."""
    return {alerte["id"] for alerte in rendue["alertes"]}
