"""association.yml : une faute par règle, et ce que l'association lit alors."""

import ast
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from types import FrameType, ModuleType

import pytest

from builder import association, association_regles, association_yaml, permanences
from builder.errors import BuildError
from tests.association.test_permanences_csv import FAUTES as DES_PERMANENCES

JOUR = date(2026, 11, 25)
SIENNE = "https://passerelles.example/titre-de-sejour/"
Copie = Callable[..., Path]

# Une ligne par règle : ce qu'on remplace, par quoi, où la faute est dite, et ce qu'elle dit de faire.
FAUTES = {
    "cle inconnue": ("nom: Les", "nomm: x\nnom: Les", "ligne 2", "« nomm » n'est pas connu. Les mots possibles : nom,"),
    "cle inconnue dans une table": (
        "    quand:",
        "    quan:",
        "ligne 12",
        "« quan » n'est pas connu dans « contacts »",
    ),
    "cle en double": ("logo: logo.svg", "logo: logo.svg\nlogo: autre.svg", "ligne 5", "déjà écrit ligne 4"),
    "nom absent": ("nom: Les Trois Passerelles\npres", "pres", "ligne 2", "il manque « nom »"),
    "nom vide": ("nom: Les Trois Passerelles\npres", "nom:\npres", "ligne 2", "« nom » est vide"),
    "nom trop long": (
        "nom: Les Trois Passerelles\npres",
        f"nom: {'a' * 41}\npres",
        "ligne 2, colonne 6",
        "41 signes ; 40 au plus",
    ),
    "balise": ("Association imaginaire", "<b>Association", "ligne 3", "contient « < »"),
    "liste au lieu d'un texte": ("nom: Les Trois Passerelles\npres", "nom: [a, b]\npres", "ligne 2", "pas une liste"),
    "texte au lieu d'une table": (
        'couleurs:\n  principale: "#5b1a3a"',
        "couleurs: rouge",
        "ligne 5",
        "attend des lignes en retrait",
    ),
    "texte au lieu d'une liste": ("contacts:\n", "contacts:\npages2:\n", "ligne 10", "attend une liste"),
    "logo absent": ("logo: logo.svg", "logo: image.svg", "ligne 4, colonne 7", "n'est pas à côté de ce fichier"),
    "logo d'ailleurs": ("logo: logo.svg", "logo: ../logo.svg", "ligne 4", "n'est pas à côté de ce fichier"),
    "logo d'une autre sorte": ("logo: logo.svg", "logo: permanences.csv", "ligne 4", "ni en .svg ni en .png"),
    "couleur sans guillemets": ('"#5b1a3a"', "#5b1a3a", "ligne 6", "se met entre guillemets"),
    "couleur nommee": ('"#5b1a3a"', "bordeaux", "ligne 6, colonne 15", "six chiffres ou lettres"),
    "couleur trop claire": ('"#5b1a3a"', '"#d2691e"', "ligne 6", "contraste 3.2, il faut 7"),
    "couleur de nuit trop sombre": (
        '"#5b1a3a"',
        '"#5b1a3a"\n  nuit: "#5b1a3a"',
        "ligne 7",
        "trop sombre pour être lue",
    ),
    "departement inconnu": ('"69"', '"99"', "ligne 8, colonne 5", "« 99 » n'est pas un département"),
    "departement sans zero": ('"01"', '"1"', "ligne 9", 'Écrivez "01".'),
    "telephone": ('"01 99 00 12 34"', '"01 99 00"', "ligne 13, colonne 16", "Écrivez un numéro français"),
    "courriel": ("courriel: accueil@passerelles.example", "courriel: accueil", "ligne 14", "avec « @ »"),
    "gratuit": ("gratuit: oui", "gratuit: vrai", "ligne 17", "écrivez oui ou non"),
    "contact sans rien": ('    telephone: "06 39 98 12 34"\n', "", "ligne 15", "ne mène à personne"),
    "contact sans nom": ("  - nom: Accueil\n    quand", "  - quand", "ligne 11", "il manque « nom » dans « contacts »"),
    "mentions absentes": ("mentions:\n", "autres:\n", "ligne 2", "il manque « mentions »"),
    "editeur absent": ("  editeur:\n", "  auteur:\n", "ligne 19", "il manque « editeur » dans « mentions »"),
    "responsable absent": (
        "    responsable: la présidente de l'association\n",
        "",
        "ligne 20",
        "il manque « responsable »",
    ),
    "hebergeur sans adresse": (
        "    adresse: 2 rue Inventée, 00000 Nulle-Part\n",
        "",
        "ligne 25",
        "il manque « adresse »",
    ),
    "page essentielle": (
        "[algeriens, refus-outre-mer]",
        "[mentions]",
        "ligne 29",
        "n'est pas une page qu'on peut cacher",
    ),
    "adresse sans https": (
        "adresse: https://passerelles",
        "adresse: http://passerelles",
        "ligne 30",
        "commence par https://",
    ),
    "reference": ("adresse: https://reference", "adresse: ftp://reference", "ligne 32", "commence par https://"),
    "canonique": ("  adresse: https://reference.example/", "  canonique: peut-être", "ligne 32", "écrivez oui ou non"),
    "deux points": (
        "nom: Les Trois Passerelles\npres",
        "nom: Accueil : Lyon\npres",
        "ligne 2",
        "Mettez tout le texte entre guillemets",
    ),
    "tabulation": ("  principale", "\tprincipale", "ligne 6", "Remplacez-la par des espaces"),
    "guillemet ouvert": (
        '"Association imaginaire : elle n\'existe que dans les tests"',
        '"Association',
        "ligne",
        "guillemet",
    ),
    "retrait": ("    quand: du", "   quand: du", "ligne 12", "aligné"),
    "contacts absents": ("contacts:\n", "joindre:\n", "ligne 2", "il manque « contacts »"),
    "hebergeur absent": ("  hebergeur:\n", "  hote:\n", "ligne 19", "il manque « hebergeur » dans « mentions »"),
    "couleur absente": ('  principale: "#5b1a3a"', '  nuit: "#ffffff"', "ligne 6", "il manque « principale »"),
    "contact de l'editeur absent": (
        "    contact: accueil@passerelles.example\n",
        "",
        "ligne 20",
        "il manque « contact »",
    ),
    "nom de l'hebergeur absent": ("    nom: Hébergeur Inventé\n", "", "ligne 25", "il manque « nom »"),
}

