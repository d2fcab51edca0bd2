"""Les permanences d'une association : permanences.csv, tel qu'un tableur l'enregistre, contrôlé ligne par ligne."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builder import kit
from builder.association_yaml import Faute
from builder.catalogue import long_date

FICHIER = "permanences.csv"
COLONNES = ("lieu", "adresse", "jours", "heures", "langues", "apporter", "verifie_le")
_FACULTATIVES = ("adresse", "apporter")
_JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_AUTOUR = (
    "du",
    "au",
    "le",
    "les",
    "et",
    "du mois",
    "mois",
    "1er",
    "2e",
    "3e",
    "4e",
    "5e",
    "dernier",
    "sur",
    "rendez-vous",
)
_HEURES = re.compile(r"(\d{1,2}) ?[h:] ?(\d{2})? ?(?:-|–|à|a) ?(\d{1,2}) ?[h:] ?(\d{2})?")
_SUR_RENDEZ_VOUS = "sur rendez-vous"
_LANGUE = re.compile(r"[a-zà-ÿ'’ -]+", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_FRANCAISE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MOIS_PAR_AN = 12
_CONSEIL_UTF8 = "Dans le tableur : Enregistrer sous, puis « CSV UTF-8 »."


@dataclass(frozen=True)
class Permanence:
    """Un lieu où l'on est reçu."""

    lieu: str
    adresse: str
    jours: str
    heures: str
    langues: str
    apporter: str
    verifie_le: date
    ligne: int

    def perimee(self, jour: date) -> bool:
        """Personne ne l'a revérifiée depuis trop longtemps."""
        return _plus_mois(self.verifie_le, kit.age("permanences_mois")) < jour

    def note(self) -> str:
        """Ce que la fabrication dit à l'association d'une ligne cachée."""
        return (
            f"{FICHIER}, ligne {self.ligne} : « {self.lieu} » ne paraît plus, vérifiée le {long_date(self.verifie_le)}. "
            "Appelez, puis changez « verifie_le »."
        )


