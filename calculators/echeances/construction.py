"""D'un délai qui court à l'échéance du contrat."""

from datetime import date

from calculators.dossier import Dossier
from calculators.echeances.etat import (
    A_VERIFIER,
    CERTAINE,
    FAITE,
    INTERROMPUE,
    PRUDENTE,
    SANS_OBJET,
    etat_au,
    la_moins_sure,
)
from calculators.echeances.lignes import Cours
from calculators.echeances.resultats import Echeance
from calculators.echeances.termes import Pas, Terme, pas
from calculators.regles import Emploi, Regle


def certitude_de(cours: Cours, autre_lecture: bool) -> str:
    """Un fait manque, ou une relecture est périmée : a_verifier. Une discussion connue : prudente."""
    if cours.doutes or any(emploi.version.a_relire for emploi in cours.prudente.regles):
        return A_VERIFIER
    return PRUDENTE if cours.discutee or cours.sans_date or autre_lecture else CERTAINE


def etat_de(cours: Cours, terme: Terme, favorable: Terme | None, dossier: Dossier) -> str:
    """Retirée ou acceptée, faite, interrompue, ou ce que dit le calendrier."""
    if cours.sans_objet:
        return SANS_OBJET
    if cours.faite:
        return FAITE
    if cours.interrompue_jusqu_au is not None:
        return INTERROMPUE
    return etat_au(terme, favorable, dossier.aujourdhui, dossier.maintenant, cours.sans_date)


def echeance_de(id_: str, objet: str, cours: Cours, titre: str, dossier: Dossier) -> Echeance:
    """L'échéance d'un délai qui court. Une lecture favorable sans date reste null (contrat §3)."""
    terme, regles, sources = cours.prudente.terme, cours.prudente.regles, cours.prudente.sources
    meilleure = None if cours.sans_date else cours.meilleure()
    favorable = None
    if meilleure is not None:
        favorable = meilleure.terme
        regles, sources = (*regles, *meilleure.regles), (*sources, *meilleure.sources)
    return Echeance(
        id=id_,
        objet=objet,
        dernier_jour=terme.jour,
        heure=terme.heure,
        etat=etat_de(cours, terme, favorable, dossier),
        certitude=certitude_de(cours, meilleure is not None),
        titre=titre,
        regles=tuple(dict.fromkeys(regles)),
        pas=terme.pas,
        sources=tuple(dict.fromkeys(sources)),
        favorable=favorable.jour if favorable else None,
        heure_favorable=favorable.heure if favorable else None,
        manque=tuple(sorted(cours.doutes)),
        pas_favorable=favorable.pas if favorable else (),
    )


def sans_nom(objet: str, cours: Cours, dossier: Dossier) -> Echeance:
    """Un délai dont une autre échéance prendra la date (`comme_le_recours`), avec son nom à elle."""
    return echeance_de("", objet, cours, "", dossier)


def comme_le_recours(recours: Echeance, regle: Regle, jour: date, faite: bool = False) -> Echeance:
    """Une échéance qui a le dernier jour du recours, parce que le texte en vigueur ce jour-là renvoie à lui.

    Une règle discutée n'est jamais plus sûre que `prudente`, même quand le recours l'est.
    """
    emploi = regle.emploi_au(jour, "")
    certitude = la_moins_sure(recours.certitude, PRUDENTE) if regle.doutes else recours.certitude

    def meme_jour(jour: date | None) -> tuple[Pas, ...]:
        return () if jour is None else (pas("comme_le_recours", jour),)

    return recours._replace(
        id=regle.id,
        titre=regle.titre,
        etat=FAITE if faite and recours.etat != SANS_OBJET else recours.etat,
        certitude=A_VERIFIER if emploi.version.a_relire else certitude,
        regles=(emploi,),
        pas=meme_jour(recours.dernier_jour),
        pas_favorable=meme_jour(recours.favorable),
        sources=emploi.version.sources,
    )


def echeance_simple(
    regle: Regle, emploi: Emploi, id_: str, objet: str, jour: date, etat: str, certitude: str, pas_: tuple[Pas, ...]
) -> Echeance:
    """Une échéance d'une seule date, sans lecture favorable."""
    certitude = A_VERIFIER if emploi.version.a_relire else certitude
    return Echeance(id_, objet, jour, None, etat, certitude, regle.titre, (emploi,), pas_, emploi.version.sources)
