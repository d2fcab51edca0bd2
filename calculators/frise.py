"""Les jours d'un calcul et ce qu'est chacun, pour une image ; le dessin est ailleurs, hors du moteur."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from calculators.calendrier import UN_JOUR, est_jour_ouvrable
from calculators.dossier import Dossier
from calculators.echeances.etat import SANS_OBJET
from calculators.echeances.resultats import Analyse
from calculators.echeances.termes import Pas
from calculators.feries import noms_des_feries
from calculators.phrases import dire

_DEPARTS = (
    *("depart_", "mesure_", "rejet_", "aide_decidee", "silence_ne", "recours_recu"),
    *("motifs_recus", "motifs_demandes"),
)
_DEPLACENT = ("report", "avance")
_ANCIEN_GARDE = "premiere_date_gardee"
# Le jour qui finit l'image n'est pas toujours celui d'un geste de la personne.
_FINS = {"silence_ne": "refus_ne", "rejet_ne": "refus_ne", "motifs_attendus": "reponse_attendue"}


class Jour(NamedTuple):
    """Un jour de l'image. `nature` : depart, premier_jour, terme, ferme, dernier_jour."""

    jour: date
    nature: str
    texte: str


class Calcul(NamedTuple):
    """Les pas d'une échéance, son dernier jour, et l'heure si le délai est en heures."""

    pas: tuple[Pas, ...]
    fin: date | None
    heure: str | None


def _fermes(debut: date, fin: date) -> Iterator[Jour]:
    """Les jours fermés sautés, avec leur nom. Un report les saute en avant ; une année raisonnable, en arrière."""
    jour = min(debut, fin)
    while jour <= max(debut, fin):
        if not est_jour_ouvrable(jour):
            nom = noms_des_feries(jour.year).get(jour) or dire("frise", "fin_de_semaine")
            yield Jour(jour, "ferme", nom)
        jour += UN_JOUR


def _pas_qui_comptent(pas: Sequence[Pas], fin: date) -> Sequence[Pas]:
    """Les pas du délai qui donne `fin`, depuis son départ. Vide si les pas ne disent pas ce départ."""
    while pas and pas[-1].nature == _ANCIEN_GARDE:
        # La mesure n'a rien abrégé : l'ancien délai, celui d'avant elle, donne la date.
        pas = pas[: max(rang for rang, p in enumerate(pas) if p.nature.startswith("mesure_"))]
    # Le jour où un refus naît est le départ du délai suivant, et la fin de celui qu'on dessine.
    departs = [rang for rang, p in enumerate(pas) if p.nature.startswith(_DEPARTS) and p.jour < fin]
    return pas[departs[-1] :] if departs else ()


def _dernier(suite: Sequence[Pas], fin: date, heure: str | None) -> Jour:
    """Le dernier jour, ou le jour où quelqu'un d'autre devait avoir répondu."""
    if heure is not None:
        return Jour(fin, "dernier_jour", dire("frise", "derniere_heure", heure=heure))
    return Jour(fin, "dernier_jour", dire("frise", _FINS.get(suite[-1].nature, "dernier_jour")))


def jours_du_calcul(calcul: Calcul) -> tuple[Jour, ...]:
    """Le jour de départ, le premier jour compté, le terme, les jours sautés, le dernier jour. Dans l'ordre."""
    pas, fin, heure = calcul
    suite = () if fin is None else _pas_qui_comptent(pas, fin)
    if fin is None or not suite:
        return ()
    depart = suite[0].jour
    jours = [Jour(depart, "depart", dire("frise", "depart" if heure is None else "depart_heures"))]
    if heure is None and depart + UN_JOUR < fin:
        jours.append(Jour(depart + UN_JOUR, "premier_jour", dire("frise", "premier_jour")))
    for avant, apres in zip(suite, suite[1:], strict=False):
        if apres.nature in _DEPLACENT and apres.jour == fin:
            jours.extend(_fermes(avant.jour, apres.jour))
    termes = [p.jour for p in suite if p.nature in ("duree", "duree_et_distance")]
    pris = {j.jour for j in jours}
    # Un terme d'après la fin est celui d'un délai qu'un butoir a coupé.
    jours += [Jour(t, "terme", dire("frise", "terme")) for t in termes[-1:] if t not in pris and t < fin]
    jours.append(_dernier(suite, fin, heure))
    return tuple(sorted(jours))


def frise_du_dossier(analyses: Sequence[Analyse], dossier: Dossier) -> list[dict[str, Any]]:
    """Ce qui s'est passé, aujourd'hui, et ce qui finit : les points d'une frise, par date."""
    points = [
        {"date": e.jour.isoformat(), "nature": "fait", "objet": e.objet, "texte": dire("faits", e.type)}
        for e in dossier.evenements
    ]
    points.append(
        {
            "date": dossier.aujourdhui.isoformat(),
            "nature": "aujourdhui",
            "objet": "",
            "texte": dire("frise", "aujourdhui"),
        }
    )
    for analyse in analyses:
        for echeance in analyse.echeances:
            jour = echeance.dernier_jour or echeance.premier_jour
            if jour is not None and echeance.etat != SANS_OBJET:
                points.append(
                    {
                        "date": jour.isoformat(),
                        "nature": "echeance",
                        "objet": echeance.objet,
                        "id": echeance.id,
                        "texte": echeance.titre,
                    }
                )
    return sorted(points, key=lambda p: (p["date"], p["nature"], p["objet"]))
