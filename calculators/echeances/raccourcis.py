"""Une assignation, une rétention ou une détention pendant le délai : il devient plus court (CESEDA R921-1, R921-2)."""

from calculators.echeances.lignes import Cours, Ligne, ligne_de
from calculators.echeances.termes import Lieu, Terme, pas
from calculators.evenements import INCONNU, Mesure
from calculators.regles import Droit, Regle

ASSIGNATION, RETENTION, DETENTION = "assignation_notifiee", "retention_notifiee", "detention_informee"
_ARTICLE_SANS_EFFET = "L731-3"
_SOURCES = {ASSIGNATION: "CESEDA R921-1", RETENTION: "CESEDA R921-1", DETENTION: "CESEDA R921-2"}


def _remplacement(ligne: Ligne, mesure: Mesure, droit: Droit) -> Regle | None:
    """La règle qui remplace celle de la ligne, si la mesure tombe pendant le délai."""
    if ligne.annee or mesure.jour > ligne.terme.jour:
        return None
    if mesure.type == ASSIGNATION and mesure.article_assignation == _ARTICLE_SANS_EFFET:
        return None
    cible = ligne.regle.raccourci.get(mesure.type)
    return None if cible is None else droit.regles[cible]


def _la_plus_courte(avant: Ligne, regle: Regle, mesure: Mesure, lieu: Lieu, droit: Droit) -> Ligne:
    """La nouvelle règle court, mais la date gardée est la plus courte des deux (contrat §3)."""
    faits = (*avant.terme.pas, pas(f"mesure_{mesure.type}", mesure.jour))
    neuve = ligne_de(droit, regle, mesure.jour, mesure.heure, lieu, mesure.champ, True, avant=faits)
    terme = neuve.terme
    if avant.terme.instant < terme.instant:
        garde = pas("premiere_date_gardee", avant.terme.jour)
        terme = Terme(avant.terme.jour, avant.terme.heure, (*terme.pas, garde))
    sources = (*avant.sources, *neuve.sources, _SOURCES[mesure.type])
    return neuve._replace(terme=terme, regles=(*avant.regles, *neuve.regles), sources=sources)


def raccourcir(cours: Cours, mesure: Mesure, lieu: Lieu, droit: Droit) -> None:
    """Applique la mesure à toutes les lectures.

    Les lectures favorables prennent le nouveau délai, car le texte dit l'ancien « interrompu ». L'ancienne lecture
    reste aussi quand l'article de l'assignation est inconnu, et quand une aide juridictionnelle a été demandée
    (CESEDA R911-9 contre R921-3).
    """
    doute = mesure.type == ASSIGNATION and mesure.article_assignation == INCONNU
    touche = False
    nouvelles: list[Ligne] = []
    for ligne in cours.lignes():
        regle = _remplacement(ligne, mesure, droit)
        aide = bool(ligne.aide)
        if regle is None or doute or aide:
            nouvelles.append(ligne)
        if regle is None:
            continue
        touche = True
        if aide:
            cours.alertes.add("aide_juridictionnelle_sans_effet_mesure")
        faits = (pas(f"mesure_{mesure.type}", mesure.jour),)
        neuve = ligne_de(droit, regle, mesure.jour, mesure.heure, lieu, mesure.champ, False, avant=faits)
        nouvelles.append(neuve._replace(sources=(*neuve.sources, _SOURCES[mesure.type])))
    regle_prudente = _remplacement(cours.prudente, mesure, droit)
    cours.favorables = nouvelles
    if regle_prudente is not None:
        cours.prudente = _la_plus_courte(cours.prudente, regle_prudente, mesure, lieu, droit)
    if touche and doute:
        cours.doutes.add("article_assignation")
    if touche and mesure.type == RETENTION and mesure.heure is None:
        cours.doutes.add("heure")
    cours.raccourcie |= touche
