"""Ce qu'on peut attaquer (décision, silence), et quel événement vise quoi (contrat §2, `contre`)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from calculators.echeances.lignes import EN_ATTENTE, Cours
from calculators.erreurs import CalculAmbigu, SaisieInvalide
from calculators.evenements import AideDemandee, DemandeDeposee, Evenement, Recours
from calculators.phrases import date_courte

_PROLONGENT = (Recours, AideDemandee)


@dataclass
class Sujet:
    """Une décision ou un silence : depuis quand on peut l'attaquer, son délai, et les faits qui le visent.

    `ecrit` : pour un silence, le refus écrit qui répond à la même demande. `suivi` : ses faits ont été appliqués.
    """

    source: Evenement
    debut: date
    famille: str
    cours: Cours
    faits: list[Evenement] = field(default_factory=list)
    ecrit: "Sujet | None" = None
    suivi: bool = False

    def attaquable_au(self, jour: date) -> bool:
        """Une lecture au moins court encore, ou un fait a prolongé le délai."""
        fin = max(ligne.terme.jour for ligne in self.cours.lignes())
        return jour <= fin or self.cours.sans_date or any(isinstance(f, _PROLONGENT) for f in self.faits)

    @property
    def arrivee_de_l_ecrit(self) -> date:
        """Le jour du refus écrit ; sans refus écrit, un jour qui n'arrive jamais."""
        return date.max if self.ecrit is None else self.ecrit.source.jour

    def remplace_par_l_ecrit(self) -> bool:
        """Le refus écrit, déjà là, est arrivé pendant le délai, ou le silence n'en a pas fait courir (CRPA L112-6)."""
        if isinstance(self.source, DemandeDeposee) and self.source.accuse_reception == "absent":
            return True
        arrivee, prudente = self.arrivee_de_l_ecrit, self.cours.prudente
        if arrivee <= prudente.terme.jour or prudente.aide == EN_ATTENTE:
            return True
        # Avant d'avoir suivi les faits, un recours ou une aide partis à temps suffisent à laisser le délai ouvert.
        a_temps = min(arrivee, prudente.limite)
        return not self.suivi and any(isinstance(f, _PROLONGENT) and f.jour <= a_temps for f in self.faits)

    def encore_vise_au(self, jour: date) -> bool:
        """On peut viser ce sujet ce jour-là : il existe, et aucun écrit ne l'a remplacé."""
        remplace = self.arrivee_de_l_ecrit <= jour and self.remplace_par_l_ecrit()
        return self.debut <= jour and not remplace


def vise_par_renvoi(evenement: Evenement, sujets: Sequence[Sujet]) -> Sujet:
    """Le sujet que `contre` nomme. Un autre événement, ou une date d'avant lui : `saisie_invalide`."""
    vise = next((s for s in sujets if s.source.objet == evenement.contre), None)
    if vise is None:
        raise SaisieInvalide(f"{evenement.champ}.contre", "renvoi_sans_decision")
    if vise.source.jour > evenement.jour:
        raise SaisieInvalide(f"{evenement.champ}.date", "avant_ce_qu_il_vise", jour=date_courte(vise.source.jour))
    return vise


def viser(evenement: Evenement, sujets: Sequence[Sujet]) -> Sujet | None:
    """La dernière décision encore attaquable ce jour-là ; à défaut la dernière. Deux le même jour : `calcul_ambigu`."""
    if evenement.contre is not None:
        nomme = vise_par_renvoi(evenement, sujets)
        return nomme if nomme.debut <= evenement.jour else None  # un silence pas encore né ne s'attaque pas
    avant = [s for s in sujets if s.encore_vise_au(evenement.jour)]
    if not avant:
        return None
    ouverts = [s for s in avant if s.attaquable_au(evenement.jour)] or avant
    dernier = max(s.debut for s in ouverts)
    derniers = [s for s in ouverts if s.debut == dernier]
    if len(derniers) > 1:
        objets = ", ".join(sorted(s.source.objet for s in derniers))
        raise CalculAmbigu(f"{evenement.champ}.contre", "deux_decisions", objets=objets)
    return derniers[0]
