"""Le départ volontaire, le mémoire annoncé, les mesures et l'aide : ce qu'un lieu, une heure ou une version y changent."""

from dataclasses import replace
from datetime import date
from typing import Any
from unittest.mock import patch

import pytest

from calculators import calculer, ressources
from calculators.delais import Comptage, Delai, Unite
from calculators.dossier import _contenu, lire_dossier
from calculators.echeances import calculer_echeances
from calculators.echeances.etat import etat_au
from calculators.echeances.resultats import Echeance
from calculators.echeances.termes import Terme
from calculators.erreurs import DateHorsCouverture
from calculators.phrases import dire
from calculators.regles import Droit, Regle, charger
from calculators.saisie import lire_demande_echeances
from tests.engine.demandes import Json, alertes, decision, echeance, echeances, fait, reponse


def oqtf(jour: str, **champs: Any) -> Json:
    return decision(jour, "oqtf", date_decision=jour, **champs)


def avec(regle: Regle) -> Droit:
    """Le droit, où cette règle remplace celle du même nom : ce que ferait un fichier TOML changé."""
    droit = charger()
    return replace(droit, regles={**droit.regles, regle.id: regle})


def du_droit(droit: Droit, id_: str, *faits: Json, aujourdhui: str = "2026-10-01") -> Echeance:
    dossier = lire_dossier(lire_demande_echeances(echeances(*faits, aujourdhui=aujourdhui)))
    (trouvee,) = (e for a in calculer_echeances(dossier, droit) for e in a.echeances if e.id == id_)
    return trouvee


@pytest.mark.parametrize(("prefecture", "fin"), [("75", ("2026-10-30", "23:00")), ("972", ("2026-10-31", "00:00"))])
def test_un_delai_de_depart_que_la_loi_ecrirait_en_heures_se_compte_a_l_heure_de_la_prefecture(
    prefecture: str, fin: tuple[str, str]
) -> None:
    """Sept cent vingt heures dès le 1er octobre : à Paris l'horloge recule le 25, en Martinique non."""
    regle = charger().regles["depart_volontaire"]
    (version,) = regle.versions
    en_heures = replace(version, delai=Delai(720, Unite.HEURES), comptage=Comptage.HEURES)
    depart = du_droit(
        avec(replace(regle, versions=(en_heures,))), "depart_volontaire", oqtf("2026-10-01", prefecture=prefecture)
    )
    assert (str(depart.dernier_jour), depart.heure) == fin


def test_une_loi_qui_change_pendant_le_recours_gracieux_laisse_ses_deux_versions_dans_la_reponse() -> None:
    """Le délai est né sous l'une et repart sous l'autre : qui relit la réponse doit trouver les deux."""
    regle = charger().regles["recours_contentieux_refus_seul"]
    ancienne = regle.versions[-1]
    nouvelle = replace(ancienne, en_vigueur_le=date(2026, 5, 1))
    lettre = fait("recours_gracieux", "2026-03-20", date_reception="2026-03-20")
    droit = avec(replace(regle, versions=(*regle.versions, nouvelle)))
    recours = du_droit(droit, "recours_contentieux", decision("2026-03-02", "refus_sejour"), lettre)
    versions = [emploi.version for emploi in recours.regles if emploi.id == regle.id]
    assert versions == [ancienne, nouvelle]


@pytest.mark.parametrize("ailleurs", [{"prefecture": "67"}, {"residence": "67"}])
def test_le_memoire_annonce_connait_le_vendredi_saint_d_alsace(ailleurs: Json) -> None:
    """Quinze jours après le 10 mars 2027, plus un : le 26, Vendredi saint, fermé en Alsace ; rouvert le mardi 30."""
    residence = {cle: ailleurs[cle] for cle in ailleurs if cle == "residence"}
    papier = oqtf("2027-03-01", **{cle: ailleurs[cle] for cle in ailleurs if cle == "prefecture"})
    rendue = reponse(papier, fait("requete_deposee", "2027-03-10", sommaire=True), **residence)
    memoire = echeance(rendue, "memoire_complementaire")
    assert (memoire["dernier_jour"], memoire["lecture_favorable"]) == ("2027-03-25", "2027-03-30")


