"""Du modèle aux blocs : seule la phrase dont tout est dit est écrite ; un titre sans rien dessous disparaît."""

from collections.abc import Iterator
from typing import Any

from calculators.courriers.contexte import Contexte
from calculators.courriers.donnees import commun, dire, modele
from calculators.courriers.moyens import SUITES, Moyen
from calculators.courriers.pieces import Piece, ce_qu_elle_appuie, citer_l_argument, citer_la_categorie, libelle
from calculators.courriers.redaction import Redaction, finir

Bloc = dict[str, Any]
_ROMAINS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LETTRES = ("A", "B", "C")
_GROUPES = ("externe", "interne", SUITES)
_FIN_D_ARTICLE = (";", ".", " ")


def _bloc(type_: str, role: str, texte: str) -> Bloc:
    return {"type": type_, "role": role, "texte": texte}


def _liste(role: str, elements: list[str], numerote: bool = False) -> Bloc:
    bloc = {**_bloc("liste", role, "\n".join(elements)), "elements": elements}
    return {**bloc, "numerote": True} if numerote else bloc


def _ponctuer(elements: list[str]) -> list[str]:
    """Des demandes numérotées : un point-virgule entre elles, un point à la fin."""
    nus = [element.rstrip("".join(_FIN_D_ARTICLE)) for element in elements]
    return [f"{nu}\u00a0;" for nu in nus[:-1]] + [f"{nu}." for nu in nus[-1:]]


class Composition:
    """Écrit les blocs d'une lettre, section après section."""

    def __init__(self, contexte: Contexte, pieces: list[Piece], moyens: list[Moyen]) -> None:
        self.contexte, self.pieces, self.moyens = contexte, pieces, moyens
        self.redaction = Redaction(contexte.valeurs, lambda categorie: citer_la_categorie(pieces, categorie))
        self.numero = 0

    def _intro(self, brut: dict[str, Any]) -> Iterator[Bloc]:
        for intro in self.redaction.lignes(brut.get("intro", "")):
            yield _bloc("paragraphe", "texte", intro)

    def _de_liste(self, brut: dict[str, Any], role: str) -> Iterator[Bloc]:
        """Les lignes du modèle, ou les valeurs d'un champ ; rien s'il n'y a rien."""
        if "champ" in brut:
            elements = [str(v) for v in self.contexte.valeurs.get(brut["champ"]) or ()]
        else:
            elements = list(self.redaction.lignes(brut["texte"]))
        if elements:
            yield from self._intro(brut)
            numerote = brut.get("numerote", False)
            yield _liste(role, _ponctuer(elements) if numerote else elements, numerote)

    def _de_texte_libre(self, brut: dict[str, Any], role: str) -> Iterator[Bloc]:
        """Ce que la personne a écrit, un paragraphe par ligne ; les pièces qui l'appuient à la fin."""
        texte = self.contexte.champs.get(brut["champ"])
        if texte is None:
            return
        lignes = [finir(ligne) for ligne in texte.split("\n") if ligne]
        appui = citer_l_argument(self.pieces, brut.get("appui", brut["champ"]))
        if appui and lignes:
            lignes[-1] = f"{lignes[-1].rstrip('.')}{appui}."
        yield from (_bloc("paragraphe", role, ligne) for ligne in lignes)

    def _un_moyen(self, moyen: Moyen, numero: int) -> Iterator[Bloc]:
        yield _bloc("titre", "argument", f"{numero}. {moyen.titre}")
        yield from (_bloc("paragraphe", "texte", texte) for texte in moyen.paragraphes)

    def _des_moyens(self, brut: dict[str, Any]) -> Iterator[Bloc]:
        ecrits = [m for m in self.moyens if m.ecrit]
        if not brut.get("groupes") or len({m.groupe for m in ecrits}) == 1:
            for numero, moyen in enumerate(ecrits, start=1):
                yield from self._un_moyen(moyen, numero)
            return
        groupes = [(g, [m for m in ecrits if m.groupe == g]) for g in _GROUPES]
        numero = 0
        for lettre, (groupe, membres) in zip(_LETTRES, [g for g in groupes if g[1]], strict=False):
            yield _bloc("titre", "sous_section", f"{lettre}. {dire('lettre', f'{groupe}_titre')}")
            for moyen in membres:
                numero += 1
                yield from self._un_moyen(moyen, numero)

    def _des_pieces(self, brut: dict[str, Any]) -> Iterator[Bloc]:
        """L'inventaire ; dans un bordereau, sans titre de plus, avec ce que chaque pièce appuie."""
        if not self.pieces:
            return
        if not brut.get("seul"):
            yield _bloc("titre", "section", dire("lettre", "pieces"))
        dire_l_appui = ce_qu_elle_appuie if brut.get("seul") else libelle
        yield _liste("pieces", [dire_l_appui(piece) for piece in self.pieces], True)

    def _blocs(self, brut: dict[str, Any]) -> Iterator[Bloc]:
        if "commun" in brut:
            yield from self._partie(brut["commun"])
            return
        type_, role = brut["type"], brut.get("role", "texte")
        if not self.redaction.permis(brut.get("si"), brut.get("sauf")):
            return
        if type_ == "liste":
            yield from self._de_liste(brut, role)
        elif type_ == "libre":
            yield from self._de_texte_libre(brut, role)
        elif type_ == "moyens":
            yield from self._des_moyens(brut)
        elif type_ == "pieces":
            yield from self._des_pieces(brut)
        else:
            lignes = list(self.redaction.lignes(brut["texte"]))
            if lignes:
                # Un paragraphe est une suite de phrases ; un champ garde une ligne par chose.
                yield _bloc(type_, role, ("\n" if type_ == "champ" else " ").join(lignes))

    def _partie(self, nom: str) -> Iterator[Bloc]:
        """Une partie commune : un bloc, ou plusieurs."""
        parties = commun()["sections"][nom]
        for partie in parties:
            yield from self._blocs(partie)

    def _section(self, section: dict[str, Any]) -> Iterator[Bloc]:
        if not self.redaction.permis(section.get("si"), section.get("sauf")):
            return
        dedans = [bloc for nom in section.get("commun", ()) for bloc in self._partie(nom)]
        dedans += [bloc for brut in section.get("blocs", ()) for bloc in self._blocs(brut)]
        titre = self.redaction.ligne(section["titre"]) if "titre" in section and dedans else None
        if titre:
            if section.get("numero"):
                titre = f"{_ROMAINS[self.numero]}. {titre}"
                self.numero += 1
            yield _bloc("titre", "section", titre)
        yield from dedans

    def ecrire(self) -> list[Bloc]:
        """Tous les blocs, dans l'ordre."""
        sections = modele(self.contexte.demande.modele)["sections"]
        return [bloc for section in sections for bloc in self._section(section)]
