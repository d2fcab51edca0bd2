"""Chaque `raise` du moteur a son cas : une erreur que rien ne provoque est une phrase que personne n'a relue."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from calculators.choix import lire_comptages
from calculators.courriers import donnees
from calculators.echeances.qualification import choisir_regle
from calculators.erreurs import RegleInvalide
from calculators.formes import controler_textes, lire_toml, table
from calculators.phrases import dire
from calculators.regles import charger, charger_depuis
from calculators.rendu import rendre_erreur
from tests.engine.demandes import DROIT
from tests.engine.leves import RECENSES, leves_par
from tests.engine.test_messages import CAS, rendre, test_une_annee_sans_plafonds_donne_ceux_de_la_derniere_connue
from tests.engine.test_regles_fausses import FAUSSES, abimer

Lire = Callable[[Path], object]


def _ecrit(nom: str, octets: bytes) -> Lire:
    """Lire un fichier de ce nom, qui contient cela."""

    def lire(dossier: Path) -> object:
        (dossier / nom).write_bytes(octets)
        return lire_toml(dossier / nom)

    return lire


def _lettre(avant: str, apres: str) -> Lire:
    """Lire la lettre à l'avocat et les arguments, un mot changé : comme une faute de frappe dans le dépôt."""

    def lire(dossier: Path) -> object:
        lettres = Path(shutil.copytree(donnees.DOSSIER, dossier / "lettres"))
        changes = 0
        for fichier in (lettres / "modeles" / "avocat.toml", lettres / "arguments.toml"):
            texte = fichier.read_text(encoding="utf-8")
            changes += avant in texte
            fichier.write_text(texte.replace(avant, apres, 1), encoding="utf-8")
        assert changes == 1, avant
        with pytest.MonkeyPatch.context() as ici:
            ici.setattr(donnees, "DOSSIER", lettres)
            return donnees.modele.__wrapped__("avocat"), donnees.arguments.__wrapped__()

    return lire


def _sans_choix(_: Path) -> object:
    return choisir_regle(replace(charger(), choix=()), "oqtf", "metropole", "libre", "", "x")


# Ce que lit le moteur et qui est faux : le fichier, la règle ou la table, le remède.
FICHIERS: list[tuple[Lire, str, str, str]] = [
    (lambda d: lire_toml(d / "absent.toml"), "absent.toml", "-", "le fichier manque ou ne se lit pas"),
    (_ecrit("latin.toml", b'a = "\xe9"'), "latin.toml", "-", "le fichier n'est pas en UTF-8"),
    (
        _ecrit("ouvert.toml", b'a = "'),
        "ouvert.toml",
        "-",
        "TOML illisible : Unterminated string (at end of document)",
    ),
    (lambda _: table({}, "codes", dict, "textes.toml"), "textes.toml", "-", "il manque « codes »"),
    (lambda _: table({"codes": 3}, "codes", dict, "textes.toml"), "textes.toml", "-", "« codes » est une table"),
    (lambda _: lire_comptages({"comptages": {}}), "computation.toml", "franc", "ce comptage n'y est pas décrit"),
    (
        lambda _: controler_textes([7], "sources", "juge.toml", "appel"),
        "juge.toml",
        "appel",
        "« sources » est une liste de textes entre guillemets",
    ),
    (
        _lettre('"copies_seulement"', '"sans_copie"'),
        "avocat.toml",
        "envoi",
        "consigne inconnue « sans_copie »",
    ),
    (
        _lettre('"nom_usage"', '"nom_de_scene"'),
        "avocat.toml",
        "champs",
        "champ inconnu « nom_de_scene » ; voir champs.toml",
    ),
    (
        _lettre('"CJA R811-7"]', '"CJA R999-9"]'),
        "avocat.toml",
        "avocat",
        "source « CJA R999-9 » absente des textes",
    ),
    (
        _lettre('cause = "externe"', 'cause = "autre"'),
        "arguments.toml",
        "signataire",
        "« cause » vaut externe ou interne",
    ),
    (_sans_choix, "choix.toml", "oqtf", "aucune ligne pour metropole, libre, "),
]


@pytest.mark.parametrize("rang", range(len(FICHIERS)), ids=[f"{c[1]}-{c[3][:20]}" for c in FICHIERS])
def test_un_fichier_faux_se_nomme_et_dit_son_remede(rang: int, tmp_path: Path) -> None:
    """Le fichier, la règle, le remède : de quoi corriger sans lire de Python."""
    lire, fichier, regle, remede = FICHIERS[rang]
    with pytest.raises(RegleInvalide) as levee:
        lire(tmp_path)
    message = dire("erreurs", "regle_fausse", fichier=fichier, regle=regle, remede=remede)
    attendue = {"type": "regle_invalide", "champ": f"droit/{fichier}", "message": message}
    assert rendre_erreur(levee.value)["erreur"] == attendue


def _sans_arret(action: Callable[[], Any]) -> None:
    try:
        action()
    except RegleInvalide:
        return


def test_chaque_raise_du_moteur_a_son_cas(tmp_path: Path) -> None:
    """Un `raise` de plus demande un cas de plus : dans leves.toml, dans tests/regles_fausses/, ou ci-dessus."""
    leves = leves_par(test_une_annee_sans_plafonds_donne_ceux_de_la_derniere_connue)
    for cas in CAS:
        leves |= leves_par(lambda cas=cas: rendre(cas))
    for nom in FAUSSES:
        dossier = Path(shutil.copytree(DROIT, tmp_path / nom))
        abimer(nom, dossier)
        leves |= leves_par(lambda dossier=dossier: _sans_arret(lambda: charger_depuis(dossier)))
    for rang, (lire, *_) in enumerate(FICHIERS):
        (tmp_path / str(rang)).mkdir()
        leves |= leves_par(lambda lire=lire, rang=rang: _sans_arret(lambda: lire(tmp_path / str(rang))))
    assert sorted({*RECENSES.values()} - leves) == []
