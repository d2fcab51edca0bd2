"""Les papiers d'entraînement : cent, tous différents, toujours les mêmes, avec la réponse du moteur."""

import html
import json
import re
from datetime import date
from pathlib import Path

import pytest

from builder import formation_page, fragments, papiers
from builder.formation import Papier, catalogue, papiers_inventes, repondre, serie
from calculators import calculer

REGLES = fragments.rules()
DITS = papiers.textes(REGLES)
SERIES = range(1, catalogue()["tirage"]["series"] + 1)


def test_il_y_a_cent_papiers_tous_differents() -> None:
    """Dix séries de dix, numérotés de 1 à 100 ; deux papiers pareils n'apprennent rien."""
    tous = papiers_inventes()
    assert [papier.numero for papier in tous] == list(range(1, 101))
    assert len({formation_page._feuille(papier, DITS) for papier in tous}) == len(tous)
    assert [papier for numero in SERIES for papier in serie(numero)] == list(tous)


def test_le_meme_tirage_rend_les_memes_papiers() -> None:
    """Une feuille imprimée l'an dernier garde ses réponses : rien ne dépend du jour de fabrication."""
    avant = papiers_inventes()
    papiers_inventes.cache_clear()
    assert papiers_inventes() == avant


def test_chaque_serie_a_une_sorte_de_chaque() -> None:
    """Dix papiers suffisent à voir le refus seul, l'OQTF, les situations, les modes, le papier muet."""
    for numero in SERIES:
        decisions = [papier.decision for papier in serie(numero)]
        assert {d["situation"] for d in decisions} == {"libre", "assigne", "detenu", "retenu"}
        assert {"main_propre", "lettre_remise", "en_ligne"} <= {d["mode"] for d in decisions}
        assert {"complets", "absents"} == {d["voies_et_delais"] for d in decisions}
        assert any(d["contenu"] == ["irtf"] for d in decisions)
        assert {repondre(papier).devant for papier in serie(numero)} == {"tribunal", "tribunal_ou_prefet"}


@pytest.mark.parametrize("papier", papiers_inventes()[::9], ids=lambda p: str(p.numero))
def test_la_reponse_montree_est_celle_du_moteur(papier: Papier) -> None:
    """Le corrigé ne compte rien lui-même."""
    rendue = calculer(papier.demande())
    (recours,) = (e for e in rendue["echeances"] if e["id"] == "recours_contentieux")
    page = formation_page.render((papier.numero - 1) // 10 + 1, REGLES)
    (juste,) = re.findall(rf'data-papier-numero="{papier.numero}" data-juste="([^"]+)"', page)
    dit = json.loads(html.unescape(juste))
    assert (dit["dernier_jour"], dit["heure"]) == (recours["dernier_jour"], recours["heure"])
    assert dit["contenu"] == sorted(papier.decision["contenu"])
    assert (dit["devant"] == "tribunal_ou_prefet") == any(
        e["id"] == "recours_administratif" for e in rendue["echeances"]
    )


def test_des_papiers_trompent() -> None:
    """Fin de semaine, jour férié, premier passage du facteur, délai faux, heures : ce qui se rate au guichet."""
    pas = [" ".join(repondre(papier).pas) for papier in papiers_inventes()]
    for piege in ("fin de semaine", "jour férié (", "passé une première fois", "heures d'horloge"):
        assert sum(piege in un for un in pas) >= 3, piege
    assert any("delai_mentionne" in papier.decision for papier in papiers_inventes())


def test_on_ne_lit_jamais_un_papier_avant_de_l_avoir_recu() -> None:
    """Le jour de lecture suit tous les jours du papier, sinon le calculateur le refuserait."""
    for papier in papiers_inventes():
        jours = [date.fromisoformat(v) for champ, v in papier.decision.items() if champ.startswith("date")]
        assert max(jours) <= papier.lu_le


def test_les_autres_series_sont_des_fichiers_du_site(tmp_path: Path) -> None:
    """La première est dans la page ; chaque autre se demande par son numéro."""
    assert formation_page.publish(tmp_path, REGLES) == len(SERIES) - 1
    for numero in SERIES[1:]:
        contenu = json.loads((tmp_path / formation_page.DOSSIER / f"serie-{numero}.json").read_text())
        assert contenu["html"] == formation_page.render(numero, REGLES)
    assert formation_page.render(1, REGLES) in formation_page.fragment(REGLES)


def test_aucune_lecture_favorable_n_est_dans_les_corriges() -> None:
    """Une date plus tardive ne s'enseigne pas comme un dernier jour."""
    for papier in papiers_inventes():
        rendue = calculer(papier.demande())
        (recours,) = (e for e in rendue["echeances"] if e["id"] == "recours_contentieux")
        if favorable := recours["lecture_favorable"]:
            assert f'datetime="{favorable}' not in formation_page._correction(papier, repondre(papier))
