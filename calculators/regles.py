"""Les règles de droit, lues dans droit/*.toml et contrôlées. Seul module qui les lit.

Un fichier faux arrête tout, en nommant le fichier, la règle et le remède : une règle douteuse ne compte pas.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from calculators.delais import Comptage, Delai, Unite
from calculators.erreurs import DateHorsCouverture, RegleInvalide
from calculators.phrases import date_courte

DROIT = Path(__file__).with_name("droit")
FICHIERS_DE_REGLES = ("recours.toml", "notification.toml", "silence.toml", "juge.toml")


@dataclass(frozen=True, slots=True)
class Texte:
    """Un texte cité. `texte_au` : lu comme en vigueur ce jour-là (None pour une décision de justice)."""

    cle: str
    nom: str
    article: str | None
    url: str | None
    texte_au: date | None
    verifie_le: date
    confiance: str
    objet: str


@dataclass(frozen=True, slots=True)
class Relecture:
    """Qui a relu la règle, quand, et l'empreinte de ce qui a été relu. `par` vide : personne."""

    par: str
    le: str
    empreinte: str


@dataclass(frozen=True, slots=True)
class Version:
    """Ce que dit la règle à partir de `en_vigueur_le`, jusqu'à la version suivante."""

    en_vigueur_le: date
    signature_depuis: date | None
    compte_depuis_au_plus_tot: date | None
    delai: Delai | None
    comptage: Comptage
    a_verifier: bool
    sources: tuple[str, ...]
    relecture: Relecture
    empreinte: str
    exemples: tuple[dict[str, Any], ...]

    @property
    def a_relire(self) -> bool:
        """Un juriste a relu autre chose que ce qui est écrit aujourd'hui, ou une source n'a pas été relue."""
        return self.a_verifier or (bool(self.relecture.empreinte) and self.relecture.empreinte != self.empreinte)


@dataclass(frozen=True, slots=True, eq=False)
class Regle:
    """Une règle : sa phrase, ce qui la déclenche, ses versions, ses doutes, ce qu'elle ne couvre pas."""

    id: str
    fichier: str
    titre: str
    depart: str
    phrase: str
    suspensif: bool
    distance: bool
    interrompu: bool
    aide: bool
    urgence: str | None
    raccourci: dict[str, str]
    comme: str | None
    titres: tuple[str, ...]
    hors_champ: tuple[str, ...]
    doutes: tuple[dict[str, Any], ...]
    versions: tuple[Version, ...]

    def version_au(self, jour: date, champ: str) -> Version:
        """La version en vigueur ce jour-là. Avant la première : DateHorsCouverture, jamais la plus proche."""
        choisie = None
        for version in self.versions:
            if version.en_vigueur_le <= jour:
                choisie = version
        if choisie is None:
            raise DateHorsCouverture(champ, "avant_la_regle", depuis=date_courte(self.versions[0].en_vigueur_le))
        return choisie


@dataclass(frozen=True, slots=True, eq=False)
class Droit:
    """Tout le droit lu : règles, textes, familles de décisions, choix de la règle, comptages."""

    regles: dict[str, Regle]
    textes: dict[str, Texte]
    familles: dict[str, dict[str, Any]]
    choix: tuple[dict[str, Any], ...]
    comptages: dict[str, dict[str, Any]]


def _faux(fichier: str, regle: str, remede: str) -> RegleInvalide:
    return RegleInvalide(f"droit/{fichier}", "regle_fausse", fichier=fichier, regle=regle, remede=remede)


