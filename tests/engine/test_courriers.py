"""Les lettres : pour chacune, trois situations ; les mentions exigées ; rien que ce qui a été dit ; jamais un blanc."""

import base64
import copy
import re
from pathlib import Path
from typing import Any

import pytest

from calculators import calculer
from calculators.courriers.donnees import MODELES, modele, mots
from calculators.lecture import ecrire_json
from tests.engine.demandes import Json, lancer
from tests.engine.lettres import AWA, JOUR, SITUATIONS, TOUTES, URGENCES, alertes_de, demande, lettre, texte_de

NOMS = [f"{d['modele']}-{rang}" for d in SITUATIONS.values() for rang, d in enumerate(d)] + ["urgence-0", "urgence-1"]
CHAQUE = pytest.mark.parametrize("une", TOUTES, ids=NOMS)

# Ce que la fiche de chaque lettre exige, en mots : au moins une de ces expressions dans le texte.
MENTIONS: dict[str, tuple[str, ...]] = {
    "recours_gracieux": (
        *("Préfecture", "Lettre recommandée", "recours gracieux contre votre décision du", "Je l'ai reçue le"),
        *(
            "Pourquoi la décision est à revoir",
            "Je vous demande :",
            "retirer",
            "réexaminer",
            "autorise à rester",
            "Fait à",
        ),
    ),
    "recours_hierarchique": (
        *(
            "ministre de l'Intérieur",
            "Place Beauvau",
            "75800 Paris Cedex 08",
            "recours hiérarchique contre la décision",
        ),
        *("Je l'ai reçue le", "annuler", "réexaminer", "Fait à"),
    ),
    "requete_tribunal": (
        *("Tribunal administratif", "en annulation", "Pour", "Contre", "attaquée", "Les faits", "Les raisons"),
        *("Je demande au tribunal", "annuler", "Fait à", "Adresse :"),
    ),
    "refere_suspension": (
        *("Juge des référés", "Référé", "L521-1", "requête du", "copie est jointe", "L'urgence", "doute sérieux"),
        *("suspendre l'exécution", "réexaminer", "Adresse :", "Copie de la requête en annulation", "Fait à"),
    ),
    "demande_motifs": (
        *(
            "communication des motifs",
            "L232-4",
            "déposé une demande",
            "silence vaut donc refus",
            "les motifs de ce refus",
        ),
        *("d'un mois", "Lettre recommandée", "Fait à"),
    ),
    "recepisse": ("mise en demeure", "dans un délai de", "L521-3", "Préfecture", "Fait à"),
    "bordereau": ("Inventaire des pièces", "Pour :"),
    "changement_adresse": (
        "changement d'adresse",
        "Ancienne adresse :",
        "Nouvelle adresse :",
        "accuser réception",
        "Fait à",
    ),
    "demande_execution": (
        "Demande d'exécution du jugement",
        "L911-4",
        "exécution du jugement du",
        "Jugement du",
        "Fait à",
    ),
    "avocat": ("dernier", "Qui je suis", "Ce que j'ai reçu", "Ce que je vous demande", "Téléphone", "si vous acceptez"),
    "aide_juridictionnelle": (
        "Bureau d'aide juridictionnelle",
        "formulaire officiel",
        "du recours :",
        "accusé de réception",
    ),
    "maintien_requete": ("R612-5-2", "je maintiens ma requête", "ordonnance que j'ai reçue le", "Fait à"),
}


def test_chaque_lettre_a_trois_situations_et_ses_mentions() -> None:
    """Les dix lettres du contrat et les deux ajoutées : aucune n'échappe aux tests qui suivent."""
    assert set(SITUATIONS) == set(MENTIONS) == set(MODELES)
    assert all(len(lettres) >= 3 for lettres in SITUATIONS.values())


@CHAQUE
def test_chaque_situation_donne_une_lettre_prete(une: Json) -> None:
    """Tout ce qui est exigé est dit : rien ne manque, la lettre peut partir."""
    rendue = lettre(une)
    assert rendue["manque"] == [] and rendue["pret"], (rendue["manque"], alertes_de(rendue))
    assert not rendue["nom_de_fichier"].startswith("brouillon")


@CHAQUE
def test_chaque_mention_obligatoire_est_dans_la_lettre(une: Json) -> None:
    """Nom, parties, faits, raisons, demandes, textes : ce que la loi ou la fiche demande est écrit."""
    texte = texte_de(lettre(une))
    absentes = [mention for mention in MENTIONS[une["modele"]] if mention not in texte]
    assert absentes == [] and une["champs"]["nom"] in texte


