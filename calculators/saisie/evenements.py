"""Les événements du contrat (§2) : pour chaque type, ses champs et ce qui est exigé."""

from typing import Any

from calculators.erreurs import SaisieInvalide
from calculators.saisie.champs import (
    Lecteur,
    citer,
    lire_booleen,
    lire_date,
    lire_departement,
    lire_duree,
    lire_heure,
    lire_jours_de_depart,
    lire_objet,
    lire_texte,
    liste_parmi,
    ou_null,
    parmi,
)

CONTENUS = ("refus_sejour", "oqtf", "sans_delai", "irtf", "pays_de_renvoi", "inconnu")
SITUATIONS = ("libre", "assigne", "retenu", "detenu", "inconnu")
MODES = ("main_propre", "lettre_remise", "lettre_non_retiree", "en_ligne", "inconnu")
MODES_DU_JUGE = ("lettre_remise", "main_propre", "autre", "telerecours")
ARTICLES = ("L731-1", "L731-3")
TITRES = (
    *("vie_privee_et_familiale", "salarie", "resident", "visiteur", "admission_exceptionnelle", "certificat_algerien"),
    *("talent", "autre", "etudiant", "etudiant_mobilite", "recherche_emploi", "jeune_au_pair", "stagiaire"),
    *("travailleur_saisonnier", "detache_ict", "mobile_ict", "stagiaire_ict", "stagiaire_mobile_ict"),
    *("talent_carte_bleue", "talent_carte_bleue_famille", "talent_chercheur", "talent_chercheur_mobilite"),
    *("carte_bleue_autre_etat", "carte_bleue_autre_etat_famille"),
)

_voies = parmi(("complets", "absents", "inconnu"))
_pour = parmi(("tribunal", "appel", "cassation"))
_mesure: dict[str, Lecteur] = {"heure": ou_null(lire_heure), "lieu": lire_departement}
_recours: dict[str, Lecteur] = {"date_reception": lire_date}

CHAMPS: dict[str, dict[str, Lecteur]] = {
    "demande_deposee": {
        "complete": ou_null(lire_booleen),
        "titre": ou_null(parmi(TITRES)),
        "accuse_reception": parmi(("complet", "absent", "inconnu")),
        "renouvellement": ou_null(lire_booleen),
    },
    "pieces_reclamees": {"avant_le": lire_date},
    "pieces_fournies": {},
    "decision_notifiee": {
        "contenu": liste_parmi(CONTENUS, seule="inconnu"),
        "situation": parmi(SITUATIONS),
        "mode": parmi(MODES),
        "date_presentation": lire_date,
        "date_consultation": lire_date,
        "voies_et_delais": _voies,
        "delai_mentionne": lire_duree,
        "heure": ou_null(lire_heure),
        "article_assignation": ou_null(parmi(ARTICLES)),
        "date_decision": lire_date,
        "prefecture": lire_departement,
        "lieu": lire_departement,
        "delai_depart_jours": lire_jours_de_depart,
        "citoyen_ue": lire_booleen,
        "renouvellement": ou_null(lire_booleen),
    },
    "assignation_notifiee": {**_mesure, "article_assignation": ou_null(parmi(ARTICLES))},
    "retention_notifiee": _mesure,
    "detention_informee": _mesure,
    "demande_motifs": {},
    "motifs_communiques": {},
    "recours_gracieux": _recours,
    "recours_hierarchique": _recours,
    "reponse_recours": {
        "a": parmi(("gracieux", "hierarchique")),
        "sens": parmi(("rejet", "acceptation")),
        "voies_et_delais": _voies,
    },
    "aide_juridictionnelle_demandee": {"pour": _pour},
    "aide_juridictionnelle_decision": {
        "pour": _pour,
        "sens": parmi(("admission", "admission_partielle", "admission_provisoire", "rejet", "caducite")),
        "avocat_designe_le": lire_date,
    },
    "requete_deposee": {"sommaire": lire_booleen},
    "ordonnance_refere_notifiee": {
        "refere": parmi(("suspension", "liberte", "mesures_utiles")),
        "sens": parmi(("accordee", "rejetee")),
        "tri": ou_null(lire_booleen),
        "pourvoi": lire_booleen,
        "motif": ou_null(parmi(("doute_serieux", "urgence", "autre"))),
    },
    "jugement_notifie": {
        "mode": parmi(MODES_DU_JUGE),
        "date_consultation": lire_date,
        "voies_et_delais": _voies,
        "delai_mentionne": lire_duree,
        "procedure": parmi(("oqtf", "refus_seul")),
        "sens": ou_null(parmi(("annulation", "rejet", "partiel"))),
        "delai_injonction": lire_duree,
    },
    "arret_notifie": {
        "mode": parmi(MODES_DU_JUGE),
        "date_consultation": lire_date,
        "voies_et_delais": _voies,
    },
    "decision_retiree": {},
}

EXIGES: dict[str, tuple[str, ...]] = {
    "decision_notifiee": ("contenu", "situation"),
    "reponse_recours": ("a", "sens"),
    "aide_juridictionnelle_demandee": ("pour",),
    "aide_juridictionnelle_decision": ("pour", "sens"),
    "ordonnance_refere_notifiee": ("refere",),
}

_COMMUNS: dict[str, Lecteur] = {"type": lire_texte, "date": lire_date, "contre": lire_texte}
_LECTEURS = {type_: {**_COMMUNS, **champs} for type_, champs in CHAMPS.items()}


def lire_evenement(valeur: Any, champ: str) -> dict[str, Any]:
    """Un événement du contrat, chaque champ contrôlé. Les dates restent à comparer entre elles."""
    if not isinstance(valeur, dict):
        raise SaisieInvalide(champ, "objet_attendu", recu=citer(valeur))
    type_ = valeur.get("type")
    if not isinstance(type_, str) or type_ not in _LECTEURS:
        cle = "cle_absente" if "type" not in valeur else "hors_liste"
        raise SaisieInvalide(f"{champ}.type", cle, cle="type", recu=citer(type_), valeurs=", ".join(CHAMPS))
    lu = lire_objet(valeur, champ, _LECTEURS[type_], ("date", *EXIGES.get(type_, ())))
    if lu.get("situation") == "retenu" and "heure" not in lu:
        raise SaisieInvalide(f"{champ}.heure", "heure_exigee")
    return lu
