"""A-t-on droit à l'aide juridictionnelle, et à quel taux. Les plafonds sont dans droit/plafonds.toml."""

from functools import cache
from pathlib import Path
from typing import Any

from calculators.age import dire_l_age, lecture_perimee
from calculators.erreurs import DateHorsCouverture
from calculators.formes import lire_toml
from calculators.phrases import dire
from calculators.regles import Droit
from calculators.rendu import etat_du_droit, rendre_sources

FICHIER = Path(__file__).with_name("droit") / "plafonds.toml"
SOURCES = ("Plafonds d'aide juridictionnelle", "Décret 2020-1717 art. 43", "CC 2024-05-28 2024-1091")
_REVENUS = ("revenu_100", "revenu_55", "revenu_25")
_PATRIMOINES = ("patrimoine_mobilier", "patrimoine_immobilier")
_PROCHE = 10  # contrat §5 : à moins de dix euros d'un plafond, le calcul ne tranche pas seul
_PREMIERE_MAJORATION, _DEUXIEME_MAJORATION = 1, 3


@cache
def _lus() -> dict[str, Any]:
    return lire_toml(FICHIER)


def _plafond(base: int, reference: int, personnes: int) -> int:
    """Le plafond d'un foyer : la base, puis une part de la base de référence par personne, arrondie à l'euro."""
    majorations = _lus()["majorations"]
    total = base
    for rang in range(_PREMIERE_MAJORATION, personnes):
        cle = "deuxieme_et_troisieme" if rang < _DEUXIEME_MAJORATION else "suivantes"
        total += round(reference * majorations[cle])
    return total


def plafonds_de(annee: int, personnes: int) -> dict[str, Any]:
    """Tous les plafonds d'une année pour un foyer, et d'où ils viennent."""
    lus = _lus()["annees"][str(annee)]
    revenus = {cle: _plafond(lus[cle], lus["revenu_100"], personnes) for cle in _REVENUS}
    patrimoines = {cle: _plafond(lus[cle], lus[cle], personnes) for cle in _PATRIMOINES}
    statut = lus["statut"] if personnes == 1 else "calcule"
    return {"annee": annee, "personnes": personnes, **revenus, **patrimoines, "statut": statut}


def _taux(cle: str) -> int:
    """Le taux que porte le nom du plafond : `revenu_55` donne 55."""
    return int(cle.removeprefix("revenu_"))


def _en_clair(plafonds: dict[str, Any]) -> str:
    return ", ".join(f"{plafonds[cle]} € ({_taux(cle)} %)" for cle in _REVENUS)


def calculer_aide(demande: dict[str, Any], droit: Droit) -> dict[str, Any]:
    """La réponse du calcul. Année sans plafonds connus : `date_hors_couverture`, avec les derniers connus."""
    annee, foyer = demande["aujourdhui"].year, demande["foyer"]
    connues = sorted(int(cle) for cle in _lus()["annees"])
    if annee not in connues:
        derniers = plafonds_de(connues[-1], foyer["personnes"])
        valeurs = {"derniere": str(connues[-1]), "plafonds": _en_clair(derniers)}
        raise DateHorsCouverture("aujourdhui", "plafonds_inconnus", annee=str(annee), **valeurs)
    plafonds = plafonds_de(annee, foyer["personnes"])
    revenu = foyer["revenu_fiscal_reference"]
    taux = next((_taux(cle) for cle in _REVENUS if revenu <= plafonds[cle]), 0)
    pourquoi = [dire("ressources", f"taux_{taux}", revenu=str(revenu), plafonds=_en_clair(plafonds))]
    for cle in _PATRIMOINES:
        if foyer[cle] > plafonds[cle]:
            taux = 0
            pourquoi.append(dire("ressources", cle, valeur=str(foyer[cle]), plafond=str(plafonds[cle])))
    proche = any(abs(revenu - plafonds[cle]) < _PROCHE for cle in _REVENUS)
    doute = proche or plafonds["statut"] == "calcule"
    if doute:
        pourquoi.append(dire("ressources", "proche" if proche else "calcule"))
    lue_le = lecture_perimee(SOURCES, demande["aujourdhui"], droit)
    if lue_le is not None:
        pourquoi.append(dire_l_age(lue_le))
    pourquoi.append(dire("ressources", "deposer_quand_meme"))
    return {
        "taux": taux,
        "certitude": "a_verifier" if doute or lue_le is not None else "prudente",
        "plafonds": plafonds,
        "pourquoi": pourquoi,
        "sources": rendre_sources(SOURCES, droit),
        **etat_du_droit(SOURCES, (), droit),
    }
