"""Le silence de la préfecture : le jour où il devient un refus, et le délai qui court depuis (R432-2, R421-2)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from calculators.calendrier import ajouter_jours
from calculators.dossier import Dossier
from calculators.echeances.lignes import Cours, Ligne, delai_de, ligne_de, repartir
from calculators.echeances.ouverture import distance_de, lieu_de
from calculators.echeances.sujets import Sujet
from calculators.echeances.termes import Pas, Terme, ajouter, annee, pas
from calculators.evenements import INCONNU, DecisionNotifiee, DemandeDeposee, Evenement, PiecesReclamees
from calculators.regles import Droit, Emploi, Regle, Version

FAMILLE = "silence"
RECOURS, MOTIFS = "recours_contentieux_refus_implicite", "motifs_non_communiques"
ORDINAIRE = "naissance_refus_implicite"


def regle_de_naissance(demande: DemandeDeposee, droit: Droit) -> Regle:
    """La règle du titre demandé ; titre inconnu : la règle ordinaire."""
    if demande.titre is not None:
        for regle in droit.regles.values():
            if demande.titre in regle.titres:
                return regle
    return droit.regles[ORDINAIRE]


class Naissance(NamedTuple):
    """Le jour où le silence devient refus : au plus tôt (`jour`) et, si un fait manque, au plus tard (`favorable`).

    `sans_date` : la suspension a commencé, mais rien ne dit quand elle finit.
    """

    jour: date
    favorable: date
    sans_date: bool
    pas: tuple[Pas, ...]
    regle: Regle
    emploi: Emploi
    doutes: frozenset[str]


def _suspendre(jour: date, favorable: date, demande: DemandeDeposee, dossier: Dossier) -> tuple[date, date, bool]:
    """Le silence ne court pas de la réclamation aux pièces, au plus jusqu'au jour fixé (CRPA L114-5).

    Une réclamation qui arrive une fois le refus né ne suspend plus rien. Jour fixé inconnu : rien par prudence.
    """
    fournies = [e.jour for e in dossier.evenements if e.type == "pieces_fournies" and e.jour >= demande.jour]
    libre_depuis, sans_date = demande.jour, False
    for reclamation in dossier.de(PiecesReclamees):
        if reclamation.jour < demande.jour:
            continue
        rendu = next((jour_ for jour_ in fournies if jour_ >= reclamation.jour), None)
        fin = min((j for j in (rendu, reclamation.avant_le) if j is not None), default=None)
        if fin is None:
            sans_date |= reclamation.jour < favorable
            continue
        debut = max(reclamation.jour, libre_depuis)
        duree = max(0, (fin - debut).days)
        libre_depuis = max(libre_depuis, fin)
        if reclamation.jour < jour and reclamation.avant_le is not None:
            jour = ajouter_jours(jour, duree)
        if reclamation.jour < favorable:
            favorable = ajouter_jours(favorable, duree)
    return jour, favorable, sans_date


def naissance_de(demande: DemandeDeposee, dossier: Dossier, droit: Droit) -> Naissance:
    """Le jour où le silence devient refus, ses pas, sa règle, et les faits qui manquent."""
    regle = regle_de_naissance(demande, droit)
    emploi = regle.emploi_au(demande.jour, f"{demande.champ}.date")
    delai = delai_de(emploi.version)
    brute = ajouter(demande.jour, delai)
    faits = [pas("depart_demande", demande.jour), pas("quantieme", brute, delai=delai.en_toutes_lettres())]
    jour, favorable, sans_date = _suspendre(brute, brute, demande, dossier)
    if jour != brute:
        faits.append(pas("suspension", jour, jours=str((jour - brute).days)))
    doutes = {
        "titre": demande.titre is None,
        "complete": demande.complete is not True,
        "renouvellement": bool(regle.titres) and demande.renouvellement is not False,
        "avant_le": sans_date or favorable != jour,
    }
    inconnus = frozenset(nom for nom, vrai in doutes.items() if vrai)
    return Naissance(jour, favorable, sans_date, tuple(faits), regle, emploi, inconnus)


def ouvrir_silence(demande: DemandeDeposee, dossier: Dossier, droit: Droit) -> Sujet:
    """Le délai court de la naissance. Sans accusé de réception complet, la lecture favorable n'a pas de date."""
    ne = naissance_de(demande, dossier, droit)
    naissance, regle = ne.jour, ne.regle
    recours, lieu = droit.regles[RECOURS], lieu_de(dossier, None, None)
    prudente = ligne_de(droit, recours, naissance, None, lieu, demande.champ, True)
    prudente = prudente._replace(
        terme=prudente.terme._replace(pas=(*ne.pas, pas("silence_ne", naissance), *prudente.terme.pas)),
        regles=(*prudente.regles, ne.emploi),
        sources=(*prudente.sources, *ne.emploi.version.sources),
    )
    favorables = [ligne_de(droit, recours, ne.favorable, None, lieu, demande.champ, False)]
    # La demande ne dit pas sa préfecture : celle de la résidence. Seul l'étranger en éloigne.
    distance = distance_de(dossier, None, droit)
    if distance is not None and recours.distance:
        favorables.append(ligne_de(droit, recours, ne.favorable, None, lieu, demande.champ, False, distance))
    cours = Cours(
        prudente, favorables, lieu, set(ne.doutes), sans_date=ne.sans_date, discutee=bool(regle.doutes and regle.titres)
    )
    if demande.accuse_reception != "complet":
        cours.sans_date = True
        cours.doutes.add("accuse_reception")
    return Sujet(demande, naissance, FAMILLE, cours)


