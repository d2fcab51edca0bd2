"""Des demandes de toutes sortes, justes et fausses, pour voir quels modules Python servent vraiment.

On ne vérifie rien ici : on fait passer le moteur partout où une personne peut le mener.
"""

import itertools
import json
from collections.abc import Iterable, Iterator

_JOUR = "2026-11-23"
_CONTENUS = (["refus_sejour"], ["refus_sejour", "oqtf"], ["oqtf", "sans_delai", "irtf"], ["irtf"], ["inconnu"])
_SITUATIONS = ("libre", "assigne", "retenu", "detenu", "inconnu")
_MODES = ("main_propre", "lettre_remise", "lettre_non_retiree", "en_ligne", "inconnu")
_VOIES = ("complets", "absents", "inconnu")
_LIEUX = (None, "75", "57", "971", "975", "988", "etranger")
_MESURES = ("assignation_notifiee", "retention_notifiee", "detention_informee")

# Un dossier qui passe par presque tous les événements du contrat, dans l'ordre où une vie les donne.
_VIE: tuple[dict[str, object], ...] = (
    {"type": "demande_deposee", "date": "2026-01-05", "complete": True, "titre": "salarie"},
    {"type": "decision_notifiee", "date": "2026-06-01", "contenu": ["refus_sejour"], "situation": "libre"},
    {"type": "demande_motifs", "date": "2026-06-10"},
    {"type": "recours_gracieux", "date": "2026-07-01", "date_reception": "2026-07-03"},
    {"type": "recours_hierarchique", "date": "2026-07-02"},
    {"type": "reponse_recours", "date": "2026-08-20", "a": "gracieux", "sens": "rejet"},
    {"type": "aide_juridictionnelle_demandee", "date": "2026-09-01", "pour": "tribunal"},
    {"type": "aide_juridictionnelle_decision", "date": "2026-09-20", "pour": "tribunal", "sens": "admission"},
    {"type": "requete_deposee", "date": "2026-10-01", "sommaire": True},
    {"type": "ordonnance_refere_notifiee", "date": "2026-10-20", "refere": "suspension", "sens": "rejetee"},
    {"type": "jugement_notifie", "date": "2026-11-02", "mode": "telerecours", "sens": "rejet"},
    {"type": "arret_notifie", "date": "2026-11-10"},
    {"type": "decision_retiree", "date": "2026-11-12"},
)

# Ce qu'une personne ne demande pas en arrivant : la page le fait venir à part (builder/runtime_small).
_MODELES = (
    "recours_gracieux",
    "recours_hierarchique",
    "requete_tribunal",
    "refere_suspension",
    "demande_motifs",
    "recepisse",
    "bordereau",
    "changement_adresse",
    "demande_execution",
    "avocat",
    "aide_juridictionnelle",
    "maintien_requete",
    "modele_absent",
)
_CHAMPS: dict[str, object] = {
    "nom": "Diallo",
    "prenoms": "Awa",
    "telephone": "12",
    "adresse_ligne1": "1 rue de l'Église",
    "code_postal": "69003",
    "ville": "Lyon",
    "date_decision": "2026-06-01",
    "aj_demandee": True,
    "moyens": [{"id": "libre", "cause": "interne", "titre": "Erreur", "contre": ["refus_sejour"]}],
    "pieces": [{"id": "p1", "intitule": "Bail", "categorie": "logement", "date": "2025-01-01"}],
    "tentatives": [{"date": "2026-05-01", "heure": "10:30", "moyen": "téléphone"}],
    "œ": 1,
}
_TABLEAU = (
    "reference;residence;decision_notifiee.date;decision_notifiee.contenu;decision_notifiee.situation;"
    "decision_notifiee.mode;decision_notifiee.voies_et_delais;decision_notifiee.heure;note\n"
    "A1;69;2026-10-05;refus_sejour;libre;main_propre;complets;;rien\n"
    'A2;69;2026-11-20;refus_sejour+oqtf;retenu;main_propre;complets;16:10;"a;b"\n'
    "A3;69;2026-02-31;refus_sejour;libre;main_propre;complets;;à revoir\n"
)

# Ce qui n'est pas une demande : texte illisible, mauvais type, champ absent, de trop ou faux.
_FAUSSES = (
    "",
    "{",
    "null",
    "[]",
    "12e999",
    '"\\ud800"',
    "{}",
    '{"calcul": "autre"}',
    '{"calcul": "echeances", "aujourdhui": "2026-02-31"}',
    '{"calcul": "echeances", "aujourdhui": "2026-11-23", "dossier": {"evenements": []}}',
    '{"calcul": "echeances", "aujourdhui": "2026-11-23", "dossier": {"evenements": [{"type": "?"}]}, "en_trop": 1}',
    '{"calcul": "aide_juridictionnelle", "aujourdhui": "2026-11-23", "foyer": {}}',
)


