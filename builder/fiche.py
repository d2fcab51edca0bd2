"""La fiche d'une règle, en Markdown : tout vient de la règle (TOML) et du moteur, les mots de catalogue/fiches.toml."""

import re
import tomllib
from functools import cache
from typing import Any
from urllib.parse import quote

from builder import exemples
from builder.catalogue import long_date
from builder.fiche_compte import count, limits
from builder.fiche_mots import items, link, plain, unbroken, words
from builder.paths import ROOT

_DROIT = ROOT / "calculators" / "droit"
_DECISION = re.compile(r"\b(?:CE|CAA|TA) [\w' -]*?\d{4}-\d\d-\d\d \w+")


@cache
def _brut(fichier: str) -> dict[str, Any]:
    return tomllib.loads((_DROIT / fichier).read_text(encoding="utf-8"))


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
        return say["sans_duree"].format(lien=link(droit.regles[regle.comme]))
    nombre, unite = version.delai.nombre, say["unites"][version.delai.unite.value]
    return say["duree"].format(nombre=nombre, unite=unite, lettres=version.delai.en_toutes_lettres())


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
    return items(lignes)


def _texte(texte: Any) -> str:
    say = words()["textes"]
    nom = " ".join(filter(None, (texte.nom, texte.article)))
    ligne = say["ligne"].format(
        nom=f"[{plain(nom)}]({texte.url})" if texte.url else plain(nom),
        objet=plain(texte.objet),
        confiance=texte.confiance,
        lecture=say["lu"].format(au=long_date(texte.texte_au)) if texte.texte_au else "",
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
    lignes = items(_texte(droit.textes[cle]) for cle in propres)
    if comptages:
        lignes += [say["comptage"], *items(_texte(droit.textes[cle]) for cle in comptages)]
    jours = sorted({droit.textes[cle].verifie_le for cle in (*propres, *comptages)})
    compares = say["compares"].format(le=long_date(jours[0])) if len(jours) == 1 else ""
    if len(jours) > 1:
        compares = say["compares_entre"].format(debut=long_date(jours[0]), fin=long_date(jours[-1]))
    return [*lignes, f"{say['confiance']} {compares}", "{: .fiche-note }"]


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
        lignes.append(say["raccourci"].format(mesure=dire("faits", mesure), lien=link(droit.regles[cible])))
    if regle.titres:
        lignes.append(say["titres"].format(titres=", ".join(f"`{titre}`" for titre in regle.titres)))
    return items(lignes) if lignes else []


def _nommer(texte: str, droit: Any) -> str:
    """La décision citée par sa clé, en toutes lettres, avec la confiance de sa lecture."""

    def nom(trouve: re.Match[str]) -> str:
        lu = droit.textes.get(trouve[0])
        return f"{lu.nom} ({lu.confiance})" if lu else trouve[0]

    return plain(_DECISION.sub(nom, texte))


def _doutes(regle: Any, version: Any, droit: Any) -> list[str]:
    say, lignes = words()["doutes"], []
    for doute in regle.doutes:
        lectures = (f"({n}) {_nommer(lecture, droit)}" for n, lecture in enumerate(doute["lectures"], 1))
        lignes.append(" ".join([f"**{plain(doute['point'])}**", *lectures]))
    for texte in droit.comptages[version.comptage.value]["doutes"]:
        lignes.append(say["comptage"].format(texte=_nommer(texte, droit)))
    return items(lignes) if lignes else [say["aucun"]]


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
    return items(lignes)


def _repondre(regle: Any, depuis: str, empreinte: str) -> list[str]:
    say = words()["repondre"]
    sujet = say["sujet"].format(id=regle.id, depuis=depuis, empreinte=empreinte)
    corps = "\n".join([sujet, "", *say["lignes"]])
    adresse = f"mailto:?subject={quote(sujet)}&amp;body={quote(corps)}"
    return [
        say["comment"],
        *items([f"`{sujet}`", *map(plain, say["lignes"])]),
        say["ensuite"],
        "",
        f"[{say['courriel']}]({adresse})",
        "{: .fiche-ecran }",
    ]


def _phrase(regle: Any, version: Any, droit: Any) -> list[str]:
    """La phrase pour la personne, avec sa durée, ou celle de la règle dont elle suit le dernier jour."""
    suivie = droit.regles[regle.comme].versions[-1] if regle.comme else version
    delai = version.delai or suivie.delai
    return [plain(regle.phrase.format(delai=delai.en_toutes_lettres() if delai else "")), "{: .fiche-phrase }"]


def _tete(regle: Any, rang: int, depuis: str) -> list[str]:
    from calculators.version import VERSION

    say, titre = words()["fiche"], regle.titre.replace('"', "'")
    ids = {"id": f"`{regle.id}`", "empreinte": f"`{print_of(regle, rang)}`", "version": VERSION}
    return [
        f'title: "{say["titre"].format(titre=titre)}"',
        f'description: "{say["description"].format(titre=titre)}"',
        *("search:", "  exclude: true", "---", ""),
        *(f"# {plain(regle.titre)}", ""),
        f"{say['tete'].format(depuis=depuis, **ids)} {say['relue'].format(relecture=review(regle, rang))}",
        "{: .fiche-tete }",
    ]


def render(regle: Any, droit: Any, figure: str) -> str:
    """La page entière ; `figure` : l'image de son exemple, déjà dessinée."""
    say, rang = words(), len(regle.versions) - 1
    version = regle.versions[rang]
    depuis = long_date(version.en_vigueur_le)
    corps = {
        "phrase": _phrase(regle, version, droit),
        "depuis": _depuis(regle, droit),
        "textes": _textes(regle, droit),
        "compte": count(regle, version, droit, figure),
        "limites": limits(regle, version, droit),
        "effets": _effets(regle, droit),
        "doutes": _doutes(regle, version, droit),
        "non_lu": _non_lu(regle, version, droit),
        "hors_champ": items(map(plain, regle.hors_champ)) if regle.hors_champ else [say["hors_champ"]["aucun"]],
        "repondre": _repondre(regle, depuis, print_of(regle, rang)),
    }
    parties = [("", f"## {say['parties'][cle]}", "", *lignes) for cle, lignes in corps.items() if lignes]
    retour = f"[{say['fiche']['retour']}](index.md)"
    page = [*_tete(regle, rang, depuis), *(ligne for partie in parties for ligne in partie)]
    return "---\n" + unbroken("\n".join([*page, "", retour, "{: .fiche-ecran }", ""]))
