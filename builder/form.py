"""Écrit les calculateurs des pages, en HTML natif, à partir du catalogue.

Chaque page inclut le sien (`{!formulaire.html!}`, `{!formulaire/silence.md!}`). Les marqueurs `{!regle/…!}`
du catalogue y restent : markdown-include les remplace ensuite par la durée qui vient des règles.
"""

import html
import json

from builder import form_catalogue
from builder.form_catalogue import ACCUEIL, Table
from builder.form_fields import Page, conditions, date, question, texte


def fragments(jour_fabrication: str) -> dict[str, str]:
    """Le fragment de chaque calculateur, par nom de fichier."""
    return {
        "formulaire.html" if nom == ACCUEIL else f"formulaire/{nom}.md": formulaire(nom, jour_fabrication)
        for nom in form_catalogue.formulaires()
    }


def formulaire(nom: str, jour_fabrication: str) -> str:
    """L'élément `recours-calculateur` d'une page, et ce qui l'entoure hors de la première."""
    decrit = form_catalogue.formulaires()[nom]
    fichier = form_catalogue.fichier(decrit["questions"])
    prefixe = "" if nom == ACCUEIL else f"{nom}-"
    page = Page(fichier, prefixe, decrit.get("prerempli", {}))
    element = _element(nom, page, jour_fabrication)
    if "ouvrir" in decrit:
        element = f'<details class="ouvrir"><summary>{texte(decrit["ouvrir"])}</summary>\n{element}\n</details>'
    # Python-Markdown ne laisse intact qu'un bloc dont la balise extérieure lui est connue : d'où le div.
    bloc = f'<div class="calculateur">\n{element}\n</div>\n'
    return bloc if nom == ACCUEIL else _entourer(decrit, bloc)


def _element(nom: str, page: Page, jour_fabrication: str) -> str:
    decrit, fichier = form_catalogue.formulaires()[nom], page.mots
    attributs = f'data-calcul="{fichier["calcul"]}"'
    if "evenement" in fichier:
        attributs += f' data-evenement="{fichier["evenement"]}"'
    if "tribunal" in fichier:
        attributs += f' data-tribunal="{html.escape(json.dumps(fichier["tribunal"]))}"'
    return "\n".join(
        [
            # La recherche du site n'a pas à connaître les départements de chaque formulaire.
            f'<recours-calculateur data-search-exclude data-jour-fabrication="{texte(jour_fabrication)}">',
            # Un lien d'une autre page mène droit au formulaire, et le déplie s'il est replié.
            f'<form {attributs} id="calcul-{nom}" class="questions" novalidate>',
            '<div data-erreurs role="alert" tabindex="-1" hidden></div>',
            *_corps(decrit, page),
            aujourdhui(page),
            _bouton(fichier["bouton"], fichier.get("envoyer", fichier["bouton"]["envoyer"])),
            "</form>",
            '<div data-etat-chargement role="status" class="chargement"></div>',
            f'<p data-progres class="progression" hidden><span></span> {_arreter(fichier["bouton"])}</p>',
            '<div data-attente class="secours" hidden></div>',
            '<div data-secours class="secours" hidden></div>',
            '<section data-reponse class="reponse" hidden></section>',
            f'<script type="application/json" data-textes>{json_dans_la_page(form_catalogue.textes(nom))}</script>',
            "</recours-calculateur>",
        ]
    )


def _entourer(decrit: Table, bloc: str) -> str:
    """Autour du calculateur : son titre, l'avertissement à côté de la réponse, l'essentiel sans JavaScript."""
    essentiel = f"{form_catalogue.mots('sans_js')}\n\n{decrit['sans_js'].strip()}"
    morceaux = [
        bloc,
        '<div class="avertissement" data-avertissement markdown="1">\n{!avertissement.md!}\n</div>\n',
        f'<div class="sans-js sans-mots" markdown="1">\n{essentiel}\n</div>\n',
    ]
    if "titre" in decrit:
        morceaux.insert(0, f"## {decrit['titre']}\n")
    return "\n".join(morceaux)


