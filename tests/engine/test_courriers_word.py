"""Le fichier Word : une vraie archive, de vrais styles, les mêmes octets, et rien de dangereux dedans."""

import base64
import io
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from calculators import calculer
from calculators.courriers.fichier import DOCX
from calculators.courriers.nettoyage import propre
from calculators.courriers.word import archiver
from tests.engine.demandes import Json
from tests.engine.lettres import SITUATIONS, TOUTES, URGENCES, lettre, texte_de

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BUREAU = shutil.which("soffice") or shutil.which("libreoffice")
HOSTILES = {
    "très long": "N" * 5000,
    "html": "<script>alert(1)</script> & \"guillemets\" 'apostrophes' <b>",
    "sens renversé": "\u202eerèpér\u202c et \u202eresté ouvert",
    "isolé ouvert": "\u2067שלום",
    "arabe": "محمد بن سعيد",
    "émojis": "Zoé 👩‍👩‍👧 🇫🇷 𝔘𝔫𝔦",
    "retours": "Jean\r\nDupont\rMartin\nDurand",
    "commandes": "Jean\x00\x01\x08\x1b[31m\x7f\u0085 Dupont\ufffe\uffff",
    "moitié de caractère": "Jean \ud800 Dupont",
    "trous": "{nom} {0} %s ${x} [si nom] {{}}",
    "xml": "]]><!-- <?xml?> &#0; &lt;",
}


def word(une: Json, **champs: object) -> bytes:
    """Les octets du fichier Word de cette lettre."""
    rendue = lettre({**une, "sortie": "docx"}, **champs)
    document = rendue["document"]
    assert document["type"] == DOCX and document["nom"] == rendue["nom_de_fichier"]
    return base64.b64decode(document["base64"], validate=True)


def paragraphes(octets: bytes) -> list[tuple[str, str]]:
    """(style, texte) de chaque paragraphe."""
    corps = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(octets)).read("word/document.xml"))
    rendus = []
    for p in corps.iter(f"{W}p"):
        style = p.find(f"{W}pPr/{W}pStyle")
        morceaux = ["\n" if n.tag == f"{W}br" else n.text or "" for n in p.iter() if n.tag in (f"{W}t", f"{W}br")]
        rendus.append(("" if style is None else style.get(f"{W}val", ""), "".join(morceaux)))
    return rendus


@pytest.mark.parametrize("une", TOUTES[::3], ids=lambda u: u["modele"])
def test_l_archive_est_saine_et_ses_parties_se_lisent(une: Json) -> None:
    """Sommes de contrôle justes, XML bien formé, chaque partie annoncée présente."""
    archive = zipfile.ZipFile(io.BytesIO(word(une)))
    assert archive.testzip() is None
    for nom in archive.namelist():
        ElementTree.fromstring(archive.read(nom))
    types = archive.read("[Content_Types].xml").decode()
    assert set(re.findall(r'PartName="/([^"]+)"', types)) <= set(archive.namelist())


@pytest.mark.parametrize("une", TOUTES, ids=lambda u: u["modele"])
def test_le_fichier_dit_la_lettre_puis_la_feuille_d_envoi(une: Json) -> None:
    """Les mêmes mots que les blocs, dans l'ordre ; la feuille commence une page et dit de ne pas l'envoyer."""
    lus = paragraphes(word(une))
    textes = [t for _, t in lus]
    debut = textes.index("Feuille pour vous : ne l'envoyez pas")
    assert "\n".join(textes[:debut]) == texte_de(lettre(une)) and lus[debut][0] == "FeuilleTitre"
    assert "Ce site donne une information, pas un conseil juridique." in textes[debut:]
    assert not any("conseil juridique" in t or "juriste" in t for t in textes[:debut])


def test_chaque_style_employe_est_defini_et_la_langue_est_le_francais() -> None:
    """Titres, listes, corps : des styles que Word et LibreOffice montrent dans leur plan."""
    employes = {style for une in TOUTES for style, _ in paragraphes(word(une))}
    styles = zipfile.ZipFile(io.BytesIO(word(TOUTES[0]))).read("word/styles.xml").decode()
    definis = set(re.findall(r'w:styleId="(\w+)"', styles))
    assert (
        employes <= definis
        and {"Title", "Heading1", "Heading2", "Heading3", "ListNumber", "ListBullet", "Normal"} <= employes
    )
    assert 'w:lang w:val="fr-FR"' in styles


def test_auteur_vide_dates_fixes_memes_octets() -> None:
    """Rien de la personne ni de la machine dans les propriétés ; deux fois la même demande, deux fois les mêmes octets."""
    une = SITUATIONS["requete_tribunal"][0]
    assert word(une) == word(une)
    archive = zipfile.ZipFile(io.BytesIO(word(une)))
    proprietes = archive.read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in proprietes and "2000-01-01" in proprietes and "Diallo" not in proprietes
    assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_chaque_liste_numerotee_recommence_a_un() -> None:
    """Les demandes et l'inventaire ont chacun leur numérotation."""
    octets = zipfile.ZipFile(io.BytesIO(word(SITUATIONS["requete_tribunal"][0])))
    corps = octets.read("word/document.xml").decode()
    numeros = set(re.findall(r'w:numId w:val="(\d+)"', corps)) - {"1"}
    definis = octets.read("word/numbering.xml").decode()
    assert len(numeros) == 2 and all(f'w:num w:numId="{n}"' in definis for n in numeros)


