"""Qui vise quoi : chaque fait du dossier va à la décision, au silence, au jugement ou à la mesure qu'il suit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from calculators.dossier import Dossier
from calculators.echeances.mesures import assignation_visee, decision_visee, lieu_de_mesure
from calculators.echeances.notification import Depart
from calculators.echeances.ouverture import lieu_de, ouvrir_decision
from calculators.echeances.silence import ouvrir_silence, refus_ecrit_apres
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
class Reparti:
    """Le dossier réparti : les sujets, leurs départs, et les faits qui suivent un jugement ou un arrêt.

    `aides` : ce que vise chaque demande d'aide ; vide pour un silence qui n'est pas encore un refus. `repondues` : ce
    sur quoi le bureau a rendu sa décision.
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
    repondues: set[str] = field(default_factory=set)

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


def _ouvrir(dossier: Dossier, droit: Droit) -> Reparti:
    reparti = Reparti(dossier, droit)
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


def _exige_un_sujet(fait: Evenement, reparti: Reparti) -> None:
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


def _repondre_au_recours(reponse: ReponseRecours, reparti: Reparti) -> None:
    """La réponse va au recours de ce genre qu'elle suit, ou à celui que `contre` nomme."""
    genre = f"recours_{reponse.a}"
    sujets = {
        sujet.source.objet: sujet
        for sujet in reparti.sujets
        for fait in sujet.faits
        if fait.type == genre and fait.jour <= reponse.jour and reponse.contre in (None, fait.objet, sujet.source.objet)
    }
    _exige(bool(sujets), reponse, genre)
    attendent = [objet for objet, sujet in sujets.items() if not _a_repondu(sujet, reponse.a)]
    _donner(sujets[_un_seul(reponse, attendent or sujets)], reponse)


def _a_repondu(sujet: Sujet, genre: str) -> bool:
    return any(isinstance(fait, ReponseRecours) and fait.a == genre for fait in sujet.faits)


def _demander_l_aide(demande: AideDemandee, reparti: Reparti) -> None:
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


def _decider_l_aide(decision: AideDecision, reparti: Reparti) -> None:
    """La décision du bureau va là où est allée la demande d'aide qu'elle suit."""
    visees = [
        reparti.aides[d.objet]
        for d in reparti.dossier.de(AideDemandee)
        if d.pour == decision.pour
        and d.jour <= decision.jour
        and decision.contre in (None, d.objet, reparti.aides[d.objet])
    ]
    _exige(bool(visees), decision, "aide_juridictionnelle_demandee")
    # Une demande partie avant que le silence soit un refus n'a rien visé ; une demande déjà répondue n'attend plus.
    attendent = [v for v in visees if v and v not in reparti.repondues]
    objet = _un_seul(decision, attendent or [v for v in visees if v] or visees)
    if decision.sens != "admission_provisoire":
        reparti.repondues.add(objet)
    if decision.pour == TRIBUNAL:
        _donner(next((s for s in reparti.sujets if s.source.objet == objet), None), decision)
    else:
        reparti.faits_du_juge[objet].append(decision)


def _deposer(requete: Requete, reparti: Reparti) -> None:
    if reparti.sujets:
        _exige_un_sujet(requete, reparti)
    sujet = viser(requete, reparti.sujets)
    _donner(sujet, requete, reparti.silences)
    if sujet is None:
        reparti.requetes_seules.append(requete)


def _motifs(fait: Evenement, reparti: Reparti) -> None:
    """Les motifs d'un silence seulement : un refus écrit doit déjà dire les siens (CRPA L211-5)."""
    _exige(bool(reparti.dossier.de(DemandeDeposee)), fait, "demande_deposee")
    if fait.type == "motifs_communiques":
        demandes = [e for e in reparti.dossier.evenements if e.type == "demande_motifs" and e.jour <= fait.jour]
        _exige(bool(demandes), fait, "demande_motifs")
    _donner(viser(fait, reparti.silences), fait, reparti.silences)


def _juger(jugement: Jugement, reparti: Reparti) -> None:
    """Un jugement suppose une requête : la décision qu'il vise n'est plus à attaquer."""
    if jugement.type != JUGEMENT or not reparti.sujets:
        return
    saisis = [s for s in reparti.sujets if any(isinstance(f, Requete) for f in s.faits)]
    sujet = viser(jugement, saisis or reparti.sujets)
    _donner(sujet, jugement)
    if sujet is not None and isinstance(sujet.source, DecisionNotifiee):
        reparti.decision_du_jugement[jugement.objet] = sujet.source


def _repartir(fait: Evenement, reparti: Reparti) -> None:
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
        if assignation_visee(fait, reparti.dossier) is None:
            _deposer(fait, reparti)
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


def repartir(dossier: Dossier, droit: Droit) -> Reparti:
    """Le dossier, chaque fait à sa place."""
    reparti = _ouvrir(dossier, droit)
    # Le même jour, la demande d'aide précède la décision du bureau qui lui répond.
    for fait in sorted(dossier.evenements, key=lambda fait: (fait.jour, isinstance(fait, AideDecision))):
        _repartir(fait, reparti)
    return reparti
