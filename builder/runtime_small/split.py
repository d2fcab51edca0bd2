"""Coupe le WebAssembly en deux : les fonctions qui servent, et toutes, que la page ne va chercher qu'au besoin.

Dans le premier module, une fonction qui n'a jamais servi devient une porte : elle fait charger le second module, puis
appelle la vraie fonction, qui y est, avec les mêmes mémoire, tables et variables. Rien n'est donc jamais absent ni nul.
Les numéros sont les mêmes dans les deux modules : les corps se recopient sans être décodés.
"""

from collections.abc import Iterable

from builder.errors import BuildError
from builder.runtime_small.wasm import (
    CODE,
    DATA,
    DATA_COUNT,
    ELEMENT,
    EXPORT,
    FUNC,
    FUNCTION,
    GLOBAL,
    GLOBALS,
    IMPORT,
    START,
    TABLE,
    TABLES,
    TYPE,
    Module,
    code_section,
    export_section,
    leb,
    name,
    signed_leb,
    type_section,
    vector,
)

# Les exportations de plus commencent par un chiffre : aucun nom de Pyodide ne le fait, et petit.mjs les lui cache.
DOORS = "0portes"
_I32, _FUNCREF, _NO_LOCALS, _END = b"\x7f", b"\x70", b"\0", b"\x0b"
_LOCAL_GET, _CALL, _CALL_INDIRECT, _CONST = b"\x20", b"\x10", b"\x11", b"\x41"


def _shared(module: Module) -> list[tuple[str, int, int, bytes]]:
    """Tout ce qui change pendant le calcul et que le premier module définit : nom, sorte, numéro, type."""
    imports = module.imports()
    first = {kind: sum(entry.kind == kind for entry in imports) for kind in (GLOBALS, TABLES)}
    parts = [(GLOBALS, "0g", module.globals()), (TABLES, "0t", module.tables())]
    return [
        (f"{prefix}{rank}", kind, first[kind] + rank, kind_of)
        for kind, prefix, types in parts
        for rank, kind_of in enumerate(types)
    ]


class _Doors:
    """Ce que les deux modules ont en commun : la table des portes, et qui est derrière chacune."""

    def __init__(self, module: Module, hot: Iterable[int], kept: set[str]) -> None:
        self.module, self.kept = module, kept
        kept_hot = set(hot)
        self.cold = [rank for rank in range(len(module.functions())) if rank not in kept_hot]
        imports = module.imports()
        self.imported = sum(entry.kind == FUNC for entry in imports)
        self.table = sum(entry.kind == TABLES for entry in imports) + len(module.tables())
        size = leb(len(self.cold) + 1)
        self.table_type = _FUNCREF + b"\1" + size + size
        self.types = module.types()
        self.nothing = self._type(b"", b"")

    def _type(self, parameters: bytes, results: bytes) -> int:
        if (parameters, results) not in self.types:
            self.types.append((parameters, results))
        return self.types.index((parameters, results))


def primary(module: Module, hot: Iterable[int], kept: set[str]) -> bytes:
    """Le module du départ. `hot` : les fonctions définies à garder ; `kept` : les noms que le JavaScript emploie."""
    doors = _Doors(module, hot, kept)
    functions, bodies = module.functions(), module.bodies()
    helpers: dict[int, int] = {}
    added: list[tuple[int, bytes]] = []
    for slot, rank in enumerate(doors.cold, start=1):
        kind = functions[rank]
        parameters, results = doors.types[kind]
        if kind not in helpers:
            helpers[kind] = doors.imported + len(functions) + len(added)
            added.append((doors._type(parameters + _I32, results), _helper(doors, kind)))
        bodies[rank] = (
            _NO_LOCALS + _arguments(parameters) + _CONST + signed_leb(slot) + _CALL + leb(helpers[kind]) + _END
        )
    exports = [export for export in module.exports() if export[0] in kept]
    exports += [(text, kind, index) for text, kind, index, _ in _shared(module)]
    exports.append((DOORS, TABLES, doors.table))
    return module.rebuilt(
        {
            TYPE: type_section(doors.types),
            FUNCTION: vector([leb(kind) for kind in functions] + [leb(kind) for kind, _ in added]),
            TABLE: vector([*module.tables(), doors.table_type]),
            EXPORT: export_section(exports),
            CODE: code_section([*bodies, *(body for _, body in added)]),
        }
    )


def _arguments(parameters: bytes) -> bytes:
    return b"".join(_LOCAL_GET + leb(rank) for rank in range(len(parameters)))


def _helper(doors: _Doors, kind: int) -> bytes:
    """Pour toutes les portes d'un même type : la case 0 fait charger (puis ne fait plus rien), l'autre est la vraie."""
    parameters, _ = doors.types[kind]
    load = _CONST + b"\0" + _CALL_INDIRECT + leb(doors.nothing) + leb(doors.table)
    slot = _LOCAL_GET + leb(len(parameters))
    return _NO_LOCALS + load + _arguments(parameters) + slot + _CALL_INDIRECT + leb(kind) + leb(doors.table) + _END


def secondary(module: Module, hot: Iterable[int]) -> bytes:
    """Le module entier, sans ce qui ne se fait qu'une fois : ni données, ni mise à zéro, ni variables à lui."""
    doors = _Doors(module, hot, set())
    functions = module.functions()
    imports = [entry.raw for entry in module.imports()]
    imports += [name("0") + name(text) + bytes([kind]) + told for text, kind, _, told in _shared(module)]
    imports.append(name("0") + name(DOORS) + bytes([TABLES]) + doors.table_type)
    nothing = doors.imported + len(functions)
    behind = [leb(nothing)] + [leb(doors.imported + rank) for rank in doors.cold]
    kinds = {kind for kind, _ in module.sections}
    if not {TYPE, IMPORT, FUNCTION, TABLE, GLOBAL, EXPORT, START, ELEMENT, CODE, DATA, DATA_COUNT} <= kinds:
        raise BuildError("Une section attendue manque : ce WebAssembly n'est pas prévu.")
    return module.rebuilt(
        {
            0: None,
            TYPE: type_section(doors.types),
            IMPORT: vector(imports),
            FUNCTION: vector([leb(kind) for kind in [*functions, doors.nothing]]),
            TABLE: None,
            GLOBAL: None,
            EXPORT: vector([]),
            START: None,
            # Instancier remplit les portes, et met « ne rien faire » à la place du chargement.
            ELEMENT: vector([b"\2" + leb(doors.table) + _CONST + b"\0" + _END + b"\0" + vector(behind)]),
            DATA_COUNT: None,
            CODE: code_section([*module.bodies(), _NO_LOCALS + _END]),
            DATA: None,
        }
    )
