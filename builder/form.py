"""Écrit le formulaire du calculateur, en HTML natif, à partir du catalogue.

La page l'inclut tel quel (`{!formulaire.html!}`). Les marqueurs `{!regle/…!}` du catalogue restent
dans le HTML : markdown-include les remplace ensuite par la durée qui vient des règles.
"""

import html
import json
import re
import tomllib
from pathlib import Path

from builder import contacts
from builder.paths import ROOT

QUESTIONS = ROOT / "catalogue" / "questions.toml"
TEXTES = ROOT / "catalogue" / "page.toml"
RESSORT = ROOT / "calculators" / "droit" / "ressort.toml"

# Ce que la page montre d'un contact, et la colonne de donnees/contacts.csv d'où cela vient.
_CONTACT = {"nom": "nom", "quoi": "ce_que_c_est", "ou": "territoire", "telephone": "telephone", "site": "site"}

Departements = list[tuple[str, str]]


def formulaire(jour_fabrication: str, departements: Departements) -> str:
    """Rend le HTML de l'élément `recours-calculateur`, formulaire et textes compris."""
    catalogue = _lire_toml(QUESTIONS)
    # Python-Markdown ne laisse intact qu'un bloc dont la balise extérieure lui est connue : d'où le div.
    return (
        "\n".join(
            [
                '<div class="calculateur">',
                f'<recours-calculateur data-jour-fabrication="{_texte(jour_fabrication)}">',
                '<form data-calcul="echeances" class="questions" novalidate>',
                '<div data-erreurs role="alert" tabindex="-1" hidden></div>',
                *_corps(catalogue, departements),
                _aujourdhui(catalogue),
                _bouton(catalogue["bouton"]),
                "</form>",
                '<div data-etat-chargement role="status" class="chargement"></div>',
                '<p data-progres class="progression" hidden></p>',
                '<div data-secours class="secours" hidden></div>',
                '<section data-reponse class="reponse" hidden></section>',
                f'<script type="application/json" data-textes>{_json(_textes())}</script>',
                "</recours-calculateur>",
                "</div>",
            ]
        )
        + "\n"
    )


def departements(chemin: Path = RESSORT) -> Departements:
    """Rend (code, nom) pour chaque département ou collectivité que les règles connaissent."""
    tables = _lire_toml(chemin)["departements"]
    return sorted((code, table["nom"]) for code, table in tables.items())


def _corps(catalogue: dict, liste: Departements) -> list[str]:
    """La première question, ce qui sort du champ, puis toutes les autres dans un seul bloc qu'on peut cacher."""
    premiere, *suite = catalogue["questions"]
    lignes = [_question(premiere, catalogue, liste), _hors_champ(premiere, catalogue["hors_champ"])]
    dans_le_champ = [o["valeur"] for o in premiere["options"] if not o.get("hors_champ")]
    lignes.append(f"<div data-suite{_conditions({'quand': {premiere['nom']: ['', *dans_le_champ]}})}>")
    for question in suite:
        lignes.append(_question(question, catalogue, liste))
        if question["nom"] == "situation":
            # Présents d'avance dans une région vivante : paraître suffit à être annoncé.
            lignes += ['<div aria-live="assertive">', *map(_urgence, catalogue["urgences"]), "</div>"]
    return [*lignes, "</div>"]


def _question(question: dict, catalogue: dict, liste: Departements) -> str:
    nom = question["nom"]
    attributs = (
        f' data-question="{nom}" data-place="{question["place"]}" data-forme="{question["forme"]}"'
        f"{_conditions(question)}"
    )
    if "vide" in question:
        attributs += f' data-vide="{question["vide"]}"'
    if question.get("requis"):
        attributs += " data-requis"
    if question["forme"] in ("liste", "nombre", "heure"):
        return _question_simple(question, catalogue, liste, attributs)
    champs = _date(nom, catalogue) if question["forme"] == "date" else _options(question)
    return (
        f'<fieldset{attributs} aria-describedby="aide-{nom}">\n<legend>{_intitule(question, catalogue)}</legend>\n'
        f"{_aide(question, catalogue)}\n{champs}\n</fieldset>"
    )


