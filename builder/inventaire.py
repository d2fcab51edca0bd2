"""Ce que le site livre, fichier par fichier avec son empreinte, et de quoi il est fait.

`empreintes.txt` se vérifie avec `sha256sum -c`. `nomenclature.cdx.json` suit CycloneDX : ce qui arrive chez la
personne, et ce qui ne sert qu'à fabriquer, lus dans les verrous. Ni date ni hasard : deux fabrications, mêmes octets.
"""

import base64
import hashlib
import json
import re
import tomllib
import uuid
from pathlib import Path
from typing import Any

from builder import licences
from builder.paths import ROOT

EMPREINTES = "empreintes.txt"
NOMENCLATURE = "nomenclature.cdx.json"
_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", re.MULTILINE)
# Les noms SPDX que cette liste emploie sans exception ni combinaison ; le reste se dit en toutes lettres.
_SPDX = re.compile(r"[A-Za-z0-9.+-]+")
Component = dict[str, Any]


def files(site: Path) -> dict[str, Path]:
    """Chaque fichier livré, sous son nom dans le site, dans l'ordre des noms."""
    return dict(sorted((path.relative_to(site).as_posix(), path) for path in site.rglob("*") if path.is_file()))


def fingerprints(site: Path) -> str:
    """Une ligne par fichier livré, dans le format de sha256sum ; celui-ci ne se nomme pas."""
    listed = {name: path for name, path in files(site).items() if name != EMPREINTES}
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n" for name, path in listed.items())


def _library(name: str, version: str, kind: str, scope: str) -> Component:
    purl = f"pkg:{kind}/{name.replace('@', '%40')}@{version}"
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "scope": scope, "purl": purl}


def _python_tools() -> list[Component]:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return [_library(name.lower(), version, "pypi", "excluded") for name, version in _PINNED.findall(lock)]


def _npm_packages() -> list[Component]:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    found: dict[str, Component] = {}
    for path, entry in packages.items():
        if not path:
            continue
        one = _library(path.rpartition("node_modules/")[2], entry["version"], "npm", "excluded")
        algorithm, _, digest = entry["integrity"].partition("-")
        one["hashes"] = [{"alg": algorithm.upper().replace("SHA", "SHA-"), "content": base64.b64decode(digest).hex()}]
        found[one["bom-ref"]] = one
    return list(found.values())


def _license(name: str) -> list[Component]:
    return [{"license": {"id": name} if _SPDX.fullmatch(name) else {"name": name}}]


def _shipped() -> list[Component]:
    """Ce qui arrive chez la personne, avec sa licence : la même liste que la page des licences."""
    shown = []
    for row in licences.components():
        one = {"type": "library", "bom-ref": f"livre/{row['nom']}", "name": row["nom"], "scope": "required"}
        one |= {"description": row["a_quoi"], "licenses": _license(row["licence"])}
        if version := licences.versions().get(row["nom"]):
            one["version"] = version
        shown.append(one)
    return shown


def bill() -> Component:
    """La nomenclature entière. Son numéro de série est tiré de son contenu."""
    from calculators.version import VERSION

    # Le nom que pyproject.toml donne au moteur ; le site n'en a pas d'autre qui ne change pas.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]
    main = {"type": "application", "bom-ref": project, "name": project, "version": VERSION}
    parts = sorted([*_shipped(), *_python_tools(), *_npm_packages()], key=lambda one: str(one["bom-ref"]))
    series = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps([main, parts], sort_keys=True))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{series}",
        "version": 1,
        "metadata": {"component": main},
        "components": parts,
    }


def publish(site: Path) -> str:
    """Écrit la nomenclature, puis les empreintes de tout ; rend l'empreinte de la liste, qui dit le site entier."""
    written = json.dumps(bill(), ensure_ascii=False, indent=1) + "\n"
    (site / NOMENCLATURE).write_text(written, encoding="utf-8")
    listed = fingerprints(site)
    (site / EMPREINTES).write_text(listed, encoding="utf-8")
    return hashlib.sha256(listed.encode()).hexdigest()
