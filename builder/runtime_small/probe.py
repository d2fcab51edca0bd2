"""Le WebAssembly où chaque fonction dit qu'elle a servi : une variable par fonction, mise à un en y entrant."""

from builder.runtime_small.wasm import (
    CODE,
    EXPORT,
    GLOBAL,
    GLOBALS,
    Module,
    Reader,
    code_section,
    export_section,
    leb,
)

PREFIX = "0f"
_MUTABLE_ZERO = b"\x7f\1\x41\0\x0b"


def probed(module: Module, kept: set[str]) -> bytes:
    """Le même module, avec ces témoins, exportés « 0f0 », « 0f1 »…"""
    count = len(module.functions())
    defined = module.globals()
    first = sum(entry.kind == GLOBALS for entry in module.imports()) + len(defined)
    section = module.section(GLOBAL)
    reader = Reader(section)
    reader.leb()
    exports = [export for export in module.exports() if export[0] in kept]
    exports += [(f"{PREFIX}{rank}", GLOBALS, first + rank) for rank in range(count)]
    bodies = [_marked(body, first + rank) for rank, body in enumerate(module.bodies())]
    return module.rebuilt(
        {
            GLOBAL: leb(len(defined) + count) + section[reader.place :] + _MUTABLE_ZERO * count,
            EXPORT: export_section(exports),
            CODE: code_section(bodies),
        }
    )


def _marked(body: bytes, witness: int) -> bytes:
    """Après les variables locales : i32.const 1, global.set."""
    reader = Reader(body)
    for _ in range(reader.leb()):
        reader.leb()
        reader.byte()
    return body[: reader.place] + b"\x41\1\x24" + leb(witness) + body[reader.place :]
