"""Toute saisie fausse a une erreur qui nomme son champ et dit quoi écrire ; la bonne, à côté, est quand même comptée."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import calculer
from calculators.lecture import ecrire_json, lire_json
from calculators.saisie.evenements import _LECTEURS
from tests.engine.champs import AUJOURDHUI, CHAMPS, DANS_LE_CONTENU, DATE, EXIGES, HEURE, JOUR, RESIDENCE, minimal
from tests.engine.demandes import TYPES_D_ERREUR, Json, echeances, lancer

BONNE = echeances(minimal("decision_notifiee"), aujourdhui=AUJOURDHUI)
ICI = "dossier.evenements[0]"


def seul(evenement: Any, **ailleurs: Any) -> Json:
    return (
        echeances(evenement, aujourdhui=AUJOURDHUI, **ailleurs)
        if isinstance(evenement, dict)
        else {
            **BONNE,
            "dossier": {"evenements": [evenement]},
        }
    )


def de_chaque_champ() -> Iterator[tuple[str, Json, str, str]]:
    """(nom, demande fausse, champ attendu, mot attendu), pour chaque champ de chaque événement."""
    for type_, champs in CHAMPS.items():
        for champ, sorte in {"date": DATE, **champs}.items():
            for valeur, dit in sorte.mauvaises:
                yield f"{type_}.{champ}={valeur!r}", seul(minimal(type_, **{champ: valeur})), f"{ICI}.{champ}", dit
        for exige in ("date", *EXIGES.get(type_, {})):
            if (type_, exige) != ("retention_notifiee", "heure"):
                sans = {c: v for c, v in minimal(type_).items() if c != exige}
                yield f"{type_} sans {exige}", {**BONNE, "dossier": {"evenements": [sans]}}, f"{ICI}.{exige}", exige
        yield f"{type_} clé en trop", seul(minimal(type_, dates=JOUR)), f"{ICI}.dates", "contre"
        yield f"{type_} null en trop", seul(minimal(type_, contre=None)), f"{ICI}.contre", "guillemets"
        yield f"{type_} vise rien", seul(minimal(type_, contre="decision_notifiee#7")), f"{ICI}.contre", type_
        yield f"{type_} se vise", seul(minimal(type_, contre=f"{type_}#0")), f"{ICI}.contre", "autre"
    for valeur, dit in DANS_LE_CONTENU.mauvaises:
        fausse = minimal("decision_notifiee", contenu=["oqtf", valeur])
        yield f"contenu[1]={valeur!r}", seul(fausse), f"{ICI}.contenu[1]", dit


def autour_du_dossier() -> Iterator[tuple[str, Json, str, str]]:
    """Les mêmes, pour la demande, le dossier et la liste d'événements."""
    for valeur, dit in DATE.mauvaises[:-1]:
        yield f"aujourdhui={valeur!r}", {**BONNE, "aujourdhui": valeur}, "aujourdhui", dit
    for valeur, dit in [*HEURE.mauvaises, (None, "HH:MM")]:
        yield f"maintenant={valeur!r}", {**BONNE, "maintenant": valeur}, "maintenant", dit
    for valeur, dit in RESIDENCE.mauvaises:
        yield f"residence={valeur!r}", seul(minimal("decision_notifiee"), residence=valeur), "dossier.residence", dit
    for valeur in ("echeance", "", None, 1, ["echeances"], {}):
        yield f"calcul={valeur!r}", {**BONNE, "calcul": valeur}, "calcul", "tribunal"
    for valeur in (None, [], "", 3, True):
        yield f"dossier={valeur!r}", {**BONNE, "dossier": valeur}, "dossier", "accolades"
    for valeur in (None, {}, "x", 3, []):
        yield f"evenements={valeur!r}", {**BONNE, "dossier": {"evenements": valeur}}, ICI[:-3], "liste"
    for valeur in (None, [], "decision_notifiee", 3, True):
        yield f"evenement={valeur!r}", seul(valeur), ICI, "accolades"
    for valeur in ("decision", "", None, 3, ["decision_notifiee"], {}, "DECISION_NOTIFIEE"):
        yield f"type={valeur!r}", seul({"type": valeur, "date": JOUR}), f"{ICI}.type", "jugement_notifie"
    yield "sans type", seul({"date": JOUR}), f"{ICI}.type", "type"
    yield "sans evenements", {**BONNE, "dossier": {}}, ICI[:-3], "evenements"
    for cle in ("calcul", "aujourdhui", "dossier"):
        yield f"sans {cle}", {c: v for c, v in BONNE.items() if c != cle}, cle, cle
    yield "clé en trop", {**BONNE, "residence": "75"}, "residence", "maintenant"
    dossier = {**BONNE["dossier"], "prefecture": "75"}
    yield "clé en trop au dossier", {**BONNE, "dossier": dossier}, "dossier.prefecture", "evenements"
    retenu = minimal("decision_notifiee", situation="retenu")
    yield "retenu sans heure", seul(retenu), f"{ICI}.heure", "16:10"
    sautee = minimal("decision_notifiee", situation="retenu", contenu=["oqtf"], date="2026-03-29", heure="02:30")
    yield "heure sautée", seul(sautee), f"{ICI}.heure", "heure d'été"