def _plus_mois(jour: date, mois: int) -> date:
    rang = jour.year * _MOIS_PAR_AN + jour.month - 1 + mois
    # Le dernier jour d'un mois court compte pour les jours qu'il n'a pas.
    for recul in range(4):
        try:
            return date(rang // _MOIS_PAR_AN, rang % _MOIS_PAR_AN + 1, jour.day - recul)
        except ValueError:
            continue
    raise ValueError(jour)


def _faute(ligne: int, colonne: int, message: str) -> Faute:
    return Faute(FICHIER, ligne, colonne, message)


def read(path: Path, jour: date) -> tuple[list[Permanence], list[Faute]]:
    """Les lignes lues et les fautes. Le fichier peut manquer : une association n'a pas toujours de permanence."""
    if not path.is_file():
        return [], []
    octets = path.read_bytes()
    if octets.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return [], [_faute(1, 1, f"ce fichier est un classeur, pas un texte. {_CONSEIL_UTF8}")]
    try:
        texte = octets.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        ligne, _, avant = octets[: error.start].rpartition(b"\n")
        case = 1 + max(avant.count(signe) for signe in (b";", b",", b"\t"))
        dit = f"une lettre accentuée est mal enregistrée. {_CONSEIL_UTF8}"
        return [], [_faute(ligne.count(b"\n") + 1 + bool(ligne), case, dit)]
    return _rows(texte, jour)


def _rows(texte: str, jour: date) -> tuple[list[Permanence], list[Faute]]:
    entete = texte.partition("\n")[0]
    # Un tableur français sépare par « ; » : la première ligne dit lequel.
    separateur = max(";,\t", key=entete.count)
    lecteur = csv.reader(texte.splitlines(keepends=True), delimiter=separateur, strict=True)
    lues: list[Permanence] = []
    fautes: list[Faute] = []
    noms: list[str] | None = None
    try:
        for ligne, cases in _numbered(lecteur):
            if noms is None:
                noms = [case.strip().lower() for case in cases]
                if fautes := _entete(ligne, noms):
                    return [], fautes
            elif any(case.strip() for case in cases):
                une, mauvaises = _row(ligne, noms, cases, separateur, jour)
                fautes += mauvaises
                lues += [une] if une else []
    except csv.Error:
        said = (
            "des guillemets sont ouverts et jamais fermés, ou fermés au milieu d'une case. Enlevez-les, ou fermez-les."
        )
        fautes.append(_faute(lecteur.line_num, 1, said))
    if noms is None:
        return [], [_faute(1, 1, f"le fichier est vide. La première ligne est : {','.join(COLONNES)}")]
    return lues, fautes


def _numbered(lecteur: "csv._reader") -> Iterator[tuple[int, list[str]]]:  # type: ignore[name-defined]
    """Chaque ligne avec son numéro : celui où elle commence, même quand une case contient un retour à la ligne."""
    debut = 1
    for cases in lecteur:
        yield debut, cases
        debut = lecteur.line_num + 1


def _entete(ligne: int, noms: list[str]) -> list[Faute]:
    fautes = [
        _faute(ligne, rang, f"la colonne « {nom} » n'est pas connue. Les colonnes sont : {', '.join(COLONNES)}.")
        for rang, nom in enumerate(noms, 1)
        if nom not in COLONNES
    ]
    fautes += [
        _faute(ligne, len(noms) + 1, f"il manque la colonne « {nom} ». La première ligne est : {','.join(COLONNES)}")
        for nom in COLONNES
        if nom not in noms
    ]
    fautes += [
        _faute(ligne, rang, f"la colonne « {nom} » est là deux fois. Enlevez-en une.")
        for rang, nom in enumerate(noms, 1)
        if nom in COLONNES and nom in noms[: rang - 1]
    ]
    return fautes


def _row(
    ligne: int, noms: list[str], cases: list[str], separateur: str, jour: date
) -> tuple[Permanence | None, list[Faute]]:
    if len(cases) != len(noms):
        trop = len(cases) > len(noms)
        conseil = (
            f"Un texte qui contient « {separateur} » se met entre guillemets." if trop else "Ajoutez les cases vides."
        )
        ou = min(len(cases), len(noms)) + 1
        return None, [_faute(ligne, ou, f"{len(cases)} cases au lieu de {len(noms)}. {conseil}")]
    donnees = {nom: " ".join(case.split()) for nom, case in zip(noms, cases, strict=True)}
    fautes = []
    for rang, nom in enumerate(noms, 1):
        if said := _wrong(nom, donnees[nom], jour):
            fautes.append(_faute(ligne, rang, said))
    if fautes:
        return None, fautes
    donnees["heures"] = _hours(donnees["heures"])
    lue = {nom: donnees[nom] for nom in COLONNES if nom != "verifie_le"}
    return Permanence(**lue, verifie_le=_day(donnees["verifie_le"]) or jour, ligne=ligne), []


def _wrong(nom: str, texte: str, jour: date) -> str | None:
    """Ce qui ne va pas dans une case, ou None."""
    if not texte:
        return None if nom in _FACULTATIVES else f"la case « {nom} » est vide. {_EXEMPLES[nom]}"
    if len(texte) > (limite := kit.limit("texte")):
        return f"la case « {nom} » a {len(texte)} signes ; {limite} au plus."
    if signe := re.search(r"[<>{}]", texte):
        return f"la case « {nom} » contient « {signe[0]} ». Enlevez ce signe."
    if nom == "verifie_le":
        return _wrong_day(texte, jour)
    if nom in _CONTROLES and not _CONTROLES[nom](texte):
        return f"« {texte} » ne convient pas dans « {nom} ». {_EXEMPLES[nom]}"
    return None


def _wrong_day(texte: str, jour: date) -> str | None:
    lu = _day(texte)
    if lu is None:
        return f"« {texte} » n'est pas un jour du calendrier. {_EXEMPLES['verifie_le']}"
    return f"« {texte} » n'est pas encore arrivé. Écrivez le jour où quelqu'un a vérifié." if lu > jour else None


def _day(texte: str) -> date | None:
    """« 2026-11-25 », ou « 25/11/2026 » comme un tableur français le réécrit."""
    if trouve := _ISO.fullmatch(texte):
        annee, mois, jour = trouve.groups()
    elif trouve := _FRANCAISE.fullmatch(texte):
        jour, mois, annee = trouve.groups()
    else:
        return None
    try:
        return date(int(annee), int(mois), int(jour))
    except ValueError:
        return None


def _good_days(texte: str) -> bool:
    mots = re.split(r"[\s,/]+", texte.lower())
    return all(mot in _JOURS or mot in _AUTOUR for mot in mots) and (
        any(mot in _JOURS for mot in mots) or texte.lower() == _SUR_RENDEZ_VOUS
    )


def _spans(texte: str) -> list[tuple[int, int, int, int]] | None:
    """Les plages écrites, ou None si l'une n'en est pas une."""
    plages = []
    for morceau in re.split(r"\s*(?:,|/|\bet\b)\s*", texte.lower()):
        trouve = _HEURES.fullmatch(morceau)
        if not trouve:
            return None
        plages.append(tuple(int(nombre or 0) for nombre in trouve.groups()))
    return plages  # type: ignore[return-value]


def _good_hours(texte: str) -> bool:
    if texte.lower() == _SUR_RENDEZ_VOUS:
        return True
    plages = _spans(texte)
    return plages is not None and all(
        h1 < 24 and h2 <= 24 and m1 < 60 and m2 < 60 and (h1, m1) < (h2, m2) for h1, m1, h2, m2 in plages
    )


def _hours(texte: str) -> str:
    """« 14h-17h30 » se lit « 14 h à 17 h 30 »."""
    if texte.lower() == _SUR_RENDEZ_VOUS:
        return _SUR_RENDEZ_VOUS

    def dite(heures: int, minutes: int) -> str:
        return f"{heures}\u00a0h" + (f"\u00a0{minutes:02}" if minutes else "")

    return ", ".join(f"{dite(h1, m1)} à {dite(h2, m2)}" for h1, m1, h2, m2 in _spans(texte) or [])


def _good_languages(texte: str) -> bool:
    return all(_LANGUE.fullmatch(langue.strip()) for langue in re.split(r"[,/;]", texte))


_CONTROLES = {"jours": _good_days, "heures": _good_hours, "langues": _good_languages}
_EXEMPLES = {
    "lieu": "Écrivez le nom du lieu.",
    "jours": "Écrivez les jours en entier : mardi, ou : lundi et jeudi, ou : 1er mardi du mois.",
    "heures": "Écrivez : 14h-17h30, ou : sur rendez-vous.",
    "langues": "Écrivez les langues en entier : français / arabe.",
    "verifie_le": "Écrivez le jour ainsi : 2026-11-25, ou 25/11/2026.",
}
