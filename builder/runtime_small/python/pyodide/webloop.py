# À la place de la boucle d'événements de Pyodide : rien ici n'attend. Elle est installée avec le vrai asyncio.


def _initialize_event_loop():
    pass


def __getattr__(nom):
    if nom[:2] == "__":
        raise AttributeError(nom)
    import _suite

    return _suite.remplacer(__name__, nom)
