"""Les pièges de non-juristes qu'une lettre peut causer : chacun a son verrou, chaque verrou a ici son test."""

from pathlib import Path
from typing import Any

import pytest

from calculators import calculer
from calculators.courriers.donnees import MODELES, alertes_connues, arguments, commun, limites, modele
from calculators.courriers.nettoyage import sans_accent
from tests.engine.demandes import Json, decision, fait
from tests.engine.lettres import (
    ASSIGNE,
    AWA,
    FAITS,
    FOND,
    FORME,
    JOUR,
    LIBRE,
    OQTF,
    OQTF_IRTF,
    POUR_LE_JUGE,
    REFUS,
    RETENU,
    SILENCE,
    SITUATIONS,
    alertes_de,
    demande,
    lettre,
    texte_de,
)


def avec(modele_: str, *evenements: Json, jour: str = JOUR, residence: str = "69", **champs: Any) -> Json:
    """La réponse pour ce dossier, avec tout ce qu'il faut d'autre."""
    base: Json = {**AWA, **POUR_LE_JUGE, "moyens": [FORME, FOND], "date_signature": jour} | champs
    return lettre(demande(modele_, {"evenements": list(evenements), "residence": residence}, base, jour=jour))


def bloque(rendue: Json, alerte: str) -> bool:
    """L'alerte est là, et la lettre reste un brouillon."""
    return alerte in alertes_de(rendue) and not rendue["pret"]


AVEC_ELOIGNEMENT = [OQTF, OQTF_IRTF, ASSIGNE, RETENU, decision("2026-11-20", "irtf", prefecture="69")]


@pytest.mark.parametrize("recours", ["recours_gracieux", "recours_hierarchique"])
@pytest.mark.parametrize("papier", AVEC_ELOIGNEMENT, ids=lambda p: "+".join(p["contenu"]) + "-" + p["situation"])
def test_piege_ecrire_au_prefet_contre_une_oqtf_et_attendre(recours: str, papier: Json) -> None:
    """L'avertissement ouvre la lettre, la lettre au tribunal est proposée d'abord, et le brouillon reste un brouillon."""
    rendue = avec(recours, papier)
    assert (
        rendue["alertes"][0]["id"] == "recours_administratif_sans_effet"
        and rendue["alertes"][0]["gravite"] == "critique"
    )
    assert not rendue["pret"] and rendue["proposer"][0] == "requete_tribunal"
    compris = avec(recours, papier, compris_sans_effet=True)
    assert "recours_administratif_sans_effet" in alertes_de(compris) and compris["proposer"][0] == "requete_tribunal"


def test_la_lettre_au_prefet_reste_possible_une_fois_la_requete_partie() -> None:
    """La requête est déposée : la lettre au préfet n'est plus un piège, l'avertissement reste."""
    rendue = avec("recours_gracieux", OQTF, fait("requete_deposee", "2026-11-24"), moyens=[FORME, FOND])
    assert rendue["pret"] and "recours_administratif_sans_effet" in alertes_de(rendue)


def test_piege_second_recours_gracieux_pour_regagner_du_temps() -> None:
    """Une lettre du même genre est déjà partie : la seconde est retenue. L'autre genre, non."""
    deja = fait("recours_gracieux", "2026-11-10")
    assert bloque(avec("recours_gracieux", REFUS, deja), "second_recours_sans_effet")
    assert avec("recours_hierarchique", REFUS, deja)["pret"]


def test_piege_recours_administratif_envoye_trop_tard() -> None:
    """Le lendemain du dernier jour, il n'interrompt plus rien ; le dernier jour, il passe."""
    assert bloque(avec("recours_gracieux", REFUS, jour="2026-12-08"), "recours_administratif_tardif")
    assert avec("recours_gracieux", REFUS, jour="2026-12-07")["pret"]


def test_piege_hierarchique_trop_tard_apres_un_gracieux_a_temps() -> None:
    """Le délai initial seul compte, même interrompu par l'autre lettre."""
    tard = avec("recours_hierarchique", REFUS, fait("recours_gracieux", "2026-11-10"), jour="2026-12-08")
    assert bloque(tard, "recours_administratif_tardif")


