# À la place d'importlib.resources, qu'importlib.abc nomme sans s'en servir : il entraîne tempfile, shutil, random, bz2.


def __getattr__(nom):
    if nom[:2] == "__" or nom == "abc":  # abc est un vrai module de ce dossier : Python l'importe de lui-même
        raise AttributeError(nom)
    import _suite

    return _suite.remplacer(__name__, nom)
