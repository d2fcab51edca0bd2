"""Les arguments cochés : bien placés, complets, prouvés ou non. Aucun n'est choisi, classé ni noté."""

from dataclasses import dataclass
from typing import Any

from calculators.courriers.contexte import IMPLICITE, Contexte
from calculators.courriers.donnees import arguments, dire, limites, mots
from calculators.courriers.pieces import Piece, citer_l_argument
from calculators.courriers.redaction import Redaction, enumerer, finir
from calculators.courriers.saisie import LIBRE

SUITES = "suites"


@dataclass
class Moyen:
    """Un argument de la lettre. `raison` : pourquoi il ne va pas ici. `vides` : les faits qui manquent."""

    rang: int
    identifiant: str
    titre: str
    cause: str
    discutee: bool
    groupe: str
    raison: str | None
    vides: list[str]
    appui: str
    paragraphes: list[str]
    confiance: str
    sources: list[str]
    preuves: list[str]
    a_prouver: bool = True

    @property
    def ecrit(self) -> bool:
        """Un argument vide ou mal placé n'entre pas dans la lettre."""
        return self.raison is None and not self.vides


def _nommer(cles: list[str], champ: str) -> str:
    valeurs = mots()["valeurs"][champ]
    return enumerer([valeurs.get(cle, cle) for cle in cles])


def pourquoi_mal_place(argument: dict[str, Any], contexte: Contexte, redaction: Redaction) -> str | None:
    """La raison pour laquelle cet argument ne sert pas ici ; None s'il sert."""
    decisions = set(contexte.decisions)
    if decisions and not decisions & set(argument["contre"]):
        visees = [d for d in argument["contre"] if d != IMPLICITE]
        return dire("raisons", "decision_non_visee", visees=_nommer(visees, "decisions_contestees"))
    situations = set(contexte.champs.get("situations", ()))
    exclues = [s for s in argument.get("sauf", ()) if s in situations]
    if exclues:
        return dire("raisons", "situation", situations=_nommer(exclues, "situations"))
    voulues = argument.get("situations", [])
    if voulues and situations and not situations & set(voulues):
        return dire("raisons", "situation_absente", situations=_nommer(voulues, "situations"))
    if "seulement" in argument and not redaction.vrai(argument["seulement"]):
        return dire("raisons", argument["raison"])
    return None


def _groupe(argument: dict[str, Any]) -> str:
    """Forme, fond, ou ce qui ne vise que l'éloignement."""
    seul_eloignement = not {"refus_sejour", IMPLICITE} & set(argument["contre"])
    return SUITES if seul_eloignement else str(argument["cause"])


def _libre(rang: int, brut: dict[str, Any], appui: str) -> Moyen:
    texte, titre = brut.get("texte", ""), brut.get("titre", "")
    court = len(texte) < limites()["argument"]["texte_minimum"]
    vides = [cle for cle, vide in (("titre", not titre), ("texte", court)) if vide]
    paragraphes = [finir(morceau) for morceau in texte.split("\n") if morceau]
    if paragraphes and appui:
        paragraphes[0] = f"{paragraphes[0].rstrip('.')}{appui}."
    contre = brut.get("contre", ["refus_sejour"])
    groupe = _groupe({"contre": contre, "cause": brut["cause"]})
    return Moyen(
        rang,
        LIBRE,
        titre or dire("faits", "titre"),
        brut["cause"],
        False,
        groupe,
        None,
        vides,
        appui,
        paragraphes,
        "",
        [],
        [],
    )


def _de_la_bibliotheque(rang: int, brut: dict[str, Any], contexte: Contexte, appui: str) -> Moyen:
    argument, faits = arguments()[brut["id"]], brut.get("faits", {})
    redaction = Redaction({**contexte.valeurs, **dict.fromkeys(f["id"] for f in argument["faits"]), **faits})
    # Un fait de l'argument ne se prend jamais ailleurs : « motifs_demandes » reste celui du dossier.
    vides = [f["id"] for f in argument["faits"] if f["exige"] and f["id"] not in faits]
    raison = pourquoi_mal_place(argument, contexte, Redaction(contexte.valeurs))
    redaction.valeurs["appui"] = appui
    return Moyen(
        rang,
        brut["id"],
        argument["titre"],
        argument["cause"],
        argument.get("discutee", False),
        _groupe(argument),
        raison,
        vides,
        appui,
        [" ".join(finir(ligne) for ligne in redaction.lignes(argument["texte"]))],
        argument["confiance"],
        argument["sources"],
        argument["preuves"],
        bool(argument["faits"]),
    )


def lire_moyens(contexte: Contexte, pieces: list[Piece]) -> list[Moyen]:
    """Les arguments dans l'ordre où la personne les a donnés."""
    moyens = []
    for rang, brut in enumerate(contexte.champs.get("moyens", ())):
        # Deux arguments libres se distinguent par leur rang : « libre », « libre2 »…
        cle = brut["id"] if brut["id"] != LIBRE else f"{LIBRE}{rang}"
        appui = citer_l_argument(pieces, cle) or citer_l_argument(pieces, brut["id"])
        if brut["id"] == LIBRE:
            moyens.append(_libre(rang, brut, appui))
        else:
            moyens.append(_de_la_bibliotheque(rang, brut, contexte, appui))
    return moyens


def cause_manquante(moyens: list[Moyen]) -> str | None:
    """« externe » ou « interne » quand l'autre est seule. Une cause discutée ne compte pour aucune."""
    causes = {m.cause for m in moyens if m.ecrit and not m.discutee}
    if len(causes) != 1:
        return None
    return "interne" if causes == {"externe"} else "externe"