@CHAQUE
def test_aucun_blanc_aucun_trou_aucune_mention_a_rayer(une: Json) -> None:
    """Ni accolade, ni pointillés, ni « None », ni crochets, ni double ponctuation, ni espace de trop."""
    for bloc in lettre(une)["blocs"]:
        assert bloc["texte"].strip() and not re.search(
            r"[{}\[\]_]|\.\.|None|rayer|\(\)|  | ,|: ?$\n^|;\.", bloc["texte"]
        ), bloc
        assert all(element.strip() for element in bloc.get("elements", ["x"]))


@CHAQUE
def test_une_lettre_a_moitie_remplie_dit_ce_qui_manque(une: Json) -> None:
    """Champ par champ ôté : jamais une erreur, jamais un blanc ; un champ exigé est nommé et retient la lettre."""
    exiges = set(modele(une["modele"])["exiges"])
    for nom in une["champs"]:
        rendue = lettre(une, **{nom: None})
        texte = texte_de(rendue)
        assert "None" not in texte and not re.search(r"[{}]", texte), nom
        if nom in rendue["manque"]:
            assert nom not in exiges or not rendue["pret"], nom


@CHAQUE
def test_un_champ_exige_et_absent_est_nomme(une: Json) -> None:
    """Sans nom, sans adresse, sans signature datée : « manque » le nomme, et le fichier s'appelle brouillon."""
    for nom in {"nom", "adresse_ligne1", "lieu_signature", "date_signature"} & set(modele(une["modele"])["exiges"]):
        rendue = lettre(une, **{nom: None})
        assert nom in rendue["manque"] and not rendue["pret"] and rendue["nom_de_fichier"].startswith("brouillon_")


def dates_comptees(une: Json) -> set[str]:
    """Les dates prudentes du dossier, ou de celui que la seule date de dépôt raconte."""
    depot = {"evenements": [{"type": "demande_deposee", "date": une["champs"].get("date_depot_demande", JOUR)}]}
    question = {"calcul": "echeances", "aujourdhui": une["aujourdhui"], "dossier": une.get("dossier", depot)}
    return {str(e["dernier_jour"]) for e in calculer(question)["echeances"]}


@CHAQUE
def test_seul_ce_qui_a_ete_dit_parait(une: Json) -> None:
    """Une date écrite dans la lettre a été donnée, ou comptée par le moteur depuis le dossier."""
    source, comptees = ecrire_json(une), dates_comptees(une)
    mois = {nom: rang for rang, nom in enumerate(mots()["presence"]["mois"], start=1)}
    trouvees = [d for d in re.findall(r"(\d+|1er) (\w+) (\d{4})", texte_de(lettre(une))) if d[1] in mois]
    assert trouvees or une["modele"] == "bordereau"
    for jour, nom, annee in trouvees:
        iso = f"{annee}-{mois[nom]:02}-{int(jour.removesuffix('er')):02}"
        assert iso in source or f"{jour} {nom} {annee}" in source or iso in comptees, iso


@CHAQUE
def test_la_meme_demande_rend_la_meme_lettre_et_n_est_pas_touchee(une: Json) -> None:
    """Fonction pure : mêmes octets, demande intacte."""
    avant = copy.deepcopy(une)
    assert ecrire_json(calculer(une)) == ecrire_json(calculer(copy.deepcopy(une))) and une == avant


@CHAQUE
def test_jamais_de_lecture_favorable_dans_une_lettre(une: Json) -> None:
    """Ni sa date, ni son mot, dans les blocs, l'envoi, la feuille ou les alertes."""
    rendue = ecrire_json(calculer({**une, "sortie": "texte"}))
    if "dossier" not in une:
        return
    dossier = calculer({"calcul": "echeances", "aujourdhui": une["aujourdhui"], "dossier": une["dossier"]})
    favorables = {e["lecture_favorable"] for e in dossier["echeances"]} - {
        e["dernier_jour"] for e in dossier["echeances"]
    }
    assert not [f for f in favorables if f and f in rendue] and "favorable" not in rendue


def test_le_genre_s_accorde_et_le_vide_evite_d_accorder() -> None:
    """« née », « né », et sans civilité une tournure qui n'accorde rien."""
    une = SITUATIONS["requete_tribunal"][0]
    assert "Née le 1er mars 1990" in texte_de(lettre(une))
    assert "Né le 1er mars 1990" in texte_de(lettre(une, civilite="Monsieur"))
    neutre = texte_de(lettre(une, civilite=None))
    assert "Date de naissance : 1er mars 1990" in neutre and not re.search(r"\b[Nn]ée? le\b", neutre)


