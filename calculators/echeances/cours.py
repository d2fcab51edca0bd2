"""Un délai qui court : la date prudente et ses lectures plus longues, que les mesures suivantes raccourcissent."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from calculators.delais import Delai
from calculators.dossier import INCONNU, Mesure
from calculators.echeances.termes import Lieu, Pas, Terme, favorable, franc_favorable, pas, prudent
from calculators.erreurs import SaisieInvalide
from calculators.fuseaux import HeureInexistante
from calculators.regles import Droit, Regle, Version

ASSIGNATION, RETENTION = "assignation_notifiee", "retention_notifiee"


class Ligne(NamedTuple):
    """Une lecture : la règle qui court, son terme, les règles et sources qu'elle emploie."""

    regle: Regle | None
    terme: Terme
    regles: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(slots=True)
class Cours:
    """La ligne prudente, les lignes favorables, et les faits inconnus rencontrés."""

    prudente: Ligne
    favorables: list[Ligne]
    doutes: set[str] = field(default_factory=set)
    a_verifier: bool = False

    def meilleure(self) -> Ligne | None:
        """La lecture la plus tardive, si elle l'est plus que la prudente."""
        tardives = [ligne for ligne in self.favorables if ligne.terme.instant > self.prudente.terme.instant]
        return max(tardives, key=lambda ligne: ligne.terme.instant, default=None)


def delai_de(version: Version, regle: Regle) -> Delai:
    """Le délai d'une version qui en a un (regles.py l'a contrôlé)."""
    if version.delai is None:
        raise LookupError(f"{regle.id} n'a pas de délai")
    return version.delai


def compter(regle: Regle, jour: date, heure: str | None, lieu: Lieu, champ: str, prudente: bool) -> Terme:
    """Le terme d'une règle depuis un jour. Heure sautée par le changement d'heure : `saisie_invalide`."""
    version = regle.version_au(jour, f"{champ}.date")
    lecture = prudent if prudente else favorable
    try:
        return lecture(jour, heure, delai_de(version, regle), version.comptage, lieu)
    except HeureInexistante as cause:
        raise SaisieInvalide(f"{champ}.heure", "heure_inexistante", recu=heure or "") from cause


def ligne_de(
    droit: Droit, regle: Regle, jour: date, heure: str | None, lieu: Lieu, champ: str, prudente: bool
) -> Ligne:
    """Une ligne neuve pour cette règle."""
    version = regle.version_au(jour, f"{champ}.date")
    terme = compter(regle, jour, heure, lieu, champ, prudente)
    comptage = droit.comptages.get(version.comptage.value, {"sources": []})
    return Ligne(regle, terme, (regle.id,), (*version.sources, *comptage["sources"]))


def ligne_avec_distance(droit: Droit, regle: Regle, distance: Regle, jour: date, lieu: Lieu, champ: str) -> Ligne:
    """La lecture augmentée de la distance : les mois s'ajoutent d'un bloc (CJA R421-7)."""
    version, augmentation = regle.version_au(jour, f"{champ}.date"), distance.version_au(jour, f"{champ}.date")
    terme = franc_favorable(jour, delai_de(version, regle), lieu, delai_de(augmentation, distance))
    return Ligne(regle, terme, (regle.id, distance.id), (*version.sources, *augmentation.sources))


def _avec_pas(ligne: Ligne, avant: tuple[Pas, ...]) -> Ligne:
    terme = ligne.terme._replace(pas=(*avant, *ligne.terme.pas))
    return ligne._replace(terme=terme)


def _remplacement(ligne: Ligne, mesure: Mesure, droit: Droit) -> Regle | None:
    """La règle qui remplace celle de la ligne, si la mesure tombe pendant le délai."""
    if ligne.regle is None or mesure.jour > ligne.terme.jour:
        return None
    if mesure.type == ASSIGNATION and mesure.article_assignation == "L731-3":
        return None
    cible = ligne.regle.raccourci.get(mesure.type)
    return None if cible is None else droit.regles[cible]


def raccourcir(cours: Cours, mesure: Mesure, lieu: Lieu, droit: Droit) -> bool:
    """Applique une mesure (CESEDA R921-1, R921-2). Vrai si la date prudente, ou une favorable, en dépend.

    `dernier_jour` est la plus courte des deux dates ; les lectures favorables prennent le nouveau délai,
    car le texte dit le délai « interrompu ». Article d'assignation inconnu : l'ancienne lecture reste aussi.
    """
    source = {ASSIGNATION: "CESEDA R921-1", RETENTION: "CESEDA R921-1"}.get(mesure.type, "CESEDA R921-2")
    garder = mesure.type == ASSIGNATION and mesure.article_assignation == INCONNU
    touche = False
    nouvelles: list[Ligne] = []
    for ligne in (cours.prudente, *cours.favorables):
        regle = _remplacement(ligne, mesure, droit)
        if regle is None or garder:
            nouvelles.append(ligne)
        if regle is None:
            continue
        touche = True
        neuve = ligne_de(droit, regle, mesure.jour, mesure.heure, lieu, mesure.champ, False)
        neuve = _avec_pas(neuve, (pas(f"mesure_{mesure.type}", mesure.jour),))
        nouvelles.append(neuve._replace(sources=(*neuve.sources, source)))
    regle_prudente = _remplacement(cours.prudente, mesure, droit)
    cours.favorables = nouvelles
    if regle_prudente is not None:
        cours.prudente = _la_plus_courte(cours.prudente, regle_prudente, mesure, lieu, droit, source)
    if touche and garder:
        cours.doutes.add("article_assignation")
    if touche and mesure.type == RETENTION and mesure.heure is None:
        cours.doutes.add("heure")
    return touche


def _la_plus_courte(avant: Ligne, regle: Regle, mesure: Mesure, lieu: Lieu, droit: Droit, source: str) -> Ligne:
    neuve = ligne_de(droit, regle, mesure.jour, mesure.heure, lieu, mesure.champ, True)
    neuve = _avec_pas(neuve, (*avant.terme.pas, pas(f"mesure_{mesure.type}", mesure.jour)))
    terme = neuve.terme
    if avant.terme.instant <= terme.instant:
        garde = pas("premiere_date_gardee", avant.terme.jour)
        terme = Terme(avant.terme.jour, avant.terme.heure, (*terme.pas, garde))
    return Ligne(regle, terme, (*avant.regles, regle.id), (*avant.sources, *neuve.sources, source))