@pytest.mark.parametrize(
    "phrase", ["Je produirai un mémoire complémentaire.", "un MEMOIRE   ampliatif suivra bientôt, avec les preuves"]
)
def test_piege_annoncer_un_memoire_complementaire(phrase: str) -> None:
    """Avec une OQTF, ces mots retiennent la lettre, où qu'ils soient ; sans OQTF, ils sont signalés."""
    for champs in ({"faits": f"{FAITS}\n{phrase}"}, {"moyens": [FORME, {**LIBRE, "texte": phrase + " " * 3}]}):
        assert bloque(avec("requete_tribunal", OQTF, **champs), "memoire_annonce")
        seul = avec("requete_tribunal", REFUS, **champs)
        assert "memoire_annonce_evitable" in alertes_de(seul) and seul["pret"]


def tous_les_textes(valeur: Any) -> list[str]:
    if isinstance(valeur, dict):
        return [t for v in valeur.values() for t in tous_les_textes(v)]
    if isinstance(valeur, list):
        return [t for v in valeur for t in tous_les_textes(v)]
    return [valeur] if isinstance(valeur, str) else []


def test_aucun_modele_n_annonce_de_memoire_ni_ne_demande_d_argent() -> None:
    """Les mots dangereux ne sont dans aucun modèle, aucune partie commune, aucun argument."""
    textes = [t for m in MODELES for t in tous_les_textes(modele(m)["sections"])]
    textes += tous_les_textes(commun()) + [a["texte"] for a in arguments().values()]
    dangereux = [mot for liste in limites()["mots_dangereux"].values() for mot in liste]
    assert len(textes) > 200 and not [t for t in textes for mot in dangereux if mot in sans_accent(t)]


def test_piege_demander_de_l_argent_sans_avocat() -> None:
    """Sans avocat, une demande d'argent est irrecevable (R431-2) : les mots sont nommés et retiennent la lettre."""
    rendue = avec("requete_tribunal", REFUS, faits=f"{FAITS} Je demande une indemnité de 5 000 euros.")
    assert bloque(rendue, "argent_sans_avocat")
    assert {a.get("champ") for a in rendue["alertes"] if a["id"] == "argent_sans_avocat"} == {"faits"}
    assert "frais_sans_avocat" in alertes_de(avec("requete_tribunal", REFUS, frais=200))


@pytest.mark.parametrize(
    "moyens", [None, [{"id": "motivation"}], [{**LIBRE, "texte": "trop court"}]], ids=["aucun", "vide", "bref"]
)
def test_piege_requete_sans_aucun_moyen(moyens: Any) -> None:
    """Sans un argument vraiment écrit, la requête n'est plus régularisable après le délai (R411-1)."""
    rendue = avec("requete_tribunal", REFUS, moyens=moyens)
    assert bloque(rendue, "aucun_moyen") and "moyens" in rendue["manque"]
    assert bloque(
        avec("refere_suspension", REFUS, moyens=moyens, date_depot_fond="2026-11-20"), "aucun_moyen_en_refere"
    )


def test_piege_une_seule_sorte_d_argument() -> None:
    """Forme seule ou fond seul : l'autre cause manquera après le délai (Intercopie) ; la lettre peut partir quand même."""
    for moyens, manque in (([FORME], "le fond"), ([FOND], "la forme")):
        rendue = avec("requete_tribunal", REFUS, moyens=moyens)
        (alerte,) = [a for a in rendue["alertes"] if a["id"] == "une_seule_cause"]
        assert manque in alerte["texte"] and alerte["gravite"] == "attention" and rendue["pret"]
    assert "une_seule_cause" not in alertes_de(avec("requete_tribunal", REFUS))
    discute = {"id": "examen_particulier", "faits": {"ce_qui_est_ignore": "mon travail déclaré depuis 2019"}}
    assert "une_seule_cause" in alertes_de(avec("requete_tribunal", REFUS, moyens=[FOND, discute]))
    assert "une_seule_cause" not in alertes_de(avec("requete_tribunal", ASSIGNE, moyens=[FOND]))


@pytest.mark.parametrize("oubliee", ["oqtf", "sans_delai", "irtf", "pays_de_renvoi", "refus_sejour"])
def test_piege_attaquer_une_decision_et_oublier_les_autres(oubliee: str) -> None:
    """Ce qui n'est pas attaqué reste : chaque décision oubliée est nommée et retient la lettre."""
    gardees = [d for d in OQTF_IRTF["contenu"] if d != oubliee]
    rendue = avec("requete_tribunal", OQTF_IRTF, decisions_contestees=gardees, residence="93")
    assert bloque(rendue, "decision_oubliee")
    assert "decision_oubliee" not in alertes_de(avec("requete_tribunal", OQTF_IRTF, residence="93"))


