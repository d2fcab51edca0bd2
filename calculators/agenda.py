"""Le calcul `agenda` : les échéances d'un dossier en rappels .ics, avec un plan à rebours et des titres neutres.

Importer de nouveau remplace : chaque rappel garde son identifiant (UID), et son numéro d'ordre (SEQUENCE) grandit.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from calculators.calendrier import ajouter_jours, avancer
from calculators.courriers.donnees import dire
from calculators.courriers.nettoyage import en_une_ligne, propre
from calculators.dossier import Dossier, lire_dossier
from calculators.echeances import calculer_echeances
from calculators.echeances.etat import A_VENIR, DERNIER_JOUR, INTERROMPUE, OUVERTE
from calculators.echeances.resultats import Echeance
from calculators.erreurs import ErreurDuContrat, SaisieInvalide
from calculators.formes import lire_toml
from calculators.regles import charger
from calculators.rendu import etat_du_droit
from calculators.saisie import lire_demande_echeances
from calculators.saisie.champs import Lecteur, citer, lire_date, lire_heure, lire_objet, lire_texte

FICHIER = Path(__file__).with_name("droit") / "agenda.toml"
_VIVANTES = (OUVERTE, DERNIER_JOUR, INTERROMPUE)
_CLE = re.compile(r"[a-z0-9-]{1,40}")
_MINUTES_PAR_JOUR, _MINUTES_PAR_HEURE = 1440, 60
_SUITE = "\r\n "


class Rappel(NamedTuple):
    """Un jour, un geste. `heure` : pour un délai en heures."""

    jour: date
    heure: str | None
    nature: str
    uid: str
    titre: str
    echeance: str
    objet: str


@cache
def _plan() -> dict[str, Any]:
    return lire_toml(FICHIER)


def _jour_du_rappel(nature: str, dernier: date, aujourdhui: date) -> date:
    """Le jour du plan, jamais avant aujourd'hui, jamais après le dernier jour. Poster : un jour ouvrable."""
    marge = _plan()["rappels"][nature]
    if "apres" in marge:
        return min(ajouter_jours(aujourdhui, marge["apres"]), dernier)
    voulu = ajouter_jours(dernier, -marge["avant"])
    return max(avancer(voulu) if nature == "poster" else voulu, aujourdhui)


def _rappels(echeance: Echeance, aujourdhui: date, cle: str, tete: str) -> Iterator[Rappel]:
    """Les rappels d'une échéance encore utile ; la date est toujours `dernier_jour`, jamais une lecture favorable."""
    plan = _plan()

    fin = "" if echeance.non_relue_depuis is None else dire("agenda", "a_verifier")

    def rappel(nature: str, jour: date, heure: str | None = None) -> Rappel:
        noms = (cle, echeance.id, echeance.objet.replace("#", "-"), nature)
        uid = "-".join(n for n in noms if n).replace("_", "-") + f"@{plan['fichier']['domaine']}"
        return Rappel(jour, heure, nature, uid, tete + dire("agenda", nature) + fin, echeance.id, echeance.objet)

    if echeance.premier_jour is not None and echeance.etat in (A_VENIR, OUVERTE):
        yield rappel("a_partir_de", max(echeance.premier_jour, aujourdhui))
    dernier = echeance.dernier_jour
    if dernier is None or echeance.etat not in _VIVANTES or echeance.id not in plan["plans"]:
        return
    natures = plan["plans"][echeance.id] if echeance.heure is None else plan["plan_en_heures"]["rappels"]
    for nature in natures:
        heure = echeance.heure if nature == "dernier_jour" else None
        yield rappel(nature, _jour_du_rappel(nature, dernier, aujourdhui), heure)


def _echapper(texte: str) -> str:
    for signe in ("\\", ";", ","):
        texte = texte.replace(signe, f"\\{signe}")
    return texte.replace("\n", "\\n")


def _replier(ligne: str) -> str:
    """La ligne en morceaux de 75 octets au plus, sans couper un caractère (RFC 5545)."""
    place = _plan()["fichier"]["octets_par_ligne"]
    if len(ligne.encode("utf-8")) <= place:
        return ligne  # presque toujours : un guichet en écrit des milliers
    morceaux, courant, taille = [""], 0, 0
    for caractere in ligne:
        octets = len(caractere.encode("utf-8"))
        # La suite commence par une espace, qui compte.
        if taille + octets > (place if courant == 0 else place - 1):
            morceaux.append("")
            courant, taille = courant + 1, 0
        morceaux[courant] += caractere
        taille += octets
    return _SUITE.join(morceaux)


def _evenement(rappel: Rappel, tampon: str, ordre: int) -> Iterator[str]:
    jour = rappel.jour.isoformat().replace("-", "")
    yield "BEGIN:VEVENT"
    yield f"UID:{rappel.uid}"
    yield f"DTSTAMP:{tampon}"
    yield f"SEQUENCE:{ordre}"
    if rappel.heure is None:
        yield f"DTSTART;VALUE=DATE:{jour}"
    else:
        yield f"DTSTART:{jour}T{rappel.heure.replace(':', '')}00"
    yield f"SUMMARY:{_echapper(rappel.titre)}"
    yield from ("CLASS:PRIVATE", "TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY")
    yield f"DESCRIPTION:{_echapper(rappel.titre)}"
    yield f"TRIGGER:{_plan()['fichier']['alarme'] if rappel.heure is None else _plan()['fichier']['alarme_en_heures']}"
    yield from ("END:VALARM", "END:VEVENT")


