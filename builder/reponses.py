"""Les réponses faites d'avance : le moteur répond à la fabrication, la page n'a plus qu'à lire, sans attendre Python.

Rien ici ne compte un délai. Les jours vont de deux ans avant la fabrication à quatorze mois après, par mois entiers :
la table ne change qu'une fois par mois, ou avec le moteur.
"""

import hashlib
import json
import tomllib
from collections.abc import Hashable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from builder.errors import BuildError
from builder.paths import BUILD, ROOT
from builder.reponses_axes import (
    CONTENUS,
    HORAIRES,
    MODES,
    SITUATIONS,
    TERRITOIRES,
    VOIES,
    Case,
    cases,
    classe_du_territoire,
    comme,
    contenus_dits,
    territoires_dits,
)
from builder.reponses_colonnes import Jour, colonnes
from builder.reponses_modes import CERTITUDES, SANS_FIN, Ajout, ajout, composer, ordonner
from builder.reponses_neutres import neutres
from builder.reponses_profils import premier_jour_de, profil
from builder.reponses_tribunal import table as tribunaux

_MOIS_AVANT, _MOIS_APRES = 24, 14
# Un caractère par jour et par série : de quoi écrire sans guillemets ni barre oblique.
_LETTRES = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CACHE = BUILD / "reponses"
# Ce que le moteur n'ouvre pas pour une date ni pour un tribunal (un test le vérifie) : y toucher ne refait pas la table.
SANS_EFFET = ("courriers", "lot", "agenda", "liaison", "presence", "droit/agenda", "catalogue/courriers")
NOM = "reponses.json"


class _Liste:
    """Chaque valeur une fois ; ailleurs, son rang."""

    def __init__(self) -> None:
        self.valeurs: list[Any] = []
        self._rangs: dict[Hashable, int] = {}

    def rang(self, valeur: Hashable) -> int:
        if valeur not in self._rangs:
            self._rangs[valeur] = len(self.valeurs)
            self.valeurs.append(valeur)
        return self._rangs[valeur]


def fenetre(jour: date) -> tuple[date, int]:
    """Le premier jour de notification de la table, et leur nombre."""
    debut, fin = _mois(jour, -_MOIS_AVANT), _mois(jour, _MOIS_APRES + 1)
    return debut, (fin - debut).days


def _mois(jour: date, n: int) -> date:
    annee, mois = divmod(jour.year * 12 + jour.month - 1 + n, 12)
    return date(annee, mois + 1, 1)


def _serie(valeurs: list[Hashable], liste: _Liste) -> tuple[tuple[int, ...], str]:
    """Un caractère par jour, et ce que vaut chaque caractère."""
    local = _Liste()
    texte = "".join(_LETTRES[local.rang(liste.rang(valeur))] for valeur in valeurs)
    return tuple(local.valeurs), texte


def _colonne(jours: list[Jour], listes: dict[str, _Liste]) -> Hashable:
    """Les séries d'une colonne : deux dates par échéance, et la variante de chaque jour."""
    ids = {tuple(ligne.id for ligne in jour.lignes) for jour in jours}
    if len(ids) != 1:
        raise BuildError("Table des réponses : une colonne n'a pas les mêmes échéances tous les jours.")

    def serie(valeurs: list[Any], nom: str) -> int:
        return listes["series"].rang(_serie(valeurs, listes[nom]))

    lignes = tuple(
        (
            id_,
            serie([jour.lignes[n].dernier for jour in jours], "valeurs"),
            serie([jour.lignes[n].favorable for jour in jours], "valeurs"),
        )
        for n, id_ in enumerate(next(iter(ids)))
    )
    return lignes, serie([jour.variante for jour in jours], "variantes")


def _ranger(brut: tuple[Any, ...], listes: dict[str, _Liste]) -> Hashable:
    """Un profil, ses phrases remplacées par des rangs."""
    echeances, suites, droit = brut
    fiches = tuple(
        listes["fiches"].rang(
            (id_, listes["titres"].rang(titre), CERTITUDES.index(sure), manque, listes["lectures"].rang(lecture))
        )
        for id_, titre, sure, manque, lecture in echeances
    )
    par_etat: list[Any] = [0, 0, 0]
    for etat, alertes, etapes in suites:
        rangs = listes["listes_d_alertes"].rang(tuple(sorted(_citer(alerte, listes) for alerte in alertes)))
        gestes = listes["listes_d_etapes"].rang(tuple(listes["etapes"].rang(etape) for etape in etapes))
        par_etat[etat] = (rangs, gestes)
    return fiches, tuple(par_etat), listes["droits"].rang(droit)


