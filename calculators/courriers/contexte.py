"""Ce qu'une lettre sait : le dossier, la décision visée, son échéance, et les mots tirés des champs."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from calculators.courriers.donnees import commun, droit_des_lettres
from calculators.courriers.saisie import DemandeDeLettre
from calculators.dossier import Dossier, lire_dossier
from calculators.echeances import calculer_echeances
from calculators.echeances.etat import DERNIER_JOUR, FAITE, INTERROMPUE, OUVERTE
from calculators.echeances.resultats import Analyse, Echeance
from calculators.erreurs import CalculAmbigu, DateHorsCouverture, ErreurDuContrat, SaisieInvalide
from calculators.evenements import INCONNU, DecisionNotifiee, DemandeDeposee, Evenement, Mesure
from calculators.regles import Regle
from calculators.saisie import lire_demande_echeances
from calculators.saisie.champs import citer
from calculators.territoires import DEROGATOIRE, regime_de

IMPLICITE = "implicite"
REFUS = "refus_sejour"
RECOURS = "recours_contentieux"
_VIVANTES = (OUVERTE, DERNIER_JOUR, INTERROMPUE)
_SITUATIONS = {"retention_notifiee": "retenu", "detention_informee": "detenu", "assignation_notifiee": "assigne"}
_PRIVEES = ("retenu", "detenu", "assigne")
# Les lettres qui ne visent jamais qu'un silence.
_DU_SILENCE = ("demande_motifs", "recepisse")


@dataclass
class Contexte:
    """Une lettre à écrire. `decisions` : ce qu'elle conteste. `oubliees` : ce que le dossier contient de plus."""

    demande: DemandeDeLettre
    dossier: Dossier | None = None
    analyses: tuple[Analyse, ...] = ()
    cible: Evenement | None = None
    decisions: list[str] = field(default_factory=list)
    oubliees: list[str] = field(default_factory=list)
    differents: list[str] = field(default_factory=list)
    sans_date: ErreurDuContrat | None = None
    valeurs: dict[str, Any] = field(default_factory=dict)

    @property
    def champs(self) -> dict[str, Any]:
        """Ce que la personne a écrit."""
        return self.demande.champs

    @property
    def decision(self) -> DecisionNotifiee | None:
        """La décision écrite que la lettre vise ; None devant un silence."""
        return self.cible if isinstance(self.cible, DecisionNotifiee) else None

    @property
    def implicite(self) -> bool:
        """La lettre vise un silence."""
        return self.decisions == [IMPLICITE]

    @property
    def eloignement(self) -> bool:
        """Une décision d'éloignement est dans le papier visé, contestée ou oubliée."""
        contenu = self.decision.contenu if self.decision else frozenset(self.decisions)
        return bool((contenu | set(self.decisions)) - {REFUS, IMPLICITE, INCONNU, "assignation"})

    @property
    def situation(self) -> str:
        """Libre, assignée, retenue, détenue : la dernière mesure l'emporte sur la décision."""
        mesures = self.dossier.de(Mesure) if self.dossier else ()
        if mesures:
            return _SITUATIONS[mesures[-1].type]
        return self.decision.situation if self.decision else INCONNU

    @property
    def analyse(self) -> Analyse | None:
        """L'analyse de ce que la lettre vise."""
        return next((a for a in self.analyses if a.source == self.cible), None)

    def echeance(self, identifiant: str) -> Echeance | None:
        """L'échéance de la cible ; à défaut, la dernière de ce nom dans le dossier."""
        propres = [e for e in (self.analyse.echeances if self.analyse else ()) if e.id == identifiant]
        toutes = [e for a in self.analyses for e in a.echeances if e.id == identifiant]
        trouvees = propres or toutes
        return trouvees[-1] if trouvees else None

    @property
    def urgence(self) -> str | None:
        """Sept jours ou quarante-huit heures, quand la règle le dit."""
        return self.analyse.urgence if self.analyse else None

    @property
    def derogatoire(self) -> bool:
        """Là où le recours n'empêche pas l'éloignement."""
        code = self.valeurs.get("prefecture")
        return bool(code) and regime_de(code) == DEROGATOIRE

    def a(self, *types: str) -> bool:
        """Le dossier contient un de ces événements."""
        return self.dossier is not None and any(e.type in types for e in self.dossier.evenements)

    def dernier(self, type_: str) -> Evenement | None:
        """Le dernier événement de ce type."""
        evenements = self.dossier.evenements if self.dossier else ()
        return next((e for e in reversed(evenements) if e.type == type_), None)


