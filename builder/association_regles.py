"""Ce que chaque ligne d'association.yml doit être. Une faute dit où, et quoi écrire à la place."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder import association_couleurs as couleurs
from builder import kit
from builder.association_yaml import Faute, Place

_TELEPHONE = re.compile(r"(?:\+33 ?|0)[1-9](?:[ .]?\d{2}){4}|3\d{3}|1\d{1,2}|11\d|116 ?\d{3}")
_COURRIEL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ADRESSE = re.compile(r"https://[\w-]+(?:\.[\w-]+)+(?:/[\w./~-]*)?")
_BALISE = re.compile(r"[<>{}]")
_LOGOS = (".svg", ".png")
# Ce qu'une image SVG ne doit pas porter : elle est servie par le même site que les lettres.
_SVG_ACTIF = re.compile(
    rb"<script|<foreignObject|\son\w+\s*=|javascript:|(?:href|src)\s*=\s*[\"'](?!#|data:image/)", re.I
)
_SANS_POINT = (".", " ")


@dataclass
class Lecture:
    """Une lecture en cours : le dossier de l'association, ce qui est connu, les fautes trouvées."""

    dossier: Path
    departements: dict[str, str]
    pages: frozenset[str]
    fautes: list[Faute] = field(default_factory=list)

    def refuser(self, place: Place, message: str) -> None:
        """Note une faute à cet endroit."""
        self.fautes.append(place.faute(message))


Regle = Callable[[Lecture, Place, str], Any]


def texte(limite: str = "texte") -> Regle:
    """Une ligne de texte, ni vide ni trop longue."""

    def lire(lecture: Lecture, place: Place, nom: str) -> str:
        if not isinstance(place.valeur, str):
            lecture.refuser(place, f"« {nom} » attend un texte sur la même ligne, pas une liste.")
            return ""
        if not place.valeur:
            lecture.refuser(place, f"« {nom} » est vide. Écrivez le texte après « : », ou enlevez la ligne.")
        if len(place.valeur) > kit.limit(limite):
            lecture.refuser(place, f"« {nom} » a {len(place.valeur)} signes ; {kit.limit(limite)} au plus.")
        if signe := _BALISE.search(place.valeur):
            lecture.refuser(place, f"« {nom} » contient « {signe[0]} ». Enlevez ce signe.")
        return place.valeur

    return lire


def _forme(motif: re.Pattern[str], conseil: str) -> Regle:
    def lire(lecture: Lecture, place: Place, nom: str) -> str:
        lu = str(texte()(lecture, place, nom))
        if lu and not motif.fullmatch(lu):
            lecture.refuser(place, f"« {nom} » : « {lu} » ne convient pas. {conseil}")
        return lu

    return lire


telephone = _forme(_TELEPHONE, 'Écrivez un numéro français, par exemple : "0X XX XX XX XX".')
courriel = _forme(_COURRIEL, "Écrivez une adresse de courriel, avec « @ », par exemple : contact@exemple.org")
adresse_web = _forme(_ADRESSE, "Écrivez l'adresse entière, qui commence par https://")


def reference(lecture: Lecture, place: Place, nom: str) -> str:
    """L'adresse du site de référence, ou un dossier de cette machine qui en porte la copie."""
    lu = str(texte()(lecture, place, nom))
    if not lu or _ADRESSE.fullmatch(lu):
        return lu
    if (lecture.dossier / lu).is_dir():
        return str((lecture.dossier / lu).resolve())
    lecture.refuser(
        place, f"« {nom} » : « {lu} » ne convient pas. Écrivez l'adresse entière, qui commence par https://"
    )
    return ""


def oui_non(lecture: Lecture, place: Place, nom: str) -> bool:
    """« oui » ou « non », en toutes lettres."""
    if place.valeur not in ("oui", "non"):
        lecture.refuser(place, f"« {nom} » : écrivez oui ou non.")
    return place.valeur == "oui"


