"""Écrit la page « Mon dossier » : le jour, les gabarits des événements, et tous les mots que son script montre."""

import tomllib
from functools import cache

from builder import dossier_evenements, dossier_lettres, form_catalogue
from builder.form import aujourdhui, json_dans_la_page
from builder.form_catalogue import Table
from builder.form_fields import Page, texte
from builder.paths import ROOT

# Le calculateur dont la page reprend les mots (états, heures, contacts).
_COMME = "complet"


@cache
def mots() -> Table:
    """catalogue/dossier.toml."""
    return tomllib.loads((ROOT / "catalogue" / "dossier.toml").read_text(encoding="utf-8"))


def textes() -> Table:
    """Les mots de la réponse, ceux du dossier, et ceux qui ne servent que dans d'autres calculateurs."""
    repris = form_catalogue.textes(_COMME)
    repris.pop("mon_dossier", None)
    autres = form_catalogue.formulaires()
    silence, appel = (autres[nom]["textes"]["etats"] for nom in ("silence", "appel"))
    # Dans un dossier entier, chaque mot ne vaut que pour son échéance.
    precis = {cle: dit for cle, dit in {**silence, **appel}.items() if "_" in cle.removeprefix("a_venir")}
    precis["a_venir_recours_contentieux"] = silence["a_venir"]
    lisible = form_catalogue.fichier("decision")
    repris["non_verifie"] = {**repris["non_verifie"], **mots()["non_verifie"]}
    parties = {cle: lisible[cle] for cle in ("jour", "mois", "annee", "exemple_date", "facultatif", "rien_trouve")}
    return {**repris, "etats": {**repris["etats"], **precis}, "dossier": mots(), "parties": parties}


def _barre() -> str:
    """Tout effacer, quitter vite : dans la page avant son script, qui les branche."""
    dits = mots()["barre"]
    return (
        f'<div class="barre" role="group" aria-label="{texte(dits["nom"])}" data-barre>'
        f'<button type="button" data-tout-effacer>{texte(dits["effacer"])}</button>'
        f'<button type="button" data-quitter title="{texte(dits["quitter_aide"])}">{texte(dits["quitter"])}</button>'
        "</div>"
    )


def _premier_ecran() -> str:
    """L'écran d'un dossier vide, tel que tableau.js le dessine : quand il arrive, rien ne bouge."""
    dits, gestes = mots()["tableau"], mots()["gestes"]
    return (
        f"<h2>{texte(dits['vide_titre'])}</h2><p>{texte(dits['vide'])}</p>"
        f'<p class="gestes"><button type="button" class="bouton" data-ajouter>{texte(gestes["ajouter"])}</button></p>'
        f"<p>{texte(dits['vide_fichier'])} "
        f'<button type="button" class="lien-bouton">{texte(gestes["ouvrir_fichier"])}</button></p>'
        f"<p>{texte(dits['partage'])} "
        f'<button type="button" class="lien-bouton" data-partage>{texte(dits["partage_oui"])}</button></p>'
    )


def fragment(jour_fabrication: str) -> str:
    """Le bloc que la page inclut : `{!dossier.html!}`."""
    page = Page(form_catalogue.fichier("decision"), "dossier-")
    donnees = {"textes": textes(), "evenements": dossier_evenements.donnees(), "lettres": dossier_lettres.lettres()}
    return "\n".join(
        [
            f'<div class="dossier" data-dossier data-search-exclude data-jour-fabrication="{texte(jour_fabrication)}">',
            _barre(),
            f'<p class="mode" data-mode>{texte(mots()["modes"]["memoire"])}</p>',
            '<p class="prochaine" data-prochaine></p>',
            f'<div data-ecran class="ecran">{_premier_ecran()}</div>',
            '<section data-dates class="dates" aria-labelledby="titre-des-dates">',
            f'<h2 id="titre-des-dates" tabindex="-1">{texte(mots()["dates"]["titre"])}</h2>',
            f'<form class="questions" data-jour-du-dossier novalidate>\n{aujourdhui(page)}\n</form>',
            f"<div data-resultats><p>{texte(mots()['dates']['vide'])}</p></div>",
            "</section>",
            '<div class="pour-lecteur" role="status" data-annonce></div>',
            "<dialog data-confirmer></dialog>",
            f"<template data-residence>{dossier_evenements.residence()}</template>",
            dossier_evenements.gabarits(),
            f'<script type="application/json" data-donnees>{json_dans_la_page(donnees)}</script>',
            "</div>\n",
        ]
    )
