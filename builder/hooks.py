"""Ce que MkDocs apprend de nous pendant qu'il construit : le nom, le logo et les couleurs de l'association, le pied de page.

Sans association, rien ne change, sauf le pied de page et l'adresse canonique.
"""

from typing import Any
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from pathspec.gitignore import GitIgnoreSpec

from builder import association_couleurs, changements, erreurs_annoncees, kit
from builder.association import Association, current, public_address, served_address
from builder.today import build_day

_FEUILLE = "assets/stylesheets/association.css"
_LOGO = "assets/association/logo"


def _visible(nav: list[Any], hidden: frozenset[str]) -> list[Any]:
    """Le menu sans les pages que l'association cache ; une partie vidée disparaît."""
    kept = []
    for entry in nav:
        ((title, target),) = entry.items()
        if isinstance(target, list):
            inside = _visible(target, hidden)
            kept += [{title: inside}] if inside else []
        elif str(target).removesuffix(".md") not in hidden:
            kept.append(entry)
    return kept


def _logo(here: Association) -> str:
    return f"{_LOGO}{here.logo.suffix.lower()}" if here.logo else ""


def _foot(here: Association | None) -> dict[str, str]:
    """Ce que le pied de toutes les pages dit : qui publie, quelle version, quelle référence."""
    from calculators.version import VERSION

    say = kit.words("pied")
    reference = here.reference if here and here.reference.startswith("https://") else ""
    return {
        "publie": say["publie"].format(association=here.nom) if here else "",
        "version": say["version"].format(version=VERSION),
        "reference": reference,
        "nom_de_la_reference": say["reference"],
        "corriger": say["corriger"],
        **kit.words("embarque"),
    }


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Le site au nom de l'association."""
    here = current()
    config.site_url = served_address() or config.site_url
    config.extra["kit"] = _foot(here)
    if here:
        config.site_name = here.nom
    config.extra["fil"] = {"adresse": changements.FIL, "titre": changements.titre_du_fil(config.site_name)}
    if here is None:
        return config
    config.nav = _visible(config.nav or [], here.cachees)
    unlisted = GitIgnoreSpec.from_lines(f"/{one}.md" for one in here.cachees)
    config.not_in_nav = GitIgnoreSpec([*(config.not_in_nav.patterns if config.not_in_nav else ()), *unlisted.patterns])
    if here.logo:
        config.theme["logo"] = _logo(here)
    if here.couleurs:
        config.extra_css.append(_FEUILLE)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Le fil des changements, le logo et les couleurs de l'association, parmi les fichiers du site."""
    here = current()
    feed = changements.fil(
        build_day(), config.site_name, public_address(), changements.versions(), erreurs_annoncees.lire()
    )
    files.append(File.generated(config, changements.FIL, content=feed))
    if here and here.logo:
        files.append(File.generated(config, _logo(here), content=here.logo.read_bytes()))
    if here and here.couleurs:
        sheet = association_couleurs.css(here.couleurs["principale"], here.couleurs["nuit"], kit.limit("contraste"))
        files.append(File.generated(config, _FEUILLE, content=sheet))
    return files


def correction(title: str, url: str) -> dict[str, str]:
    """Où dire qu'une page est fausse : à l'association, sinon au dépôt, sinon la page qui dit à qui."""
    from calculators.version import VERSION

    here, say = current(), kit.words("pied")
    if here and (mail := here.joindre()):
        subject = quote(say["sujet"].format(page=title))
        body = quote(say["corps"].format(page=title, version=VERSION))
        said = say["corriger_association"].format(association=here.nom)
        return {"adresse": f"mailto:{mail}?subject={subject}&body={body}", "texte": said}
    if depot := (here.depot if here else kit.depot()):
        form = f"{depot}/issues/new?template=erreur.yml&page={quote(url or 'index')}&version={quote(VERSION)}"
        return {"adresse": form, "texte": say["corriger_depot"]}
    # Sans adresse : le gabarit la fait relative à la page.
    return {"adresse": "", "texte": say["corriger_mentions"]}


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """L'original de la page, pour les moteurs de recherche, et où dire qu'elle est fausse."""
    here = current()
    if here and here.canonique and here.reference.startswith("https://"):
        page.canonical_url = here.reference + page.url
    context["correction"] = correction(str(page.meta.get("title") or page.title), page.url)
    return context
