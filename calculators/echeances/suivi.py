"""Les faits qui visent une décision ou un silence, appliqués dans l'ordre du calendrier."""

from dataclasses import dataclass, field

from calculators.dossier import Dossier
from calculators.echeances.aide import attendre_l_aide, decider_aide, demander_aide
from calculators.echeances.lignes import Cours
from calculators.echeances.mesures import lieu_de_mesure
from calculators.echeances.raccourcis import raccourcir
from calculators.echeances.recours_administratifs import Rejet, appliquer_recours, rejet_de
from calculators.echeances.silence import demander_motifs
from calculators.echeances.sujets import Sujet
from calculators.evenements import (
    AideDecision,
    AideDemandee,
    Evenement,
    Jugement,
    Mesure,
    Recours,
    ReponseRecours,
    Requete,
)
from calculators.regles import Droit

# Le même jour : ce qui arrête le délai d'abord, puis ce qui le raccourcit, puis ce qui le ferme.
_ORDRE = (
    *("demande_motifs", "motifs_communiques", "recours_gracieux", "recours_hierarchique", "reponse_recours"),
    *("aide_juridictionnelle_demandee", "aide_juridictionnelle_decision"),
    *("assignation_notifiee", "detention_informee", "retention_notifiee"),
    *("requete_deposee", "jugement_notifie", "decision_retiree"),
)


@dataclass
class Suivi:
    """Un sujet après tous ses faits : ce qu'ils ont laissé, et l'état du délai avant le premier d'entre eux."""

    sujet: Sujet
    rejets: list[Rejet] = field(default_factory=list)
    avant_aide: Cours | None = None
    requete: Requete | None = None
    regles_de_la_requete: tuple[str, ...] = ()


def _copie(cours: Cours) -> Cours:
    """Le délai d'avant l'aide : la demande d'aide en prend la date, et n'est jamais plus sûre que « prudente »."""
    return Cours(
        cours.prudente,
        list(cours.favorables),
        cours.lieu,
        set(cours.doutes),
        sans_date=cours.sans_date,
    )


def _premier_du_genre(fait: Recours, faits: list[Evenement]) -> bool:
    return next(f for f in faits if f.type == fait.type) is fait


def _suivre_un_recours(suivi: Suivi, fait: Recours, faits: list[Evenement], dossier: Dossier, droit: Droit) -> None:
    cours = suivi.sujet.cours
    if not _premier_du_genre(fait, faits):
        cours.alertes.add("second_recours_sans_effet")
        return
    genre = fait.type.removeprefix("recours_")
    reponses = (f for f in faits if isinstance(f, ReponseRecours) and f.a == genre and f.jour >= fait.jour)
    rejet = rejet_de(fait, next(reponses, None), droit)
    if appliquer_recours(cours, rejet, dossier.aujourdhui, droit):
        suivi.rejets.append(rejet)


def _suivre_la_requete(suivi: Suivi, requete: Evenement) -> None:
    cours = suivi.sujet.cours
    cours.faite = True
    if requete.jour > cours.prudente.terme.jour:
        cours.alertes.add("requete_tardive")
    if isinstance(requete, Requete):
        suivi.requete = requete
        suivi.regles_de_la_requete = tuple(ligne.regle.id for ligne in cours.lignes() if not ligne.annee)


def _suivre(suivi: Suivi, fait: Evenement, faits: list[Evenement], dossier: Dossier, droit: Droit) -> None:
    cours = suivi.sujet.cours
    if isinstance(fait, Recours):
        _suivre_un_recours(suivi, fait, faits, dossier, droit)
    elif isinstance(fait, AideDemandee):
        suivi.avant_aide = suivi.avant_aide or _copie(cours)
        demander_aide(cours, fait, droit)
    elif isinstance(fait, AideDecision):
        decider_aide(cours, fait, droit)
    elif isinstance(fait, Mesure):
        raccourcir(cours, fait, lieu_de_mesure(dossier, suivi.sujet, fait), droit)
    elif fait.type == "demande_motifs":
        reponses = (f for f in faits if f.type == "motifs_communiques" and f.jour >= fait.jour)
        demander_motifs(suivi.sujet, fait, next(reponses, None), droit)
    elif isinstance(fait, Requete | Jugement):
        _suivre_la_requete(suivi, fait)
    elif fait.type == "decision_retiree":
        cours.sans_objet = True


def suivre(sujet: Sujet, dossier: Dossier, droit: Droit) -> Suivi:
    """Applique les faits du sujet. Après une requête ou un retrait, plus rien ne déplace le délai."""
    suivi = Suivi(sujet)
    # Tri stable : à égalité, l'ordre du dossier, qui ne dépend pas de celui de la demande.
    faits = sorted(sujet.faits, key=lambda f: (f.jour, _ORDRE.index(f.type)))
    for fait in faits:
        if sujet.cours.sans_objet or (sujet.cours.faite and fait.type != "decision_retiree"):
            continue
        _suivre(suivi, fait, faits, dossier, droit)
    attendre_l_aide(sujet.cours)
    sujet.suivi = True
    return suivi
