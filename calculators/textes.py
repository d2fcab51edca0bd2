"""Les textes cités, une fois chacun, lus dans droit/textes.toml : articles, décrets, pages, décisions de justice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from calculators.formes import CODE, RELECTURE_DUE, TEXTE, TEXTE_PAR_NATURE, controler, faux, table
from calculators.phrases import date_courte


@dataclass(frozen=True)
class Texte:
    """Un texte cité. `texte_au` : lu comme en vigueur ce jour-là (None pour une décision de justice)."""

    cle: str
    nature: str
    nom: str
    article: str | None
    url: str | None
    texte_au: date | None
    verifie_le: date
    confiance: str
    objet: str


def _lire_texte(cle: str, brut: Any, codes: dict[str, Any]) -> Texte:
    fichier = "textes.toml"
    nature = brut.get("nature") if isinstance(brut, dict) else None
    if not isinstance(nature, str) or nature not in TEXTE_PAR_NATURE:
        raise faux(fichier, cle, "« nature » vaut code, decret, decision ou page")
    controler(brut, {**TEXTE, **TEXTE_PAR_NATURE[nature]}, {"note": str}, fichier, cle)
    article, url, texte_au = brut.get("article"), None, None
    if nature == "code":
        if brut["code"] not in codes:
            raise faux(fichier, cle, f"code inconnu « {brut['code']} »")
        code = codes[brut["code"]]
        nom, url, texte_au = brut["code"], code["url"], code["texte_au"]
    elif nature == "decision":
        numero = f" n° {brut['numero']}" if brut["numero"] else ""
        nom = f"{brut['juridiction']}, {date_courte(brut['date'])}{numero}"
    else:
        nom = brut["titre"]
    return Texte(cle, nature, nom, article, url, texte_au, brut["verifie_le"], brut["confiance"], brut["objet"])


def lire_textes(lu: dict[str, Any]) -> dict[str, Texte]:
    codes = table(lu, "codes", dict, "textes.toml")
    for cle, code in codes.items():
        controler(code, CODE, {}, "textes.toml", cle)
    return {cle: _lire_texte(cle, brut, codes) for cle, brut in table(lu, "textes", dict, "textes.toml").items()}


def lire_relectures(lu: dict[str, Any]) -> dict[str, int]:
    """Pour chaque nature de texte, combien de mois notre lecture vaut."""
    durees = table(lu, "relecture", dict, "textes.toml")
    controler(durees, dict.fromkeys(TEXTE_PAR_NATURE, dict), {}, "textes.toml", "relecture")
    for nature, duree in durees.items():
        controler(duree, RELECTURE_DUE, {}, "textes.toml", f"relecture.{nature}")
    return {nature: duree["mois"] for nature, duree in durees.items()}
