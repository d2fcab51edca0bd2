"""La forme des réponses : celle du contrat §3, pour tout le corpus."""

import copy
import json
import re
from collections import Counter
from datetime import date
from typing import Any

import pytest

from calculators import calculer
from calculators.lecture import ecrire_json
from tests.engine.champs import CHAMPS
from tests.engine.corpus import SUITES, references, reponses, resultats
from tests.engine.demandes import RACINE, TYPES_D_ERREUR, Json

CONTRAT = (RACINE / "docs" / "technique" / "contrat.md").read_text(encoding="utf-8")
IDS = {"recours_administratif", "recours_contentieux", "demande_motifs", "naissance_refus_implicite"}
IDS |= {"naissance_rejet_gracieux", "naissance_rejet_hierarchique", "reponse_motifs_attendue", "memoire_complementaire"}
IDS |= {"confirmation_requete", "demande_aide_juridictionnelle", "depart_volontaire", "appel", "appel_refere_liberte"}
IDS |= {"cassation", "cassation_refere", "demande_execution"}
ALERTES = {"oqtf_presente", "urgence_48_heures", "urgence_7_jours", "recours_administratif_sans_effet"}
ALERTES |= {"recours_administratif_tardif", "second_recours_sans_effet", "recours_non_suspensif", "compte_en_ligne"}
ALERTES |= {"eloignement_non_suspendu", "verifier_voies_et_delais", "delai_inopposable", "pli_non_retire", "irtf_seule"}
ALERTES |= {"refus_implicite_malgre_recepisse", "textes_recents_non_lus", "refere_sans_requete", "memoire_annonce"}
ALERTES |= {"confirmer_la_requete", "aide_juridictionnelle_en_attente", "aide_juridictionnelle_sans_effet"}
ALERTES |= {"aide_juridictionnelle_tardive", "oqtf_a_chercher", "decision_confirmative", "requete_tardive"}
ALERTES |= {"avocat_obligatoire", "preuve_de_depot"}
A_PRECISER = "_a_preciser"  # une question sur un fait inconnu : la page du contrat les annonce par leur fin
ETATS = {"a_venir", "ouverte", "dernier_jour", "ouverte_sous_reserve", "depassee", "interrompue", "faite", "sans_objet"}
ETATS |= {"inconnue"}
CERTITUDES = {"certaine", "prudente", "a_verifier"}
CLES = {"id", "objet", "dernier_jour", "heure", "etat", "certitude", "lecture_favorable", "manque", "titre", "regles"}
CLES |= {"calcul", "sources"}
EN_PLUS = {"heure_favorable", "calcul_favorable", "jours"}  # ce que CHANGELOG.md dit avoir ajouté au contrat


def iso(valeur: Any) -> bool:
    return isinstance(valeur, str) and date.fromisoformat(valeur).isoformat() == valeur


def toutes() -> list[tuple[Json, Json]]:
    return [(demande, e) for demande, rendue in resultats() for e in rendue["echeances"]]


def test_le_corpus_a_de_tout() -> None:
    """Chaque échéance, chaque état connu et chaque certitude y paraissent : sans quoi les tests suivants sont creux."""
    echeances = [e for _, e in toutes()]
    assert {e["id"] for e in echeances} == IDS
    assert {e["etat"] for e in echeances} >= ETATS - {"inconnue"}
    assert {e["certitude"] for e in echeances} == CERTITUDES
    assert len(resultats()) > 300


def test_une_erreur_a_un_type_un_champ_et_un_message() -> None:
    """Rien d'autre, et le type est un des quatre."""
    for demande, rendue in reponses():
        if "erreur" in rendue:
            assert rendue.keys() == {"erreur"} and rendue["erreur"].keys() == {"type", "champ", "message"}, demande
            assert rendue["erreur"]["type"] in TYPES_D_ERREUR and isinstance(rendue["erreur"]["champ"], str)


def test_une_reponse_a_les_cles_du_contrat() -> None:
    """Échéances, alertes, étapes, état du droit ; `regles_au` est la plus ancienne date des textes employés."""
    for demande, rendue in resultats():
        assert rendue.keys() - {"frise"} == {"echeances", "alertes", "etapes", "regles_au", "relu_par", "version"}
        assert isinstance(rendue["version"], str) and rendue["version"] and rendue["relu_par"] == []
        lus = [s["texte_au"] for e in rendue["echeances"] for s in e["sources"] if s["texte_au"]]
        assert rendue["regles_au"] == min(lus, default=rendue["regles_au"]) and iso(rendue["regles_au"]), demande


