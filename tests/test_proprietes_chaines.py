"""Ce qui reste vrai d'un dossier entier : plus tard, plus prudent, sans effet, dans un autre ordre."""

import copy
import re
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import calculer
from tests.hasard_chaines import tirer_chaine

Evenement = dict[str, Any]
JOURS = st.dates(date(2025, 1, 1), date(2035, 12, 31))
ECARTS = st.integers(0, 40)
DANS_LE_DELAI = st.integers(1, 25)
TERRITOIRES = st.sampled_from(["75", "67", "971", "973", "974", "976", "etranger", None])
FIN = "2040-01-01"
quelques = settings(max_examples=40, deadline=None)


def evenement(genre: str, jour: date, **champs: Any) -> Evenement:
    return {"type": genre, "date": str(jour)} | champs


def decision(jour: date, *contenu: str, **champs: Any) -> Evenement:
    propres = {"contenu": list(contenu), "situation": "libre", "mode": "main_propre", "voies_et_delais": "complets"}
    return evenement("decision_notifiee", jour, **propres | champs)


def demande(jour: date, **champs: Any) -> Evenement:
    propres = {"complete": True, "titre": "vie_privee_et_familiale", "accuse_reception": "complet"}
    return evenement("demande_deposee", jour, **propres | champs)


def aide(jour: date) -> Evenement:
    return evenement("aide_juridictionnelle_demandee", jour, pour="tribunal")


def echeances(*evenements: Evenement, residence: str | None = None, aujourdhui: str = FIN) -> dict[Any, Evenement]:
    dossier: dict[str, Any] = {"evenements": copy.deepcopy(list(evenements))}
    dossier |= {"residence": residence} if residence else {}
    reponse = calculer({"calcul": "echeances", "aujourdhui": aujourdhui, "dossier": dossier})
    assert "erreur" not in reponse, reponse
    return {(e["id"], e["objet"]): e for e in reponse["echeances"]}


def contentieux(*evenements: Evenement, residence: str | None = None) -> Evenement:
    return next(
        e for (nom, _), e in echeances(*evenements, residence=residence).items() if nom == "recours_contentieux"
    )


def instant(echeance: Evenement) -> tuple[str, str]:
    return echeance["dernier_jour"] or "", echeance["heure"] or "24:00"


PREMIERS: dict[str, Callable[[date], list[Evenement]]] = {
    "refus seul": lambda j: [decision(j, "refus_sejour")],
    "refus muet": lambda j: [decision(j, "refus_sejour", voies_et_delais="absents")],
    "oqtf": lambda j: [decision(j, "refus_sejour", "oqtf")],
    "oqtf, assigné": lambda j: [decision(j, "oqtf", situation="assigne", article_assignation="L731-1")],
    "oqtf, retenu": lambda j: [decision(j, "oqtf", situation="retenu", heure="16:10")],
    "interdiction seule": lambda j: [decision(j, "irtf")],
    "on ne sait pas": lambda j: [decision(j, "inconnu")],
    "silence": lambda j: [demande(j)],
    "silence, étudiant": lambda j: [demande(j, titre="etudiant", renouvellement=False)],
    "assignation": lambda j: [evenement("assignation_notifiee", j)],
    "jugement": lambda j: [evenement("jugement_notifie", j, mode="lettre_remise", procedure="oqtf")],
    "jugement en ligne": lambda j: [evenement("jugement_notifie", j, mode="telerecours", procedure="refus_seul")],
    "arrêt": lambda j: [evenement("arret_notifie", j)],
    "ordonnance": lambda j: [evenement("ordonnance_refere_notifiee", j, refere="suspension", motif="doute_serieux")],
    "rejet d'un gracieux": lambda j: [
        decision(j - timedelta(days=80), "refus_sejour"),
        evenement("recours_gracieux", j - timedelta(days=50), date_reception=str(j - timedelta(days=45))),
        evenement("reponse_recours", j, a="gracieux", sens="rejet"),
    ],
    "aide décidée": lambda j: [
        decision(date(2024, 10, 1), "refus_sejour"),
        aide(date(2024, 11, 1)),
        evenement("aide_juridictionnelle_decision", j, pour="tribunal", sens="rejet"),
    ],
}


@pytest.mark.parametrize("nom", PREMIERS)
@quelques
@given(jour=JOURS, ecart=ECARTS, territoire=TERRITOIRES)
def test_recu_plus_tard_ne_finit_jamais_plus_tot(nom: str, jour: date, ecart: int, territoire: str | None) -> None:
    """Ni le dernier jour, ni la lecture favorable, ni le premier jour d'aucune échéance ne recule."""
    avant = echeances(*PREMIERS[nom](jour), residence=territoire)
    apres = echeances(*PREMIERS[nom](jour + timedelta(days=ecart)), residence=territoire)
    assert avant.keys() == apres.keys()
    for cle, echeance in avant.items():
        plus_tard = apres[cle]
        assert instant(echeance) <= instant(plus_tard), cle
        assert (echeance.get("premier_jour") or "") <= (plus_tard.get("premier_jour") or ""), cle
        favorables = [e["lecture_favorable"] or e["dernier_jour"] or "" for e in (echeance, plus_tard)]
        assert favorables[0] <= favorables[1], cle


