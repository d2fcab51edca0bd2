"""L'ordre de la liste ne change que les rangs ; une durée mal écrite n'est pas une durée ; une adresse a une source."""

import itertools
from datetime import date

import pytest

from calculators.delais import Delai, Unite, lire_duree_iso
from calculators.dossier import lire_dossier
from calculators.saisie import lire_demande_echeances
from calculators.tribunal import _tribunaux, rendre_juridiction
from tests.engine.demandes import Json, decision, echeance, echeances, fait, reponse

# (ce que porte le papier, ce que c'est)
DUREES: list[tuple[str, Delai | None]] = [
    ("PT48H", Delai(48, Unite.HEURES)),
    ("P48H", None),  # sans le T, ce ne sont pas des heures : huit heures au lieu de quarante-huit
    ("PT60M", None),  # soixante minutes ne sont ni des mois ni des heures
    ("P100D", Delai(100, Unite.JOURS)),  # trois chiffres, un délai qu'un papier peut porter
    ("P1000D", None),
]


@pytest.mark.parametrize(("ecrite", "lue"), DUREES, ids=[ecrite for ecrite, _ in DUREES])
def test_une_duree_se_lit_entiere_ou_pas_du_tout(ecrite: str, lue: Delai | None) -> None:
    """Un délai mal lu donnerait une date ; mieux vaut redemander."""
    assert lire_duree_iso(ecrite) == lue


def dans_tous_les_ordres(*evenements: Json) -> list[tuple[Json, ...]]:
    """Chaque ordre de la liste ; `contre` suit l'événement qu'il nomme, par son type et son rang."""
    listes = []
    for ordre in itertools.permutations(range(len(evenements))):
        rangs = {ancien: neuf for neuf, ancien in enumerate(ordre)}
        liste = []
        for ancien in ordre:
            brut = dict(evenements[ancien])
            if "contre" in brut:
                nom, _, rang = brut["contre"].partition("#")
                brut["contre"] = f"{nom}#{rangs[int(rang)]}"
            liste.append(brut)
        listes.append(tuple(liste))
    return listes


CONTENUS = list(itertools.combinations(("irtf", "oqtf", "refus_sejour", "sans_delai"), 2))
PAIRES = [
    (fait("requete_deposee", "2026-10-05"), decision("2026-10-01", "refus_sejour")),
    (
        decision("2026-10-01", "refus_sejour", prefecture="69"),
        decision("2026-10-01", "refus_sejour", prefecture="75"),
        fait("recours_gracieux", "2026-10-10", contre="decision_notifiee#0", date_reception="2026-10-12"),
        fait("recours_gracieux", "2026-10-10", contre="decision_notifiee#1", date_reception="2026-10-11"),
    ),
]


@pytest.mark.parametrize("evenements", PAIRES, ids=["deux faits", "deux décisions et leurs lettres le même jour"])
def test_le_dossier_range_les_memes_faits_dans_le_meme_ordre(evenements: tuple[Json, ...]) -> None:
    """Par jour, par type, puis par contenu : jamais par la place dans la liste."""
    ranges = set()
    for liste in dans_tous_les_ordres(*evenements):
        lus = lire_dossier(lire_demande_echeances(echeances(*liste, aujourdhui="2026-10-12"))).evenements
        ranges.add(
            tuple((e.jour, e.type, getattr(e, "prefecture", ""), str(getattr(e, "date_reception", ""))) for e in lus)
        )
    assert len(ranges) == 1


def test_les_decisions_du_meme_jour_se_rangent_par_leur_contenu_en_clair() -> None:
    """Un ensemble n'a pas d'ordre à lui : rangé tel quel, il en changerait d'un navigateur à l'autre."""
    liste = [decision("2026-10-01", *contenu, prefecture="69") for contenu in reversed(CONTENUS)]
    lus = lire_dossier(lire_demande_echeances(echeances(*liste))).evenements
    assert [tuple(sorted(getattr(e, "contenu", ()))) for e in lus] == CONTENUS


def test_deux_reponses_du_bureau_le_meme_jour_donnent_la_meme_date_dans_les_deux_ordres() -> None:
    """La première appliquée compte seule : il faut que ce soit toujours la même."""
    rejet, admission = (
        fait("aide_juridictionnelle_decision", "2026-12-01", pour="tribunal", sens=sens, **avocat)
        for sens, avocat in (("rejet", {}), ("admission", {"avocat_designe_le": "2027-01-20"}))
    )
    avant = (
        decision("2026-10-01", "refus_sejour"),
        fait("aide_juridictionnelle_demandee", "2026-10-10", pour="tribunal"),
    )
    dites = [
        echeance(reponse(*avant, *deux, aujourdhui="2027-01-20")) for deux in ((rejet, admission), (admission, rejet))
    ]
    assert dites[0] == dites[1]
    assert dites[0]["dernier_jour"] == str(date(2027, 2, 2))


@pytest.mark.parametrize(("confiance", "montree"), [("A", True), ("B", True), ("C", False), ("D", False)])
def test_une_adresse_mal_sourcee_ne_se_montre_pas(confiance: str, montree: bool) -> None:
    """Une requête postée à une mauvaise adresse arrive trop tard : sans source sûre, pas d'adresse du tout."""
    adresse = "1 rue de l'Exemple, 69000 Lyon"
    with pytest.MonkeyPatch.context() as essai:
        connu = _tribunaux()["tribunaux"]["lyon"]
        essai.setitem(_tribunaux()["tribunaux"], "lyon", {**connu, "adresse": adresse, "confiance_adresse": confiance})
        assert rendre_juridiction("tribunaux", "lyon")["adresse"] == (adresse if montree else None)