def test_le_nombre_s_accorde() -> None:
    """Une décision attaquée, ou plusieurs."""
    plusieurs, seule = SITUATIONS["requete_tribunal"][0], SITUATIONS["requete_tribunal"][2]
    assert "Les décisions attaquées" in texte_de(lettre(plusieurs)) and "La décision attaquée" in texte_de(
        lettre(seule)
    )


def test_le_premier_du_mois_et_l_elision_s_ecrivent_comme_en_francais() -> None:
    """« 1er mars 2026 », « d'un mois », « de huit jours », « du préfet de police »."""
    textes = "\n".join(texte_de(lettre(une)) for une in TOUTES)
    assert "1er octobre 2026" in textes and "délai d'un mois" in textes and "délai de huit jours" in textes
    assert "préfet de police" in textes and not re.search(r"\b(de un|de le|à le|d'huit|de les)\b", textes)


def test_chaque_decision_est_attaquee_par_son_nom() -> None:
    """Refus, OQTF, délai, pays, interdiction de retour : chacune nommée dans les demandes."""
    texte = texte_de(lettre(SITUATIONS["requete_tribunal"][1]))
    demandes = texte[texte.index("Je demande au tribunal :") :]
    for nom in (
        "refus de renouveler",
        "obligation de quitter",
        "délai de départ",
        "pays de renvoi",
        "interdiction de retour",
    ):
        assert nom in demandes, nom
    assert "décision fixant le délai de départ volontaire" in texte_de(lettre(SITUATIONS["requete_tribunal"][0]))


def test_l_injonction_a_son_delai_et_l_aide_provisoire_se_demande() -> None:
    """Délivrer, à défaut réexaminer, dans un délai, avec une autorisation provisoire ; l'aide d'abord si elle est demandée."""
    texte = texte_de(lettre(SITUATIONS["requete_tribunal"][1]))
    demandes = texte[texte.index("Je demande au tribunal :") :]
    assert "délivrer" in demandes and "dans un délai d'un mois à compter du jugement" in demandes
    assert (
        "autorisation provisoire de séjour" in demandes and "à titre provisoire, à l'aide juridictionnelle" in demandes
    )


def test_la_procedure_urgente_a_sa_lettre_d_une_page() -> None:
    """Sept jours, 48 heures : un exemplaire, décision non exigée, avocat d'office et interprète, dépôt sur place."""
    assignee, retenu = (lettre(une) for une in URGENCES)
    for rendue in (assignee, retenu):
        assert (
            rendue["variante"] == "urgence" and rendue["envoi"]["exemplaires"]["papier"] == 1 and rendue["pieces"] == []
        )
        assert len(texte_de(rendue).split()) < 400
    texte = texte_de(retenu)
    assert "avocat d'office" in texte and "interprète en langue arabe" in texte
    assert retenu["envoi"]["heure"] == "16:10" and any("responsable du lieu" in c for c in retenu["envoi"]["comment"])
    assert not any("responsable du lieu" in c for c in assignee["envoi"]["comment"])


def test_un_nom_unique_deux_noms_un_aidant_une_croix() -> None:
    """Un seul nom, un autre nom sur un autre papier, une personne qui écrit pour une autre, une croix devant témoins."""
    une = SITUATIONS["requete_tribunal"][2]
    rendue = lettre(une, signature_par_marque=True, temoins=["Ana Lopez", "Jean Roy"])
    texte = texte_de(rendue)
    assert "prenoms" not in rendue["manque"] and "Lín Mei" in texte and "la même personne" in texte
    assert "écrite à ma demande par Mme Rossi, bénévole, qui me l'a lue" in texte
    assert "je trace une croix" in texte and "devant Ana Lopez et Jean Roy, qui signent aussi" in texte
    assert {"croix_et_signature", "signer_soi_meme"} <= alertes_de(rendue)


def test_une_domiciliation_rappelle_le_nom_sur_la_boite() -> None:
    """« Chez… » est écrit dans l'adresse, et le rappel est à côté."""
    rendue = lettre(SITUATIONS["recours_gracieux"][1])
    assert "Chez Association Le Foyer" in texte_de(rendue) and "nom_sur_la_boite" in alertes_de(rendue)


