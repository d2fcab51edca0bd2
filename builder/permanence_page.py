"""Écrit la page « La permanence » : ses mots, son modèle à télécharger, ce que dit chaque colonne."""

import csv
import html
import io
import tomllib
from datetime import date, timedelta
from functools import cache

from builder import form_catalogue
from builder.form import aujourdhui, json_dans_la_page
from builder.form_catalogue import Table
from builder.form_fields import Page, texte
from builder.paths import ROOT

# Le calculateur dont la page reprend les mots (états, pourquoi, tribunal, contacts).
_COMME = "complet"
# Un tableur français attend le point-virgule, et la marque pour lire les accents.
_SEPARATEUR, _MARQUE = ";", "\ufeff"


@cache
def mots() -> Table:
    """catalogue/permanence.toml."""
    return tomllib.loads((ROOT / "catalogue" / "permanence.toml").read_text(encoding="utf-8"))


def modele(jour: date) -> str:
    """Le tableau modèle, en CSV : des dossiers inventés, reçus peu avant ce jour."""
    titres = [colonne["nom"] for colonne in mots()["colonnes"]]
    sortie = io.StringIO(newline="")
    ecrire = csv.writer(sortie, delimiter=_SEPARATEUR, lineterminator="\r\n")
    ecrire.writerow(titres)
    for exemple in mots()["modele"]:
        dates = {"date": exemple["jours"], "date_presentation": exemple.get("presentation")}
        valeurs = {**exemple, **{nom: jour - timedelta(days=n) for nom, n in dates.items() if n is not None}}
        # `recours_gracieux.date` n'a pas d'exemple : sa cellule vide ne dit rien.
        ecrire.writerow([_cellule(titre, valeurs) for titre in titres])
    return _MARQUE + sortie.getvalue()


def _cellule(titre: str, valeurs: Table) -> str:
    evenement, _, champ = titre.rpartition(".")
    return str(valeurs.get(champ, "")) if evenement in ("", "decision_notifiee") else ""


def colonnes() -> str:
    """Ce que chaque colonne du modèle attend, en liste ; les valeurs sont celles du formulaire."""
    questions = {une["nom"]: une for une in form_catalogue.questions("decision")}
    lignes = []
    for colonne in mots()["colonnes"]:
        options = questions[colonne["question"]]["options"] if "question" in colonne else []
        valeurs = "".join(
            f"<li><code>{option['valeur']}</code> : {html.escape(option['texte'], quote=False)}</li>"
            for option in options
            if option["valeur"]
        )
        liste = f"<ul>{valeurs}</ul>" if valeurs else ""
        lignes.append(f"<dt><code>{colonne['nom']}</code></dt><dd><p>{texte(colonne['dit'])}</p>{liste}</dd>")
    return f'<dl class="colonnes">{"".join(lignes)}</dl>\n'


def _textes() -> Table:
    """Les mots de la réponse, et ceux de la page."""
    repris = form_catalogue.textes(_COMME)
    repris.pop("mon_dossier", None)
    garde = {cle: dit for cle, dit in mots().items() if cle not in ("colonnes", "modele")}
    return {**repris, "permanence": garde}


def _questions() -> dict[str, str]:
    """Le champ du contrat, et la question à poser pour l'apprendre."""
    dites = {}
    for une in form_catalogue.questions("decision"):
        variantes = une.get("variantes", [une])
        dites[une["nom"]] = variantes[0]["texte"]
    return dites


def _depot() -> str:
    """Le dépôt vide, tel que depot.js le dessine : quand il arrive, rien ne bouge."""
    dits = mots()["depot"]
    gestes = ((" ", "compter", "bouton"), (" ", "modele", "bouton second"), ("", "essayer", "bouton second"))
    boutons = "".join(
        f'<button type="button" class="{classe}" data-{nom}>{texte(dits[nom])}</button>{apres}'
        for apres, nom, classe in gestes
    )
    return (
        f"<details data-ou-est-le-tableau open><summary>{texte(dits['titre'])}</summary>"
        f'<div class="depot"><p id="aide-du-fichier">{texte(dits["aide"])} {texte(dits["glisser"])}</p>'
        f'<label for="fichier-de-permanence">{texte(dits["fichier"])}</label>'
        '<input type="file" id="fichier-de-permanence" accept=".csv,.tsv,.txt,text/csv" aria-describedby="aide-du-fichier">'
        f'<label for="tableau-colle">{texte(dits["coller"])}</label>'
        f'<p class="aide" id="aide-du-collage">{texte(dits["coller_aide"])}</p>'
        '<textarea id="tableau-colle" rows="4" spellcheck="false" autocomplete="off" '
        f'aria-describedby="aide-du-collage"></textarea><p class="gestes">{boutons}</p></div></details>'
    )


def _barre() -> str:
    dits = mots()["barre"]
    return (
        f'<div class="barre" role="group" aria-label="{texte(dits["nom"])}" data-barre><p>{texte(dits["dit"])}</p>'
        f'<button type="button" data-tout-effacer>{texte(dits["effacer"])}</button></div>'
    )


def fragment(jour: date) -> str:
    """Le bloc que la page inclut : `{!permanence.html!}`."""
    from calculators.saisie.evenements import CHAMPS

    page = Page(form_catalogue.fichier("decision"), "permanence-")
    donnees = {
        "textes": _textes(),
        "connues": ["residence", *CHAMPS],
        "questions": _questions(),
        "modele": modele(jour),
    }
    return "\n".join(
        [
            f'<div class="permanence" data-permanence data-search-exclude data-jour-fabrication="{jour}">',
            f'<form class="questions" data-jour-du-dossier novalidate>\n{aujourdhui(page)}\n</form>',
            f"<div data-depot>{_depot()}</div>",
            f'<div data-etat-du-calcul class="etat-du-calcul" role="status"><p>{texte(mots()["etat"]["arrive"])}</p></div>',
            f'<p data-progres hidden><span></span> <button type="button" class="lien-bouton" data-arreter>'
            f"{texte(mots()['etat']['arreter'])}</button></p>",
            "<section data-resultats></section>",
            _barre(),
            '<div class="pour-lecteur" role="status" data-annonce></div>',
            f'<script type="application/json" data-donnees>{json_dans_la_page(donnees)}</script>',
            "</div>\n",
        ]
    )


def fragments(jour: date) -> dict[str, str]:
    """Les fragments de la page."""
    return {"permanence.html": fragment(jour), "permanence-colonnes.html": colonnes()}
