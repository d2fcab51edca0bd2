"""L'analyse de chaque sujet du dossier : décisions, silences, assignations, jugements, ordonnances."""

from datetime import date

from calculators.dossier import Dossier
from calculators.echeances.confirmation import analyser_silence
from calculators.echeances.decisions import analyser_suivi, delai_initial, memoire_de
from calculators.echeances.juge import analyser_arret, analyser_jugement
from calculators.echeances.mesures import analyser_assignation
from calculators.echeances.qualification import REFUS_SEUL
from calculators.echeances.raccourcis import ASSIGNATION
from calculators.echeances.referes import analyser_ordonnance
from calculators.echeances.repartition import JUGEMENT, Reparti, repartir
from calculators.echeances.resultats import Analyse
from calculators.echeances.suivi import suivre
from calculators.evenements import Jugement, Mesure, Ordonnance
from calculators.regles import Droit


def _analyser_les_sujets(reparti: Reparti) -> tuple[dict[str, Analyse], dict[str, date]]:
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


def _analyser_les_silences(reparti: Reparti, analyses: dict[str, Analyse]) -> list[Analyse]:
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


def _analyser_les_mesures(reparti: Reparti, fins: dict[str, date]) -> list[Analyse]:
    resultats = []
    for mesure in reparti.dossier.de(Mesure):
        if mesure.type != ASSIGNATION:
            continue
        visee = reparti.visees[mesure.objet]
        fin = fins[visee.source.objet] if visee is not None else None
        resultats.append(analyser_assignation(mesure, visee, fin, reparti.dossier, reparti.droit))
    return resultats


def _analyser_le_juge(reparti: Reparti) -> list[Analyse]:
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
    reparti = repartir(dossier, droit)
    analyses, fins = _analyser_les_sujets(reparti)
    silences = _analyser_les_silences(reparti, analyses)
    mesures = _analyser_les_mesures(reparti, fins)
    return [*analyses.values(), *silences, *mesures, *_analyser_le_juge(reparti)]
