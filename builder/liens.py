"""Les liens qui sortent du site : chacun avec sa ligne de données, et ouvert si le réseau le permet.

À lancer à la main (scripts/liens), jamais en intégration continue : un site en panne n'est pas notre faute,
et un lien mort se remplace après avoir relu la page, pas par un robot.
"""

import argparse
import csv
import re
import urllib.error
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from builder.paths import DONNEES, LICENCES, ROOT

_ADDRESS = re.compile(r"https?://[^\s\"'<>)\\]+")
_TIMEOUT = 15
_AT_ONCE = 4  # poli avec les sites qu'on ouvre
_AGENT = "Mozilla/5.0 (verification des liens d'un site d'information)"
SANS_RESEAU = "pas de réseau"


@dataclass(frozen=True)
class Link:
    """Une adresse, la donnée qui la porte, et le jour où quelqu'un l'a lue."""

    address: str
    where: str
    what: str
    read: str


def _rows(name: str, key: str, what: str, read: str) -> Iterable[Link]:
    with (DONNEES / name).open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if row[key]:
                yield Link(row[key], f"donnees/{name}, ligne {number}", row[what], row[read] or "jamais")


def _mentions(path: Path) -> Iterable[Link]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        for address in _ADDRESS.findall(line):
            yield Link(address, f"{path.relative_to(ROOT)}, ligne {number}", "", "voir ce fichier")


def links() -> list[Link]:
    """Toutes les adresses, une fois chacune, dans l'ordre des fichiers."""
    found = [
        *_rows("liens.csv", "adresse", "ce_que_c_est", "lu_le"),
        *_rows("contacts.csv", "site", "nom", "lu_le_etat_de"),
    ]
    for path in [*sorted((ROOT / "calculators" / "droit").glob("*.toml")), LICENCES / "composants.toml"]:
        found += _mentions(path)
    return list({link.address: link for link in reversed(found)}.values())[::-1]


def state(address: str) -> str:
    """Ce que répond l'adresse, en un mot ou deux."""
    asked = urllib.request.Request(address, headers={"User-Agent": _AGENT})
    try:
        with urllib.request.urlopen(asked, timeout=_TIMEOUT) as answer:
            moved = answer.url.rstrip("/") != address.rstrip("/")
            return f"mène à {answer.url}" if moved else "ouvert"
    except urllib.error.HTTPError as error:
        return f"refusé ({error.code})"
    except (urllib.error.URLError, TimeoutError, OSError) as error:
        return f"injoignable ({getattr(error, 'reason', error)})"


def main() -> int:
    """1 si un lien ouvert à la main est refusé ou injoignable, alors que d'autres répondent."""
    parser = argparse.ArgumentParser(prog="scripts/liens")
    parser.add_argument("--liste", action="store_true", help="sans rien ouvrir")
    only_list = parser.parse_args().liste
    known = links()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        states = [""] * len(known) if only_list else list(pool.map(state, (link.address for link in known)))
    if not only_list and all(one.startswith("injoignable") for one in states):
        states = [SANS_RESEAU] * len(known)
    for link, said in zip(known, states, strict=True):
        print(f"{said:12}  {link.address}\n{'':14}{link.where}. {link.what} (lu : {link.read})")
    bad = [one for one in states if one.startswith(("refusé", "injoignable"))]
    print(f"==> {len(known)} liens" + ("" if only_list else f", {len(bad)} à regarder"))
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
