"""Les jours d'un calcul et ce qu'est chacun, pour une image ; le dessin est ailleurs, hors du moteur."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from calculators.calendrier import UN_JOUR, est_jour_ouvrable
from calculators.dossier import Dossier
from calculators.echeances.etat import SANS_OBJET
from calculators.echeances.resultats import Analyse, Echeance
from calculators.echeances.termes import Pas
from calculators.feries import noms_des_feries
from calculators.phrases import MEMOIRE, dire

_DEPARTS = ("depart_", "mesure_", "rejet_", "aide_decidee", "silence_ne", "motifs_recus")
_DEPLACENT = ("report", "avance")


class Jour(NamedTuple):
    """Un jour de l'image. `nature` : depart, premier_jour, terme, ferme, dernier_jour."""

    jour: date
    nature: str
    texte: str


def _fermes(debut: date, fin: date) -> Iterator[Jour]:
    """Les jours fermés sautés, avec leur nom. Un report les saute en avant ; une année raisonnable, en arrière."""
    jour = min(debut, fin)
    while jour <= max(debut, fin):
        if not est_jour_ouvrable(jour):
            nom = noms_des_feries(jour.year).get(jour) or dire("frise", "fin_de_semaine")
            yield Jour(jour, "ferme", nom)
        jour += UN_JOUR


def jours_du_calcul(echeance: Echeance) -> tuple[Jour, ...]:
    """Le jour de départ, le premier jour compté, le terme, les jours sautés, le dernier jour. Dans l'ordre."""
    if echeance.dernier_jour is None:
        return ()
    return _jours(echeance.pas, echeance.dernier_jour, echeance.heure)


@lru_cache(maxsize=MEMOIRE)
def _jours(pas: tuple[Pas, ...], fin: date, heure: str | None) -> tuple[Jour, ...]:
    departs = [rang for rang, p in enumerate(pas) if p.nature.startswith(_DEPARTS)]
    if not departs:
        return ()
    suite: Sequence[Pas] = pas[departs[-1] :]
    depart = suite[0].jour
    cle = "depart" if heure is None else "depart_heures"
    jours = [Jour(depart, "depart", dire("frise", cle))]
    if heure is None and depart < fin:
        jours.append(Jour(depart + UN_JOUR, "premier_jour", dire("frise", "premier_jour")))
    for avant, apres in zip(suite, suite[1:], strict=False):
        if apres.nature in _DEPLACENT:
            jours.extend(_fermes(avant.jour, apres.jour))
    termes = [p.jour for p in suite if p.nature in ("duree", "duree_et_distance")]
    pris = {j.jour for j in jours}
    jours += [Jour(t, "terme", dire("frise", "terme")) for t in termes[-1:] if t not in pris and t != fin]
    if heure is None:
        jours.append(Jour(fin, "dernier_jour", dire("frise", "dernier_jour")))
    else:
        jours.append(Jour(fin, "dernier_jour", dire("frise", "derniere_heure", heure=heure)))
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