def test_une_echeance_a_les_cles_et_les_valeurs_du_contrat() -> None:
    """Identifiant, état et certitude dans leurs listes ; dates ISO ; rien en trop qui ne soit annoncé."""
    for demande, e in toutes():
        assert e.keys() - {"premier_jour", "a_relire"} == CLES | EN_PLUS, demande
        assert e["id"] in IDS and e["etat"] in ETATS and e["certitude"] in CERTITUDES
        assert all(e[c] is None or iso(e[c]) for c in ("dernier_jour", "lecture_favorable"))
        assert e["heure"] is None or re.fullmatch(r"\d\d:\d\d", e["heure"])
        assert e["titre"] and e["regles"] and all(isinstance(champ, str) for champ in e["manque"])
        rang = int(e["objet"].partition("#")[2])
        assert e["objet"] == f"{demande['dossier']['evenements'][rang]['type']}#{rang}"


def test_premier_jour_n_est_que_pour_l_execution() -> None:
    """`demande_execution` n'a pas de dernier jour ; elle seule dit à partir de quand on peut agir."""
    for demande, e in toutes():
        assert ("premier_jour" in e) == (e["id"] == "demande_execution"), demande
        assert (e["dernier_jour"] is None) <= (
            e["id"] == "demande_execution" or e["etat"] in ("inconnue", "sans_objet")
        )
        assert iso(e.get("premier_jour", "2026-01-01"))


def test_la_lecture_favorable_n_est_jamais_avant_le_dernier_jour() -> None:
    """Plus tardive d'un jour, ou le même jour à une heure plus tardive."""
    for demande, e in toutes():
        if e["lecture_favorable"] is not None:
            avant = (e["dernier_jour"], e["heure"] or "24:00")
            assert avant < (e["lecture_favorable"], e["heure_favorable"] or "24:00"), (demande, e["id"])
        else:
            assert e["heure_favorable"] is None and e["calcul_favorable"] == []


def test_le_dernier_pas_du_calcul_mene_au_dernier_jour() -> None:
    """Chaque pas est une phrase et une date ; le dernier tombe sur la date rendue, pour les deux lectures."""
    for demande, e in toutes():
        for calcul, jour in (
            (e["calcul"], e["dernier_jour"] or e.get("premier_jour")),
            (e["calcul_favorable"], e["lecture_favorable"]),
        ):
            assert all(p.keys() == {"texte", "date"} and iso(p["date"]) and p["texte"].endswith(".") for p in calcul), (
                demande
            )
            assert not calcul or calcul[-1]["date"] == jour, (demande["dossier"], e["id"], calcul)
        assert e["calcul"] or e["dernier_jour"] is None, (demande["dossier"], e["id"])


def test_un_texte_a_trou_est_toujours_rempli() -> None:
    """Aucune accolade du catalogue ne reste dans une phrase rendue, aucun None écrit à une personne."""
    for demande, rendue in reponses():
        assert not re.search(r"\{\w*\}|None|\bnull\b", ecrire_json(rendue).replace(":null", "")), demande


def test_les_echeances_sont_en_ordre_et_sans_doublon() -> None:
    """Par dernier jour puis identifiant ; une seule par identifiant et par objet."""
    for demande, rendue in resultats():
        ordre = [(e["dernier_jour"] or "9999", e["id"]) for e in rendue["echeances"]]
        assert ordre == sorted(ordre), demande
        assert max(Counter((e["id"], e["objet"]) for e in rendue["echeances"]).values(), default=1) == 1, demande


def test_chaque_source_a_un_texte_et_dit_ce_qu_elle_vaut() -> None:
    """Nom, objet, confiance ; un article de code a l'adresse du code et le jour où il a été lu."""
    for _, rendue in resultats():
        for porteur in [*rendue["echeances"], *rendue["alertes"]]:
            for s in porteur["sources"]:
                assert s["texte"] and s["objet"] and s["confiance"] in "ABC" and iso(s["verifie_le"])
                assert (s["url"] is None) == (s["texte_au"] is None)
                assert s["url"] is None or (s["article"] and s["url"].startswith("https://www.legifrance.gouv.fr/"))
        assert all(e["sources"] for e in rendue["echeances"])


