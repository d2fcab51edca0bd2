"""Le tribunal de chaque département, demandé au moteur, pour que la réponse faite d'avance dise aussi devant qui."""

from typing import Any

from builder.reponses_axes import CONTENUS, HORAIRES, SITUATIONS, territoires_dits

# Deux départements de deux tribunaux : la réponse dit lequel des deux endroits a compté.
_DOMICILE, _LIEU = "59", "13"
_CHAMPS = ("situation", "article_assignation")


def _demander(contenu: tuple[str, ...], situation: dict[str, Any], **endroits: str) -> dict[str, Any]:
    from calculators import calculer

    dite = {cle: situation[cle] for cle in _CHAMPS if cle in situation}
    reponse: dict[str, Any] = calculer(
        {"calcul": "tribunal", "aujourdhui": "2026-01-01", "contenu": list(contenu), **dite, **endroits}
    )
    return reponse


def _sorte(contenu: tuple[str, ...], situation: dict[str, Any], nom: Any) -> list[Any]:
    """[le lieu décide ?, la question qui ferait choisir le domicile, ce que dit le moteur sans endroit]."""
    reponse = _demander(contenu, situation, prefecture=_DOMICILE, lieu=_LIEU)
    par_le_lieu = reponse["tribunal"]["id"] == nom(_LIEU)
    (question,) = [autre["question"] for autre in reponse["autres"]] or [None]
    seul = {"prefecture": _DOMICILE} if par_le_lieu else {}
    return [int(par_le_lieu), question, _demander(contenu, situation, **seul)["erreur"]["message"]]


def table() -> dict[str, Any]:
    """Noms, carte des départements, questions des établissements, et ce qui décide selon le recours."""
    noms: dict[str, list[Any]] = {}
    carte: dict[str, str] = {}
    for code in territoires_dits():
        if not code:
            continue
        trouve = _demander(CONTENUS[0], SITUATIONS[0], prefecture=code)["tribunal"]
        noms[trouve["id"]] = [trouve[cle] for cle in ("nom", "adresse", "site")]
        carte[code] = trouve["id"]
    from calculators.territoires import territoires

    return {
        "noms": noms,
        "carte": carte,
        "sortes": [[_sorte(contenu, situation, carte.__getitem__) for situation in SITUATIONS] for contenu in CONTENUS],
        "etablissements": _etablissements(carte, noms),
        "toujours_residence": territoires()["tribunal"]["toujours_residence"],
    }


def _etablissements(carte: dict[str, str], noms: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Par « rang de la situation/département » : les autres tribunaux possibles et la question qui tranche."""
    trouves: dict[str, list[Any]] = {}
    for rang, situation in enumerate(SITUATIONS):
        for code in carte:
            reponse = _demander(CONTENUS[1], situation, lieu=code, prefecture=code)
            autres = [autre for autre in reponse["autres"] if "question" in autre]
            if autres and rang not in HORAIRES[1:]:
                trouves[f"{rang}/{code}"] = [[autre["id"], autre["question"]] for autre in autres]
                noms |= {autre["id"]: [autre[cle] for cle in ("nom", "adresse", "site")] for autre in autres}
    return trouves
