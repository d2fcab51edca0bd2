# À la place de tomllib : la fabrique a déjà lu les fichiers TOML du moteur, et chacun dit où est ce qu'elle y a lu.
# Tout autre texte fait venir le vrai, qui doit lui aussi reconnaître ces fichiers-là : il n'y verrait qu'une ligne vide.
import datetime
import marshal

DEJA_LU = "#!"


def _relire(texte):
    with open(texte.removeprefix(DEJA_LU), "rb") as fichier:
        return eval(marshal.loads(fichier.read()), {"datetime": datetime})


def loads(texte, /, **options):
    return _relire(texte) if texte.startswith(DEJA_LU) else _venir("loads")(texte, **options)


def _venir(nom):
    import _suite

    _suite.remplacer(__name__, nom)
    vrai = globals()["loads"]
    globals()["loads"] = lambda texte, /, **options: (
        _relire(texte) if texte.startswith(DEJA_LU) else vrai(texte, **options)
    )
    return globals()[nom]


def __getattr__(nom):
    if nom[:2] == "__":
        raise AttributeError(nom)
    return _venir(nom)
