"""Étage 5 : des objets aux mots du contrat. Seul module qui connaît la forme de la réponse."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from calculators.age import dire_l_age
from calculators.alertes import Alerte
from calculators.dossier import Dossier
from calculators.echeances.resultats import Analyse, Echeance
from calculators.echeances.termes import Pas
from calculators.erreurs import ErreurDuContrat
from calculators.etapes import Etape
from calculators.frise import Calcul, frise_du_dossier, jours_du_calcul
from calculators.phrases import dire
from calculators.regles import Droit, Emploi
from calculators.version import VERSION

_FIN = "9999-12-31"
# Poser un morceau dans la réponse : tel quel, ou par un renvoi que lecture.py remplace par du JSON déjà écrit.
Rendre = Callable[[Any, Droit], Any]
Poser = Callable[[Rendre, Any, Droit], Any]


def tel_quel(rendre: Rendre, quoi: Any, droit: Droit) -> Any:
    """Le morceau, rendu tout de suite."""
    return rendre(quoi, droit)


def _iso(jour: date | None) -> str | None:
    return None if jour is None else jour.isoformat()


@cache
def _rendre_texte(cle: str, droit: Droit) -> dict[str, Any]:
    texte = droit.textes[cle]
    return {
        "texte": texte.nom,
        "article": texte.article,
        "url": texte.url,
        "objet": texte.objet,
        "texte_au": _iso(texte.texte_au),
        "verifie_le": texte.verifie_le.isoformat(),
        "confiance": texte.confiance,
    }


def rendre_sources(cles: Iterable[str], droit: Droit) -> list[dict[str, Any]]:
    """Les textes cités, une fois chacun. `texte_au` : lu comme en vigueur ce jour-là."""
    return [dict(_rendre_texte(cle, droit)) for cle in dict.fromkeys(cles)]


def _rendre_pas(pas: Iterable[Pas], droit: Droit) -> list[dict[str, Any]]:
    return [{"texte": p.texte, "date": p.jour.isoformat()} for p in pas]


def _rendre_jours(calcul: Calcul, droit: Droit) -> list[dict[str, Any]]:
    return [{"date": j.jour.isoformat(), "nature": j.nature, "texte": j.texte} for j in jours_du_calcul(calcul)]


def _rendre_alerte(alerte: Alerte, droit: Droit) -> dict[str, Any]:
    return {
        "id": alerte.id,
        "gravite": alerte.gravite,
        "texte": dire("alertes", alerte.phrase),
        "sources": rendre_sources(alerte.sources, droit),
    }


def _rendre_etape(etape: Etape, droit: Droit) -> dict[str, Any]:
    return {"id": etape.id, "titre": dire("etapes", etape.id), "page": etape.page, "avant": _iso(etape.avant)}


def _rendre_echeance(echeance: Echeance, droit: Droit, poser: Poser) -> dict[str, Any]:
    calcul = Calcul(echeance.pas, echeance.dernier_jour, echeance.heure)
    return {
        "id": echeance.id,
        "objet": echeance.objet,
        "dernier_jour": _iso(echeance.dernier_jour),
        "heure": echeance.heure,
        "etat": echeance.etat,
        "certitude": echeance.certitude,
        "lecture_favorable": _iso(echeance.favorable),
        "heure_favorable": echeance.heure_favorable,
        "manque": list(echeance.manque),
        "titre": echeance.titre,
        "regles": list(dict.fromkeys(emploi.id for emploi in echeance.regles)),
        "calcul": poser(_rendre_pas, echeance.pas, droit),
        "calcul_favorable": poser(_rendre_pas, echeance.pas_favorable, droit),
        "jours": poser(_rendre_jours, calcul, droit),
        "sources": poser(rendre_sources, echeance.sources, droit),
        **({} if echeance.premier_jour is None else {"premier_jour": _iso(echeance.premier_jour)}),
        **({} if echeance.non_relue_depuis is None else {"a_relire": dire_l_age(echeance.non_relue_depuis)}),
    }


def etat_du_droit(sources: Iterable[str], emplois: Iterable[Emploi], droit: Droit) -> dict[str, Any]:
    """Ce qui accompagne toute réponse : textes lus au, relu par qui, version."""
    cites = [droit.textes[cle] for cle in dict.fromkeys(sources)]
    lus = [texte.texte_au for texte in cites if texte.texte_au is not None]
    lus = lus or [t.texte_au for t in droit.textes.values() if t.texte_au is not None]
    # Un texte lu pour la dernière fois avant l'état qu'on lui prête n'a pas été lu dans cet état.
    lus += [texte.verifie_le for texte in cites]
    relectures = {e.version.relecture for e in emplois if e.version.relecture.par and not e.version.a_relire}
    return {
        "regles_au": min(lus).isoformat(),
        "relu_par": sorted({relecture.par for relecture in relectures}),
        "version": VERSION,
    }


def rendre_reponse(
    analyses: Sequence[Analyse],
    alertes: Sequence[Alerte],
    etapes: Sequence[Etape],
    dossier: Dossier,
    droit: Droit,
    poser: Poser = tel_quel,
) -> dict[str, Any]:
    """La réponse du calcul `echeances`."""
    echeances = [e for analyse in analyses for e in analyse.echeances]
    echeances.sort(key=lambda e: (_iso(e.dernier_jour) or _FIN, e.id, e.objet))
    sources = [cle for e in echeances for cle in e.sources]
    emplois = [emploi for e in echeances for emploi in e.regles]
    return {
        "echeances": [_rendre_echeance(e, droit, poser) for e in echeances],
        "alertes": [poser(_rendre_alerte, a, droit) for a in alertes],
        "etapes": [poser(_rendre_etape, e, droit) for e in etapes],
        "frise": frise_du_dossier(analyses, dossier),
        **etat_du_droit(sources, emplois, droit),
    }


def rendre_erreur(erreur: ErreurDuContrat) -> dict[str, Any]:
    """La réponse d'erreur : type, champ, message en français courant."""
    message = dire("erreurs", erreur.phrase, **erreur.valeurs)
    return {"erreur": {"type": erreur.type, "champ": erreur.champ, "message": message}}
