"""Les modèles et les arguments sont du droit : chaque mot qu'ils emploient existe, chaque source est citée et lue."""

import re
import tomllib
from typing import Any

import pytest

from calculators.courriers import donnees
from calculators.courriers.donnees import DOSSIER as COURRIERS
from calculators.courriers.donnees import (
    MODELES,
    MOTS,
    alertes_connues,
    arguments,
    champs,
    commun,
    limites,
    modele,
    mots,
)
from calculators.courriers.envoi import chercher_le_tribunal  # noqa: F401  (le module se charge)
from calculators.courriers.mots import nommer_le_prefet
from calculators.erreurs import RegleInvalide
from calculators.regles import charger
from calculators.territoires import codes
from tests.engine.demandes import Json
from tests.engine.lettres import TOUTES, lettre

# Ce que le moteur donne en plus des champs : les faits d'un mot et les mots tirés du dossier.
TIRES = {
    *("refus", "implicite", "expres", "eloignement", "refus_seul", "urgence", "lettre_non_retiree", "retenu", "detenu"),
    *("assigne", "motifs_demandes", "tribunal_residence", "a_temps", "refus_ne", "genre", "identite", "nom_complet"),
    *("adresse_complete", "le_prefet", "Le_prefet", "du_prefet", "au_prefet", "decisions", "decisions_du", "le_titre"),
    *("deja_fait", "date_effet_passee", "titre_expire", "lignes_destinataire", "tribunal_nom", "date_limite"),
    *("heure_limite", "duree_recours", "duree_silence", "duree_motifs", "date_refus_implicite", "oqtf", "irtf"),
    *("sans_delai", "pays_de_renvoi", "delai_depart", "appui"),
}
CONDITION = re.compile(r"^\[([^\]]*)\]", re.MULTILINE)
TROU = re.compile(r"\{([^{}]+)\}")


def textes(valeur: Any) -> list[str]:
    if isinstance(valeur, dict):
        return [t for cle, v in valeur.items() if cle not in ("type", "role", "commun") for t in textes(v)]
    if isinstance(valeur, list):
        return [t for v in valeur for t in textes(v)]
    return [valeur] if isinstance(valeur, str) else []


def noms_employes(texte: str) -> set[str]:
    """Les noms des conditions et des trous d'un texte de modèle."""
    noms = {
        mot.split("=")[0]
        for condition in CONDITION.findall(texte)
        for mot in re.split(r" et | sauf |^si |^sauf | si ", condition)
        if mot
    }
    for trou in TROU.findall(texte):
        if "#" in trou:
            noms.add(trou.split("#")[0])
        elif "|" not in trou and not trou.startswith("piece:"):
            noms.add(trou.removeprefix("d:"))
    return noms


@pytest.mark.parametrize("nom", [*MODELES, "commun"])
def test_un_modele_n_emploie_que_des_mots_connus(nom: str) -> None:
    """Une faute de frappe dans un trou ou une condition ferait disparaître une phrase sans bruit."""
    lus = textes(commun()["sections"] if nom == "commun" else modele(nom)["sections"])
    inconnus = {n for texte in lus for n in noms_employes(texte)} - set(champs()) - TIRES
    assert inconnus == set(), inconnus


@pytest.mark.parametrize("nom", arguments())
def test_un_argument_emploie_tous_ses_faits_et_eux_seuls(nom: str) -> None:
    """Un fait demandé paraît dans la lettre ; un fait qui n'est pas demandé ne peut pas y paraître."""
    argument = arguments()[nom]
    faits = {fait["id"] for fait in argument["faits"]}
    assert noms_employes(argument["texte"]) - {"appui"} == faits
    assert "{appui}" in argument["texte"] or not faits, "un argument qui raconte un fait dit quelle pièce le prouve"
    assert (
        argument["sources"]
        and argument["confiance"] in ("A", "B", "C")
        and set(argument["preuves"]) <= set(mots()["categories"])
    )
    permis = {*champs()["decisions_contestees"]["valeurs"], "implicite"}
    situations = set(champs()["situations"]["valeurs"])
    assert (
        set(argument["contre"]) <= permis and {*argument.get("situations", []), *argument.get("sauf", [])} <= situations
    )
    assert ("seulement" in argument) == ("raison" in argument) and argument.get("raison", "externe") in mots()[
        "raisons"
    ]


