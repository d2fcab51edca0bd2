"""Les mots des pages : courts, expliqués, sans durée tapée à la main."""

import re
import tomllib

import pytest

from tests.guide.lecture_des_pages import (
    DOCS,
    INCLUS,
    PAGES_ACTION,
    PAGES_GUIDE,
    RACINE,
    compter_mots,
    derouler,
    lire_page,
    phrases,
    sans_balises,
)

MOTS_MAXIMUM = 25
MOTS_EN_MOYENNE = 15
MOTS_LUS_EN_DIX_SECONDES = 45

MOTS_INTERDITS = (
    r"délais? francs?",
    r"irrecevab",
    r"forclos",
    r"forclusion",
    r"diligence",
    r"prorog",
    r"susvisé",
    r"susmentionné",
    r"ci-après",
    r"nonobstant",
    r"en l'espèce",
    r"afférent",
    r"à peine de",
    r"recours contentieux",
    r"l'intéressée?\b",
    r"in fine",
    r"a contrario",
    r"et/ou",
    r"sauf si",
    r"·",
    r"requérante?s?\b",
    r"le présent",
    r"falc",
)

SIGLES = {
    "OQTF": r"obligation de quitter le territoire",
    "IRTF": r"interdiction de retour",
    "CESEDA": r"code de l'entrée et du séjour des étrangers",
    "CJA": r"code de justice administrative",
    "CRPA": r"code des relations entre le public et l'administration",
    "CPC": r"code de procédure civile",
}
# QPC est dans le numéro d'une décision, HTTPS dans le nom d'un réglage, USB dans celui d'une clé ; le reste nomme des licences.
SIGLES_LAISSES = {"QPC", "HTTPS", "USB", "MIT", "CC", "BY"}

NOMBRE = (
    r"(?:\d+|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente"
    r"|quarante(?:-huit)?|soixante|quatre-vingt-(?:dix|seize)|cent)"
)
DUREE_TAPEE = re.compile(rf"\b{NOMBRE}\s+(?:jours|mois|heures|semaines|années|ans?)\b", re.I)


@pytest.mark.parametrize("nom", PAGES_ACTION)
def test_une_page_d_action_a_des_phrases_courtes(nom):
    """Quinze mots en moyenne, vingt-cinq au plus."""
    page = lire_page(nom)
    longueurs = {phrase: compter_mots(phrase) for phrase in phrases(page)}
    longues = [phrase for phrase, mots in longueurs.items() if mots > MOTS_MAXIMUM]
    assert not longues, f"{nom} : phrases de plus de {MOTS_MAXIMUM} mots : {longues}"
    moyenne = sum(longueurs.values()) / len(longueurs)
    assert moyenne <= MOTS_EN_MOYENNE, f"{nom} : {moyenne:.1f} mots par phrase"


@pytest.mark.parametrize("nom", [n for n in PAGES_GUIDE if n not in PAGES_ACTION])
def test_une_page_qui_explique_n_a_pas_de_phrase_interminable(nom):
    """Une page qui n'est pas d'action garde la même limite par phrase."""
    longues = [p for p in phrases(lire_page(nom)) if compter_mots(p) > MOTS_MAXIMUM]
    assert not longues, f"{nom} : phrases de plus de {MOTS_MAXIMUM} mots : {longues}"


@pytest.mark.parametrize("nom", PAGES_GUIDE)
def test_un_paragraphe_porte_une_phrase_par_ligne(nom):
    """Hors des listes, chaque phrase a sa ligne, pour que deux relectures se comparent."""
    doubles = [
        ligne
        for ligne in lire_page(nom).corps.splitlines()
        if re.match(r"[^\s#\-\d*!<]", ligne) and re.search(r"\w[.!?] [A-ZÀÉÈÊ]", ligne)
    ]
    assert not doubles, f"{nom} : une phrase par ligne : {doubles}"


@pytest.mark.parametrize("nom", PAGES_ACTION)
def test_une_page_d_action_n_emploie_pas_de_mot_de_juriste(nom):
    """Les mots qui perdent une lectrice ne sont pas sur les pages d'action."""
    texte = sans_balises(lire_page(nom).corps).lower()
    trouves = [mot for mot in MOTS_INTERDITS if re.search(mot, texte)]
    assert not trouves, f"{nom} : mots interdits : {trouves}"


@pytest.mark.parametrize("nom", PAGES_GUIDE)
def test_un_sigle_est_explique_a_son_premier_emploi(nom):
    """Tout mot en capitales est un sigle connu, écrit en entier avant lui ou dans la même phrase."""
    texte = sans_balises(lire_page(nom).texte)
    for trouve in re.finditer(r"\b[A-ZÀÉÈ]{2,}\b", texte):
        sigle = trouve[0]
        if sigle in SIGLES_LAISSES:
            continue
        assert sigle in SIGLES, f"{nom} : le sigle {sigle} n'est pas dans la liste des sigles expliqués"
        premier = re.search(rf"\b{sigle}\b", texte)
        fin_de_ligne = texte.find("\n", premier.start())
        avant = texte[:fin_de_ligne].lower()
        assert re.search(SIGLES[sigle], avant), f"{nom} : {sigle} n'est pas expliqué à son premier emploi"