# Ce qui ne se lit pas du tout : le fichier entier, où est la faute, ce qu'elle dit de faire.
ILLISIBLES = {
    "signe interdit": ("nom: @x", "ligne 1, colonne 6", "ne peut pas commencer une valeur"),
    "deux points oublies": ("nom: x\nlogo\npres: y\n", "ligne 3", "il manque « : »"),
    "guillemet ouvert": ('nom: "x', "ligne 1, colonne 8", "Ajoutez le guillemet qui manque"),
    "liste ouverte": ("nom: [a, b", "ligne 1, colonne 11", "Ajoutez le signe qui manque"),
    "etoile": ("nom: *x\n", "ligne 1, colonne 6", "« * » a un sens spécial"),
    "autre chose": ("%nom", "ligne 1, colonne 5", "Comparez-la avec le fichier modèle"),
    "signe invisible": ("nom: x\nlogo: a\x07b\n", "ligne 2, colonne 8", "un signe invisible"),
    "un texte": ("bonjour", "ligne 1", "n'a aucune ligne « mot: valeur »"),
    "une liste": ("- a\n", "ligne 1", "n'a aucune ligne « mot: valeur »"),
}


@pytest.mark.parametrize("cas", ILLISIBLES)
def test_un_fichier_qui_ne_se_lit_pas_dit_ou_et_quoi_faire(tmp_path: Path, cas: str) -> None:
    """Ce que dit la bibliothèque est en anglais, pour qui programme : la personne lit autre chose."""
    texte, ou, conseil = ILLISIBLES[cas]
    (tmp_path / "association.yml").write_text(texte, encoding="utf-8")
    with pytest.raises(BuildError) as dite:
        association.read(tmp_path, JOUR)
    assert any(f"association.yml, {ou}" in une and conseil in une for une in str(dite.value).splitlines()), dite.value


