"""Ce que la page télécharge pour calculer : bons octets-code, mêmes octets à chaque fabrication, moins d'octets."""

import gzip
import hashlib
import importlib.util
import json
import re
import zipfile
from pathlib import Path

import pytest

from builder import bytecode, runtime
from builder.errors import BuildError
from builder.paths import NODE_MODULES, RUNTIME
from builder.runtime_small.container import pack, unpack
from tests.build.moteurs import essayer

STOCK = NODE_MODULES / "pyodide"
MAGIQUE = importlib.util.MAGIC_NUMBER
ARCHIVES = ("modules", "suite", "reste")
# Le but : la moitié au plus. Pyodide 0.29.5 pèse 5,5 Mo.
PART_DE_PYODIDE = 0.5


@pytest.fixture(scope="module")
def livre(site: Path) -> Path:
    """Le dossier du moteur, dans le site."""
    return site / "assets" / "pyodide"


def archive(livre: Path, cle: str) -> dict[str, bytes]:
    """Les fichiers d'une des archives livrées."""
    (chemin,) = livre.glob(f"{cle}-*.bin")
    return unpack(gzip.decompress(chemin.read_bytes()))


def envoye(chemins: list[Path]) -> int:
    """Ce qu'un serveur envoie : un .bin tel quel, le reste comprimé comme en ligne."""
    octets = [(chemin.suffix, chemin.read_bytes()) for chemin in chemins]
    return sum(len(lu if fin == ".bin" else gzip.compress(lu, compresslevel=6)) for fin, lu in octets)


def test_le_nombre_magique_lu_est_celui_de_ce_python() -> None:
    """La fabrique lit celui du Pyodide livré, et c'est bien le nôtre."""
    assert bytecode.pyodide_magic(STOCK / "python_stdlib.zip") == MAGIQUE


def test_d_autres_octets_code_arretent_la_fabrication() -> None:
    """Compilé par un autre Python, rien ne se chargerait chez le lecteur."""
    with pytest.raises(BuildError, match=r"3999.*Python 3\.13"):
        bytecode.check_magic(MAGIQUE, host=(3999).to_bytes(2, "little") + b"\r\n")


def test_un_moteur_d_un_autre_genre_arrete_la_fabrication(monkeypatch: pytest.MonkeyPatch) -> None:
    """Une faute de frappe ne doit pas livrer l'autre moteur en silence."""
    monkeypatch.setenv("RECOURS_MOTEUR", "petti")
    with pytest.raises(BuildError, match="RECOURS_MOTEUR"):
        runtime.kind()


def test_tout_ce_qui_est_livre_est_en_octets_code_de_pyodide(livre: Path) -> None:
    """Un seul .py livré serait analysé à chaque démarrage ; un seul mauvais .pyc casserait tout."""
    for cle in ARCHIVES:
        fichiers = archive(livre, cle)
        compiles = {nom: octets for nom, octets in fichiers.items() if nom.endswith(".pyc")}
        assert len(compiles) > 10
        assert [nom for nom in fichiers if nom.endswith(".py")] == []
        assert {octets[:4] for octets in compiles.values()} == {MAGIQUE}


def test_rien_de_la_bibliotheque_de_pyodide_n_est_perdu(livre: Path) -> None:
    """Ce qui n'est pas au départ est dans la suite ou dans le reste, une fois."""
    noms = [nom for cle in ARCHIVES for nom in archive(livre, cle)]
    assert len(noms) == len(set(noms))
    with zipfile.ZipFile(STOCK / "python_stdlib.zip") as publiee:
        voulus = {nom + "c" for nom in publiee.namelist() if nom.endswith(".py")}
    assert {nom for nom in voulus if nom not in noms and f"_vrais/{nom}" not in noms} == set()


def test_les_regles_de_droit_partent_au_demarrage(livre: Path) -> None:
    """Sans elles, la page ne saurait rien compter."""
    noms = {nom.removeprefix("site-packages/") for nom in archive(livre, "modules")}
    assert {"calculators/droit/recours.toml", "calculators/droit/textes.toml", "calculators/catalogue/fr.toml"} <= noms
    assert "asyncio/__init__.pyc" not in noms


def test_chaque_fichier_porte_l_empreinte_de_son_contenu(livre: Path) -> None:
    """Un vieux fichier gardé par un cache ne peut pas être pris pour un neuf."""
    nommes = [chemin for chemin in livre.iterdir() if chemin.name not in {"demarrer.mjs", "manifeste.json"}]
    assert len(nommes) >= 6
    for chemin in nommes:
        assert f"-{hashlib.sha256(chemin.read_bytes()).hexdigest()[:12]}." in chemin.name
        assert chemin.name in (livre / "demarrer.mjs").read_text(encoding="utf-8")


def test_le_moteur_ne_connait_aucun_autre_hote_ou_chercher_un_paquet(livre: Path) -> None:
    """Pyodide nomme un réseau de diffusion : sans liste de paquets, il n'a rien à y demander."""
    (entree,) = livre.glob("entree-*.mjs")
    assert "lockFilePromise=" not in entree.read_text(encoding="utf-8")
    assert "://" not in (livre / "demarrer.mjs").read_text(encoding="utf-8").replace("^file:\\/\\/", "")


def test_le_manifeste_dit_le_poids_de_chaque_fichier(livre: Path) -> None:
    """C'est ce que la page annonce à qui attend."""
    manifeste = json.loads((livre / "manifeste.json").read_text(encoding="utf-8"))
    dits = {fichier["nom"]: fichier for fichier in manifeste["fichiers"]}
    presents = {chemin.name: chemin for chemin in livre.iterdir() if chemin.name != "manifeste.json"}
    assert dits.keys() == presents.keys()
    for nom, chemin in presents.items():
        assert dits[nom]["octets"] == chemin.stat().st_size
        assert abs(dits[nom]["octets_gz"] - envoye([chemin])) <= envoye([chemin]) // 50
    assert manifeste["total_gz"] == sum(fichier["octets_gz"] for fichier in dits.values() if fichier["depart"])


