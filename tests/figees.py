"""Ce que le moteur répond aujourd'hui à un millier de dossiers, en empreintes : rien ne change sans qu'on le voie.

Ce n'est pas une preuve de droit (tests/cas/ et le témoin le sont). C'est un plomb : une alerte, un texte cité, un pas du
calcul ou une certitude qui se perd fait tomber test_figees. Un changement voulu se repose ainsi :

    .venv/bin/python -m tests.figees

Les mots n'y comptent pas : un pas est nommé par sa nature, une alerte et une étape par leur nom.
"""

import json
import random
import tomllib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from calculators import calculer
from calculators.alertes import choisir_alertes
from calculators.dossier import lire_dossier
from calculators.echeances import calculer_echeances
from calculators.echeances.resultats import Echeance
from calculators.echeances.termes import Pas
from calculators.erreurs import ErreurDuContrat
from calculators.etapes import choisir_etapes
from calculators.frise import frise_du_dossier
from calculators.regles import charger
from calculators.saisie import lire_demande_echeances
from tests.engine.corpus import SUITES, de_chaque_champ, exemples, references
from tests.engine.demandes import DROIT, Json, echeances
from tests.engine.test_effets import EFFETS
from tests.hasard import tirer
from tests.hasard_chaines import tirer_chaine

FIGEES = Path(__file__).with_name("figees.txt")
CHAINES, DECISIONS_TIREES, TRIBUNAUX, _SIGNES = 600, 150, 250, 8
PARTIES = ("échéances", "pas", "alertes", "étapes")


def court(valeur: object) -> str:
    """Une empreinte courte."""
    return sha256(repr(valeur).encode()).hexdigest()[:_SIGNES]


def du_tribunal() -> Iterator[Json]:
    """Où l'on habite, ce qu'on a reçu, où l'on est : tirés au sort, toujours les mêmes."""
    hasard = random.Random(7)
    endroits = ["69", "93", "57", "77", "94", "95", "971", "973", "976", "987", None]
    for _ in range(TRIBUNAUX):
        demande = {
            "residence": hasard.choice([*endroits, "etranger"]),
            "prefecture": hasard.choice(endroits),
            "lieu": hasard.choice(endroits),
            "contenu": hasard.choice([["refus_sejour"], ["oqtf"], ["irtf"], ["inconnu"], ["oqtf", "irtf"]]),
            "situation": hasard.choice(["libre", "assigne", "retenu", "detenu", "inconnu"]),
            "etablissement": hasard.choice([None, None, None, "metz", "mesnil-amelot-3", "orly", "roissy"]),
            "article_assignation": hasard.choice([None, "L731-1", "L731-3"]),
            "citoyen_ue": hasard.choice([None, True, False]),
        }
        dites = {cle: valeur for cle, valeur in demande.items() if valeur is not None}
        yield {"calcul": "tribunal", "aujourdhui": "2026-11-23", **dites}


def de_l_aide() -> Iterator[Json]:
    """Tous les bords : chaque plafond, à un euro et à dix euros près, pour des foyers de une à six personnes."""
    lus = tomllib.loads((DROIT / "plafonds.toml").read_text(encoding="utf-8"))
    un, plus = lus["majorations"]["deuxieme_et_troisieme"], lus["majorations"]["suivantes"]
    for annee, base in lus["annees"].items():
        for personnes in range(1, 7):
            part = min(personnes - 1, 2) * un + max(personnes - 3, 0) * plus
            revenus = [base[cle] + round(base["revenu_100"] * part) for cle in ("revenu_100", "revenu_55", "revenu_25")]
            biens = [base[cle] + round(base[cle] * part) for cle in ("patrimoine_mobilier", "patrimoine_immobilier")]
            bords = [(r + ecart, *biens) for r in revenus for ecart in (-11, -10, -9, 0, 1, 9, 10, 11)]
            bords += [(0, biens[0] + 1, 0), (0, 0, biens[1] + 1)]
            for revenu, mobilier, immobilier in bords:
                foyer = {"personnes": personnes, "revenu_fiscal_reference": revenu}
                foyer |= {"patrimoine_mobilier": mobilier, "patrimoine_immobilier": immobilier}
                yield {"calcul": "aide_juridictionnelle", "aujourdhui": f"{annee}-06-01", "foyer": foyer}