def _citer(alerte: tuple[Any, ...], listes: dict[str, _Liste]) -> int:
    return listes["alertes"].rang((*alerte[:3], tuple(listes["sources"].rang(source) for source in alerte[3])))


def _bruts(calculees: dict[Case, list[Jour]], debut: date, variantes: _Liste) -> dict[Case, dict[int, Any]]:
    """Pour chaque case, territoire réduit à sa classe, le profil de chaque variante de ses jours."""
    marges = {
        cle: etape.get("jours_avant")
        for cle, etape in tomllib.loads((ROOT / "calculators/droit/etapes.toml").read_text(encoding="utf-8")).items()
    }
    jours = {base: premier_jour_de(colonne, debut) for base, colonne in calculees.items()}
    bruts: dict[Case, dict[int, Any]] = {}
    for case in cases():
        jeu = bruts.setdefault(case._replace(territoire=classe_du_territoire(case.territoire)), {})
        for variante, recu in jours[comme(case)].items():
            rang = variantes.rang(variante)
            if rang not in jeu:
                jeu[rang] = profil(case, recu, marges)
    return bruts


def _factoriser(bruts: dict[Case, dict[int, Any]], listes: dict[str, _Liste]) -> list[Ajout]:
    """Ce qu'ajoute chaque façon d'arriver ; chaque profil recomposé doit être celui du moteur."""
    ordre = ordonner(suite[1] for jeu in bruts.values() for brut in jeu.values() for suite in brut[1])
    for alerte in ordre:
        _citer(alerte, listes)
    # La première case : tout y est au plus simple, l'ajout s'y voit seul.
    premiere = next(iter(bruts))
    (variante, *_) = bruts[premiere]
    simple = bruts[premiere][variante]
    ajouts = [ajout(simple, bruts[premiere._replace(mode=mode)][variante]) for mode in range(len(MODES))]
    for case, jeu in bruts.items():
        for rang, brut in jeu.items():
            if composer(bruts[case._replace(mode=0)][rang], ajouts[case.mode], ordre) != brut:
                raise BuildError(f"Table des réponses : {case} ne se compose pas ; revoyez builder/reponses_modes.py.")
    return ajouts


def _court(plus: Ajout, listes: dict[str, _Liste]) -> list[Any]:
    alertes, lectures = [_citer(une, listes) for une in plus.alertes], listes["lectures"]
    lecture = len(lectures.valeurs) if plus.lecture == SANS_FIN else lectures.rang(plus.lecture)
    return [alertes, plus.manque, CERTITUDES.index(plus.certitude), lecture]


def _ranger_les_lectures(bruts: dict[Case, dict[int, Any]], ajouts: list[Ajout], lectures: _Liste) -> None:
    """Celle qui finit la première d'abord : pour la page, la plus courte de deux lectures est celle du plus petit rang."""
    vues = {fiche[-1] for jeu in bruts.values() for brut in jeu.values() for fiche in brut[0]}
    for lecture in sorted(
        (vues | {plus.lecture for plus in ajouts}) - {SANS_FIN}, key=lambda lecture: tuple(lecture)[::-1]
    ):
        lectures.rang(lecture)


def _dire_la_lecture(lecture: tuple[date, date]) -> tuple[str, str]:
    """Le dernier jour où elle suffit, et la phrase d'après ; le navigateur ne compare que des jours."""
    from calculators.age import dire_l_age

    lue_le, vaut_jusqu_au = lecture
    return vaut_jusqu_au.isoformat(), dire_l_age(lue_le)