@pytest.mark.parametrize(
    "seul",
    [fait("requete_deposee", "2024-05-10", sommaire=True), fait("assignation_notifiee", "2024-05-10")],
    ids=["memoire", "assignation"],
)
def test_un_fait_seul_d_avant_la_loi_est_refuse_au_champ_de_sa_date(seul: Json) -> None:
    """La loi du 15 juillet 2024 ne le vise pas, et aucune décision ne l'a déjà dit : l'erreur montre sa date à lui."""
    erreur = calculer(echeances(seul))["erreur"]
    assert (erreur["type"], erreur["champ"]) == ("date_hors_couverture", "dossier.evenements[0].date")


@pytest.mark.parametrize(
    ("jour", "maintenant", "attendu"),
    [
        ("2026-11-24", "23:59", "ouverte_sous_reserve"),
        ("2026-11-25", None, "ouverte_sous_reserve"),
        ("2026-11-25", "10:00", "ouverte_sous_reserve"),
        ("2026-11-25", "10:01", "depassee"),
        ("2026-11-26", None, "depassee"),
    ],
)
def test_une_lecture_favorable_en_heures_finit_a_sa_minute(jour: str, maintenant: str | None, attendu: str) -> None:
    """La minute de la fin est encore à temps, la suivante ne l'est plus."""
    terme, favorable = Terme(date(2026, 11, 23), "10:00", ()), Terme(date(2026, 11, 25), "10:00", ())
    assert etat_au(terme, favorable, date.fromisoformat(jour), maintenant) == attendu


@pytest.mark.parametrize(("lieu", "heure"), [("974", "12:00"), ("75", "11:00")])
def test_l_heure_d_une_retention_est_celle_de_l_endroit_ou_la_personne_est_retenue(lieu: str, heure: str) -> None:
    """Quarante-huit heures depuis le 24 octobre, midi : à Paris l'horloge recule le 25, à La Réunion non."""
    retenu = fait("retention_notifiee", "2026-10-24", heure="12:00", lieu=lieu)
    recours = echeance(reponse(oqtf("2026-10-20", prefecture="75"), retenu))
    assert (recours["dernier_jour"], recours["heure"]) == ("2026-10-26", heure)


@pytest.mark.parametrize("jour", ["2026-10-20", "2026-10-22"])
def test_une_assignation_sans_oqtf_prend_la_prefecture_du_refus_recu_avant_elle_ou_le_meme_jour(jour: str) -> None:
    """En Guadeloupe, le recours n'empêche pas l'éloignement : l'alerte doit venir, même sans le papier de l'OQTF."""
    refus = decision("2026-10-20", "refus_sejour", prefecture="971")
    assigne = fait("assignation_notifiee", jour, article_assignation="L731-1")
    assert "eloignement_non_suspendu" in alertes(reponse(refus, assigne))
    assert "eloignement_non_suspendu" not in alertes(reponse(refus | {"prefecture": "75"}, assigne))


@pytest.mark.parametrize(("rang", "favorable"), [(0, "2026-12-16"), (1, "2026-10-23")])
def test_une_assignation_suit_la_prefecture_de_la_decision_qu_elle_vise(rang: int, favorable: str) -> None:
    """Contre l'OQTF de Guadeloupe, deux mois en lecture favorable ; contre celle de Paris, sept jours francs."""
    rendue = reponse(
        oqtf("2026-10-01", prefecture="971"),
        oqtf("2026-10-10", prefecture="75"),
        fait("assignation_notifiee", "2026-10-15", article_assignation="L731-1", contre=f"decision_notifiee#{rang}"),
    )
    recours = echeance(rendue, objet="assignation_notifiee#2")
    assert (recours["dernier_jour"], recours["lecture_favorable"]) == ("2026-10-22", favorable)


@pytest.mark.parametrize("avec_oqtf", [True, False])
def test_la_requete_contre_l_assignation_ferme_la_sienne_et_elle_seule(avec_oqtf: bool) -> None:
    """La page demande ce que la requête vise : l'assignation est une réponse, et l'OQTF reste à contester."""
    debut = [oqtf("2026-10-01", prefecture="75")] if avec_oqtf else []
    assigne = fait("assignation_notifiee", "2026-10-15", article_assignation="L731-1")
    visee = f"assignation_notifiee#{len(debut)}"
    rendue = reponse(*debut, assigne, fait("requete_deposee", "2026-10-15", contre=visee))
    assert echeance(rendue, objet=visee)["etat"] == "faite"
    if avec_oqtf:
        assert echeance(rendue, objet="decision_notifiee#0")["etat"] == "ouverte"


