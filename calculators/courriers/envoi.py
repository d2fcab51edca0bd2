"""À qui, où, en combien d'exemplaires, avant quel jour : l'envoi d'une lettre, d'après le dossier."""

from datetime import date
from typing import Any, NamedTuple

from calculators.calendrier import ajouter_jours, ajouter_mois, avancer
from calculators.courriers.contexte import REFUS, Contexte
from calculators.courriers.donnees import dire, droit_des_lettres, limites, modele
from calculators.echeances.etat import A_VENIR, DERNIER_JOUR, FAITE, INTERROMPUE, OUVERTE
from calculators.echeances.resultats import Echeance
from calculators.erreurs import SaisieInvalide
from calculators.evenements import INCONNU, Mesure
from calculators.tribunal import calculer_tribunal

_ENCORE = (OUVERTE, DERNIER_JOUR, INTERROMPUE)
_JURIDICTIONS = ("tribunal", "juge_des_referes")
_CHAMP_DU_TRIBUNAL = {"residence": "departement_a_la_decision", "prefecture": "prefecture", "lieu": "lieu"}


class Destinataire(NamedTuple):
    """`lignes` : à écrire en tête. `adresse` : None si aucune source sûre. `manque` : le champ qui la donnerait."""

    lignes: tuple[str, ...]
    adresse: str | None
    manque: str | None = None
    tribunal: dict[str, Any] | None = None


def chercher_le_tribunal(contexte: Contexte) -> tuple[dict[str, Any] | None, str | None]:
    """La réponse du calcul `tribunal`, ou le champ qui manque pour la donner."""
    decision, champs = contexte.decision, contexte.champs
    residence = contexte.dossier.residence if contexte.dossier else None
    demande: dict[str, Any] = {
        "residence": champs.get("departement_a_la_decision", residence),
        "prefecture": contexte.valeurs.get("prefecture"),
        "contenu": decision.contenu if decision else frozenset(contexte.decisions) - {"implicite"} or {REFUS},
        "situation": contexte.situation,
        "lieu": champs.get("lieu", decision.lieu if decision else None),
        "article_assignation": decision.article_assignation if decision else INCONNU,
        "citoyen_ue": bool(decision and decision.citoyen_ue),
    }
    mesures = contexte.dossier.de(Mesure) if contexte.dossier else ()
    if mesures:
        demande["lieu"] = champs.get("lieu", mesures[-1].lieu or demande["lieu"])
        demande["article_assignation"] = mesures[-1].article_assignation
    try:
        return calculer_tribunal(demande, droit_des_lettres()), None
    except SaisieInvalide as manque:
        return None, _CHAMP_DU_TRIBUNAL.get(manque.champ, "prefecture")


def _juridiction(contexte: Contexte, tete: tuple[str, ...], cle: str = "tribunal") -> Destinataire:
    reponse, manque = chercher_le_tribunal(contexte)
    if reponse is None:
        return Destinataire((), None, manque)
    lieu = reponse[cle]
    adresse = (lieu["adresse"],) if lieu["adresse"] else ()
    return Destinataire((*tete, lieu["nom"], *adresse), lieu["adresse"], None, reponse)


def _un_destinataire(contexte: Contexte, nom: str) -> Destinataire:
    champs = contexte.champs
    if nom == "prefecture":
        service = contexte.valeurs.get("service")
        lignes = (service, dire("lettre", "bureau_etrangers")) if service else ()
        return Destinataire(lignes, None, None if service else "prefecture")
    if nom == "ministre":
        return Destinataire(tuple(limites()["ministre"]["lignes"]), None)
    if nom == "juge_des_referes":
        return _juridiction(contexte, (dire("lettre", "juge"),))
    if nom == "bureau_aide":
        ville = champs.get("tribunal_judiciaire")
        lieu = (dire("lettre", "tribunal_judiciaire", ville=ville),) if ville else ()
        return Destinataire((dire("lettre", "bureau_aide"), *lieu), None)
    if nom == "avocat":
        tete = (dire("lettre", "maitre", avocat=champs["avocat"]),) if "avocat" in champs else ()
        adresse = tuple(champs["avocat_adresse"].split("\n")) if "avocat_adresse" in champs else ()
        return Destinataire((*tete, *adresse), champs.get("avocat_adresse"))
    if nom == "ofii":
        return Destinataire((dire("lettre", "ofii"),), None)
    return _juridiction(contexte, (), "cour" if champs.get("appel_forme") else "tribunal")


