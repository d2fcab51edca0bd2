"""Les lettres : chacune écrite dans le navigateur, d'après le dossier, et sortie en Word, en texte et sur papier."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from builder.server import SiteServer
from calculators.courriers.donnees import MODELES, champs, modele
from tests.site.gestes_dossier import ATTENTE, JOUR, ouvrir, ouvrir_la_lettre, ouvrir_un_fichier

REFUS: dict[str, Any] = {
    "type": "decision_notifiee",
    "contenu": ["refus_sejour"],
    "situation": "libre",
    "mode": "main_propre",
    "date": "2026-10-15",
    "date_decision": "2026-10-12",
    "voies_et_delais": "complets",
    "prefecture": "69",
}
OQTF = {
    **REFUS,
    "contenu": ["refus_sejour", "oqtf", "pays_de_renvoi"],
    "date": "2026-11-10",
    "date_decision": "2026-11-05",
}
RETENU = {
    **OQTF,
    "situation": "retenu",
    "date": "2026-11-24",
    "date_decision": "2026-11-24",
    "heure": "16:10",
    "lieu": "69",
}
SILENCE = {"type": "demande_deposee", "date": "2026-06-15", "titre": "salarie", "accuse_reception": "absent"}
SITUATIONS = {"refus seul": [REFUS], "oqtf": [OQTF], "silence": [SILENCE], "retention": [RETENU]}
PERSONNE = {
    "prenoms": "Awa",
    "nom": "Traoré",
    "adresse_ligne1": "3 rue des Fleurs",
    "code_postal": "69003",
    "ville": "Lyon",
    "lieu_signature": "Lyon",
    "date_signature": JOUR,
}


def valeur(nom: str) -> Any:
    """Une valeur plausible pour un champ, d'après son type."""
    decrit = champs()[nom]
    exemples: dict[str, Any] = {
        "texte": "Exemple",
        "texte_long": "Je vis en France depuis 2019 avec ma fille, scolarisée à Lyon.",
        "date": "2026-11-02",
        "oui_non": True,
        "departement": "69",
        "textes": ["Un contrat de travail signé en octobre"],
        "tentatives": [{"date": "2026-11-03", "moyen": "site de la préfecture", "resultat": "aucun créneau"}],
        "pieces": [{"id": "p1", "intitule": "Arrêté préfectoral du 12 octobre", "categorie": "decision"}],
        "moyens": [
            {"id": "motivation", "faits": {"ce_qui_n_est_pas_dit": "La décision ne parle pas de ma fille."}},
            {
                "id": "erreur_de_fait",
                "faits": {"ce_que_dit_la_decision": "Elle dit célibataire.", "ce_qui_est_vrai": "Je suis mariée."},
            },
        ],
    }
    if decrit["type"] == "choix":
        return decrit["valeurs"][0]
    if decrit["type"] == "choix_multiple":
        return decrit["valeurs"][:1]
    return decrit.get("min", 1) if decrit["type"] == "entier" else exemples[decrit["type"]]


def fichier(evenements: list[dict[str, Any]], champs_: dict[str, Any]) -> dict[str, Any]:
    """Un dossier enregistré."""
    return {"format": "dossier-titre-de-sejour", "contrat": 1, "dossier": {"evenements": evenements}, "champs": champs_}


def reprendre(
    page: Page, serveur: SiteServer, tmp_path: Path, evenements: list[dict[str, Any]], champs_: dict[str, Any]
) -> None:
    """La page ouverte sur ce dossier."""
    ouvrir(page, serveur)
    ouvrir_un_fichier(page, fichier(evenements, champs_), tmp_path)
    page.locator("[data-suite=lettres]").wait_for(timeout=ATTENTE)
    page.locator("[data-resultats] [data-echeance]").first.wait_for(timeout=ATTENTE)


def revenir(page: Page) -> None:
    """De la lettre au tableau."""
    page.locator("[data-lettre] >> text=Revenir au dossier").click()
    page.locator("[data-suite=lettres]").wait_for()


