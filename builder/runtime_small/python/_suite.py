# Ce qui n'est pas venu au départ arrive quand on l'importe : d'abord la suite (lettres, tableaux), sinon tout le reste.
import sys
from importlib.machinery import PathFinder
from importlib.util import spec_from_file_location

LIB = "/lib/python3.13/"
_lire = None
# {archive: noms des modules}, dans l'ordre où les chercher : écrit par la fabrique, lu au premier manque.
_archives = None
_venues = set()


def _deplier(archive):
    import zlib
    from json import loads
    from os import makedirs

    octets = memoryview(zlib.decompress(_lire(archive).to_bytes(), 31))
    debut = 4 + int.from_bytes(octets[:4], "little")
    for nom, taille in loads(bytes(octets[4:debut])):
        chemin = LIB + nom
        makedirs(chemin.rpartition("/")[0], exist_ok=True)
        with open(chemin, "wb") as fichier:
            fichier.write(octets[debut : debut + taille])
        debut += taille


def charger(archive):
    """Cette archive, et celles qui la précèdent : un dossier sans son __init__ passerait pour un paquet vide."""
    for une in _lire_liste():
        if une not in _venues:
            _deplier(une)
            _venues.add(une)
            _relire_les_dossiers()
        if une == archive:
            break


def _relire_les_dossiers():
    # importlib.invalidate_caches ferait de même, mais il importe importlib.metadata, qui est dans le reste.
    for chemin, chercheur in list(sys.path_importer_cache.items()):
        if chercheur is None:
            del sys.path_importer_cache[chemin]
        elif hasattr(chercheur, "invalidate_caches"):
            chercheur.invalidate_caches()


def _lire_liste():
    global _archives
    if _archives is None:
        from json import loads

        with open(LIB + "_suite.json") as liste:
            _archives = loads(liste.read())
    return _archives


def remplacer(module, nom):
    """Le vrai module, à la place du remplaçant, dans le même objet ; rend l'attribut qui l'a fait venir."""
    charger("reste")
    ici = sys.modules[module]
    vars(ici).pop("__getattr__", None)
    chemin = LIB + "_vrais/" + module.replace(".", "/")
    dossiers = getattr(ici, "__path__", [chemin] if module in ("asyncio", "tomllib") else None)
    chemin += "/__init__.pyc" if dossiers else ".pyc"
    spec = spec_from_file_location(module, chemin, submodule_search_locations=dossiers)
    ici.__spec__, ici.__loader__, ici.__file__, ici.__package__ = spec, spec.loader, chemin, spec.parent
    if dossiers:
        ici.__path__ = dossiers
    spec.loader.exec_module(ici)
    if module == "asyncio":
        from pyodide import webloop

        remplacer("pyodide.webloop", "WebLoop")
        webloop._initialize_event_loop()
    return getattr(ici, nom)


class _Suite:
    @staticmethod
    def find_spec(nom, path=None, target=None):
        for archive, noms in _lire_liste().items():
            if archive not in _venues and (nom in noms or nom.partition(".")[0] in noms):
                charger(archive)
                if trouve := PathFinder.find_spec(nom, path, target):
                    return trouve
        return None


def installer(lire):
    global _lire
    import _prets

    _prets.installer()
    _lire = lire
    sys.meta_path.append(_Suite)
