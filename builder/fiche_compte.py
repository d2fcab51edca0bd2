"""Le compte d'une règle, pour sa fiche : l'exemple pas à pas, les autres exemples, les cas limites."""

from typing import Any

from builder import exemples
from builder.catalogue import long_date
from builder.exemples import Resultat
from builder.fiche_mots import clock, items, link, plain, weekday, words


def _autre(resultat: Resultat) -> str:
    say = words()["compte"]
    return say["autre_lecture"].format(jour=weekday(resultat.autre, resultat.heure_autre)) if resultat.autre else ""


def _ecart(exemple: dict[str, Any], resultat: Resultat) -> list[str]:
    """Ce qu'un changement de la règle a laissé faux dans ses exemples, dit sur la fiche."""
    say, ecrit = words()["compte"], exemple.get("premier_jour", exemple.get("dernier_jour"))
    if resultat.prudent and "lecture_favorable" in exemple:
        ecrit = exemple["lecture_favorable"]
    dits = [] if resultat.citee else [say["pas_citee"]]
    if ecrit != resultat.jour:
        dits.append(say["ecart"].format(ecrit=long_date(ecrit), trouve=long_date(resultat.jour)))
    return dits


def count(regle: Any, version: Any, droit: Any, figure: str) -> list[str]:
    say, comptage = words()["compte"], droit.comptages[version.comptage.value]
    premier = version.exemples[0]
    resultat = exemples.rejouer(regle, premier)
    heure = premier.get("heure")
    recu = say["recu_heure" if heure else "recu"].format(recu=weekday(premier["recu"]), heure=clock(heure or ""))
    lignes = [
        say["titre"].format(titre=plain(comptage["titre"])),
        *items(say[cle].format(texte=plain(comptage[cle])) for cle in ("prudente", "favorable")),
        " ".join([recu, *_faits(regle, premier)]),
        "",
    ]
    if resultat is None:
        return [*lignes, say["sans_reponse"]]
    lignes += items((plain(pas["texte"]) for pas in resultat.pas), "1.")
    lignes += [_resultat(regle, resultat), *_ecart(premier, resultat), ""]
    if resultat.prudent:
        lignes.append(say["favorable_seule"].format(prudent=weekday(resultat.prudent)))
    elif regle.comme:
        lignes.append(say["comme"].format(lien=link(droit.regles[regle.comme])))
    elif resultat.autre:
        lignes += [say["autre"], *items((plain(pas["texte"]) for pas in resultat.pas_autres), "1.")]
    return [*lignes, "", figure, "", *_autres_exemples(regle, version)]


def _ecrire(valeur: Any) -> str:
    if isinstance(valeur, bool):
        return words()["compte"]["oui" if valeur else "non"]
    if isinstance(valeur, list):
        return ", ".join(map(_ecrire, valeur))
    return f"`{valeur}`"


def _faits(regle: Any, exemple: dict[str, Any]) -> list[str]:
    dits = [f"{cle.replace('_', ' ')} : {_ecrire(v)}" for cle, v in exemples.faits(regle, exemple).items()]
    return [words()["compte"]["faits"].format(faits=" ; ".join(dits))] if dits else []


def _resultat(regle: Any, resultat: Resultat) -> str:
    cle = exemples.chemin(regle)["resultat"]
    return words()["resultats"][cle].format(jour=weekday(resultat.jour, resultat.heure))


def _autres_exemples(regle: Any, version: Any) -> list[str]:
    say, lignes = words()["compte"], []
    for exemple in version.exemples[1:]:
        resultat = exemples.rejouer(regle, exemple)
        if resultat is None:
            lignes.append(f"{weekday(exemple['recu'])}. {say['sans_reponse']}")
            continue
        dit = say["exemple"].format(
            recu=weekday(exemple["recu"], exemple.get("heure")),
            jour=weekday(resultat.jour, resultat.heure),
            autre=_autre(resultat),
            origine=plain(exemple["origine"]),
        )
        propres = {c: v for c, v in exemples.faits(regle, exemple).items() if c in exemple}
        dits = [f"{cle.replace('_', ' ')} : {_ecrire(v)}" for cle, v in propres.items()]
        lignes.append(" ".join([dit, *([f"({' ; '.join(dits)})"] if dits else []), *_ecart(exemple, resultat)]))
    return [say["autres"], *items(lignes)] if lignes else []


def limits(regle: Any, version: Any, droit: Any) -> list[str]:
    say = words()["limites"]
    if regle.comme:
        return [say["comme"].format(lien=link(droit.regles[regle.comme]))]
    lignes = [
        say["ligne"].format(
            cas=say["cas"][cas.cle],
            recu=weekday(cas.resultat.recu, cas.resultat.champs.get("heure")),
            jour=weekday(cas.resultat.jour, cas.resultat.heure),
            autre=_autre(cas.resultat),
            pas=plain(cas.pas),
        )
        for cas in exemples.cas_limites(regle, version)
    ]
    return items(lignes) if lignes else [say["aucun"]]
