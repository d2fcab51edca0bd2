"""Les mots qu'une lettre tire de ce qu'elle sait : qui écrit, à qui, contre quoi, avec quels essais."""

from typing import Any

from calculators.courriers.contexte import IMPLICITE, REFUS, Contexte
from calculators.courriers.donnees import commun, dire, mots, prefets
from calculators.courriers.nettoyage import en_une_ligne
from calculators.courriers.redaction import enumerer
from calculators.phrases import date_courte
from calculators.phrases import dire as dire_le_moteur

_GENRES = {"Madame": "feminin", "Monsieur": "masculin"}
# Le champ à remplir quand un mot tiré de lui manque à une phrase.
CHAMP_DE = {
    **{
        "identite": "nom",
        "nom_complet": "nom",
        "adresse_complete": "adresse_ligne1",
        "date_refus_implicite": "date_depot_demande",
    },
    **{"le_prefet": "prefecture", "Le_prefet": "prefecture", "du_prefet": "prefecture", "au_prefet": "prefecture"},
    **{"decisions": "decisions_contestees", "decisions_du": "decisions_contestees", "le_titre": "titre_demande"},
    **{"duree_silence": "date_depot_demande", "lignes_destinataire": "prefecture"},
}
_DATES_DU_DOSSIER = {
    "recours_gracieux": "date_recours_gracieux",
    "aide_juridictionnelle_demandee": "date_aj",
    "requete_deposee": "date_depot_fond",
    "ordonnance_refere_notifiee": "date_ordonnance",
}
_FAITS_DITS = (
    *("recours_gracieux", "recours_hierarchique", "aide_juridictionnelle_demandee", "requete_deposee"),
    "demande_motifs",
)


def dire_l_heure(heure: str) -> str:
    """« 16 h 10 »."""
    heures, minutes = heure.split(":")
    return dire("lettre", "heure", heures=heures, minutes=minutes)


def nommer(champs: dict[str, Any]) -> str:
    """« Madame Awa Diallo », ou ce qui existe : un seul nom, pas de civilité."""
    return " ".join(
        champs[c] for c in ("civilite", "prenoms", "nom") if c in champs and (c != "civilite" or _a_nom(champs))
    )


def _a_nom(champs: dict[str, Any]) -> bool:
    return "nom" in champs or "prenoms" in champs


def _adresse(champs: dict[str, Any]) -> str | None:
    if "adresse_ligne1" not in champs:
        return None
    lignes = [champs[c] for c in ("adresse_ligne1", "adresse_ligne2", "adresse_ligne3") if c in champs]
    ville = " ".join(champs[c] for c in ("code_postal", "ville") if c in champs)
    return ", ".join([*lignes, *([ville] if ville else []), *([champs["pays"]] if "pays" in champs else [])])


def nommer_le_prefet(code: str) -> dict[str, str]:
    """« le préfet du Rhône », « au préfet de police », « le haut-commissaire… » ; et le service à qui écrire."""
    autre = prefets()["autres"].get(code)
    if autre is not None:
        nom = {cas: dire("lettre", f"autre_{cas}", nom=autre["nom"]) for cas in ("le", "du", "au")}
        service = autre["service"]
    else:
        de = prefets()["de"][code]
        nom = {cas: dire("lettre", f"{cas}_prefet", de=de) for cas in ("le", "du", "au")}
        service = dire("lettre", "prefecture", de=de)
    rendu = {f"{cas}_prefet": mot for cas, mot in nom.items()}
    return {**rendu, "Le_prefet": nom["le"][:1].upper() + nom["le"][1:], "service": service}


def _contracter(mot: str) -> str:
    """« du refus », « de l'obligation » : l'article d'un nom, après « de »."""
    return f"du {mot[3:]}" if mot.startswith("le ") else f"de {mot}"


