"""Une page par règle, dans docs/regles/ : écrite avant les pages, jamais suivie, jamais retouchée à la main."""

from pathlib import Path
from typing import Any

from builder import dessins, exemples, fiche
from builder.fiche_mots import link, unbroken, words
from builder.law import load_law
from builder.paths import ROOT

FICHES = ROOT / "docs" / "regles"


def _figures(droit: Any) -> dict[str, str]:
    """L'image du premier exemple de chaque règle, quand il y a au moins deux jours à montrer."""
    jours = {}
    for regle in droit.regles.values():
        version = regle.versions[-1]
        resultat = exemples.rejouer(regle, version.exemples[0])
        fin = words()["jours"][exemples.chemin(regle)["resultat"]]
        ouvres = version.comptage.value == "jours_ouvres"
        if resultat and (a_montrer := exemples.jours_de(resultat, fin, ouvres)):
            jours[regle.id] = a_montrer
    return dict(zip(jours, dessins.draw(list(jours.values())), strict=True))


def index(droit: Any) -> str:
    """La liste des fiches, par fichier de règles, avec ce qui est relu et ce qui ne l'est pas."""
    say, regles = words()["index"], list(droit.regles.values())
    relues = sum(r.versions[-1].relecture.empreinte == fiche.print_of(r, len(r.versions) - 1) for r in regles)
    lines = [
        *("---", f'title: "{say["titre"]}"', f'description: "{say["description"]}"', "---", ""),
        *(f"# {say['titre']}", "", *say["intro"], ""),
        *(say["etat"].format(relues=relues, toutes=len(regles)), ""),
        *(say["chercher"], f"[{say['compter']}](../index.md).", ""),
    ]
    for name in dict.fromkeys(regle.fichier for regle in regles):
        title = name.removesuffix(".toml")
        lines += [f"## {say['groupes'].get(title, title)}", ""]
        lines += [f"- {link(r)} : {_line(r, droit)}" for r in regles if r.fichier == name]
        lines.append("")
    return unbroken("\n".join(lines))


def _line(regle: Any, droit: Any) -> str:
    rang = len(regle.versions) - 1
    duree = fiche.duration(regle, regle.versions[rang], droit)
    return words()["index"]["ligne"].format(duree=duree, relecture=fiche.review(regle, rang))


def pages() -> dict[str, str]:
    """Toutes les pages, par nom de fichier."""
    droit = load_law()
    figures = _figures(droit)
    made = {f"{r.id}.md": fiche.render(r, droit, figures.get(r.id, "")) for r in droit.regles.values()}
    return {"index.md": index(droit), **made}


def write(folder: Path = FICHES) -> int:
    """Écrit les fiches et retire celles des règles disparues ; rend le nombre de pages."""
    wanted = pages()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        path = folder / name
        # Inchangée, une page garde sa date : mkdocs serve ne la refait pas.
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    return len(wanted)
