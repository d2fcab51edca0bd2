"""Une façon de compter donne un terme : un jour, parfois une heure, et les pas qui y mènent."""

from collections.abc import Set
from datetime import date, datetime
from typing import NamedTuple

from calculators.calendrier import (
    MOIS_PAR_AN,
    UN_JOUR,
    ajouter_jours,
    ajouter_mois,
    avancer,
    reporter,
    terme_franc_mois,
)
from calculators.delais import Comptage, Delai, Unite
from calculators.feries import feries_locaux, noms_des_feries
from calculators.fuseaux import Fuseau, ajouter_heures
from calculators.phrases import date_en_lettres, dire

FIN_DU_JOUR = "24:00"
MINUIT = "00:00"


class Pas(NamedTuple):
    """Un pas du calcul : sa nature (la clé de sa phrase au catalogue), la date obtenue, et ce que la phrase cite."""

    nature: str
    jour: date
    valeurs: tuple[tuple[str, str | date], ...]

    @property
    def texte(self) -> str:
        """La phrase. Écrite à la demande : un pas d'une lecture écartée n'en a pas besoin."""
        valeurs = {"date": date_en_lettres(self.jour)}
        for cle, valeur in self.valeurs:
            valeurs[cle] = date_en_lettres(valeur) if isinstance(valeur, date) else valeur
        return dire("pas", self.nature, **valeurs)


class Terme(NamedTuple):
    """Le dernier jour d'une lecture. `heure` : None pour toute la journée."""

    jour: date
    heure: str | None
    pas: tuple[Pas, ...]

    @property
    def instant(self) -> tuple[date, str]:
        """De quoi comparer deux termes : sans heure, la journée entière."""
        return self.jour, self.heure or FIN_DU_JOUR


class Lieu(NamedTuple):
    """Ce que l'endroit change : le code du territoire (fériés locaux) et son fuseau."""

    territoire: str
    fuseau: Fuseau

    def feries(self, jour: date) -> Set[date]:
        """Les fériés locaux utiles autour de ce jour."""
        return feries_locaux(jour.year, self.territoire) | feries_locaux(jour.year + 1, self.territoire)


def pas(cle: str, jour: date, /, **valeurs: str | date) -> Pas:
    """Un pas dont la phrase est dans le catalogue ; `{date}` y est le jour obtenu."""
    return Pas(cle, jour, tuple(valeurs.items()))


def _raison_fermee(jour: date, territoire: str) -> str:
    ferie = noms_des_feries(jour.year, territoire).get(jour)
    return dire("pas", "jour_ferie", nom=ferie) if ferie else dire("pas", "fin_de_semaine")


def _reporter(terme: date, lieu: Lieu | None, faits: list[Pas]) -> date:
    """Premier jour ouvrable ; avec un lieu, ses fériés locaux comptent aussi."""
    ouvert = reporter(terme, lieu.feries(terme)) if lieu else reporter(terme)
    if ouvert != terme:
        raison = _raison_fermee(terme, lieu.territoire if lieu else "")
        faits.append(pas("report", ouvert, ferme=terme, raison=raison))
    return ouvert


def en_mois(delai: Delai) -> int:
    """Le délai en mois. Unité attendue : mois ou ans."""
    return delai.nombre * MOIS_PAR_AN if delai.unite is Unite.ANS else delai.nombre


def ajouter(depart: date, delai: Delai) -> date:
    """Même quantième, ou nombre de jours, sans jour en plus ni report."""
    if delai.unite is Unite.JOURS:
        return ajouter_jours(depart, delai.nombre)
    return ajouter_mois(depart, en_mois(delai))


def franc_prudent(depart: date, delai: Delai) -> Terme:
    """La plus courte des deux lectures de fin de mois, reportée aux seuls fériés nationaux."""
    premiere, seconde = terme_franc_mois(depart, en_mois(delai))
    faits = [pas("duree", premiere - UN_JOUR, delai=delai.en_toutes_lettres()), pas("jour_en_plus", premiere)]
    if seconde < premiere:
        faits.append(pas("fin_de_mois", seconde))
    return Terme(_reporter(min(premiere, seconde), None, faits), None, tuple(faits))


