"""Ce qui accompagne les dates d'une case : certitude, questions qui manquent, alertes et étapes selon l'état.

Le moteur est interrogé à trois moments : délai ouvert, dernier jour passé sous réserve, délai passé.
"""

from datetime import date, timedelta
from typing import Any, NamedTuple

from builder.errors import BuildError
from builder.reponses_axes import Case, demande
from builder.reponses_colonnes import Jour

RECOURS = "recours_contentieux"
OUVERTE, RESERVE, DEPASSEE = "ouverte", "ouverte_sous_reserve", "depassee"
ETATS = (OUVERTE, RESERVE, DEPASSEE)
_FIN_DE_JOURNEE = "23:59"
_MIDI = "12:30"
_SOURCE = ("texte", "article", "url")


class Moment(NamedTuple):
    """Quand on interroge le moteur."""

    aujourdhui: date
    maintenant: str | None


def _moments(recu: date, principale: dict[str, Any]) -> dict[str, Moment]:
    """Un jour pour chaque état que cette échéance peut avoir."""
    dernier = date.fromisoformat(principale["dernier_jour"])
    favorable = principale["lecture_favorable"] and date.fromisoformat(principale["lecture_favorable"])
    moments = {OUVERTE: Moment(recu, None)}
    if favorable:
        # Un délai en heures peut finir, et sa lecture favorable non, le même jour.
        le_jour_meme = principale["heure"] is not None
        moments[RESERVE] = (
            Moment(dernier, _FIN_DE_JOURNEE) if le_jour_meme else Moment(dernier + timedelta(days=1), None)
        )
    moments[DEPASSEE] = Moment(max(dernier, favorable or dernier) + timedelta(days=1), None)
    return moments


def demander(case: Case, recu: date, moment: Moment) -> tuple[dict[str, Any], dict[str, tuple[date, date]]]:
    """La réponse du moteur, et la lecture des textes de chaque échéance ; la page dira elle-même si elle est ancienne."""
    from calculators.age import lecture_de
    from calculators.alertes import choisir_alertes
    from calculators.dossier import lire_dossier
    from calculators.echeances.orchestre import analyser_le_dossier
    from calculators.erreurs import ErreurDuContrat
    from calculators.etapes import choisir_etapes
    from calculators.regles import charger
    from calculators.rendu import rendre_reponse
    from calculators.saisie import lire_demande_echeances

    dite = demande(case, recu.isoformat(), moment.aujourdhui.isoformat(), _MIDI)
    if moment.maintenant:
        dite["maintenant"] = moment.maintenant
    droit = charger()
    try:
        dossier = lire_dossier(lire_demande_echeances(dite))
        analyses = analyser_le_dossier(dossier, droit)
    except ErreurDuContrat as cause:
        raise BuildError(f"Table des réponses : le moteur refuse {case}, reçue le {recu} : {cause.phrase}.") from cause
    suites = choisir_alertes(analyses, dossier), choisir_etapes(analyses, dossier)
    lectures = {e.id: lecture_de(e.sources, droit) for analyse in analyses for e in analyse.echeances}
    return rendre_reponse(analyses, *suites, dossier, droit), lectures


def _la_principale(reponse: dict[str, Any]) -> dict[str, Any]:
    (principale,) = [e for e in reponse["echeances"] if e["id"] == RECOURS]
    return dict(principale)


def _alerte(alerte: dict[str, Any]) -> tuple[Any, ...]:
    sources = tuple(tuple(source[cle] for cle in _SOURCE) for source in alerte["sources"])
    return alerte["id"], alerte["gravite"], alerte["texte"], sources


def _etape(etape: dict[str, Any], marges: dict[str, int | None]) -> tuple[Any, ...]:
    return etape["id"], etape["titre"], etape["page"], marges[etape["id"]]


def profil(case: Case, recu: date, marges: dict[str, int | None]) -> tuple[Any, ...]:
    """(échéances, suites par état, état du droit) : tout ce que la page montre, hors des dates."""
    ouverte, lectures = demander(case, recu, Moment(recu, None))
    echeances = tuple(
        (e["id"], e["titre"], e["certitude"], tuple(e["manque"]), lectures[e["id"]])
        for e in sorted(ouverte["echeances"], key=lambda e: e["id"])
    )
    suites = []
    for etat, moment in _moments(recu, _la_principale(ouverte)).items():
        reponse, _ = demander(case, recu, moment)
        if (vu := _la_principale(reponse)["etat"]) != etat:
            raise BuildError(f"Table des réponses : {case}, reçue le {recu}, devait être {etat} et est {vu}.")
        suites.append(
            (
                ETATS.index(etat),
                tuple(map(_alerte, reponse["alertes"])),
                tuple(_etape(etape, marges) for etape in reponse["etapes"]),
            )
        )
    return echeances, tuple(suites), (ouverte["regles_au"], tuple(ouverte["relu_par"]))


def premier_jour_de(variantes: list[Jour], debut: date) -> dict[Any, date]:
    """Pour chaque variante d'une colonne, le premier jour qui l'a."""
    jours: dict[Any, date] = {}
    for rang, jour in enumerate(variantes):
        jours.setdefault(jour.variante, debut + timedelta(days=rang))
    return jours
