"""Ce que l'aide juridictionnelle et les lettres à l'administration font au délai d'une décision."""

from tests.engine.demandes import fait
from tests.engine.effets import (
    ASSIGNE,
    JUGE,
    MUET,
    REJET,
    RETENU,
    TARD,
    Effet,
    aide,
    alerte,
    cite,
    decidee,
    disparait,
    gracieux,
    lire,
    oqtf,
    parait,
    pareil,
    plus_tard,
    plus_tot,
    refus,
    vaut,
)

MUET_JUGE = JUGE | {"procedure": "oqtf", "voies_et_delais": "absents"}
LIBERTE = fait("ordonnance_refere_notifiee", "2026-11-23", refere="liberte", tri=False)

AIDE = [
    Effet(
        "l'aide décidée fait repartir le délai",
        [refus()],
        [refus(), aide("2026-10-01"), decidee("2026-12-01")],
        (plus_tard(),),
    ),
    Effet(
        "l'aide sans réponse ôte sa date à la lecture favorable",
        [refus(mode="en_ligne", date_consultation="2026-09-20")],
        [refus(mode="en_ligne", date_consultation="2026-09-20"), aide("2026-10-01")],
        (pareil(), vaut("lecture_favorable", ""), alerte("aide_juridictionnelle_en_attente")),
    ),
    Effet(
        "l'aide sans réponse laisse une réserve après le dernier jour",
        [refus()],
        [refus(), aide("2026-10-01")],
        (vaut("etat", "ouverte_sous_reserve"),),
        TARD,
    ),
    Effet(
        "sept jours : l'aide ne change rien",
        [ASSIGNE],
        [ASSIGNE, aide("2026-11-25"), decidee("2026-11-28")],
        (pareil(), pareil("lecture_favorable")),
    ),
    Effet(
        "48 heures : l'aide ne change rien",
        [RETENU],
        [RETENU, aide("2026-11-24"), decidee("2026-11-25")],
        (pareil(), pareil("heure")),
    ),
    Effet(
        "demandée trop tard, l'aide ne change rien",
        [refus()],
        [refus(), aide("2026-11-17"), decidee("2026-12-01")],
        (pareil(), alerte("aide_juridictionnelle_tardive")),
    ),
    Effet(
        "une seconde aide ne change rien",
        [refus(), aide("2026-10-01"), decidee("2026-12-01")],
        [refus(), aide("2026-10-01"), decidee("2026-12-01"), aide("2026-12-10"), decidee("2027-01-05")],
        (pareil(), pareil("lecture_favorable"), alerte("aide_juridictionnelle_seconde")),
    ),
    Effet(
        "un avocat désigné plus tard allonge la lecture favorable",
        [refus(), aide("2026-10-01"), decidee("2026-12-01")],
        [refus(), aide("2026-10-01"), decidee("2026-12-01", avocat_designe_le="2027-01-20")],
        (pareil(), plus_tard("lecture_favorable")),
        TARD,
    ),
    Effet(
        "au tribunal, les quinze jours comptent, et leur règle est citée",
        [refus(), aide("2026-10-01"), decidee("2026-12-01", "caducite")],
        [refus(), aide("2026-10-01"), decidee("2026-12-01", "rejet")],
        (pareil(), plus_tard("lecture_favorable"), cite("contestation_aide_juridictionnelle")),
    ),
    Effet(
        "en appel, les quinze jours ne comptent pas",
        [JUGE, aide("2026-12-01", "appel"), decidee("2027-01-05", "caducite", "appel")],
        [JUGE, aide("2026-12-01", "appel"), decidee("2027-01-05", "rejet", "appel")],
        (pareil("lecture_favorable", "appel"),),
    ),
    Effet(
        "l'aide fait repartir l'appel",
        [JUGE],
        [JUGE, aide("2026-12-01", "appel"), decidee("2027-01-05", pour="appel")],
        (plus_tard(id_="appel"),),
    ),
    Effet(
        "jugement muet : l'aide décidée fait repartir aussi la lecture de deux mois",
        [MUET_JUGE],
        [MUET_JUGE, aide("2026-12-01", "appel"), decidee("2027-01-05", pour="appel")],
        (
            plus_tard("lecture_favorable", "appel"),
            lambda sans, avec: lire(avec, "appel", "lecture_favorable") > "2027-03",
        ),
    ),
    Effet(
        "référé-liberté : l'aide fait repartir l'appel",
        [LIBERTE],
        [LIBERTE, aide("2026-12-01", "appel"), decidee("2027-01-05", pour="appel")],
        (plus_tard(id_="appel_refere_liberte"),),
    ),
    Effet(
        "la demande d'aide garde la date d'avant son effet",
        [refus()],
        [refus(), aide("2026-10-01"), decidee("2026-12-01")],
        (pareil(id_="demande_aide_juridictionnelle"), vaut("etat", "faite", "demande_aide_juridictionnelle")),
    ),
]

