"""Le calcul `presence` : les preuves de présence en France, mois par mois, avec les trous."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from calculators.calendrier import MOIS_PAR_AN
from calculators.courriers.donnees import dire, mots
from calculators.courriers.nettoyage import en_une_ligne, propre
from calculators.erreurs import SaisieInvalide
from calculators.phrases import date_courte
from calculators.saisie.champs import Lecteur, citer, lire_date, lire_objet, lire_texte
from calculators.version import VERSION

Mois = int  # année × 12 + rang du mois, à partir de 0


class Preuve(NamedTuple):
    """Un papier, du premier au dernier mois qu'il montre."""

    intitule: str
    du: Mois
    au: Mois


def _mois(jour: date) -> Mois:
    return jour.year * MOIS_PAR_AN + jour.month - 1


def _lire_preuve(valeur: Any, champ: str, aujourdhui: date) -> Preuve:
    lecteurs: dict[str, Lecteur] = {"intitule": lire_texte, "du": lire_date, "au": lire_date}
    lue = lire_objet(valeur, champ, lecteurs, ("intitule", "du"))
    au = lue.get("au", lue["du"])
    for nom, jour in (("du", lue["du"]), ("au", au)):
        if jour > aujourdhui:
            raise SaisieInvalide(f"{champ}.{nom}", "date_future", aujourdhui=date_courte(aujourdhui))
    if au < lue["du"]:
        raise SaisieInvalide(f"{champ}.au", "date_avant_evenement", jour=date_courte(lue["du"]))
    return Preuve(en_une_ligne(propre(lue["intitule"])), _mois(lue["du"]), _mois(au))


def _lire_preuves(valeur: Any, champ: str, aujourdhui: date) -> list[Preuve]:
    if not isinstance(valeur, list):
        raise SaisieInvalide(champ, "liste_attendue", recu=citer(valeur))
    if not valeur:
        raise SaisieInvalide(champ, "liste_vide")
    return [_lire_preuve(v, f"{champ}[{rang}]", aujourdhui) for rang, v in enumerate(valeur)]


def _nommer(mois: Mois) -> tuple[str, str]:
    annee, rang = divmod(mois, MOIS_PAR_AN)
    return mots()["presence"]["mois"][rang], str(annee)


def _iso(mois: Mois) -> str:
    annee, rang = divmod(mois, MOIS_PAR_AN)
    return f"{annee:04}-{rang + 1:02}"


def _trous(vides: list[Mois]) -> Iterator[dict[str, Any]]:
    """Les suites de mois sans preuve."""
    debut = None
    for place, mois in enumerate(vides):
        debut = mois if debut is None else debut
        if place + 1 < len(vides) and vides[place + 1] == mois + 1:
            continue
        (du, annee_du), (au, annee_au) = _nommer(debut), _nommer(mois)
        cle = "trou_un" if debut == mois else "trou"
        dits = {"du": du, "annee_du": annee_du, "au": au, "annee_au": annee_au, "mois": str(mois - debut + 1)}
        yield {"du": _iso(debut), "au": _iso(mois), "mois": mois - debut + 1, "texte": dire("presence", cle, **dits)}
        debut = None


def _annee(annee: int, premier: Mois, dernier: Mois, preuves: list[Preuve]) -> dict[str, Any]:
    cases = []
    for rang in range(MOIS_PAR_AN):
        mois = annee * MOIS_PAR_AN + rang
        nombre = sum(p.du <= mois <= p.au for p in preuves)
        etat = "hors" if not premier <= mois <= dernier else "prouve" if nombre else "vide"
        cases.append({"mois": rang + 1, "preuves": nombre, "etat": etat})
    debut, fin = annee * MOIS_PAR_AN, (annee + 1) * MOIS_PAR_AN - 1
    return {"annee": annee, "mois": cases, "preuves": sum(p.du <= fin and p.au >= debut for p in preuves)}


def calculer_presence(demande: dict[str, Any]) -> dict[str, Any]:
    """La réponse du calcul `presence`. Une preuve sans fin ne montre que son mois."""
    lecteurs: dict[str, Lecteur] = {
        "calcul": lire_texte,
        "aujourdhui": lire_date,
        "depuis": lire_date,
        "jusqu_a": lire_date,
    }
    aujourdhui = lire_date(demande["aujourdhui"], "aujourdhui") if "aujourdhui" in demande else date.max
    tous: dict[str, Lecteur] = {**lecteurs, "preuves": lambda v, champ: _lire_preuves(v, champ, aujourdhui)}
    lue = lire_objet(demande, "", tous, ("aujourdhui", "preuves"))
    preuves: list[Preuve] = lue["preuves"]
    premier = _mois(lue["depuis"]) if "depuis" in lue else min(p.du for p in preuves)
    dernier = _mois(lue.get("jusqu_a", aujourdhui))
    if dernier < premier:
        raise SaisieInvalide("jusqu_a", "date_avant_evenement", jour=_iso(premier))
    etendue = range(premier, dernier + 1)
    vides = [m for m in etendue if not any(p.du <= m <= p.au for p in preuves)]
    trous = list(_trous(vides))
    (du, annee_du), (au, annee_au) = _nommer(premier), _nommer(dernier)
    comptes = {"mois": str(len(etendue)), "prouves": str(len(etendue) - len(vides))}
    tete = dire("presence", "etendue", du=du, annee_du=annee_du, au=au, annee_au=annee_au, **comptes)
    annees = range(premier // MOIS_PAR_AN, dernier // MOIS_PAR_AN + 1)
    return {
        "annees": [_annee(annee, premier, dernier, preuves) for annee in annees],
        "trous": trous,
        "texte": [tete, *([t["texte"] for t in trous] or [dire("presence", "sans_trou")])],
        "version": VERSION,
    }