def test_un_brouillon_le_dit_en_tete_et_dans_son_nom() -> None:
    """« BROUILLON », ce qui manque, et « brouillon_… » ; une lettre prête n'en porte pas trace."""
    une = SITUATIONS["requete_tribunal"][0]
    lus = paragraphes(word(une, moyens=None))
    assert lus[0][0] == "Brouillon" and "BROUILLON" in lus[0][1] and "Vos raisons" in lus[1][1]
    assert not any(style == "Brouillon" for style, _ in paragraphes(word(une)))


@pytest.mark.parametrize("nom", HOSTILES)
def test_une_saisie_hostile_sort_intacte_et_sans_danger(nom: str) -> None:
    """Dans le nom, les faits, une pièce et un argument : le texte est là, l'archive reste saine, rien ne s'exécute."""
    valeur = HOSTILES[nom]
    une = SITUATIONS["requete_tribunal"][0]
    moyens = [{"id": "libre", "cause": "externe", "titre": valeur, "texte": valeur * 3 + " et voilà pourquoi."}]
    pieces = [{"intitule": valeur, "appuie": [valeur]}]
    champs = {"nom": valeur, "faits": valeur, "moyens": moyens, "pieces": pieces, "adresse_ligne2": valeur}
    rendue = lettre(une, **champs)
    attendu = " ".join(propre(valeur).split())
    assert attendu in texte_de(rendue)
    octets = word(une, **champs)
    archive = zipfile.ZipFile(io.BytesIO(octets))
    assert archive.testzip() is None
    corps = archive.read("word/document.xml").decode("utf-8")
    ElementTree.fromstring(corps)
    assert "<script" not in corps and not re.search(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]", corps)
    assert any(attendu in t for _, t in paragraphes(octets))
    assert re.fullmatch(r"\d\d(_[a-z0-9_]+)?\.pdf", rendue["pieces"][-1]["fichier"])


def test_un_sens_de_lecture_reste_ouvert_est_referme() -> None:
    """Un nom qui renverse le texte ne renverse pas la suite de la lettre."""
    for nom in ("sens renversé", "isolé ouvert"):
        for ligne in propre(HOSTILES[nom]).split("\n"):
            ouverts = sum(ligne.count(c) for c in "\u202a\u202b\u202d\u202e") - ligne.count("\u202c")
            isoles = sum(ligne.count(c) for c in "\u2066\u2067\u2068") - ligne.count("\u2069")
            assert ouverts == 0 and isoles == 0, nom


def test_une_archive_vide_ou_grande_se_relit() -> None:
    """Notre écrivain d'archives, contre la bibliothèque standard."""
    fichiers = {"a.txt": b"", "dossier/b.bin": bytes(range(256)) * 3000}
    lue = zipfile.ZipFile(io.BytesIO(archiver(fichiers)))
    assert lue.testzip() is None and {n: lue.read(n) for n in lue.namelist()} == fichiers


@pytest.mark.long
@pytest.mark.skipif(
    BUREAU is None, reason="LibreOffice n'est pas installé : la conversion des lettres n'est pas vérifiée"
)
def test_libreoffice_ouvre_chaque_lettre_et_en_fait_des_pages(tmp_path: Path) -> None:
    """Chaque lettre devient un PDF : LibreOffice la lit sans se plaindre, sur peu de pages."""
    fichiers = []
    for rang, une in enumerate(TOUTES):
        fichier = tmp_path / f"{rang:02}_{une['modele']}.docx"
        fichier.write_bytes(word(une))
        fichiers.append(fichier)
    profil = f"-env:UserInstallation=file://{tmp_path}/profil"
    commande = [
        str(BUREAU),
        "--headless",
        profil,
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        *map(str, fichiers),
    ]
    fini = subprocess.run(
        commande, capture_output=True, text=True, timeout=300, env={**os.environ, "LC_ALL": "C.UTF-8"}
    )
    assert fini.returncode == 0 and "rror" not in fini.stderr, fini.stderr
    for fichier in fichiers:
        pdf = fichier.with_suffix(".pdf").read_bytes()
        pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
        assert pdf.startswith(b"%PDF") and 2 <= pages <= 5, (fichier.name, pages)
    for urgente in fichiers[-len(URGENCES) :]:
        pages = len(re.findall(rb"/Type\s*/Page\b", urgente.with_suffix(".pdf").read_bytes()))
        assert pages == 2, "une requête urgente tient sur une page, la feuille d'envoi sur une autre"


@pytest.mark.long
@pytest.mark.skipif(BUREAU is None, reason="LibreOffice n'est pas installé : l'aller-retour n'est pas vérifié")
def test_libreoffice_relit_tout_le_texte_meme_hostile(tmp_path: Path) -> None:
    """Converti en texte, le fichier redit chaque phrase de la lettre."""
    une = SITUATIONS["requete_tribunal"][0]
    fichier = tmp_path / "hostile.docx"
    fichier.write_bytes(word(une, nom=HOSTILES["html"], faits=HOSTILES["émojis"]))
    profil = f"-env:UserInstallation=file://{tmp_path}/profil"
    commande = [str(BUREAU), "--headless", profil, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run([*commande, str(fichier)], capture_output=True, timeout=120, check=True)
    relu = " ".join(fichier.with_suffix(".txt").read_text(encoding="utf-8-sig").split())
    for bloc in lettre(une, nom=HOSTILES["html"], faits=HOSTILES["émojis"])["blocs"]:
        for ligne in bloc["texte"].split("\n"):
            assert " ".join(ligne.split()) in relu, ligne


def test_la_fiche_de_liaison_et_le_texte_nu_disent_la_meme_chose() -> None:
    """La sortie « texte » est la lettre, avec ses numéros."""
    une = SITUATIONS["requete_tribunal"][0]
    texte = calculer({**une, "sortie": "texte"})["texte"]
    assert "1. d'annuler" in texte and "Madame Awa Diallo" in texte and texte.endswith("\n")