def _decisions() -> Iterator[dict[str, object]]:
    for contenu, situation, mode, voies in itertools.product(_CONTENUS, _SITUATIONS, _MODES, _VOIES):
        decision: dict[str, object] = {
            "type": "decision_notifiee",
            "date": "2026-10-31",
            "contenu": contenu,
            "situation": situation,
            "mode": mode,
            "voies_et_delais": voies,
        }
        if situation == "retenu":
            decision["heure"] = "02:30"
        yield decision


def _demandes() -> Iterator[dict[str, object]]:
    for rang, decision in enumerate(_decisions()):
        suite = [{"type": _MESURES[rang % 3], "date": "2026-11-20", "heure": "10:00"}] if rang % 4 == 0 else []
        dossier: dict[str, object] = {"evenements": [decision, *suite]}
        lieu = _LIEUX[rang % len(_LIEUX)]
        if lieu is not None:
            dossier["residence"] = lieu
        yield {"calcul": "echeances", "aujourdhui": _JOUR, "maintenant": "10:30", "dossier": dossier}
        yield {
            "calcul": "tribunal",
            "aujourdhui": _JOUR,
            "residence": lieu or "93",
            "contenu": decision["contenu"],
            "prefecture": "93",
            "situation": decision["situation"],
            "lieu": "57",
        }


def _vies() -> Iterator[dict[str, object]]:
    """Le dossier qui grandit, puis chaque événement seul."""
    dossiers = [list(_VIE[:n]) for n in range(1, len(_VIE) + 1)] + [[un] for un in _VIE]
    for evenements in dossiers:
        yield {"calcul": "echeances", "aujourdhui": _JOUR, "dossier": {"residence": "69", "evenements": evenements}}
    foyer = {"personnes": 3, "revenu_fiscal_reference": 12000, "patrimoine_mobilier": 0, "patrimoine_immobilier": 0}
    for jour in (_JOUR, "2031-01-01"):
        yield {"calcul": "aide_juridictionnelle", "aujourdhui": jour, "foyer": foyer}


def _rares() -> Iterator[dict[str, object]]:
    dossier = {"residence": "69", "evenements": list(_VIE[:2])}
    base: dict[str, object] = {"aujourdhui": _JOUR, "maintenant": "10:30"}
    for modele in _MODELES:
        lettre = {"calcul": "courrier", **base, "modele": modele}
        yield lettre
        yield {**lettre, "dossier": dossier, "sortie": "blocs"}
        for jusqu_a in range(7, len(_CHAMPS) + 1):
            yield {**lettre, "dossier": dossier, "champs": dict(list(_CHAMPS.items())[:jusqu_a]), "sortie": "texte"}
        yield {**lettre, "dossier": dossier, "champs": dict(list(_CHAMPS.items())[:-1]), "sortie": "docx"}
    yield {"calcul": "arguments", **base, "dossier": dossier}
    preuves = [{"intitule": "Avis d'impôt", "du": "2024-01-01", "au": "2024-12-31"}]
    yield {"calcul": "presence", "aujourdhui": _JOUR, "depuis": "2023-01-01", "preuves": preuves}
    yield {"calcul": "agenda", **base, "dossier": dossier}
    yield {"calcul": "agenda", **base, "dossiers": [{"dossier": dossier, "cle": "a-1", "libelle": "A 1"}]}
    yield {"calcul": "liaison", **base, "dossier": dossier, "sortie": "docx"}
    for texte in (_TABLEAU, _TABLEAU.replace(";", ","), "", "a;b\n1;2;3\n"):
        yield {"calcul": "lot", "aujourdhui": _JOUR, "texte": texte}


def _textes(liste: Iterable[dict[str, object]]) -> list[str]:
    return [json.dumps(demande, ensure_ascii=False) for demande in liste]


def communes() -> list[str]:
    """Les textes JSON qu'une page envoie en arrivant, les bons puis les mauvais."""
    return _textes(itertools.chain(_demandes(), _vies())) + list(_FAUSSES)


def rares() -> list[str]:
    """Les lettres, leurs arguments, l'agenda, les tableaux."""
    return _textes(_rares())


def demandes() -> list[str]:
    """Tout ce qu'on sait demander au moteur."""
    return communes() + rares()