FAUSSES = {nom: (demande, champ, dit) for nom, demande, champ, dit in (*de_chaque_champ(), *autour_du_dossier())}
PAR_CHAMP: dict[str, list[str]] = {}
for _nom in FAUSSES:
    PAR_CHAMP.setdefault(_nom.split("=")[0], []).append(_nom)


@pytest.mark.parametrize("groupe", PAR_CHAMP)
def test_une_saisie_fausse_nomme_son_champ_et_dit_quoi_ecrire(groupe: str) -> None:
    """`saisie_invalide`, le champ exact, une phrase finie qui porte le mot utile ; la demande n'est pas touchée."""
    for nom in PAR_CHAMP[groupe]:
        demande, champ, dit = FAUSSES[nom]
        avant = copy.deepcopy(demande)
        rendue = calculer(demande)
        assert rendue.keys() == {"erreur"}, nom
        assert rendue["erreur"].keys() == {"type", "champ", "message"}
        type_, dit_par, message = rendue["erreur"].values()
        assert (type_, dit_par) == ("saisie_invalide", champ), (nom, message)
        assert dit in message and message.endswith(".") and (message[0] == "«" or message[0].isupper()), (nom, message)
        assert demande == avant, nom


BONS_CHAMPS = [(type_, champ) for type_, champs in CHAMPS.items() for champ in ("date", *champs)]


@pytest.mark.parametrize(("type_", "champ"), BONS_CHAMPS, ids=[f"{t}.{c}" for t, c in BONS_CHAMPS])
def test_une_bonne_valeur_n_est_jamais_une_saisie_invalide(type_: str, champ: str) -> None:
    """Chaque valeur du contrat est admise ; seule, elle peut demander un autre événement, jamais être « fausse »."""
    for valeur in {"date": DATE, **CHAMPS[type_]}[champ].bonnes:
        rendue = calculer(seul(minimal(type_, **{champ: valeur})))
        assert rendue.get("erreur", {}).get("type") != "saisie_invalide", (valeur, rendue)


def test_aucun_champ_du_moteur_n_est_oublie_ici() -> None:
    """Un champ ajouté au moteur s'essaie : il entre dans la table, puis au schéma et dans la page du contrat."""
    table = {type_: {"type", "date", "contre", *champs} for type_, champs in CHAMPS.items()}
    assert {type_: set(champs) for type_, champs in _LECTEURS.items()} == table


@pytest.mark.parametrize("jour", ["0001-01-01", "1949-12-31", "1000-05-05"])
def test_une_date_trop_ancienne_est_hors_couverture(jour: str) -> None:
    """Avant ce que l'arithmétique sait dire, ce n'est pas une faute de frappe : c'est hors de la couverture."""
    erreur = calculer(seul(minimal("decision_notifiee", date=jour)))["erreur"]
    assert erreur["type"] == "date_hors_couverture" and erreur["champ"] == f"{ICI}.date"


