"""Les règles de droit, lues dans droit/*.toml et contrôlées. Seul module qui les lit.

Un fichier faux arrête tout, en nommant le fichier, la règle et le remède : une règle douteuse ne compte pas.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from calculators.choix import lire_choix, lire_comptages
from calculators.delais import Comptage, Delai, Unite
from calculators.erreurs import DateHorsCouverture
from calculators.formes import (
    DOUTE,
    REGLE_EXIGEES,
    REGLE_FACULTATIVES,
    RELECTURE,
    VERSION_EXIGEES,
    VERSION_FACULTATIVES,
    controler,
    controler_evenements,
    controler_textes,
    faux,
    lire_toml,
)
from calculators.phrases import date_courte
from calculators.textes import Texte, lire_relectures, lire_textes

DROIT = Path(__file__).with_name("droit")
URGENCES = ("urgence_48_heures", "urgence_7_jours")
FICHIERS_DE_REGLES = ("recours.toml", "notification.toml", "silence.toml", "juge.toml")


@dataclass(frozen=True)
class Relecture:
    """Qui a relu la règle, quand, et l'empreinte de ce qui a été relu. `par` vide : personne."""

    par: str
    le: str
    empreinte: str


@dataclass(frozen=True, eq=False)
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


class Emploi(NamedTuple):
    """Une règle employée, dans sa version du jour compté : de quoi dire qui l'a relue."""

    id: str
    version: Version


@dataclass(frozen=True, eq=False)
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

    def emploi_au(self, jour: date, champ: str) -> Emploi:
        """La règle et sa version du jour."""
        return Emploi(self.id, self.version_au(jour, champ))


@dataclass(frozen=True, eq=False)
class Droit:
    """Tout le droit lu : règles, textes, familles, choix de la règle, comptages, et la durée de nos lectures, en mois."""

    regles: dict[str, Regle]
    textes: dict[str, Texte]
    familles: dict[str, dict[str, Any]]
    choix: tuple[dict[str, Any], ...]
    comptages: dict[str, dict[str, Any]]
    relectures: dict[str, int]


def _lire_delai(bloc: dict[str, Any], comptage: Comptage, fichier: str, regle: str) -> Delai | None:
    delai = bloc.get("delai")
    if delai is None:
        if comptage is not Comptage.COMME_LE_RECOURS:
            raise faux(fichier, regle, "il manque « delai », par exemple { mois = 2 }")
        return None
    unites = {u.value for u in Unite}
    if not isinstance(delai, dict) or len(delai) != 1 or not delai.keys() <= unites:
        raise faux(fichier, regle, "« delai » porte une seule unité : mois, jours, heures ou ans")
    ((unite, nombre),) = delai.items()
    if type(nombre) is not int or nombre < 1:
        raise faux(fichier, regle, "« delai » est un nombre entier d'au moins 1")
    if (comptage is Comptage.HEURES) != (unite == Unite.HEURES.value):
        raise faux(fichier, regle, "un délai en heures se compte en « heures », et lui seul")
    return Delai(nombre, Unite(unite))


def empreinte(regle: dict[str, Any], rang: int) -> str:
    """Le hachage de ce qu'un juriste relit : la règle et cette version, sans la relecture elle-même."""
    from hashlib import sha256  # chargé seulement si on relit : chaque module coûte au lecteur

    version = {k: v for k, v in regle["versions"][rang].items() if k != "relecture"}
    tete = {k: v for k, v in regle.items() if k != "versions"}
    return sha256(repr((sorted(tete.items()), sorted(version.items()))).encode()).hexdigest()[:16]


def _lire_version(brute: dict[str, Any], regle: dict[str, Any], rang: int, fichier: str, cle: str) -> Version:
    controler(brute, VERSION_EXIGEES, VERSION_FACULTATIVES, fichier, cle)
    try:
        comptage = Comptage(brute["comptage"])
    except ValueError as cause:
        raise faux(fichier, cle, f"comptage inconnu « {brute['comptage']} » ; voir computation.toml") from cause
    if not brute["sources"] or not brute["exemples"]:
        raise faux(fichier, cle, "il faut au moins une source et un exemple")
    controler_textes(brute["sources"], "sources", fichier, cle)
    for exemple in brute["exemples"]:
        if not isinstance(exemple, dict) or type(exemple.get("recu")) is not date:
            raise faux(fichier, cle, "un exemple porte « recu », une date sans guillemets")
    relecture = brute["relecture"]
    controler(relecture, RELECTURE, {}, fichier, cle)
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


