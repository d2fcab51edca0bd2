"""permanences.csv : ce qu'un tableur en fait, une faute par règle, et ce qui vieillit."""

from datetime import date
from pathlib import Path

import pytest

from builder import permanences

JOUR = date(2026, 11, 25)
ENTETE = "lieu,adresse,jours,heures,langues,apporter,verifie_le"
BONNE = "Salle,1 rue,mardi,14h-17h,français,la décision,2026-11-20"

# Une ligne par règle : le fichier, la ligne et la case de la faute, ce qu'elle dit de faire.
FAUTES = {
    "fichier vide": ("", 1, 1, "La première ligne est"),
    "colonne inconnue": (f"{ENTETE},tel\n{BONNE},x", 1, 8, "« tel » n'est pas connue"),
    "colonne absente": ("lieu,jours,heures,langues,apporter,verifie_le\n", 1, 7, "il manque la colonne « adresse »"),
    "colonne en double": (f"{ENTETE},lieu\n{BONNE},x", 1, 8, "est là deux fois"),
    "trop de cases": (
        f"{ENTETE}\nSalle,1 rue, Lyon,mardi,14h-17h,français,,2026-11-20",
        2,
        8,
        "« , » se met entre guillemets",
    ),
    "pas assez de cases": (f"{ENTETE}\nSalle,1 rue,mardi", 2, 4, "3 cases au lieu de 7"),
    "guillemet ouvert": (f'{ENTETE}\n"Salle,1 rue,mardi,14h-17h,français,,2026-11-20', 2, 1, "guillemets"),
    "lieu vide": (f"{ENTETE}\n{BONNE.replace('Salle', '')}", 2, 1, "Écrivez le nom du lieu"),
    "jour inconnu": (f"{ENTETE}\n{BONNE.replace('mardi', 'mar.')}", 2, 3, "Écrivez les jours en entier"),
    "heure impossible": (f"{ENTETE}\n{BONNE.replace('14h-17h', '25h-26h')}", 2, 4, "Écrivez : 14h-17h30"),
    "minutes impossibles": (f"{ENTETE}\n{BONNE.replace('14h-17h', '14h75-17h')}", 2, 4, "Écrivez : 14h-17h30"),
    "heures à l'envers": (f"{ENTETE}\n{BONNE.replace('14h-17h', '17h-14h')}", 2, 4, "Écrivez : 14h-17h30"),
    "heures en mots": (f"{ENTETE}\n{BONNE.replace('14h-17h', 'après-midi')}", 2, 4, "sur rendez-vous"),
    "langues": (f"{ENTETE}\n{BONNE.replace('français', 'fr2')}", 2, 5, "français / arabe"),
    "langue vide": (f"{ENTETE}\n{BONNE.replace('français', '')}", 2, 5, "la case « langues » est vide"),
    "date impossible": (
        f"{ENTETE}\n{BONNE.replace('2026-11-20', '2026-02-30')}",
        2,
        7,
        "n'est pas un jour du calendrier",
    ),
    "date dans un autre ordre": (
        f"{ENTETE}\n{BONNE.replace('2026-11-20', '11/25/2026')}",
        2,
        7,
        "2026-11-25, ou 25/11/2026",
    ),
    "jours vides": (f"{ENTETE}\n{BONNE.replace('mardi', '')}", 2, 3, "la case « jours » est vide"),
    "heures vides": (f"{ENTETE}\n{BONNE.replace('14h-17h', '')}", 2, 4, "la case « heures » est vide"),
    "date vide": (f"{ENTETE}\n{BONNE.replace('2026-11-20', '')}", 2, 7, "la case « verifie_le » est vide"),
    "date à venir": (f"{ENTETE}\n{BONNE.replace('2026-11-20', '2026-11-26')}", 2, 7, "n'est pas encore arrivé"),
    "texte trop long": (f"{ENTETE}\n{BONNE.replace('la décision', 'x' * 161)}", 2, 6, "161 signes ; 160 au plus"),
    "balise": (f"{ENTETE}\n{BONNE.replace('la décision', '<a>')}", 2, 6, "contient « < »"),
}


def lire(tmp_path: Path, texte: str | bytes) -> tuple[list[permanences.Permanence], list[permanences.Faute]]:
    """Le fichier écrit, puis lu."""
    chemin = tmp_path / permanences.FICHIER
    chemin.write_bytes(texte if isinstance(texte, bytes) else texte.encode())
    return permanences.read(chemin, JOUR)


@pytest.mark.parametrize("cas", FAUTES)
def test_chaque_regle_dit_la_ligne_la_case_et_quoi_ecrire(tmp_path: Path, cas: str) -> None:
    """Une permanence mal écrite n'envoie personne devant une porte fermée."""
    texte, ligne, colonne, conseil = FAUTES[cas]
    lues, fautes = lire(tmp_path, texte)
    assert any((f.ligne, f.colonne) == (ligne, colonne) and conseil in f.message for f in fautes), (lues, fautes)


