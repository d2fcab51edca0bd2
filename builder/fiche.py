"""La fiche d'une règle, en Markdown : tout vient de la règle (TOML) et du moteur, les mots de catalogue/fiches.toml."""

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import quote

from builder import exemples
from builder.catalogue import long_date
from builder.exemples import Resultat
from builder.paths import ROOT

Words = dict[str, dict[str, Any]]
_DROIT = ROOT / "calculators" / "droit"
_DECISION = re.compile(r"\b(?:CE|CAA|TA) [\w' -]*?\d{4}-\d\d-\d\d \w+")


@cache
def words() -> Words:
    """Les mots des fiches."""
    return tomllib.loads((ROOT / "catalogue" / "fiches.toml").read_text(encoding="utf-8"))


@cache
def _brut(fichier: str) -> dict[str, Any]:
    return tomllib.loads((_DROIT / fichier).read_text(encoding="utf-8"))


def plain(texte: str) -> str:
    """Un texte des règles, où aucun signe ne veut rien dire pour Markdown."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", texte)


def print_of(regle: Any, rang: int) -> str:
    """L'empreinte de ce qu'on relit : la règle et cette version."""
    from calculators.regles import empreinte

    return empreinte(_brut(regle.fichier)[regle.id], rang)


def review(regle: Any, rang: int) -> str:
    """Qui a relu cette version, ou « à relire » si ce qui a été relu n'est plus ce qui est écrit."""
    say, relecture = words()["relecture"], regle.versions[rang].relecture
    if not relecture.par:
        return say["personne"]
    cle = "faite" if relecture.empreinte == print_of(regle, rang) else "a_relire"
    return say[cle].format(par=plain(relecture.par), le=plain(relecture.le), empreinte=relecture.empreinte)


def duration(regle: Any, version: Any, droit: Any) -> str:
    """« **2 mois** (deux mois) », ou la règle dont celle-ci suit le dernier jour."""
    say = words()["depuis"]
    if version.delai is None:
        return say["sans_duree"].format(lien=_lien(droit.regles[regle.comme]))
    nombre, unite = version.delai.nombre, say["unites"][version.delai.unite.value]
    return say["duree"].format(nombre=nombre, unite=unite, lettres=version.delai.en_toutes_lettres())


def _lien(regle: Any) -> str:
    return f"[{plain(regle.titre)}]({regle.id}.md)"


def _semaine(jour: date, heure: str | None = None) -> str:
    from calculators.phrases import date_en_lettres

    ecrit = date_en_lettres(jour)
    return words()["compte"]["heure"].format(jour=ecrit, heure=heure.replace(":", " h ")) if heure else ecrit


def _liste(lignes: Iterable[str], puce: str = "-") -> list[str]:
    # Deux espaces au moins après la puce : un texte de règle qui commence par un nombre n'y ouvre pas de liste.
    return ["", *(f"{puce} {ligne}" for ligne in lignes), ""]


def _depuis(regle: Any, droit: Any) -> list[str]:
    from calculators.phrases import dire

    say, lignes = words()["depuis"], []
    depart = dire("faits", regle.depart)
    for rang, version in enumerate(regle.versions):
        duree = duration(regle, version, droit)
        dits = [say["version"].format(jour=long_date(version.en_vigueur_le), duree=duree, depart=depart.lower())]
        if version.signature_depuis:
            dits.append(say["signature"].format(jour=long_date(version.signature_depuis)))
        if version.compte_depuis_au_plus_tot:
            dits.append(say["au_plus_tot"].format(jour=long_date(version.compte_depuis_au_plus_tot)))
        if rang + 1 < len(regle.versions):
            dits.append(say["jusqu_au"].format(jour=long_date(regle.versions[rang + 1].en_vigueur_le)))
            dits.append(say["empreinte"].format(empreinte=f"`{print_of(regle, rang)}`"))
        lignes.append(" ".join(dits))
    return _liste(lignes)


def _texte(texte: Any) -> str:
    say = words()["textes"]
    nom = " ".join(filter(None, (texte.nom, texte.article)))
    lecture = say["lu" if texte.texte_au else "compare"]
    ligne = say["ligne"].format(
        nom=f"[{plain(nom)}]({texte.url})" if texte.url else plain(nom),
        objet=plain(texte.objet),
        confiance=texte.confiance,
        lecture=lecture.format(au=texte.texte_au and long_date(texte.texte_au), le=long_date(texte.verifie_le)),
    )
    note = _brut("textes.toml")["textes"][texte.cle].get("note")
    return f"{ligne} {plain(note)}" if note else ligne


def _cites(regle: Any, droit: Any) -> list[str]:
    """Les décisions nommées dans les points discutés et les exemples."""
    dits = [p for d in regle.doutes for p in d["lectures"]]
    dits += [e["origine"] for v in regle.versions for e in v.exemples]
    return [cle for dit in dits for cle in _DECISION.findall(dit) if cle in droit.textes]


