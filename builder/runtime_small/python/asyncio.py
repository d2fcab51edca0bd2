# À la place d'asyncio, que le cœur de Pyodide importe sans s'en servir : quarante modules de moins au départ.
# Le premier nom demandé fait venir le vrai, dans ce même module.


def __getattr__(nom):
    if nom[:2] == "__" and nom != "__path__":
        raise AttributeError(nom)
    import _suite

    return _suite.remplacer(__name__, nom)