def test_piege_l_oqtf_est_au_verso() -> None:
    """Contenu inconnu : cherchez avant d'écrire. OQTF sans pays ni interdiction : relisez chaque page."""
    inconnu = decision("2026-11-16", "inconnu", prefecture="69")
    assert bloque(avec("requete_tribunal", inconnu), "contenu_a_verifier")
    assert "chercher_les_autres_decisions" in alertes_de(
        avec("requete_tribunal", decision("2026-11-20", "oqtf", prefecture="69"))
    )


def test_piege_confondre_trente_jours_pour_partir_et_un_mois_pour_contester() -> None:
    """La date de la lettre est celle du recours, jamais celle du départ."""
    rendue = avec("requete_tribunal", OQTF)
    assert rendue["envoi"]["echeance"] == "recours_contentieux" and rendue["envoi"]["dernier_jour"] == "2026-12-24"
    assert "23 décembre" not in texte_de(rendue)


def test_piege_compter_depuis_la_date_ecrite_sur_la_decision() -> None:
    """Sans le jour de réception, la lettre ne dit aucun délai et nomme ce qui manque."""
    sans = demande(
        "requete_tribunal", None, AWA, POUR_LE_JUGE, moyens=[FORME, FOND], date_decision="2026-11-16", prefecture="69"
    )
    rendue = lettre(sans)
    assert "date_notification" in rendue["manque"] and not rendue["pret"] and rendue["envoi"]["dernier_jour"] is None
    assert "dans le délai" not in texte_de(rendue)
    inconnu = avec("requete_tribunal", decision("2026-11-16", "refus_sejour", mode="inconnu", prefecture="69"))
    assert "date_notification" in inconnu["manque"] and "J'ai reçu la décision le" not in texte_de(inconnu)


def test_piege_le_recommande_non_retire() -> None:
    """La lettre dit le premier passage du facteur, et l'alerte du dossier est là."""
    rendue = avec(
        "requete_tribunal", decision("2026-11-10", "refus_sejour", mode="lettre_non_retiree", prefecture="69")
    )
    assert "présentée le 10 novembre 2026 et je ne l'ai pas retirée" in texte_de(rendue)
    assert "pli_non_retire" in alertes_de(rendue) and "J'ai reçu la décision le" not in texte_de(rendue)


def test_piege_le_compte_en_ligne_qu_on_n_ouvre_pas() -> None:
    """Reçue en ligne : l'alerte du dossier se lit à côté de la lettre."""
    assert "compte_en_ligne" in alertes_de(
        avec("requete_tribunal", decision("2026-11-10", "refus_sejour", mode="en_ligne"))
    )


def test_piege_compter_soixante_jours_au_lieu_de_deux_mois() -> None:
    """La lettre écrit la durée de la règle, en mois."""
    assert "délai de deux mois" in texte_de(avec("requete_tribunal", REFUS)) and "soixante" not in texte_de(
        avec("requete_tribunal", REFUS)
    )


def test_piege_croire_que_le_recepisse_empeche_le_refus_implicite() -> None:
    """Le silence est déjà un refus : la lettre pour un récépissé le dit et propose les motifs et le tribunal."""
    rendue = avec(
        "recepisse", SILENCE, prefecture="69", objet_demande="recepisse", delai_mise_en_demeure="P8D", moyens=None
    )
    assert "refus_implicite_deja_ne" in alertes_de(rendue) and rendue["proposer"] == [
        "demande_motifs",
        "requete_tribunal",
    ]
    assert "L521-3" not in texte_de(rendue), "un référé ne contrarie pas une décision déjà née"


def test_piege_refere_sans_requete_au_fond() -> None:
    """Sans requête en annulation, le référé est irrecevable (R522-1) et non régularisable : la lettre est retenue."""
    rendue = avec("refere_suspension", REFUS, urgence_faits="Je perds mon emploi le 1er décembre 2026.")
    assert bloque(rendue, "refere_sans_requete") and rendue["proposer"] == ["requete_tribunal"]