def couleur(*, nuit: bool = False) -> Regle:
    """Une couleur assez contrastée pour être lue."""

    def lire(lecture: Lecture, place: Place, nom: str) -> str:
        ecrite = place.valeur
        if ecrite == "":
            lecture.refuser(
                place, f'« {nom} » est vide. Une couleur commence par # et se met entre guillemets : "#14503c".'
            )
            return ""
        if not isinstance(ecrite, str) or not couleurs.valid(ecrite):
            lecture.refuser(
                place, f'« {nom} » : écrivez # puis six chiffres ou lettres de a à f, entre guillemets : "#14503c".'
            )
            return ""
        mesure, voulu = couleurs.worst(ecrite, nuit=nuit), kit.limit("contraste")
        if mesure < voulu:
            proche = couleurs.nearest(ecrite, voulu, nuit=nuit)
            quoi = "sombre" if nuit else "claire"
            lecture.refuser(
                place,
                f"« {nom} » : {ecrite} est trop {quoi} pour être lue (contraste {mesure:.1f}, il faut {voulu}). "
                f'La plus proche qui convient : "{proche}".',
            )
        return ecrite.lower()

    return lire


def logo(lecture: Lecture, place: Place, nom: str) -> Path | None:
    """Une image posée à côté du fichier, légère, et qui n'est qu'une image."""
    lu = str(texte()(lecture, place, nom))
    if not lu:
        return None
    chemin = lecture.dossier / lu
    if "/" in lu or "\\" in lu or not chemin.is_file():
        lecture.refuser(
            place, f"« {nom} » : l'image « {lu} » n'est pas à côté de ce fichier. Déposez-la là, ou corrigez son nom."
        )
        return None
    if chemin.suffix.lower() not in _LOGOS:
        lecture.refuser(
            place, f"« {nom} » : « {lu} » n'est ni en .svg ni en .png. Enregistrez l'image sous l'une de ces formes."
        )
        return None
    octets = chemin.read_bytes()
    if len(octets) > (limite := kit.limit("logo_octets")):
        lecture.refuser(
            place, f"« {nom} » : l'image pèse {len(octets) // 1000} ko ; {limite // 1000} ko au plus. Réduisez-la."
        )
    if chemin.suffix.lower() == ".svg" and _SVG_ACTIF.search(octets):
        lecture.refuser(
            place,
            f"« {nom} » : « {lu} » contient un programme ou un lien. Enregistrez-la en « SVG simple », ou en .png.",
        )
    return chemin


def departement(lecture: Lecture, place: Place, nom: str) -> str:
    """Un numéro de département que le site connaît."""
    lu = str(texte()(lecture, place, nom)).upper()
    if lu and lu not in lecture.departements:
        conseil = (
            f' Écrivez "0{lu}".'
            if f"0{lu}" in lecture.departements
            else ' Écrivez son numéro, par exemple "69" ou "2A".'
        )
        lecture.refuser(place, f"« {lu} » n'est pas un département.{conseil}")
    return lu


def page(lecture: Lecture, place: Place, nom: str) -> str:
    """Le nom d'une page du guide que l'on peut retirer du menu."""
    lu = str(texte()(lecture, place, nom)).strip("/").removesuffix(".md")
    if lu and lu not in lecture.pages:
        lecture.refuser(
            place,
            f"« {lu} » n'est pas une page qu'on peut cacher. Celles qu'on peut : {', '.join(sorted(lecture.pages))}.",
        )
    return lu


def liste(regle: Regle) -> Regle:
    """Plusieurs valeurs de la même forme ; une seule, écrite sans tiret, en est une aussi."""

    def lire(lecture: Lecture, place: Place, nom: str) -> list[Any]:
        if isinstance(place.valeur, dict) or place.valeur == "":
            lecture.refuser(
                place, f"« {nom} » attend une liste : une ligne par élément, qui commence par un tiret « - »."
            )
            return []
        places = place.valeur if isinstance(place.valeur, list) else [place]
        return [regle(lecture, une, nom) for une in places]

    return lire