def _question_simple(question: dict, catalogue: dict, liste: Departements, attributs: str) -> str:
    """Une question à un seul champ : une étiquette suffit, sans groupe."""
    nom = question["nom"]
    commun = f'id="{nom}" name="{nom}" aria-describedby="aide-{nom}"'
    if question["forme"] == "liste":
        choix = [("", catalogue["rien_trouve"]), *liste]
        if "etranger" in question:
            choix.insert(1, ("etranger", question["etranger"]))
        options = "".join(
            f'<option value="{_texte(code)}">{_texte(f"{code} {libelle}" if code and code != "etranger" else libelle)}'
            "</option>"
            for code, libelle in choix
        )
        champ = f"<select {commun}>{options}</select>"
    elif question["forme"] == "nombre":
        champ = f'<input {commun} type="text" inputmode="numeric" maxlength="3" class="court">'
    else:
        # Pas de type="time" : il s'écrit selon la langue du navigateur (16:10, 04:10 PM) et se perd au retour arrière.
        champ = f'<input {commun} type="text" maxlength="7" class="moyen">'
    return (
        f'<div class="question"{attributs}>\n<label for="{nom}">{_intitule(question, catalogue)}</label>\n'
        f"{_aide(question, catalogue)}\n{champ}\n</div>"
    )


def _intitule(question: dict, catalogue: dict) -> str:
    """Le texte de la question ; une variante par réponse déjà donnée s'il y en a."""
    facultatif = f" <small>({_texte(catalogue['facultatif'])})</small>" if question.get("facultatif") else ""
    if "variantes" not in question:
        return _texte(question["texte"]) + facultatif
    return "".join(f"<span{_conditions(v)}>{_texte(v['texte'])}</span>" for v in question["variantes"]) + facultatif


def _aide(question: dict, catalogue: dict) -> str:
    """Où regarder sur le papier ; une ligne par variante de la question."""
    if "variantes" in question:
        lignes = "".join(f"<span{_conditions(v)}>{_texte(v['aide'])}</span>" for v in question["variantes"])
    else:
        lignes = _texte(question["aide"])
    if question["forme"] == "date":
        lignes += f" <span>{_texte(catalogue['exemple_date'])}</span>"
    return f'<p class="aide" id="aide-{question["nom"]}">{lignes}</p>'


def _date(nom: str, catalogue: dict) -> str:
    """Trois champs, jamais un calendrier : on recopie ce qui est écrit sur le papier."""
    champs = "".join(
        f'<div><label for="{nom}-{part}">{_texte(catalogue[part])}</label>'
        f'<input id="{nom}-{part}" name="{nom}-{part}" type="text" inputmode="numeric" maxlength="{taille}" '
        f'class="{"court" if taille == 2 else "moyen"}"></div>'
        for part, taille in (("jour", 2), ("mois", 2), ("annee", 4))
    )
    return f'<div class="date">{champs}</div>'


def _options(question: dict) -> str:
    genre = "checkbox" if question["forme"] == "cases" else "radio"
    lignes = []
    for option in question["options"]:
        attributs = " data-exclusive" if option.get("exclusive") else ""
        for effet in ("remplace", "deplace"):
            if effet in option:
                attributs += f' data-{effet}="{html.escape(json.dumps(option[effet]))}"'
        classe = "option large" if option.get("large") or genre == "checkbox" else "option"
        lignes.append(
            f'<label class="{classe}"><input type="{genre}" name="{question["nom"]}" '
            f'value="{_texte(option["valeur"])}"{attributs}> <span>{_texte(option["texte"])}</span></label>'
        )
    return f'<div class="options">{"".join(lignes)}</div>'


