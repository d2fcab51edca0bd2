"""Ce que l'endroit, la notification et une mesure font au délai d'une décision."""

from tests.engine.demandes import alertes, decision, echeance, fait
from tests.engine.effets import (
    ASSIGNE,
    JUGE,
    RETENU,
    TARD,
    Effet,
    aide,
    alerte,
    disparait,
    oqtf,
    pareil,
    plus_tard,
    plus_tot,
    refus,
    vaut,
)

IRTF_RETENU = {"situation": "retenu", "heure": "09:00"}

LIEUX = [
    Effet(
        "demeurer loin n'allonge que la lecture favorable",
        [refus(prefecture="75")],
        [refus(prefecture="75")],
        (pareil(), plus_tard("lecture_favorable")),
        {"residence": "974"},
    ),
    Effet(
        "la distance ne compte pas contre une OQTF",
        [oqtf(prefecture="75")],
        [oqtf(prefecture="75")],
        (pareil(), pareil("lecture_favorable")),
        {"residence": "974"},
    ),
    Effet(
        "demeurer à l'étranger allonge l'appel, en lecture favorable",
        [JUGE],
        [JUGE],
        (pareil(id_="appel"), plus_tard("lecture_favorable", "appel")),
        {"residence": "etranger"},
    ),
    Effet(
        "et la cassation",
        [fait("arret_notifie", "2026-11-23")],
        [fait("arret_notifie", "2026-11-23")],
        (pareil(id_="cassation"), plus_tard("lecture_favorable", "cassation")),
        {"residence": "974"},
    ),
    # Reçu le 25 janvier 2027 : le terme tombe le 26 mars, Vendredi saint, férié en Alsace-Moselle seulement.
    Effet(
        "un férié local ne repousse que la lecture favorable",
        [refus(date="2027-01-25", prefecture="69")],
        [refus(date="2027-01-25", prefecture="67")],
        (pareil(), plus_tard("lecture_favorable")),
    ),
    Effet(
        "outre-mer dérogatoire : deux mois en lecture favorable, rien ne suspend",
        [oqtf()],
        [oqtf(prefecture="973")],
        (pareil(), plus_tard("lecture_favorable"), alerte("eloignement_non_suspendu")),
    ),
    Effet(
        "outre-mer dérogatoire : l'appel aussi",
        [oqtf(), fait("requete_deposee", "2026-12-01"), JUGE | {"date": "2027-02-01", "procedure": "oqtf"}],
        [
            oqtf(prefecture="973"),
            fait("requete_deposee", "2026-12-01"),
            JUGE | {"date": "2027-02-01", "procedure": "oqtf"},
        ],
        (pareil(id_="appel"), plus_tard("lecture_favorable", "appel")),
    ),
    Effet(
        "l'heure est celle du lieu de la rétention",
        [RETENU | {"date": "2026-10-24"}],
        [RETENU | {"date": "2026-10-24", "lieu": "974"}],
        (plus_tard("heure"),),
    ),
]

NOTIFICATION = [
    Effet(
        "en ligne, ouverte à temps : lecture favorable depuis l'ouverture",
        [refus(mode="en_ligne")],
        [refus(mode="en_ligne", date_consultation="2026-09-28")],
        (pareil(), plus_tard("lecture_favorable")),
    ),
    Effet(
        "en ligne, ouverte trop tard : rien",
        [refus(mode="en_ligne")],
        [refus(mode="en_ligne", date_consultation="2026-10-02")],
        (pareil(), pareil("lecture_favorable")),
    ),
    Effet(
        "un premier passage du facteur avance la date prudente",
        [refus(mode="lettre_remise")],
        [refus(mode="lettre_remise", date_presentation="2026-09-07")],
        (plus_tot(), plus_tard("lecture_favorable")),
    ),
    Effet(
        "un délai écrit plus long ouvre une lecture",
        [refus(delai_mentionne="P2M")],
        [refus(delai_mentionne="P3M")],
        (pareil(), plus_tard("lecture_favorable")),
    ),
    Effet(
        "un délai écrit plus court ouvre un an",
        [refus(delai_mentionne="P3M")],
        [refus(delai_mentionne="P1M")],
        (pareil(), plus_tard("lecture_favorable")),
    ),
    Effet(
        "en jours pour des heures : un an",
        [RETENU | {"delai_mentionne": "PT48H"}],
        [RETENU | {"delai_mentionne": "P2D"}],
        (pareil(), plus_tard("lecture_favorable"), alerte("delai_inopposable")),
    ),
    Effet(
        "heure inconnue : depuis minuit, favorable jusqu'à la fin du jour",
        [RETENU],
        [RETENU | {"heure": None}],
        (plus_tot("heure"), vaut("heure_favorable", "24:00"), vaut("certitude", "a_verifier")),
    ),
    Effet(
        "fin de mois : deux lectures",
        [refus(date="2027-12-28")],
        [refus(date="2027-12-29")],
        (pareil(), plus_tard("lecture_favorable")),
    ),
    Effet(
        "interdiction seule en rétention, signature inconnue en 2024 : à vérifier",
        [decision("2024-09-10", "irtf", prefecture="69", **IRTF_RETENU, date_decision="2024-09-01")],
        [decision("2024-09-10", "irtf", prefecture="69", **IRTF_RETENU)],
        (vaut("certitude", "a_verifier"),),
    ),
    Effet(
        "signature inconnue en 2024 : à vérifier",
        [oqtf(date="2024-09-10", date_decision="2024-09-01")],
        [oqtf(date="2024-09-10")],
        (vaut("certitude", "a_verifier"),),
    ),
]

