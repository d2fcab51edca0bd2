"""Le droit en données : chaque règle est complète, ses exemples se rejouent, ses textes existent et servent."""

import ast
import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from calculators import calculer
from calculators.calendrier import avancer, reporter
from calculators.phrases import date_courte
from calculators.regles import Regle, charger
from tests.engine.chemins import CHEMINS, DETOURS, demande_de
from tests.engine.demandes import DROIT, MOTEUR, Json, decision, echeance, echeances

JOUR = timedelta(days=1)
REGLES: dict[str, Regle] = charger().regles
TEXTES = charger().textes
TEXTES_BRUTS: Json = tomllib.loads((DROIT / "textes.toml").read_text(encoding="utf-8"))["textes"]
EXEMPLES = [
    pytest.param(regle, version.exemples[rang], id=f"{regle.id}-{version.exemples[rang]['recu']}")
    for regle in REGLES.values()
    for version in regle.versions
    for rang in range(len(version.exemples))
]


def iso(jour: date | None) -> str | None:
    return None if jour is None else str(jour)


def attendu(exemple: Json, champ: str) -> Json:
    # Un exemple qui donne les deux lectures les donne sous leurs noms ; un seul jour est celui que lit le chemin.
    if champ == "lecture_favorable" and champ not in exemple:
        return {champ: iso(exemple["dernier_jour"])}
    tout = {
        "dernier_jour": iso(exemple.get("dernier_jour")),
        "lecture_favorable": iso(exemple.get("lecture_favorable")),
    }
    premier = {"premier_jour": iso(exemple["premier_jour"])} if "premier_jour" in exemple else {}
    return tout | {"heure": exemple.get("heure_limite")} | premier


@pytest.mark.parametrize("regle", REGLES.values(), ids=list(REGLES))
def test_une_regle_dit_tout_ce_qu_un_lecteur_doit_savoir(regle: Regle) -> None:
    """Un titre, une phrase qui finit par un point et porte la durée, une source et un exemple par version."""
    assert regle.titre and regle.titre == regle.titre.strip() and not regle.titre.endswith(".")
    assert regle.phrase.endswith(".") and re.findall(r"{(\w*)}", regle.phrase) in ([], ["delai"])
    assert all(phrase.endswith((".", "?")) for phrase in regle.hors_champ)
    assert all(doute["point"] and doute["lectures"] and doute.keys() == {"point", "lectures"} for doute in regle.doutes)
    for version in regle.versions:
        assert version.sources and version.exemples
        assert ("{delai}" in regle.phrase) <= (version.delai is not None or regle.comme is not None)
        for exemple in version.exemples:
            assert exemple["origine"] and ("dernier_jour" in exemple) != ("premier_jour" in exemple)


def test_chaque_regle_a_un_chemin_et_chaque_chemin_une_regle() -> None:
    """Une règle qu'aucune demande n'atteint n'est pas du droit : c'est du texte."""
    assert CHEMINS.keys() | DETOURS.keys() == REGLES.keys() and not CHEMINS.keys() & DETOURS.keys()


@pytest.mark.parametrize(("regle", "exemple"), EXEMPLES)
def test_chaque_exemple_est_ce_que_le_moteur_repond(regle: Regle, exemple: Json) -> None:
    """Le dernier jour, la lecture favorable et l'heure écrits dans la règle sont ceux de la réponse, qui la cite."""
    if regle.id in DETOURS:
        detour = DETOURS[regle.id]
        avec = echeance(calculer(demande_de(detour.avec, exemple["recu"], exemple)), detour.id)
        sans = echeance(calculer(demande_de(detour.sans, exemple["recu"], exemple)), detour.id)
        assert avec["lecture_favorable"] == sans["dernier_jour"] > avec["dernier_jour"]
        return
    chemin = CHEMINS[regle.id]
    trouvee = echeance(calculer(demande_de(chemin.evenements, exemple["recu"], exemple)), chemin.id)
    prevu = attendu(exemple, chemin.champ)
    assert {cle: trouvee.get(cle) for cle in prevu} == prevu
    assert regle.id in trouvee["regles"]


