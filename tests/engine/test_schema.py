"""Le contrat en JSON Schema, appliqué à toutes les demandes et à toutes les réponses du corpus."""

import json
from pathlib import Path
from typing import Any

import pytest

from calculators import calculer
from calculators.courriers.donnees import MODELES, arguments, champs, mots
from calculators.territoires import codes, ressort
from tests.engine.champs import CHAMPS
from tests.engine.corpus import reponses
from tests.engine.demandes import RACINE, Json
from tests.engine.lettres import JOUR, TOUTES
from tests.engine.test_contrat import EXEMPLES_DE_LA_PAGE
from tests.engine.test_saisie import FAUSSES, PAR_CHAMP

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema manque à requirements.in")

FICHIER: Path = RACINE / "docs" / "technique" / "contrat.schema.json"
SCHEMA: Json = json.loads(FICHIER.read_text(encoding="utf-8"))


def lecteur(nom: str) -> Any:
    """Le contrôle d'une définition du schéma, dates comprises."""
    schema = {"$schema": SCHEMA["$schema"], "$defs": SCHEMA["$defs"], "$ref": f"#/$defs/{nom}"}
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker(["date"]))


DEMANDE, REPONSE = lecteur("demande"), lecteur("reponse")


def test_le_schema_est_un_bon_schema_et_il_est_strict() -> None:
    """Il est valide, et chaque objet y refuse une clé qu'il ne nomme pas."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    laches = [
        nom
        for nom, d in SCHEMA["$defs"].items()
        if d.get("type") == "object" and d.get("additionalProperties") is not False
    ]
    assert laches == []


def test_toutes_les_demandes_et_toutes_les_reponses_suivent_le_schema() -> None:
    """Le corpus entier : rien en trop, rien en moins, aucune valeur hors liste."""
    demandee, erreur, resultat = lecteur("demande_echeances"), lecteur("erreur"), lecteur("reponse_echeances")
    for demande, rendue in reponses():
        for controle, valeur in ((demandee, demande), (erreur if "erreur" in rendue else resultat, rendue)):
            faute = jsonschema.exceptions.best_match(controle.iter_errors(valeur))
            assert faute is None, f"{'/'.join(map(str, faute.absolute_path))} : {faute.message}"


def test_chaque_document_n_a_qu_une_sorte() -> None:
    """Une demande est d'un seul calcul ; une réponse est un résultat ou une erreur, jamais les deux."""
    for demande, rendue in reponses()[::40]:
        assert DEMANDE.is_valid(demande) and REPONSE.is_valid(rendue)
        assert not DEMANDE.is_valid(rendue) and not REPONSE.is_valid(demande)
        assert not REPONSE.is_valid(
            {**rendue, "erreur": {"type": "saisie_invalide", "champ": "", "message": "x"}, "x": 1}
        )


AUTRES: dict[str, Json] = {
    "tribunal": {"residence": "77", "contenu": ["oqtf"], "situation": "retenu", "lieu": "77"},
    "aide_juridictionnelle": {
        "foyer": {
            "personnes": 3,
            "revenu_fiscal_reference": 12000,
            "patrimoine_mobilier": 0,
            "patrimoine_immobilier": 0,
        }
    },
    "courrier": {"modele": "recours_gracieux", "champs": {}},
}


@pytest.mark.parametrize("calcul", AUTRES)
def test_les_autres_calculs_suivent_aussi_le_schema(calcul: str) -> None:
    """Leur demande et leur réponse, ou l'erreur qui dit qu'on ne sait pas encore."""
    demande = {"calcul": calcul, "aujourdhui": "2026-11-23", **AUTRES[calcul]}
    DEMANDE.validate(demande)
    REPONSE.validate(calculer(demande))


# Ce que le schéma ne sait pas dire : des dates comparées entre elles, un renvoi, une heure sautée.
HORS_DU_SCHEMA = (
    "se vise",
    "vise rien",
    "heure sautée",
    "2999-01-01",
    "2026-11-24",
    "2026-10-01",
    "2026-10-09",
    "30.0",
)