def calculer_table(jour: date) -> dict[str, Any]:
    """La table entière, prête à écrire."""
    debut, nombre = fenetre(jour)
    bases = sorted({comme(case) for case in cases()})
    calculees = colonnes(bases, debut, nombre)
    listes = {nom: _Liste() for nom in (
        "valeurs", "variantes", "series", "colonnes", "titres", "sources", "alertes", "etapes", "fiches",
        "listes_d_alertes", "listes_d_etapes", "droits", "profils", "jeux", "lectures",
    )}  # fmt: skip
    rang_de = {base: listes["colonnes"].rang(_colonne(calculees[base], listes)) for base in bases}
    bruts = _bruts(calculees, debut, listes["variantes"])
    ajouts = _factoriser(bruts, listes)
    _ranger_les_lectures(bruts, ajouts, listes["lectures"])
    jeux = [
        listes["jeux"].rang(tuple((rang, listes["profils"].rang(_ranger(brut, listes))) for rang, brut in jeu.items()))
        for case, jeu in sorted(bruts.items())
        if case.mode == 0
    ]
    dates_de = [rang_de[comme(case)] for case in cases() if case.mode == 0]
    del listes["variantes"]
    return {
        "debut": debut.isoformat(),
        "jours": nombre,
        "dits": _dits(),
        "neutres": neutres(rang_de, debut, nombre),
        **{nom: liste.valeurs for nom, liste in listes.items()},
        "colonne_de": dates_de,
        "jeu_de": jeux,
        "ajouts": [_court(plus, listes) for plus in ajouts],
        "lectures": [_dire_la_lecture(lecture) for lecture in listes["lectures"].valeurs],
        "certitudes": CERTITUDES,
        "tribunal": tribunaux(),
        **_a_part(jour),
    }


def _dits() -> dict[str, Any]:
    """De chaque réponse du formulaire à son rang sur l'axe."""
    from calculators.fuseaux import fuseau_de
    from calculators.territoires import territoires

    def situation(s: dict[str, Any]) -> str:
        precision = s.get("article_assignation", "heure" if s.get("heure") == "" else None)
        return f"{s['situation']}/{precision or ''}"

    fuseaux = _Liste()
    return {
        "contenu": contenus_dits(),
        "situation": {situation(s): rang for rang, s in enumerate(SITUATIONS)},
        "voies": {"": VOIES.index("inconnu"), **{mot: rang for rang, mot in enumerate(VOIES)}},
        "mode": {mot: rang for rang, mots in enumerate(MODES) for mot in mots},
        "territoire": territoires_dits(),
        "tailles": [len(CONTENUS), len(SITUATIONS), len(VOIES), len(MODES), len(TERRITOIRES)],
        "classe": [classe_du_territoire(rang) for rang in range(len(TERRITOIRES))],
        "fuseau": {code: fuseaux.rang(fuseau_de(code)) for code in territoires_dits()},
        "horaires": list(HORAIRES),
        "loin": territoires()["distance"]["outre_mer"],
    }


def _a_part(jour: date) -> dict[str, Any]:
    from calculators.phrases import dire
    from calculators.version import VERSION

    return {"version": VERSION, "date_future": dire("erreurs", "date_future", aujourdhui="{aujourdhui}")}


def _cle(jour: date) -> str:
    """L'empreinte de tout ce dont la table dépend, mois compris."""
    empreinte = hashlib.sha256(repr(fenetre(jour)).encode())
    moteur = [f for f in (ROOT / "calculators").rglob("*.*") if f.suffix in (".py", ".toml") and not _sans_effet(f)]
    for fichier in sorted([*moteur, *(ROOT / "builder").glob("reponses*.py")]):
        empreinte.update(f"{fichier.relative_to(ROOT)}\0".encode() + fichier.read_bytes())
    return empreinte.hexdigest()


def _sans_effet(fichier: Path) -> bool:
    nom = fichier.relative_to(ROOT / "calculators").with_suffix("").as_posix()
    return any(nom == dossier or nom.startswith(f"{dossier}/") for dossier in SANS_EFFET)


def ecrire(jour: date, dossier: Path = _CACHE) -> Path:
    """Le fichier de la table, refait seulement si le moteur ou le mois a changé."""
    sortie, temoin = dossier / NOM, dossier / "cle"
    cle = _cle(jour)
    if sortie.is_file() and temoin.is_file() and temoin.read_text() == cle:
        return sortie
    dossier.mkdir(parents=True, exist_ok=True)
    temoin.unlink(missing_ok=True)
    sortie.write_text(json.dumps(calculer_table(jour), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    temoin.write_text(cle)
    return sortie


def dernier_jour_couvert(jour: date) -> date:
    """Le dernier jour de notification que cette fabrication connaîtra d'avance."""
    debut, nombre = fenetre(jour)
    return debut + timedelta(days=nombre - 1)