def _sources(regle: Any, droit: Any) -> tuple[list[str], list[str]]:
    """Les textes de la règle, puis ceux de sa façon de compter."""
    propres = [cle for v in regle.versions for cle in v.sources] + _cites(regle, droit)
    comptages = [cle for v in regle.versions for cle in droit.comptages[v.comptage.value]["sources"]]
    uniques = list(dict.fromkeys(propres))
    return uniques, [cle for cle in dict.fromkeys(comptages) if cle not in uniques]


def _textes(regle: Any, droit: Any) -> list[str]:
    say = words()["textes"]
    propres, comptages = _sources(regle, droit)
    lignes = _liste(_texte(droit.textes[cle]) for cle in propres)
    if comptages:
        lignes += [say["comptage"], *_liste(_texte(droit.textes[cle]) for cle in comptages)]
    return [*lignes, say["confiance"], "{: .fiche-note }"]


def _autre(resultat: Resultat) -> str:
    say = words()["compte"]
    return say["autre_lecture"].format(jour=_semaine(resultat.autre)) if resultat.autre else ""


def _ecart(exemple: dict[str, Any], resultat: Resultat) -> list[str]:
    """Ce qu'un changement de la règle a laissé faux dans ses exemples, dit sur la fiche."""
    say, ecrit = words()["compte"], exemple.get("premier_jour", exemple.get("dernier_jour"))
    if resultat.prudent and "lecture_favorable" in exemple:
        ecrit = exemple["lecture_favorable"]
    dits = [] if resultat.citee else [say["pas_citee"]]
    if ecrit != resultat.jour:
        dits.append(say["ecart"].format(ecrit=long_date(ecrit), trouve=long_date(resultat.jour)))
    return dits


def _compte(regle: Any, version: Any, droit: Any, figure: str) -> list[str]:
    say, comptage = words()["compte"], droit.comptages[version.comptage.value]
    premier = version.exemples[0]
    resultat = exemples.rejouer(regle, premier)
    heure = premier.get("heure")
    recu = say["recu_heure" if heure else "recu"].format(recu=_semaine(premier["recu"]), heure=(heure or "").replace(":", " h "))
    lignes = [
        say["titre"].format(titre=plain(comptage["titre"])),
        *_liste(say[cle].format(texte=plain(comptage[cle])) for cle in ("prudente", "favorable")),
        recu,
        "",
    ]
    if resultat is None:
        return [*lignes, say["sans_reponse"]]
    lignes += _liste((plain(pas["texte"]) for pas in resultat.pas), "1.")
    lignes += [_resultat(regle, resultat), *_ecart(premier, resultat), ""]
    if resultat.prudent:
        lignes.append(say["favorable_seule"].format(prudent=_semaine(resultat.prudent)))
    elif regle.comme:
        lignes.append(say["comme"].format(lien=_lien(droit.regles[regle.comme])))
    elif resultat.autre:
        lignes += [say["autre"], *_liste((plain(pas["texte"]) for pas in resultat.pas_autres), "1.")]
    return [*lignes, "", figure, "", *_autres_exemples(regle, version)]


def _resultat(regle: Any, resultat: Resultat) -> str:
    cle = exemples.chemin(regle)["resultat"]
    return words()["resultats"][cle].format(jour=_semaine(resultat.jour, resultat.heure))


def _autres_exemples(regle: Any, version: Any) -> list[str]:
    say, lignes = words()["compte"], []
    for exemple in version.exemples[1:]:
        resultat = exemples.rejouer(regle, exemple)
        if resultat is None:
            lignes.append(f"{_semaine(exemple['recu'])}. {say['sans_reponse']}")
            continue
        dit = say["exemple"].format(
            recu=_semaine(exemple["recu"], exemple.get("heure")),
            jour=_semaine(resultat.jour, resultat.heure),
            autre=_autre(resultat),
            origine=plain(exemple["origine"]),
        )
        lignes.append(" ".join([dit, *_ecart(exemple, resultat)]))
    return [say["autres"], *_liste(lignes)] if lignes else []


def _limites(regle: Any, version: Any, droit: Any) -> list[str]:
    say = words()["limites"]
    if regle.comme:
        return [say["comme"].format(lien=_lien(droit.regles[regle.comme]))]
    lignes = [
        say["ligne"].format(
            cas=say["cas"][cas.cle],
            recu=_semaine(cas.resultat.recu, cas.resultat.champs.get("heure")),
            jour=_semaine(cas.resultat.jour, cas.resultat.heure),
            autre=_autre(cas.resultat),
            pas=plain(cas.pas),
        )
        for cas in exemples.cas_limites(regle, version)
    ]
    return _liste(lignes) if lignes else [say["aucun"]]


def _effets(regle: Any, droit: Any) -> list[str]:
    from calculators.phrases import dire

    say, lignes = words()["effets"], []
    par = exemples.chemin(regle)
    # Dire « ne l'arrête pas » n'a de sens que d'un délai pour saisir le tribunal.
    du_tribunal = par["id"] == "recours_contentieux" and par["champ"] == "dernier_jour" and "pas" not in par
    for cle in ("suspensif", "interrompu", "aide", "distance"):
        vaut = getattr(regle, cle)
        lignes += [say[f"{cle}_{'oui' if vaut else 'non'}"]] if vaut or (du_tribunal and f"{cle}_non" in say) else []
    for mesure, cible in regle.raccourci.items():
        lignes.append(say["raccourci"].format(mesure=dire("faits", mesure), lien=_lien(droit.regles[cible])))
    if regle.titres:
        lignes.append(say["titres"].format(titres=", ".join(f"`{titre}`" for titre in regle.titres)))
    return _liste(lignes)


