"""Le journal du droit, en page et en fil : ce qui a changé, à partir de quand, pour qui.

Le CHANGELOG est la source. Sa voix « Droit » devient la page « Changements » et le fil Atom ; « Technique » reste là-bas.
"""

import re
import uuid
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from builder.catalogue import long_date, words
from builder.erreurs_annoncees import ErreurAnnoncee
from builder.errors import BuildError
from builder.paths import ROOT

FICHIER = ROOT / "CHANGELOG.md"
FIL = "changements.atom"
_VERSION = re.compile(r"^## (\S+) \((pas encore publiée|\d{4}-\d{2}-\d{2})\)$")
# Un nom pour l'espace des identifiants du fil : le même texte rend toujours le même identifiant.
_ESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "journal du droit")


@dataclass(frozen=True)
class Version:
    """Une version du site, et ce qu'elle change en droit (Markdown)."""

    nom: str
    publiee_le: date | None
    droit: str

    def titre(self) -> str:
        """« Version 2026.1, pas encore publiée »."""
        mots = words("changements")
        quand = long_date(self.publiee_le) if self.publiee_le else mots["pas_publiee"]
        return str(mots["version"].format(nom=self.nom, quand=quand))


def lire(texte: str) -> list[Version]:
    """Les versions du journal, dans son ordre. Un titre de version illisible arrête la fabrication."""
    trouvees = []
    for morceau in re.split(r"(?m)^(?=## )", texte)[1:]:
        titre, _, corps = morceau.partition("\n")
        lu = _VERSION.match(titre.strip())
        if not lu:
            raise BuildError(
                f"{FICHIER.name} : « {titre} ». Écrivez : ## 2026.2 (2026-12-31), ou (pas encore publiée)."
            )
        jour = date.fromisoformat(lu[2]) if lu[2][0].isdigit() else None
        parties = dict(
            (nom.strip(), texte_) for nom, _, texte_ in (p.partition("\n") for p in re.split(r"(?m)^### ", corps)[1:])
        )
        trouvees.append(Version(lu[1], jour, parties.get("Droit", "").strip()))
    return trouvees


def versions() -> list[Version]:
    """Le journal du dépôt."""
    return lire(FICHIER.read_text(encoding="utf-8"))


def render(lues: list[Version] | None = None) -> str:
    """Le fragment de la page : une partie par version, la plus récente d'abord."""
    rien = words("changements")["rien"]
    return "\n\n".join(f"## {v.titre()}\n\n{v.droit or rien}" for v in (versions() if lues is None else lues))


def titre_du_fil(nom: str) -> str:
    """Ce que dit le fil à qui s'y abonne."""
    return str(words("changements")["fil"].format(site=nom))


def _entree(identifiant: str, titre: str, jour: date, texte: str, page: str) -> str:
    return (
        "<entry>"
        f"<id>urn:uuid:{uuid.uuid5(_ESPACE, identifiant)}</id>"
        f"<title>{escape(titre)}</title>"
        f"<updated>{jour.isoformat()}T00:00:00Z</updated>"
        f'<link href="{escape(page)}"/>'
        f'<content type="text">{escape(texte)}</content>'
        "</entry>"
    )


def fil(jour: date, nom: str, adresse: str, lues: list[Version], erreurs: list[ErreurAnnoncee]) -> str:
    """Le fil Atom. Les erreurs de date d'abord ; une version non publiée porte le jour de fabrication.

    `adresse` : l'adresse publique du site, ou vide (liens relatifs).
    """
    mots = words("changements")
    page = f"{adresse}changements/"
    entrees = [
        _entree(f"erreur {e.id}", mots["erreur"].format(qui=e.qui), e.annoncee_le, "\n".join(e.phrases()), page)
        for e in erreurs
    ]
    entrees += [
        _entree(
            f"version {v.nom}", mots["entree"].format(nom=v.nom), v.publiee_le or jour, v.droit or mots["rien"], page
        )
        for v in lues
    ]
    dernier = max([e.annoncee_le for e in erreurs] + [v.publiee_le or jour for v in lues], default=jour)
    titre = escape(titre_du_fil(nom))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>urn:uuid:{uuid.uuid5(_ESPACE, 'fil')}</id><title>{titre}</title>"
        f"<author><name>{escape(nom)}</name></author><updated>{dernier.isoformat()}T00:00:00Z</updated>"
        f'<link rel="self" href="{escape(adresse)}{FIL}"/>' + "".join(entrees) + "</feed>\n"
    )