def test_hors_d_europe_il_faut_une_election_de_domicile() -> None:
    """À l'étranger, l'adresse pour les lettres du tribunal est exigée (CJA R431-8) ; en Belgique, non."""
    une = SITUATIONS["requete_tribunal"][0]
    ailleurs = lettre(une, pays="Mali", code_postal=None)
    assert "election_domicile" in ailleurs["manque"] and "election_de_domicile" in alertes_de(ailleurs)
    assert "election_domicile" not in lettre(une, pays="Belgique")["manque"]
    donnee = lettre(une, pays="Mali", election_domicile="chez Ana Lopez, 3 rue Haute, 69001 Lyon")
    assert donnee["pret"] and "3 rue Haute" in texte_de(donnee)


def test_l_adresse_du_tribunal_n_est_ecrite_que_si_sa_source_est_sure() -> None:
    """Melun : lue ; Lyon : à recopier sur la décision."""
    melun, lyon = lettre(URGENCES[1]), lettre(URGENCES[0])
    assert melun["destinataire"]["adresse"] and melun["destinataire"]["adresse"] in texte_de(melun)
    assert lyon["destinataire"]["a_recopier"] and "adresse_a_recopier" in alertes_de(lyon)


def test_deux_exemplaires_sur_papier_un_seul_en_ligne() -> None:
    """La requête et le référé : une copie de tout sur papier (CJA R411-3)."""
    for nom in ("requete_tribunal", "refere_suspension"):
        assert lettre(SITUATIONS[nom][0])["envoi"]["exemplaires"] == {"papier": 2, "en_ligne": 1}


def test_la_lettre_part_avant_le_dernier_jour_avec_une_marge() -> None:
    """Le jour de poste est ouvrable, trois jours avant ; jamais avant aujourd'hui, jamais après le dernier jour."""
    for une in TOUTES:
        envoi = lettre(une)["envoi"]
        if envoi["avant"]:
            assert une["aujourdhui"] <= envoi["avant"] <= envoi["dernier_jour"]
    assert lettre(SITUATIONS["requete_tribunal"][0])["envoi"]["avant"] == "2026-12-21"


def test_aucun_juriste_n_a_relu_et_la_lettre_le_dit() -> None:
    """Tant que la relecture est vide, l'alerte est là et `relu_par` est vide."""
    for une in TOUTES:
        rendue = lettre(une)
        assert (
            rendue["relu_par"] == [] and "modele_non_relu" in alertes_de(rendue) and rendue["regles_au"] == "2026-04-03"
        )


def test_une_valeur_etrange_est_gardee_et_dite() -> None:
    """Code, numéro, téléphone inhabituels : une alerte, jamais une erreur."""
    rendue = lettre(SITUATIONS["recours_gracieux"][0], telephone="12", numero_etranger="X12")
    assert "Téléphone : 12" in texte_de(rendue) and "valeur_a_verifier" in alertes_de(rendue)
    assert {a["champ"] for a in rendue["alertes"] if a["id"] == "valeur_a_verifier"} == {"telephone", "numero_etranger"}


def test_un_champ_vide_est_un_champ_absent() -> None:
    """Une page envoie des chaînes vides : rien n'en sort."""
    une = SITUATIONS["recours_gracieux"][0]
    vides = {"nom_usage": "", "courriel": "   ", "civilite": "", "elements_nouveaux": [], "date_depot_demande": ""}
    assert lettre(une, **vides)["blocs"] == lettre(une, civilite=None)["blocs"]


FAUX: dict[str, tuple[Any, str]] = {
    "clé inconnue": ({"nomm": "x"}, "champs.nomm"),
    "null": ({"nom": None}, "champs.nom"),
    "nombre": ({"nom": 3}, "champs.nom"),
    "date future": ({"date_signature": "2027-01-01"}, "champs.date_signature"),
    "date impossible": ({"date_decision": "2026-02-31"}, "champs.date_decision"),
    "argument inconnu": ({"moyens": [{"id": "x"}]}, "champs.moyens[0].id"),
    "fait inconnu": ({"moyens": [{"id": "motivation", "faits": {"x": "y"}}]}, "champs.moyens[0].faits.x"),
    "pièce sans intitulé": ({"pieces": [{"id": "a"}]}, "champs.pieces[0].intitule"),
    "choix inconnu": ({"injonction": "payer"}, "champs.injonction"),
    "pas une liste": ({"moyens": {}}, "champs.moyens"),
    "décision absente du dossier": ({"decision": "decision_notifiee#9"}, "champs.decision"),
}


