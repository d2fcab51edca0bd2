"""Les papiers inventés : dessinés d'après une décision du contrat, avec les durées des règles, et rien qui existe."""

import itertools
import json
import re
import tomllib
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from builder import form_catalogue, fragments, papier_page, papiers
from builder.errors import BuildError
from builder.papier_dessin import LARGEUR
from builder.paths import ROOT
from calculators import calculer
from tests.guide.lecture_des_pages import compter_mots
from tests.guide.test_mots import DUREE_TAPEE, MOTS_EN_MOYENNE, MOTS_INTERDITS, MOTS_MAXIMUM

SVG = "{http://www.w3.org/2000/svg}"
REGLES = fragments.rules()
DITS = papiers.textes(REGLES)
DOCUMENTS = tuple(DITS.mots["documents"])
CONTENUS = (
    ["refus_sejour"],
    ["refus_sejour", "oqtf"],
    ["refus_sejour", "oqtf", "pays_de_renvoi"],
    ["refus_sejour", "oqtf", "irtf", "pays_de_renvoi"],
    ["refus_sejour", "oqtf", "sans_delai", "irtf"],
    ["irtf"],
)
SITUATIONS = ("libre", "assigne", "detenu", "retenu")
MODES = ("main_propre", "lettre_remise", "lettre_non_retiree", "en_ligne")
VOIES = ("complets", "absents")
PREMIER = date(2026, 1, 5)


def _variante(contenu: list[str], situation: str, mode: str, voies: str, rang: int = 0) -> dict[str, Any]:
    """Une décision du contrat, signée un autre jour à chaque rang : le papier la montre, le moteur y répond."""
    signee = PREMIER + timedelta(days=rang)
    dates = {"date_decision": str(signee), "date": str(signee + timedelta(days=7))}
    if mode == "lettre_remise":
        dates["date_presentation"] = str(signee + timedelta(days=4))
    heure = {"heure": "16:10"} if situation == "retenu" else {}
    return {"contenu": contenu, "situation": situation, "mode": mode, "voies_et_delais": voies, **dates, **heure}


VARIANTES = [_variante(*une, rang) for rang, une in enumerate(itertools.product(CONTENUS, SITUATIONS, MODES, VOIES))]


def _lu(dessin: str) -> str:
    """Les mots d'un dessin, filigranes ôtés, espaces ramenés à un."""
    racine = ElementTree.fromstring(dessin)
    textes = ["".join(t.itertext()) for t in racine.iter(f"{SVG}text") if t.get("class") != "filigrane"]
    return " ".join(" ".join(textes).split())


def test_plus_de_cent_variantes_se_dessinent_et_le_moteur_y_repond() -> None:
    """Les mêmes données donneront les papiers d'entraînement, chacun avec sa réponse."""
    assert len(VARIANTES) > 100
    dessins = set()
    for decision in VARIANTES:
        dessins.add(papiers.papier(decision, DITS))
        evenement = {"type": "decision_notifiee", **decision}
        demande = {"calcul": "echeances", "aujourdhui": decision["date"], "dossier": {"evenements": [evenement]}}
        reponse = calculer(demande)
        assert any(e["id"] == "recours_contentieux" for e in reponse["echeances"]), decision
    assert len(dessins) == len(VARIANTES)


@pytest.mark.parametrize("decision", VARIANTES[::7], ids=lambda d: "-".join([*d["contenu"], d["situation"], d["mode"]]))
def test_chaque_variante_dit_ce_qu_elle_contient_et_rien_d_autre(decision: dict[str, Any]) -> None:
    """Un mot absent de la décision n'est pas sur le papier : on apprendrait à l'envers."""
    lu, contenu = _lu(papiers.papier(decision, DITS)), decision["contenu"]
    assert ("obligation de quitter le territoire français" in lu) == ("oqtf" in contenu)
    assert ("sans délai" in lu) == ("sans_delai" in contenu)
    assert ("interdiction de retour" in lu) == ("irtf" in contenu)
    assert ("pays de renvoi" in lu) == ("pays_de_renvoi" in contenu)
    assert ("titre de séjour" in lu) == ("refus_sejour" in contenu) or "Bureau des titres" in lu
    assert ("Voies et délais" in lu) == (decision["voies_et_delais"] == "complets")
    assert ("recommandée" in lu) == (decision["mode"] != "en_ligne")
    assert "…" not in lu or decision["mode"].startswith("lettre")