def franc_favorable(depart: date, delai: Delai, lieu: Lieu, distance: Delai | None = None) -> Terme:
    """(départ + délai) + 1 jour, reporté aussi aux fériés locaux. La distance s'ajoute d'un bloc (CJA R421-7)."""
    if delai.unite is Unite.JOURS:
        fin = ajouter_jours(depart, delai.nombre)
    else:
        fin = ajouter_mois(depart, en_mois(delai) + (distance.nombre if distance else 0))
    faits = [pas("duree", fin, delai=delai.en_toutes_lettres())]
    if distance:
        faits = [pas("duree_et_distance", fin, delai=delai.en_toutes_lettres(), distance=distance.en_toutes_lettres())]
    faits.append(pas("jour_en_plus", fin + UN_JOUR))
    return Terme(_reporter(fin + UN_JOUR, lieu, faits), None, tuple(faits))


def heures_depuis(depart: date, heure: str | None, delai: Delai, lieu: Lieu) -> Terme:
    """Des heures d'horloge depuis l'heure de la remise ; heure inconnue : depuis 0 h. Ni jour en plus ni report."""
    debut = datetime.fromisoformat(f"{depart.isoformat()}T{heure or MINUIT}")
    fin = ajouter_heures(debut, delai.nombre, lieu.fuseau)
    cle = "heures" if heure else "heures_inconnues"
    affichee = fin.strftime("%H:%M")
    fait = pas(cle, fin.date(), delai=delai.en_toutes_lettres(), debut=heure or MINUIT, fin=affichee)
    return Terme(fin.date(), affichee, (fait,))


def prudent(depart: date, heure: str | None, delai: Delai, comptage: Comptage, lieu: Lieu) -> Terme:
    """Le terme, tous les doutes du comptage tranchés contre la personne."""
    if comptage is Comptage.HEURES:
        return heures_depuis(depart, heure, delai, lieu)
    if comptage is Comptage.FRANC:
        return franc_prudent(depart, delai)
    fin = ajouter(depart, delai)
    cle = "jours_stricts" if comptage is Comptage.JOURS_STRICTS else "quantieme"
    faits = [pas(cle, fin, delai=delai.en_toutes_lettres())]
    if comptage is Comptage.NON_FRANC_REPORTE:
        fin = _reporter(fin, None, faits)
    return Terme(fin, None, tuple(faits))


def favorable(depart: date, heure: str | None, delai: Delai, comptage: Comptage, lieu: Lieu) -> Terme:
    """Le terme de la lecture la plus longue que ce comptage admet."""
    if comptage is Comptage.HEURES:
        if heure is not None:
            return heures_depuis(depart, heure, delai, lieu)
        fin = ajouter_jours(depart, delai.nombre // _HEURES_PAR_JOUR)
        return Terme(fin, FIN_DU_JOUR, (pas("heures_favorables", fin),))
    if comptage in _FRANCS_EN_FAVORABLE:
        return franc_favorable(depart, delai, lieu)
    fin = ajouter(depart, delai)
    if comptage is Comptage.JOURS_STRICTS:
        return Terme(fin + UN_JOUR, None, (pas("jours_francs", fin + UN_JOUR, delai=delai.en_toutes_lettres()),))
    return Terme(fin, None, (pas("quantieme", fin, delai=delai.en_toutes_lettres()),))


def annee(depart: date, delai: Delai) -> Terme:
    """Le délai raisonnable : même quantième l'année suivante, avancé s'il tombe un jour fermé."""
    fin = ajouter(depart, delai)
    ouvert = avancer(fin)
    faits = [pas("annee", fin, delai=delai.en_toutes_lettres())]
    if ouvert != fin:
        faits.append(pas("avance", ouvert, ferme=fin))
    return Terme(ouvert, None, tuple(faits))


_HEURES_PAR_JOUR = 24
_FRANCS_EN_FAVORABLE = (Comptage.FRANC, Comptage.NON_FRANC_REPORTE, Comptage.NON_FRANC_SANS_REPORT)