def _durees_permises() -> set[tuple[str, str]]:
    """Les rares durées qu'aucune règle ne porte, chacune avec sa raison."""
    permises = set()
    for ligne in (DOCS.parent / "tests/guide/durees_permises.txt").read_text("utf-8").splitlines():
        if ligne and not ligne.startswith("#"):
            nom, expression, raison = ligne.split(" | ")
            assert raison.strip(), f"durees_permises.txt : dire pourquoi « {expression} » est permis"
            permises.add((nom, expression))
    return permises


def _fichiers_lus() -> list:
    pages = [*DOCS.glob("*.md"), *DOCS.glob("technique/*.md"), *INCLUS.glob("*.md")]
    return sorted(pages, key=str)


@pytest.mark.parametrize("fichier", _fichiers_lus(), ids=lambda f: f.name)
def test_aucune_duree_n_est_tapee_dans_une_page(fichier):
    """Une durée vient d'une règle, par un fragment ; sinon elle vieillit sans que personne le voie."""
    texte = fichier.read_text(encoding="utf-8").split("---\n", 2)[-1]
    trouvees = {" ".join(t[0].lower().split()) for t in DUREE_TAPEE.finditer(sans_balises(texte))}
    permises = {expression for nom, expression in _durees_permises() if nom == fichier.name}
    assert trouvees <= permises, f"{fichier.name} : durées tapées : {sorted(trouvees - permises)}"
    assert permises <= trouvees, f"durees_permises.txt : {sorted(permises - trouvees)} n'est plus employé"


@pytest.mark.parametrize("nom", ["que-faire-aujourdhui.md", "refus-avec-oqtf.md"])
def test_les_trois_gestes_se_lisent_en_dix_secondes_et_tout_de_suite(nom):
    """Trois phrases courtes, les mêmes partout, dans les cent premiers mots de la page."""
    gestes = sans_balises(derouler("{!trois-gestes.md!}"))
    assert len(re.findall(r"^\d\. ", gestes, flags=re.M)) == 3
    assert compter_mots(gestes) <= MOTS_LUS_EN_DIX_SECONDES, compter_mots(gestes)
    avant = lire_page(nom).brut.split("{!trois-gestes.md!}")
    assert len(avant) == 2, f"{nom} : les trois gestes manquent"
    assert compter_mots(sans_balises(avant[0])) <= 100


@pytest.mark.parametrize("nom", PAGES_GUIDE)
def test_l_avertissement_n_est_pas_dans_le_corps_des_pages(nom):
    """« Une information, pas un conseil juridique » se lit à côté des réponses, nulle part ailleurs."""
    assert "conseil juridique" not in lire_page(nom).texte.lower()


def test_l_avertissement_tient_en_deux_lignes():
    """Un avertissement long n'est pas lu."""
    lignes = (INCLUS / "avertissement.md").read_text(encoding="utf-8").splitlines()
    assert len(lignes) == 2
    assert "information, pas un conseil juridique" in lignes[0]


def test_l_avertissement_est_le_meme_a_l_ecran_et_sur_les_lettres():
    """Les deux lignes du site sont celles que portent les lettres et les papiers."""
    mots = tomllib.loads((RACINE / "calculators/catalogue/courriers.toml").read_text(encoding="utf-8"))["lettre"]
    lignes = (INCLUS / "avertissement.md").read_text(encoding="utf-8").splitlines()
    assert [mots["avertissement"], mots["avertissement_suite"]] == lignes


def _durees_en_un() -> set[str]:
    """Les règles dont la durée se dit « un mois » ou « un an »."""
    trouvees = set()
    for fichier in (RACINE / "calculators/droit").glob("*.toml"):
        for nom, table in tomllib.loads(fichier.read_text(encoding="utf-8")).items():
            versions = table.get("versions", []) if isinstance(table, dict) else []
            if any(version.get("delai") in ({"mois": 1}, {"ans": 1}) for version in versions):
                trouvees.add(nom)
    assert trouvees, "aucune règle d'un mois : le droit n'a pas été lu"
    return trouvees


@pytest.mark.parametrize("fichier", _fichiers_lus(), ids=lambda f: f.name)
def test_une_duree_qui_commence_par_une_voyelle_ne_suit_pas_de(fichier):
    """« délai de un mois » : le fragment ne sait pas s'élider, la phrase doit l'éviter."""
    texte, en_un = fichier.read_text(encoding="utf-8"), _durees_en_un()
    for regle in re.findall(r"\b(?:de|que) \**\{!regle/(\w+)/duree\.md!\}", texte):
        assert regle not in en_un, f"{fichier.name} : « de un… » avec {regle}"