def test_il_y_a_des_arguments_de_forme_et_de_fond_pour_chaque_situation() -> None:
    """Personne ne trouve une bibliothèque vide."""
    for situation in champs()["situations"]["valeurs"]:
        causes = {
            a["cause"]
            for a in arguments().values()
            if situation in a.get("situations", [situation]) and situation not in a.get("sauf", [])
        }
        assert causes == {"externe", "interne"}, situation


def test_chaque_mot_du_catalogue_existe_et_sert() -> None:
    """Champs, valeurs, alertes, faits : le catalogue dit tout ce que les données nomment, rien de plus."""
    dits = mots()
    assert set(dits["champs"]) == set(champs()) and set(dits["alertes"]) == set(alertes_connues())
    assert all(v["libelle"] and v["aide"] for v in dits["champs"].values())
    assert {c["groupe"] for c in champs().values()} == set(dits["groupes"])
    faits = {fait["id"] for argument in arguments().values() for fait in argument["faits"]}
    assert set(dits["faits"]) == faits | {"titre", "texte"}
    for nom, champ in champs().items():
        if champ["type"] in ("choix", "choix_multiple") and not nom.startswith("delai_"):
            assert set(dits["valeurs"][nom]) == set(champ["valeurs"]), nom
    assert set(dits["pieces_conseillees"]) == set(dits["categories"])
    code = "".join(f.read_text(encoding="utf-8") for f in COURRIERS.parent.rglob("*.py"))
    employees = {cle for nom in MODELES for cle in modele(nom)["envoi"]}
    employees |= {cle for nom in MODELES for cle in modele(nom).get("variante_urgence", {}).get("envoi", [])}
    assert set(dits["envoi"]) == employees | {"un_exemplaire", "deux_exemplaires"}
    sections = ("raisons", "lettre", "presence", "agenda", "liaison", "intitules")
    restes = [
        f"{s}.{c}"
        for s in sections
        for c in dits[s]
        if f'"{c}"' not in code
        and not re.search(r"^(externe|interne|suites|argument_|autre_|(le|du|au)_prefet)|_dat[eé]e?$", c)
    ]
    assert [r for r in restes if r.split(".")[1] not in {"aide", "ecrire", "poster", "appeler", "dernier_jour"}] == []


def test_un_champ_sert_a_une_lettre_au_moins() -> None:
    """Un champ qu'aucun modèle ne demande est un reste."""
    demandes: set[str] = set()
    for nom in MODELES:
        lu = modele(nom)
        demandes |= {*lu["exiges"], *lu["conseilles"], *lu["facultatifs"]}
    assert set(champs()) - demandes == set()


def sources_de(valeur: Any, cle: str = "") -> set[str]:
    if isinstance(valeur, dict):
        return {s for c, v in valeur.items() for s in sources_de(v, c)}
    if isinstance(valeur, list):
        return {s for v in valeur for s in sources_de(v, cle)}
    return {valeur} if isinstance(valeur, str) and cle.startswith("source") else set()


def test_chaque_source_existe_et_chaque_texte_ajoute_sert() -> None:
    """Les lettres citent les textes du moteur et les leurs ; aucun n'est cité deux fois, aucun n'est un reste."""
    lus = [tomllib.loads(f.read_text(encoding="utf-8")) for f in COURRIERS.rglob("*.toml") if f.name != "textes.toml"]
    citees = sources_de(lus)
    propres = set(tomllib.loads((COURRIERS / "textes.toml").read_text(encoding="utf-8"))["textes"])
    assert citees - set(charger().textes) - propres == set()
    assert propres - citees == set() and not propres & set(charger().textes)


def test_chaque_departement_a_son_prefet() -> None:
    """Au « le », au « du » et au « au » ; le préfet de police à Paris."""
    for code in codes():
        nomme = nommer_le_prefet(code)
        assert nomme["le_prefet"].startswith("le ") and nomme["du_prefet"].startswith("du ") and nomme["service"]
    assert nommer_le_prefet("75")["au_prefet"] == "au préfet de police"


