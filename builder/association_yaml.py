"""Lire association.yml en gardant la ligne et la colonne de chaque valeur, et dire une faute en français, sans jargon."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml.reader import ReaderError

FICHIER = "association.yml"


@dataclass(frozen=True, order=True)
class Faute:
    """Une chose à corriger : dans quel fichier, où, et quoi écrire."""

    fichier: str
    ligne: int
    colonne: int
    message: str

    def __str__(self) -> str:
        return f"{self.fichier}, ligne {self.ligne}, colonne {self.colonne} : {self.message}"


@dataclass(frozen=True)
class Place:
    """Une valeur du fichier et l'endroit où elle est écrite. `valeur` : un texte, une liste, ou une table de places."""

    valeur: "str | list[Place] | dict[str, Place]"
    ligne: int
    colonne: int
    entre_guillemets: bool = False

    def faute(self, message: str) -> Faute:
        """Une faute à cet endroit."""
        return Faute(FICHIER, self.ligne, self.colonne, message)


def _place(node: yaml.Node, valeur: "str | list[Place] | dict[str, Place]") -> Place:
    mark = node.start_mark
    return Place(valeur, mark.line + 1, mark.column + 1, getattr(node, "style", None) in ("'", '"'))


def _table(node: yaml.MappingNode, faults: list[Faute]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in found:
            said = f"« {name} » est déjà écrit ligne {found[name].ligne}. Gardez une seule des deux lignes."
            faults.append(_place(key, name).faute(said))
            continue
        place = _read(value, faults)
        # Une valeur vide n'a pas d'endroit à elle : on montre le mot qui l'attend.
        found[name] = place if place.valeur != "" else _place(key, "")
    return found


def _read(node: yaml.Node, faults: list[Faute]) -> Place:
    if isinstance(node, yaml.MappingNode):
        return _place(node, _table(node, faults))
    if isinstance(node, yaml.SequenceNode):
        return _place(node, [_read(one, faults) for one in node.value])
    place = _place(node, "")
    if place.entre_guillemets and node.end_mark.line > node.start_mark.line:
        said = f"des guillemets s'ouvrent ici et ne se ferment que ligne {node.end_mark.line + 1}. Fermez-les sur leur ligne."
        faults.append(place.faute(said))
    # Le texte tel qu'il est écrit : « 01 » reste 01, « oui » reste oui.
    return _place(node, "" if node.value in ("~", "null") else str(node.value).strip())


# Ce que dit la bibliothèque, et ce qu'il faut faire. Le premier morceau trouvé l'emporte.
_DITS = (
    ("found character '\\t'", "il y a une tabulation. Remplacez-la par des espaces."),
    ("cannot start any token", "ce signe ne peut pas commencer une valeur. Mettez le texte entre guillemets."),
    (
        "mapping values are not allowed",
        'ce texte contient « : », qui coupe la ligne. Mettez tout le texte entre guillemets : "…".',
    ),
    (
        "could not find expected ':'",
        "il manque « : » après le mot de la ligne du dessus, ou des guillemets ne sont pas fermés.",
    ),
    ("end of stream", "un guillemet ouvert n'est pas fermé. Ajoutez le guillemet qui manque."),
    ("block end", "le début de la ligne n'est pas aligné avec les lignes voisines. Comptez les espaces devant."),
    ("expected ',' or", "une liste ou des guillemets ne sont pas fermés. Ajoutez le signe qui manque."),
    ("undefined alias", "« * » a un sens spécial ici. Mettez le texte entre guillemets."),
)


def _said(error: yaml.YAMLError) -> str:
    problem = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '')}"
    for part, said in _DITS:
        if part in problem:
            return said
    return "cette ligne ne se lit pas. Comparez-la avec le fichier modèle."


def read(path: Path) -> tuple[Place | None, list[Faute]]:
    """Le fichier lu, ou None et pourquoi."""
    if not path.is_file():
        return None, [Faute(FICHIER, 1, 1, "le fichier manque. Copiez celui du modèle à cet endroit.")]
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        column = error.start - (data[: error.start].rfind(b"\n") + 1) + 1
        said = "une lettre accentuée est mal enregistrée. Enregistrez le fichier en « UTF-8 »."
        return None, [Faute(FICHIER, line, column, said)]
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        if isinstance(error, ReaderError):
            before = text[: error.position]
            said = "un signe invisible s'est glissé ici. Effacez-le, puis récrivez la ligne à la main."
            return None, [Faute(FICHIER, before.count("\n") + 1, len(before) - before.rfind("\n"), said)]
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, [Faute(FICHIER, line, column, _said(error))]
    if not isinstance(node, yaml.MappingNode):
        # Rien du tout, ou un texte, ou une liste : dans les trois cas, aucune ligne « mot: valeur ».
        quoi = "le fichier est vide" if node is None else "le fichier n'a aucune ligne « mot: valeur »"
        return None, [Faute(FICHIER, 1, 1, f'{quoi}. Écrivez au moins : nom: "Votre association".')]
    faults: list[Faute] = []
    place = _read(node, faults)
    return place, faults
