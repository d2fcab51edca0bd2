"""Lire et récrire un module WebAssembly par sections. Le corps d'une fonction est recopié, jamais décodé."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.errors import BuildError

TYPE, IMPORT, FUNCTION, TABLE, GLOBAL, EXPORT, START, ELEMENT, CODE, DATA, DATA_COUNT = (
    1,
    2,
    3,
    4,
    6,
    7,
    8,
    9,
    10,
    11,
    12,
)
FUNC, TABLES, MEMORY, GLOBALS, TAG = range(5)
_HEADER = b"\0asm\1\0\0\0"


def leb(number: int) -> bytes:
    """Un entier positif, à la façon de WebAssembly."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def signed_leb(number: int) -> bytes:
    """Un entier positif là où un signe est possible : le bit de signe reste à zéro."""
    out = bytearray()
    while number > 63:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def vector(items: Sequence[bytes]) -> bytes:
    """Combien, puis chacun."""
    return leb(len(items)) + b"".join(items)


def name(text: str) -> bytes:
    """Un nom et sa longueur."""
    return leb(len(text.encode())) + text.encode()


class Reader:
    """Une tête de lecture."""

    def __init__(self, data: bytes, place: int = 0) -> None:
        self.data, self.place = data, place

    def byte(self) -> int:
        """Un octet."""
        self.place += 1
        return self.data[self.place - 1]

    def take(self, size: int) -> bytes:
        """Des octets tels quels."""
        self.place += size
        return self.data[self.place - size : self.place]

    def leb(self) -> int:
        """Un entier positif."""
        number = shift = 0
        while True:
            byte = self.byte()
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return number

    def text(self) -> str:
        """Un nom."""
        return self.take(self.leb()).decode()

    def limits(self) -> None:
        """Les bornes d'une table ou d'une mémoire."""
        if self.byte() & 1:
            self.leb()
        self.leb()


@dataclass(frozen=True)
class Entry:
    """Un élément importé ou défini : sa sorte, son type (tel qu'écrit), et l'élément entier."""

    kind: int
    type: bytes
    raw: bytes


class Module:
    """Les sections d'un module, dans l'ordre, et ce qu'il faut savoir de chacune."""

    def __init__(self, data: bytes) -> None:
        if data[:8] != _HEADER:
            raise BuildError("Ce n'est pas un module WebAssembly de version 1.")
        reader = Reader(data, 8)
        self.sections: list[tuple[int, bytes]] = []
        while reader.place < len(data):
            kind = reader.byte()
            self.sections.append((kind, reader.take(reader.leb())))

    def section(self, kind: int) -> bytes:
        """Le contenu d'une section, vide si elle n'y est pas."""
        return next((data for found, data in self.sections if found == kind), b"\0")

    def rebuilt(self, changes: dict[int, bytes | None]) -> bytes:
        """Le module avec ces sections changées ou, si None, ôtées ; les autres telles quelles."""
        out = [_HEADER]
        for kind, data in self.sections:
            new = changes.get(kind, data)
            if new is not None:
                out.append(bytes([kind]) + leb(len(new)) + new)
        return b"".join(out)

    def types(self) -> list[tuple[bytes, bytes]]:
        """Chaque type de fonction : ses paramètres, ses résultats."""
        reader = Reader(self.section(TYPE))
        found = []
        for _ in range(reader.leb()):
            if reader.byte() != 0x60:
                raise BuildError("Un type qui n'est pas celui d'une fonction : ce WebAssembly n'est pas prévu.")
            found.append((reader.take(reader.leb()), reader.take(reader.leb())))
        return found

    def imports(self) -> list[Entry]:
        """Ce qui est importé, de toutes sortes."""
        reader = Reader(self.section(IMPORT))
        return [self._import(reader) for _ in range(reader.leb())]

    @staticmethod
    def _import(reader: Reader) -> Entry:
        start = reader.place
        reader.text()
        reader.text()
        kind = reader.byte()
        told = reader.place
        if kind == FUNC:
            reader.leb()
        elif kind in (TABLES, MEMORY):
            if kind == TABLES:
                reader.byte()
            reader.limits()
        elif kind == GLOBALS:
            reader.take(2)
        elif kind == TAG:
            reader.byte()
            reader.leb()
        else:
            raise BuildError(f"Importation de sorte {kind} : ce WebAssembly n'est pas prévu.")
        return Entry(kind, reader.data[told : reader.place], reader.data[start : reader.place])

    def functions(self) -> list[int]:
        """Le type de chaque fonction définie."""
        reader = Reader(self.section(FUNCTION))
        return [reader.leb() for _ in range(reader.leb())]

    def tables(self) -> list[bytes]:
        """Le type de chaque table définie."""
        reader = Reader(self.section(TABLE))
        return [self._table(reader) for _ in range(reader.leb())]

    @staticmethod
    def _table(reader: Reader) -> bytes:
        start = reader.place
        reader.byte()
        reader.limits()
        return reader.data[start : reader.place]

    def globals(self) -> list[bytes]:
        """Le type de chaque variable globale définie (sa valeur de départ doit être une constante simple)."""
        reader = Reader(self.section(GLOBAL))
        return [self._global(reader) for _ in range(reader.leb())]

    @staticmethod
    def _global(reader: Reader) -> bytes:
        kind = reader.take(2)
        # i32.const et i64.const : un entier, puis la fin. Le reste n'est pas employé par Pyodide.
        if reader.byte() not in (0x41, 0x42):
            raise BuildError("Une variable globale n'est pas une constante entière : ce WebAssembly n'est pas prévu.")
        reader.leb()
        if reader.byte() != 0x0B:
            raise BuildError("Valeur d'une variable globale : ce WebAssembly n'est pas prévu.")
        return kind

    def exports(self) -> list[tuple[str, int, int]]:
        """Nom, sorte et numéro de ce qui est exporté."""
        reader = Reader(self.section(EXPORT))
        return [(reader.text(), reader.byte(), reader.leb()) for _ in range(reader.leb())]

    def bodies(self) -> list[bytes]:
        """Le corps de chaque fonction définie, sans sa taille."""
        reader = Reader(self.section(CODE))
        return [reader.take(reader.leb()) for _ in range(reader.leb())]


def export_section(exports: Iterable[tuple[str, int, int]]) -> bytes:
    """La section des exportations."""
    return vector([name(text) + bytes([kind]) + leb(index) for text, kind, index in exports])


def code_section(bodies: Iterable[bytes]) -> bytes:
    """La section du code."""
    return vector([leb(len(body)) + body for body in bodies])


def type_section(types: Iterable[tuple[bytes, bytes]]) -> bytes:
    """La section des types de fonctions."""
    return vector([b"\x60" + leb(len(a)) + a + leb(len(b)) + b for a, b in types])
