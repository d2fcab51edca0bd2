"""Les papiers d'entraînement dans la page : le dessin, les questions, la réponse du moteur ; puis toutes les réponses.

La première série est dans la page ; les autres sont des fichiers du site, demandés quand on les choisit.
"""

import html
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builder import form_catalogue, papiers
from builder.catalogue import strong
from builder.fiche_mots import clock, weekday
from builder.form_fields import Page, texte
from builder.form_fields import date as champs_de_date
from builder.formation import Papier, Reponse, catalogue, repondre, serie
from builder.papier_dessin import LARGEUR
from builder.papiers import Textes

DOSSIER = "assets/formation"
# Ce qu'on demande de lire sur le papier, dans l'ordre du formulaire.
_CONTENU = "contenu"


def _documents(papier: Papier) -> list[str]:
    return ["arrete", "compte"] if papier.decision["mode"] == "en_ligne" else ["arrete"]


def _feuille(papier: Papier, dits: Textes) -> str:
    """Le papier dessiné, partie par partie pour se couper en colonnes ; ses mots, pour qui ne le voit pas."""
    dessins, lus = [], []
    for document in _documents(papier):
        for partie in papiers.parties(papier.decision, dits, document):
            dessins.append(
                f'<svg viewBox="0 0 {LARGEUR} {partie.dessin.hauteur}" aria-hidden="true" focusable="false" '
                f'fill="currentColor">{partie.dessin.traits}</svg>'
            )
            lus += partie.ecrit
    mots = catalogue()["mots"]
    lu = "".join(f"<p>{strong(texte(ligne))}</p>" for ligne in lus)
    return (
        f'<div class="feuille">{"".join(dessins)}</div>\n'
        f'<div class="pour-lecteur"><p>{texte(mots["texte_du_papier"])}</p>{lu}</div>'
    )


def _options() -> list[dict[str, Any]]:
    """Ce qu'un papier peut contenir, sans « je ne sais pas » : ici, on lit."""
    (question,) = (une for une in form_catalogue.questions("decision") if une["nom"] == _CONTENU)
    return [option for option in question["options"] if not option.get("exclusive")]


def _choix(genre: str, nom: str, options: list[tuple[str, str]]) -> str:
    lignes = "".join(
        f'<label class="option large"><input type="{genre}" name="{nom}" value="{valeur}"> '
        f"<span>{texte(dit)}</span></label>"
        for valeur, dit in options
    )
    return f'<div class="options">{lignes}</div>'


def _question(numero: int, nom: str, champs: str) -> str:
    mots = catalogue()["mots"]
    aide = f"aide-{nom}-{numero}"
    return (
        f'<fieldset data-question="{nom}" aria-describedby="{aide}"><legend>{texte(mots[nom])}</legend>'
        f'<p class="aide" id="{aide}">{texte(mots[f"{nom}_aide"])}</p>{champs}'
        f'<p class="verdict" data-verdict></p></fieldset>'
    )


def _questions(numero: int) -> str:
    """Les trois questions, les mêmes pour tous les papiers."""
    mots = catalogue()["mots"]
    page = Page(form_catalogue.fichier("decision"), f"papier-{numero}-")
    contenu = _choix("checkbox", "contenu", [(o["valeur"], o["texte"]) for o in _options()])
    heure = (
        f'<div><label for="papier-{numero}-heure">{texte(mots["heure"])}</label>'
        f'<input id="papier-{numero}-heure" name="heure" type="text" maxlength="7" class="moyen"></div>'
    )
    jour = f'<div class="jour-et-heure">{champs_de_date("jour", page)}{heure}</div>'
    devant = _choix("radio", "devant", [(un["id"], un["texte"]) for un in catalogue()["devant"]])
    return "\n".join(
        [
            _question(numero, "contenu", contenu),
            _question(numero, "dernier_jour", jour),
            _question(numero, "devant", devant),
        ]
    )


def _jour(reponse: Reponse) -> str:
    instant = f"{reponse.dernier_jour}T{reponse.heure}" if reponse.heure else str(reponse.dernier_jour)
    return f'<time datetime="{instant}">{weekday(reponse.dernier_jour, reponse.heure)}</time>'


def _contenu(papier: Papier) -> str:
    """« Refus de titre de séjour ; Pays de renvoi, ou de destination »."""
    dits = {option["valeur"]: option["texte"] for option in _options()}
    return " ; ".join(dits[un] for un in papier.decision[_CONTENU])


def _devant(reponse: Reponse) -> str:
    (dit,) = (un["texte"] for un in catalogue()["devant"] if un["id"] == reponse.devant)
    return str(dit)


def _correction(papier: Papier, reponse: Reponse) -> str:
    """La réponse du moteur et son explication, repliées tant qu'on n'a pas répondu."""
    mots = catalogue()["mots"]
    pas = "".join(f"<li>{texte(un)}</li>" for un in reponse.pas)
    alertes = "".join(f"<li>{texte(une)}</li>" for une in reponse.alertes)
    a_dire = f"<h4>{texte(mots['a_dire'])}</h4><ul>{alertes}</ul>" if alertes else ""
    return (
        f'<details class="correction"><summary>{texte(mots["reponse"].format(n=papier.numero))}</summary>'
        f"<p><strong>{texte(mots['bien_contenu'])}</strong> {texte(_contenu(papier))}.</p>"
        f"<p><strong>{texte(mots['bien_jour'])}</strong> {_jour(reponse)}.</p>"
        f"<p><strong>{texte(mots['bien_devant'])}</strong> {texte(_devant(reponse))}.</p>"
        f"<h4>{texte(mots['compte'])}</h4><ol>{pas}</ol>{a_dire}</details>"
    )