def test_piege_refere_sans_la_copie_de_la_requete() -> None:
    """La copie est une pièce obligatoire, toujours dans l'inventaire, et l'alerte critique la rappelle."""
    rendue = lettre(SITUATIONS["refere_suspension"][1])
    assert [p["categorie"] for p in rendue["pieces"] if p["obligatoire"]] == ["decision", "requete"]
    assert "copie_de_la_requete" in alertes_de(rendue)


def test_piege_refere_sans_urgence_dite_ni_prouvee() -> None:
    """Ni faits d'urgence : retenue. Des faits sans preuve : signalé."""
    base = {"date_depot_fond": "2026-11-20"}
    assert bloque(avec("refere_suspension", REFUS, **base), "urgence_non_dite")
    dite = avec("refere_suspension", REFUS, urgence_faits="Je perds mon emploi le 1er décembre 2026.", **base)
    assert dite["pret"] and "urgence_sans_preuve" in alertes_de(dite)


def test_piege_refere_contre_l_oqtf_en_metropole() -> None:
    """Par défaut, le référé ne vise que le refus ; viser l'OQTF est signalé, sauf outre-mer où elle n'est pas suspendue."""
    base = {"date_depot_fond": "2026-11-24", "urgence_faits": "Je perds mon emploi le 1er décembre 2026."}
    assert "l'obligation de quitter" not in texte_de(avec("refere_suspension", OQTF, **base))
    visee = avec("refere_suspension", OQTF, decisions_contestees=["refus_sejour", "oqtf"], **base)
    assert "refere_contre_oqtf" in alertes_de(visee)
    guyane = {**OQTF, "prefecture": "973"}
    outre_mer = avec("refere_suspension", guyane, residence="973", **base)
    assert "refere_contre_oqtf" not in alertes_de(outre_mer) and "obligation de quitter" in texte_de(outre_mer)


def test_piege_oublier_de_confirmer_apres_un_refere_rejete() -> None:
    """Le référé l'annonce ; la lettre de maintien existe, avec sa date ; trop tard, elle le dit."""
    assert "confirmer_la_requete" in alertes_de(lettre(SITUATIONS["refere_suspension"][0]))
    une = SITUATIONS["maintien_requete"][0]
    assert lettre(une)["envoi"]["dernier_jour"] == "2026-12-21"
    assert "maintien_trop_tard" in alertes_de(lettre({**une, "aujourdhui": "2026-12-22"}))


def test_piege_demander_les_motifs_d_une_decision_ecrite() -> None:
    """Une décision écrite doit déjà dire ses motifs (L232-4) : la lettre est retenue, le tribunal proposé."""
    rendue = avec("demande_motifs", REFUS, moyens=None)
    assert bloque(rendue, "motifs_contre_decision_ecrite") and rendue["proposer"] == ["requete_tribunal"]


@pytest.mark.parametrize(
    ("jour", "alerte"), [("2026-09-14", "refus_pas_encore_ne"), ("2026-11-17", "motifs_trop_tard")]
)
def test_piege_demander_les_motifs_trop_tot_ou_trop_tard(jour: str, alerte: str) -> None:
    """Avant que le silence soit un refus, ou après le délai du recours : retenue."""
    assert bloque(avec("demande_motifs", SILENCE, jour=jour, prefecture="69", moyens=None), alerte)
    assert avec("demande_motifs", SILENCE, jour="2026-11-16", prefecture="69", moyens=None)["pret"]


def test_piege_saisir_le_tribunal_avant_que_le_silence_soit_un_refus() -> None:
    """La requête contre un silence pas encore né est retenue, avec le jour à attendre."""
    rendue = avec("requete_tribunal", SILENCE, jour="2026-09-01", prefecture="69", moyens=[FOND])
    assert bloque(rendue, "refus_pas_encore_ne") and "15 septembre 2026" in str(rendue["alertes"])


def test_piege_demander_l_execution_trop_tot() -> None:
    """Avant trois mois, la demande est rejetée ; un refus écrit ou un référé dispensent d'attendre (R921-1-1)."""
    jugement = fait("jugement_notifie", "2026-11-02", sens="annulation")
    champs: Json = {
        "prefecture": "69",
        "date_jugement": "2026-10-29",
        "ce_que_dit_le_jugement": "La décision est annulée.",
    }
    tot = avec("demande_execution", jugement, **champs)
    assert bloque(tot, "execution_trop_tot") and tot["envoi"]["a_partir_du"] == "2027-02-03"
    for dispense in ("refus_d_executer", "jugement_de_refere"):
        assert avec("demande_execution", jugement, **champs, **{dispense: True})["pret"]


