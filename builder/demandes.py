"""Des demandes de toutes sortes, justes et fausses, pour voir quels modules Python servent vraiment.

On ne vérifie rien ici : on fait passer le moteur partout où une personne peut le mener.
"""

import itertools
import json
from collections.abc import Iterator

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
    '{"calcul": "courrier", "aujourdhui": "2026-11-23", "modele": "recours_gracieux"}',
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


def demandes() -> list[str]:
    """Les textes JSON à donner au moteur, les bons puis les mauvais."""
    bonnes = itertools.chain(_demandes(), _vies())
    return [json.dumps(demande, ensure_ascii=False) for demande in bonnes] + list(_FAUSSES)
