"""Les faits datés du contrat, en objets figés. « Je ne sais pas » est INCONNU ou None. Rien n'est calculé ici."""

from dataclasses import dataclass
from datetime import date

from calculators.delais import Delai

INCONNU = "inconnu"


@dataclass(frozen=True)
class Evenement:
    """Un fait daté. `rang` : sa place dans la liste reçue, à partir de 0."""

    rang: int
    type: str
    jour: date
    contre: str | None

    @property
    def objet(self) -> str:
        """Le nom de l'événement dans la réponse : `decision_notifiee#0`."""
        return f"{self.type}#{self.rang}"

    @property
    def champ(self) -> str:
        """L'endroit de la demande, pour une erreur."""
        return f"dossier.evenements[{self.rang}]"


@dataclass(frozen=True)
class DemandeDeposee(Evenement):
    """La demande de titre, reçue par l'administration. `complete` : None si on ne sait pas."""

    complete: bool | None = None
    titre: str | None = None
    accuse_reception: str = INCONNU
    renouvellement: bool | None = None


@dataclass(frozen=True)
class PiecesReclamees(Evenement):
    """La préfecture demande des pièces, à fournir `avant_le`."""

    avant_le: date | None = None


@dataclass(frozen=True)
class DecisionNotifiee(Evenement):
    """La décision du préfet, telle que la personne l'a reçue."""

    contenu: frozenset[str] = frozenset()
    situation: str = INCONNU
    mode: str = INCONNU
    date_presentation: date | None = None
    date_consultation: date | None = None
    voies_et_delais: str = INCONNU
    delai_mentionne: Delai | None = None
    heure: str | None = None
    article_assignation: str = INCONNU
    date_decision: date | None = None
    prefecture: str | None = None
    lieu: str | None = None
    delai_depart_jours: int | None = None
    citoyen_ue: bool = False


@dataclass(frozen=True)
class Mesure(Evenement):
    """Une assignation, une rétention ou une détention. Article absent : L731-1 (contrat §2) ; null : INCONNU."""

    heure: str | None = None
    article_assignation: str = "L731-1"
    lieu: str | None = None


@dataclass(frozen=True)
class Recours(Evenement):
    """Une lettre au préfet ou au ministre. `jour` : l'envoi. `date_reception` : l'arrivée, si on la connaît."""

    date_reception: date | None = None


@dataclass(frozen=True)
class ReponseRecours(Evenement):
    """La réponse écrite à un recours administratif."""

    a: str = ""
    sens: str = ""
    voies_et_delais: str = INCONNU


@dataclass(frozen=True)
class AideDemandee(Evenement):
    """L'envoi d'une demande d'aide juridictionnelle."""

    pour: str = ""


@dataclass(frozen=True)
class AideDecision(Evenement):
    """La décision du bureau d'aide juridictionnelle, notifiée à la personne elle-même."""

    pour: str = ""
    sens: str = ""
    avocat_designe_le: date | None = None


@dataclass(frozen=True)
class Requete(Evenement):
    """La requête envoyée ou déposée. `sommaire` : elle annonce un mémoire complémentaire."""

    sommaire: bool = False


@dataclass(frozen=True)
class Ordonnance(Evenement):
    """L'ordonnance d'un juge des référés. `tri` : rejetée sans audience (None : on ne sait pas)."""

    refere: str = ""
    sens: str = "rejetee"
    tri: bool | None = None
    pourvoi: bool = False
    motif: str | None = None


@dataclass(frozen=True)
class Jugement(Evenement):
    """Un jugement du tribunal, ou un arrêt de la cour. Voies et délais non dites : tenues pour complètes."""

    mode: str = "autre"
    date_consultation: date | None = None
    voies_et_delais: str = "complets"
    delai_mentionne: Delai | None = None
    procedure: str | None = None
    sens: str | None = None
    delai_injonction: Delai | None = None


CLASSES: dict[str, type[Evenement]] = {
    "demande_deposee": DemandeDeposee,
    "pieces_reclamees": PiecesReclamees,
    "decision_notifiee": DecisionNotifiee,
    "assignation_notifiee": Mesure,
    "retention_notifiee": Mesure,
    "detention_informee": Mesure,
    "recours_gracieux": Recours,
    "recours_hierarchique": Recours,
    "reponse_recours": ReponseRecours,
    "aide_juridictionnelle_demandee": AideDemandee,
    "aide_juridictionnelle_decision": AideDecision,
    "requete_deposee": Requete,
    "ordonnance_refere_notifiee": Ordonnance,
    "jugement_notifie": Jugement,
    "arret_notifie": Jugement,
}

# Tous les types du contrat, ceux qui ne portent qu'une date compris.
TYPES = frozenset(CLASSES) | {"pieces_fournies", "demande_motifs", "motifs_communiques", "decision_retiree"}