def test_piege_demander_l_execution_au_mauvais_juge() -> None:
    """Un appel formé : la cour (R921-2), nommée en tête et dans les demandes."""
    texte = texte_de(lettre(SITUATIONS["demande_execution"][2]))
    assert texte.startswith("Cour administrative d'appel de Paris") and "Je demande à la cour" in texte


def test_piege_faire_appel_sans_avocat() -> None:
    """Un jugement ou un arrêt est dans le dossier : aucune lettre au tribunal ne le conteste, il faut un avocat."""
    for type_ in ("jugement_notifie", "arret_notifie"):
        rendue = avec("requete_tribunal", REFUS, fait("requete_deposee", "2026-10-20"), fait(type_, "2026-11-20"))
        assert bloque(rendue, "avocat_obligatoire") and rendue["proposer"] == ["avocat"]
    assert not any("appel" in nom for nom in MODELES)


def test_piege_poster_le_dernier_jour_sans_preuve() -> None:
    """À deux jours de la fin, la poste est déconseillée : en ligne ou au guichet, contre une preuve."""
    proche = avec("requete_tribunal", OQTF, jour="2026-12-22", moyens=[FORME, FOND])
    assert "dernier_jour_par_la_poste" in alertes_de(proche)
    assert any("citoyens.telerecours.fr" in c for c in proche["envoi"]["comment"])
    assert "dernier_jour_par_la_poste" not in alertes_de(avec("requete_tribunal", OQTF))


def test_piege_la_poste_quand_le_delai_est_en_heures() -> None:
    """Rétention : l'heure est dite, la poste écartée, le responsable du lieu reçoit la lettre."""
    rendue = avec("requete_tribunal", RETENU, moyens=[FOND], residence="77")
    assert "heures_pas_par_la_poste" in alertes_de(rendue) and rendue["envoi"]["heure"] == "16:10"
    assert not any("recommandé" in consigne for consigne in rendue["envoi"]["comment"])


def test_piege_etre_assigne_apres_coup() -> None:
    """Le mois devient sept jours : la date de la lettre suit la mesure."""
    rendue = avec("requete_tribunal", OQTF, fait("assignation_notifiee", "2026-11-24", lieu="69"))
    assert rendue["envoi"]["dernier_jour"] == "2026-12-01"


def test_piege_croire_que_l_aide_juridictionnelle_suspend_tout() -> None:
    """Sept jours, 48 heures : aucun effet. Un mois : déposez aussi la requête. Trop tard : rien."""
    assert "aide_juridictionnelle_sans_effet" in alertes_de(avec("aide_juridictionnelle", ASSIGNE))
    assert "aide_juridictionnelle_sans_effet" in alertes_de(avec("aide_juridictionnelle", RETENU))
    avec_oqtf = avec("aide_juridictionnelle", OQTF)
    assert "aide_et_requete" in alertes_de(avec_oqtf) and avec_oqtf["proposer"] == ["requete_tribunal"]
    assert "aide_juridictionnelle_tardive" in alertes_de(avec("aide_juridictionnelle", REFUS, jour="2026-12-08"))


def test_piege_la_lettre_ne_remplace_pas_le_formulaire_d_aide() -> None:
    """Le formulaire officiel est nommé ; la lettre seule ne vaut rien."""
    rendue = avec("aide_juridictionnelle", REFUS)
    assert "formulaire_officiel" in alertes_de(rendue) and "formulaire officiel" in texte_de(rendue)


def test_piege_ecrire_a_un_avocat_n_est_pas_saisir_le_tribunal() -> None:
    """L'alerte critique est toujours là, et la lettre demande une réponse écrite."""
    rendue = lettre(SITUATIONS["avocat"][0])
    assert "ecrire_n_est_pas_saisir" in alertes_de(rendue) and "par écrit si vous acceptez" in texte_de(rendue)


def test_piege_irtf_seule_comptee_un_mois() -> None:
    """Une interdiction de retour seule : la variante urgente, sept jours."""
    rendue = avec("requete_tribunal", decision("2026-11-24", "irtf", prefecture="69"), moyens=[FOND])
    assert rendue["variante"] == "urgence" and rendue["envoi"]["dernier_jour"] == "2026-12-01"
    assert "irtf_seule" in alertes_de(rendue)


