"""Les exemples d'une règle, rejoués par le moteur, et ses cas limites, cherchés jour après jour : rien n'est tapé."""

import re
import tomllib
from calendar import isleap
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from builder.errors import BuildError
from builder.paths import ROOT

Json = dict[str, Any]
_JOUR = timedelta(days=1)
# Ce qui, dans un exemple, n'est pas un champ de l'événement.
_REPONSE = {"recu", "dernier_jour", "lecture_favorable", "heure_limite", "premier_jour", "origine", "residence"}
# Un cas limite se trouve dans l'année, ou n'existe pas pour cette règle ; sauf le jour qui manque trois ans sur quatre.
_HORIZON = 400
_BISSEXTILE = (2, 29)
_SAMEDI = 5
# Le pas qui ajoute le délai, et celui qui montre un cas ; les autres cas se lisent au dernier pas.
_AJOUTE = (
    "duree",
    "duree_et_distance",
    "quantieme",
    "annee",
    "silence_ne",
    "rejet_ne",
    "motifs_attendus",
    "premier_jour",
)
_MONTRE = {"fin_de_mois": ("fin_de_mois",), "le_31": _AJOUTE, "le_29_fevrier": _AJOUTE}


class Resultat(NamedTuple):
    """Ce que le moteur répond à un exemple. `pas` : ceux de la lecture que donne la règle ; `autre` : l'autre lecture."""

    recu: date
    champs: Json
    jour: date
    heure: str | None
    autre: date | None
    heure_autre: str | None
    pas: list[Json]
    pas_autres: list[Json]
    jours: list[Json]
    prudent: date | None
    citee: bool
    detour: str | None


class Cas(NamedTuple):
    """Un cas limite : sa clé dans catalogue/fiches.toml, la réponse du moteur, et le pas qui le montre."""

    cle: str
    resultat: Resultat

    @property
    def pas(self) -> str:
        """La phrase du moteur à lire pour ce cas."""
        detour = self.resultat.detour
        noms = (detour,) if detour else _MONTRE.get(self.cle, ())
        montre = [p["texte"] for p in self.resultat.pas if any(suit(p, nom) for nom in noms)]
        return montre[0] if montre else self.resultat.pas[-1]["texte"]


@cache
def _chemins() -> Json:
    return tomllib.loads((ROOT / "builder" / "chemins.toml").read_text(encoding="utf-8"))


def chemin(regle: Any) -> Json:
    """Où lire la date de cette règle, et quels faits y mènent."""
    base = _chemins()["departs"].get(regle.depart)
    if base is None:
        raise BuildError(f"Fiche {regle.id} : builder/chemins.toml n'a pas de départ « {regle.depart} ».")
    propre = _chemins()["regles"].get(regle.id, {})
    tout = {"champ": "dernier_jour", "resultat": "dernier_jour", "avant": [], **base, **propre}
    return tout | {"fait": base["fait"] | propre.get("fait", {})}


def _dater(fait: Json, recu: date, exemple: Json) -> Json:
    """Un écart en jours devient une date ; « dernier_jour », celui de l'exemple, aussi loin de `recu`."""

    def jour(valeur: Any) -> str:
        ecart = exemple["dernier_jour"] - exemple["recu"] if valeur == "dernier_jour" else valeur * _JOUR
        return (recu + ecart).isoformat()

    return {cle: jour(v) if cle.startswith("date") else v for cle, v in fait.items()}


def demande(regle: Any, recu: date, exemple: Json, champs: Json) -> Json:
    par = chemin(regle)
    propres = {c: v for c, v in exemple.items() if c not in _REPONSE} | champs
    fait = {"type": regle.depart, "date": 0, **par["fait"]}
    faits = [*(_dater(f, recu, exemple) for f in par["avant"]), _dater(fait, recu, exemple) | propres]
    dossier = {c: exemple[c] for c in ("residence",) if c in exemple} | {"evenements": faits}
    aujourdhui = max(v for f in faits for c, v in f.items() if c.startswith("date"))
    return {"calcul": "echeances", "aujourdhui": aujourdhui, "dossier": dossier}


