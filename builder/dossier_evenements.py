"""Les questions de « Mon dossier » : un gabarit HTML par événement du contrat, écrit depuis le catalogue.

La page copie un gabarit et y met le rang de l'événement à la place de « § » : `recours_gracieux.§.date-jour`.
"""

import json
import tomllib
from functools import cache

from builder import form_catalogue
from builder.errors import BuildError
from builder.form import urgence
from builder.form_catalogue import Table
from builder.form_fields import Page, departements, question, texte
from builder.paths import ROOT
from calculators.saisie.evenements import CHAMPS

_FICHIER = "dossier-evenements.toml"
_SCHEMA = ROOT / "docs" / "technique" / "contrat.schema.json"
_RANG = "§"
# Ces événements disent eux-mêmes dans quelle situation est la personne.
_MESURES = {"retention_notifiee": "retenu", "detention_informee": "detenu", "assignation_notifiee": "assigne"}


@cache
def catalogue() -> Table:
    """catalogue/dossier-evenements.toml."""
    return tomllib.loads((ROOT / "catalogue" / _FICHIER).read_text(encoding="utf-8"))


def evenements() -> dict[str, Table]:
    """Les événements décrits, par type."""
    tous: dict[str, Table] = catalogue()["evenements"]
    return tous


def _faux(type_: str, remede: str) -> BuildError:
    return BuildError(f"catalogue/{_FICHIER}, {type_} : {remede}.")


def questions(type_: str) -> dict[str, Table]:
    """Les questions d'un événement, par champ, dans l'ordre de ses écrans."""
    decrit = evenements()[type_]
    reprises = {q["nom"]: q for q in form_catalogue.questions(decrit["depuis"])} if "depuis" in decrit else {}
    toutes: dict[str, Table] = {}
    for nom in (nom for ecran in decrit["ecrans"] for nom in ecran):
        change = dict(decrit.get("questions", {}).get(nom, {}))
        reprise = dict(reprises.get(nom, {}))
        if change.pop("libre", False):
            reprise = {cle: valeur for cle, valeur in reprise.items() if cle not in ("quand", "sauf")}
        if not (reprise or change):
            raise _faux(type_, f"la question « {nom} » n'est écrite nulle part")
        toutes[nom] = {**reprise, **change, "nom": nom, "place": "evenement"}
    return toutes


# --- Ce que le moteur accepte : le schéma publié du contrat fait foi ---


@cache
def _schema() -> Table:
    definitions: Table = json.loads(_SCHEMA.read_text(encoding="utf-8"))["$defs"]
    return definitions


def _permises(schema: Table) -> set[str] | None:
    """Les valeurs qu'un champ du contrat peut prendre, écrites comme dans la page ; None si elles ne se listent pas."""
    if "$ref" in schema:
        return _permises(_schema()[schema["$ref"].rsplit("/", 1)[-1]])
    for cle in ("oneOf", "anyOf"):
        if cle in schema:
            listees = [_permises(un) for un in schema[cle]]
            return None if None in listees else set().union(*(une for une in listees if une is not None))
    if "enum" in schema:
        return {valeur if isinstance(valeur, str) else json.dumps(valeur) for valeur in schema["enum"]}
    if "const" in schema:
        return {schema["const"] if isinstance(schema["const"], str) else json.dumps(schema["const"])}
    genres = schema["type"] if isinstance(schema.get("type"), list) else [schema.get("type")]
    if "boolean" in genres:
        return {"true", "false"} | ({"null"} if "null" in genres else set())
    if genres == ["null"]:
        return {"null"}
    return _permises(schema["items"]) if "items" in schema else None


def verifier() -> None:
    """Chaque événement, champ et valeur du contrat a sa question ; aucune réponse que le moteur refuserait."""
    if evenements().keys() != CHAMPS.keys():
        raise BuildError(f"catalogue/{_FICHIER} : événements à revoir : {sorted(evenements().keys() ^ CHAMPS.keys())}.")
    ranges = [type_ for groupe in catalogue()["groupes"] for type_ in groupe["evenements"]]
    if sorted(ranges) != sorted(CHAMPS):
        raise BuildError(f"catalogue/{_FICHIER}, groupes : chaque événement une fois ({sorted(ranges)}).")
    for type_, lecteurs in CHAMPS.items():
        posees = questions(type_)
        if inconnus := set(evenements()[type_].get("vise", [])) - CHAMPS.keys():
            raise _faux(type_, f"« vise » nomme un événement inconnu : {', '.join(sorted(inconnus))}")
        if manquent := {"date", *lecteurs} ^ posees.keys():
            raise _faux(type_, f"champs à revoir : {', '.join(sorted(manquent))}")
        _verifier_ce_qui_est_vise(type_, posees)
        for nom, posee in posees.items():
            _verifier_les_options(type_, nom, posee)