def test_piege_outre_mer_le_recours_ne_suspend_pas() -> None:
    """En Guyane, l'éloignement reste possible : l'alerte critique est à côté de la requête."""
    rendue = avec("requete_tribunal", {**OQTF, "prefecture": "973"}, residence="973")
    assert "eloignement_non_suspendu" in alertes_de(rendue)


def test_piege_croire_qu_un_papier_muet_donne_toujours_un_an() -> None:
    """Voies et délais absents : la lettre garde la date courte et ne parle pas d'un an."""
    rendue = avec("requete_tribunal", {**REFUS, "voies_et_delais": "absents"})
    assert rendue["envoi"]["dernier_jour"] == "2026-12-07" and "un an" not in texte_de(rendue)


def test_piege_hors_delai_se_dit_avant_tout() -> None:
    """Le dernier jour est passé : l'alerte critique, et l'avocat proposé ; la lettre n'affirme pas être à temps."""
    rendue = avec("requete_tribunal", OQTF, jour="2026-12-29")
    assert "requete_hors_delai" in alertes_de(rendue) and rendue["proposer"] == ["avocat"]
    assert "dans le délai" not in texte_de(rendue) and rendue["envoi"]["avant"] is None


def test_piege_plusieurs_decisions_dans_un_dossier() -> None:
    """Deux décisions reçues : la lettre demande laquelle, et suit la réponse."""
    premiere = decision("2026-10-05", "refus_sejour", prefecture="69", date_decision="2026-09-28")
    assert bloque(avec("requete_tribunal", premiere, OQTF), "plusieurs_decisions")
    dite = avec("requete_tribunal", premiere, OQTF, decision="decision_notifiee#0")
    assert dite["pret"] and "28 septembre 2026" in texte_de(dite) and "obligation de quitter" not in texte_de(dite)


def test_piege_l_attestation_de_prolongation_n_est_pas_pour_toute_demande() -> None:
    """R431-15-1 : demande complète, dans les délais. Sinon la phrase n'est pas écrite et la lettre est retenue."""
    base: Json = {"prefecture": "69", "objet_demande": "attestation", "date_depot_demande": "2026-10-02"}
    rendue = lettre(
        demande(
            "recepisse", None, AWA, base, delai_mise_en_demeure="P15D", demande_complete=False, demande_a_temps=True
        )
    )
    assert bloque(rendue, "attestation_sous_conditions") and "vous demande de mettre à ma disposition" not in texte_de(
        rendue
    )


def test_piege_un_seul_essai_de_rendez_vous() -> None:
    """Un essai prouve peu : c'est dit. Aucun : il manque."""
    une = SITUATIONS["recepisse"][1]
    assert "une_seule_tentative" in alertes_de(lettre(une, tentatives=[{"date": "2026-11-09"}]))
    assert "tentatives" in lettre(une, tentatives=None)["manque"]


def test_piege_le_demenagement_et_le_tribunal() -> None:
    """Déménager ne change pas le tribunal ; assigné, on vérifie d'abord ; trop tard, on déclare quand même."""
    une = SITUATIONS["changement_adresse"][1]
    assert "adresse_et_tribunal" in alertes_de(lettre(une))
    base: Json = {"ancienne_adresse": "4 rue Haute", "date_effet": "2026-11-10", "destinataires": ["prefecture"]}
    assert "assigne_et_adresse" in alertes_de(avec("changement_adresse", ASSIGNE, **base))
    tardive = avec("changement_adresse", REFUS, **{**base, "date_effet": "2026-08-01", "titre_plus_d_un_an": True})
    assert "declaration_tardive" in alertes_de(tardive)


