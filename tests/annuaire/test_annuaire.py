"""L'annuaire des tribunaux : la première surprise arrête tout, et rien n'est écrit sans un « oui ».

Les fiches sont inventées, dans la forme publiée de l'annuaire ; aucune adresse n'est vraie.
"""

import io
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from annuaire.__main__ import main
from annuaire.fiches import lire
from annuaire.rapprochement import TRIBUNAUX, rapprocher

NOMS = tomllib.loads(TRIBUNAUX.read_text(encoding="utf-8"))


def fiche(nom: str, rang: int) -> dict[str, Any]:
    """Une fiche de l'annuaire."""
    adresse = {"type_adresse": "Adresse", "numero_voie": f"{rang} rue de l'Exemple", "complement1": ""}
    adresse |= {"code_postal": f"{rang:05d}", "nom_commune": "Exempleville"}
    return {"id": f"id-{rang}", "nom": nom, "adresse": [adresse], "date_modification": "01/10/2026"}


def annuaire() -> list[dict[str, Any]]:
    """Tous nos tribunaux et cours, et un service qui n'en est pas."""
    noms = [t["nom"] for t in NOMS["tribunaux"].values()] + [c["nom"] for c in NOMS["cours"].values()]
    return [fiche(nom, rang) for rang, nom in enumerate(noms)] + [{"id": "x", "nom": "Mairie - Exempleville"}]


@pytest.fixture
def tribunaux(tmp_path: Path) -> Path:
    """Une copie du fichier des tribunaux."""
    copie = tmp_path / "tribunaux.toml"
    copie.write_text(TRIBUNAUX.read_text(encoding="utf-8"), encoding="utf-8")
    return copie


def ecrire(dossier: Path, contenu: Any) -> Path:
    """Le fichier de l'annuaire."""
    fichier = dossier / "annuaire.json"
    fichier.write_text(contenu if isinstance(contenu, str) else json.dumps(contenu), encoding="utf-8")
    return fichier


@pytest.mark.parametrize("forme", ["service", "liste", "lignes"])
def test_les_trois_ecritures_du_fichier_disent_la_meme_chose(tmp_path: Path, forme: str) -> None:
    """Un objet, une liste, ou une fiche par ligne."""
    fiches = annuaire()
    contenu: Any = {"service": fiches} if forme == "service" else fiches
    if forme == "lignes":
        contenu = "\n".join(json.dumps(f) for f in fiches)
    assert len(lire(ecrire(tmp_path, contenu))) == len(fiches) - 1


def test_chaque_tribunal_retrouve_sa_fiche(tmp_path: Path, tribunaux: Path) -> None:
    """Un tribunal, une fiche : pas d'échange entre Paris et Cergy, ni entre tribunal et cour."""
    changements = rapprocher(lire(ecrire(tmp_path, annuaire())), tribunaux)
    attendues = {f["nom"]: f["adresse"][0]["numero_voie"] for f in annuaire()[:-1]}
    assert {c.nom: c.apres.split(",")[0] for c in changements} == attendues


def test_un_oui_ecrit_les_adresses_et_rien_d_autre(
    tmp_path: Path, tribunaux: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Le fichier reste lisible, chaque adresse a sa source et passe en confiance A ; le reste ne bouge pas."""
    monkeypatch.setattr("sys.stdin", io.StringIO("oui\n"))
    assert main([str(ecrire(tmp_path, annuaire()))], tribunaux) == 0
    apres = tomllib.loads(tribunaux.read_text(encoding="utf-8"))
    for genre in ("tribunaux", "cours"):
        for identifiant, avant in NOMS[genre].items():
            lu = apres[genre][identifiant]
            assert "Exempleville" in lu["adresse"] and lu["confiance_adresse"] == "A" and "DILA" in lu["source_adresse"]
            assert {c: v for c, v in lu.items() if "adresse" not in c} == {
                c: v for c, v in avant.items() if "adresse" not in c
            }
    assert main([str(ecrire(tmp_path, annuaire()))], tribunaux) == 0, "une seconde fois, tout est à jour"


@pytest.mark.parametrize("reponse", ["non\n", "\n", "", "o\n"])
def test_sans_un_oui_entier_rien_ne_change(
    tmp_path: Path, tribunaux: Path, monkeypatch: pytest.MonkeyPatch, reponse: str
) -> None:
    """Ni « o », ni Entrée, ni une entrée fermée."""
    monkeypatch.setattr("sys.stdin", io.StringIO(reponse))
    assert main([str(ecrire(tmp_path, annuaire()))], tribunaux) == 1
    assert tribunaux.read_bytes() == TRIBUNAUX.read_bytes()


def sans(cle: str) -> list[dict[str, Any]]:
    """L'annuaire où la première fiche a perdu une clé."""
    fiches = annuaire()
    cible = fiches[0] if cle in fiches[0] else fiches[0]["adresse"][0]
    del cible[cle]
    return fiches


SURPRISES: dict[str, Any] = {
    "pas du JSON": "{",
    "vide": [],
    "un nombre": 3,
    "une fiche qui n'en est pas une": [*annuaire(), "x"],
    "sans nom": sans("nom"),
    "sans id": sans("id"),
    "sans adresse": sans("adresse"),
    "sans ville": sans("nom_commune"),
    "adresse en texte": [{**annuaire()[0], "adresse": "1 rue"}, *annuaire()[1:]],
    "code postal faux": [
        {**annuaire()[0], "adresse": [{**annuaire()[0]["adresse"][0], "code_postal": "7500"}]},
        *annuaire()[1:],
    ],
    "deux adresses": [{**annuaire()[0], "adresse": annuaire()[0]["adresse"] * 2}, *annuaire()[1:]],
    "un tribunal absent": annuaire()[1:],
    "un tribunal en double": [*annuaire(), annuaire()[0]],
}


@pytest.mark.parametrize("contenu", SURPRISES.values(), ids=SURPRISES)
def test_la_premiere_surprise_arrete_tout_en_une_phrase(
    tmp_path: Path, tribunaux: Path, contenu: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """Le fichier des tribunaux n'est pas touché, et la phrase dit où."""
    assert main([str(ecrire(tmp_path, contenu))], tribunaux) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert tribunaux.read_bytes() == TRIBUNAUX.read_bytes()


def test_un_fichier_absent_se_dit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Une phrase, pas une trace."""
    assert main([str(tmp_path / "absent.json")]) == 1
    assert "absent.json" in capsys.readouterr().err


def test_un_fichier_mal_enregistre_se_dit_en_francais(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Le message de Python, en anglais, n'aide pas qui a téléchargé un fichier."""
    (tmp_path / "annuaire.json").write_bytes("é".encode("cp1252"))
    assert main([str(tmp_path / "annuaire.json")]) == 1
    dit = capsys.readouterr().err
    assert "n'est pas en UTF-8" in dit and "Rien n'a changé" in dit and "codec" not in dit
