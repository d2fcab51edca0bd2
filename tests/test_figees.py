"""Rien ne change en silence dans ce que répond le moteur ; voir tests/figees.py, et comment poser un changement voulu."""

from calculators import calculer
from tests.figees import PARTIES, cle_de, court, de_l_aide, demandes, du_tribunal, figees, reponse


def test_aucune_reponse_n_a_change_sans_qu_on_le_dise() -> None:
    """La première demande dont la réponse a changé est montrée en entier, avec ce qui a changé."""
    posees = figees()
    for demande in demandes():
        empreintes = posees.get(cle_de(demande))
        if empreintes is None:
            continue  # une demande neuve : ses dates ont leurs propres tests
        parties = reponse(demande)
        for nom, partie, posee in zip(PARTIES, parties, empreintes, strict=True):
            assert court(partie) == posee, f"{nom} : {partie}\npour {demande}\nVoulu ? python -m tests.figees"


def test_aucune_phrase_du_tribunal_ou_de_l_aide_n_a_de_trou() -> None:
    """Une valeur qui manque se verrait : « None », ou une accolade."""
    for demande in (*du_tribunal(), *de_l_aide()):
        rendue = calculer(demande)
        questions = [autre["question"] for autre in rendue.get("autres", [])]
        for phrase in (*rendue.get("pourquoi", []), *questions):
            assert isinstance(phrase, str) and phrase.endswith((".", "?")), (demande, phrase)
            assert "None" not in phrase and "{" not in phrase and "XX" not in phrase, phrase


def test_presque_toutes_les_demandes_sont_figees() -> None:
    """Ajouter un cas ne demande rien ; changer les tirages, si."""
    connues = {cle_de(d) for d in demandes()}
    assert len(connues & figees().keys()) > len(connues) * 0.9