def demandes() -> list[Json]:
    """Les références, les exemples du droit, chaque champ, chaque effet, et des tirages."""
    effets = [echeances(*suite, **effet.ailleurs) for effet in EFFETS for suite in (effet.sans, effet.avec)]
    chaines = [tirer_chaine(graine) for graine in range(CHAINES)]
    tirees = [tirer(graine) for graine in range(DECISIONS_TIREES)]
    return [
        *references(),
        *exemples(),
        *de_chaque_champ(),
        *SUITES,
        *effets,
        *chaines,
        *tirees,
        *du_tribunal(),
        *de_l_aide(),
    ]


def _pas(suite: Iterable[Pas]) -> list[object]:
    return [(p.nature, str(p.jour), [(cle, str(valeur)) for cle, valeur in p.valeurs]) for p in suite]


def _delai(e: Echeance) -> tuple[object, ...]:
    manque = sorted(e.manque)
    fin = (str(e.dernier_jour), e.heure, str(e.favorable), e.heure_favorable, str(e.premier_jour))
    return e.id, e.objet, *fin, e.etat, e.certitude, manque, e.titre


def _preuve(e: Echeance) -> tuple[object, ...]:
    regles = [(emploi.id, str(emploi.version.en_vigueur_le)) for emploi in e.regles]
    return e.id, e.objet, _pas(e.pas), _pas(e.pas_favorable), list(dict.fromkeys(regles)), sorted(set(e.sources))


def _sans_les_mots(cle: str, valeur: Any) -> object:
    """D'un autre calcul : quel tribunal, quels textes, combien de raisons. Une adresse ou une phrase peut changer."""
    if cle in ("tribunal", "cour"):
        return valeur["id"]
    if cle == "autres":
        return [autre["id"] for autre in valeur]
    if cle == "sources":
        return [(source["texte"], source["article"]) for source in valeur]
    if cle == "erreur":
        return valeur["type"], valeur["champ"]
    return len(valeur) if cle == "pourquoi" else valeur


def reponse(demande: Json) -> tuple[object, ...]:
    """Ce que dit le moteur, sans ses mots : échéances, pas, alertes, étapes ; ou l'erreur."""
    if demande["calcul"] != "echeances":
        return [(cle, _sans_les_mots(cle, v)) for cle, v in calculer(demande).items() if cle != "version"], (), (), ()
    droit = charger()
    try:
        dossier = lire_dossier(lire_demande_echeances(demande))
        analyses = calculer_echeances(dossier, droit)
        alertes, etapes = choisir_alertes(analyses, dossier), choisir_etapes(analyses, dossier)
    except ErreurDuContrat as erreur:
        return (erreur.type, erreur.champ, erreur.phrase, sorted(erreur.valeurs.items())), (), (), ()
    rendues = sorted((e for a in analyses for e in a.echeances), key=lambda e: (e.id, e.objet))
    frise = [(f["date"], f["nature"], f.get("objet")) for f in frise_du_dossier(analyses, dossier)]
    dites = [(a.id, a.gravite, a.phrase, sorted(set(a.sources))) for a in alertes]
    suite = [(e.id, e.page, str(e.avant)) for e in etapes]
    return [_delai(e) for e in rendues], [_preuve(e) for e in rendues], dites, [suite, frise]


def cle_de(demande: Json) -> str:
    """Le nom d'une demande : elle-même, en empreinte ; en ajouter une n'en renomme aucune."""
    return court(json.dumps(demande, sort_keys=True))


def lignes() -> Iterator[str]:
    """Une ligne par demande : son nom, puis une empreinte par partie de la réponse."""
    for demande in {cle_de(d): d for d in demandes()}.values():
        yield " ".join([cle_de(demande), *(court(partie) for partie in reponse(demande))])


def figees() -> dict[str, list[str]]:
    """Ce qui a été posé : les empreintes de chaque demande."""
    posees = [ligne.split() for ligne in FIGEES.read_text(encoding="utf-8").splitlines()]
    return {cle: empreintes for cle, *empreintes in posees}


if __name__ == "__main__":
    FIGEES.write_text("".join(f"{ligne}\n" for ligne in sorted(lignes())), encoding="utf-8")