def mots_du_word(page: Page) -> tuple[str, str]:
    """Le nom et le texte du fichier Word donné par la page."""
    with page.expect_download() as telechargement:
        page.click("[data-word]")
    octets = Path(telechargement.value.path()).read_bytes()
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        assert archive.testzip() is None
        xml = archive.read("word/document.xml").decode()
    return telechargement.value.suggested_filename, re.sub(r"<[^>]+>", "", xml)


def champs_pour(nom: str) -> dict[str, Any]:
    """Tout ce que la lettre exige, avec une identité vraisemblable ; le dossier dit le reste."""
    lu = modele(nom)
    du_dossier = {
        "date_decision",
        "date_notification",
        "mode_notification",
        "prefecture",
        "date_depot_demande",
        "decisions_contestees",
    }
    exiges = [un for un in lu["exiges"] if un not in du_dossier]
    return {un: valeur(un) for un in exiges} | PERSONNE


def verifier(page: Page, nom: str) -> Locator:
    """La lettre est écrite, le Word porte le même texte, et rien n'y est resté à remplir."""
    lettre = ouvrir_la_lettre(page, nom)
    expect(lettre.locator("[data-papier]")).to_contain_text("Traoré")
    pret = page.locator("[data-final]").count() == 1
    nom_du_fichier, texte = mots_du_word(page)
    assert nom_du_fichier == f"{'' if pret else 'brouillon_'}{nom}.docx"
    assert "Traoré" in texte
    assert not re.search(r"\{\w+\}|\[si |None|undefined", lettre.locator("[data-papier]").inner_text())
    expect(lettre.locator(".avertissement-du-papier")).to_contain_text("pas un conseil juridique")
    return lettre


@pytest.mark.parametrize("lot", [MODELES[:4], MODELES[4:8], MODELES[8:]], ids=["1", "2", "3"])
def test_chaque_lettre_s_ecrit_de_bout_en_bout(
    page: Page, serveur: SiteServer, tmp_path: Path, lot: tuple[str, ...]
) -> None:
    """Toutes les lettres du moteur, chacune sortie en Word depuis la page."""
    silence = {"demande_motifs", "recepisse"}
    communs = {cle: v for nom in lot for cle, v in champs_pour(nom).items()}
    reprendre(page, serveur, tmp_path, [SILENCE] if silence & set(lot) else [REFUS], communs)
    for nom in lot:
        verifier(page, nom)
        revenir(page)


@pytest.mark.long
@pytest.mark.parametrize("nom", ["requete_tribunal", "recours_gracieux"])
@pytest.mark.parametrize("situation", SITUATIONS)
def test_la_requete_et_le_gracieux_dans_plusieurs_situations(
    page: Page, serveur: SiteServer, tmp_path: Path, nom: str, situation: str
) -> None:
    """Refus seul, OQTF, silence, rétention : la lettre vise ce que le dossier contient."""
    reprendre(page, serveur, tmp_path, SITUATIONS[situation], champs_pour(nom))
    lettre = verifier(page, nom)
    attendu = {
        "refus seul": "refus",
        "oqtf": "pays de renvoi",
        "silence": "silence",
        "retention": "quitter le territoire",
    }
    expect(lettre.locator("[data-papier]")).to_contain_text(attendu[situation])


