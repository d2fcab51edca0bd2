"""Les contacts et les permanences d'une association, dans la forme des autres contacts : ils paraissent aux mêmes endroits."""

from typing import Any

from builder import kit
from builder.association import Association, current
from builder.catalogue import long_date
from builder.permanences import Permanence

_VIDE = dict.fromkeys(
    (
        "nom",
        "ce_que_c_est",
        "territoire",
        "telephone",
        "site",
        "courriel",
        "gratuit",
        "source",
        "confiance",
        "remarque",
    ),
    "",
)


def _contact(here: Association, one: dict[str, Any]) -> dict[str, str]:
    say = kit.words("contacts")
    what = say["quand"].format(quoi=one["nom"], quand=one["quand"]) if one["quand"] else one["nom"]
    return {
        **_VIDE,
        "nom": here.nom,
        "ce_que_c_est": what,
        "territoire": one["adresse"],
        "telephone": one["telephone"],
        "site": one["site"],
        "courriel": one["courriel"],
        "gratuit": "oui" if one["gratuit"] else "",
        "court": one["nom"],
    }


def _permanence(here: Association, one: Permanence) -> dict[str, str]:
    say = kit.words("contacts")
    parts = [say["langues"].format(langues=one.langues)]
    if one.apporter:
        parts.append(say["apporter"].format(quoi=one.apporter))
    parts.append(say["verifiee"].format(jour=long_date(one.verifie_le)))
    when = say["permanence"].format(association=here.nom, jours=one.jours, heures=one.heures)
    return {
        **_VIDE,
        "nom": one.lieu,
        "ce_que_c_est": when,
        "territoire": one.adresse,
        "remarque": " ; ".join(parts),
        "quand": f"{one.jours}, {one.heures}",
    }


def rows() -> list[dict[str, str]]:
    """Les lignes de l'association, ses contacts d'abord ; aucune s'il n'y a pas d'association."""
    here = current()
    if here is None:
        return []
    found = [_contact(here, one) for one in here.contacts] + [_permanence(here, one) for one in here.permanences]
    about = [here.presentation] if here.presentation else []
    if here.departements:
        about.append(kit.words("contacts")["departements"].format(liste=", ".join(here.departements)))
    if found and about:
        found[0]["remarque"] = ". ".join(one.rstrip(".") for one in about)
    return found