def _juste(papier: Papier, reponse: Reponse) -> str:
    """Ce que le script compare à ce que la personne a répondu."""
    juste = {
        "contenu": sorted(papier.decision[_CONTENU]),
        "dernier_jour": str(reponse.dernier_jour),
        "heure": reponse.heure,
        "devant": reponse.devant,
    }
    return html.escape(json.dumps(juste))


def _dit(papier: Papier) -> str:
    dit, heure = catalogue()["dit"], clock(papier.decision.get("heure", "00:00"))
    phrase = dit[papier.decision["situation"]].format(heure=heure)
    jour = dit["nous_sommes"].format(jour=weekday(papier.lu_le))
    personne = catalogue()["mots"]["personne"]
    return f'<p class="dit">{texte(jour)}<br>{texte(personne)} <strong>{texte(phrase)}</strong></p>'


def _un_papier(papier: Papier, dits: Textes) -> str:
    """Un papier, ses questions, sa réponse."""
    mots, reponse = catalogue()["mots"], repondre(papier)
    return "\n".join(
        [
            f'<section class="exercice" data-papier-numero="{papier.numero}" data-juste="{_juste(papier, reponse)}" '
            f'aria-labelledby="papier-{papier.numero}">',
            f'<h3 id="papier-{papier.numero}" tabindex="-1">{texte(mots["papier"].format(n=papier.numero))}</h3>',
            _dit(papier),
            _feuille(papier, dits),
            f'<form class="questions" novalidate>\n{_questions(papier.numero)}\n'
            f'<p class="gestes"><button type="submit" class="bouton">{texte(mots["verifier"])}</button></p>'
            '<p role="status" data-bilan></p></form>',
            f'<p class="a-la-main">{texte(mots["sur_papier"])}</p>',
            _correction(papier, reponse),
            "</section>",
        ]
    )


def _les_reponses(numero: int, papiers_: list[Papier]) -> str:
    """Toutes les réponses d'une série, pour qui forme : une page à part, une fois imprimées."""
    mots = catalogue()["mots"]
    titres = "".join(f'<th scope="col">{texte(titre)}</th>' for titre in mots["colonnes"])
    lignes = []
    for papier in papiers_:
        reponse = repondre(papier)
        lignes.append(
            f'<tr><th scope="row">{papier.numero}</th><td>{texte(_contenu(papier))}</td>'
            f"<td>{_jour(reponse)}</td><td>{texte(_devant(reponse))}</td></tr>"
        )
    titre = texte(mots["reponses"].format(n=numero))
    return (
        f'<details class="toutes-les-reponses"><summary>{titre}</summary>'
        f"<table><thead><tr>{titres}</tr></thead><tbody>{''.join(lignes)}</tbody></table></details>"
    )


def render(numero: int, regles: Mapping[str, str]) -> str:
    """Une série entière."""
    dits, siens = papiers.textes(regles), serie(numero)
    titre = texte(catalogue()["mots"]["serie"].format(n=numero))
    parties = [f'<h2 tabindex="-1" data-titre-de-serie>{titre}</h2>', *(_un_papier(un, dits) for un in siens)]
    return "\n".join([*parties, _les_reponses(numero, siens)])


def fragment(regles: Mapping[str, str]) -> str:
    """Le bloc que la page inclut : le choix de la série, et la première."""
    mots, series = catalogue()["mots"], catalogue()["tirage"]["series"]
    options = "".join(f'<option value="{n}">{texte(mots["serie"].format(n=n))}</option>' for n in range(1, series + 1))
    dits = {cle: mots[cle] for cle in ("juste", "faux", "bilan", "panne", "ouverte")}
    return "\n".join(
        [
            f'<div class="formation sans-mots" data-formation data-search-exclude data-mots="{html.escape(json.dumps(dits))}">',
            '<form class="questions choix-de-serie" data-choix novalidate><div class="question">'
            f'<label for="serie">{texte(mots["choisir"])}</label><select id="serie" name="serie">{options}</select></div>'
            f'<p class="gestes"><button type="submit" class="bouton">{texte(mots["ouvrir"])}</button> '
            f'<button type="button" class="bouton second" data-imprimer>{texte(mots["imprimer"])}</button></p>'
            f'<p class="aide">{texte(mots["imprimer_aide"])}</p></form>',
            '<p role="status" class="pour-lecteur" data-annonce></p>',
            f"<div data-serie>\n{render(1, regles)}\n</div>",
            "</div>\n",
        ]
    )


def publish(site: Path, regles: Mapping[str, str]) -> int:
    """Écrit les autres séries dans le site, chacune un fichier ; rend leur nombre."""
    folder = site / DOSSIER
    folder.mkdir(parents=True)
    numeros = range(2, catalogue()["tirage"]["series"] + 1)
    for numero in numeros:
        contenu = json.dumps({"html": render(numero, regles)}, ensure_ascii=False)
        (folder / f"serie-{numero}.json").write_text(contenu, encoding="utf-8")
    return len(numeros)
