"""Où les choses sont, depuis la racine du dépôt."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / ".build"
INCLUS = ROOT / "inclus"
INCLUS_BUILD = BUILD / "inclus"
RUNTIME = BUILD / "runtime"
SITE = ROOT / "site"
DONNEES = ROOT / "donnees"
NODE_MODULES = ROOT / "node_modules"
LICENCES = ROOT / "builder" / "licences"