def test_piege_un_argument_mal_place_est_nomme_avec_sa_raison() -> None:
    """Le retrait, la nationalité, la décision non attaquée, la situation : l'argument sort de la lettre et la retient."""
    cas: list[tuple[Json, Json, str]] = [
        ({"id": "contradictoire", "faits": {"comment_averti": "par la lettre elle-même"}}, {}, "si l'on vous retire"),
        (
            {"id": "admission_exceptionnelle", "faits": {"considerations": "dix ans"}},
            {"situations": ["algerien"]},
            "algérienne",
        ),
        ({"id": "interdiction_de_retour", "faits": {"presence_et_liens": "x"}}, {}, "interdiction de retour"),
        ({"id": "etudes", "faits": {"parcours": "licence"}}, {"situations": ["malade"]}, "Études"),
    ]
    for moyen, champs, mot in cas:
        rendue = avec("requete_tribunal", REFUS, **{"moyens": [FORME, FOND, moyen], **champs})
        (alerte,) = [a for a in rendue["alertes"] if a["id"] == "moyen_mal_place"]
        assert mot in alerte["texte"] and alerte["champ"] == "moyens[2]" and not rendue["pret"]
        assert arguments()[moyen["id"]]["titre"] not in texte_de(rendue)


def test_piege_un_argument_vide_est_nomme_avec_ce_qui_manque() -> None:
    """« moyens[1] », son titre, et le fait à dire ; il n'est pas dans la lettre."""
    rendue = avec(
        "requete_tribunal", REFUS, moyens=[FORME, {"id": "erreur_de_fait", "faits": {"ce_qui_est_vrai": "oui"}}]
    )
    (alerte,) = [a for a in rendue["alertes"] if a["id"] == "moyen_vide"]
    assert alerte["champ"] == "moyens[1]" and "ce que dit la décision" in alerte["texte"] and not rendue["pret"]
    assert "se trompe sur un fait" not in texte_de(rendue)


def test_piege_un_argument_sans_preuve_est_signale_a_cote() -> None:
    """Dans les alertes, jamais dans le texte ; avec une pièce, il la cite par son numéro."""
    sans = avec("requete_tribunal", REFUS)
    assert "moyen_non_prouve" in alertes_de(sans) and "preuve" not in texte_de(sans)
    avec_piece = avec(
        "requete_tribunal", REFUS, pieces=[{"intitule": "Certificat de scolarité 2026", "appuie": ["motivation"]}]
    )
    assert "(pièce n° 2)" in texte_de(avec_piece)
    assert [a["champ"] for a in avec_piece["alertes"] if a["id"] == "moyen_non_prouve"] == ["moyens[1]"]


def test_piege_des_pieces_vagues_doubles_ou_trop_lourdes() -> None:
    """« Divers », deux fois le même titre, 40 Mo : chacun nommé."""
    pieces = [
        {"intitule": "divers"},
        {"intitule": "Bail signé en 2024", "octets": 40_000_000},
        {"intitule": "bail signe en 2024", "appuie": ["etudes"]},
    ]
    rendue = avec("requete_tribunal", REFUS, pieces=pieces)
    assert {"piece_vague", "piece_trop_lourde", "piece_sans_argument"} <= alertes_de(rendue) and bloque(
        rendue, "piece_double"
    )


def test_la_lettre_au_prefet_dit_ce_qu_elle_ne_fait_pas() -> None:
    """Elle ne suspend rien, le silence vaudra rejet, et l'adresse du ministère se compare."""
    rendue = avec("recours_hierarchique", REFUS)
    assert {"ne_pas_attendre_la_reponse", "recours_non_suspensif", "adresse_du_ministere"} <= alertes_de(rendue)


def test_la_requete_rappelle_ce_qui_se_joint() -> None:
    """La décision, ou devant un silence la preuve du dépôt (R412-1), même quand la personne n'y pense pas."""
    ecrite = avec("requete_tribunal", REFUS)
    assert "joindre_la_decision" in alertes_de(ecrite) and ecrite["pieces"][0]["obligatoire"]
    silence = avec("requete_tribunal", SILENCE, jour="2026-10-20", prefecture="69", moyens=[FOND])
    assert "joindre_la_preuve_de_depot" in alertes_de(silence) and silence["pieces"][0]["categorie"] == "demande"
    perdue = avec("requete_tribunal", REFUS, decision_perdue=True)
    assert "je ne l'ai plus" in texte_de(perdue) and perdue["pieces"] == []


def test_ce_qui_rend_une_requete_irrecevable_est_critique() -> None:
    """Sans nom, sans adresse ou sans faits : l'alerte critique le dit, et la lettre est retenue."""
    for champ, alerte in (
        ("nom", "nom_et_domicile"),
        ("adresse_ligne1", "nom_et_domicile"),
        ("faits", "faits_et_conclusions"),
    ):
        rendue = avec("requete_tribunal", REFUS, **{champ: None})
        assert bloque(rendue, alerte) and rendue["alertes"][0]["gravite"] == "critique"


