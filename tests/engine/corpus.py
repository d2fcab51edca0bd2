"""Un corpus de bonnes demandes, et leurs réponses calculées une fois : références, exemples du droit, tirages, champs."""

import json
from functools import cache

from calculators import calculer
from calculators.regles import charger
from tests.engine.champs import AUJOURDHUI, CHAMPS, DATE, minimal
from tests.engine.chemins import CHEMINS, demande_de
from tests.engine.demandes import RACINE, Json, decision, echeances, fait
from tests.hasard import tirer


def references() -> list[Json]:
    """Les demandes de tests/cas/references.json."""
    lus = json.loads((RACINE / "tests" / "cas" / "references.json").read_text(encoding="utf-8"))
    return [r["demande"] for r in lus]


def exemples() -> list[Json]:
    """La demande de chaque exemple de chaque règle."""
    regles = charger().regles
    return [
        demande_de(chemin.evenements, exemple["recu"], exemple)
        for id_, chemin in CHEMINS.items()
        for version in regles[id_].versions
        for exemple in version.exemples
    ]


def de_chaque_champ() -> list[Json]:
    """Chaque événement avec chaque bonne valeur, après une décision qu'il peut viser."""
    avant = decision("2026-10-01", "refus_sejour")
    return [
        echeances(
            *([] if type_ == "decision_notifiee" else [avant]), minimal(type_, **{champ: valeur}), aujourdhui=AUJOURDHUI
        )
        for type_, champs in CHAMPS.items()
        for champ, sorte in {"date": DATE, **champs}.items()
        for valeur in sorte.bonnes
    ]


SUITES: list[Json] = [
    echeances(
        fait("demande_deposee", "2026-01-05", complete=True, accuse_reception="complet", titre="salarie"),
        fait("pieces_reclamees", "2026-02-02", avant_le="2026-03-02"),
        fait("pieces_fournies", "2026-02-20"),
        fait("demande_motifs", "2026-06-10"),
        aujourdhui="2026-06-20",
    ),
    echeances(
        decision("2026-11-23", "oqtf", "refus_sejour", prefecture="69"),
        fait("aide_juridictionnelle_demandee", "2026-12-02", pour="tribunal"),
        fait("retention_notifiee", "2026-12-10", heure="09:30", lieu="77"),
        aujourdhui="2026-12-11",
        maintenant="10:00",
    ),
    echeances(
        decision("2026-09-15", "refus_sejour", prefecture="75"),
        fait("recours_gracieux", "2026-11-10"),
        fait("recours_hierarchique", "2026-11-10", date_reception="2026-11-12"),
        fait("reponse_recours", "2027-01-05", a="gracieux", sens="rejet"),
        fait("requete_deposee", "2027-02-01", sommaire=True),
        residence="974",
    ),
    echeances(
        fait("requete_deposee", "2026-10-01"),
        fait("ordonnance_refere_notifiee", "2026-10-20", refere="liberte", tri=None),
        fait("jugement_notifie", "2026-11-20", sens="annulation", mode="telerecours", delai_injonction="P2M"),
        fait("arret_notifie", "2027-03-01", voies_et_delais="absents"),
    ),
    echeances(
        decision("2026-11-02", "oqtf"), decision("2026-11-09", "refus_sejour"), fait("decision_retiree", "2026-11-12")
    ),
]


def demandes() -> list[Json]:
    """Tout le corpus."""
    return [*references(), *exemples(), *de_chaque_champ(), *SUITES, *(tirer(graine) for graine in range(80))]


@cache
def reponses() -> tuple[tuple[Json, Json], ...]:
    """(demande, réponse) pour tout le corpus, calculées une fois."""
    return tuple((demande, calculer(demande)) for demande in demandes())


@cache
def resultats() -> tuple[tuple[Json, Json], ...]:
    """Ceux du corpus qui sont des résultats."""
    return tuple((demande, rendue) for demande, rendue in reponses() if "erreur" not in rendue)