def test_tapee_dans_la_page_la_requete_devient_une_version_finale(
    page: Page, serveur: SiteServer, tmp_path: Path
) -> None:
    """Les parties une à une, les arguments cochés, les pièces reliées ; puis « version finale »."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reprendre(page, serveur, tmp_path, [REFUS], {})
    lettre = ouvrir_la_lettre(page, "requete_tribunal")
    expect(lettre.locator("[data-word]")).to_have_text("Télécharger le brouillon (Word)")
    expect(lettre.locator("[data-manque=nom]")).to_be_visible()
    page.click("[data-ecrire]")
    for nom in ("prenoms", "nom"):
        page.fill(f"[name={nom}]", PERSONNE[nom])
    page.click("[data-ecran] button[type=submit]")
    for nom in ("adresse_ligne1", "code_postal", "ville"):
        page.fill(f"[name={nom}]", PERSONNE[nom])
    page.click("[data-ecran] button[type=submit]")
    # La décision est connue du dossier : rien n'est à retaper.
    expect(page.locator("[data-champ=date_decision]")).to_contain_text("12 octobre 2026")
    page.click("[data-ecran] button[type=submit]")
    page.fill("[name=faits]", "Je vis à Lyon depuis 2019 avec ma fille.")
    page.check("[name=moyens][value=motivation]")
    page.fill('[name="moyens[0].ce_qui_n_est_pas_dit"]', "La décision ne parle pas de ma fille.")
    page.locator("[data-argument=motivation] >> text=Compléter mes preuves").click()
    page.click("[data-ajouter-piece]")
    page.fill('[name="pieces[0].intitule"]', "Certificat de scolarité de ma fille, 2026")
    page.locator("[data-fichier]", has_text="01_certificat").wait_for(timeout=ATTENTE)
    page.go_back()
    page.locator("[data-argument=motivation] [name=appuie]").check()
    page.click("[data-terminer]")
    page.locator("[data-partie=demande]").click()
    page.check("[name=injonction][value=delivrer]")
    page.check("[name=delai_injonction] >> nth=0")
    page.click("[data-ecran] button[type=submit]")
    page.fill("[name=lieu_signature]", "Lyon")
    page.click("[data-aujourdhui]")
    page.click("[data-ecran] button[type=submit]")
    lettre.locator("[data-final]").wait_for(timeout=ATTENTE)
    expect(lettre.locator("[data-papier]")).to_contain_text("La décision ne parle pas de ma fille")
    expect(lettre.locator("[data-papier]")).to_contain_text("pièce n°")
    nom_du_fichier, texte = mots_du_word(page)
    assert nom_du_fichier == "requete_tribunal.docx"
    assert "Certificat de scolarité de ma fille, 2026" in texte
    page.click("[data-copier]")
    page.wait_for_function("navigator.clipboard.readText().then((texte) => texte.includes('Traoré'))")


def test_avec_une_oqtf_le_gracieux_ouvre_sur_l_avertissement(page: Page, serveur: SiteServer, tmp_path: Path) -> None:
    """La lettre au tribunal est offerte d'abord ; l'autre reste possible, en second."""
    reprendre(page, serveur, tmp_path, [OQTF], PERSONNE)
    page.click("[data-suite=lettres]")
    page.click("[data-modele=recours_gracieux]")
    alerte = page.locator("[data-lettre] [data-alerte=recours_administratif_sans_effet]")
    alerte.wait_for(timeout=ATTENTE)
    expect(page.locator("[data-papier]")).to_have_count(0)
    premier = page.locator("[data-lettre] button").first
    expect(premier).to_contain_text("tribunal administratif")
    premier.click()
    page.locator("[data-lettre=requete_tribunal] [data-papier]").wait_for(timeout=ATTENTE)


HOSTILE = (
    "<img src=x onerror=\"document.title='pris'\"> \u202e txet \u2067\u0000 🐦‍⬛\r\nBEGIN:VEVENT\r\n" + "é" * 5_000
)


def test_une_saisie_hostile_reste_du_texte_partout(page: Page, serveur: SiteServer, tmp_path: Path) -> None:
    """Nom de cinq mille lettres, balises, marques de droite à gauche, sauts de ligne : écran, Word, papier, calendrier."""
    reprendre(
        page,
        serveur,
        tmp_path,
        [REFUS],
        {**PERSONNE, "nom": HOSTILE.replace("\u0000", ""), "faits": HOSTILE.replace("\u0000", "")},
    )
    lettre = ouvrir_la_lettre(page, "requete_tribunal")
    expect(lettre.locator("[data-papier]")).to_contain_text("onerror=")
    assert lettre.locator("img").count() == 0 and page.title() != "pris"
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    _, texte = mots_du_word(page)
    assert "&lt;img" in texte and "é" * 5_000 in texte
    page.emulate_media(media="print")
    assert page.locator("[data-papier]").bounding_box()["width"] <= 320  # type: ignore[index]
    page.emulate_media(media="screen")
    revenir(page)
    page.click("[data-suite=sorties]")
    page.fill("#agenda-libelle", "Papier\u202e ; BEGIN:VEVENT")
    with page.expect_download() as telechargement:
        page.click("[data-agenda]")
    ics = Path(telechargement.value.path()).read_bytes().decode()
    assert ics.startswith("BEGIN:VCALENDAR\r\n") and "Traor" not in ics and "é" * 10 not in ics
    assert ics.count("\r\nBEGIN:VEVENT\r\n") == ics.count("\r\nEND:VEVENT\r\n") > 0


def test_sur_le_papier_il_ne_reste_que_la_lettre_et_sa_feuille(page: Page, serveur: SiteServer, tmp_path: Path) -> None:
    """Ni menu, ni bouton, ni dates ; l'avertissement est sur la feuille, jamais dans la lettre."""
    reprendre(page, serveur, tmp_path, [REFUS], PERSONNE)
    ouvrir_la_lettre(page, "requete_tribunal")
    page.emulate_media(media="print")
    for cache in (
        ".barre",
        "[data-dates]",
        "h1",
        ".md-header",
        "[data-sortir]",
        "[data-ecrire]",
        ".parties",
        "[data-alerte]",
    ):
        expect(page.locator(cache).first).to_be_hidden()
    for vu in ("[data-papier]", ".feuille", ".feuille .avertissement-du-papier"):
        expect(page.locator(vu).first).to_be_visible()
    assert page.locator("[data-papier] .avertissement-du-papier").count() == 0