def test_une_requete_ou_une_demande_deja_partie_se_dit() -> None:
    """Requête, motifs, aide : une seconde est inutile."""
    assert "requete_deja_deposee" in alertes_de(avec("requete_tribunal", REFUS, fait("requete_deposee", "2026-11-20")))
    motifs = avec("demande_motifs", SILENCE, fait("demande_motifs", "2026-10-01"), prefecture="69", moyens=None)
    assert "motifs_deja_demandes" in alertes_de(motifs)
    aide = fait("aide_juridictionnelle_demandee", "2026-11-20", pour="tribunal")
    assert "aide_juridictionnelle_seconde" in alertes_de(avec("aide_juridictionnelle", REFUS, aide))


def test_un_changement_de_statut_n_est_pas_un_renouvellement() -> None:
    """Le référé d'un renouvellement le rappelle ; l'exécution devant la cour et le maintien sans référé se disent aussi."""
    assert "renouvellement_ou_changement" in alertes_de(lettre(SITUATIONS["refere_suspension"][1]))
    assert "execution_devant_la_cour" in alertes_de(lettre(SITUATIONS["demande_execution"][2]))
    assert "maintien_sans_ordonnance" in alertes_de(lettre(SITUATIONS["maintien_requete"][1]))


def test_un_argument_de_confiance_faible_est_a_faire_verifier() -> None:
    """L'accord franco-algérien n'a pas été lu : l'argument s'écrit, l'alerte le dit."""
    accord = {
        "id": "accord_franco_algerien",
        "faits": {"article_de_l_accord": "6-5", "conditions_remplies": "ma famille"},
    }
    assert "argument_a_verifier" in alertes_de(
        avec("requete_tribunal", REFUS, moyens=[FORME, accord], situations=["algerien"])
    )


def test_un_autre_tribunal_possible_est_une_question() -> None:
    """Retenu en Seine-et-Marne : le tribunal dépend du centre."""
    assert "tribunal_a_verifier" in alertes_de(avec("requete_tribunal", RETENU, moyens=[FOND], residence="77"))


def test_un_texte_tres_long_est_garde_et_signale() -> None:
    """Cinq mille caractères : rien n'est coupé."""
    rendue = avec("requete_tribunal", REFUS, nom="N" * 5000)
    assert "N" * 5000 in texte_de(rendue) and "valeur_longue" in alertes_de(rendue)


def test_les_donnees_de_sante_ont_leur_avertissement() -> None:
    """L'argument de santé rappelle que la préfecture et le juge liront."""
    sante = {
        "id": "etat_de_sante",
        "faits": {"ce_que_dit_le_medecin": "un suivi est nécessaire", "soins_au_pays": "absents"},
    }
    assert "donnees_de_sante" in alertes_de(avec("requete_tribunal", REFUS, moyens=[FORME, sante]))


def test_un_mineur_ne_signe_pas_seul() -> None:
    """Moins de dix-huit ans aujourd'hui : le représentant légal."""
    assert "representant_legal" in alertes_de(avec("requete_tribunal", REFUS, date_naissance="2009-03-01"))
    assert "representant_legal" not in alertes_de(avec("requete_tribunal", REFUS, date_naissance="2008-11-25"))


def test_chaque_alerte_d_une_lettre_a_un_test_qui_la_nomme() -> None:
    """Une alerte sans test est un verrou qu'on peut perdre sans le voir."""
    dossier = Path(__file__).parent
    fichiers = ("test_courriers.py", "test_courriers_verrous.py", "test_age.py")
    tests = "".join((dossier / fichier).read_text(encoding="utf-8") for fichier in fichiers)
    identifiants = {alerte.get("identifiant", cle) for cle, alerte in alertes_connues().items()}
    assert sorted(i for i in identifiants if f'"{i}"' not in tests) == []


def test_calculer_ne_leve_jamais_sur_une_lettre() -> None:
    """Chaque modèle, sans rien d'autre : une réponse, un brouillon, tout ce qui manque."""
    for nom in MODELES:
        rendue = calculer({"calcul": "courrier", "aujourdhui": JOUR, "modele": nom})
        assert not rendue["pret"] and rendue["manque"], nom
