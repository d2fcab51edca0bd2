"""Le calcul `courrier` : les blocs, ce qui manque, les pièces, les alertes, et si la lettre est prête."""

from typing import Any

from calculators.age import dire_les_ages
from calculators.courriers.alerte import AlerteDeLettre, alerte, rendre_alertes
from calculators.courriers.composition import Composition
from calculators.courriers.contexte import Contexte, lire_contexte
from calculators.courriers.controle import controler_les_moyens, controler_les_pieces, controler_les_valeurs
from calculators.courriers.donnees import alertes_connues, dire, droit_des_lettres, modele, relectures
from calculators.courriers.envoi import Destinataire, rendre_envoi, tribunal_nomme, trouver_le_destinataire
from calculators.courriers.exigences import ce_qui_manque, exiges
from calculators.courriers.fichier import joindre_le_fichier
from calculators.courriers.mots import completer
from calculators.courriers.moyens import Moyen, cause_manquante, lire_moyens
from calculators.courriers.pieces import Piece, conseillees, numeroter
from calculators.courriers.saisie import lire_demande_de_lettre
from calculators.courriers.verrous import verrouiller
from calculators.rendu import rendre_sources
from calculators.version import VERSION


def _relire(contexte: Contexte, moyens: list[Moyen]) -> list[str]:
    """Les juristes qui ont relu tout ce que la lettre emploie ; personne dès qu'une partie ne l'est pas."""
    toutes = relectures(contexte.demande.modele, bool(moyens))
    return sorted({r.par for r in toutes}) if all(r.par for r in toutes) else []


def _sources(contexte: Contexte, moyens: list[Moyen]) -> list[str]:
    lu = modele(contexte.demande.modele)
    urgentes = lu.get("variante_urgence", {}).get("sources", []) if contexte.urgence else []
    return [*lu["sources"], *urgentes, *(cle for m in moyens if m.ecrit for cle in m.sources)]


def _regles_au(sources: list[str]) -> str:
    textes = droit_des_lettres().textes
    lus = [t.texte_au for t in (textes[cle] for cle in sources) if t.texte_au is not None]
    return min(lus or [t.texte_au for t in textes.values() if t.texte_au is not None]).isoformat()


def rendre_pieces(pieces: list[Piece]) -> list[dict[str, Any]]:
    """Les pièces du contrat, avec leur nom de fichier."""
    return [
        {
            "numero": p.numero,
            "intitule": p.intitule,
            "appuie": list(p.appuie),
            "obligatoire": p.obligatoire,
            "id": p.identifiant,
            "categorie": p.categorie,
            "fichier": p.fichier,
        }
        for p in pieces
    ]


def _proposer(alertes: list[AlerteDeLettre], contexte: Contexte) -> list[str]:
    """Les lettres à montrer d'abord, quand celle-ci ne protège pas."""
    trouvees = [lettre for a in alertes for lettre in alertes_connues()[a.cle].get("proposer", ())]
    return [lettre for lettre in dict.fromkeys(trouvees) if lettre != contexte.demande.modele]


def _rendre_destinataire(destinataire: Destinataire) -> dict[str, Any]:
    return {
        "lignes": list(destinataire.lignes),
        "adresse": destinataire.adresse,
        "a_recopier": destinataire.adresse is None,
    }


def _manque(contexte: Contexte, composition: Composition, destinataire: Destinataire) -> list[str]:
    """Les champs à donner ; une lettre dont aucun argument n'est écrit n'a pas d'argument."""
    manque = ce_qui_manque(contexte, composition.redaction.manque, destinataire.manque)
    sans_moyen = "moyens" in exiges(contexte) and not any(m.ecrit for m in composition.moyens)
    return [*manque, "moyens"] if sans_moyen and "moyens" not in manque else manque


def _est_prete(
    contexte: Contexte, manque: list[str], alertes: list[AlerteDeLettre], destinataire: Destinataire
) -> bool:
    """Rien d'obligatoire ne manque, rien ne retient la lettre, et l'on sait à qui elle va."""
    obligatoires = set(exiges(contexte)) & set(manque)
    return not obligatoires and not any(a.bloque for a in alertes) and destinataire.manque is None


def _avertir(
    contexte: Contexte, composition: Composition, manque: list[str], destinataire: Destinataire
) -> list[AlerteDeLettre]:
    moyens, pieces = composition.moyens, composition.pieces
    alertes = verrouiller(contexte, manque, moyens, cause_manquante(moyens), destinataire)
    alertes += [*controler_les_valeurs(contexte), *controler_les_moyens(moyens)]
    alertes += controler_les_pieces(contexte, pieces, moyens)
    age = dire_les_ages(e.non_relue_depuis for a in contexte.analyses for e in a.echeances)
    if age is not None:
        alertes.append(alerte("regle_non_relue", phrase=age))
    return alertes if _relire(contexte, moyens) else [*alertes, alerte("modele_non_relu")]


def _preparer(demande: dict[str, Any]) -> tuple[Contexte, Destinataire, Composition]:
    """Le dossier, à qui l'on écrit, et la lettre prête à être composée."""
    contexte = lire_contexte(lire_demande_de_lettre(demande))
    completer(contexte)
    destinataire = trouver_le_destinataire(contexte)
    contexte.valeurs["lignes_destinataire"] = "\n".join(destinataire.lignes)
    contexte.valeurs["tribunal_nom"] = tribunal_nomme(contexte)
    pieces = numeroter(contexte)
    return contexte, destinataire, Composition(contexte, pieces, lire_moyens(contexte, pieces))


def calculer_courrier(demande: dict[str, Any]) -> dict[str, Any]:
    """La réponse du calcul `courrier` (contrat §5)."""
    contexte, destinataire, composition = _preparer(demande)
    lu, moyens, pieces = modele(contexte.demande.modele), composition.moyens, composition.pieces
    blocs = composition.ecrire()
    manque = _manque(contexte, composition, destinataire)
    alertes = _avertir(contexte, composition, manque, destinataire)
    sources = _sources(contexte, moyens)
    reponse = {
        "modele": contexte.demande.modele,
        "titre": lu["titre"],
        "variante": "urgence" if contexte.urgence and "variante_urgence" in lu else None,
        "blocs": blocs,
        "manque": manque,
        "pieces": rendre_pieces(pieces),
        "pieces_conseillees": conseillees(contexte, pieces, {m.identifiant: m.preuves for m in moyens if not m.appui}),
        "alertes": rendre_alertes(alertes, contexte),
        "pret": _est_prete(contexte, manque, alertes, destinataire),
        "proposer": _proposer(alertes, contexte),
        "destinataire": _rendre_destinataire(destinataire),
        "envoi": rendre_envoi(contexte),
        "avertissement": [dire("lettre", "avertissement"), dire("lettre", "avertissement_suite")],
        "sources": rendre_sources(sources, droit_des_lettres()),
        "regles_au": _regles_au(sources),
        "relu_par": _relire(contexte, moyens),
        "version": VERSION,
    }
    return joindre_le_fichier(reponse, contexte.demande.sortie)