@pytest.mark.parametrize(
    "texte",
    [
        f"{ENTETE}\n{BONNE}\n",
        f"{ENTETE}\r\n{BONNE}\r\n\r\n",
        f"{ENTETE}\n{BONNE}\n".replace(",", ";"),
        f"{ENTETE}\n{BONNE}\n".replace(",", "\t"),
        "\ufeff" + f"{ENTETE}\n{BONNE}\n;;;;;;".replace(",", ";"),
        f"{ENTETE.upper()}\n{BONNE}".replace("2026-11-20", "20/11/2026"),
    ],
    ids=["virgules", "windows", "points-virgules", "tabulations", "tableur français", "date réécrite"],
)
def test_ce_qu_un_tableur_enregistre_se_lit_pareil(tmp_path: Path, texte: str) -> None:
    """Séparateur, marque d'ordre des octets, fins de ligne, date à la française : la même permanence."""
    lues, fautes = lire(tmp_path, texte)
    assert fautes == []
    assert [(p.lieu, p.heures, p.verifie_le) for p in lues] == [("Salle", "14\u00a0h à 17\u00a0h", date(2026, 11, 20))]


def test_un_vieux_tableur_qui_abime_les_accents_le_dit(tmp_path: Path) -> None:
    """En cp1252, « français » deviendrait illisible : on dit comment enregistrer."""
    _, fautes = lire(tmp_path, f"{ENTETE}\n{BONNE}".encode("cp1252"))
    assert [(f.ligne, f.colonne) for f in fautes] == [(2, 5)] and "CSV UTF-8" in fautes[0].message


@pytest.mark.parametrize("debut", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"], ids=["xlsx", "xls"])
def test_un_classeur_renomme_en_csv_le_dit(tmp_path: Path, debut: bytes) -> None:
    """Changer la fin du nom ne change pas le fichier."""
    _, fautes = lire(tmp_path, debut + b"reste")
    assert "est un classeur" in fautes[0].message


@pytest.mark.parametrize(
    "jours", ["lundi et jeudi", "du lundi au vendredi", "1er et 3e mardi du mois", "Mardi, Jeudi", "sur rendez-vous"]
)
def test_les_jours_s_ecrivent_comme_on_les_dit(tmp_path: Path, jours: str) -> None:
    """Ce qu'une affiche de permanence dit d'ordinaire."""
    lues, fautes = lire(tmp_path, f"{ENTETE}\n" + BONNE.replace("mardi", f'"{jours}"'))
    assert fautes == [] and lues[0].jours == jours


@pytest.mark.parametrize(
    ("ecrites", "dites"),
    [
        ("9h30-12h", "9 h 30 à 12 h"),
        ("9:30 - 12:00", "9 h 30 à 12 h"),
        ("9 h 30 à 12 h et 14h-17h", "9 h 30 à 12 h, 14 h à 17 h"),
        ("Sur rendez-vous", "sur rendez-vous"),
    ],
)
def test_les_heures_se_disent_toutes_pareil(tmp_path: Path, ecrites: str, dites: str) -> None:
    """« 9:30 » et « 9h30 » sont la même heure."""
    lues, fautes = lire(tmp_path, f"{ENTETE}\n" + BONNE.replace("14h-17h", ecrites))
    assert fautes == [] and lues[0].heures.replace("\u00a0", " ") == dites


@pytest.mark.parametrize(
    ("verifiee", "perimee"),
    [("2026-05-25", False), ("2026-05-24", True), ("2026-11-25", False)],
)
def test_une_permanence_vieille_de_six_mois_ne_parait_plus(tmp_path: Path, verifiee: str, perimee: bool) -> None:
    """Le jour anniversaire compte encore ; le lendemain, la porte est peut-être fermée."""
    lues, _ = lire(tmp_path, f"{ENTETE}\n" + BONNE.replace("2026-11-20", verifiee))
    assert lues[0].perimee(JOUR) is perimee
    assert "ligne 2" in lues[0].note() and "verifie_le" in lues[0].note()


def test_une_date_de_fin_de_mois_ne_perd_pas_ses_jours(tmp_path: Path) -> None:
    """Vérifiée un 31, six mois plus tard il n'y a pas de 31."""
    lues, _ = lire(tmp_path, f"{ENTETE}\n" + BONNE.replace("2026-11-20", "2026-10-31"))
    assert not lues[0].perimee(date(2027, 4, 30)) and lues[0].perimee(date(2027, 5, 1))


def test_sans_fichier_il_n_y_a_pas_de_permanence(tmp_path: Path) -> None:
    """Une association n'en a pas toujours."""
    assert permanences.read(tmp_path / permanences.FICHIER, JOUR) == ([], [])