MESURES = [
    Effet(
        "une assignation abrège le mois",
        [oqtf()],
        [oqtf(), fait("assignation_notifiee", "2026-12-01")],
        (plus_tot(), alerte("urgence_7_jours")),
    ),
    Effet(
        "une assignation L731-3 ne l'abrège pas",
        [oqtf()],
        [oqtf(), fait("assignation_notifiee", "2026-12-01", article_assignation="L731-3")],
        (pareil(), pareil("lecture_favorable")),
    ),
    Effet("la prison abrège le mois", [oqtf()], [oqtf(), fait("detention_informee", "2026-12-01")], (plus_tot(),)),
    Effet(
        "la rétention abrège le mois",
        [oqtf()],
        [oqtf(), fait("retention_notifiee", "2026-12-01", heure="09:00")],
        (plus_tot(), vaut("heure", "09:00"), alerte("urgence_48_heures")),
    ),
    Effet(
        "la rétention abrège sept jours",
        [ASSIGNE],
        [ASSIGNE, fait("retention_notifiee", "2026-11-25", heure="09:00")],
        (plus_tot(),),
    ),
    Effet(
        "la prison n'abrège pas sept jours",
        [ASSIGNE],
        [ASSIGNE, fait("detention_informee", "2026-11-25")],
        (pareil(), pareil("lecture_favorable")),
    ),
    Effet(
        "la rétention abrège les sept jours d'une interdiction seule",
        [decision("2026-11-23", "irtf", prefecture="69")],
        [decision("2026-11-23", "irtf", prefecture="69"), fait("retention_notifiee", "2026-11-25", heure="09:00")],
        (plus_tot(),),
    ),
    Effet(
        "contre un refus seul, une mesure ne change que l'alerte",
        [refus()],
        [refus(), fait("retention_notifiee", "2026-10-01", heure="09:00")],
        (pareil(), pareil("lecture_favorable"), alerte("oqtf_a_chercher")),
    ),
    Effet(
        "après le délai, une mesure ne rouvre rien",
        [oqtf()],
        [oqtf(), fait("detention_informee", "2027-01-20")],
        (pareil(), pareil("lecture_favorable"), pareil("etat")),
        TARD,
    ),
    Effet(
        "une mesure tardive ne donne jamais une date plus tardive",
        [oqtf()],
        [oqtf(), fait("detention_informee", "2026-12-22")],
        (pareil(), plus_tard("lecture_favorable")),
    ),
    Effet(
        "la requête déjà partie n'est pas à refaire",
        [oqtf()],
        [oqtf(), fait("requete_deposee", "2026-11-30"), fait("assignation_notifiee", "2026-12-01")],
        (pareil(), vaut("etat", "faite")),
    ),
    Effet(
        "une simple demande d'aide ne retient pas la mesure",
        [oqtf(), fait("detention_informee", "2026-12-01")],
        [oqtf(), aide("2026-11-30"), fait("detention_informee", "2026-12-01")],
        (pareil(), plus_tard("lecture_favorable")),
    ),
    Effet(
        "l'assignation a son échéance à elle",
        [oqtf()],
        [oqtf(), fait("assignation_notifiee", "2026-12-01")],
        (lambda sans, avec: bool(echeance(avec, objet="assignation_notifiee#1")),),
    ),
    Effet(
        "reçue après le mois, l'assignation n'est plus couverte",
        [oqtf()],
        [oqtf(), fait("assignation_notifiee", "2027-01-05")],
        (alerte("eloignement_non_suspendu"),),
    ),
    Effet(
        "une interdiction seule : sept jours, rien ne suspend",
        [oqtf()],
        [decision("2026-11-23", "irtf", prefecture="69")],
        (plus_tot(), alerte("irtf_seule"), alerte("eloignement_non_suspendu")),
    ),
    Effet(
        "interdiction et fin du délai de départ : la lecture favorable est celle d'une OQTF",
        [decision("2026-11-23", "irtf", prefecture="69")],
        [decision("2026-11-23", "irtf", "sans_delai", prefecture="69")],
        (pareil(), plus_tard("lecture_favorable"), lambda sans, avec: "irtf_seule" in alertes(avec)),
    ),
    Effet(
        "une OQTF dit les textes récents non lus",
        [refus()],
        [oqtf()],
        (alerte("textes_recents_non_lus"), alerte("oqtf_presente")),
    ),
    Effet(
        "sans délai de départ, pas de date de départ",
        [oqtf()],
        [decision("2026-11-23", "oqtf", "sans_delai", prefecture="69")],
        (disparait("depart_volontaire"), pareil()),
    ),
    Effet(
        "le délai de départ écrit sur le papier l'emporte",
        [oqtf()],
        [oqtf(delai_depart_jours=45)],
        (plus_tard(id_="depart_volontaire"),),
    ),
    Effet(
        "citoyen de l'Union : un mois pour partir, pas trente jours",
        [oqtf(date="2026-12-23")],
        [oqtf(date="2026-12-23", citoyen_ue=True)],
        (plus_tard(id_="depart_volontaire"), pareil()),
    ),
]
