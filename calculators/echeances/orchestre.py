"""Qui vise quoi, puis l'analyse de chaque sujet : décisions, silences, assignations, jugements, ordonnances."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from calculators.dossier import Dossier
from calculators.echeances.confirmation import analyser_silence
from calculators.echeances.decisions import analyser_suivi, delai_initial, memoire_de
from calculators.echeances.juge import analyser_arret, analyser_jugement
from calculators.echeances.mesures import analyser_assignation, assignation_visee, decision_visee, lieu_de_mesure
from calculators.echeances.notification import Depart
from calculators.echeances.ouverture import lieu_de, ouvrir_decision
from calculators.echeances.qualification import REFUS_SEUL
from calculators.echeances.raccourcis import ASSIGNATION
from calculators.echeances.referes import analyser_ordonnance
from calculators.echeances.resultats import Analyse
from calculators.echeances.silence import ouvrir_silence, refus_ecrit_apres
from calculators.echeances.suivi import suivre
from calculators.echeances.sujets import Sujet, viser
from calculators.echeances.termes import Lieu
from calculators.erreurs import CalculAmbigu, SaisieInvalide
from calculators.evenements import (
    AideDecision,
    AideDemandee,
    DecisionNotifiee,
    DemandeDeposee,
    Evenement,
    Jugement,
    Mesure,
    Ordonnance,
    Recours,
    ReponseRecours,
    Requete,
)
from calculators.fuseaux import HeureInexistante, ajouter_heures
from calculators.phrases import date_courte
from calculators.regles import Droit

JUGEMENT, ARRET, TRIBUNAL = "jugement_notifie", "arret_notifie", "tribunal"


@dataclass
class _Dossier:
    """Le dossier réparti : les sujets, leurs départs, et les faits qui suivent un jugement ou un arrêt.

    `aides` : ce que vise chaque demande d'aide ; vide pour un silence qui n'est pas encore un refus.
    """

    dossier: Dossier
    droit: Droit
    decisions: list[Sujet] = field(default_factory=list)
    silences: list[Sujet] = field(default_factory=list)
    departs: dict[str, Depart] = field(default_factory=dict)
    faits_du_juge: dict[str, list[AideDemandee | AideDecision]] = field(default_factory=dict)
    requetes_seules: list[Requete] = field(default_factory=list)
    decision_du_jugement: dict[str, DecisionNotifiee] = field(default_factory=dict)
    visees: dict[str, Sujet | None] = field(default_factory=dict)
    aides: dict[str, str] = field(default_factory=dict)

    @property
    def sujets(self) -> list[Sujet]:
        """Tout ce qu'on peut attaquer devant le tribunal."""
        return [*self.decisions, *self.silences]


def _controler_l_heure(fait: DecisionNotifiee | Mesure, lieu: Lieu) -> None:
    """Une heure sautée par le passage à l'heure d'été est fausse, même quand aucun délai ne la compte."""
    if fait.heure is None:
        return
    try:
        ajouter_heures(datetime.fromisoformat(f"{fait.jour.isoformat()}T{fait.heure}"), 0, lieu.fuseau)
    except HeureInexistante as cause:
        raise SaisieInvalide(f"{fait.champ}.heure", "heure_inexistante", recu=fait.heure) from cause


def _ouvrir(dossier: Dossier, droit: Droit) -> _Dossier:
    reparti = _Dossier(dossier, droit)
    for decision in dossier.de(DecisionNotifiee):
        _controler_l_heure(decision, lieu_de(dossier, decision, decision.lieu))
        sujet, depart = ouvrir_decision(decision, dossier, droit)
        reparti.decisions.append(sujet)
        reparti.departs[decision.objet] = depart
    for demande in dossier.de(DemandeDeposee):
        silence = ouvrir_silence(demande, dossier, droit)
        ecrit = refus_ecrit_apres(silence, reparti.decisions)
        if ecrit is None or ecrit.source.jour >= silence.debut:
            silence.ecrit = ecrit
            reparti.silences.append(silence)
    return reparti


def _exige(present: bool, fait: Evenement, manque: str) -> None:
    """L'événement qui manque est nommé : le moteur ne suppose pas ce qu'on ne lui a pas dit."""
    if not present:
        raise CalculAmbigu(fait.champ, "il_manque", type=fait.type, manque=manque)


def _exige_un_sujet(fait: Evenement, reparti: _Dossier) -> None:
    """Une décision ou une demande d'avant ce fait : plus tardives, elles ne peuvent pas être ce qu'il vise."""
    _exige(any(s.source.jour <= fait.jour for s in reparti.sujets), fait, "decision_notifiee")


def _donner(sujet: Sujet | None, fait: Evenement, silences: Sequence[Sujet] = ()) -> None:
    """Le fait va à son sujet. Sans sujet, s'il est parti avant qu'un silence soit un refus, on le dit."""
    if sujet is not None:
        sujet.faits.append(fait)
    elif any(fait.jour < silence.debut for silence in silences):
        silences[0].cours.alertes.add("recours_premature")