@dataclass(frozen=True)
class Cle:
    """Une clé d'une table : sa règle, et ce qu'il faut écrire si elle manque alors qu'elle est obligatoire."""

    regle: Regle
    si_absente: str = ""
    defaut: Any = ""


def table(cles: dict[str, Cle]) -> Regle:
    """Des clés connues, les obligatoires présentes."""

    def lire(lecture: Lecture, place: Place, nom: str) -> dict[str, Any]:
        if not isinstance(place.valeur, dict):
            attendues = ", ".join(cles)
            lecture.refuser(place, f"« {nom} » attend des lignes en retrait dessous : {attendues}.")
            return {cle: une.defaut for cle, une in cles.items()}
        return _cles(lecture, place, nom, cles)

    return lire


def _cles(lecture: Lecture, place: Place, nom: str, cles: dict[str, Cle]) -> dict[str, Any]:
    donnees: dict[str, Place] = place.valeur  # type: ignore[assignment]
    ou = f" dans « {nom} »" if nom else ""
    for cle, valeur in donnees.items():
        if cle not in cles:
            lecture.refuser(valeur, f"« {cle} » n'est pas connu{ou}. Les mots possibles : {', '.join(cles)}.")
    lues = {}
    for cle, une in cles.items():
        if cle not in donnees:
            if une.si_absente:
                lecture.refuser(place, f"il manque « {cle} »{ou}. {une.si_absente}")
            lues[cle] = une.defaut
        else:
            lues[cle] = une.regle(lecture, donnees[cle], cle)
    return lues


_PERSONNE = {
    "nom": Cle(texte(), "La loi veut un nom : écrivez celui de l'association, ou de l'hébergeur."),
    "adresse": Cle(texte(), "Écrivez l'adresse postale, sur une ligne."),
    "contact": Cle(texte(), "Écrivez un courriel ou un téléphone."),
}
_CONTACT = {
    "nom": Cle(texte(), "Écrivez ce qu'on joint, par exemple : Accueil."),
    "quand": Cle(texte()),
    "adresse": Cle(texte()),
    "telephone": Cle(telephone),
    "gratuit": Cle(oui_non, defaut=False),
    "courriel": Cle(courriel),
    "site": Cle(adresse_web),
}
FICHIER = table(
    {
        "nom": Cle(texte("nom"), 'Écrivez : nom: "Votre association".'),
        "presentation": Cle(texte("presentation")),
        "logo": Cle(logo, defaut=None),
        "couleurs": Cle(
            table(
                {"principale": Cle(couleur(), "Écrivez la couleur de l'association."), "nuit": Cle(couleur(nuit=True))}
            ),
            defaut=None,
        ),
        "departements": Cle(liste(departement), defaut=[]),
        "contacts": Cle(
            liste(table(_CONTACT)), "Écrivez au moins un contact, avec un téléphone ou un courriel.", defaut=[]
        ),
        "mentions": Cle(
            table(
                {
                    "editeur": Cle(
                        table({**_PERSONNE, "responsable": Cle(texte(), "Écrivez qui répond de ce qui est publié.")}),
                        "Écrivez qui publie le site.",
                        {},
                    ),
                    "hebergeur": Cle(table(_PERSONNE), "Écrivez chez qui le site est posé.", {}),
                }
            ),
            "Écrivez qui publie le site et qui l'héberge : la loi le demande.",
            {},
        ),
        "pages": Cle(table({"cacher": Cle(liste(page), defaut=[])}), defaut={"cacher": []}),
        "adresse": Cle(adresse_web),
        "reference": Cle(
            table({"adresse": Cle(reference), "canonique": Cle(oui_non, defaut=True)}),
            defaut={"adresse": "", "canonique": True},
        ),
        "depot": Cle(adresse_web),
    }
)
