"""La page « La permanence » : son modèle se compte, et ce qu'elle dit des colonnes est ce que le moteur accepte."""

import csv
import io
import json
import re
from datetime import date

from builder import permanence_page
from calculators import calculer
from calculators.saisie.evenements import CONTENUS, SITUATIONS

JOUR = date(2026, 11, 25)


def test_le_modele_se_compte_sans_faute() -> None:
    """Le premier tableau qu'un bénévole essaie est le nôtre."""
    texte = permanence_page.modele(JOUR)
    reponse = calculer({"calcul": "lot", "aujourdhui": str(JOUR), "texte": texte})
    assert reponse["fausses"] == 0
    references = [ligne["cellules"][0] for ligne in reponse["lignes"]]
    assert sorted(references) == ["EX-1", "EX-2", "EX-3", "EX-4"]
    assert references[0] in ("EX-3", "EX-4"), "les 48 heures, ou la question à poser, d'abord"
    assert any(ligne["resultat"]["question"] for ligne in reponse["lignes"])


def test_le_modele_s_ouvre_dans_un_tableur_francais() -> None:
    """Point-virgule, marque UTF-8, fins de ligne Windows ; autant de cellules que de titres."""
    texte = permanence_page.modele(JOUR)
    assert texte.startswith("\ufeffreference;residence;")
    assert texte.endswith("\r\n")
    titres, *lignes = csv.reader(io.StringIO(texte.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert titres == [colonne["nom"] for colonne in permanence_page.mots()["colonnes"]]
    assert {len(ligne) for ligne in lignes} == {len(titres)}


def test_les_valeurs_expliquees_sont_celles_du_contrat() -> None:
    """Une valeur écrite ici et refusée par le moteur ferait corriger quarante lignes."""
    lues = permanence_page.colonnes()
    dites = {titre: set(re.findall(r"<li><code>(\w+)</code>", suite)) for titre, suite in _par_colonne(lues)}
    assert dites["decision_notifiee.contenu"] == set(CONTENUS)
    assert dites["decision_notifiee.situation"] == set(SITUATIONS)
    for titre, valeurs in dites.items():
        for valeur in valeurs:
            evenement = {
                "type": "decision_notifiee",
                "date": "2026-11-20",
                "contenu": ["refus_sejour"],
                "situation": "libre",
                "heure": None,
                titre.split(".")[1]: [valeur] if titre.endswith("contenu") else valeur,
            }
            demande = {"calcul": "echeances", "aujourdhui": str(JOUR), "dossier": {"evenements": [evenement]}}
            assert calculer(demande).get("erreur", {}).get("type") != "saisie_invalide", (titre, valeur)


def _par_colonne(lues: str) -> list[tuple[str, str]]:
    return re.findall(r"<dt><code>([\w.]+)</code></dt><dd>(.*?)</dd>", lues)


def test_la_page_porte_tout_ce_que_son_script_lit() -> None:
    """Les mots, les types d'événement connus, les questions, le modèle."""
    (donnees,) = re.findall(r"data-donnees>(.+?)</script>", permanence_page.fragment(JOUR))
    lues = json.loads(donnees)
    assert "decision_notifiee" in lues["connues"] and "residence" in lues["connues"]
    assert lues["questions"]["mode"]
    assert lues["textes"]["permanence"]["filtres"]["liste"][0]["id"] == "tous"
    assert lues["modele"] == permanence_page.modele(JOUR)
