"""Tout ce qu'on sait demander au moteur, hors les demandes de la fabrique : les références et le hasard."""

import json

from builder.paths import ROOT
from tests.hasard import tirer
from tests.hasard_chaines import tirer_chaine

DECISIONS_AU_HASARD = 400
CHAINES_AU_HASARD = 300


def references() -> list[str]:
    """Les demandes de tests/cas/references.json."""
    cas = json.loads((ROOT / "tests" / "cas" / "references.json").read_text(encoding="utf-8"))
    return [json.dumps(un["demande"], ensure_ascii=False) for un in cas]


def hasard(premiere: int = 0) -> list[str]:
    """Des décisions et des chaînes tirées au hasard, les mêmes pour la même première graine."""
    tirages = [tirer(graine) for graine in range(premiere, premiere + DECISIONS_AU_HASARD)]
    tirages += [tirer_chaine(graine) for graine in range(premiere, premiere + CHAINES_AU_HASARD)]
    return [json.dumps(tirage, ensure_ascii=False) for tirage in tirages]
