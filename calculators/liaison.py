"""Le calcul `liaison` : une page pour l'avocat ou la permanence. Les faits, les dates comptées, les papiers, les envois."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from calculators.age import dire_l_age
from calculators.courriers.donnees import dire, mots
from calculators.courriers.fichier import en_document
from calculators.courriers.mots import nommer
from calculators.courriers.saisie import SORTIES, lire_champs
from calculators.courriers.texte import en_texte
from calculators.courriers.word import ecrire_docx
from calculators.dossier import Dossier, lire_dossier
from calculators.echeances import calculer_echeances
from calculators.echeances.etat import A_VENIR, DEPASSEE, FAITE, INTERROMPUE, SANS_OBJET, SOUS_RESERVE
from calculators.echeances.resultats import Echeance
from calculators.evenements import DecisionNotifiee, Evenement
from calculators.phrases import date_courte, date_en_lettres
from calculators.phrases import dire as dire_le_moteur
from calculators.regles import charger
from calculators.rendu import etat_du_droit
from calculators.saisie import lire_demande_echeances
from calculators.saisie.champs import lire_booleen, parmi
from calculators.territoires import ETRANGER, nom_du_departement

Bloc = dict[str, Any]
_ENVOIS = (
    *("recours_gracieux", "recours_hierarchique", "demande_motifs", "aide_juridictionnelle_demandee"),
    "requete_deposee",
)
_CLES = {FAITE: "faite", SANS_OBJET: "sans_objet", DEPASSEE: "passee", SOUS_RESERVE: "passee"}


def _fait(evenement: Evenement) -> str:
    nom = dire_le_moteur("faits", evenement.type)
    if isinstance(evenement, DecisionNotifiee):
        contenus = mots()["contenus"]
        dits = ", ".join(nom_ for cle, nom_ in contenus.items() if cle in evenement.contenu)
        nom = dire("liaison", "decision", contenu=dits)
    return dire("lettre", "fait_date", date=date_courte(evenement.jour), fait=nom)


def _echeance(echeance: Echeance) -> Iterator[str]:
    """La date et ses pas. Une lecture favorable n'y est jamais : seule compte la date prudente."""
    titre = echeance.titre
    if echeance.premier_jour is not None:
        yield dire("liaison", "depuis", titre=titre, date=date_en_lettres(echeance.premier_jour))
        return
    if echeance.dernier_jour is None or echeance.etat in (FAITE, SANS_OBJET):
        yield dire("liaison", _CLES.get(echeance.etat, "sans_objet"), titre=titre)
        return
    jour = date_en_lettres(echeance.dernier_jour)
    if echeance.etat == INTERROMPUE:
        yield dire("liaison", "interrompue", titre=titre, date=jour)
    elif echeance.etat in _CLES:
        yield dire("liaison", _CLES[echeance.etat], titre=titre, date=jour)
    elif echeance.heure is not None:
        yield dire("liaison", "avant_heure", titre=titre, date=jour, heure=echeance.heure)
    else:
        yield dire("liaison", "depuis" if echeance.etat == A_VENIR else "avant", titre=titre, date=jour)
    yield dire("liaison", "comptee", pas=" ".join(pas.texte for pas in echeance.pas))
    if echeance.non_relue_depuis is not None:
        yield dire_l_age(echeance.non_relue_depuis)


def _section(cle: str, lignes: list[str]) -> list[Bloc]:
    dites = lignes or [dire("liaison", "rien")]
    titre = {"type": "titre", "role": "section", "texte": dire("liaison", cle)}
    return [titre, {"type": "liste", "role": "feuille", "texte": "\n".join(dites), "elements": dites}]


def _personne(dossier: Dossier, champs: dict[str, Any], avec_nom: bool) -> list[str]:
    lignes = [nommer(champs)] if avec_nom and nommer(champs) else []
    if dossier.residence is not None and dossier.residence != ETRANGER:
        lignes.append(dire("liaison", "residence", departement=nom_du_departement(dossier.residence)))
    lignes += [dire("liaison", "langue", langue=champs["langue"])] if "langue" in champs else []
    if avec_nom and "telephone" in champs:
        lignes.append(dire("liaison", "telephone", telephone=champs["telephone"]))
    return lignes


def calculer_liaison(demande: dict[str, Any]) -> dict[str, Any]:
    """La réponse du calcul `liaison`. Sans `avec_nom`, ni nom ni téléphone."""
    reste = {cle: valeur for cle, valeur in demande.items() if cle not in ("champs", "avec_nom", "sortie")}
    dossier, droit = lire_dossier(lire_demande_echeances(reste)), charger()
    champs = lire_champs(demande.get("champs", {}), "champs", dossier.aujourdhui)
    avec_nom = lire_booleen(demande.get("avec_nom", False), "avec_nom")
    echeances = [e for a in calculer_echeances(dossier, droit) for e in a.echeances]
    echeances.sort(key=lambda e: (e.etat in (FAITE, SANS_OBJET), e.dernier_jour or date.max, e.id, e.objet))
    envois = [_fait(e) for e in dossier.evenements if e.type in _ENVOIS]
    blocs = [
        {"type": "titre", "role": "titre_lettre", "texte": dire("liaison", "titre")},
        *_section("echeances", [ligne for e in echeances for ligne in _echeance(e)]),
        *_section("faits", [_fait(e) for e in dossier.evenements if e.type not in _ENVOIS]),
        *_section("envois", envois),
        *_section("papiers", [piece["intitule"] for piece in champs.get("pieces", ())]),
    ]
    personne = _personne(dossier, champs, avec_nom)
    blocs += _section("personne", personne) if personne else []
    reponse = {
        "titre": dire("liaison", "titre"),
        "blocs": blocs,
        "texte": en_texte(blocs),
        "nom_de_fichier": "fiche_de_liaison.docx",
        "avertissement": [dire("lettre", "avertissement"), dire("lettre", "avertissement_suite")],
        **etat_du_droit([c for e in echeances for c in e.sources], [m for e in echeances for m in e.regles], droit),
    }
    if parmi(SORTIES)(demande.get("sortie", SORTIES[0]), "sortie") == "docx":
        reponse["document"] = en_document(reponse["nom_de_fichier"], ecrire_docx(blocs, [], reponse["titre"]))
    return reponse
