"""Les écarts entre ce que nous avons lu et une copie plus récente, et ce qu'il faut relire pour chacun."""

from collections.abc import Mapping
from dataclasses import dataclass

from veille.copie import Copie
from veille.reference import Lu, cle

CHANGE = "a changé"
DISPARU = "n'est plus dans la copie"
EN_VERSIONS = "est en plusieurs versions"


@dataclass(frozen=True)
class Ecart:
    """Un article qui n'est plus ce que nous avons lu. `voisins` : articles de même début, où son texte a pu passer."""

    article: str
    quoi: str
    lu_au: str
    a_relire: tuple[str, ...]
    voisins: tuple[str, ...] = ()

    @property
    def titre(self) -> str:
        """Le titre du signalement, toujours le même pour le même écart."""
        return f"Veille : {self.article} {self.quoi}"


def _voisins(article: str, copie: Copie, connus: Mapping[str, Lu]) -> tuple[str, ...]:
    """Un article coupé en deux continue souvent dans L612-1-1 : on nomme ces numéros, on ne devine rien."""
    code, numero = cle(article)
    proches = (f"{code} {n}" for c, n in copie.articles if c == code and n.startswith(f"{numero}-"))
    return tuple(sorted(proche for proche in proches if proche not in connus))


def comparer(reference: Mapping[str, Lu], copie: Copie, citations: Mapping[str, list[str]]) -> list[Ecart]:
    """Un écart par article changé, disparu ou passé en plusieurs versions. Les codes absents de la copie sont sautés."""
    ecarts = []
    for article, lu in sorted(reference.items()):
        if cle(article)[0] not in copie.codes or article not in citations:
            continue
        vues = copie.articles.get(cle(article), [])
        if sorted(vues) == sorted(lu.empreintes):
            continue
        quoi = DISPARU if not vues else EN_VERSIONS if len(vues) > 1 else CHANGE
        voisins = _voisins(article, copie, reference)
        ecarts.append(Ecart(article, quoi, lu.texte_au, tuple(citations[article]), voisins))
    return ecarts
