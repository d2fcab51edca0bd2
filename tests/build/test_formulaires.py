"""Chaque calculateur du catalogue : posé dans une page, et n'envoyant que ce que le contrat connaît."""

import json
import re
from typing import Any

import pytest

from builder import form, form_catalogue
from builder.errors import BuildError
from builder.paths import ROOT
from calculators import calculer
from calculators.saisie.evenements import CHAMPS

FORMULAIRES = form_catalogue.formulaires()
FICHIERS = sorted({decrit["questions"] for decrit in FORMULAIRES.values()})
# Deux dates qui vont ensemble quelle que soit la question : on n'en change qu'une à la fois.
RECU, JOUR = "2026-11-10", "2026-11-25"
VALEURS: dict[str, Any] = {"date": RECU, "heure": "10:00", "nombre": 2, "liste": "93"}


def envoyee(texte: str) -> object:
    """La valeur d'une option telle que la page l'envoie : « true », « false » et « null » ne sont pas du texte."""
    return json.loads(texte) if texte in ("true", "false", "null") else texte


def valeurs(question: dict[str, Any]) -> list[object]:
    """Tout ce que cette question peut envoyer, ou un exemple pour ce qui s'écrit."""
    options = [envoyee(o["valeur"]) for o in question.get("options", ()) if o["valeur"]]
    if question["forme"] == "cases":
        return [[valeur] for valeur in options]
    return options or [VALEURS[question["forme"]]]


def pages_avec_calculateur() -> dict[str, str]:
    """Le texte des pages dont l'en-tête annonce un calculateur."""
    docs = ROOT / "docs"
    textes = {page.relative_to(docs).as_posix(): page.read_text(encoding="utf-8") for page in docs.rglob("*.md")}
    return {nom: texte for nom, texte in textes.items() if "\ncalculateur: " in texte}


@pytest.mark.parametrize("fichier", FICHIERS)
def test_chaque_reponse_possible_est_une_valeur_du_contrat(fichier: str) -> None:
    """Une option que le moteur refuse laisserait la personne devant une erreur qu'elle ne peut pas corriger."""
    evenement = form_catalogue.fichier(fichier).get("evenement")
    vues = 0
    for question in form_catalogue.questions(fichier):
        type_, _, nom = question["nom"].split(".") if question["place"] == "suite" else (evenement, "", question["nom"])
        if question["place"] not in ("evenement", "suite") or nom == "date":
            continue
        for valeur in valeurs(question):
            CHAMPS[type_][nom](valeur, nom)
            vues += 1
    assert vues or not evenement


def test_le_formulaire_du_foyer_remplit_la_demande_d_aide() -> None:
    """Les quatre montants du contrat, tous demandés, aucun de plus."""
    foyer = {q["nom"]: 2 for q in form_catalogue.questions("foyer") if q["place"] == "foyer"}
    assert calculer({"calcul": "aide_juridictionnelle", "aujourdhui": JOUR, "foyer": foyer})["taux"] == 100
    assert all(q.get("requis") for q in form_catalogue.questions("foyer"))


@pytest.mark.parametrize("fichier", FICHIERS)
def test_ce_que_le_formulaire_ne_compte_pas_mene_a_une_page_ecrite(fichier: str) -> None:
    """Un encadré sans lien laisse la personne seule."""
    for sortie in form_catalogue.fichier(fichier).get("sorties", []):
        assert form_catalogue.page_existe(sortie["page"]), sortie["page"]


def test_chaque_calculateur_est_dans_une_page_qui_charge_ses_scripts() -> None:
    """Sans `calculateur` dans son en-tête, la page montrerait un formulaire que rien ne fait marcher, ou rien."""
    annoncees = pages_avec_calculateur()
    poses = {nom: set(re.findall(r"\{!(formulaire\S*?)!\}", texte)) for nom, texte in annoncees.items()}
    assert all(len(fragments) == 1 for fragments in poses.values()), poses
    assert {fragment for fragments in poses.values() for fragment in fragments} == form.fragments(JOUR).keys()
    for page in (ROOT / "docs").rglob("*.md"):
        if page.name not in annoncees:
            texte = page.read_text(encoding="utf-8")
            assert "{!formulaire" not in texte and "<!-- formulaire" not in texte, page.name


def test_deux_calculateurs_n_ont_aucun_identifiant_commun() -> None:
    """Une page peut en porter deux : une étiquette doit rester reliée à son champ."""
    vus: list[str] = []
    for html in form.fragments(JOUR).values():
        vus += re.findall(r'\sid="([^"]+)"', html)
    assert len(vus) == len(set(vus)) > 100


def test_les_reponses_d_avance_sont_cochees_et_dites() -> None:
    """Jamais appliquées sans être vues : la ligne les nomme, les cases les portent."""
    oqtf = form.fragments(JOUR)["formulaire/oqtf.md"]
    cochees = re.findall(r'name="(\w+)" value="(\w+)" checked', oqtf)
    assert cochees == [("refus", "titre_sejour"), ("contenu", "refus_sejour"), ("contenu", "oqtf")]
    (ligne,) = re.findall(r"<summary>.*data-choix.*</summary>", oqtf)
    assert "Refus de titre de séjour · Obligation de quitter le territoire français (OQTF)" in ligne
    assert "Modifier" in ligne and " checked" not in form.fragments(JOUR)["formulaire.html"]


def test_une_reponse_d_avance_que_la_question_n_a_pas_arrete_la_fabrication(monkeypatch: pytest.MonkeyPatch) -> None:
    """Une valeur renommée dans les questions ne doit pas laisser un formulaire réglé sur rien."""
    faux = {"formulaires": {"essai": {"questions": "decision", "prerempli": {"contenu": ["oqtff"]}}}}
    vrai = form_catalogue._lire
    monkeypatch.setattr(form_catalogue, "_lire", lambda nom: faux if nom == "formulaires.toml" else vrai(nom))
    with pytest.raises(BuildError, match="essai : « contenu »"):
        form_catalogue.formulaires()