def _dossier_suppose(demande: DemandeDeLettre) -> dict[str, Any] | None:
    """Sans dossier, celui que les champs racontent : de quoi compter la date, en gardant les doutes."""
    champs = demande.champs
    if "date_notification" in champs:
        permis = ("refus_sejour", "oqtf", "sans_delai", "irtf", "pays_de_renvoi")
        contenu = [d for d in champs.get("decisions_contestees", ()) if d in permis] or [INCONNU]
        evenement = {"type": "decision_notifiee", "date": champs["date_notification"].isoformat(), "contenu": contenu}
        evenement |= {"situation": INCONNU, "mode": champs.get("mode_notification", INCONNU)}
        if champs.get("date_decision", date.max) <= champs["date_notification"]:
            evenement["date_decision"] = champs["date_decision"].isoformat()
        if "prefecture" in champs:
            evenement["prefecture"] = champs["prefecture"]
        return {"evenements": [evenement]}
    if "date_depot_demande" in champs:
        return {"evenements": [{"type": "demande_deposee", "date": champs["date_depot_demande"].isoformat()}]}
    return None


def _lire(demande: DemandeDeLettre) -> Contexte:
    contexte = Contexte(demande)
    brut = demande.dossier if demande.dossier is not None else _dossier_suppose(demande)
    if brut is None:
        return contexte
    heure = {} if demande.maintenant is None else {"maintenant": demande.maintenant}
    jour = demande.aujourdhui.isoformat()
    controlee = lire_demande_echeances({"calcul": "echeances", "aujourdhui": jour, **heure, "dossier": brut})
    contexte.dossier = lire_dossier(controlee)
    try:
        contexte.analyses = tuple(calculer_echeances(contexte.dossier, droit_des_lettres()))
    except (CalculAmbigu, DateHorsCouverture) as raison:
        contexte.sans_date = raison
    return contexte


def _viser(contexte: Contexte) -> None:
    """La décision dite ; à défaut la dernière reçue ; à défaut le silence."""
    dossier, dite = contexte.dossier, contexte.champs.get("decision")
    if dossier is None:
        return
    visables = [e for e in dossier.evenements if isinstance(e, DecisionNotifiee | DemandeDeposee)]
    if dite is not None:
        objets = [e.objet for e in visables]
        if dite not in objets:
            raise SaisieInvalide("champs.decision", "renvoi_inconnu", recu=citer(dite), objets=", ".join(objets))
        contexte.cible = next(e for e in visables if e.objet == dite)
        return
    silences = [e for e in visables if isinstance(e, DemandeDeposee)]
    ecrites = [e for e in visables if isinstance(e, DecisionNotifiee)]
    if contexte.demande.modele in _DU_SILENCE and silences:
        contexte.cible = silences[-1]
    elif ecrites or silences:
        contexte.cible = (ecrites or silences)[-1]


def _contester(contexte: Contexte) -> None:
    """Ce que la lettre conteste : ce qui est coché, sinon tout ce que le papier contient."""
    cible, coches = contexte.cible, contexte.champs.get("decisions_contestees")
    ordre = list(commun()["mots"])
    silence = isinstance(cible, DemandeDeposee)
    sans_papier = cible is None and not coches and "date_decision" not in contexte.champs
    if silence or (sans_papier and "date_depot_demande" in contexte.champs):
        contexte.decisions = [IMPLICITE]
        return
    contenu = set(contexte.decision.contenu - {INCONNU}) if contexte.decision else set()
    if contexte.decision and contexte.decision.delai_depart_jours and "oqtf" in contenu:
        contenu.add("delai_depart")
    if contexte.demande.modele == "refere_suspension" and not contexte.derogatoire:
        # Le recours suspend déjà l'éloignement (CESEDA L722-7) : le référé vise le refus de titre.
        contenu &= {REFUS}
    choisies = set(coches) if coches else contenu
    contexte.decisions = sorted(choisies, key=ordre.index)
    contexte.oubliees = sorted(contenu - choisies, key=ordre.index)