def _corps(decrit: Table, page: Page) -> list[str]:
    """La première question, ce qui mène ailleurs, puis toutes les autres dans un seul bloc qu'on peut cacher."""
    premiere, *suite = page.mots["questions"]
    sorties = page.mots.get("sorties", [])
    if not sorties:
        return [question(une, page) for une in (premiere, *suite)]
    ailleurs = {valeur for sortie in sorties for valeur in sortie["quand"][premiere["nom"]]}
    restent = [option["valeur"] for option in premiere["options"] if option["valeur"] not in ailleurs]
    si_utile = f"<div data-suite{conditions({'quand': {premiere['nom']: ['', *restent]}})}>"
    tete = [question(premiere, page), _sorties(sorties, page)]
    if page.prerempli:
        connues = [une for une in suite if une["nom"] in page.prerempli]
        suite = [une for une in suite if une["nom"] not in page.prerempli]
        tete = [_prereglage(decrit, connues, [*tete, si_utile, *(question(une, page) for une in connues), "</div>"])]
    lignes = [*tete, si_utile]
    for une in suite:
        lignes.append(question(une, page))
        if une["nom"] == "situation":
            # Présents d'avance dans une région vivante : paraître suffit à être annoncé.
            lignes += ['<div aria-live="assertive">', *map(urgence, page.mots["urgences"]), "</div>"]
    return [*lignes, "</div>"]


def _prereglage(decrit: Table, connues: list[Table], lignes: list[str]) -> str:
    """Les réponses données d'avance, en une ligne ; l'ouvrir montre les questions, déjà cochées."""
    dites = [
        option["texte"]
        for une in connues
        for option in une["options"]
        if option["valeur"] in decrit["prerempli"][une["nom"]]
    ]
    return "\n".join(
        [
            '<details class="prereglage" data-prereglage>',
            f"<summary>{texte(decrit['annonce'])} <strong data-choix>{texte(' · '.join(dites))}</strong> "
            f'<span class="lien">{texte(form_catalogue.mots("modifier"))}</span></summary>',
            *lignes,
            "</details>",
        ]
    )


def urgence(encadre: Table) -> str:
    """Un encadré de gestes pressés ; il paraît avec sa condition, ou toujours s'il n'en a pas."""
    gestes = "".join(f"<li>{texte(geste)}</li>" for geste in encadre["gestes"])
    note = f"<p>{texte(encadre['note'])}</p>" if "note" in encadre else ""
    return (
        f'<div class="urgence" data-urgence{conditions(encadre)}><p class="titre">{texte(encadre["titre"])}</p>'
        f"<p>{texte(encadre['texte'])}</p><ol>{gestes}</ol>{note}</div>"
    )


def _sorties(sorties: list[Table], page: Page) -> str:
    encadres = "".join(_sortie(sortie, "../" if page.prefixe else "") for sortie in sorties)
    return f'<div aria-live="polite">{encadres}</div>'


def _sortie(sortie: Table, racine: str) -> str:
    # Sans page où mener, l'encadré reste et dit quoi faire ; un test exige que chacune soit écrite.
    adresse = racine + ("" if sortie["page"] == "index" else f"{sortie['page']}/")
    lien = f'<p><a class="bouton" href="{adresse}">{texte(sortie["lien"])}</a></p>'
    return (
        f'<div class="hors-champ" data-hors-champ{conditions(sortie)}>'
        f'<p class="titre">{texte(sortie["titre"])}</p><p>{texte(sortie["texte"])}</p>'
        f"{lien if form_catalogue.page_existe(sortie['page']) else ''}</div>"
    )


def aujourdhui(page: Page) -> str:
    """Le jour que la page croit être, et de quoi le changer."""
    textes = page.mots["aujourdhui"]
    aide = f"{page.prefixe}aide-aujourdhui"
    return (
        '<details class="aujourdhui" data-question="aujourdhui" data-place="demande" data-forme="date" data-requis>\n'
        f"<summary>{texte(textes['nous_sommes'])} <time data-jour></time>. "
        f'<span class="lien">{texte(textes["changer"])}</span></summary>\n'
        f'<p data-horloge class="attention" hidden>{texte(textes["horloge"])}</p>\n'
        f'<fieldset aria-describedby="{aide}"><legend>{texte(textes["texte"])}</legend>\n'
        f'<p class="aide" id="{aide}">{texte(textes["aide"])}</p>\n'
        f"{date('aujourdhui', page)}\n</fieldset>\n</details>"
    )


def _bouton(textes: Table, envoyer: str) -> str:
    return (
        f'<p class="envoi"><button type="submit" class="bouton">{texte(envoyer)}</button></p>\n'
        f'<p data-patience class="aide" hidden>{texte(textes["patience"])}</p>\n'
        f'<p class="aide">{texte(textes["prive"])}</p>'
    )


def _arreter(textes: Table) -> str:
    return f'<button type="button" class="lien" data-arreter>{texte(textes["arreter"])}</button>'


def json_dans_la_page(donnees: Table) -> str:
    """Des données pour un script de la page."""
    # « < » échappé : aucune phrase ne peut fermer la balise script.
    return json.dumps(donnees, ensure_ascii=False).replace("<", "\\u003c")
