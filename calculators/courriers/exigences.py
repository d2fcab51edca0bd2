"""Ce qui manque à une lettre : les champs obligatoires pas encore dits, et ceux qu'une phrase attendait."""

from collections.abc import Iterable

from calculators.courriers.contexte import Contexte
from calculators.courriers.donnees import champs, limites, modele
from calculators.courriers.mots import CHAMP_DE
from calculators.courriers.nettoyage import sans_accent
from calculators.courriers.redaction import Redaction

_DU_JUGE = ("tribunal", "juge_des_referes")
# Quand la personne dit le premier, le second n'est plus demandé.
_DISPENSES = {
    "nom": "sans_nom",
    "prenoms": "sans_prenom",
    "code_postal": "pays",
    "date_naissance": "naissance_incomplete",
}
_SANS_PAPIER = ("date_decision", "date_notification", "nature_refus")


def a_l_etranger(contexte: Contexte) -> bool:
    """Hors de France et d'Europe : le tribunal veut une élection de domicile (CJA R431-8)."""
    dits = contexte.champs
    pays = sans_accent(dits.get("pays", ""))
    ailleurs = bool(pays) and pays not in limites()["domicile"]["sans_election"]
    return bool(dits.get("hors_europe", ailleurs))


def exiges(contexte: Contexte) -> list[str]:
    """Les champs obligatoires de cette lettre, dans ce dossier."""
    lu, redaction = modele(contexte.demande.modele), Redaction(contexte.valeurs)
    voulus = list(lu["exiges"])
    for regle in lu.get("exiges_si", ()):
        voulus += regle["champs"] if redaction.vrai(regle["si"]) else ()
    if contexte.implicite:
        voulus = [v for v in voulus if v not in _SANS_PAPIER] + ["date_depot_demande"]
    if lu["destinataire"] in _DU_JUGE and a_l_etranger(contexte):
        voulus.append("election_domicile")
    if contexte.urgence and "variante_urgence" in lu:
        voulus = [v for v in voulus if v not in lu["variante_urgence"]["exiges_en_moins"]]
    if contexte.champs.get("decision_perdue") or contexte.demande.modele == "bordereau":
        voulus = [v for v in voulus if v != "date_decision"]
    return [v for v in dict.fromkeys(voulus) if not contexte.champs.get(_DISPENSES.get(v, ""))]


def _est_la(nom: str, contexte: Contexte) -> bool:
    if nom == "decisions_contestees":
        return bool(contexte.decisions)
    # Une réponse « non » est une réponse ; seule l'absence manque.
    return contexte.valeurs.get(nom) not in (None, "", [])


def ce_qui_manque(contexte: Contexte, des_phrases: Iterable[str], autre: str | None) -> list[str]:
    """Les champs à donner, une fois chacun : les obligatoires d'abord, puis ceux des phrases laissées."""
    manque = [nom for nom in exiges(contexte) if not _est_la(nom, contexte)]
    trous = (CHAMP_DE.get(nom, nom) for nom in des_phrases)
    dispenses = {nom for nom, par in _DISPENSES.items() if contexte.champs.get(par)}
    connus = [nom for nom in trous if nom in champs() and nom not in dispenses and not _est_la(nom, contexte)]
    return list(dict.fromkeys([*manque, *connus, *([autre] if autre else [])]))
