"""Aucune donnée du droit n'est décorative : ôtée ou renversée, elle change au moins une réponse du corpus."""

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from builder import fiche
from builder.fragments import _rule_fragments
from calculators.alertes import choisir_alertes
from calculators.dossier import lire_dossier
from calculators.echeances import calculer_echeances
from calculators.erreurs import ErreurDuContrat
from calculators.etapes import choisir_etapes
from calculators.regles import Droit, Regle, charger
from calculators.rendu import rendre_reponse
from calculators.saisie import lire_demande_echeances
from tests.engine.corpus import SUITES, exemples, references
from tests.engine.demandes import Json, echeances
from tests.engine.test_effets import EFFETS
from tests.hasard import tirer
from tests.hasard_chaines import tirer_chaine

DROIT = charger()
# Un vrai drapeau que la réponse montre ; les autres règles n'ont pas de recours à suspendre, et disent « false ».
SUSPENSIFS = [id_ for id_ in DROIT.regles if id_.startswith("recours_contentieux") and "assignation" not in id_]
SUSPENSIFS.remove("recours_contentieux_oqtf_outre_mer")  # jamais la date prudente : c'est le territoire qui parle


# Ce que la règle dit à qui lit sa fiche, et que la réponse ne peut pas montrer.
A_LA_FICHE_SEULE = {
    "recours_contentieux_assignation.2024-07-15.signature_depuis": "l'assignation ne dit pas quand elle est signée",
    "recours_contentieux_assignation_longue.2024-07-15.signature_depuis": "de même",
    "recours_contentieux_oqtf_outre_mer.2024-07-15.signature_depuis": "la règle prudente a déjà refusé la signature",
    "depart_volontaire.2024-07-15.signature_depuis": "de même",
    "depart_volontaire_citoyen_ue.2024-07-15.signature_depuis": "de même",
    "recours_contentieux_assignation_longue.interrompu": "aucun événement ne vise une assignation (contrat, « contre »)",
    "recours_contentieux_assignation_longue.aide": "de même",
    "contestation_aide_juridictionnelle.2021-01-01.source Décret 2020-1717 art. 43": "les deux lectures le citent déjà",
    "contestation_aide_juridictionnelle.2021-01-01.source CE 2020-06-10 422471": "de même",
}


def repondre(demande: Json, droit: Droit) -> Any:
    """La réponse calculée avec ce droit-là ; une erreur vaut son nom."""
    try:
        dossier = lire_dossier(lire_demande_echeances(demande))
        analyses = calculer_echeances(dossier, droit)
    except ErreurDuContrat as erreur:
        return erreur.phrase
    except (LookupError, ValueError):
        return "ce droit ne se tient plus"
    return rendre_reponse(
        analyses, choisir_alertes(analyses, dossier), choisir_etapes(analyses, dossier), dossier, droit
    )


@cache
def corpus() -> tuple[tuple[Json, Any, frozenset[str]], ...]:
    """(demande, réponse, règles citées) : cas, exemples du droit, effets, décisions et chaînes tirées au sort."""
    effets = [
        echeances(*e.avec, aujourdhui=e.ailleurs.get("aujourdhui", "2028-06-01"), **_residence(e.ailleurs))
        for e in EFFETS
    ]
    tirees = [*map(tirer, range(200)), *map(tirer_chaine, range(1000))]
    toutes = [d for d in [*references(), *exemples(), *SUITES, *effets, *tirees] if d["calcul"] == "echeances"]
    lues = [(d, repondre(d, DROIT)) for d in toutes]
    return tuple((d, r, _citees(r)) for d, r in lues if isinstance(r, dict))


def _residence(ailleurs: Json) -> Json:
    return {cle: v for cle, v in ailleurs.items() if cle == "residence"}


def _citees(rendue: Json) -> frozenset[str]:
    return frozenset(id_ for e in rendue["echeances"] for id_ in e["regles"])


def avec_regle(regle: Regle, **champs: Any) -> Droit:
    """Le droit livré, où cette seule règle a changé."""
    return dataclasses.replace(DROIT, regles={**DROIT.regles, regle.id: dataclasses.replace(regle, **champs)})


def sans_un(valeurs: Any, rang: int) -> Any:
    return type(valeurs)([*valeurs[:rang], *valeurs[rang + 1 :]])


def des_regles() -> Iterator[tuple[str, str, Droit]]:
    """(nom, règle touchée, droit abîmé) pour chaque drapeau de chaque règle."""
    for regle in DROIT.regles.values():
        for drapeau in ("distance", "interrompu", "aide"):
            if getattr(regle, drapeau):
                yield f"{regle.id}.{drapeau}", regle.id, avec_regle(regle, **{drapeau: False})
        if regle.id in SUSPENSIFS:
            yield f"{regle.id}.suspensif", regle.id, avec_regle(regle, suspensif=not regle.suspensif)
        if regle.urgence is not None:
            yield f"{regle.id}.urgence", regle.id, avec_regle(regle, urgence=None)
        for mesure in regle.raccourci:
            reste = {cle: cible for cle, cible in regle.raccourci.items() if cle != mesure}
            yield f"{regle.id}.raccourci.{mesure}", regle.id, avec_regle(regle, raccourci=reste)
        if regle.titres:
            yield f"{regle.id}.titres", regle.id, avec_regle(regle, titres=())
        yield from des_versions(regle)