@pytest.mark.parametrize("nom", FAUX)
def test_une_saisie_fausse_nomme_son_champ(nom: str) -> None:
    """Jamais une valeur devinée : l'erreur dit où."""
    champs, place = FAUX[nom]
    une = SITUATIONS["requete_tribunal"][0]
    erreur = calculer({**une, "champs": champs})["erreur"]
    assert erreur["type"] == "saisie_invalide" and erreur["champ"] == place, erreur


def test_un_dossier_faux_est_une_erreur_un_dossier_incalculable_une_alerte() -> None:
    """La faute de saisie se dit ; ce que le moteur ne sait pas compter n'empêche pas la lettre."""
    une = SITUATIONS["requete_tribunal"][0]
    faux = copy.deepcopy(une)
    faux["dossier"]["evenements"][0]["date"] = "2026-02-31"
    assert calculer(faux)["erreur"]["champ"] == "dossier.evenements[0].date"
    ailleurs = copy.deepcopy(une)
    ailleurs["dossier"]["evenements"][0]["prefecture"] = "988"
    rendue = calculer(ailleurs)
    assert "date_non_calculee" in alertes_de(rendue) and rendue["envoi"]["dernier_jour"] is None and rendue["blocs"]


def test_le_dossier_et_les_champs_qui_se_contredisent_sont_une_question() -> None:
    """Ni l'un ni l'autre n'est choisi en silence."""
    rendue = lettre(SITUATIONS["recours_gracieux"][0], date_notification="2026-10-07")
    assert "dossier_et_champs_differents" in alertes_de(rendue) and not rendue["pret"]


def test_sans_dossier_les_champs_suffisent_a_compter() -> None:
    """Une lettre seule, sans frise : la date vient des champs, avec ses doutes."""
    une = demande(
        *("recours_gracieux", None, AWA),
        **{"prefecture": "69", "date_decision": "2026-10-01", "date_notification": "2026-10-05"},
        **{"decisions_contestees": ["refus_sejour"], "mode_notification": "main_propre", "injonction": "delivrer"},
        moyens=SITUATIONS["recours_gracieux"][0]["champs"]["moyens"],
    )
    rendue = lettre(une)
    assert rendue["pret"] and rendue["envoi"]["dernier_jour"] == "2026-12-07"


def test_la_ligne_de_commande_ecrit_les_memes_lettres() -> None:
    """`python3 -m calculators`, sans rien d'installé : les mêmes octets que l'appel."""
    questions = [{**une, "sortie": sortie} for une in TOUTES[::7] for sortie in ("texte", "docx")]
    fini = lancer(entree=ecrire_json(questions))
    assert fini.returncode == 0 and fini.stdout.decode().strip() == ecrire_json([calculer(q) for q in questions])


def test_la_commande_fichier_ecrit_la_lettre_l_agenda_ou_la_fiche(tmp_path: Path) -> None:
    """Les octets du document eux-mêmes, pour qui n'a que la ligne de commande."""
    une = SITUATIONS["requete_tribunal"][0]
    fichier = tmp_path / "lettre.json"
    fichier.write_text(ecrire_json(une), encoding="utf-8")
    fini = lancer("fichier", str(fichier))
    document = calculer({**une, "sortie": "docx"})["document"]
    assert fini.returncode == 0 and fini.stdout == base64.b64decode(document["base64"])
    dossier = {"aujourdhui": JOUR, "dossier": une["dossier"]}
    agenda = {"calcul": "agenda", **dossier}
    assert lancer("fichier", entree=ecrire_json(agenda)).stdout == calculer(agenda)["ics"].encode()
    fiche = {"calcul": "liaison", **dossier}
    assert lancer("fichier", "-", entree=ecrire_json(fiche)).stdout == calculer(fiche)["texte"].encode()


@pytest.mark.parametrize(
    "entree", ["", "[]", '{"calcul":"tribunal"}', '{"calcul":"presence","aujourdhui":"2026-11-25"}']
)
def test_la_commande_fichier_dit_pourquoi_elle_n_ecrit_rien(entree: str) -> None:
    """Rien sur la sortie, une phrase sur l'autre, et le code 2."""
    fini = lancer("fichier", entree=entree)
    assert fini.returncode == 2 and fini.stdout == b"" and fini.stderr.strip()


def test_une_lettre_le_meme_jour_n_a_pas_besoin_d_heure() -> None:
    """`maintenant` est facultatif ; avec lui, un délai en heures passé se dit."""
    tard = calculer({**URGENCES[1], "aujourdhui": "2026-11-26", "maintenant": "17:00"})
    assert "requete_hors_delai" in alertes_de(tard) and JOUR < "2026-11-26"
