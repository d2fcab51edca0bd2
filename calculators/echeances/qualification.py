"""Que contient le papier, et quelle règle s'applique. Les correspondances sont dans droit/choix.toml."""

from functools import cache
from typing import NamedTuple

from calculators.erreurs import CalculAmbigu
from calculators.evenements import INCONNU, DecisionNotifiee
from calculators.formes import faux
from calculators.regles import Droit, Regle
from calculators.territoires import HORS_CHAMP

REFUS_SEUL = "refus_seul"
CONTENU_INCONNU = "contenu_inconnu"


class Choix(NamedTuple):
    """La règle de la date prudente, celles des lectures plus longues, et les sources propres à la famille."""

    regle: Regle
    favorables: tuple[Regle, ...]
    sources: tuple[str, ...]


def qualifier(decision: DecisionNotifiee) -> str:
    """La famille de la décision. Un contenu impossible est une question, jamais une supposition."""
    contenu = decision.contenu
    if INCONNU in contenu:
        return CONTENU_INCONNU
    if "oqtf" in contenu:
        return "oqtf_citoyen_ue" if decision.citoyen_ue else "oqtf"
    if contenu == {"refus_sejour"}:
        return REFUS_SEUL
    if "irtf" in contenu:
        if "refus_sejour" in contenu:
            # Une interdiction de retour accompagne ou suit une OQTF (CESEDA L612-6 à L612-8) : il manque un papier.
            raise CalculAmbigu(f"{decision.champ}.contenu", "irtf_sans_oqtf")
        if decision.citoyen_ue:
            return "interdiction_de_circulation"
        return "irtf_seule" if contenu == {"irtf"} else "irtf_et_suites"
    # Fin du délai de départ, ou pays de renvoi : rien de cela n'existe sans mesure d'éloignement.
    return "fin_du_delai_de_depart" if "sans_delai" in contenu else "pays_de_renvoi"


@cache
def _ligne(
    droit: Droit, famille: str, territoire: str, situation: str, article: str
) -> tuple[Regle, tuple[Regle, ...]]:
    for ligne in droit.choix:
        if ligne["famille"] != famille or territoire not in ligne["territoires"]:
            continue
        if situation in ligne["situations"] and article in ligne.get("articles", (article,)):
            favorables = tuple(droit.regles[r] for r in ligne.get("favorables", ()))
            return droit.regles[ligne["regle"]], favorables
    raise faux("choix.toml", famille, f"aucune ligne pour {territoire}, {situation}, {article}")


def choisir_regle(droit: Droit, famille: str, territoire: str, situation: str, article: str, champ: str) -> Choix:
    """La règle d'une famille dans un territoire. Hors du champ du site : CalculAmbigu, avec qui appeler."""
    description = droit.familles[famille]
    comme = description.get("comme", famille)
    if territoire == HORS_CHAMP and comme != REFUS_SEUL:
        raise CalculAmbigu(champ, "territoire_hors_champ")
    regle, favorables = _ligne(droit, comme, territoire, situation, article)
    aussi = description.get("favorables_comme")
    if aussi is not None:
        autre, autres = _ligne(droit, aussi, territoire, situation, article)
        favorables = (*favorables, autre, *autres)
    return Choix(regle, favorables, tuple(description["sources"]))
