"""Quel tribunal saisir, et pourquoi. Les ressorts et les adresses sont dans droit/."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from calculators.erreurs import SaisieInvalide
from calculators.evenements import INCONNU
from calculators.formes import lire_toml
from calculators.phrases import dire
from calculators.regles import Droit
from calculators.rendu import etat_du_droit, rendre_sources
from calculators.territoires import ETRANGER, nom_du_departement, ressort, territoires

FICHIER = Path(__file__).with_name("droit") / "tribunaux.toml"
_PRIVEES = ("retenu", "detenu")
_ADRESSE_SURE = ("A", "B")


@dataclass
class Competence:
    """Le tribunal trouvé : le département qui le donne, les autres possibles, les raisons, les sources."""

    departement: str
    pourquoi: list[str]
    sources: list[str]
    tribunal: str = ""
    autres: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tribunal = self.tribunal or tribunal_du(self.departement)


@cache
def _tribunaux() -> dict[str, Any]:
    return lire_toml(FICHIER)


def tribunal_du(departement: str) -> str:
    """L'identifiant du tribunal administratif d'un département (CJA R221-3)."""
    identifiant: str = ressort()["departements"][departement]["tribunal"]
    return identifiant


def _raison(cle: str, departement: str) -> str:
    return dire("tribunal", cle, departement=nom_du_departement(departement))


def _de_la_residence(demande: dict[str, Any]) -> Competence:
    """Là où la personne habitait le jour de la décision (CJA R312-8) ; à l'étranger, le siège de l'autorité."""
    residence, prefecture = demande.get("residence"), demande.get("prefecture")
    if residence == ETRANGER:
        if prefecture is None:
            raise SaisieInvalide("prefecture", "prefecture_exigee")
        return Competence(prefecture, [_raison("etranger", prefecture)], ["CJA R312-1"])
    if residence is not None:
        return Competence(residence, [_raison("residence", residence)], ["CJA R312-8"])
    if prefecture is None:
        raise SaisieInvalide("residence", "residence_exigee")
    return Competence(prefecture, [_raison("residence_supposee", prefecture)], ["CJA R312-8"])


def _du_siege(demande: dict[str, Any]) -> Competence:
    """Interdiction de retour notifiée seule à une personne libre : siège de l'autorité (CESEDA R922-1)."""
    prefecture = demande.get("prefecture")
    if prefecture is None:
        raise SaisieInvalide("prefecture", "prefecture_exigee")
    return Competence(prefecture, [_raison("siege", prefecture)], ["CESEDA R922-1"])


def _du_lieu(demande: dict[str, Any]) -> Competence:
    """Là où la personne est assignée, retenue ou détenue (CESEDA R922-4), et les lieux qui ne suivent pas (R922-6)."""
    lieu = demande.get("lieu")
    if lieu is None:
        raise SaisieInvalide("lieu", "lieu_exige")
    trouve = Competence(lieu, [_raison("lieu", lieu)], ["CESEDA R922-4"])
    dit = demande.get("etablissement")
    for nom, etablissement in ressort()["etablissements"].items():
        phrase = {"etablissement": etablissement["nom"]}
        if nom == dit:
            trouve.tribunal = etablissement["tribunal"]
            trouve.pourquoi.append(dire("tribunal", "etablissement", **phrase))
            trouve.sources += etablissement["sources"]
        elif dit is None and _se_pose(etablissement, demande):
            if etablissement["tribunal"] != trouve.tribunal:
                trouve.autres[etablissement["tribunal"]] = dire("tribunal", "question_etablissement", **phrase)
            trouve.sources += etablissement["sources"]
    return trouve


def _se_pose(etablissement: dict[str, Any], demande: dict[str, Any]) -> bool:
    """La question de cet établissement se pose dans ce département, pour cette situation."""
    return demande["lieu"] in etablissement["departements"] and demande["situation"] in etablissement["situations"]


def _ajouter_si_possible(trouve: Competence, demande: dict[str, Any], cle: str) -> None:
    """Un autre tribunal possible, celui de la résidence, avec la question qui tranche."""
    try:
        autre = _de_la_residence(demande)
    except SaisieInvalide:
        return  # la question reste posée par l'alerte ; sans résidence, pas d'autre nom à donner
    if autre.tribunal != trouve.tribunal:
        trouve.autres[autre.tribunal] = dire("tribunal", cle)


def _toujours_residence(demande: dict[str, Any]) -> bool:
    """Guadeloupe, Guyane, Mayotte : la règle du lieu n'existe pas (CESEDA R931-2 à R931-4)."""
    endroits = (demande.get("lieu"), demande.get("prefecture"))
    return any(endroit in territoires()["tribunal"]["toujours_residence"] for endroit in endroits)


def _choisir(demande: dict[str, Any]) -> Competence:
    contenu, situation = demande["contenu"], demande["situation"]
    article = demande.get("article_assignation") or INCONNU
    if contenu == {"refus_sejour"}:
        return _de_la_residence(demande)
    if _toujours_residence(demande):
        trouve = _de_la_residence(demande)
        trouve.pourquoi = [_raison("derogation", trouve.departement)]
        trouve.sources += territoires()["tribunal"]["sources_toujours_residence"]
        return trouve
    if situation in _PRIVEES or (situation == "assigne" and article != "L731-3"):
        trouve = _du_lieu(demande)
        if situation == "assigne" and article == INCONNU:
            _ajouter_si_possible(trouve, demande, "question_article")
        if INCONNU in contenu:
            _ajouter_si_possible(trouve, demande, "question_contenu")
        return trouve
    if contenu == {"irtf"} and not demande.get("citoyen_ue", False):
        return _du_siege(demande)
    trouve = _de_la_residence(demande)
    if situation == INCONNU:
        trouve.pourquoi.append(dire("tribunal", "question_situation"))
    return trouve


def rendre_juridiction(table: str, identifiant: str) -> dict[str, Any]:
    """Nom, site, et adresse seulement si sa source est sûre (A ou B) : sinon null."""
    lu = _tribunaux()[table][identifiant]
    sure = lu["confiance_adresse"] in _ADRESSE_SURE
    adresse = lu.get("adresse") if sure else None
    return {"id": identifiant, "nom": lu["nom"], "adresse": adresse, "site": lu["site"]}


def calculer_tribunal(demande: dict[str, Any], droit: Droit) -> dict[str, Any]:
    """La réponse du calcul `tribunal`."""
    trouve = _choisir(demande)
    cour = _tribunaux()["tribunaux"][trouve.tribunal]["cour"]
    autres = [
        {**rendre_juridiction("tribunaux", identifiant), "question": question}
        for identifiant, question in trouve.autres.items()
    ]
    sources = [*trouve.sources, "CJA R221-3", "CJA R221-7", "CJA R351-3"]
    return {
        "tribunal": rendre_juridiction("tribunaux", trouve.tribunal),
        "cour": rendre_juridiction("cours", cour),
        "autres": autres,
        "pourquoi": [*trouve.pourquoi, *trouve.autres.values(), dire("tribunal", "erreur_sans_gravite")],
        "sources": rendre_sources(sources, droit),
        **etat_du_droit(sources, (), droit),
    }