def test_chaque_phrase_de_lecture_a_son_cas() -> None:
    """Une phrase qu'aucun cas ne dit peut devenir fausse sans bruit."""
    dites = [conseil for *_, conseil in (*FAUTES.values(), *ILLISIBLES.values())]
    assert [dit for _, dit in association_yaml._DITS if not any(un in dit for un in dites)] == []


def _refus(module: ModuleType) -> set[int]:
    """Les lignes d'un lecteur qui refusent quelque chose."""
    arbre = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    appels = (n for n in ast.walk(arbre) if isinstance(n, ast.Call))
    return {
        n.lineno for n in appels if getattr(n.func, "attr", getattr(n.func, "id", "")) in ("refuser", "_faute", "Faute")
    }


def test_chaque_refus_des_deux_fichiers_a_son_cas(copie: Copie, tmp_path: Path) -> None:
    """Une règle ajoutée sans cas n'a jamais été vue dire sa phrase."""
    lecteurs = (association_regles, association_yaml, permanences)
    passees: dict[str, set[int]] = {str(un.__file__): set() for un in lecteurs}

    def suivre(cadre: FrameType, evenement: str, _: object) -> Callable[..., object] | None:
        lignes = passees.get(cadre.f_code.co_filename)
        if lignes is not None and evenement == "line":
            lignes.add(cadre.f_lineno)
        return suivre if lignes is not None else None

    avant = sys.gettrace()
    sys.settrace(suivre)
    try:
        for depart, arrivee, *_ in FAUTES.values():
            with suppress(BuildError):
                association.read(copie(avant=depart, apres=arrivee), JOUR)
            shutil.rmtree(tmp_path / "exemple")
        for fichier, textes in {
            association_yaml.FICHIER: [*(un[0].encode() for un in ILLISIBLES.values()), b"", "é".encode("cp1252")],
            permanences.FICHIER: [
                *(un[0].encode() for un in DES_PERMANENCES.values()),
                b"PK\x03\x04",
                "é".encode("cp1252"),
            ],
        }.items():
            lire = (
                association_yaml.read if fichier == association_yaml.FICHIER else partial(permanences.read, jour=JOUR)
            )
            for texte in textes:
                (tmp_path / fichier).write_bytes(texte)
                lire(tmp_path / fichier)
        association_yaml.read(tmp_path / "absent")
        for dessin in (b"<svg><script/></svg>", b"x" * 10_000_000):
            dossier = copie()
            (dossier / "logo.svg").write_bytes(dessin)
            with suppress(BuildError):
                association.read(dossier, JOUR)
            shutil.rmtree(dossier)
    finally:
        sys.settrace(avant)
    oublies = {Path(str(un.__file__)).name: sorted(_refus(un) - passees[str(un.__file__)]) for un in lecteurs}
    assert {nom: lignes for nom, lignes in oublies.items() if lignes} == {}


@pytest.mark.parametrize("cas", FAUTES)
def test_chaque_regle_a_sa_phrase_sa_ligne_et_son_conseil(copie: Copie, cas: str) -> None:
    """Une personne qui ne programme pas doit savoir où regarder, et quoi écrire."""
    avant, apres, ou, conseil = FAUTES[cas]
    with pytest.raises(BuildError) as dite:
        association.read(copie(avant=avant, apres=apres), JOUR)
    assert any(f"association.yml, {ou}" in une and conseil in une for une in str(dite.value).splitlines()), dite.value


def test_toutes_les_fautes_sont_dites_d_un_coup(copie: Copie) -> None:
    """Une publication par faute ferait un après-midi perdu."""
    dossier = copie(avant='telephone: "01 99 00 12 34"', apres='telephone: "01"\n    site: passerelles')
    with pytest.raises(BuildError, match="2 choses à corriger"):
        association.read(dossier, JOUR)


def test_un_fichier_absent_vide_ou_mal_enregistre_se_dit(tmp_path: Path) -> None:
    """Avant toute règle, il faut un fichier qui se lise."""
    for octets, dit in (
        (None, "le fichier manque"),
        (b"", "le fichier est vide"),
        ("nom: Les Mélèzes\n".encode("cp1252"), "ligne 1, colonne 11 : une lettre accentuée est mal enregistrée"),
    ):
        if octets is not None:
            (tmp_path / "association.yml").write_bytes(octets)
        with pytest.raises(BuildError, match=dit):
            association.read(tmp_path, JOUR)


