# Une dataclass, un NamedTuple écrivent leurs méthodes en Python, puis les compilent. Ici, les mêmes textes, compilés par
# la fabrique : le compilateur de Python ne tourne pas au démarrage. Un texte qu'elle n'a pas vu est compilé comme d'ordinaire.
import collections
import dataclasses
import marshal

PRETS = "/lib/python3.13/_prets.bin"
# [« exec » ou « eval », texte] : ce qui n'était pas prêt, pour la fabrique et pour les tests.
inconnus = []


def _lus():
    try:
        with open(PRETS, "rb") as fichier:
            return marshal.loads(fichier.read())
    except FileNotFoundError:
        return {}


_codes = _lus()


def _sans_compiler(geste):
    def employer(texte, *noms):
        code = _codes.get(texte)
        if code is None:
            inconnus.append([geste.__name__, texte])
        return geste(code or texte, *noms)

    return employer


def installer():
    # Un nom du module passe avant celui de Python.
    dataclasses.exec = _sans_compiler(exec)
    collections.eval = _sans_compiler(eval)
