"""Les affiches et les feuilles : une affiche A4, quatre prospectus A6 sur une feuille, les derniers jours de six mois.

Le code à scanner n'existe que si l'adresse publique est connue : sinon la feuille dit qu'il manque.
"""

import html
import tomllib
from datetime import date

import segno

from builder import association_contacts, contacts, essentiel, kit
from builder.association import current, public_address
from builder.catalogue import long_date, strong
from builder.paths import ROOT

_PAR_FEUILLE = 4
_MOIS = 6
# Le papier a une fin : les autres permanences se lisent sur le site.
_SUR_L_AFFICHE = 4
_SUR_LE_PROSPECTUS = 3
_DUREES = {
    "refus_seul": "recours_contentieux_refus_seul",
    "oqtf": "recours_contentieux_oqtf",
    "assigne": "recours_contentieux_assigne",
    "enferme": "recours_contentieux_detenu",
    "retenu": "recours_contentieux_retenu",
}


def code(address: str, page: str = "") -> str:
    """Le code à scanner d'une page, en SVG ; sans adresse publique, la phrase qui le dit."""
    say = kit.words("affiche")
    if not address:
        return f'<p class="sans-code">{html.escape(say["sans_adresse"])}</p>'
    target = address + page
    title = say["code"].format(adresse=target)
    # Correction moyenne : une affiche pliée ou tachée se scanne encore.
    drawn = segno.make(target, error="m").svg_inline(
        omitsize=True, border=4, svgclass=None, lineclass=None, title=title
    )
    shown = html.escape(target.removeprefix("https://").removeprefix("http://").rstrip("/"))
    drawn = drawn.replace("<svg ", '<svg role="img" ', 1)
    return f'<div class="code">{drawn}<p>{html.escape(say["scanner"])}</p><p class="adresse">{shown}</p></div>'


def _national() -> list[contacts.Contact]:
    """Les contacts de tout le pays que la page donne partout."""
    page = tomllib.loads((ROOT / "catalogue" / "page.toml").read_text(encoding="utf-8"))
    return contacts.named(page["contacts_du_jour"])


def _durations(tag: str) -> str:
    say = kit.words("affiche")
    rows = "".join(
        f"<li>{html.escape(say[key])} : <strong>{{!regle/{rule}/duree.md!}}</strong></li>"
        for key, rule in _DUREES.items()
    )
    return f'<{tag} class="durees">{html.escape(say["durees"])}</{tag}><ul>{rows}</ul>'


def _head(tag: str) -> str:
    """Le nom de l'association, puis l'appel."""
    say, here = kit.words("affiche"), current()
    name = f'<p class="association">{html.escape(here.nom)}</p>' if here else ""
    return f'{name}<{tag} class="titre">{html.escape(say["titre"])}</{tag}><p class="appel">{html.escape(say["sous_titre"])}</p>'


def _gestures() -> str:
    return "<ol>" + "".join(f"<li>{strong(html.escape(one))}</li>" for one in kit.words("affiche")["gestes"]) + "</ol>"


def _foot(day: date) -> str:
    from calculators.version import VERSION

    say = kit.words("affiche")
    made = say["imprimee"].format(jour=long_date(day), version=VERSION)
    return f'<p class="bas">{html.escape(say["promesse"])} {html.escape(say["etat"])} {html.escape(made)}</p>'


def poster(day: date, address: str) -> str:
    """L'affiche A4."""
    say = kit.words("affiche")
    own = [contacts.item(row, source=False) for row in association_contacts.rows()[:_SUR_L_AFFICHE]]
    others = [contacts.short(row) if own else contacts.item(row, source=False) for row in _national()]
    items = "".join(f"<li>{line}</li>" for line in [*own, *others])
    return (
        f'<div class="affiche a4" data-search-exclude>{_head("h2")}'
        f'<div class="deux">{code(address)}<div>{_gestures()}{_durations("h3")}</div></div>'
        f'<div class="contacts-affiche"><h3>{html.escape(say["aide"])}</h3><ul>{items}</ul></div>{_foot(day)}</div>'
    )


def _flyer(address: str, day: date, *, first: bool) -> str:
    say = kit.words("affiche")
    # L'association prend la place ; sinon, les contacts de tout le pays.
    rows = association_contacts.rows()[:_SUR_LE_PROSPECTUS] or _national()
    items = "".join(f"<li>{contacts.short(row)}</li>" for row in rows)
    hidden = "" if first else ' aria-hidden="true"'
    return (
        f'<div class="affiche a6"{hidden}>{_head("h2" if first else "p")}{code(address)}{_gestures()}{_durations("p")}'
        f'<p class="qui">{html.escape(say["aide"])}</p><ul>{items}</ul>{_foot(day)}</div>'
    )


def flyers(day: date, address: str) -> str:
    """Quatre prospectus A6 : à l'écran un seul, sur le papier les quatre."""
    made = "".join(_flyer(address, day, first=rank == 0) for rank in range(_PAR_FEUILLE))
    return f'<div class="quatre" data-search-exclude>{made}</div>'


def fragments(day: date) -> dict[str, str]:
    """Ce que les pages d'affiches incluent."""
    address = public_address()
    return {
        "affiche/a4.html": poster(day, address),
        "affiche/a6.html": flyers(day, address),
        "affiche/derniers-jours.html": essentiel.render(day, _MOIS),
        "affiche/code-du-tableau.html": code(address, "tableau-des-derniers-jours/"),
    }