def _un_seul(fait: Evenement, objets: Iterable[str]) -> str:
    """Ce que le fait vise ; deux objets possibles : on demande lequel."""
    possibles = sorted(set(objets))
    if len(possibles) > 1:
        raise CalculAmbigu(f"{fait.champ}.contre", "deux_decisions", objets=", ".join(possibles))
    return possibles[0]


def _repondre_au_recours(reponse: ReponseRecours, reparti: _Dossier) -> None:
    """La réponse va au recours de ce genre qu'elle suit, ou à celui que `contre` nomme."""
    genre = f"recours_{reponse.a}"
    sujets = {
        sujet.source.objet: sujet
        for sujet in reparti.sujets
        for fait in sujet.faits
        if fait.type == genre and fait.jour <= reponse.jour and reponse.contre in (None, fait.objet, sujet.source.objet)
    }
    _exige(bool(sujets), reponse, genre)
    _donner(sujets[_un_seul(reponse, sujets)], reponse)


def _demander_l_aide(demande: AideDemandee, reparti: _Dossier) -> None:
    """L'aide vise le tribunal, un jugement (appel) ou un arrêt (cassation)."""
    if demande.pour == TRIBUNAL:
        _exige_un_sujet(demande, reparti)
        sujet = viser(demande, reparti.sujets)
        _donner(sujet, demande, reparti.silences)
        reparti.aides[demande.objet] = "" if sujet is None else sujet.source.objet
        return
    type_ = JUGEMENT if demande.pour == "appel" else ARRET
    avant = [e for e in reparti.dossier.evenements if e.jour <= demande.jour and demande.contre in (None, e.objet)]
    # Un référé se conteste aussi avec un avocat : l'aide demandée pour cela suit l'ordonnance.
    juges = [e for e in avant if e.type == type_] or [e for e in avant if isinstance(e, Ordonnance)]
    _exige(bool(juges), demande, type_)
    objet = _un_seul(demande, (j.objet for j in juges if j.jour == juges[-1].jour))
    reparti.aides[demande.objet] = objet
    reparti.faits_du_juge.setdefault(objet, []).append(demande)


def _decider_l_aide(decision: AideDecision, reparti: _Dossier) -> None:
    """La décision du bureau va là où est allée la demande d'aide qu'elle suit."""
    visees = [
        reparti.aides[d.objet]
        for d in reparti.dossier.de(AideDemandee)
        if d.pour == decision.pour
        and d.jour <= decision.jour
        and decision.contre in (None, d.objet, reparti.aides[d.objet])
    ]
    _exige(bool(visees), decision, "aide_juridictionnelle_demandee")
    # Une demande partie avant que le silence soit un refus n'a rien visé.
    objet = _un_seul(decision, [v for v in visees if v] or visees)
    if decision.pour == TRIBUNAL:
        _donner(next((s for s in reparti.sujets if s.source.objet == objet), None), decision)
    else:
        reparti.faits_du_juge[objet].append(decision)


def _motifs(fait: Evenement, reparti: _Dossier) -> None:
    """Les motifs d'un silence seulement : un refus écrit doit déjà dire les siens (CRPA L211-5)."""
    _exige(bool(reparti.dossier.de(DemandeDeposee)), fait, "demande_deposee")
    if fait.type == "motifs_communiques":
        demandes = [e for e in reparti.dossier.evenements if e.type == "demande_motifs" and e.jour <= fait.jour]
        _exige(bool(demandes), fait, "demande_motifs")
    _donner(viser(fait, reparti.silences), fait, reparti.silences)


def _juger(jugement: Jugement, reparti: _Dossier) -> None:
    """Un jugement suppose une requête : la décision qu'il vise n'est plus à attaquer."""
    if jugement.type != JUGEMENT or not reparti.sujets:
        return
    saisis = [s for s in reparti.sujets if any(isinstance(f, Requete) for f in s.faits)]
    sujet = viser(jugement, saisis or reparti.sujets)
    _donner(sujet, jugement)
    if sujet is not None and isinstance(sujet.source, DecisionNotifiee):
        reparti.decision_du_jugement[jugement.objet] = sujet.source


