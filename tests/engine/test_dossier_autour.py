"""Autour du dossier : les arguments à cocher, les preuves de présence, la fiche de liaison."""

import base64
import re
from typing import Any

import pytest

from calculators import calculer
from calculators.courriers.donnees import arguments
from calculators.courriers.nettoyage import sans_accent
from tests.engine.corpus import resultats
from tests.engine.demandes import Json, decision, fait

JOUR = "2026-11-25"
REFUS = decision("2026-10-05", "refus_sejour", prefecture="69")
OQTF = decision("2026-11-23", "refus_sejour", "oqtf", "irtf", prefecture="69")


def proposes(*evenements: Json, **champs: Any) -> Json:
    """Les arguments pour ce dossier."""
    dossier = {"dossier": {"evenements": list(evenements)}} if evenements else {}
    rendue = calculer({"calcul": "arguments", "aujourdhui": JOUR, "champs": champs, **dossier})
    assert "erreur" not in rendue, rendue
    return rendue


def ids(rendue: Json) -> set[str]:
    return {a["id"] for a in rendue["arguments"]}


def test_les_arguments_sont_par_ordre_alphabetique_et_rien_ne_les_note() -> None:
    """La forme, puis le fond, chacun par titre ; aucun rang, aucune note, aucune chance."""
    rendue = proposes(OQTF, situations=["vie_privee", "salarie"])
    for cause in ("externe", "interne"):
        titres = [sans_accent(a["titre"]) for a in rendue["arguments"] if a["cause"] == cause]
        assert titres == sorted(titres) and len(titres) > 3
    assert not re.search(r"chance|score|rang|note\b|fort\b|meilleur|probab", str(sorted(rendue["arguments"][0])))
    assert "ne choisit" in rendue["ordre"]


def test_seuls_les_arguments_de_la_situation_se_montrent() -> None:
    """Étudiant, malade, retrait, silence : chacun voit les siens ; une personne algérienne, l'accord et non L423-23."""
    assert "etudes" in ids(proposes(REFUS, situations=["etudiant"])) and "etudes" not in ids(
        proposes(REFUS, situations=["malade"])
    )
    algerien = ids(proposes(REFUS, situations=["algerien", "vie_privee"]))
    assert "accord_franco_algerien" in algerien and not {"liens_personnels", "admission_exceptionnelle"} & algerien
    assert "contradictoire" not in ids(proposes(REFUS)) and "contradictoire" in ids(
        proposes(REFUS, nature_refus="retrait")
    )
    assert "interdiction_de_retour" in ids(proposes(OQTF)) and "interdiction_de_retour" not in ids(proposes(REFUS))
    silence = fait("demande_deposee", "2026-05-15", complete=True, accuse_reception="complet")
    muet = ids(proposes(silence))
    assert (
        "vie_privee_et_familiale" in muet
        and not {"motivation", "mentions_du_signataire", "motifs_jamais_donnes"} & muet
    )
    demandes = ids(proposes(silence, fait("demande_motifs", "2026-10-01")))
    assert "motifs_jamais_donnes" in demandes


def test_sans_rien_dire_tout_ce_qui_existe_se_montre() -> None:
    """Aucune situation, aucun dossier : rien n'est écarté, hors ce qui suppose un retrait ou un renouvellement."""
    absents = set(arguments()) - ids(proposes())
    assert absents == {a for a, v in arguments().items() if v.get("seulement", "").startswith("nature_refus")} | {
        "refus_illegal"
    }


def test_un_argument_dit_ses_faits_ses_preuves_et_ses_sources() -> None:
    """De quoi faire la case, les questions et la liste des papiers."""
    for argument in proposes(OQTF)["arguments"]:
        assert argument["sources"] and all(f["libelle"] for f in argument["faits"])
        assert all(p["intitule"] for p in argument["preuves"])


def presence(*preuves: tuple[str, str | None], **reste: Any) -> Json:
    """La réponse pour ces preuves."""
    lues = [{"intitule": "Papier", "du": du, **({"au": au} if au else {})} for du, au in preuves]
    return calculer({"calcul": "presence", "aujourdhui": JOUR, "preuves": lues, **reste})