def test_dans_une_liste_la_bonne_demande_est_quand_meme_comptee() -> None:
    """Toutes les mauvaises demandes en un seul lot, une bonne entre chacune : code 2, et chaque bonne a sa réponse."""
    lot = [d for demande, _, _ in FAUSSES.values() for d in (demande, BONNE)]
    fini = lancer(entree=ecrire_json(lot))
    assert fini.returncode == 2 and fini.stderr == b""
    reponses = lire_json(fini.stdout)
    assert reponses[1::2] == [calculer(BONNE)] * len(FAUSSES)
    assert [r["erreur"]["champ"] for r in reponses[::2]] == [champ for _, champ, _ in FAUSSES.values()]


def sans_fond(profondeur: int) -> list[Any]:
    valeur: list[Any] = []
    for _ in range(profondeur):
        valeur = [valeur]
    return valeur


def en_boucle() -> list[Any]:
    valeur: list[Any] = []
    valeur.append(valeur)
    return valeur


@pytest.mark.parametrize("valeur", [sans_fond(50_000), en_boucle(), {1: 2}, object(), b"\xff", {JOUR}, 1e999, 10**4000])
@pytest.mark.parametrize("ou", ["demande", "calcul", "aujourdhui", "evenement", "date"])
def test_une_valeur_qui_n_est_pas_du_json_a_aussi_son_erreur(ou: str, valeur: Any) -> None:
    """Appelé depuis Python, le moteur reçoit n'importe quel objet : il répond, il ne lève rien."""
    ailleurs = seul(minimal("decision_notifiee", date=valeur) if ou == "date" else valeur)
    demande = valeur if ou == "demande" else ailleurs if ou in ("evenement", "date") else {**BONNE, ou: valeur}
    assert calculer(demande)["erreur"]["type"] == "saisie_invalide"


N_IMPORTE_QUOI = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.sampled_from(sorted(CHAMPS)),
    lambda plus_petit: st.lists(plus_petit, max_size=3) | st.dictionaries(st.text(max_size=8), plus_petit, max_size=3),
    max_leaves=6,
)
BONNES_DIVERSES = [
    BONNE,
    seul(minimal("decision_notifiee", contenu=["oqtf", "irtf"], situation="retenu", heure="16:10", prefecture="973")),
    echeances(minimal("demande_deposee", date="2026-01-05"), minimal("decision_notifiee"), aujourdhui=AUJOURDHUI),
    echeances(minimal("decision_notifiee"), minimal("recours_gracieux", date="2026-10-09"), residence="974"),
    seul(minimal("jugement_notifie", mode="telerecours", date_consultation="2026-10-09")),
    {"calcul": "tribunal", "aujourdhui": AUJOURDHUI, "residence": "93", "contenu": ["oqtf"], "situation": "libre"},
]


def endroits(valeur: Any, ici: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield ici
    for cle, sous in (
        valeur.items() if isinstance(valeur, dict) else enumerate(valeur) if isinstance(valeur, list) else ()
    ):
        yield from endroits(sous, (*ici, cle))


DEGAT = st.tuples(st.integers(0, 999), st.none() | st.text(max_size=6), N_IMPORTE_QUOI)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(BONNES_DIVERSES), st.lists(DEGAT, min_size=1, max_size=2))
def test_n_importe_quoi_n_importe_ou_rend_un_resultat_ou_une_erreur(bonne: Json, degats: list[Any]) -> None:
    """Une valeur quelconque à un endroit quelconque : une réponse écrite en JSON, jamais une exception."""
    demande: Any = copy.deepcopy(bonne)
    for ou_cela, cle_neuve, degat in degats:
        possibles = list(endroits(demande))
        chemin = possibles[ou_cela % len(possibles)]
        if not chemin:
            demande = degat
            continue
        ou = demande
        for cle in chemin[:-1]:
            ou = ou[cle]
        ou[cle_neuve if cle_neuve is not None and isinstance(ou, dict) else chemin[-1]] = degat
    rendue = calculer(demande)
    assert lire_json(ecrire_json(rendue).encode()) == rendue
    if "erreur" in rendue:
        erreur = rendue["erreur"]
        assert rendue.keys() == {"erreur"} and erreur["type"] in TYPES_D_ERREUR - {"regle_invalide"}
        assert isinstance(erreur["champ"], str) and isinstance(erreur["message"], str) and erreur["message"]
    else:
        assert "echeances" in rendue or "tribunal" in rendue