LETTRES = [
    Effet(
        "un recours gracieux fait repartir le délai",
        [refus()],
        [refus(), gracieux("2026-11-10")],
        (plus_tard(), vaut("etat", "interrompue")),
    ),
    Effet(
        "contre une OQTF, il ne change rien",
        [oqtf()],
        [oqtf(), gracieux("2026-12-01")],
        (pareil(), pareil("lecture_favorable"), pareil("etat")),
    ),
    Effet(
        "parti un jour trop tard, il ne change rien",
        [refus()],
        [refus(), gracieux("2026-11-17")],
        (pareil(), alerte("recours_administratif_tardif")),
    ),
    Effet(
        "un second recours du même genre ne change rien",
        [refus(), gracieux("2026-10-10", date_reception="2026-10-12")],
        [
            refus(),
            gracieux("2026-10-10", date_reception="2026-10-12"),
            gracieux("2026-11-10", date_reception="2026-11-12"),
        ],
        (pareil(), alerte("second_recours_sans_effet")),
        TARD,
    ),
    Effet(
        "gracieux et hiérarchique : on attend les deux rejets",
        [refus(), gracieux("2026-10-10", date_reception="2026-10-12")],
        [
            refus(),
            gracieux("2026-10-10", date_reception="2026-10-12"),
            fait("recours_hierarchique", "2026-11-10", date_reception="2026-11-12"),
        ],
        (plus_tard(), parait("naissance_rejet_hierarchique")),
        TARD,
    ),
    Effet(
        "un rejet écrit avant le silence fait repartir le délai plus tôt",
        [refus(), gracieux("2026-11-10", date_reception="2026-11-12")],
        [refus(), gracieux("2026-11-10", date_reception="2026-11-12"), REJET],
        (plus_tot(), disparait("naissance_rejet_gracieux")),
        TARD,
    ),
    Effet(
        "un rejet écrit dans les deux mois du silence fait repartir le délai",
        [refus(), gracieux("2026-11-10", date_reception="2026-11-12")],
        [refus(), gracieux("2026-11-10", date_reception="2026-11-12"), REJET | {"date": "2027-02-01"}],
        (plus_tard(),),
        TARD,
    ),
    Effet(
        "un rejet écrit plus tard ne change rien",
        [refus(), gracieux("2026-11-10", date_reception="2026-11-12")],
        [refus(), gracieux("2026-11-10", date_reception="2026-11-12"), REJET | {"date": "2027-03-16"}],
        (pareil(),),
        TARD,
    ),
    Effet(
        "une acceptation éteint le délai",
        [refus(), gracieux("2026-11-10")],
        [refus(), gracieux("2026-11-10"), REJET | {"sens": "acceptation"}],
        (vaut("etat", "sans_objet"),),
        TARD,
    ),
    Effet(
        "un retrait éteint le délai et le départ",
        [oqtf()],
        [oqtf(), fait("decision_retiree", "2026-12-01")],
        (vaut("etat", "sans_objet"), vaut("etat", "sans_objet", "depart_volontaire")),
    ),
    Effet(
        "réception inconnue : à vérifier, comptée depuis l'envoi",
        [refus(), gracieux("2026-11-10", date_reception="2026-11-12")],
        [refus(), gracieux("2026-11-10")],
        (plus_tot(), vaut("certitude", "a_verifier")),
        {"aujourdhui": "2027-05-20"},  # la lecture des textes vaut encore : seul le fait inconnu fait douter
    ),
    Effet(
        "la lettre garde le délai initial, même après l'interruption",
        [refus()],
        [refus(), gracieux("2026-11-10")],
        (pareil(id_="recours_administratif"), vaut("etat", "faite", "recours_administratif")),
    ),
    Effet(
        "papier muet : la lecture favorable est d'un an", [refus()], [MUET], (pareil(), plus_tard("lecture_favorable"))
    ),
    Effet(
        "papier muet, puis un rejet muet : un an depuis le rejet (CE 474865)",
        [MUET],
        [MUET, gracieux("2026-11-10", date_reception="2026-11-12"), REJET | {"voies_et_delais": "absents"}],
        (plus_tard("lecture_favorable"),),
        TARD,
    ),
    Effet(
        "papier muet, puis un rejet complet : deux mois depuis lui",
        [
            MUET,
            gracieux("2027-03-01", date_reception="2027-03-03"),
            REJET | {"date": "2027-04-15", "voies_et_delais": "absents"},
        ],
        [
            MUET,
            gracieux("2027-03-01", date_reception="2027-03-03"),
            REJET | {"date": "2027-04-15", "voies_et_delais": "complets"},
        ],
        (pareil(), plus_tot("lecture_favorable")),
        TARD,
    ),
]