def test_le_calendrier_garde_ses_identifiants_et_la_fiche_tait_le_nom(
    page: Page, serveur: SiteServer, tmp_path: Path
) -> None:
    """La clé est dans le dossier : le même calendrier ressort. La fiche ne porte le nom que si on le coche."""
    reprendre(page, serveur, tmp_path, [REFUS], PERSONNE)
    page.click("[data-suite=sorties]")
    uids = []
    for _ in range(2):
        with page.expect_download() as telechargement:
            page.click("[data-agenda]")
        uids.append(re.findall(r"UID:(\S+)", Path(telechargement.value.path()).read_text()))
        assert telechargement.value.suggested_filename == "rappels.ics"
    assert uids[0] == uids[1] and len(set(uids[0])) == len(uids[0]) > 2
    page.click("[data-preparer-la-fiche]")
    fiche = page.locator("[data-liaison] [data-papier]")
    expect(fiche).to_contain_text("15 octobre 2026", timeout=ATTENTE)
    expect(fiche).not_to_contain_text("Traoré")
    page.check("[name=avec-nom]")
    page.click("[data-preparer-la-fiche]")
    expect(fiche).to_contain_text("Traoré", timeout=ATTENTE)


def test_la_presence_se_voit_mois_par_mois_avec_ses_trous(page: Page, serveur: SiteServer, tmp_path: Path) -> None:
    """Douze cases par année, dites avec des mots, et les mois sans preuve nommés."""
    reprendre(page, serveur, tmp_path, [REFUS], {})
    page.click("[data-suite=preuves]")
    page.click("[data-presence]")
    page.click("[data-ajouter-presence]")
    page.fill('[name="presence.0.intitule"]', "Bail")
    for partie, lu in {"jour": "3", "mois": "2", "annee": "2025"}.items():
        page.fill(f'[name="presence.0.du-{partie}"]', lu)
    annees = page.locator("[data-tableau-presence] .annee")
    annees.first.wait_for(timeout=ATTENTE)
    expect(annees.first.locator("li")).to_have_count(12)
    expect(annees.first.locator("[data-mois=prouve]")).to_have_count(1)
    expect(page.locator("[data-tableau-presence]")).to_contain_text("Rien de mars 2025")


def test_les_lettres_ne_laissent_aucune_trace(page: Page, serveur: SiteServer, tmp_path: Path) -> None:
    """Ni adresse, ni titre, ni requête, ni mémoire : tout ce qui est écrit reste dans la page."""
    vues: list[str] = []
    page.context.on("request", lambda requete: vues.append(f"{requete.method} {requete.url} {requete.post_data or ''}"))
    reprendre(page, serveur, tmp_path, [REFUS], PERSONNE)
    ouvrir_la_lettre(page, "requete_tribunal")
    mots_du_word(page)
    traces = json.dumps(
        [vues, page.url, page.title(), page.evaluate("[{...localStorage}, {...sessionStorage}, history.state]")]
    )
    assert "Traor" not in traces and "Fleurs" not in traces
    assert all(vue.startswith("GET ") for vue in vues)