def des_versions(regle: Regle) -> Iterator[tuple[str, str, Droit]]:
    """Ce qu'une version porte d'autre que sa durée : signature, départ au plus tôt, source non relue, sources."""
    for rang, version in enumerate(regle.versions):
        changements: dict[str, Json] = {
            nom: {nom: None} for nom in ("signature_depuis", "compte_depuis_au_plus_tot") if getattr(version, nom)
        }
        if version.a_verifier:
            changements["a_verifier"] = {"a_verifier": False}
        for n, source in enumerate(version.sources):
            changements[f"source {source}"] = {"sources": sans_un(version.sources, n)}
        for nom, champs in changements.items():
            versions = tuple(
                dataclasses.replace(v, **champs) if autre == rang else v for autre, v in enumerate(regle.versions)
            )
            yield f"{regle.id}.{version.en_vigueur_le}.{nom}", regle.id, avec_regle(regle, versions=versions)


def des_choix() -> Iterator[tuple[str, str, Droit]]:
    """Les familles et les choix : chaque lecture favorable, chaque source, chaque ligne."""
    for id_, famille in DROIT.familles.items():
        for cle in [c for c in ("comme", "favorables_comme") if c in famille]:
            reste = {c: v for c, v in famille.items() if c != cle}
            yield f"famille {id_}.{cle}", "", dataclasses.replace(DROIT, familles={**DROIT.familles, id_: reste})
        for n, source in enumerate(famille["sources"]):
            reste = famille | {"sources": sans_un(famille["sources"], n)}
            yield f"famille {id_}.{source}", "", dataclasses.replace(DROIT, familles={**DROIT.familles, id_: reste})
    for rang, ligne in enumerate(DROIT.choix):
        nom = f"choix {rang} {ligne['famille']} {ligne['situations']}"
        yield nom, ligne["regle"], dataclasses.replace(DROIT, choix=sans_un(DROIT.choix, rang))
        for n, favorable in enumerate(ligne.get("favorables", [])):
            reste = ligne | {"favorables": sans_un(ligne["favorables"], n)}
            choix = tuple(reste if autre == rang else x for autre, x in enumerate(DROIT.choix))
            yield f"{nom}.favorable {favorable}", ligne["regle"], dataclasses.replace(DROIT, choix=choix)


ABIMES = [*des_regles(), *des_choix()]
DONNEES = [pytest.param(regle, droit, id=nom) for nom, regle, droit in ABIMES if nom not in A_LA_FICHE_SEULE]


@pytest.mark.parametrize(("regle", "droit"), DONNEES)
def test_chaque_donnee_du_droit_change_une_reponse(regle: str, droit: Droit) -> None:
    """On l'ôte ou on la renverse, et l'on cherche une réponse qui le voit : d'abord celles qui citent la règle."""
    ranges = sorted(corpus(), key=lambda un: regle not in un[2])
    assert any(repondre(demande, droit) != rendue for demande, rendue, _ in ranges), "cette donnée ne change rien"


@pytest.mark.parametrize(("nom", "regle", "droit"), [un for un in ABIMES if un[0] in A_LA_FICHE_SEULE])
def test_ce_que_la_reponse_ne_montre_pas_est_dans_la_fiche(nom: str, regle: str, droit: Droit) -> None:
    """Une donnée que seule la fiche lit y change au moins une ligne."""
    assert fiche.render(droit.regles[regle], droit, "") != fiche.render(DROIT.regles[regle], DROIT, ""), nom


def test_la_liste_de_la_fiche_seule_ne_nomme_que_des_donnees_qui_existent() -> None:
    """Une donnée ôtée du droit s'efface de la liste."""
    assert A_LA_FICHE_SEULE.keys() <= {nom for nom, _, _ in ABIMES}


@pytest.mark.parametrize("id_", [r.id for r in DROIT.regles.values() if r.comme])
def test_comme_donne_sa_duree_a_une_phrase_de_page(id_: str) -> None:
    """Une règle sans délai à elle dit celui de la règle qu'elle suit ; sans `comme`, sa phrase n'aurait pas de durée."""
    sans = avec_regle(DROIT.regles[id_], comme=None)
    assert f"regle/{id_}/duree.md" in _rule_fragments(DROIT.regles[id_], DROIT)
    assert f"regle/{id_}/duree.md" not in _rule_fragments(sans.regles[id_], sans)
