"""Le témoin des chaînes : un cours (ce qui s'attaque) est un délai dur et des mondes, un par doute tranché autrement."""

import copy
from datetime import date

from tests.temoin import DEUX_MOIS, MINUIT, OUTRE_MER, finit, plus_jours, repousser, un_an

SANS_FIN, QUINZE_JOURS = (date.max, MINUIT), (15, "D")
JAMAIS = date.min
NON_JUGEE = None  # le contrat ne dit pas si cette échéance existe


class Monde:
    """Une lecture du délai : sa durée, sa fin, et ce qui y change quelque chose."""

    def __init__(self, depart, delai, lieu, large, heure=None, zone=None, limite=JAMAIS, mesure=False, fin=None):
        self.delai, self.lieu, self.large, self.mesure = delai, lieu, large, mesure
        self.fin = fin or self.compter(depart, heure, zone)
        self.limite = limite  # le dernier jour où un recours administratif part à temps, sans distance
        # R921-3 : une aide ne fait repartir ni les sept jours ni les 48 heures.
        self.aide = delai[1] in ("M", "an") or delai == QUINZE_JOURS
        self.annee = fin is not None  # un délai raisonnable : rien ne le raccourcit
        self.sans_date, self.en_attente, self.rejets = False, False, []

    def compter(self, jour, heure=None, zone=None):
        if self.delai == QUINZE_JOURS:  # référés : non francs et reportés, ou francs et reportés
            return repousser(plus_jours(jour, 15 + self.large), self.lieu)
        return finit(jour, self.delai, self.lieu, heure, zone, self.large)

    def repart(self, jour):
        self.fin = self.compter(jour)

    def autre(self, **champs):
        """Le même monde, à part, changé sur quelques points."""
        double = copy.copy(self)
        vars(double).update({"rejets": [*self.rejets]} | champs)
        return double


def refus(depart, lieu, large, loin=0):
    """Deux mois contre un refus ; la distance n'allonge que la lecture favorable, jamais un recours administratif."""
    limite = finit(depart, DEUX_MOIS, lieu, large=large)[0]
    return Monde(depart, (2 + loin * large, "M"), lieu, large, limite=limite)


def annee(depart, commun):
    """Le délai raisonnable d'un an ; un recours administratif parti dans l'année y compte, en droit commun."""
    fin = un_an(depart)
    return Monde(depart, (1, "an"), None, True, limite=fin[0] if commun else JAMAIS, fin=fin)


def eloignement(residence, territoire):
    """Les mois de distance d'une requête au tribunal : deux de l'étranger, un s'il y a la mer entre les deux."""
    ailleurs = residence not in {None, territoire} and bool({residence, territoire} & OUTRE_MER)
    return 2 if residence == "etranger" else int(ailleurs)


class Cours:
    """Ce qui peut s'attaquer : une décision, un refus implicite, une mesure, un jugement, un arrêt."""

    def __init__(self, objet, ids, dur, suite, naissance=None):
        self.objet, self.ids, self.dur, self.suite, self.naissance = objet, ids, dur, suite, naissance
        self.initial = [monde.autre() for monde in (dur, *suite)]
        self.avant_aide, self.aide_le, self.aide_decidee, self.aide_a_temps = None, None, False, False
        self.requete, self.sans_objet, self.motifs = None, False, False
        self.recours_faits = {}  # genre : la clé de la naissance de son rejet
        self.suivi = False  # un refus écrit est déjà venu après ce refus implicite
        self.attente = []  # les jours où un recours administratif devient un rejet, tant que nul n'a répondu
        self.article_inconnu = self.indecis = self.memoire_douteux = False

    def mondes(self):
        return [self.dur, *self.suite]

    def attaquable(self, jour):
        """Une lecture au moins tient encore ce jour-là."""
        ouvert = any(monde.sans_date or jour <= monde.fin[0] for monde in self.mondes())
        return ouvert and not self.sans_objet and not (self.naissance and jour < self.naissance)

    def ecrire(self, sortie, aujourdhui):
        principal, *autres = self.ids
        for nom in autres:
            sortie[nom, self.objet] = getattr(self, nom)(aujourdhui)
        ligne = sortie[principal, self.objet] = dates(self.dur.fin, self.suite)
        if self.requete:
            ligne["etat"] = "faite"
        elif any(aujourdhui < jour for jour in self.attente):
            ligne["etat"] = "interrompue"
        elif not (self.indecis and aujourdhui > self.dur.fin[0]):
            ligne["etat"] = self.etat(aujourdhui, self.dur.fin, self.suite)
        for cle in [(nom, self.objet) for nom in self.ids] if self.sans_objet else []:
            # Acceptation, retrait : les dates ne disent plus rien.
            sortie[cle] = {} if self.aide_le and "aide" in cle[0] else {"etat": "sans_objet"}
        for cle in self.recours_faits.values() if self.sans_objet else []:
            sortie[cle] = NON_JUGEE

    def etat(self, aujourdhui, fin, suite):
        return "a_venir" if self.naissance and aujourdhui < self.naissance else etat(aujourdhui, fin, suite)

    def demande_aide_juridictionnelle(self, aujourdhui):
        """Le dernier jour du recours, avant l'effet d'une aide déjà demandée."""
        fin, suite = self.avant_aide or (self.dur.fin, self.suite)
        ligne = dates(fin, suite)
        if self.aide_a_temps:
            return ligne | {"etat": "faite"}
        if self.requete or self.aide_le:
            return ligne  # le contrat ne dit pas l'état : il n'est pas jugé
        interrompue = any(aujourdhui < jour for jour in self.attente)
        return ligne | {"etat": "interrompue" if interrompue else self.etat(aujourdhui, fin, suite)}

    def recours_administratif(self, aujourdhui):
        """Le dernier jour du délai initial, sans distance, même après interruption."""
        dur, *suite = [m.autre(fin=(m.limite, MINUIT)) for m in self.initial if m.limite > JAMAIS]
        fait = "faite" if self.recours_faits else self.etat(aujourdhui, dur.fin, suite)
        return dates(dur.fin, suite) | {"etat": fait}

    def demande_motifs(self, aujourdhui):
        dur, *suite = [monde.autre(fin=(monde.limite, MINUIT)) for monde in self.initial]
        return dates(dur.fin, suite) | {"etat": "faite" if self.motifs else self.etat(aujourdhui, dur.fin, suite)}


def dates(fin, suite):
    """Le dernier jour, son heure, et la lecture favorable si elle a une date."""
    tard = max([monde.fin for monde in suite], default=fin)
    sans_date = any(monde.sans_date for monde in suite)
    heure = f"{fin[1] // 60:02}:{fin[1] % 60:02}" if fin[1] < MINUIT else None
    favorable = None if sans_date or tard <= fin else str(tard[0])
    return {"dernier_jour": str(fin[0]), "heure": heure, "lecture_favorable": favorable}


def etat(aujourdhui, fin, suite):
    if aujourdhui <= fin[0]:
        return "ouverte" if aujourdhui < fin[0] else "dernier_jour"
    reste = any(monde.sans_date or aujourdhui <= monde.fin[0] for monde in suite)
    return "ouverte_sous_reserve" if reste else "depassee"


def ligne(fin, large, aujourdhui):
    """Une échéance à une seule autre lecture."""
    autre = Monde(fin[0], DEUX_MOIS, None, True, fin=large)
    return dates(fin, [autre]) | {"etat": etat(aujourdhui, fin, [autre])}