def faits(regle: Any, exemple: Json) -> Json:
    """Ce que l'exemple suppose, dans les mots du contrat, hors la date du fait."""
    (*_, fait) = demande(regle, exemple["recu"], exemple, {})["dossier"]["evenements"]
    lieu = {c: exemple[c] for c in ("residence",) if c in exemple}
    return lieu | {c: v for c, v in fait.items() if c not in ("type", "date", "heure")}


def suit(pas: Json, cle: str) -> bool:
    """Cette phrase est-elle celle que le catalogue du moteur nomme `cle` ?"""
    from calculators.phrases import catalogue

    modele = re.sub(r"\\{\w+\\}", ".*", re.escape(catalogue()["pas"].get(cle, "")))
    return re.fullmatch(modele, pas["texte"]) is not None


def _lire(valeur: str | None) -> date | None:
    return date.fromisoformat(valeur) if valeur else None


def rejouer(regle: Any, exemple: Json, recu: date | None = None, **champs: Any) -> Resultat | None:
    """La réponse à cet exemple, ou au même parti d'un autre jour. None : la règle n'y donne pas de date."""
    from calculators import calculer

    par, jour = chemin(regle), recu or exemple["recu"]
    reponse = calculer(demande(regle, jour, exemple, champs))
    if "erreur" in reponse:
        raise BuildError(f"Fiche {regle.id}, reçu le {jour} : {reponse['erreur']['message']}")
    lue = next((e for e in reponse["echeances"] if e["id"] == par["id"]), None)
    if lue is None:
        raise BuildError(f"Fiche {regle.id} : le moteur ne rend pas « {par['id']} » ; voyez builder/chemins.toml.")
    favorable = par["champ"] == "lecture_favorable" or "pas" in par
    pas, autres = (lue["calcul_favorable"], lue["calcul"]) if favorable else (lue["calcul"], lue["calcul_favorable"])
    donnee = lue.get(par["champ"])
    if "pas" in par:
        donnee = next((p["date"] for p in pas if suit(p, par["pas"])), None)
    if donnee is None:
        return None
    autre = None if favorable or par["champ"] == "premier_jour" else _lire(lue["lecture_favorable"])
    return Resultat(
        jour,
        champs,
        date.fromisoformat(donnee),
        None if favorable else lue["heure"],
        autre,
        lue["heure_favorable"] if autre else None,
        pas,
        autres,
        [] if favorable else lue["jours"],
        _lire(lue["dernier_jour"]) if favorable else None,
        # Un détour ne donne que le départ d'un autre délai : c'est la règle de celui-ci que la réponse cite.
        "pas" in par or regle.id in lue["regles"],
        par.get("pas"),
    )


def deplace(resultat: Resultat) -> bool:
    """Le dernier pas saute-t-il un jour fermé ? (Après un détour, c'est un autre délai qui court.)"""
    return resultat.detour is None and any(suit(resultat.pas[-1], cle) for cle in ("report", "avance"))


def _butoir(resultat: Resultat) -> date:
    """Le jour où le délai finirait si aucun jour n'était fermé."""
    return date.fromisoformat(resultat.pas[-2]["date"]) if deplace(resultat) else resultat.jour


def _ferie(jour: date) -> bool:
    from calculators.feries import noms_des_feries

    return jour in noms_des_feries(jour.year)


def _ajoute(resultat: Resultat) -> date:
    """Le jour obtenu en ajoutant le délai, avant tout jour en plus."""
    ajoutes = [p["date"] for p in resultat.pas if any(suit(p, cle) for cle in _AJOUTE)]
    return date.fromisoformat(ajoutes[-1]) if ajoutes else resultat.jour


def _entre(resultat: Resultat) -> Iterator[date]:
    jour = resultat.recu + _JOUR
    while jour <= resultat.jour:
        yield jour
        jour += _JOUR