@pytest.mark.parametrize(
    ("contenu", "situation", "regle"),
    [
        (["refus_sejour"], "libre", "recours_contentieux_refus_seul"),
        (["refus_sejour", "oqtf"], "libre", "recours_contentieux_oqtf"),
        (["refus_sejour", "oqtf"], "assigne", "recours_contentieux_assigne"),
        (["refus_sejour", "oqtf"], "detenu", "recours_contentieux_detenu"),
        (["refus_sejour", "oqtf"], "retenu", "recours_contentieux_retenu"),
        (["refus_sejour"], "retenu", "recours_contentieux_refus_seul"),
        (["irtf"], "libre", "recours_contentieux_irtf_seule"),
    ],
)
def test_le_delai_ecrit_sur_le_papier_est_celui_de_la_regle(contenu: list[str], situation: str, regle: str) -> None:
    """Les voies et délais d'un papier complet disent la durée de la loi, prise à la règle."""
    lu = _lu(papiers.papier(_variante(contenu, situation, "main_propre", "complets"), DITS))
    assert f"Délai : {REGLES[f'regle/{regle}/duree.md']} à partir" in lu


def test_un_papier_peut_ecrire_un_delai_faux() -> None:
    """Pour s'entraîner à le voir : la décision nomme alors le délai qu'elle écrit."""
    decision = _variante(["refus_sejour", "oqtf"], "libre", "main_propre", "complets") | {"delai_mentionne": "P2M"}
    assert "Délai : deux mois à partir" in _lu(papiers.papier(decision, DITS))
    with pytest.raises(BuildError, match="P3M"):
        papiers.papier(decision | {"delai_mentionne": "P3M"}, DITS)


def test_les_articles_se_suivent_sans_trou() -> None:
    """Quoi que la décision contienne, l'article 1er est là, puis le 2."""
    for decision in VARIANTES:
        lu = _lu(papiers.papier(decision, DITS))
        numeros = re.findall(r"Article (1er|\d)\.", lu)
        assert numeros == ["1er", "2", "3", "4"][: len(numeros)] != []


def test_exemple_invente_est_ecrit_en_travers_de_chaque_partie() -> None:
    """Une partie découpée du reste ne doit pas pouvoir passer pour vraie."""
    for document, decision in DITS.mots["exemples"].items():
        for partie in papiers.parties(decision, DITS, document):
            assert f">{DITS.mots['mots']['filigrane']}</text>" in partie.dessin.traits


def test_aucun_lieu_du_papier_n_existe() -> None:
    """Ni département, ni tribunal, ni ville connue des règles."""
    lieux = set()
    for nom in ("ressort", "tribunaux"):
        for table in tomllib.loads((ROOT / "calculators/droit" / f"{nom}.toml").read_text(encoding="utf-8")).values():
            lieux |= {ligne["nom"] for ligne in table.values() if isinstance(ligne, dict) and "nom" in ligne}
    assert len(lieux) > 100
    lu = " ".join(_lu(papiers.papier(decision, DITS)) for decision in VARIANTES)
    assert [lieu for lieu in lieux if re.search(rf"\b{re.escape(lieu)}\b", lu)] == []


def test_les_articles_cites_par_le_papier_sont_dans_les_sources_de_la_page() -> None:
    """Un papier inventé cite quand même les vrais articles."""
    (entete,) = re.findall(r"^---\n(.*?)^---\n", (ROOT / "docs/lire-ma-decision.md").read_text("utf-8"), re.S | re.M)
    decision = DITS.mots["exemples"]["arrete"]
    cites = re.findall(r"L\. (\d+-\d+)", _lu(papiers.papier(decision, DITS)))
    assert len(cites) >= 4
    assert [article for article in cites if f"CESEDA L{article}\n" not in entete] == []


def test_la_liste_en_texte_dit_les_memes_mots_que_le_dessin() -> None:
    """Qui ne voit pas le dessin lit la même chose."""
    for document, decision in DITS.mots["exemples"].items():
        parties = papiers.parties(decision, DITS, document)
        lu = _lu(papiers.papier(decision, DITS, document))
        texte = papier_page.texte(document, parties, decision, DITS)
        for partie in parties:
            assert f'id="{document}-{partie.id}"' in texte
            for ligne in partie.ecrit:
                assert " ".join(ligne.replace("**", "").split()) in lu
        figure = papier_page.figure(document, parties, DITS)
        assert set(re.findall(r'href="#([^"]+)"', figure)) == set(re.findall(r'<li id="([^"]+)"', texte))


