"""Le recours gracieux ou hiérarchique : fait à temps, il arrête le délai, qui repart au rejet (CRPA L411-2)."""

from dataclasses import dataclass
from datetime import date

from calculators.echeances.lignes import Cours, Ligne, delai_de, ligne_de, repartir
from calculators.echeances.opposabilite import RAISONNABLE
from calculators.echeances.termes import Terme, ajouter, annee, pas
from calculators.evenements import Recours, ReponseRecours
from calculators.regles import Droit

NAISSANCE = "naissance_rejet_recours"
_SOURCES = ("CRPA L411-2", "CRPA L411-7", "CE 2025-06-30 494573")


@dataclass(frozen=True)
class Rejet:
    """Le recours, le jour où son silence vaut rejet, et la réponse écrite s'il y en a une."""

    recours: Recours
    naissance: date
    reponse: ReponseRecours | None

    @property
    def ecrit_avant(self) -> bool:
        """La réponse est arrivée avant que le silence vaille rejet."""
        return self.reponse is not None and self.reponse.jour <= self.naissance


def rejet_de(recours: Recours, reponse: ReponseRecours | None, droit: Droit) -> Rejet:
    """Le silence court de la réception ; réception inconnue : de l'envoi, par prudence."""
    regle = droit.regles[NAISSANCE]
    depuis = recours.date_reception or recours.jour
    version = regle.version_au(depuis, f"{recours.champ}.date")
    return Rejet(recours, ajouter(depuis, delai_de(version)), reponse)


def _depart(rejet: Rejet, ligne: Ligne, cours: Cours, droit: Droit, prudente: bool) -> date:
    """Le jour du rejet : écrit s'il arrive avant le silence ou pendant le délai qui le suit, né du silence sinon."""
    if rejet.reponse is None:
        return rejet.naissance
    if rejet.ecrit_avant:
        return rejet.reponse.jour
    champ = rejet.recours.champ
    suite = ligne_de(droit, ligne.regle, rejet.naissance, None, cours.lieu, champ, prudente, ligne.distance)
    return rejet.reponse.jour if rejet.reponse.jour <= suite.terme.jour else rejet.naissance


def _relancer(ligne: Ligne, rejet: Rejet, cours: Cours, droit: Droit, prudente: bool) -> Ligne:
    rejets = (*ligne.rejets, _depart(rejet, ligne, cours, droit, prudente))
    jour = max(rejets)
    ecrit = rejet.reponse is not None and jour == rejet.reponse.jour
    explication = pas("rejet_ecrit" if ecrit else "rejet_ne", jour)
    envoi = pas("recours_a_temps", rejet.recours.jour)
    avant = ligne._replace(terme=ligne.terme._replace(pas=(*ligne.terme.pas, envoi)))
    if ligne.annee and not (rejet.reponse is not None and rejet.reponse.voies_et_delais == "complets"):
        # Un an après un rejet sans voies et délais (CE avis 12 juillet 2023 n° 474865).
        regle = droit.regles[RAISONNABLE]
        terme = annee(jour, delai_de(regle.version_au(jour, f"{rejet.recours.champ}.date")))
        neuve = avant._replace(terme=Terme(terme.jour, None, (*avant.terme.pas, explication, *terme.pas)))
        return neuve._replace(rejets=rejets, sources=(*ligne.sources, "CE 2023-07-12 474865"))
    neuve = repartir(droit, avant, jour, cours.lieu, rejet.recours.champ, prudente, explication, _SOURCES)
    # Un rejet complet, ou un papier qui l'était déjà : plus d'année pour les lettres suivantes.
    return neuve._replace(rejets=rejets, annee=False)


def appliquer_recours(cours: Cours, rejet: Rejet, aujourdhui: date, droit: Droit) -> bool:
    """Arrête les lectures dont le délai initial n'était pas fini à l'envoi. Vrai si une lecture en change."""
    if rejet.reponse is not None and rejet.reponse.sens == "acceptation":
        cours.sans_objet = True
        return True

    def touche(ligne: Ligne) -> bool:
        return ligne.regle.interrompu and rejet.recours.jour <= ligne.limite

    prudente_touchee = touche(cours.prudente)
    if cours.prudente.regle.interrompu and not prudente_touchee:
        cours.alertes.add("recours_administratif_tardif")
    change = prudente_touchee or any(map(touche, cours.favorables))
    cours.favorables = [_relancer(x, rejet, cours, droit, False) if touche(x) else x for x in cours.favorables]
    if prudente_touchee:
        cours.prudente = _relancer(cours.prudente, rejet, cours, droit, True)
        attendu = rejet.reponse is None and aujourdhui < rejet.naissance
        if attendu:
            cours.interrompue_jusqu_au = max(rejet.naissance, cours.interrompue_jusqu_au or rejet.naissance)
        if rejet.recours.date_reception is None and not rejet.ecrit_avant:
            cours.doutes.add("date_reception")
    return change
