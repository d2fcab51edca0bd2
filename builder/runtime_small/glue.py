"""Ce qu'on change au JavaScript de Pyodide : il ne va plus chercher lui-même ni verrou, ni archive, ni WebAssembly.

Chaque endroit doit exister une fois, tel quel : une autre version de Pyodide arrête la fabrication.
"""

import re

from builder.errors import BuildError

_ENTRY = (
    # La carte des sources n'est pas livrée : sa mention ne ferait que des requêtes perdues.
    ("//# sourceMappingURL=pyodide.mjs.map", ""),
    # Le WebAssembly : compilé pendant qu'il arrive, par scripts/runtime/petit.mjs ; une panne s'y voit.
    (
        "instantiateWasm:Ne(e.indexURL)",
        "instantiateWasm:(s,r)=>{K().then(i=>(s.sentinel=i,e.wasm(s))).then(i=>r(...i));return{}}",
    ),
    # Les fichiers : un seul envoi, posé par petit.mjs, à la place de l'archive de la bibliothèque.
    ("function Pe(e){let t=j(e);return", "function Pe(e){return"),
    ("let r=await t;n.FS.writeFile(`/lib/python${i}${s}.zip`,r)", "await e.fichiers(n)"),
    ('let t;return e.stdLibURL!=null?t=e.stdLibURL:t=e.indexURL+"python_stdlib.zip",[Pe(t),', "return[Pe(e),"),
    # Aucun paquet ne se charge ensuite : ni verrou, ni importlib.metadata.
    ("return n.lockFilePromise=Promise.resolve(e.lockFileContents),t", "return t"),
)


def _replace(text: str, changes: tuple[tuple[str, str], ...], where: str) -> str:
    for old, new in changes:
        if text.count(old) != 1:
            raise BuildError(
                f"{where} : « {old[:60]} » s'y trouve {text.count(old)} fois ; cette version n'est pas prévue."
            )
        text = text.replace(old, new)
    return text


def entry(script: str) -> str:
    """pyodide.mjs, qui reçoit ses fichiers au lieu de les chercher."""
    return _replace(script, _ENTRY, "pyodide.mjs")


_ASSIGNED = re.compile(r'var (\w+)=(?:Module\["(\w+)"\]=)?(?:wasmExports\["([\w.$]+)"\]|[\de.]+);')
_FROM_WASM = "var wasmExports=await createWasm();"
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
# Ce que la page appelle d'elle-même (scripts/runtime/petit.mjs), et ce que Pyodide cherche par un nom construit.
_OURS = {"malloc", "free", "uncompress", "main", "__main_argc_argv"}


def trim(script: str, entry_script: str, exported: set[str]) -> tuple[str, set[str]]:
    """pyodide.asm.js sans les milliers de lignes qui nomment une exportation sans suite ; et les noms à garder."""
    if script.count(_FROM_WASM) != 1:
        raise BuildError("pyodide.asm.js : les exportations ne se lisent pas comme prévu.")
    before, after = script.split(_FROM_WASM)
    used = set(_WORD.findall(before + _ASSIGNED.sub("", after) + entry_script))

    def keep(found: re.Match[str]) -> str:
        return found[0] if used & {name for name in found.groups() if name} else ""

    trimmed = before + _FROM_WASM + _ASSIGNED.sub(keep, after)
    wanted = {found[3] for found in _ASSIGNED.finditer(trimmed) if found[3]}
    kept = exported & (wanted | used | _OURS)
    if absent := sorted((wanted | {"malloc", "free", "uncompress"}) - exported):
        raise BuildError(f"pyodide.asm.js emploie ce que le WebAssembly n'exporte pas : {', '.join(absent)}.")
    return trimmed, kept
