"""Le cœur : WebAssembly et JavaScript de Pyodide, réduits. Ne dépend pas du moteur : refait une fois par version de Pyodide."""

import base64
import hashlib
import json
import zlib
from dataclasses import dataclass
from pathlib import Path

from builder.errors import BuildError
from builder.paths import NODE_MODULES
from builder.runtime_small import glue, probe, split
from builder.runtime_small.container import compress, pack, unpack
from builder.runtime_small.wasm import Module

STOCK = NODE_MODULES / "pyodide"
PROFILE = Path(__file__).with_name("profil.json")


@dataclass(frozen=True)
class Core:
    """Ce qui est livré, déjà comprimé ; `cold` est vide quand rien n'est coupé, `cold_size` sa taille dépliée."""

    wasm: bytes
    glue: bytes
    entry: bytes
    cold: bytes = b""
    cold_size: int = 0


def _stock() -> tuple[bytes, str, str]:
    scripts = (STOCK / name for name in ("pyodide.asm.js", "pyodide.mjs"))
    return (STOCK / "pyodide.asm.wasm").read_bytes(), *(path.read_text(encoding="utf-8") for path in scripts)  # type: ignore[return-value]


def hot_functions(wasm: bytes, kept: Path = PROFILE) -> list[int]:
    """Les fonctions qui ont servi, selon le profil suivi dans le dépôt ; il doit être celui de ce WebAssembly-ci."""
    profile = json.loads(kept.read_text(encoding="utf-8"))
    if profile["wasm"] != hashlib.sha256(wasm).hexdigest():
        raise BuildError(
            f"{kept.name} est le profil d'un autre WebAssembly que celui de Pyodide installé : "
            "refaites-le avec scripts/runtime/profil, ou construisez avec RECOURS_MOTEUR=entier."
        )
    bits = base64.b64decode(profile["fonctions"])
    return [rank for rank in range(len(bits) * 8) if bits[rank // 8] >> rank % 8 & 1]


def _build(probing: bool, profile: Path) -> Core:
    data, script, entry = _stock()
    module = Module(data)
    entry = glue.entry(entry)
    script, kept = glue.trim(script, entry, {name for name, _, _ in module.exports()})
    if probing:
        return Core(compress(probe.probed(module, kept)), script.encode(), entry.encode())
    hot = hot_functions(data, profile)
    cold = split.secondary(module, hot)
    # zlib et non gzip : c'est ce que la fonction `uncompress` du premier module sait lire.
    return Core(
        compress(split.primary(module, hot, kept)), script.encode(), entry.encode(), zlib.compress(cold, 9), len(cold)
    )


def core(cache: Path, *, probing: bool = False, profile: Path = PROFILE) -> Core:
    """Le cœur, tiré de `cache` quand rien n'a changé. `probing` : entier, avec des témoins, pour refaire le profil."""
    said = hashlib.sha256(repr((probing, b"" if probing else profile.read_bytes())).encode())
    for path in (
        *sorted(Path(__file__).parent.glob("*.py")),
        *(STOCK / f"pyodide{end}" for end in (".asm.js", ".mjs")),
    ):
        said.update(path.read_bytes())
    said.update((STOCK / "pyodide.asm.wasm").read_bytes())
    kept = cache / f"coeur-{said.hexdigest()[:16]}"
    if not kept.exists():
        made = _build(probing, profile)
        parts = {"wasm": made.wasm, "glue": made.glue, "entry": made.entry, "cold": made.cold}
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pack({**parts, "cold_size": made.cold_size.to_bytes(4, "little")}))
    parts = unpack(kept.read_bytes())
    return Core(**{**parts, "cold_size": int.from_bytes(parts["cold_size"], "little")})  # type: ignore[arg-type]
