"""Une date fausse se dit d'abord : le bandeau des pages concernées, et la liste des versions à ne plus employer."""

import calendar
import html
import json
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builder.catalogue import long_date, words
from builder.errors import BuildError
from builder.paths import DONNEES

FICHIER = DONNEES / "erreurs.toml"
_MOIS_PAR_AN = 12


@dataclass(frozen=True)
class ErreurAnnoncee:
    """Une erreur de date : qui, quels jours, de combien, que faire."""

    id: str
    annoncee_le: date
    versions: tuple[str, ...]
    corrigee_dans: str
    qui: str
    recues_du: date
    recues_au: date
    ecart: str
    que_faire: str
    pages: tuple[str, ...]
    jusqu_au: date

    def phrases(self) -> list[str]:
        """Ce qui s'en dit, partout pareil : qui, quels jours, de combien, que faire."""
        du, au = long_date(self.recues_du), long_date(self.recues_au)
        return [words("erreurs_annoncees")["qui"].format(qui=self.qui, du=du, au=au), self.ecart, self.que_faire]


def _plus_mois(jour: date, mois: int) -> date:
    annee, rang = divmod(jour.year * _MOIS_PAR_AN + jour.month - 1 + mois, _MOIS_PAR_AN)
    return date(annee, rang + 1, min(jour.day, calendar.monthrange(annee, rang + 1)[1]))


def lire(fichier: Path = FICHIER) -> list[ErreurAnnoncee]:
    """Les erreurs annoncées, la plus récente d'abord. Une entrée incomplète arrête la fabrication."""
    lu = tomllib.loads(fichier.read_text(encoding="utf-8"))
    mois = lu.pop("bandeau_mois")
    lues = []
    for id_, table in lu.items():
        try:
            valeurs = {**table, "versions": tuple(table["versions"]), "pages": tuple(table["pages"])}
            lues.append(ErreurAnnoncee(id=id_, **valeurs, jusqu_au=_plus_mois(table["annoncee_le"], mois)))
        except (KeyError, TypeError) as faute:
            raise BuildError(f"{fichier.name}, {id_} : {faute}.") from faute
    return sorted(lues, key=lambda erreur: erreur.annoncee_le, reverse=True)


def _bandeau(erreur: ErreurAnnoncee, racine: str) -> str:
    phrases = "".join(f"<p>{html.escape(phrase)}</p>" for phrase in erreur.phrases())
    mots = words("erreurs_annoncees")
    titre = html.escape(mots["titre"])
    suite = f'<p><a href="{racine}{mots["page"]}">{html.escape(mots["lien"])}</a></p>'
    # data-jusqu-au : la page retire elle-même le bandeau quand son temps est fini, sans nouvelle fabrication.
    return (
        f'<aside class="bandeau-erreur" data-jusqu-au="{erreur.jusqu_au.isoformat()}">'
        f"<p><strong>{titre}</strong></p>{phrases}{suite}</aside>"
    )


def poser_les_bandeaux(site: Path, jour: date, erreurs: list[ErreurAnnoncee]) -> int:
    """Écrit le bandeau en tête de chaque page concernée, tant que son temps n'est pas fini ; rend leur nombre."""
    poses = 0
    for erreur in erreurs:
        if jour > erreur.jusqu_au:
            continue
        for page in erreur.pages:
            chemin = site / "index.html" if page == "index" else site / page / "index.html"
            if not chemin.is_file():
                raise BuildError(f"erreurs.toml, {erreur.id} : la page « {page} » n'existe pas.")
            racine = "../" * len(chemin.parent.relative_to(site).parts)
            texte = chemin.read_text(encoding="utf-8")
            avant, titre, apres = texte.partition("<h1")
            if not titre:
                raise BuildError(f"erreurs.toml, {erreur.id} : la page « {page} » n'a pas de titre.")
            chemin.write_text(f"{avant}{_bandeau(erreur, racine)}{titre}{apres}", encoding="utf-8")
            poses += 1
    return poses


def versions(courante: str, erreurs: list[ErreurAnnoncee]) -> str:
    """Le fichier `versions.json` que publie le site de référence, et que lit la fabrication d'une copie."""
    fausses = [
        {"version": version, "corrigee_dans": erreur.corrigee_dans, "phrases": erreur.phrases()}
        for erreur in erreurs
        for version in erreur.versions
    ]
    return json.dumps({"courante": courante, "fausses": fausses}, ensure_ascii=False, indent=1) + "\n"