def test_chaque_analyse_dit_de_quel_fait_elle_vient() -> None:
    """Une lettre cherche celle de ce qu'elle conteste : sans source, elle prendrait la date d'un autre papier."""
    faits = (
        oqtf("2026-10-01", prefecture="75"),
        fait("assignation_notifiee", "2026-10-15", article_assignation="L731-1"),
    )
    dossier = lire_dossier(lire_demande_echeances(echeances(*faits)))
    sources = {analyse.source.objet for analyse in calculer_echeances(dossier, charger())}
    assert sources == {"decision_notifiee#0", "assignation_notifiee#1"}


def test_a_jour_egal_le_calcul_ne_dit_pas_que_l_ancien_delai_finit_plus_tot() -> None:
    """Un mois depuis le 1er octobre, sept jours depuis le 26 : tous deux finissent le lundi 2 novembre."""
    assigne = fait("assignation_notifiee", "2026-10-26", article_assignation="L731-1")
    recours = echeance(reponse(oqtf("2026-10-01", prefecture="75"), assigne), objet="decision_notifiee#0")
    assert recours["dernier_jour"] == "2026-11-02"
    assert not any("finit plus tôt" in pas["texte"] for pas in recours["calcul"])


def test_deux_faits_du_meme_jour_se_rangent_par_leur_contenu_jamais_au_hasard() -> None:
    """L'ordre d'un ensemble change d'un démarrage de Python à l'autre : trié, la réponse garde les mêmes octets."""
    brut = {"contenu": frozenset({"refus_sejour", "oqtf", "irtf", "sans_delai"}), "contre": "decision_notifiee#0"}
    assert _contenu(brut) == "[('contenu', ['irtf', 'oqtf', 'refus_sejour', 'sans_delai'])]"


def aide(droit: Droit, personnes: int, revenu: int, jour: date = date(2026, 11, 25)) -> Json:
    foyer = {"personnes": personnes, "revenu_fiscal_reference": revenu}
    foyer |= {"patrimoine_mobilier": 0, "patrimoine_immobilier": 0}
    return ressources.calculer_aide({"aujourdhui": jour, "foyer": foyer}, droit)


@pytest.mark.parametrize(
    ("personnes", "revenu", "dites"), [(1, 12_957, {"proche"}), (2, 9_000, {"calcule"}), (1, 9_000, set())]
)
def test_la_raison_du_doute_sur_l_aide_est_la_bonne(personnes: int, revenu: int, dites: set[str]) -> None:
    """Tout près d'un plafond, ou un plafond calculé : deux doutes, deux phrases."""
    pourquoi = aide(charger(), personnes, revenu)["pourquoi"]
    assert {cle for cle in ("proche", "calcule") if dire("ressources", cle) in pourquoi} == dites


def test_des_plafonds_que_personne_n_a_relus_a_temps_le_disent() -> None:
    """La certitude baisse, et la phrase dit de quel jour est la lecture."""
    droit = charger()
    cle = ressources.SOURCES[0]
    vieux = replace(droit.textes[cle], verifie_le=date(2024, 1, 5))
    rendue = aide(replace(droit, textes={**droit.textes, cle: vieux}), 1, 9_000)
    assert rendue["certitude"] == "a_verifier"
    assert any("5 janvier 2024" in phrase for phrase in rendue["pourquoi"])
    assert aide(droit, 1, 9_000)["certitude"] == "prudente"


def test_l_annee_sans_plafonds_cite_les_derniers_connus() -> None:
    """Une troisième année dans le fichier : c'est elle, la dernière, qu'on cite en attendant la suivante."""
    lus = ressources._lus()
    annees = {**lus["annees"], "2027": {**lus["annees"]["2026"], "revenu_100": 13_131}}
    with (
        patch.object(ressources, "_lus", lambda: {**lus, "annees": annees}),
        pytest.raises(DateHorsCouverture) as levee,
    ):
        aide(charger(), 1, 0, date(2028, 1, 4))
    valeurs = levee.value.valeurs
    assert valeurs["derniere"] == "2027" and "13131" in valeurs["plafonds"]