def _lire(fichier: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(fichier.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as cause:
        raise _faux(fichier.name, "-", f"TOML illisible : {cause}") from cause


def _cles(bloc: dict[str, Any], permises: set[str], exigees: set[str], fichier: str, regle: str) -> None:
    for cle in sorted(exigees - bloc.keys()):
        raise _faux(fichier, regle, f"il manque « {cle} »")
    for cle in sorted(bloc.keys() - permises - exigees):
        raise _faux(fichier, regle, f"clé inconnue « {cle} »")


def _lire_delai(bloc: dict[str, Any], comptage: Comptage, fichier: str, regle: str) -> Delai | None:
    delai = bloc.get("delai")
    if delai is None:
        if comptage is not Comptage.COMME_LE_RECOURS:
            raise _faux(fichier, regle, "il manque « delai », par exemple { mois = 2 }")
        return None
    unites = {u.value for u in Unite}
    if not isinstance(delai, dict) or len(delai) != 1 or not delai.keys() <= unites:
        raise _faux(fichier, regle, "« delai » porte une seule unité : mois, jours, heures ou ans")
    ((unite, nombre),) = delai.items()
    if type(nombre) is not int or nombre < 1:
        raise _faux(fichier, regle, "« delai » est un nombre entier d'au moins 1")
    if (comptage is Comptage.HEURES) != (unite == Unite.HEURES.value):
        raise _faux(fichier, regle, "un délai en heures se compte en « heures », et lui seul")
    return Delai(nombre, Unite(unite))


def empreinte(regle: dict[str, Any], rang: int) -> str:
    """Le hachage de ce qu'un juriste relit : la règle et cette version, sans la relecture elle-même."""
    from hashlib import sha256  # chargé seulement si on relit : chaque module coûte au lecteur

    version = {k: v for k, v in regle["versions"][rang].items() if k != "relecture"}
    tete = {k: v for k, v in regle.items() if k != "versions"}
    return sha256(repr((sorted(tete.items()), sorted(version.items()))).encode()).hexdigest()[:16]


_CLES_VERSION = {"signature_depuis", "compte_depuis_au_plus_tot", "delai", "a_verifier"}
_CLES_VERSION_EXIGEES = {"en_vigueur_le", "comptage", "sources", "relecture", "exemples"}


def _lire_version(brute: dict[str, Any], regle: dict[str, Any], rang: int, fichier: str, cle: str) -> Version:
    _cles(brute, _CLES_VERSION, _CLES_VERSION_EXIGEES, fichier, cle)
    if type(brute["en_vigueur_le"]) is not date:
        raise _faux(fichier, cle, "« en_vigueur_le » est une date, sans guillemets : 2024-07-15")
    try:
        comptage = Comptage(brute["comptage"])
    except ValueError as cause:
        raise _faux(fichier, cle, f"comptage inconnu « {brute['comptage']} » ; voir computation.toml") from cause
    if not brute["sources"] or not brute["exemples"]:
        raise _faux(fichier, cle, "il faut au moins une source et un exemple")
    relecture = brute["relecture"]
    _cles(relecture, set(), {"par", "le", "empreinte"}, fichier, cle)
    return Version(
        brute["en_vigueur_le"],
        brute.get("signature_depuis"),
        brute.get("compte_depuis_au_plus_tot"),
        _lire_delai(brute, comptage, fichier, cle),
        comptage,
        bool(brute.get("a_verifier", False)),
        tuple(brute["sources"]),
        Relecture(relecture["par"], relecture["le"], relecture["empreinte"]),
        empreinte(regle, rang) if relecture["empreinte"] else "",
        tuple(brute["exemples"]),
    )


_CLES_REGLE = {"distance", "interrompu", "aide", "urgence", "raccourci", "comme", "titres"}
_CLES_REGLE_EXIGEES = {"titre", "depart", "phrase", "suspensif", "hors_champ", "doutes", "versions"}


def _lire_regle(cle: str, brute: dict[str, Any], fichier: str) -> Regle:
    _cles(brute, _CLES_REGLE, _CLES_REGLE_EXIGEES, fichier, cle)
    versions = tuple(_lire_version(v, brute, rang, fichier, cle) for rang, v in enumerate(brute["versions"]))
    jours = [v.en_vigueur_le for v in versions]
    if not jours or jours != sorted(set(jours)):
        raise _faux(fichier, cle, "les versions vont de la plus ancienne à la plus récente, une par jour")
    return Regle(
        cle,
        fichier,
        brute["titre"],
        brute["depart"],
        brute["phrase"],
        brute["suspensif"],
        brute.get("distance", False),
        brute.get("interrompu", False),
        brute.get("aide", False),
        brute.get("urgence"),
        brute.get("raccourci", {}),
        brute.get("comme"),
        tuple(brute.get("titres", ())),
        tuple(brute["hors_champ"]),
        tuple(brute["doutes"]),
        versions,
    )


def _lire_texte(cle: str, brut: dict[str, Any], codes: dict[str, Any]) -> Texte:
    nature = brut.get("nature")
    if nature == "code":
        code = codes[brut["code"]]
        nom, article, url, texte_au = brut["code"], brut["article"], code["url"], code["texte_au"]
    elif nature == "decret":
        nom, article, url, texte_au = brut["titre"], brut["article"], None, None
    elif nature == "decision":
        numero = f" n° {brut['numero']}" if brut["numero"] else ""
        nom = f"{brut['juridiction']}, {date_courte(brut['date'])}{numero}"
        article, url, texte_au = None, None, None
    else:
        raise _faux("textes.toml", cle, "« nature » vaut code, decret ou decision")
    return Texte(cle, nom, article, url, texte_au, brut["verifie_le"], brut["confiance"], brut["objet"])


def _controler_les_renvois(droit: Droit) -> None:
    """Tout renvoi d'un fichier à l'autre mène quelque part."""
    for regle in droit.regles.values():
        for version in regle.versions:
            for source in version.sources:
                if source not in droit.textes:
                    raise _faux(regle.fichier, regle.id, f"source « {source} » absente de textes.toml")
        renvois = (*regle.raccourci.values(), *([regle.comme] if regle.comme else []))
        for cible in renvois:
            if cible not in droit.regles:
                raise _faux(regle.fichier, regle.id, f"renvoie à une règle inconnue : {cible}")
    for ligne in droit.choix:
        for cible in [ligne["regle"], *ligne.get("favorables", [])]:
            if cible not in droit.regles:
                raise _faux("choix.toml", ligne["famille"], f"règle inconnue « {cible} »")
        if ligne["famille"] not in droit.familles:
            raise _faux("choix.toml", ligne["famille"], "famille inconnue")


def charger_depuis(dossier: Path) -> Droit:
    """Lit et contrôle un dossier de droit. Lève RegleInvalide au premier défaut."""
    regles: dict[str, Regle] = {}
    for fichier in FICHIERS_DE_REGLES:
        for cle, brute in _lire(dossier / fichier).items():
            if cle in regles:
                raise _faux(fichier, cle, "règle définie deux fois")
            regles[cle] = _lire_regle(cle, brute, fichier)
    textes = _lire(dossier / "textes.toml")
    choix = _lire(dossier / "choix.toml")
    droit = Droit(
        regles,
        {cle: _lire_texte(cle, brut, textes["codes"]) for cle, brut in textes["textes"].items()},
        choix["familles"],
        tuple(choix["choix"]),
        _lire(dossier / "computation.toml")["comptages"],
    )
    _controler_les_renvois(droit)
    return droit


@cache
def charger() -> Droit:
    """Le droit livré avec le moteur, lu une fois."""
    return charger_depuis(DROIT)
