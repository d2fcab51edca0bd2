"""La liste que porte le gardien : chaque fichier du site tel qu'il est livré, et rien qu'un hébergeur garde pour lui."""

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from builder import hote


@pytest.fixture(scope="module")
def liste(site: Path) -> list[dict[str, Any]]:
    """Ce que le gardien du site construit sait garder."""
    (brut,) = re.findall(r"const LISTE = (\[.*?\]);", (site / "gardien.js").read_text(encoding="utf-8"))
    lue: list[dict[str, Any]] = json.loads(brut)
    return lue


def test_chaque_fichier_garde_est_celui_qui_est_livre(site: Path, liste: list[dict[str, Any]]) -> None:
    """Le navigateur refuse un fichier dont l'empreinte n'est pas celle-là : une seule fausse, et rien ne s'installe."""
    assert [une["url"] for une in liste] == sorted(une["url"] for une in liste) and len(liste) > 100
    for une in liste:
        octets = (site / une["url"]).read_bytes()
        assert une["revision"] == "sha256-" + base64.b64encode(hashlib.sha256(octets).digest()).decode(), une["url"]
        assert 0 < une["octets"] <= len(octets) + 64, une["url"]


def test_ce_qu_un_hebergeur_ne_sert_pas_n_y_est_pas(liste: list[dict[str, Any]]) -> None:
    """Là où `_headers` est lu, il n'est pas servi : le demander ferait échouer « rendre disponible hors connexion »."""
    noms = {une["url"] for une in liste}
    assert not noms & {hote.FICHIER, "gardien.js", "404.html", "sitemap.xml", "sitemap.xml.gz"}
    assert {"index.html", "hors-connexion/index.html", "assets/reponses.json"} <= noms
    assert not any(nom.startswith("embarque/") for nom in noms)