def test_la_presence_montre_les_annees_les_mois_et_les_trous() -> None:
    """Un bail d'un an, puis une facture : deux trous, chacun en mois."""
    rendue = presence(("2024-03-03", "2025-02-10"), ("2025-06-30", None))
    assert [a["annee"] for a in rendue["annees"]] == [2024, 2025, 2026]
    assert [(t["du"], t["au"], t["mois"]) for t in rendue["trous"]] == [
        ("2025-03", "2025-05", 3),
        ("2025-07", "2026-11", 17),
    ]
    etats = [m["etat"] for m in rendue["annees"][0]["mois"]]
    assert etats == ["hors", "hors", *["prouve"] * 10] and rendue["annees"][2]["mois"][11]["etat"] == "hors"
    assert rendue["texte"][0] == "De mars 2024 à novembre 2026 : 33 mois, dont 13 avec une preuve."
    assert rendue["texte"][1] == "Rien de mars 2025 à mai 2025 (3 mois)."


def test_la_presence_sans_trou_le_dit_et_borne_se_choisit() -> None:
    """De la date demandée à la date demandée ; un seul mois vide se dit au singulier."""
    assert presence(("2026-01-01", JOUR))["texte"][1] == "Chaque mois a une preuve."
    bornee = presence(("2026-03-01", None), depuis="2026-02-10", jusqu_a="2026-03-31")
    assert bornee["texte"][1:] == ["Rien en février 2026."]


@pytest.mark.parametrize(
    ("preuve", "champ"),
    [
        ({"intitule": "x", "du": "2026-12-01"}, "preuves[0].du"),
        ({"intitule": "x", "du": "2026-02-01", "au": "2026-01-01"}, "preuves[0].au"),
        ({"du": "2026-02-01"}, "preuves[0].intitule"),
        ({"intitule": "x", "du": "hier"}, "preuves[0].du"),
    ],
)
def test_une_preuve_fausse_nomme_son_champ(preuve: Json, champ: str) -> None:
    """Future, à l'envers, sans nom, sans date."""
    erreur = calculer({"calcul": "presence", "aujourdhui": JOUR, "preuves": [preuve]})["erreur"]
    assert erreur["champ"] == champ and erreur["type"] == "saisie_invalide"


def liaison(*evenements: Json, **reste: Any) -> Json:
    """La fiche de ce dossier."""
    dossier = {"residence": "69", "evenements": list(evenements)}
    rendue = calculer({"calcul": "liaison", "aujourdhui": JOUR, "dossier": dossier, **reste})
    assert "erreur" not in rendue, rendue
    return rendue


def test_la_fiche_de_liaison_dit_les_faits_les_dates_les_pas_les_papiers_les_envois() -> None:
    """Une personne la montre à un avocat : trente secondes suffisent."""
    champs = {"pieces": [{"intitule": "Arrêté du préfet"}], "langue": "bambara"}
    texte = liaison(OQTF, fait("recours_gracieux", "2026-11-24"), champs=champs)["texte"]
    for attendu in (
        "avant la fin du jeudi 24 décembre 2026",
        "On ajoute un mois",
        "Décision reçue (refus de titre, OQTF, interdiction de retour)",
        "24 novembre 2026 : Lettre au préfet",
        "Arrêté du préfet",
        "Langue : bambara",
        "Habite : Rhône",
    ):
        assert attendu in texte, attendu


def test_la_fiche_ne_porte_un_nom_que_si_on_le_veut() -> None:
    """Ni nom ni téléphone sans la case ; avec elle, les deux."""
    champs = {"prenoms": "Awa", "nom": "Diallo", "telephone": "0612345678"}
    sans, avec = liaison(OQTF, champs=champs)["texte"], liaison(OQTF, champs=champs, avec_nom=True)["texte"]
    assert "Diallo" not in sans and "0612345678" not in sans and "Awa Diallo" in avec and "0612345678" in avec


def test_la_fiche_sort_aussi_en_word() -> None:
    """Le même texte, dans un fichier sans nom de personne."""
    document = liaison(OQTF, sortie="docx")["document"]
    octets = base64.b64decode(document["base64"])
    assert document["nom"] == "fiche_de_liaison.docx" and octets.startswith(b"PK") and b"Fiche de liaison" in octets


def test_la_fiche_ne_dit_jamais_une_lecture_favorable() -> None:
    """Sur tout le corpus : la date prudente seulement, et une date passée invite à faire vérifier."""
    for demande, rendue in resultats()[::4]:
        texte = calculer({**demande, "calcul": "liaison"})["texte"]
        assert "favorable" not in texte
        for e in rendue["echeances"]:
            if e["etat"] in ("depassee", "ouverte_sous_reserve"):
                assert "à faire vérifier aujourd'hui" in texte