def _verifier_ce_qui_est_vise(type_: str, posees: dict[str, Table]) -> None:
    """Chaque réponse de `vise_selon` existe, et n'offre que ce que `vise` nomme."""
    decrit = evenements()[type_]
    if "vise_selon" not in decrit:
        return
    question, types = decrit["vise_selon"]["question"], decrit["vise_selon"]["types"]
    if types.keys() != {option["valeur"] for option in posees[question]["options"]}:
        raise _faux(type_, f"« vise_selon » : les réponses à « {question} » sont à revoir")
    if {un for liste in types.values() for un in liste} != set(decrit["vise"]):
        raise _faux(type_, "« vise_selon » et « vise » ne nomment pas les mêmes événements")


def _verifier_les_options(type_: str, nom: str, posee: Table) -> None:
    if "options" not in posee:
        return
    offertes = [option["valeur"] for option in posee["options"] if option["valeur"]]
    if len(set(offertes)) != len(offertes):
        raise _faux(type_, f"« {nom} » a deux réponses de même valeur")
    permises = _permises(_schema()[f"evenement_{type_}"]["properties"][nom])
    # « null » peut aussi se dire en ne répondant pas.
    if permises is not None and set(offertes) - {"null"} != permises - {"null"}:
        raise _faux(type_, f"« {nom} » : valeurs à revoir : {sorted(set(offertes) ^ permises)}")
    for valeur in offertes:
        lue = json.loads(valeur) if valeur in ("true", "false", "null") else valeur
        CHAMPS[type_][nom]([lue] if posee["forme"] == "cases" else lue, nom)


# --- Les gabarits ---


def _nommer(type_: str, posee: Table) -> Table:
    """La question sous le nom qu'elle a dans la page : `type.rang.champ`, conditions comprises."""

    def renommer(conditions: Table) -> Table:
        return {f"{type_}.{_RANG}.{nom}": valeurs for nom, valeurs in conditions.items()}

    nommee = {**posee, "nom": f"{type_}.{_RANG}.{posee['nom']}"}
    for cle in ("quand", "sauf"):
        if cle in nommee:
            nommee[cle] = renommer(nommee[cle])
    if "variantes" in nommee:
        nommee["variantes"] = [
            {**une, **({"quand": renommer(une["quand"])} if "quand" in une else {})} for une in nommee["variantes"]
        ]
    return nommee


def _urgences(type_: str, page: Page) -> str:
    """Les gestes qui passent avant toute date : selon la réponse sur la décision, d'emblée sur une mesure."""
    connues = page.mots["urgences"]
    if situation := _MESURES.get(type_):
        siennes = [{**une, "quand": {}} for une in connues if situation in une["quand"]["situation"]]
    else:
        siennes = [_nommer(type_, {**une, "nom": "urgence"}) for une in connues]
    return f'<div aria-live="assertive">{"".join(map(urgence, siennes))}</div>'


def _ecran(type_: str, noms: list[str], page: Page) -> str:
    posees = questions(type_)
    lignes = [question(_nommer(type_, posees[nom]), page) for nom in noms]
    if "situation" in noms:
        lignes.insert(noms.index("situation") + 1, _urgences(type_, page))
    if type_ in _MESURES and noms == evenements()[type_]["ecrans"][0]:
        lignes.insert(0, _urgences(type_, page))
    return f"<div data-ecran-de>{''.join(lignes)}</div>"


def _gabarit(type_: str, page: Page) -> str:
    decrit = evenements()[type_]
    ecrans = "\n".join(_ecran(type_, ecran, page) for ecran in decrit["ecrans"])
    return (
        f'<template data-gabarit="{type_}"><fieldset data-evenement="{type_}">'
        f'<legend class="pour-lecteur">{texte(decrit["nom"])}</legend>\n{ecrans}\n</fieldset></template>'
    )


def _departements() -> str:
    return "".join(f'<option value="{texte(code)}">{texte(f"{code} {nom}")}</option>' for code, nom in departements())


def gabarits() -> str:
    """Tous les gabarits. La liste des départements n'est écrite qu'une fois : la page la copie où elle sert."""
    verifier()
    page = Page(form_catalogue.fichier("decision"))
    liste = _departements()
    ecrits = "\n".join(_gabarit(type_, page) for type_ in CHAMPS).replace(liste, "")
    return f"{ecrits}\n<template data-departements>{liste}</template>"


def donnees() -> Table:
    """Ce que la page doit savoir des événements, hors de leurs questions."""
    return {
        "groupes": catalogue()["groupes"],
        "evenements": {
            type_: {
                **{cle: decrit[cle] for cle in ("bouton", "nom", "preuves")},
                "vise": decrit.get("vise", []),
                **{cle: decrit[cle] for cle in ("vise_selon",) if cle in decrit},
                "formes": {nom: posee["forme"] for nom, posee in questions(type_).items()},
            }
            for type_, decrit in evenements().items()
        },
    }


def residence() -> str:
    """La seule question du dossier lui-même."""
    posee = next(q for q in form_catalogue.questions("decision") if q["nom"] == "residence")
    seule = {cle: valeur for cle, valeur in posee.items() if cle not in ("quand", "sauf")}
    return question(seule, Page(form_catalogue.fichier("decision"))).replace(_departements(), "")