# Les règles dont la date ne se compte pas seulement depuis le jour reçu : leur exemple fixe une suite de faits.
COMPOSEES = {"recours_contentieux_refus_implicite", "demande_motifs", "notification_en_ligne_du_jugement"}
COMPOSEES |= {"demande_execution", "distance_outre_mer", "distance_etranger"}
# Elles ont le dernier jour du recours : les exemples du recours parlent pour elles.
COMPOSEES |= {"recours_administratif", "demande_aide_juridictionnelle"}


def facons_de_compter(recu: date, unite: str, nombre: int) -> dict[str, date]:
    """Le même délai, compté de chaque façon possible, sans le code des termes."""
    if unite in ("mois", "ans"):
        rang = recu.month - 1 + nombre * (12 if unite == "ans" else 1)
        premier = date(recu.year + rang // 12, rang % 12 + 1, 1)
        fin = (premier + 31 * JOUR).replace(day=1) - JOUR
        nu = premier.replace(day=min(recu.day, fin.day))
    else:
        nu = recu + (nombre if unite == "jours" else nombre // 24) * JOUR
    franc = {"jour en plus": nu + JOUR, "jour en plus, report": reporter(nu + JOUR)}
    return {"nu": nu, "report": reporter(nu), "avancé": avancer(nu)} | franc


@pytest.mark.parametrize("id_", [r for r in REGLES if r not in COMPOSEES])
def test_les_exemples_d_une_regle_departagent_les_facons_de_compter(id_: str) -> None:
    """Un exemple qui tombe un mardi quelconque ne montre rien : sur l'ensemble, une seule façon de compter convient."""
    possibles: set[str] | None = None
    for version in REGLES[id_].versions:
        for exemple in version.exemples:
            assert version.delai is not None
            facons = facons_de_compter(exemple["recu"], version.delai.unite.value, version.delai.nombre)
            memes = {facon for facon, jour in facons.items() if jour == exemple["dernier_jour"]}
            # Une fin de mois a deux lectures, que ces façons ne distinguent pas.
            if memes and exemple["recu"].day < 28:
                possibles = memes if possibles is None else possibles & memes
    assert possibles is not None and len(possibles) == 1, f"exemples de {id_} : {sorted(possibles or [])} se confondent"


def dans_le_toml(fichier: Path) -> list[tuple[str, str]]:
    """Toutes les chaînes d'un fichier TOML, avec la clé la plus proche."""
    trouvees: list[tuple[str, str]] = []

    def visiter(cle: str, valeur: Any) -> None:
        if isinstance(valeur, dict):
            for sous_cle, v in valeur.items():
                visiter(sous_cle, v)
        elif isinstance(valeur, list):
            for v in valeur:
                visiter(cle, v)
        elif isinstance(valeur, str):
            trouvees.append((cle, valeur))

    visiter("", tomllib.loads(fichier.read_text(encoding="utf-8")))
    return trouvees


AUTRES_FICHIERS = sorted(f for f in DROIT.glob("*.toml") if f.name != "textes.toml")


@pytest.mark.parametrize("fichier", AUTRES_FICHIERS, ids=lambda f: f.name)
def test_toute_source_citee_dans_un_fichier_de_droit_existe(fichier: Path) -> None:
    """Règle, alerte, comptage, famille, territoire ou lieu : la clé d'une source est dans textes.toml."""
    citees = {valeur for cle, valeur in dans_le_toml(fichier) if cle.startswith("sources")}
    assert citees <= TEXTES.keys(), citees - TEXTES.keys()


DECISION_CITEE = re.compile(r"(?:CE|CAA [A-Z]\w+) \d{4}-\d\d-\d\d [0-9A-Z]+")


def test_une_decision_citee_dans_une_phrase_est_dans_les_textes() -> None:
    """« CAA Lyon 2024-12-19 24LY03013 » au milieu d'un doute renvoie à un texte lu."""
    citees = {c for f in AUTRES_FICHIERS for _, valeur in dans_le_toml(f) for c in DECISION_CITEE.findall(valeur)}
    assert len(citees) >= 5 and citees <= TEXTES.keys(), citees - TEXTES.keys()


def test_chaque_texte_sert_a_quelque_chose() -> None:
    """Un texte que rien ne cite est un reste : le citer, ou l'ôter."""
    cites = " ".join(valeur for fichier in AUTRES_FICHIERS for _, valeur in dans_le_toml(fichier))
    code = {
        noeud.value
        for module in MOTEUR.rglob("*.py")
        for noeud in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(noeud, ast.Constant) and isinstance(noeud.value, str)
    }
    inutiles = sorted(cle for cle in TEXTES if cle not in code and not re.search(re.escape(cle) + r"(?![\w-])", cites))
    assert not inutiles, f"textes que rien ne cite : {inutiles}"


@pytest.mark.parametrize("cle", TEXTES)
def test_l_annee_et_le_numero_d_un_texte_sont_ceux_de_sa_cle(cle: str) -> None:
    """« CE 2016-07-13 387763 » est du 13 juillet 2016 et porte ce numéro ; lu avant d'être vérifié."""
    texte, brut = TEXTES[cle], TEXTES_BRUTS[cle]
    assert texte.verifie_le >= (texte.texte_au or texte.verifie_le) and texte.confiance in ("A", "B", "C")
    assert texte.objet and texte.nom
    if brut["nature"] == "code":
        assert cle == f"{brut['code']} {brut['article'].replace('*', '')}"
        assert texte.url and texte.url.startswith("https://www.legifrance.gouv.fr/codes/")
        return
    if brut["nature"] == "decret":
        numero, annee = re.findall(r"n° (\d{4}-\d+) du .* (\d{4})$", brut["titre"])[0]
        assert cle == f"Décret {numero} art. {brut['article']}" and numero.startswith(annee)
        return
    if brut["nature"] == "page":
        assert not texte.url and brut["titre"] and texte.confiance != "A"
        return
    assert f" {brut['date']} " in f"{cle} " and brut["date"] < texte.verifie_le
    assert (brut["numero"] or cle) in cle and (not brut["numero"] or brut["numero"] in texte.nom)
    jeune = re.match(r"(\d\d)[A-Z]{2}\d", brut["numero"])
    if jeune:  # le numéro d'une cour commence par l'année de la requête : jugée cette année-là, ou peu après
        assert 0 <= brut["date"].year - 2000 - int(jeune[1]) <= 5
    assert ("Cour" in brut["juridiction"]) == cle.startswith("CAA")


# Sur ces chemins, l'exemple passe par une règle plus récente que celle qu'on balaie.
SANS_L_OQTF = {
    "jugement_muet": {"procedure": "refus_seul"},
    "demande_aide_juridictionnelle": {"contenu": ["refus_sejour"]},
}
BORNES = [(r, v) for r in CHEMINS for v in range(len(REGLES[r].versions))]


@pytest.mark.parametrize(("id_", "rang"), BORNES, ids=[f"{r}-{v}" for r, v in BORNES])
def test_autour_de_chaque_version_il_n_y_a_pas_de_trou(id_: str, rang: int) -> None:
    """La veille, le jour et le lendemain d'une entrée en vigueur : une réponse, ou une date hors couverture."""
    regle, chemin = REGLES[id_], CHEMINS[id_]
    version = regle.versions[rang]
    for ecart in (-1, 0, 1):
        jour = version.en_vigueur_le + ecart * JOUR
        rendue = calculer(demande_de(chemin.evenements, jour, version.exemples[0] | SANS_L_OQTF.get(id_, {})))
        if "erreur" not in rendue:
            assert ecart >= 0 or rang > 0, f"{id_} répond le {jour}, avant sa première version"
            continue
        assert rendue["erreur"]["type"] == "date_hors_couverture", rendue
        assert ecart < 0 or len(chemin.evenements) > 1, rendue
        assert re.search(r"\d{4}", rendue["erreur"]["message"])


def test_hors_couverture_dit_depuis_quand_on_sait_repondre() -> None:
    """La veille de la première version, le message porte sa date en toutes lettres."""
    for contenu, id_ in (("refus_sejour", "recours_contentieux_refus_seul"), ("oqtf", "recours_contentieux_oqtf")):
        premier = REGLES[id_].versions[0].en_vigueur_le
        erreur = calculer(echeances(decision(str(premier - JOUR), contenu)))["erreur"]
        assert erreur["type"] == "date_hors_couverture" and erreur["champ"] == "dossier.evenements[0].date"
        assert date_courte(premier) in erreur["message"]