def _repartir(fait: Evenement, reparti: _Dossier) -> None:
    if isinstance(fait, Mesure):
        visee = decision_visee(fait, reparti.decisions)
        _controler_l_heure(fait, lieu_de_mesure(reparti.dossier, visee, fait))
        reparti.visees[fait.objet] = visee
        _donner(visee, fait)
    elif isinstance(fait, Recours):
        _exige_un_sujet(fait, reparti)
        _donner(viser(fait, reparti.sujets), fait, reparti.silences)
    elif isinstance(fait, ReponseRecours):
        _repondre_au_recours(fait, reparti)
    elif isinstance(fait, AideDemandee):
        _demander_l_aide(fait, reparti)
    elif isinstance(fait, AideDecision):
        _decider_l_aide(fait, reparti)
    elif isinstance(fait, Requete):
        if assignation_visee(fait, reparti.dossier) is not None:
            return
        if reparti.sujets:
            _exige_un_sujet(fait, reparti)
        sujet = viser(fait, reparti.sujets)
        _donner(sujet, fait, reparti.silences)
        if sujet is None:
            reparti.requetes_seules.append(fait)
    elif isinstance(fait, Jugement):
        _juger(fait, reparti)
    elif fait.type in ("demande_motifs", "motifs_communiques"):
        _motifs(fait, reparti)
    elif fait.type == "decision_retiree":
        _exige(bool(reparti.sujets), fait, "decision_notifiee")
        vise = viser(fait, reparti.sujets)
        if vise is None:
            premiere = date_courte(min(sujet.debut for sujet in reparti.sujets))
            raise SaisieInvalide(f"{fait.champ}.date", "avant_ce_qu_il_vise", jour=premiere)
        _donner(vise, fait)
    elif fait.type in ("pieces_reclamees", "pieces_fournies"):
        _exige(bool(reparti.dossier.de(DemandeDeposee)), fait, "demande_deposee")


def _analyser_les_sujets(reparti: _Dossier) -> tuple[dict[str, Analyse], dict[str, date]]:
    """Les analyses par objet, et le dernier jour de chaque décision avant ses mesures."""
    analyses: dict[str, Analyse] = {}
    fins: dict[str, date] = {}
    for sujet in reparti.decisions:
        fins[sujet.source.objet] = sujet.cours.prudente.terme.jour
        # Contre une OQTF, ni recours administratif ni demande de motifs : rien à garder du délai initial.
        initiale = delai_initial(sujet, reparti.dossier) if sujet.famille == REFUS_SEUL else None
        suivi = suivre(sujet, reparti.dossier, reparti.droit)
        depart = reparti.departs[sujet.source.objet]
        analyses[sujet.source.objet] = analyser_suivi(suivi, initiale, depart, reparti.dossier, reparti.droit)
    return analyses, fins


def _analyser_les_silences(reparti: _Dossier, analyses: dict[str, Analyse]) -> list[Analyse]:
    silences = []
    for sujet in reparti.silences:
        initiale = delai_initial(sujet, reparti.dossier)
        suivi = suivre(sujet, reparti.dossier, reparti.droit)
        ecrit = sujet.ecrit
        silence, remplacante = analyser_silence(
            suivi, initiale, analyses.get(ecrit.source.objet) if ecrit else None, reparti.dossier, reparti.droit
        )
        silences.append(silence)
        if remplacante is not None:
            analyses[remplacante.source.objet] = remplacante
    return silences


def _analyser_les_mesures(reparti: _Dossier, fins: dict[str, date]) -> list[Analyse]:
    resultats = []
    for mesure in reparti.dossier.de(Mesure):
        if mesure.type != ASSIGNATION:
            continue
        visee = reparti.visees[mesure.objet]
        fin = fins[visee.source.objet] if visee is not None else None
        resultats.append(analyser_assignation(mesure, visee, fin, reparti.dossier, reparti.droit))
    return resultats


def _analyser_le_juge(reparti: _Dossier) -> list[Analyse]:
    dossier, droit = reparti.dossier, reparti.droit
    resultats: list[Analyse] = []
    for jugement in dossier.de(Jugement):
        faits = reparti.faits_du_juge.get(jugement.objet, [])
        if jugement.type == JUGEMENT:
            decision = reparti.decision_du_jugement.get(jugement.objet)
            resultats.append(analyser_jugement(jugement, decision, faits, dossier, droit))
        else:
            resultats.append(analyser_arret(jugement, faits, dossier, droit))
    for ordonnance in dossier.de(Ordonnance):
        faits = reparti.faits_du_juge.get(ordonnance.objet, [])
        resultats.append(analyser_ordonnance(ordonnance, faits, dossier, droit))
    for requete in reparti.requetes_seules:
        memoire = memoire_de(requete, dossier, droit)
        resultats.append(Analyse(requete, echeances=(memoire,) if memoire is not None else ()))
    return resultats


def analyser_le_dossier(dossier: Dossier, droit: Droit) -> list[Analyse]:
    """Les analyses de tout le dossier : décisions, silences, assignations, puis ce qui vient du juge."""
    reparti = _ouvrir(dossier, droit)
    # Le même jour, la demande d'aide précède la décision du bureau qui lui répond.
    for fait in sorted(dossier.evenements, key=lambda fait: (fait.jour, isinstance(fait, AideDecision))):
        _repartir(fait, reparti)
    analyses, fins = _analyser_les_sujets(reparti)
    silences = _analyser_les_silences(reparti, analyses)
    mesures = _analyser_les_mesures(reparti, fins)
    return [*analyses.values(), *silences, *mesures, *_analyser_le_juge(reparti)]