def _urgence(encadre: dict) -> str:
    gestes = "".join(f"<li>{_texte(geste)}</li>" for geste in encadre["gestes"])
    note = f"<p>{_texte(encadre['note'])}</p>" if "note" in encadre else ""
    return (
        f'<div class="urgence" data-urgence{_conditions(encadre)}><p class="titre">{_texte(encadre["titre"])}</p>'
        f"<p>{_texte(encadre['texte'])}</p><ol>{gestes}</ol>{note}</div>"
    )


def _hors_champ(premiere: dict, textes: dict) -> str:
    valeurs = [o["valeur"] for o in premiere["options"] if o.get("hors_champ")]
    conditions = _conditions({"quand": {premiere["nom"]: valeurs}})
    return (
        f'<div aria-live="polite"><div class="hors-champ" data-hors-champ{conditions}>'
        f'<p class="titre">{_texte(textes["titre"])}</p><p>{_texte(textes["texte"])}</p>'
        f'<p><a class="bouton" href="{_texte(textes["page"])}">{_texte(textes["lien"])}</a></p></div></div>'
    )


def _aujourdhui(catalogue: dict) -> str:
    textes = catalogue["aujourdhui"]
    return (
        '<details class="aujourdhui" data-question="aujourdhui" data-place="demande" data-forme="date" data-requis>\n'
        f"<summary>{_texte(textes['nous_sommes'])} <time data-jour></time>. "
        f'<span class="lien">{_texte(textes["changer"])}</span></summary>\n'
        f'<p data-horloge class="attention" hidden>{_texte(textes["horloge"])}</p>\n'
        f'<fieldset aria-describedby="aide-aujourdhui"><legend>{_texte(textes["texte"])}</legend>\n'
        f'<p class="aide" id="aide-aujourdhui">{_texte(textes["aide"])}</p>\n'
        f"{_date('aujourdhui', catalogue)}\n</fieldset>\n</details>"
    )


def _bouton(textes: dict) -> str:
    return (
        f'<p class="envoi"><button type="submit" class="bouton">{_texte(textes["envoyer"])}</button></p>\n'
        f'<p data-patience class="aide" hidden>{_texte(textes["patience"])}</p>\n'
        f'<p class="aide">{_texte(textes["prive"])}</p>'
    )


def _conditions(source: dict) -> str:
    """`quand` et `sauf` passent tels quels à la page ; ce qui dépend d'une réponse naît caché."""
    donnees = {nom: json.dumps(source[nom], ensure_ascii=False) for nom in ("quand", "sauf") if nom in source}
    attributs = "".join(f' data-{nom}="{html.escape(texte)}"' for nom, texte in donnees.items())
    attendus = [valeur for valeurs in source.get("quand", {}).values() for valeur in valeurs]
    return attributs + (" hidden" if attendus and "" not in attendus else "")


def _textes() -> dict:
    """Les phrases que la page montre, et les contacts qu'elle peut nommer."""
    textes = _lire_toml(TEXTES)
    textes["contacts"] = [
        {cle: ligne[colonne] for cle, colonne in _CONTACT.items()}
        for ligne in contacts.named(textes.pop("contacts_du_jour"))
    ]
    textes["teleservice"] = contacts.named([textes["nom_teleservice"]])[0]["site"]
    return textes


def _json(donnees: dict) -> str:
    # « < » échappé : aucune phrase ne peut fermer la balise script.
    return json.dumps(donnees, ensure_ascii=False).replace("<", "\\u003c")


def _texte(brut: str) -> str:
    return html.escape(_insecable(brut), quote=True)


def _insecable(texte: str) -> str:
    """Un signe double ne passe jamais seul à la ligne."""
    return re.sub(r" (?=[?!:;»])|(?<=«) ", "\u00a0", texte)


def _lire_toml(chemin: Path) -> dict:
    return tomllib.loads(chemin.read_text(encoding="utf-8"))