def _un_an_au_plus(demande: Evenement, version: Version) -> Terme:
    """Un an depuis la demande de motifs, jamais avant le jour de l'avis (CE avis 2 octobre 2025 n° 504677)."""
    depuis = max(demande.jour, version.compte_depuis_au_plus_tot or demande.jour)
    return annee(depuis, delai_de(version))


def demander_motifs(sujet: Sujet, demande: Evenement, reponse: Evenement | None, droit: Droit) -> None:
    """Motifs communiqués : le délai repart d'eux, un an au plus. Jamais communiqués : un an, lecture favorable."""
    cours = sujet.cours
    opposable = cours.sans_date is False
    emploi = droit.regles[MOTIFS].emploi_au(demande.jour, f"{demande.champ}.date")
    limite, source = _un_an_au_plus(demande, emploi.version), emploi.version.sources

    def prolonger(ligne: Ligne, prudente: bool) -> Ligne:
        if reponse is None or demande.jour > ligne.limite:
            return ligne
        explication = pas("motifs_recus", reponse.jour)
        neuve = repartir(droit, ligne, reponse.jour, cours.lieu, reponse.champ, prudente, explication, source)
        if neuve.terme.jour <= limite.jour:
            return neuve
        butoir = pas("un_an_au_plus", limite.jour, fin=neuve.terme.jour)
        return neuve._replace(terme=Terme(limite.jour, None, (*neuve.terme.pas, butoir)))

    if opposable and all(demande.jour > ligne.limite for ligne in cours.lignes()):
        cours.alertes.add("demande_motifs_tardive")
        return
    modele = cours.prudente
    cours.favorables = [prolonger(ligne, False) for ligne in cours.favorables]
    cours.prudente = prolonger(cours.prudente, True)
    cours.sans_date = False
    terme = Terme(limite.jour, None, (pas("motifs_demandes", demande.jour), *limite.pas))
    if reponse is None or not opposable:
        cours.favorables.append(Ligne(modele.regle, terme, (emploi,), source, date.min, None, True))


def refus_ecrit_apres(sujet: Sujet, decisions: Sequence[Sujet]) -> Sujet | None:
    """Le refus écrit qui répond à cette demande : celui dont `contre` la nomme, sinon le premier reçu depuis."""
    for decision in decisions:
        if decision.source.contre == sujet.source.objet:
            return decision
    for decision in decisions:
        ecrit = decision.source
        refuse = isinstance(ecrit, DecisionNotifiee) and ("refus_sejour" in ecrit.contenu or INCONNU in ecrit.contenu)
        if ecrit.contre is None and refuse and ecrit.jour >= sujet.source.jour:
            return decision
    return None