def _lire_regle(cle: str, brute: dict[str, Any], fichier: str) -> Regle:
    controler(brute, REGLE_EXIGEES, REGLE_FACULTATIVES, fichier, cle)
    for nom in ("hors_champ", "titres"):
        controler_textes(brute.get(nom, []), nom, fichier, cle)
    try:
        brute["phrase"].format(delai="")
    except (KeyError, IndexError, ValueError) as cause:
        raise faux(fichier, cle, f"« phrase » n'admet que {{delai}} : {cause}") from cause
    for doute in brute["doutes"]:
        controler(doute, DOUTE, {}, fichier, cle)
    controler_evenements([brute["depart"], *brute.get("raccourci", {})], fichier, cle)
    if brute.get("urgence") not in (None, *URGENCES):
        raise faux(fichier, cle, f"« urgence » vaut {' ou '.join(URGENCES)}, pas « {brute['urgence']} »")
    versions = tuple(_lire_version(v, brute, rang, fichier, cle) for rang, v in enumerate(brute["versions"]))
    jours = [v.en_vigueur_le for v in versions]
    if not jours or jours != sorted(set(jours)):
        raise faux(fichier, cle, "les versions vont de la plus ancienne à la plus récente, une par jour")
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


def _controler_les_sources(sources: Iterable[Any], droit: Droit, fichier: str, nom: str) -> None:
    for source in sources:
        if source not in droit.textes:
            raise faux(fichier, nom, f"source « {source} » absente de textes.toml")


def _controler_les_renvois(droit: Droit) -> None:
    """Tout renvoi d'un fichier à l'autre mène quelque part."""
    for regle in droit.regles.values():
        for version in regle.versions:
            _controler_les_sources(version.sources, droit, regle.fichier, regle.id)
        renvois = (*regle.raccourci.values(), *([regle.comme] if regle.comme else []))
        for cible in renvois:
            if cible not in droit.regles:
                raise faux(regle.fichier, regle.id, f"renvoie à une règle inconnue : {cible}")
    for ligne in droit.choix:
        for cible in [ligne["regle"], *ligne.get("favorables", [])]:
            if cible not in droit.regles:
                raise faux("choix.toml", ligne["famille"], f"règle inconnue « {cible} »")
        if ligne["famille"] not in droit.familles:
            raise faux("choix.toml", ligne["famille"], "famille inconnue")
    for cle, famille in droit.familles.items():
        _controler_les_sources(famille["sources"], droit, "choix.toml", cle)
    for cle, comptage in droit.comptages.items():
        _controler_les_sources(comptage["sources"], droit, "computation.toml", cle)


def _controler_les_voisins(dossier: Path, droit: Droit) -> None:
    """Les autres fichiers qui citent des textes : alertes, territoires, ressort."""
    for cle, alerte in lire_toml(dossier / "alertes.toml").items():
        _controler_les_sources(alerte.get("sources", []), droit, "alertes.toml", cle)
    for cle, regime in lire_toml(dossier / "territoires.toml")["regimes"].items():
        _controler_les_sources(regime.get("sources", []), droit, "territoires.toml", cle)
    for cle, lieu in lire_toml(dossier / "ressort.toml")["etablissements"].items():
        _controler_les_sources(lieu.get("sources", []), droit, "ressort.toml", cle)


def charger_depuis(dossier: Path) -> Droit:
    """Lit et contrôle un dossier de droit. Lève RegleInvalide au premier défaut."""
    regles: dict[str, Regle] = {}
    for fichier in FICHIERS_DE_REGLES:
        for cle, brute in lire_toml(dossier / fichier).items():
            if cle in regles:
                raise faux(fichier, cle, "règle définie deux fois")
            regles[cle] = _lire_regle(cle, brute, fichier)
    familles, choix = lire_choix(lire_toml(dossier / "choix.toml"))
    lus = lire_toml(dossier / "textes.toml")
    comptages = lire_comptages(lire_toml(dossier / "computation.toml"))
    droit = Droit(regles, lire_textes(lus), familles, choix, comptages, lire_relectures(lus))
    _controler_les_renvois(droit)
    _controler_les_voisins(dossier, droit)
    return droit


@cache
def charger() -> Droit:
    """Le droit livré avec le moteur, lu une fois."""
    return charger_depuis(DROIT)