@quelques
@given(jour=JOURS, ecart=st.integers(0, 15), territoire=TERRITOIRES, contenu=st.sampled_from(["refus_sejour", "oqtf"]))
def test_plus_de_prudence_ne_finit_jamais_plus_tard(
    jour: date, ecart: int, territoire: str | None, contenu: str
) -> None:
    """Un fait inconnu, une présentation plus ancienne, une mention muette ne donnent jamais un dernier jour plus tardif."""
    avant = str(jour - timedelta(days=ecart))
    lieu = {"prefecture": territoire} if territoire not in (None, "etranger") else {}
    sur = contentieux(decision(jour, contenu, **lieu))
    prudents = [
        decision(jour, contenu, mode="lettre_remise", date_presentation=avant, **lieu),
        decision(date.fromisoformat(avant), contenu, mode="inconnu", **lieu),
        decision(jour, contenu, mode="en_ligne", date_consultation=str(jour + timedelta(days=ecart)), **lieu),
        decision(jour, contenu, voies_et_delais="inconnu", **lieu),
        decision(jour, contenu, voies_et_delais="absents", **lieu),
        decision(jour, contenu, delai_mentionne="P3M", **lieu),
        decision(jour, contenu, situation="inconnu", **lieu),
        decision(jour, "inconnu", **lieu),
    ]
    for prudent in prudents:
        trouve = contentieux(prudent, residence="etranger")
        assert instant(trouve) <= instant(sur), prudent
        assert trouve["lecture_favorable"] is None or trouve["lecture_favorable"] > trouve["dernier_jour"], prudent


@quelques
@given(jour=JOURS, territoire=TERRITOIRES)
def test_retenu_puis_detenu_puis_libre_ont_de_plus_en_plus_de_temps(jour: date, territoire: str | None) -> None:
    """Quarante-huit heures, sept jours, un mois ; un article d'assignation inconnu vaut le plus court."""
    suite = [
        {"situation": "retenu", "heure": "10:00"},
        {"situation": "detenu"},
        {"situation": "assigne"},
        {"situation": "assigne", "article_assignation": "L731-3"},
        {"situation": "libre"},
    ]
    fins = [instant(contentieux(decision(jour, "oqtf", **champs), residence=territoire)) for champs in suite]
    assert fins == sorted(fins) and fins[1] == fins[2] < fins[3] == fins[4]


@quelques
@given(jour=JOURS, ecart=DANS_LE_DELAI)
def test_un_silence_mal_connu_finit_au_plus_tot(jour: date, ecart: int) -> None:
    """Titre, accusé, dossier complet, renouvellement inconnus : jamais plus tard qu'un silence bien connu."""
    connu = contentieux(demande(jour))
    for champs in (
        {"titre": None},
        {"accuse_reception": "inconnu"},
        {"accuse_reception": "absent"},
        {"complete": None},
    ):
        assert instant(contentieux(demande(jour, **champs))) <= instant(connu)
    pieces = evenement("pieces_reclamees", jour + timedelta(days=ecart))
    assert instant(contentieux(demande(jour), pieces)) <= instant(connu)
    gracieux = evenement("recours_gracieux", jour + timedelta(days=ecart))
    recu = gracieux | {"date_reception": str(jour + timedelta(days=ecart + 3))}
    refus = decision(jour, "refus_sejour")
    assert instant(contentieux(refus, gracieux)) <= instant(contentieux(refus, recu))