def test_le_moteur_livre_pese_moins_que_pyodide_tel_quel(livre: Path) -> None:
    """Les octets du premier envoi, contre ceux que Pyodide demande sans aucun moteur."""
    coeur = ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"]
    zippe = (STOCK / "python_stdlib.zip").stat().st_size
    tel_quel = envoye([STOCK / nom for nom in coeur if not nom.endswith(".zip")]) + zippe
    depart = [chemin for chemin in livre.iterdir() if not re.match(r"(suite|reste|froid)-", chemin.name)]
    assert envoye(depart) <= PART_DE_PYODIDE * tel_quel


def test_un_module_laisse_de_cote_arrive_quand_on_l_importe(livre: Path) -> None:
    """De la suite ou du reste, paquet ou module, cherché par import ou par nom d'encodage : jamais ModuleNotFoundError."""
    codes = [
        "import zipfile, base64; zipfile.ZipFile.__name__",
        "import statistics; statistics.median([3, 1, 2])",
        "import email.mime.text; email.mime.text.MIMEText('é').get_content_charset()",
        "'é'.encode('cp1252').hex()",
        "import difflib, string; difflib.get_close_matches('appel', ['appels'])",
    ]
    dits = essayer(livre, codes)
    assert [un["dit"] for un in dits] == ["ZipFile", "2", "utf-8", "e9", "['appels']"]
    venus = [nom.split("-")[0] for un in dits for nom in un["venus"]]
    assert [nom for nom in venus if nom != "froid"] == ["suite", "reste"]


def test_un_module_qui_n_existe_pas_ne_fait_rien_venir(livre: Path) -> None:
    """Deux mégaoctets pour une faute de frappe seraient de trop."""
    (dit,) = essayer(livre, ["import calculateurs"])
    assert dit == {"dit": "ModuleNotFoundError: No module named 'calculateurs'", "venus": []}


def test_un_remplacant_cede_la_place_au_vrai(livre: Path) -> None:
    """asyncio, sa boucle, les ressources d'un paquet : ce que nous avons ôté du départ marche encore, en entier."""
    codes = [
        "import asyncio; asyncio.Queue.__module__",
        "import asyncio.events; asyncio.events is asyncio.sys.modules['asyncio.events']",
        "import asyncio; type(asyncio.get_event_loop_policy()).__name__",
        "from pyodide.webloop import WebLoop; WebLoop.__mro__[1].__module__",
        "import importlib.resources as r; r.files('calculators').joinpath('droit', 'recours.toml').is_file()",
        "from pyodide._package_loader import unpack_buffer; unpack_buffer.__module__",
    ]
    dits = [un["dit"] for un in essayer(livre, codes)]
    assert dits == ["asyncio.queues", "true", "WebLoopPolicy", "asyncio.events", "true", "pyodide._package_loader"]


def test_un_texte_toml_quelconque_est_lu_par_le_vrai_tomllib_et_ceux_du_moteur_le_restent(livre: Path) -> None:
    """Nos fichiers arrivent déjà lus : le vrai tomllib n'y verrait qu'un commentaire, et rendrait une table vide."""
    nos = "len(json.dumps(lire_toml(DROIT / 'recours.toml'), default=str)) > 10_000"
    codes = [
        "import json, calculators; from pathlib import Path; from calculators.formes import lire_toml\n"
        f"DROIT = Path(calculators.__file__).parent / 'droit'; {nos}",
        "import tomllib; tomllib.loads('a = 2026-04-03')['a'].isoformat()",
        "tomllib.loads('a =')",
        nos,
    ]
    dits = [un["dit"] for un in essayer(livre, codes)]
    assert dits[:2] == ["true", "2026-04-03"] and "TOMLDecodeError" in dits[2] and dits[3] == "true"


def test_le_compilateur_de_python_ne_tourne_pas_pour_demarrer(livre: Path) -> None:
    """Les méthodes des dataclass et des NamedTuple arrivent compilées ; une que la fabrique n'a pas vue l'est sur place."""
    codes = [
        "import _prets, calculators.page; len(_prets.inconnus)",
        "from typing import NamedTuple\nclass Paire(NamedTuple):\n    inconnue_a: int\n    inconnue_b: int\nsum(Paire(1, 2))",
        "[genre for genre, _ in _prets.inconnus][0]",
    ]
    assert [un["dit"] for un in essayer(livre, codes)] == ["0", "3", "eval"]


def test_une_archive_rend_ce_qu_on_y_met() -> None:
    """Noms accentués, fichier vide, et l'ordre ne change rien."""
    fichiers = {"é/b": b"", "a": b"\x00\xff", "z": "œ".encode()}
    assert unpack(pack(fichiers)) == fichiers
    assert pack(fichiers) == pack(dict(reversed(fichiers.items())))


def test_deux_fabrications_donnent_les_memes_octets(livre: Path, tmp_path: Path) -> None:
    """N'importe qui peut refaire ce qui est publié et comparer."""
    assert (RUNTIME / "cle").read_text() == runtime.key(), "le moteur a changé depuis : relancez scripts/build"
    refait = runtime.build(tmp_path)
    noms = sorted(fichier.name for fichier in livre.iterdir())
    assert noms == sorted(fichier.name for fichier in refait.iterdir())
    differents = [nom for nom in noms if (livre / nom).read_bytes() != (refait / nom).read_bytes()]
    assert differents == []
