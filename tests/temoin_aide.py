"""Le témoin des chaînes : l'aide juridictionnelle, demandée, en attente, décidée ; une seule fois."""

from tests.temoin import plus_jours
from tests.temoin_decisions import jour_de


def demander_aide(cours, e):
    """Demandée dans le délai, elle ouvre une lecture sans date, tant que le bureau n'a pas répondu."""
    jour = jour_de(e)
    if cours.aide_le or cours.requete or (cours.naissance and jour < cours.naissance):
        return
    avant = cours.dur.fin, [monde.autre() for monde in cours.suite]
    cours.aide_le, cours.aide_a_temps = jour, jour <= cours.dur.fin[0]
    cours.avant_aide = avant if cours.aide_a_temps else None
    for monde in cours.mondes():
        if monde.aide and jour <= monde.fin[0]:
            monde.en_attente, monde.sans_date, cours.avant_aide = True, monde.large, avant


def decider_aide(cours, e):
    """Un nouveau délai entier : depuis la notification, ou depuis le quinzième jour, ou l'avocat désigné plus tard."""
    notifiee = large = jour_de(e)
    if not cours.aide_le or cours.requete or cours.aide_decidee:
        return
    cours.aide_decidee, cours.indecis = True, False
    if e["sens"] in ("admission", "admission_partielle", "rejet"):
        quinze = plus_jours(notifiee, 15) if e["pour"] == "tribunal" else notifiee
        large = max(quinze, jour_de(e, "avocat_designe_le"))
    for monde in cours.mondes():
        if monde.en_attente and monde.aide:
            monde.sans_date = False
            if not monde.annee:  # l'année des voies absentes reste au moins ce qu'elle était
                monde.repart(large if monde.large else notifiee)
