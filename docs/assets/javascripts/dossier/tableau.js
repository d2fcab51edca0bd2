// Le tableau du dossier : ce qui a été dit, à relire et à modifier, et ce qu'on peut faire ensuite.

import { element, remplir } from "../dom.js";
import { enToutesLettres } from "../jours.js";
import { bouton } from "./barre.js";
import { estVide, retirer, trouver } from "./etat.js";
import { completerLesListes } from "./questions.js";

const SUITES = { lettres: { vue: "lettres" }, preuves: { vue: "preuves" }, sorties: { vue: "sorties" }, fichier: { vue: "fichier" } };

export default function tableau(page) {
  const { etat, mots } = page;
  if (estVide(etat) || etat.evenements.length === 0) return [rien(page), ...(estVide(etat) ? [] : [ensuite(page)])];
  page.evalue = page.evalues();
  return [
    element("h2", {}, mots.tableau.titre),
    page.comparaison && comparaison(page),
    element("ol", { class: "evenements" }, parDate(page).map((un) => ligne(page, un))),
    element("p", { class: "gestes" }, bouton(mots.gestes.ajouter_autre, () => page.aller({ vue: "choix" }), { class: "bouton", "data-ajouter": true })),
    residence(page),
    ensuite(page),
  ];
}

function rien(page) {
  const { tableau: mots, gestes } = page.mots;
  return [
    element("h2", {}, mots.vide_titre),
    element("p", {}, mots.vide),
    element("p", { class: "gestes" }, bouton(gestes.ajouter, () => page.aller({ vue: "choix" }), { class: "bouton", "data-ajouter": true })),
    element("p", {}, mots.vide_fichier, " ", bouton(gestes.ouvrir_fichier, () => page.aller({ vue: "fichier" }), { class: "lien-bouton" })),
    page.mode !== "partage" && element("p", {}, mots.partage, " ", bouton(mots.partage_oui, () => {
      page.reglerLeMode("partage");
      page.redessiner();
    }, { class: "lien-bouton", "data-partage": true })),
  ];
}

/** Dans l'ordre où c'est arrivé ; ce qui n'a pas encore de date est à la fin. */
function parDate({ etat, evalue }) {
  const jour = ({ cle }) => evalue[cle].contrat.date ?? "9999";
  return [...etat.evenements].sort((un, autre) => jour(un).localeCompare(jour(autre)));
}

function ligne(page, evenement) {
  const { cle, type, preuve, contre } = evenement;
  const { contrat, manque, reponses } = page.evalue[cle];
  const { nom } = page.evenements.evenements[type];
  const { tableau: mots, gestes, preuves_sortes: sortes } = page.mots;
  const jour = contrat.date && enToutesLettres(contrat.date, page.textes.premier);
  const vise = contre && trouver(page.etat, contre);
  const qui = `${nom}${jour ? `, ${jour}` : ""}`;
  return element("li", { "data-ligne": type, "data-incomplet": manque.length > 0 },
    element("h3", {}, nom),
    contrat.date && element("p", { class: "jour" }, element("time", { datetime: contrat.date }, jour)),
    manque.length > 0 && element("div", { class: "alerte attention" },
      element("p", {}, mots.il_manque),
      element("ul", {}, manque.map(({ nom: champ, intitule }) => element("li", {},
        bouton(intitule, () => page.aller({ vue: "evenement", cle, champ }), { class: "lien-bouton" }))))),
    element("dl", { class: "reponses" }, reponses.filter(({ nom: champ }) => champ !== "date").map((une) => reponse(une, mots))),
    vise && element("p", {}, mots.contre, " ", page.evenements.evenements[vise.type].nom),
    (preuve.sortes.length > 0 || preuve.note) && element("p", { class: "preuve" }, mots.preuve, " ",
      [...preuve.sortes.map((sorte) => sortes[sorte] ?? sorte), preuve.note].filter(Boolean).join(" · ")),
    element("p", { class: "gestes" },
      bouton(gestes.modifier, () => page.aller({ vue: "evenement", cle, ecran: "relire" }), { class: "bouton second", "aria-label": `${gestes.modifier} : ${qui}`, "data-modifier": true }), " ",
      bouton(gestes.retirer, () => oter(page, evenement, nom), { class: "bouton second", "aria-label": `${gestes.retirer} : ${qui}`, "data-retirer": true })));
}

export const reponse = ({ question, reponse: { dit, lu } }, mots) =>
  [element("dt", {}, question), element("dd", {}, dit ?? remplir(mots.lu_dans_le_fichier, { valeur: lu }))];

async function oter(page, { cle }, nom) {
  if (!(await page.confirmer("retirer", { nom }))) return;
  retirer(page.etat, cle);
  page.change();
  page.annoncer(page.mots.annonces.retire);
  page.redessiner();
}

function residence(page) {
  const question = page.boite.querySelector("template[data-residence]").content.firstElementChild.cloneNode(true);
  completerLesListes(question, page.boite);
  const liste = question.querySelector("select");
  liste.value = page.etat.residence;
  liste.addEventListener("change", () => {
    page.etat.residence = liste.value;
    page.change();
    page.recalculer();
  });
  return element("form", { class: "questions", novalidate: true }, question);
}

function ensuite(page) {
  const { suites, tableau: mots } = page.mots;
  return element("nav", { class: "suites", "aria-labelledby": "titre-des-suites" },
    element("h2", { id: "titre-des-suites" }, mots.ensuite),
    element("ul", {}, Object.entries(SUITES).map(([cle, ou]) => element("li", {},
      bouton(suites[cle], () => page.aller(ou), { class: "bouton second", "data-suite": cle }), element("span", {}, " ", suites[`${cle}_aide`])))),
    element("p", { class: "note" }, mots.note));
}

/** Après l'ouverture d'un fichier : ce que ses dates sont devenues. */
function comparaison(page) {
  const { fichier: mots } = page.mots;
  const { converti, illisibles, lignes, versions } = page.comparaison;
  return element("section", { class: "comparaison", "data-comparaison": true },
    element("h3", {}, mots.comparer_titre),
    converti && element("p", {}, mots.converti),
    lignes.length > 0 ? [element("ul", {}, lignes.map((une) => element("li", {}, une))), element("p", {}, mots.comparer_pourquoi)] : false,
    page.comparaison.phrase && element("p", {}, page.comparaison.phrase),
    versions && element("p", { class: "note" }, versions),
    illisibles.length > 0 && element("details", {}, element("summary", {}, mots.illisibles),
      element("ul", {}, illisibles.map((un) => element("li", {}, element("code", {}, JSON.stringify(un)))))));
}