@pytest.mark.parametrize(
    "dessin",
    ["<script>1</script>", '<image href="https://ailleurs.example/x.png"/>', '<g onload="x()"/>', "<foreignObject/>"],
)
def test_un_logo_qui_est_un_programme_est_refuse(copie: Copie, dessin: str) -> None:
    """Le logo est servi par le même site que les lettres d'une personne."""
    dossier = copie("logo.svg", "<path", f"{dessin}<path")
    with pytest.raises(BuildError, match="contient un programme ou un lien"):
        association.read(dossier, JOUR)


def test_un_logo_trop_lourd_est_refuse(copie: Copie) -> None:
    """Chaque page le télécharge, sur un vieux téléphone."""
    dossier = copie("logo.svg", "<path", f"<!--{'x' * 100_001}--><path")
    with pytest.raises(BuildError, match="100 ko au plus"):
        association.read(dossier, JOUR)


def test_la_couleur_conseillee_convient(copie: Copie) -> None:
    """Le conseil d'un message d'erreur doit marcher du premier coup."""
    with pytest.raises(BuildError) as dite:
        association.read(copie(avant='"#5b1a3a"', apres='"#d2691e"'), JOUR)
    conseillee = str(dite.value).rpartition(' : "')[2][:7]
    from builder import association_couleurs

    assert association_couleurs.worst(conseillee) >= 7


def test_l_exemple_se_lit_en_entier(copie: Copie) -> None:
    """Un tableur et un éditeur ont chacun leurs habitudes : « 01 » reste 01, « oui » reste oui."""
    lue = association.read(copie(avant='"01"', apres="01"), JOUR)
    assert lue.nom == "Les Trois Passerelles" and lue.departements == ("Rhône (69)", "Ain (01)")
    assert [un["gratuit"] for un in lue.contacts] == [False, True]
    assert lue.mentions["hebergeur"]["nom"] == "Hébergeur Inventé"
    assert lue.adresse == SIENNE and lue.canonique


@pytest.mark.parametrize(
    ("avec", "donnee", "publique", "servie"),
    [
        (True, "https://compte.example/depot/", SIENNE, SIENNE),
        (True, "http://127.0.0.1:8000/depot/", SIENNE, "http://127.0.0.1:8000/depot/"),
        (False, "https://compte.example/depot", "https://compte.example/depot/", "https://compte.example/depot/"),
        (False, "http://localhost:8000/", "", "http://localhost:8000/"),
        (False, "", "", ""),
    ],
)
def test_une_adresse_de_cet_ordinateur_ne_s_imprime_pas_et_celle_de_l_association_l_emporte(
    copie: Copie, monkeypatch: pytest.MonkeyPatch, avec: bool, donnee: str, publique: str, servie: str
) -> None:
    """Un code à scanner vers 127.0.0.1 ne mène personne nulle part ; un autre hôte mènerait ailleurs que chez elle."""
    monkeypatch.setenv("SITE_URL", donnee)
    monkeypatch.setenv(association.VARIABLE, str(copie()) if avec else "")
    assert (association.public_address(), association.served_address()) == (publique, servie)


def test_le_modele_dit_ligne_par_ligne_ce_qui_reste_a_remplir() -> None:
    """Publier le modèle tel quel mettrait en ligne un site sans éditeur."""
    from builder.paquet import MODELE

    with pytest.raises(BuildError) as dite:
        association.read(MODELE, JOUR)
    dites = str(dite.value)
    assert "« nom » est vide" in dites and "« responsable » est vide" in dites and "« telephone » est vide" in dites
    assert "n'est pas connu" not in dites


def test_sans_dossier_d_association_rien_ne_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """Le site de référence n'a pas d'association."""
    from builder import association_contacts

    monkeypatch.delenv(association.VARIABLE, raising=False)
    assert association.current() is None and association_contacts.rows() == []


def test_un_dossier_mal_nomme_arrete_la_fabrication(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publier sans l'association, en silence, serait pire."""
    monkeypatch.setenv(association.VARIABLE, "nulle-part")
    with pytest.raises(BuildError, match="nulle-part"):
        association.current()