def nommer_les_decisions(decisions: list[str], nature: str | None) -> list[str]:
    """Chaque décision par son nom ; le refus selon ce qui est refusé."""
    dits = commun()["mots"]
    noms = []
    for cle in decisions:
        if cle == IMPLICITE:
            noms.append(dits["refus_implicite"])
        elif cle == REFUS and nature is not None:
            noms.append(dits[f"refus_{nature}"])
        else:
            noms.append(dits[cle])
    return noms


def _tentative(essai: dict[str, Any]) -> str:
    jour = date_courte(essai["date"])
    quand = (
        dire("lettre", "tentative_heure", date=jour, heure=dire_l_heure(essai["heure"])) if "heure" in essai else None
    )
    quand = quand or dire("lettre", "tentative", date=jour)
    if "moyen" in essai and "resultat" in essai:
        return dire("lettre", "tentative_complete", quand=quand, moyen=essai["moyen"], resultat=essai["resultat"])
    if "moyen" in essai:
        return dire("lettre", "tentative_moyen", quand=quand, moyen=essai["moyen"])
    return (
        dire("lettre", "tentative_resultat", quand=quand, resultat=essai["resultat"]) if "resultat" in essai else quand
    )


def deja_fait(contexte: Contexte) -> list[str]:
    """Ce que le dossier dit envoyé, avec sa date."""
    evenements = contexte.dossier.evenements if contexte.dossier else ()
    return [
        dire("lettre", "fait_date", date=date_courte(e.jour), fait=dire_le_moteur("faits", e.type))
        for e in evenements
        if e.type in _FAITS_DITS
    ]


def _du_dossier(contexte: Contexte) -> None:
    """Ce que les événements disent et que les champs n'ont pas à redire."""
    valeurs = contexte.valeurs
    for type_, champ in _DATES_DU_DOSSIER.items():
        evenement = contexte.dernier(type_)
        if evenement is not None:
            valeurs.setdefault(champ, evenement.jour)
    if contexte.a("aide_juridictionnelle_demandee"):
        valeurs["aj_demandee"] = True
    valeurs["deja_fait"] = deja_fait(contexte)


def completer(contexte: Contexte) -> None:
    """Ajoute au contexte les mots que les modèles emploient."""
    _du_dossier(contexte)
    valeurs, champs = contexte.valeurs, contexte.champs
    valeurs["genre"] = _GENRES.get(champs.get("civilite", ""), "neutre")
    valeurs["nom_complet"] = nommer({cle: v for cle, v in champs.items() if cle != "civilite"})
    if valeurs.get("heure_limite"):
        valeurs["heure_limite"] = dire_l_heure(valeurs["heure_limite"])
    valeurs["identite"], valeurs["adresse_complete"] = nommer(champs), _adresse(champs)
    if "prefecture" in valeurs:
        valeurs |= nommer_le_prefet(valeurs["prefecture"])
    noms = nommer_les_decisions(contexte.decisions, champs.get("nature_refus"))
    valeurs["decisions"] = noms
    valeurs["decisions_du"] = enumerer([_contracter(nom) for nom in noms])
    titre = champs.get("titre_demande")
    valeurs["le_titre"] = (
        dire("lettre", "titre_demande_precise", titre=titre) if titre else dire("lettre", "titre_demande")
    )
    valeurs["tentatives"] = [_tentative(essai) for essai in champs.get("tentatives", [])]
    choix = mots()["valeurs"]["demandes_avocat"]
    valeurs["demandes_avocat"] = [choix[cle] for cle in choix if cle in champs.get("demandes_avocat", ())]
    urgences = commun()["mots"]
    valeurs["motif_urgence"] = [urgences[f"urgence_{cle}"] for cle in champs.get("motif_urgence", ())]
    if "ancienne_adresse" in champs:
        valeurs["ancienne_adresse"] = en_une_ligne(champs["ancienne_adresse"])
    jour = contexte.demande.aujourdhui
    valeurs["date_effet_passee"] = champs.get("date_effet", jour) <= jour
    valeurs["titre_expire"] = champs.get("date_fin_titre", jour) < jour