def _nommer(texte: str, droit: Any) -> str:
    """La décision citée par sa clé, en toutes lettres, avec la confiance de sa lecture."""

    def nom(trouve: re.Match[str]) -> str:
        lu = droit.textes.get(trouve[0])
        return f"{lu.nom} ({lu.confiance})" if lu else trouve[0]

    return plain(_DECISION.sub(nom, texte))


def _doutes(regle: Any, version: Any, droit: Any) -> list[str]:
    say, lignes = words()["doutes"], []
    for doute in regle.doutes:
        lectures = "".join(f"\n    - {_nommer(lecture, droit)}" for lecture in doute["lectures"])
        lignes.append(f"**{plain(doute['point'])}**\n{lectures}")
    for texte in droit.comptages[version.comptage.value]["doutes"]:
        lignes.append(say["comptage"].format(texte=_nommer(texte, droit)))
    return _liste(lignes) if lignes else [say["aucun"]]


def _non_lu(regle: Any, version: Any, droit: Any) -> list[str]:
    say = words()["non_lu"]
    textes = [droit.textes[cle] for groupe in _sources(regle, droit) for cle in groupe]
    au = max((t.texte_au for t in droit.textes.values() if t.texte_au), default=None)
    lignes = [say["apres"].format(au=long_date(au))] if au else []
    for cle, niveau in (("extraits", "B"), ("memoire", "C")):
        noms = [" ".join(filter(None, (t.nom, t.article))) for t in textes if t.confiance == niveau]
        lignes += [say[cle].format(noms=plain(" ; ".join(noms)))] if noms else []
    feries = _brut("jours_feries.toml")["source_nationaux"]
    if feries["confiance"] == "C" and "ouvrable" in droit.comptages[version.comptage.value]["prudente"]:
        lignes.append(say["feries"].format(texte=plain(feries["texte"])))
    if version.a_verifier:
        lignes.append(words()["relecture"]["source"])
    return _liste(lignes)


def _repondre(regle: Any, depuis: str, empreinte: str) -> list[str]:
    say = words()["repondre"]
    sujet = say["sujet"].format(id=regle.id, depuis=depuis, empreinte=empreinte)
    corps = "\n".join([sujet, "", *say["lignes"]])
    adresse = f"mailto:?subject={quote(sujet)}&amp;body={quote(corps)}"
    return [
        say["comment"],
        *_liste([f"`{sujet}`", *map(plain, say["lignes"])]),
        say["ensuite"],
        "",
        f"[{say['courriel']}]({adresse})",
        "{: .fiche-ecran }",
    ]


def render(regle: Any, droit: Any, figure: str) -> str:
    """La page entière ; `figure` : l'image de son exemple, déjà dessinée."""
    from calculators.version import VERSION

    say, parties = words()["fiche"], words()["parties"]
    rang = len(regle.versions) - 1
    version, empreinte = regle.versions[rang], print_of(regle, rang)
    depuis, titre = long_date(version.en_vigueur_le), regle.titre.replace('"', "'")
    duree = (version.delai or (regle.comme and droit.regles[regle.comme].versions[-1].delai)) or None
    tete = say["tete"].format(id=f"`{regle.id}`", depuis=depuis, empreinte=f"`{empreinte}`", version=VERSION)
    corps = {
        "phrase": [plain(regle.phrase.format(delai=duree.en_toutes_lettres() if duree else "")), "{: .fiche-phrase }"],
        "depuis": _depuis(regle, droit),
        "textes": _textes(regle, droit),
        "compte": _compte(regle, version, droit, figure),
        "limites": _limites(regle, version, droit),
        "effets": _effets(regle, droit),
        "doutes": _doutes(regle, version, droit),
        "non_lu": _non_lu(regle, version, droit),
        "hors_champ": _liste(map(plain, regle.hors_champ)) if regle.hors_champ else [words()["hors_champ"]["aucun"]],
        "repondre": _repondre(regle, depuis, empreinte),
    }
    return "\n".join(
        [
            "---",
            f'title: "{say["titre"].format(titre=titre)}"',
            f'description: "{say["description"].format(titre=titre)}"',
            "search:",
            "  exclude: true",
            "---",
            "",
            f"# {plain(regle.titre)}",
            "",
            f"{tete} {say['relue'].format(relecture=review(regle, rang))}",
            "{: .fiche-tete }",
            *(ligne for cle, lignes in corps.items() for ligne in ("", f"## {parties[cle]}", "", *lignes)),
            "",
            f"[{say['retour']}](index.md)",
            "{: .fiche-ecran }",
            "",
        ]
    )