def test_chaque_reponse_existe_dans_le_calculateur() -> None:
    """Une réponse qui ne coche rien laisserait croire qu'elle est notée."""
    questions = {une["nom"]: une for une in form_catalogue.questions("decision")}
    vues = 0
    for document in DITS.mots["documents"].values():
        for reponse in (r for partie in document["parties"] for r in partie.get("reponses", [])):
            for champ in reponse.get("champs", {}):
                nom, valeur = champ.split("=")
                assert valeur in [option["valeur"] for option in questions[nom]["options"]], champ
                vues += 1
            if "aller" in reponse:
                nom = reponse["aller"].removesuffix("-jour")
                assert (questions[nom]["forme"] == "date") == reponse["aller"].endswith("-jour")
    assert vues > 10


def test_chaque_question_importante_du_papier_a_sa_partie() -> None:
    """Contenu, délai de départ, voies et délais, mode et date : le papier répond à tout."""
    dits = json.dumps(DITS.mots["documents"], ensure_ascii=False)
    for nom in ("contenu=refus_sejour", "contenu=oqtf", "contenu=sans_delai", "contenu=irtf", "contenu=pays_de_renvoi"):
        assert f'"{nom}": true' in dits
    for nom in ("voies_et_delais=complets", "voies_et_delais=absents", "citoyen_ue=true", "prefecture", "date-jour"):
        assert f'"{nom}"' in dits
    for mode in MODES:
        assert f'"mode={mode}": true' in dits


def test_les_explications_sont_courtes_et_sans_duree_tapee() -> None:
    """Les mots d'une page, avec ses limites ; une durée vient d'une règle."""
    phrases = []
    for document in DITS.mots["documents"].values():
        for partie in document["parties"]:
            assert 2 <= len(partie["explication"]) <= 3, partie["id"]
            phrases += [*partie["explication"], partie.get("question", "")]
    phrases = [re.sub(r"\{[^}]*\}", "DURÉE DITE", une).replace("**", "") for une in phrases if une]
    longueurs = [compter_mots(un) for une in phrases for un in re.split(r"(?<=[.?]) ", une)]
    assert max(longueurs) <= MOTS_MAXIMUM
    assert sum(longueurs) / len(longueurs) <= MOTS_EN_MOYENNE
    tout = " ".join(phrases).lower()
    assert [mot for mot in MOTS_INTERDITS if re.search(mot, tout)] == []
    assert DUREE_TAPEE.findall(tout) == []


def test_le_dernier_jour_du_papier_est_celui_du_moteur() -> None:
    """La page dit ce que donnerait ce papier : c'est le moteur qui le dit."""
    decision = DITS.mots["exemples"]["arrete"]
    dit = papier_page.dernier_jour(decision, DITS)
    assert "lundi 9 novembre 2026" in dit and "**jeudi 10 décembre 2026**" in dit


def test_un_mot_inconnu_du_catalogue_arrete_la_fabrication(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sinon le papier montrerait une accolade."""
    mots = json.loads(json.dumps(DITS.mots, default=str))
    mots["documents"]["arrete"]["parties"][0]["lignes"][0]["texte"] = "{prefet_qui_n_existe_pas}"
    with pytest.raises(BuildError, match="en-tete : {prefet_qui_n_existe_pas}"):
        papiers.papier(DITS.mots["exemples"]["arrete"], papiers.Textes(mots, DITS.durees))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_le_dessin_entier_a_un_titre_et_une_description(document: str) -> None:
    """Un lecteur d'écran sait ce que c'est, et peut le lire."""
    dessin = papiers.papier(DITS.mots["exemples"][document], DITS, document)
    racine = ElementTree.fromstring(dessin)
    assert racine.get("role") == "img"
    assert racine.findtext(f"{SVG}title") == DITS.mots["documents"][document]["titre"]
    assert len(racine.findtext(f"{SVG}desc") or "") > 60
    assert racine.get("viewBox", "").startswith(f"0 0 {LARGEUR} ")