def trouver_le_destinataire(contexte: Contexte) -> Destinataire:
    """À qui la lettre est écrite ; à plusieurs, quand la personne le dit."""
    nom = modele(contexte.demande.modele)["destinataire"]
    if nom != "selon_le_choix":
        return _un_destinataire(contexte, nom)
    tous = [_un_destinataire(contexte, choisi) for choisi in contexte.champs.get("destinataires", ())]
    lignes = tuple(ligne for un in tous for ligne in un.lignes)
    return Destinataire(lignes, None, next((un.manque for un in tous if un.manque), None))


def tribunal_nomme(contexte: Contexte) -> str | None:
    """« tribunal administratif de Lyon », pour le milieu d'une phrase."""
    reponse, _ = chercher_le_tribunal(contexte)
    nom: str | None = reponse["tribunal"]["nom"] if reponse else None
    return nom[:1].lower() + nom[1:] if nom else None


def echeance_de_la_lettre(contexte: Contexte) -> Echeance | None:
    """L'échéance que la lettre doit respecter."""
    identifiant = modele(contexte.demande.modele)["echeance"]
    return contexte.echeance(identifiant) if identifiant else None


def encore_possible(echeance: Echeance, aujourdhui: date) -> bool:
    """Le délai court encore ; une lettre déjà partie (`faite`) n'empêche pas d'en envoyer une autre à temps."""
    if echeance.etat == FAITE:
        return echeance.dernier_jour is not None and echeance.dernier_jour >= aujourdhui
    return echeance.etat in _ENCORE


def jour_de_poste(dernier_jour: date, aujourdhui: date) -> date:
    """Le dernier jour sage pour poster : un jour ouvrable, quelques jours avant la fin, jamais avant aujourd'hui."""
    sage = avancer(ajouter_jours(dernier_jour, -limites()["envoi"]["jours_de_poste"]))
    return max(aujourdhui, sage)


def declaration_avant(contexte: Contexte) -> date | None:
    """Changement d'adresse à déclarer à la préfecture : le dernier jour, compté depuis l'arrivée (CESEDA R431-23)."""
    champs = contexte.champs
    vise = "prefecture" in champs.get("destinataires", ()) and champs.get("titre_plus_d_un_an")
    if contexte.demande.modele != "changement_adresse" or not vise or "date_effet" not in champs:
        return None
    return ajouter_mois(champs["date_effet"], modele("changement_adresse")["delai"]["mois"])


def exemplaires(contexte: Contexte) -> dict[str, int]:
    """Sur papier et en ligne. Procédure en sept jours ou en heures : un seul (CESEDA R922-9)."""
    lu = modele(contexte.demande.modele)
    variante = lu.get("variante_urgence", lu) if contexte.urgence else lu
    papier: int = variante["exemplaires"]["papier"]
    if lu["destinataire"] == "selon_le_choix":
        papier = max(papier, len(contexte.champs.get("destinataires", ())))
    return {"papier": papier, "en_ligne": variante["exemplaires"]["en_ligne"]}


def _consignes(contexte: Contexte) -> list[str]:
    lu = modele(contexte.demande.modele)
    cles = lu.get("variante_urgence", lu)["envoi"] if contexte.urgence else lu["envoi"]
    sur_place = contexte.situation in ("retenu", "detenu")
    dits = {"taille": str(limites()["fichier"]["taille_max"]), "duree_rejet": contexte.valeurs["duree_rejet"] or ""}
    papier = exemplaires(contexte)["papier"]
    dits["papier"] = str(papier)
    combien = (
        [] if lu["destinataire"] not in _JURIDICTIONS else ["un_exemplaire" if papier == 1 else "deux_exemplaires"]
    )
    return [dire("envoi", cle, **dits) for cle in (*cles, *combien) if cle != "sur_place" or sur_place]


def rendre_envoi(contexte: Contexte) -> dict[str, Any]:
    """Le bloc `envoi` de la réponse. `avant` : le jour où poster, avec une marge ; jamais une lecture favorable."""
    echeance, aujourdhui = echeance_de_la_lettre(contexte), contexte.demande.aujourdhui
    dernier = echeance.dernier_jour if echeance else declaration_avant(contexte)
    vivante = (
        dernier is not None and (echeance is None or encore_possible(echeance, aujourdhui)) and dernier >= aujourdhui
    )
    heure = echeance.heure if echeance else None
    avant = None
    if vivante and dernier is not None:
        avant = dernier if heure else jour_de_poste(dernier, aujourdhui)
    depuis = echeance.premier_jour if echeance and echeance.etat in (A_VENIR, OUVERTE) else None
    return {
        "echeance": echeance.id if echeance else None,
        "objet": echeance.objet if echeance else None,
        "dernier_jour": dernier.isoformat() if dernier else None,
        "heure": heure,
        "avant": avant.isoformat() if avant else None,
        "a_partir_du": depuis.isoformat() if depuis else None,
        "comment": _consignes(contexte),
        "exemplaires": exemplaires(contexte),
    }
