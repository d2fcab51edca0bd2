"""Ce que les tests du moteur écrivent tous : un événement, un dossier, et l'échéance qu'on y cherche."""

import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from calculators import calculer
from calculators.lecture import ecrire_json, lire_json

Json = dict[str, Any]

RACINE = Path(__file__).resolve().parents[2]
MOTEUR = RACINE / "calculators"
DROIT = MOTEUR / "droit"
TYPES_D_ERREUR = {"saisie_invalide", "date_hors_couverture", "calcul_ambigu", "regle_invalide"}


def decision(jour: str, *contenu: str, **champs: Any) -> Json:
    """Une décision remise en main propre à une personne libre, voies et délais complets ; un champ à None est ôté."""
    base = {"type": "decision_notifiee", "date": jour, "contenu": list(contenu) or ["refus_sejour"]}
    base |= {"situation": "libre", "mode": "main_propre", "voies_et_delais": "complets"} | champs
    return {cle: valeur for cle, valeur in base.items() if valeur is not None or cle == "heure"}


def fait(type_: str, jour: str, **champs: Any) -> Json:
    """Tout autre événement du contrat."""
    return {"type": type_, "date": jour, **champs}


def echeances(*evenements: Json, aujourdhui: str | None = None, **ailleurs: Any) -> Json:
    """La demande d'échéances ; sans `aujourdhui`, le jour du dernier événement. `residence` va dans le dossier."""
    dossier = {"evenements": list(evenements)} | {c: ailleurs.pop(c) for c in ("residence",) if c in ailleurs}
    jour = aujourdhui or max(str(e["date"]) for e in evenements)
    return {"calcul": "echeances", "aujourdhui": jour, "dossier": dossier, **ailleurs}


def reponse(*evenements: Json, **ailleurs: Any) -> Json:
    """La réponse du moteur, qui doit être un résultat."""
    rendue = calculer(echeances(*evenements, **ailleurs))
    assert "erreur" not in rendue, rendue
    return rendue


def echeance(rendue: Json, id_: str = "recours_contentieux", objet: str | None = None) -> Json:
    """La seule échéance de cet `id` (et de cet `objet`)."""
    trouvees = [e for e in rendue.get("echeances", []) if e["id"] == id_ and objet in (None, e["objet"])]
    assert len(trouvees) == 1, rendue.get("erreur") or [(e["id"], e["objet"]) for e in rendue["echeances"]]
    return trouvees[0]


def alertes(rendue: Json) -> set[str]:
    """Les identifiants des alertes de la réponse."""
    return {a["id"] for a in rendue["alertes"]}


def plus(jour: str | date, jours: int) -> str:
    """Le jour AAAA-MM-JJ, tant de jours plus tard."""
    return str(date.fromisoformat(str(jour)) + timedelta(days=jours))


def lancer(*arguments: str, entree: str | bytes = b"", dossier: Path = RACINE, python: str = sys.executable) -> Any:
    """`python -m calculators` dans un autre processus, sans paquet installé (-S) ni variable d'environnement (-E)."""
    octets = entree.encode() if isinstance(entree, str) else entree
    commande = [python, "-S", "-E", "-B", "-m", "calculators", *arguments]
    return subprocess.run(commande, input=octets, capture_output=True, cwd=dossier, timeout=60)


class Copie:
    """Une copie du moteur, que le test abîme et fait calculer dans un autre processus."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier
        shutil.copytree(MOTEUR, dossier / "calculators", ignore=shutil.ignore_patterns("__pycache__"))
        self.droit = dossier / "calculators" / "droit"

    def ajouter(self, fichier: str, texte: str) -> None:
        """Écrit à la fin d'un fichier de droit."""
        chemin = self.droit / fichier
        chemin.write_text(chemin.read_text(encoding="utf-8") + texte, encoding="utf-8")

    def remplacer(self, fichier: str, avant: str, apres: str) -> None:
        """Change la première occurrence, qui doit exister."""
        chemin = self.droit / fichier
        texte = chemin.read_text(encoding="utf-8")
        assert avant in texte, f"{fichier} ne contient plus {avant!r}"
        chemin.write_text(texte.replace(avant, apres, 1), encoding="utf-8")

    def calculer(self, demande: Any) -> Any:
        """La réponse de cette copie ; jamais une panne."""
        fini = lancer(entree=ecrire_json(demande), dossier=self.dossier)
        assert fini.returncode in (0, 2), fini.stderr.decode()
        return lire_json(fini.stdout)