def test_chaque_alerte_est_au_contrat_ou_dans_sa_page() -> None:
    """Un identifiant, une gravité de la liste, une phrase ; les plus graves d'abord ; jamais deux fois la même."""
    for demande, rendue in resultats():
        ids = [a["id"] for a in rendue["alertes"]]
        assert len(ids) == len(set(ids)), demande
        connues = [i for i in ids if i in ALERTES or i.endswith(A_PRECISER) or f"`{i}`" in CONTRAT]
        inconnues = sorted(set(ids) - set(connues))
        assert not inconnues, f"ni au contrat, ni dans docs/technique/contrat.md : {inconnues}"
        gravites = [("critique", "attention", "info").index(a["gravite"]) for a in rendue["alertes"]]
        assert gravites == sorted(gravites)
        assert all(
            a.keys() == {"id", "gravite", "texte", "sources"} and a["texte"].endswith(".") for a in rendue["alertes"]
        )


def test_la_page_du_contrat_annonce_les_questions() -> None:
    """Les alertes `…_a_preciser` ne sont pas énumérées : la page dit à quoi on les reconnaît."""
    assert f"`{A_PRECISER}`" in CONTRAT


def test_chaque_identifiant_d_echeance_est_dans_la_page_du_contrat() -> None:
    """La page publique nomme tout ce que le moteur peut rendre."""
    rendus = {e["id"] for _, e in toutes()} | {e["etat"] for _, e in toutes()}
    assert not {i for i in rendus if f"`{i}`" not in CONTRAT}


def vider(valeur: Any) -> None:
    """Efface tout, au plus profond d'abord."""
    for sous in list(valeur.values() if isinstance(valeur, dict) else valeur):
        if isinstance(sous, dict | list):
            vider(sous)
    valeur.clear()


def test_la_meme_demande_rend_les_memes_octets_et_n_est_pas_touchee() -> None:
    """Fonction pure : ni horloge ni mémoire d'un appel à l'autre, et la demande reste telle quelle."""
    for demande in [*SUITES, *references()]:
        avant = copy.deepcopy(demande)
        premiere = calculer(demande)
        octets = ecrire_json(premiere)
        vider(premiere)  # abîmer une réponse ne change pas la suivante
        assert ecrire_json(calculer(demande)) == octets and demande == avant


@pytest.mark.parametrize("rang", range(len(SUITES)))
def test_l_ordre_de_la_liste_ne_change_que_les_rangs(rang: int) -> None:
    """La même histoire racontée à l'envers : mêmes dates, mêmes alertes, mêmes étapes."""
    demande = SUITES[rang]
    endroit, envers = demande["dossier"]["evenements"], demande["dossier"]["evenements"][::-1]
    retournee = {**demande, "dossier": {**demande["dossier"], "evenements": envers}}

    def sans_rang(rendue: Json, liste: list[Json]) -> Any:
        texte = ecrire_json({**rendue, "frise": []})
        for place, evenement in enumerate(liste):
            texte = texte.replace(f"{evenement['type']}#{place}", f"{evenement['type']} du {evenement['date']}")
        return texte

    assert sans_rang(calculer(demande), endroit) == sans_rang(calculer(retournee), envers)


BLOCS_JSON = [json.loads(bloc) for bloc in re.findall(r"```json\n(.*?)```", CONTRAT, re.DOTALL)]
EXEMPLES_DE_LA_PAGE: list[Json] = [bloc for bloc in BLOCS_JSON if isinstance(bloc, dict) and "calcul" in bloc]


@pytest.mark.parametrize("demande", EXEMPLES_DE_LA_PAGE, ids=lambda d: d["calcul"])
def test_les_exemples_de_la_page_du_contrat_sont_rejoues(demande: Json) -> None:
    """Chaque demande JSON de la page, copiée telle quelle, rend un résultat."""
    assert "erreur" not in calculer(demande) and len(EXEMPLES_DE_LA_PAGE) >= 2


def test_la_page_du_contrat_nomme_chaque_evenement_et_chaque_champ() -> None:
    """Qui embarque le moteur trouve sur la page tout ce qu'il peut écrire."""
    noms = {nom for type_, champs in CHAMPS.items() for nom in (type_, *champs)}
    assert sorted(nom for nom in noms if f"`{nom}`" not in CONTRAT) == []
