"""Le silence puis l'écrit : un refus écrit à temps remplace le silence, un refus tardif peut ne rien rouvrir."""

from calculators.dossier import Dossier
from calculators.echeances.construction import comme_le_recours, echeance_simple
from calculators.echeances.decisions import analyser_suivi, au_present
from calculators.echeances.etat import (
    A_VENIR,
    A_VERIFIER,
    CERTAINE,
    FAITE,
    PRUDENTE,
    SANS_OBJET,
    etat_au,
    la_moins_sure,
)
from calculators.echeances.lignes import delai_de
from calculators.echeances.qualification import REFUS_SEUL
from calculators.echeances.resultats import Analyse, Echeance
from calculators.echeances.silence import regle_de_naissance
from calculators.echeances.suivi import Suivi
from calculators.echeances.termes import Terme, ajouter, pas
from calculators.evenements import DemandeDeposee
from calculators.regles import Droit

NAISSANCE = "naissance_refus_implicite"


def _naissance(suivi: Suivi, droit: Droit) -> Echeance:
    """Le refus né du silence. Avant ce jour-là, `_pas_encore_ne` le dit à venir, avec tout ce qui en dépend."""
    demande = suivi.sujet.source
    assert isinstance(demande, DemandeDeposee)  # un silence répond à une demande (repartition.py)
    regle = regle_de_naissance(demande, droit)
    emploi = regle.emploi_au(demande.jour, f"{demande.champ}.date")
    doutes = suivi.sujet.cours.doutes & {"titre", "complete", "renouvellement", "avant_le"}
    certitude = A_VERIFIER if doutes else (PRUDENTE if regle.doutes and regle.titres else CERTAINE)
    faits = [p for p in suivi.sujet.cours.prudente.terme.pas if p.jour <= suivi.sujet.debut]
    echeance = echeance_simple(
        regle, emploi, NAISSANCE, demande.objet, suivi.sujet.debut, FAITE, certitude, tuple(faits)
    )
    return echeance._replace(manque=tuple(sorted(doutes)))


def _motifs(suivi: Suivi, initiale: Echeance, dossier: Dossier, droit: Droit) -> list[Echeance]:
    """La demande de motifs, et le jour où la réponse est attendue (CRPA L232-4)."""
    demandes = [f for f in suivi.sujet.faits if f.type == "demande_motifs"]
    echeances = [comme_le_recours(initiale, droit.regles["demande_motifs"], suivi.sujet.debut, bool(demandes))]
    recus = any(f.type == "motifs_communiques" for f in suivi.sujet.faits)
    regle = droit.regles["reponse_motifs_attendue"]
    for demande in demandes[:1]:
        emploi = regle.emploi_au(demande.jour, f"{demande.champ}.date")
        attendue = ajouter(demande.jour, delai_de(emploi.version))
        etat = FAITE if recus else etat_au(Terme(attendue, None, ()), None, dossier.aujourdhui, None)
        faits = (pas("motifs_demandes", demande.jour), pas("motifs_attendus", attendue))
        echeances.append(echeance_simple(regle, emploi, regle.id, demande.objet, attendue, etat, CERTAINE, faits))
    return echeances


def _pas_encore_ne(echeance: Echeance) -> Echeance:
    return echeance._replace(etat=A_VENIR)


def _confirmative(ecrite: Analyse, silence: Echeance, attend: bool, dossier: Dossier) -> Analyse:
    """Trop tard pour rouvrir, peut-être : la date du silence d'abord, deux mois depuis l'écrit ensuite.

    `attend` : une aide juridictionnelle demandée contre l'écrit est sans réponse. La seconde lecture du recours n'a
    alors pas de date ; la demande d'aide et la lettre gardent la leur, celle d'avant cette aide.
    """
    changees = []
    for echeance in ecrite.echeances:
        if silence.dernier_jour is None or echeance.dernier_jour is None or echeance.id.startswith("naissance"):
            changees.append(echeance)
            continue
        sans_date = attend and echeance.id == "recours_contentieux"
        favorable = None if sans_date else echeance.favorable or echeance.dernier_jour
        lue = None if favorable is None else Terme(favorable, None, ())
        terme = Terme(silence.dernier_jour, None, ())
        etat = etat_au(terme, lue, dossier.aujourdhui, dossier.maintenant, sans_date)
        changees.append(
            echeance._replace(
                dernier_jour=silence.dernier_jour,
                favorable=favorable,
                etat=echeance.etat if echeance.etat in (FAITE, SANS_OBJET) else etat,
                certitude=la_moins_sure(echeance.certitude, PRUDENTE),
                pas=(pas("confirmative", silence.dernier_jour),),
                pas_favorable=(*echeance.pas, *echeance.pas_favorable),
                sources=(*echeance.sources, "CJA R421-2", "CE 2018-12-03 417292"),
            )
        )
    return ecrite._replace(echeances=tuple(changees), alertes=ecrite.alertes | {"decision_confirmative"})


def analyser_silence(
    suivi: Suivi, initiale: Echeance, ecrite: Analyse | None, dossier: Dossier, droit: Droit
) -> tuple[Analyse, Analyse | None]:
    """L'analyse du silence, et celle du refus écrit si le silence la change."""
    analyse = analyser_suivi(suivi, initiale, None, dossier, droit)
    naissance = _naissance(suivi, droit)
    echeances = [
        *analyse.echeances,
        *_motifs(suivi, au_present(initiale, suivi.sujet.cours), dossier, droit),
        naissance,
    ]
    if dossier.aujourdhui < suivi.sujet.debut:
        echeances = [_pas_encore_ne(e) for e in echeances]
    if ecrite is None:
        return analyse._replace(echeances=tuple(echeances)), None
    if suivi.sujet.remplace_par_l_ecrit():
        gardees = tuple(e for e in echeances if suivi.sujet.cours.faite and e.id == "recours_contentieux")
        return analyse._replace(echeances=(*gardees, naissance)), None
    silence = analyse.echeances[0]
    complete = analyse._replace(echeances=tuple(echeances))
    if ecrite.famille != REFUS_SEUL:
        # L'OQTF garde son mois ; le refus joint, lui, peut ne faire que confirmer le silence.
        return complete, ecrite._replace(alertes=ecrite.alertes | {"decision_confirmative"})
    attend = suivi.sujet.ecrit is not None and suivi.sujet.ecrit.cours.sans_date
    return complete, _confirmative(ecrite, silence, attend, dossier)
