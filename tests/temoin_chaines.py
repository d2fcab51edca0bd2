"""Le témoin des chaînes : une suite d'événements, lue dans l'ordre des dates, et toutes ses échéances.

Une seconde lecture du droit, écrite sans regarder le moteur. Une clé absente d'une échéance : le contrat n'en dit rien,
elle n'est pas jugée.
"""

from datetime import date

from tests import temoin_decisions as decisions
from tests import temoin_juge as juge
from tests import temoin_silence as silence
from tests.temoin_aide import decider_aide, demander_aide
from tests.temoin_decisions import jour_de

MESURES = ("assignation_notifiee", "retention_notifiee", "detention_informee")


class Dossier:
    def __init__(self, demande):
        dossier = demande["dossier"]
        self.liste, self.residence = dossier["evenements"], dossier.get("residence")
        self.aujourdhui = date.fromisoformat(demande["aujourdhui"])
        self.suite = sorted(self.liste, key=lambda e: e["date"])
        self.territoire = None if self.residence == "etranger" else self.residence
        self.sortie, self.cours, self.papiers = {}, [], {}

    def objet(self, e):
        return f"{e['type']}#{next(n for n, autre in enumerate(self.liste) if autre is e)}"

    def vise(self, e, ids):
        """Le cours visé : celui que nomme `contre`, sinon le dernier ouvert de ce genre."""
        possibles = [c for c in self.cours if c.ids[0] in ids and not c.objet.startswith("assignation")]
        if e.get("contre"):
            return next(c for c in possibles if c.objet == e["contre"])
        encore = [c for c in possibles if c.attaquable(jour_de(e))] or possibles
        return encore[-1] if encore else None

    def lire(self):
        for e in self.suite:
            getattr(self, f"lire_{e['type']}", self.passer)(e)
        for cours in self.cours:
            cours.ecrire(self.sortie, self.aujourdhui)
        for cours in self.cours:
            papier = self.papiers.get(cours.objet, {"contenu": []})
            if "oqtf" in papier["contenu"] and "sans_delai" not in papier["contenu"]:
                ligne = {"etat": "sans_objet"} if cours.sans_objet else decisions.depart(papier, self.aujourdhui)
                self.sortie["depart_volontaire", cours.objet] = ligne
        return self.sortie

    def passer(self, e):
        """Lu d'avance par l'événement qu'il complète : pièces, motifs, réponse à un recours."""

    def lire_demande_deposee(self, e):
        lieux = self.territoire, self.residence
        self.demande = e
        self.cours.append(silence.ouvrir_silence(e, self.objet(e), self.suite, *lieux, self.sortie, self.aujourdhui))

    def lire_decision_notifiee(self, e):
        self.territoire = e.get("prefecture") or self.territoire
        cours = decisions.ouvrir_decision(e, self.objet(e), self.territoire, self.residence)
        implicite = next((c for c in self.cours if c.naissance and not c.suivi), None)
        self.papiers[cours.objet] = e
        if implicite and "refus_sejour" in e["contenu"] and not implicite.requete:
            accuse, implicite.suivi = self.demande.get("accuse_reception"), True
            if silence.refus_ecrit(implicite, cours, jour_de(e), accuse, self.sortie):
                self.cours.remove(implicite)
        self.cours.append(cours)

    def lire_mesure(self, e):
        for cours in self.cours:
            if cours.objet in self.papiers:
                decisions.abreger(cours, e, e.get("lieu") or self.territoire)
        if e["type"] == "assignation_notifiee":
            self.cours.append(decisions.ouvrir_assignation(e, self.objet(e), self.territoire))

    lire_assignation_notifiee = lire_retention_notifiee = lire_detention_informee = lire_mesure

    def lire_recours(self, e):
        cours = self.vise(e, ["recours_contentieux"])
        decisions.former_recours(cours, e, self.objet(e), self.suite, self.sortie, self.aujourdhui)

    lire_recours_gracieux = lire_recours_hierarchique = lire_recours

    def lire_demande_motifs(self, e):
        cours = self.vise(e, ["recours_contentieux"])
        silence.demander_motifs(cours, e, self.objet(e), self.suite, self.sortie, self.aujourdhui)

    def cours_de_l_aide(self, e):
        ids = {"tribunal": ["recours_contentieux"], "appel": ["appel"], "cassation": ["cassation", "cassation_refere"]}
        return self.vise(e, ids[e["pour"]])

    def lire_aide_juridictionnelle_demandee(self, e):
        demander_aide(self.cours_de_l_aide(e), e)

    def lire_aide_juridictionnelle_decision(self, e):
        decider_aide(self.cours_de_l_aide(e), e)

    def lire_requete_deposee(self, e):
        cours = self.vise(e, ["recours_contentieux"])
        juge.annoncer_memoire(e, cours, self.objet(e), self.territoire, self.sortie, self.aujourdhui)
        if cours and not (cours.naissance and jour_de(e) < cours.naissance):
            cours.requete = jour_de(e)

    def lire_decision_retiree(self, e):
        self.vise(e, ["recours_contentieux"]).sans_objet = True

    def lire_ordonnance_refere_notifiee(self, e):
        self.cours += juge.rendre_ordonnance(e, self.objet(e), self.territoire, self.sortie, self.aujourdhui)

    def lire_jugement_notifie(self, e):
        juges = [c for c in self.cours if c.requete and c.ids[0] == "recours_contentieux"]
        cours = juges[-1] if juges else self.vise(e, ["recours_contentieux"])
        if cours:
            cours.requete = cours.requete or jour_de(e)
        oqtf = cours is not None and cours.dur.mesure
        lieux = self.territoire, self.residence
        self.cours.append(juge.ouvrir_jugement(e, self.objet(e), oqtf, *lieux, self.sortie, self.aujourdhui))

    def lire_arret_notifie(self, e):
        appel = self.vise(e, ["appel"])
        if appel:
            appel.requete = jour_de(e)
        self.cours.append(juge.ouvrir_arret(e, self.objet(e), self.territoire, self.residence))


def temoin_chaine(demande):
    """{(id, objet): {dernier_jour, heure, lecture_favorable, etat, premier_jour}}."""
    return Dossier(demande).lire()
