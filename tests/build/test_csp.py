"""La politique de sécurité, dans chaque page, avec les scripts qu'elle porte et eux seuls."""

import re
from pathlib import Path

import pytest

from builder import csp
from builder.errors import BuildError

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def test_chaque_page_porte_la_meme_politique_avant_tout_script(site: Path) -> None:
    """Une page oubliée pourrait tout envoyer ailleurs."""
    pages = sorted(site.rglob("*.html"))
    politiques = set()
    for page in pages:
        texte = page.read_text(encoding="utf-8")
        trouvee = META.search(texte)
        assert trouvee, page
        assert not re.search(r"<(script|link|style)\b", texte[: trouvee.start()]), page
        assert '<meta name="referrer" content="no-referrer">' in texte, page
        politiques.add(trouvee[1])
    assert len(politiques) == 1


def test_la_politique_ne_permet_que_ce_site(site: Path) -> None:
    """Aucun hôte, aucun script sans empreinte, aucun envoi de formulaire."""
    politique = META.search((site / "index.html").read_text(encoding="utf-8"))
    assert politique
    regles = dict(regle.split(" ", 1) for regle in politique[1].split("; "))
    assert regles["default-src"] == "'none'"
    assert regles["connect-src"] == "'self'"
    assert regles["worker-src"] == "'self' blob:"
    assert regles["form-action"] == "'none'"
    assert "'wasm-unsafe-eval'" in regles["script-src"]
    permis = re.compile(r"'self'|'none'|'wasm-unsafe-eval'|'sha256-[\w+/]+=*'|blob:|data:")
    for nom, valeurs in regles.items():
        for valeur in valeurs.split():
            assert permis.fullmatch(valeur), f"{nom} {valeur}"


def test_un_script_ecrit_dans_la_page_recoit_son_empreinte(tmp_path: Path) -> None:
    """L'empreinte est celle du texte exact, calculée une fois à la main."""
    page = tmp_path / "index.html"
    page.write_text(
        '<html><head><meta charset="utf-8"></head><script>alert(1)</script>'
        '<script type="application/json">{"a": 1}</script></html>',
        encoding="utf-8",
    )
    assert csp.protect(tmp_path) == 1
    politique = META.search(page.read_text(encoding="utf-8"))
    assert politique
    # printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    assert re.findall(r"'sha256-([^']+)'", politique[1]) == ["bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI="]


@pytest.mark.parametrize("interdit", ['<p style="color:red">', '<p onclick="x()">', "<style>p{}</style>"])
def test_ce_que_la_politique_bloquerait_arrete_la_fabrication(tmp_path: Path, interdit: str) -> None:
    """Bloqué sans rien dire, cela ferait une page cassée chez le lecteur."""
    (tmp_path / "page.html").write_text(f"<html><head></head>{interdit}</html>", encoding="utf-8")
    with pytest.raises(BuildError, match=r"page\.html"):
        csp.protect(tmp_path)