def ecrire_ics(rappels: list[Rappel], aujourdhui: date, maintenant: str | None) -> str:
    """Le fichier .ics entier, lignes repliées, fins de ligne CRLF."""
    heure = maintenant or "00:00"
    tampon = f"{aujourdhui.isoformat().replace('-', '')}T{heure.replace(':', '')}00Z"
    heures, minutes = heure.split(":")
    ordre = (aujourdhui - _plan()["fichier"]["origine"]).days * _MINUTES_PAR_JOUR
    ordre += int(heures) * _MINUTES_PAR_HEURE + int(minutes)
    lignes = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//rappels//FR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lignes += [f"X-WR-CALNAME:{_echapper(dire('agenda', 'nom'))}"]
    lignes += [ligne for rappel in rappels for ligne in _evenement(rappel, tampon, ordre)]
    return "".join(f"{_replier(ligne)}\r\n" for ligne in [*lignes, "END:VCALENDAR"])


def _lire(demande: dict[str, Any]) -> tuple[dict[str, Any], str, str]:
    cle, libelle = demande.get("cle", ""), demande.get("libelle", "")
    if cle != "" and not (isinstance(cle, str) and _CLE.fullmatch(cle)):
        raise SaisieInvalide("cle", "cle_d_agenda", recu=citer(cle))
    tete = en_une_ligne(propre(lire_texte(libelle, "libelle")))
    reste = {nom: valeur for nom, valeur in demande.items() if nom not in ("cle", "libelle")}
    return reste, cle, f"{tete} : " if tete else ""


def _tel_quel(valeur: Any, champ: str) -> Any:
    return valeur


_UN_DOSSIER: dict[str, Lecteur] = dict.fromkeys(("dossier", "cle", "libelle"), _tel_quel)
_PLUSIEURS: dict[str, Lecteur] = {
    **dict.fromkeys(("calcul", "dossiers"), _tel_quel),
    "aujourdhui": lire_date,
    "maintenant": lire_heure,
}


def _rendre(rappel: Rappel) -> dict[str, Any]:
    dit = rappel._asdict()
    return {"date": dit.pop("jour").isoformat(), **dit}


def _du_dossier(demande: dict[str, Any]) -> tuple[Dossier, list[Echeance], list[Rappel]]:
    """Le dossier lu, ses échéances, ses rappels."""
    reste, cle, tete = _lire(demande)
    dossier, droit = lire_dossier(lire_demande_echeances(reste)), charger()
    echeances = [e for a in calculer_echeances(dossier, droit) for e in a.echeances]
    return dossier, echeances, [r for e in echeances for r in _rappels(e, dossier.aujourdhui, cle, tete)]


def _un_dossier_sur_plusieurs(
    demande: dict[str, Any], rang: int, un: Any
) -> tuple[Dossier, list[Echeance], list[Rappel]]:
    """Un dossier du guichet : sa clé est obligatoire, une faute y nomme son rang."""
    champ = f"dossiers[{rang}]"
    lu = lire_objet(un, champ, _UN_DOSSIER, ("dossier", "cle"))
    try:
        dossier, echeances, rappels = _du_dossier({**demande, **lu})
    except ErreurDuContrat as fausse:
        fausse.champ = f"{champ}.{fausse.champ}"
        raise
    gardes = _plan()["guichet"]["rappels"]
    return dossier, echeances, [r for r in rappels if r.nature in gardes]


def _de_plusieurs(demande: dict[str, Any]) -> tuple[Dossier, list[Echeance], list[Rappel]]:
    """Tous les dossiers d'un guichet dans un seul agenda ; deux fois la même clé, et l'un effacerait l'autre."""
    lire_objet(demande, "", _PLUSIEURS, ("aujourdhui", "dossiers"))
    dossiers, commun = demande["dossiers"], {nom: v for nom, v in demande.items() if nom != "dossiers"}
    if not isinstance(dossiers, list):
        raise SaisieInvalide("dossiers", "liste_attendue", recu=citer(dossiers))
    if not dossiers:
        raise SaisieInvalide("dossiers", "liste_vide")
    cles: set[str] = set()
    echeances: list[Echeance] = []
    rappels: list[Rappel] = []
    for rang, un in enumerate(dossiers):
        dossier, siennes, siens = _un_dossier_sur_plusieurs(commun, rang, un)
        if un["cle"] in cles or not un["cle"]:
            raise SaisieInvalide(f"dossiers[{rang}].cle", "cle_d_agenda_double", recu=citer(un["cle"]))
        cles.add(un["cle"])
        echeances += siennes
        rappels += siens
    return dossier, echeances, rappels


def calculer_agenda(demande: dict[str, Any]) -> dict[str, Any]:
    """La réponse du calcul `agenda`, pour un `dossier` ou pour les `dossiers` d'un guichet."""
    dossier, echeances, rappels = _de_plusieurs(demande) if "dossiers" in demande else _du_dossier(demande)
    rappels.sort(key=lambda r: (r.jour, r.heure or "", r.uid))
    sources, regles = [c for e in echeances for c in e.sources], [m for e in echeances for m in e.regles]
    return {
        "ics": ecrire_ics(rappels, dossier.aujourdhui, dossier.maintenant),
        "nom_de_fichier": "rappels.ics",
        "rappels": [_rendre(r) for r in rappels],
        **etat_du_droit(sources, regles, charger()),
    }
