// Ce qui se montre d'un tableau compté : le bilan, les filtres, les dossiers par urgence, et de quoi les emporter.

import { element, remplir } from "../dom.js";
import { bouton } from "../dossier/barre.js";
import { ecritures } from "../ecritures.js";
import { colonneDeReference, sansAccent } from "./lecture.js";
import { tableau } from "./tableau.js";

/** Les lignes du moteur, avec ce qui sert à les trier, les nommer et les chercher. */
function preparer({ reponse: { titres, lignes }, connues, mots }) {
  const rang = colonneDeReference(titres, connues);
  return lignes.map((une) => {
    const reference = (une.cellules[rang] ?? "").trim();
    const { titre = "", question = "", erreur = "", etape = "" } = une.resultat;
    return {
      ...une,
      reference,
      nom: reference || remplir(mots.tableau.ligne, { n: une.ligne }),
      // Vide : rien à faire avant une date.
      restants: une.resultat.jours_restants ? Number(une.resultat.jours_restants) : null,
      cherche: sansAccent([...une.cellules, titre, question, erreur, etape].join(" ")),
    };
  });
}

const CONVIENT = {
  tous: () => true,
  question: ({ resultat }) => Boolean(resultat.question),
  corriger: ({ resultat }) => Boolean(resultat.erreur),
};
const convient = ({ id, de = -Infinity, a }) => CONVIENT[id] ?? (({ restants }) => restants !== null && de <= restants && restants <= a);

export function montrerLesDossiers(page) {
  const { mots } = page;
  const lignes = preparer(page);
  const montrees = { liste: lignes };
  const compte = element("p", { class: "compte", role: "status", "data-compte": true });
  const place = element("div", { "data-tableau": true });
  const etat = { filtre: mots.filtres.liste[0], cherche: "" };
  const redessiner = () => {
    const gardees = lignes.filter((ligne) => convient(etat.filtre)(ligne) && ligne.cherche.includes(etat.cherche));
    montrees.liste = gardees;
    compte.textContent = gardees.length === 0 ? mots.bilan.rien : remplir(mots.bilan.montre, { n: gardees.length, total: lignes.length });
    place.replaceChildren(...(gardees.length > 0 ? [tableau(page, gardees)] : []));
  };
  const noeuds = [
    element("h2", { tabindex: "-1", "data-titre-resultats": true }, mots.titre_resultats),
    bilan(page, lignes),
    filtres(page, lignes, etat, redessiner),
    element("div", { class: "sous-les-filtres" }, compte,
      element("p", { class: "aide clavier", id: "aide-du-clavier" }, mots.filtres.clavier)),
    place,
    sorties(page, montrees),
  ];
  redessiner();
  return noeuds;
}

function bilan(page, lignes) {
  const { bilan: mots, etat } = page.mots;
  const fausses = page.reponse.fausses;
  const comptees = lignes.length - fausses;
  const { aujourdhui, maintenant } = page.compteLe;
  const jour = ecritures(page).lettres(aujourdhui);
  return element("p", { class: "bilan", "data-bilan": true },
    element("strong", {}, comptees === 1 ? mots.un : remplir(mots.plusieurs, { n: comptees })), " ",
    fausses > 0 && element("strong", { class: "fausses" }, fausses === 1 ? mots.fausse : remplir(mots.fausses, { n: fausses })), " ",
    maintenant ? remplir(etat.compte, { jour, heure: maintenant.replace(":", " h ") }) : remplir(etat.compte_jour, { jour }), " ",
    bouton(etat.recompter, () => page.compter(), { class: "lien-bouton", "data-recompter": true }));
}

function filtres(page, lignes, etat, redessiner) {
  const { filtres: mots } = page.mots;
  const options = mots.liste.map((filtre, rang) => {
    const champ = element("input", { type: "radio", name: "filtre", value: filtre.id, checked: rang === 0 });
    champ.addEventListener("change", () => { etat.filtre = filtre; redessiner(); });
    return element("label", { class: "option" }, champ, element("span", {}, filtre.texte, ` (${lignes.filter(convient(filtre)).length})`));
  });
  const recherche = element("input", { type: "search", id: "recherche-de-permanence", autocomplete: "off", spellcheck: "false" });
  recherche.addEventListener("input", () => { etat.cherche = sansAccent(recherche.value.trim()); redessiner(); });
  return element("form", { class: "questions filtres", "data-filtres": true, novalidate: true },
    element("fieldset", {}, element("legend", {}, mots.titre), element("div", { class: "options" }, options)),
    element("div", { class: "question" }, element("label", { for: recherche.id }, mots.chercher), recherche));
}

/** Les gestes viennent d'un fichier déjà là : hors connexion, ils marchent aussi. */
function sorties(page, montrees) {
  const place = element("section", { class: "sorties" });
  import("./sorties.js").then(({ sorties: dessiner }) => place.append(...dessiner(page, montrees))).catch(() => {});
  return place;
}