def _cherches(regle: Any, version: Any) -> dict[str, Callable[[Resultat], bool]]:
    """Les cas limites qui ont un sens pour cette façon de compter."""
    comptage = version.comptage.value
    if comptage == "comme_le_recours":
        return {}
    if comptage == "jours_ouvres":
        return {
            "mis_en_ligne_samedi": lambda r: r.recu.weekday() == _SAMEDI,
            "ferie_entre": lambda r: any(_ferie(j) and j.weekday() < _SAMEDI for j in _entre(r)),
        }
    cherches: dict[str, Callable[[Resultat], bool]] = {
        "samedi": lambda r: _butoir(r).weekday() == _SAMEDI and not _ferie(_butoir(r)),
        "ferie": lambda r: _ferie(_butoir(r)) and _butoir(r).weekday() < _SAMEDI,
    }
    if comptage == "heures":
        return cherches | {"heure_avancee": lambda r: _decalage(r) > 0, "heure_reculee": lambda r: _decalage(r) < 0}
    if version.delai.unite.value in ("mois", "ans"):
        cherches["le_31"] = lambda r: r.recu.day == 31 and _ajoute(r).day < 31
        cherches["fin_de_mois"] = lambda r: r.autre is not None and any(suit(p, "fin_de_mois") for p in r.pas)
        cherches["le_29_fevrier"] = lambda r: (r.recu.month, r.recu.day) == _BISSEXTILE
    return cherches


def _decalage(resultat: Resultat) -> int:
    """De combien l'horloge finit plus tard qu'elle n'a commencé : un changement d'heure est passé."""
    heure, debut = resultat.heure or "", resultat.champs.get("heure") or ""
    return (heure > debut) - (heure < debut)


def _candidats(debut: date) -> Iterator[date]:
    yield from (debut + ecart * _JOUR for ecart in range(_HORIZON))
    yield next(date(annee, *_BISSEXTILE) for annee in range(debut.year + 1, debut.year + 9) if isleap(annee))


def cas_limites(regle: Any, version: Any) -> list[Cas]:
    """Pour chaque cas, le premier jour de réception qui y mène, après celui de l'exemple."""
    exemple = version.exemples[0]
    heure = {"heure": exemple["heure"]} if "heure" in exemple else {}
    restent, trouves = _cherches(regle, version), {}
    for recu in _candidats(exemple["recu"]):
        if not restent:
            break
        resultat = rejouer(regle, exemple, recu, **heure)
        for cle in [c for c, convient in restent.items() if resultat and convient(resultat)]:
            trouves[cle] = resultat
            del restent[cle]
    cas = [Cas(cle, trouves[cle]) for cle in _cherches(regle, version) if cle in trouves]
    inconnue = rejouer(regle, exemple, heure=None) if heure else None
    return [*cas, Cas("heure_inconnue", inconnue)] if inconnue else cas


def _fermes(debut: date, fin: date) -> Iterator[tuple[date, str, str]]:
    from calculators.feries import noms_des_feries
    from calculators.phrases import dire

    for jour in (debut + n * _JOUR for n in range((fin - debut).days + 1)):
        if jour.weekday() >= _SAMEDI or _ferie(jour):
            yield jour, "ferme", noms_des_feries(jour.year).get(jour) or dire("frise", "fin_de_semaine")


def jours_de(resultat: Resultat, fin: str, ouvres: bool = False) -> list[Json]:
    """Les jours de l'image : ceux du moteur, ou ceux de ses pas quand il n'en donne pas pour cette lecture.

    `fin` : ce qu'est le jour trouvé. `ouvres` : seuls les jours ouverts comptent.
    """
    from calculators.phrases import dire

    if len({j["date"] for j in resultat.jours}) > 1:
        return resultat.jours
    if resultat.jour <= resultat.recu:
        return []
    jours = [(resultat.recu, "depart", dire("frise", "depart"))]
    if deplace(resultat):
        jours += _fermes(*sorted((_butoir(resultat), resultat.jour)))
    elif ouvres:
        jours += _fermes(resultat.recu + _JOUR, resultat.jour)
    jours.append((resultat.jour, "dernier_jour", fin))
    return [{"date": j.isoformat(), "nature": nature, "texte": texte} for j, nature, texte in sorted(jours)]