def suites_sans_effet(jour: date, n: int) -> dict[str, tuple[list[Evenement], list[Evenement]]]:
    """Un dossier, et le même avec un événement de plus, qui ne doit rien y changer."""
    tot, tard = jour + timedelta(days=n), jour + timedelta(days=70 + n)
    oqtf, seul = [decision(jour, "refus_sejour", "oqtf")], [decision(jour, "refus_sejour")]
    assigne = [decision(jour, "oqtf", situation="assigne", article_assignation="L731-1")]
    gracieux = evenement("recours_gracieux", tot, date_reception=str(tot))
    second = evenement("recours_gracieux", tot + timedelta(days=1), date_reception=str(tot + timedelta(days=1)))
    rejet = evenement("reponse_recours", tot + timedelta(days=n), a="gracieux", sens="rejet")
    aides = [
        aide(tot),
        evenement("aide_juridictionnelle_decision", tot + timedelta(days=n), pour="tribunal", sens="rejet"),
    ]
    requete = evenement("requete_deposee", tot, sommaire=True)
    retention = evenement("retention_notifiee", tot + timedelta(days=1), heure="10:00")
    silence = [demande(jour)]
    return {
        "un gracieux contre une OQTF": (oqtf, [gracieux]),
        "un hiérarchique contre une OQTF": (oqtf, [gracieux | {"type": "recours_hierarchique"}]),
        "un second gracieux": ([*seul, gracieux], [second]),
        "un second gracieux après le rejet": (
            [*seul, gracieux, rejet],
            [evenement("recours_gracieux", tot + timedelta(days=n + 1))],
        ),
        "un gracieux tardif": (seul, [evenement("recours_gracieux", tard)]),
        "une aide tardive": (seul, [aide(tard)]),
        "une aide contre sept jours": (assigne, [aide(jour + timedelta(days=min(n, 7)))]),
        "une seconde aide": ([*oqtf, *aides], [aide(tot + timedelta(days=n + 1))]),
        "une rétention après la requête": ([*oqtf, requete], [retention]),
        "une prison après un refus seul": (seul, [evenement("detention_informee", tot)]),
        "une assignation L731-3": (oqtf, [evenement("assignation_notifiee", tot, article_assignation="L731-3")]),
        "un référé": (seul, [evenement("ordonnance_refere_notifiee", tot, refere="suspension")]),
        "des pièces réclamées après la naissance": (
            silence,
            [evenement("pieces_reclamees", jour + timedelta(days=124 + n), avant_le=str(jour + timedelta(days=200)))],
        ),
        "des motifs demandés trop tard": (silence, [evenement("demande_motifs", jour + timedelta(days=195 + n))]),
    }


SANS_EFFET = list(suites_sans_effet(date(2026, 1, 5), 3))


@pytest.mark.parametrize("nom", SANS_EFFET)
@quelques
@given(jour=JOURS, n=DANS_LE_DELAI, residence=st.sampled_from(["75", "67", "974", None]))
def test_un_evenement_sans_effet_ne_change_rien(nom: str, jour: date, n: int, residence: str | None) -> None:
    """Le recours garde son dernier jour, son heure, sa lecture favorable et son état."""
    avant, ajout = suites_sans_effet(jour, n)[nom]
    for aujourdhui in (str(jour + timedelta(days=300)), FIN):
        base = echeances(*avant, residence=residence, aujourdhui=aujourdhui)
        avec = echeances(*avant, *ajout, residence=residence, aujourdhui=aujourdhui)
        for cle in [cle for cle in base if cle[0] in ("recours_contentieux", "naissance_refus_implicite")]:
            champs = ("dernier_jour", "heure", "lecture_favorable", "etat")
            assert [base[cle][c] for c in champs] == [avec[cle][c] for c in champs], cle


def renommer(texte: str, rangs: dict[int, int]) -> str:
    """`decision_notifiee#0` ou `dossier.evenements[0].date`, au nouveau rang."""
    return re.sub(r"([#[])(\d+)", lambda rang: rang[1] + str(rangs[int(rang[2])]), texte)


def reduite(reponse: dict[str, Any], rangs: dict[int, int]) -> Any:
    if "erreur" in reponse:
        return reponse["erreur"]["type"], renommer(reponse["erreur"]["champ"], rangs)
    champs = (
        "id",
        "dernier_jour",
        "heure",
        "lecture_favorable",
        "etat",
        "certitude",
        "premier_jour",
        "manque",
        "titre",
    )
    lignes = [(renommer(e["objet"], rangs), [e.get(c) for c in champs]) for e in reponse["echeances"]]
    etapes = [(e["id"], e["titre"], e["avant"]) for e in reponse["etapes"]]
    return sorted(lignes, key=str), sorted(a["id"] for a in reponse["alertes"]), sorted(etapes, key=str)


@settings(max_examples=150, deadline=None)
@given(graine=st.integers(0, 10**6), melange=st.integers(0, 10**6))
def test_l_ordre_de_la_liste_ne_change_que_les_rangs(graine: int, melange: int) -> None:
    """Les mêmes événements, dans un autre ordre, donnent les mêmes échéances, alertes et étapes."""
    demande = tirer_chaine(graine)
    evenements = demande["dossier"]["evenements"]
    ordre = list(range(len(evenements)))
    Random(melange).shuffle(ordre)
    rangs = {ancien: nouveau for nouveau, ancien in enumerate(ordre)}
    autre = copy.deepcopy(demande)
    autre["dossier"]["evenements"] = [copy.deepcopy(evenements[ancien]) for ancien in ordre]
    for e in autre["dossier"]["evenements"]:
        if "contre" in e:
            e["contre"] = renommer(e["contre"], rangs)
    memes = {n: n for n in rangs}
    assert reduite(calculer(demande), rangs) == reduite(calculer(autre), memes)