def test_un_modele_abime_arrete_tout_et_se_nomme(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """Clé inconnue, champ inconnu, source inconnue : le fichier, l'endroit et le remède."""
    bon = (COURRIERS / "modeles" / "bordereau.toml").read_text(encoding="utf-8")
    (tmp_path / "modeles").mkdir()
    monkeypatch.setattr(donnees, "DOSSIER", tmp_path)
    for avant, apres in (
        ('titre = "', 'titre_faux = "x"\ntitre = "'),
        ('"numero_dossier"', '"numero_inconnu"'),
        ('"CJA R412-2"', '"CJA R999-9"'),
        ('"numeroter"', '"sauter"'),
    ):
        (tmp_path / "modeles" / "bordereau.toml").write_text(bon.replace(avant, apres, 1), encoding="utf-8")
        with pytest.raises(RegleInvalide):
            donnees.modele.__wrapped__("bordereau")


def test_une_relecture_ne_tient_que_si_le_texte_n_a_pas_change() -> None:
    """L'empreinte d'un modèle relu : un mot changé, et personne ne l'a relu."""
    lu: Json = dict(modele("bordereau"))
    bloc = {"par": "Maître Exemple", "le": "2026-11-25", "empreinte": donnees.empreinte(lu)}
    assert donnees.relecture_de(lu, bloc, "bordereau.toml").par == "Maître Exemple"
    change = {**lu, "titre": "Autre titre"}
    assert donnees.relecture_de(change, bloc, "bordereau.toml").par == ""


def test_les_noms_de_fichiers_passent_partout() -> None:
    """Numéro à deux chiffres, ASCII, sans espace, l'année dite une fois, pas trop long."""
    intitules = ["Bail signé le 3 mars", "Été à l'école n° 4 / 2024", "𝔓𝔦è𝔠𝔢 étrange 🙂 ونص", "x" * 300]
    pieces = [{"intitule": i, "date": "2024-03-03"} for i in intitules]
    une = TOUTES[0]
    fichiers = [p["fichier"] for p in lettre(une, pieces=pieces)["pieces"]]
    assert fichiers[0] == "01_bail_signe_le_3_mars_2024.pdf" and fichiers[1] == "02_ete_a_l_ecole_n_4_2024.pdf"
    assert all(re.fullmatch(r"\d\d_[a-z0-9_]+\.pdf", f) and len(f) <= 80 for f in fichiers)


def test_les_pieces_sont_numerotees_sans_trou_et_dans_l_ordre() -> None:
    """Décision, réception, état civil, séjour par date, famille… (R412-2 : ordre continu et croissant)."""
    pieces = [
        {"intitule": "Contrat de travail", "categorie": "travail"},
        {"intitule": "Facture de 2020", "categorie": "sejour", "date": "2020-01-05"},
        {"intitule": "Facture de 2018", "categorie": "sejour", "date": "2018-01-05"},
        {"intitule": "Passeport, toutes les pages", "categorie": "identite"},
    ]
    rendues = lettre(TOUTES[6], pieces=pieces)["pieces"]
    assert [p["numero"] for p in rendues] == list(range(1, len(rendues) + 1))
    assert [p["categorie"] for p in rendues] == ["decision", "identite", "sejour", "sejour", "travail"]
    assert [p["intitule"] for p in rendues][2] == "Facture de 2018"


def test_le_catalogue_ne_tape_aucune_duree() -> None:
    """« deux mois » viendrait d'une règle, pas d'une phrase du catalogue."""
    texte = MOTS.read_text(encoding="utf-8")
    nombres = "un|deux|trois|quatre|sept|huit|quinze|trente|quarante-huit|soixante"
    assert re.findall(rf"\b(?:{nombres}) (?:mois|jours|heures|ans)\b", texte) == []
    assert limites()["fichier"]["taille_max"] == 32 and limites()["fichier"]["confiance"] == "B"
