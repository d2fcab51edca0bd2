"""Chacun peut vérifier : les empreintes de ce qui est livré, la nomenclature, les verrous, les en-têtes conseillés."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from builder import hote, inventaire, licences
from builder.paths import ROOT

EMPREINTE = re.compile(r"--hash=sha256:[0-9a-f]{64}")


@pytest.fixture(scope="module")
def nomenclature(site: Path) -> dict[str, Any]:
    """Celle qui est livrée."""
    lue: dict[str, Any] = json.loads((site / inventaire.NOMENCLATURE).read_text(encoding="utf-8"))
    return lue


def verifier(site: Path) -> "subprocess.CompletedProcess[str]":
    """La commande que donne la page."""
    commande = ["sha256sum", "-c", "--quiet", "--strict", inventaire.EMPREINTES]
    return subprocess.run(commande, cwd=site, capture_output=True, text=True)


def test_sha256sum_reconnait_chaque_fichier_livre(site: Path) -> None:
    """La liste est entière, et juste."""
    listes = [ligne.split("  ", 1)[1] for ligne in (site / inventaire.EMPREINTES).read_text("utf-8").splitlines()]
    livres = {f.relative_to(site).as_posix() for f in site.rglob("*") if f.is_file()} - {inventaire.EMPREINTES}
    assert listes == sorted(livres)
    dit = verifier(site)
    assert dit.returncode == 0, dit.stdout + dit.stderr


def test_un_seul_octet_change_se_voit(tmp_path: Path) -> None:
    """Une page récrite par un hébergeur n'a plus son empreinte."""
    (tmp_path / "dossier").mkdir()
    page = tmp_path / "dossier" / "page é.html"
    page.write_text("<p>Bonjour.</p>", encoding="utf-8")
    inventaire.publish(tmp_path)
    assert verifier(tmp_path).returncode == 0
    page.write_text("<p>Bonjour!</p>", encoding="utf-8")
    dit = verifier(tmp_path)
    assert dit.returncode == 1
    assert "page é.html" in dit.stdout


def test_la_nomenclature_suit_cyclonedx(nomenclature: dict[str, Any]) -> None:
    """Les champs que le schéma 1.6 exige, les valeurs qu'il permet ; chaque référence est unique."""
    assert (nomenclature["bomFormat"], nomenclature["specVersion"], nomenclature["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", nomenclature["serialNumber"])
    composants = [nomenclature["metadata"]["component"], *nomenclature["components"]]
    assert len({un["bom-ref"] for un in composants}) == len(composants)
    for un in nomenclature["components"]:
        assert un["type"] == "library" and un["name"] and un["scope"] in ("required", "excluded"), un
        for empreinte in un.get("hashes", []):
            longueurs = {"SHA-1": 40, "SHA-256": 64, "SHA-384": 96, "SHA-512": 128}
            assert re.fullmatch(rf"[0-9a-f]{{{longueurs[empreinte['alg']]}}}", empreinte["content"]), un
    assert "timestamp" not in nomenclature["metadata"]


def test_la_nomenclature_porte_tout_ce_que_disent_les_verrous(nomenclature: dict[str, Any]) -> None:
    """Un composant livré est dans la page des licences et ici ; un outil est dans son verrou et ici."""
    livres = {un["name"] for un in nomenclature["components"] if un["scope"] == "required"}
    assert livres == {un["nom"] for un in licences.components()}
    adresses = {un.get("purl") for un in nomenclature["components"]}
    verrou = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    outils = re.findall(r"^(\S+)==(\S+)", verrou, re.MULTILINE)
    assert len(outils) > 40
    assert {f"pkg:pypi/{nom.lower()}@{version}" for nom, version in outils} <= adresses
    paquets = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert f"pkg:npm/pyodide@{paquets['node_modules/pyodide']['version']}" in adresses
    assert len([une for une in adresses if une and une.startswith("pkg:npm/")]) > 100


def test_chaque_outil_python_est_pris_par_version_et_par_empreinte() -> None:
    """Et l'installation les exige."""
    blocs = re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text(encoding="utf-8").strip())
    assert len(blocs) > 40
    assert [bloc.splitlines()[0] for bloc in blocs if "==" not in bloc or not EMPREINTE.search(bloc)] == []
    assert "--require-hashes" in (ROOT / "scripts" / "lib" / "python.sh").read_text(encoding="utf-8")


def test_chaque_paquet_npm_est_pris_par_empreinte() -> None:
    """`npm ci` refuse alors un paquet changé en route."""
    paquets = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [nom for nom, un in paquets.items() if nom and not un.get("integrity", "").startswith("sha512-")] == []
    assert "npm ci " in (ROOT / "scripts" / "lib" / "node.sh").read_text(encoding="utf-8")


def test_les_en_tetes_conseilles_laissent_le_calculateur_s_embarquer(site: Path) -> None:
    """Interdire les cadres partout casserait `embarque/` chez tous ceux qui l'ont posé."""
    livre = (site / hote.FICHIER).read_text(encoding="utf-8")
    blocs = {bloc.splitlines()[0]: bloc for bloc in re.split(r"\n(?=/)", livre)}
    assert "nosniff" in blocs["/*"]
    assert "Content-Security-Policy" not in blocs["/*"] and "Resource-Policy" not in blocs["/*"]
    for chemin in set(blocs) - {"/*"}:
        assert (site / chemin.strip("/*") / "index.html").is_file(), chemin
        assert "frame-ancestors 'none'" in blocs[chemin]


def test_la_page_montre_la_politique_et_les_en_tetes_livres(site: Path) -> None:
    """Ce qu'on lit est ce qui est envoyé."""
    page = (site / "verifiez-vous-meme" / "index.html").read_text(encoding="utf-8")
    assert hote.render().splitlines()[1].strip() in page
    for regle in ("connect-src 'self'", "form-action 'none'", "default-src 'none'"):
        assert regle in page.replace("&#39;", "'")
