# À la place de l'installeur de paquets : le moteur est déjà là. Pyodide n'y lit que deux dossiers au départ.
from pathlib import Path
from site import getsitepackages

SITE_PACKAGES = Path(getsitepackages()[0])
DSO_DIR = Path("/usr/lib")


def __getattr__(nom):
    if nom[:2] == "__":
        raise AttributeError(nom)
    import _suite

    return _suite.remplacer(__name__, nom)