def _comparer(contexte: Contexte) -> None:
    """Le dossier et les champs disent la même chose, ou l'on demande lequel est juste."""
    decision, champs = contexte.decision, contexte.champs
    if contexte.demande.dossier is None:
        return
    paires: dict[str, Any] = {}
    if decision is not None:
        recue = None if decision.mode == INCONNU else decision.jour
        paires = {"date_decision": decision.date_decision, "prefecture": decision.prefecture}
        paires |= {"date_notification": recue, "mode_notification": decision.mode}
    elif isinstance(contexte.cible, DemandeDeposee):
        paires = {"date_depot_demande": contexte.cible.jour}
    for nom, connu in paires.items():
        if connu not in (None, INCONNU):
            contexte.valeurs[nom] = champs.get(nom, connu)
            if nom in champs and champs[nom] != connu:
                contexte.differents.append(nom)


def duree_de(regle: Regle, jour: date) -> str | None:
    """« un mois » : la durée de la règle à cette date ; None avant sa première version."""
    try:
        delai = regle.version_au(jour, "").delai
    except DateHorsCouverture:
        return None
    return delai.en_toutes_lettres() if delai else None


def _dater(contexte: Contexte) -> None:
    """Les dates et les durées que la lettre peut dire : celles du moteur, jamais une lecture favorable."""
    regles, valeurs = droit_des_lettres().regles, contexte.valeurs
    jour = contexte.demande.aujourdhui
    valeurs["duree_motifs"] = duree_de(regles["reponse_motifs_attendue"], jour)
    valeurs["duree_rejet"] = duree_de(regles["naissance_rejet_recours"], jour)
    valeurs["duree_maintien"] = duree_de(regles["confirmation_requete"], jour)
    recours = contexte.echeance(RECOURS)
    if recours is not None and recours.etat in _VIVANTES:
        valeurs["date_limite"], valeurs["heure_limite"] = recours.dernier_jour, recours.heure
        valeurs["a_temps"] = True
        delai = recours.regles[0].version.delai
        valeurs["duree_recours"] = delai.en_toutes_lettres() if delai else None
    if isinstance(contexte.cible, DemandeDeposee):
        naissance = contexte.echeance("naissance_refus_implicite")
        if naissance is not None:
            delai = naissance.regles[0].version.delai
            valeurs["duree_silence"] = delai.en_toutes_lettres() if delai else None
            valeurs["jour_du_refus"] = naissance.dernier_jour
            valeurs["refus_ne"] = naissance.etat == FAITE
            if naissance.etat == FAITE:
                valeurs["date_refus_implicite"] = naissance.dernier_jour


def _dire_les_faits(contexte: Contexte) -> None:
    """Les conditions que les modèles emploient, en un mot chacune."""
    valeurs = contexte.valeurs
    valeurs |= dict.fromkeys(contexte.decisions, True)
    valeurs["refus"] = REFUS in contexte.decisions or contexte.implicite
    valeurs["implicite"], valeurs["expres"] = contexte.implicite, not contexte.implicite
    valeurs["eloignement"] = contexte.eloignement
    valeurs["refus_seul"] = not contexte.eloignement
    valeurs["urgence"] = contexte.urgence is not None
    valeurs["lettre_non_retiree"] = valeurs.get("mode_notification") == "lettre_non_retiree"
    valeurs |= {mot: True for mot in _PRIVEES if mot == contexte.situation}
    motifs = contexte.echeance("reponse_motifs_attendue")
    sans_dossier = contexte.demande.dossier is None
    valeurs["motifs_demandes"] = sans_dossier or (
        motifs is not None and motifs.dernier_jour is not None and motifs.dernier_jour < contexte.demande.aujourdhui
    )
    valeurs["tribunal_residence"] = "departement_a_la_decision" in contexte.champs and not contexte.urgence


def lire_contexte(demande: DemandeDeLettre) -> Contexte:
    """Tout ce que la lettre sait, avant d'en faire des mots."""
    contexte = _lire(demande)
    contexte.valeurs = dict(demande.champs)
    _viser(contexte)
    if contexte.decision is not None and contexte.decision.prefecture is not None:
        contexte.valeurs.setdefault("prefecture", contexte.decision.prefecture)
    _comparer(contexte)
    _contester(contexte)
    _dater(contexte)
    _dire_les_faits(contexte)
    return contexte