AUTOUR: list[Json] = [
    *({**une, "sortie": sortie} for une in TOUTES for sortie in ("texte", "docx")),
    {"calcul": "arguments", "aujourdhui": JOUR, "dossier": TOUTES[6]["dossier"], "champs": {"situations": ["malade"]}},
    {"calcul": "agenda", "aujourdhui": JOUR, "dossier": TOUTES[6]["dossier"], "cle": "a-1", "libelle": "Dossier"},
    {"calcul": "agenda", "aujourdhui": JOUR, "dossiers": [{"dossier": TOUTES[6]["dossier"], "cle": "a-1"}]},
    {
        "calcul": "lot",
        "aujourdhui": JOUR,
        "texte": "reference;decision_notifiee.date;decision_notifiee.contenu;decision_notifiee.situation\n"
        "A1;2026-10-05;refus_sejour;libre\nA2;2026-02-31;refus_sejour;libre\n",
    },
    {"calcul": "liaison", "aujourdhui": JOUR, "dossier": TOUTES[6]["dossier"], "avec_nom": True, "sortie": "docx"},
    {"calcul": "presence", "aujourdhui": JOUR, "preuves": [{"intitule": "Bail", "du": "2024-03-03"}]},
]


def test_les_lettres_l_agenda_les_preuves_et_la_fiche_suivent_le_schema() -> None:
    """Demandes et réponses : rien en trop, rien en moins."""
    for demande in AUTOUR:
        controles = ((lecteur(f"demande_{demande['calcul']}"), demande),)
        controles += ((lecteur(f"reponse_{demande['calcul']}"), calculer(demande)),)
        for controle, valeur in controles:
            faute = jsonschema.exceptions.best_match(controle.iter_errors(valeur))
            assert faute is None, f"{'/'.join(map(str, faute.absolute_path))} : {faute.message}"


def test_le_schema_et_les_lettres_ont_les_memes_listes() -> None:
    """Champs, modèles, arguments, catégories : ceux des fichiers de données."""
    definitions = SCHEMA["$defs"]
    assert set(definitions["champs_de_lettre"]["properties"]) == set(champs())
    assert set(definitions["demande_courrier"]["properties"]["modele"]["enum"]) == set(MODELES)
    assert set(definitions["moyen"]["properties"]["id"]["enum"]) == {*arguments(), "libre"}
    assert set(definitions["piece_donnee"]["properties"]["categorie"]["enum"]) == set(mots()["categories"])
    for nom, champ in champs().items():
        decrit = definitions["champs_de_lettre"]["properties"][nom]
        assert set(champ.get("valeurs", [])) <= {*decrit.get("enum", []), *decrit.get("items", {}).get("enum", [])}, nom


@pytest.mark.parametrize("groupe", PAR_CHAMP)
def test_ce_que_le_moteur_refuse_le_schema_le_refuse(groupe: str) -> None:
    """Une saisie fausse par sa forme ne passe pas le schéma : qui l'applique se trompe moins loin."""
    noms = [nom for nom in PAR_CHAMP[groupe] if not any(mot in nom for mot in HORS_DU_SCHEMA)]
    assert [nom for nom in noms if DEMANDE.is_valid(FAUSSES[nom][0])] == []


def test_le_schema_et_le_moteur_ont_les_memes_listes() -> None:
    """Départements, établissements, types d'événement : ceux du droit, pas une copie vieillie."""
    definitions = SCHEMA["$defs"]
    assert set(definitions["departement"]["enum"]) == codes()
    etablissements = definitions["demande_tribunal"]["properties"]["etablissement"]["enum"]
    assert set(etablissements) == set(ressort()["etablissements"])
    assert {n.removeprefix("evenement_") for n in definitions if n.startswith("evenement_")} == set(CHAMPS)


@pytest.mark.parametrize("demande", EXEMPLES_DE_LA_PAGE, ids=lambda d: d["calcul"])
def test_les_exemples_de_la_page_du_contrat_suivent_le_schema(demande: Json) -> None:
    """Ce qu'un intégrateur copie d'abord est la première chose que son contrôle lira."""
    DEMANDE.validate(demande)
    REPONSE.validate(calculer(demande))
