"""Les papiers inventés dans une page : le dessin, une partie par bouton, et la même chose en texte.

Sans JavaScript, une partie est un lien vers son texte ; papiers.js en fait un bouton qui ouvre l'explication.
"""

import html
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from builder import papiers
from builder.catalogue import strong
from builder.fiche_mots import unbroken, weekday
from builder.papier_dessin import LARGEUR
from builder.papiers import Partie, Textes


def _texte(brut: str) -> str:
    return strong(html.escape(unbroken(brut), quote=False))


def _attribut(brut: str) -> str:
    return html.escape(unbroken(brut))


def _morceau(rang: int, partie: Partie, document: str) -> str:
    """Le dessin d'une partie ; ses mots sont dans la version en texte, où mène le lien."""
    return (
        f'<li class="morceau" data-partie="{partie.id}"><a href="#{document}-{partie.id}">'
        f'<span class="rang">{rang}</span> <span class="nom">{_texte(partie.titre)}</span>'
        f'<svg viewBox="0 0 {LARGEUR} {partie.dessin.hauteur}" aria-hidden="true" focusable="false" '
        f'fill="currentColor">{partie.dessin.traits}</svg></a></li>'
    )


def figure(document: str, parties: list[Partie], dits: Textes) -> str:
    """Le papier, de haut en bas."""
    mots = dits.mots["mots"]
    morceaux = [_morceau(rang, partie, document) for rang, partie in enumerate(parties, 1)]
    return "\n".join(
        [
            f'<div class="papier sans-mots" data-papier="{document}" data-note="{_attribut(mots["note"])}" '
            f'data-continuer="{_attribut(mots["continuer"])}">',
            f'<p class="titre">{_texte(dits.mots["documents"][document]["titre"])}</p>',
            f"<p>{_texte(mots['toucher'])}</p>",
            '<ol class="morceaux">',
            *morceaux,
            "</ol>",
            "</div>",
        ]
    )


def _reponse(reponse: Mapping[str, Any]) -> str:
    champs = html.escape(json.dumps(reponse.get("champs", {}), ensure_ascii=False))
    aller = f' data-aller="{reponse["aller"]}"' if "aller" in reponse else ""
    return f'<button type="button" data-champs="{champs}"{aller}>{_texte(reponse["texte"])}</button>'


def _entree(partie: Partie, document: str, mots: Mapping[str, str]) -> str:
    ecrit = "<br>".join(_texte(ligne) for ligne in partie.ecrit)
    sens = " ".join(_texte(phrase) for phrase in partie.explication)
    question = (
        f"<template><p><strong>{_texte(mots['question'])}</strong> {_texte(partie.question)}</p>"
        f'<p class="reponses">{"".join(map(_reponse, partie.reponses))}</p></template>'
        if partie.reponses
        else ""
    )
    return (
        f'<li id="{document}-{partie.id}"><p><strong>{_texte(partie.titre)}</strong></p>'
        f'<blockquote class="sans-mots"><p>{ecrit}</p></blockquote>'
        f'<div class="sens"><p>{sens}</p></div>{question}</li>'
    )


def dernier_jour(decision: Mapping[str, Any], dits: Textes) -> str:
    """Ce que le moteur répond pour ce papier : on apprend en le comparant au sien."""
    from calculators import calculer

    propre = {c: str(v) if isinstance(v, date) else v for c, v in decision.items() if c != "invente"}
    recu = date.fromisoformat(propre["date"])
    aujourdhui = max(v for c, v in propre.items() if c.startswith("date"))
    evenement = {"type": "decision_notifiee", **propre}
    reponse = calculer({"calcul": "echeances", "aujourdhui": aujourdhui, "dossier": {"evenements": [evenement]}})
    (echeance,) = (e for e in reponse["echeances"] if e["id"] == "recours_contentieux")
    jour = weekday(date.fromisoformat(echeance["dernier_jour"]))
    dit = dits.mots["mots"]["recu"].format(recu=weekday(recu), jour=f"**{jour}**")
    return f"{dit} {echeance['calcul'][0]['texte']}"


def texte(document: str, parties: list[Partie], decision: Mapping[str, Any], dits: Textes) -> str:
    """Les mêmes mots, en liste : pour qui n'a pas JavaScript, pour un lecteur d'écran, pour le papier."""
    entrees = [_entree(partie, document, dits.mots["mots"]) for partie in parties]
    fin = f"<p>{_texte(dernier_jour(decision, dits))}</p>"
    return "\n".join(['<div class="papier-texte">', "<ol>", *entrees, "</ol>", fin, "</div>"])


def fragments(regles: Mapping[str, str]) -> dict[str, str]:
    """`{!papier/arrete.html!}` et `{!papier/arrete-texte.html!}`, et de même pour chaque papier du catalogue."""
    dits, rendus = papiers.textes(regles), {}
    for document, decision in dits.mots["exemples"].items():
        parties = papiers.parties(decision, dits, document)
        rendus[f"papier/{document}.html"] = figure(document, parties, dits)
        rendus[f"papier/{document}-texte.html"] = texte(document, parties, decision, dits)
    return rendus
