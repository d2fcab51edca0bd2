// Un événement, un petit écran après l'autre : ses questions, à quoi il se rapporte, sa preuve, puis la relecture.

import { element, remplir } from "../dom.js";
import { montrer } from "../erreurs.js";
import { exclure, rafraichir } from "../formulaire.js";
import { bouton } from "./barre.js";
import { rangDe, trouver } from "./etat.js";
import { brutDuGroupe, evaluer, lireGroupe, poser } from "./questions.js";
import { reponse } from "./tableau.js";

export default function evenement(page, parametres) {
  const cible = trouver(page.etat, parametres.cle);
  const rang = rangDe(page.etat, cible);
  const groupe = poser(page.boite, cible, rang);
  const vue = { page, cible, rang, groupe, ecrans: [...groupe.querySelectorAll("[data-ecran-de]")] };
  vue.suite = suite(vue, parametres.champ);
  if (parametres.ecran === "relire") return relecture(vue);
  vue.etape = etapeVoulue(vue, parametres);
  return formulaire(vue);
}

/** Les écrans dans l'ordre : les questions, ce qu'elles visent, la preuve. */
function suite({ page, cible, ecrans }, champ) {
  const vise = candidats(page, cible).length > 1 || cible.contre || champ === "contre";
  return [...ecrans.map((_, rang) => rang), ...(vise ? ["contre"] : []), "preuve"];
}

/** Ce que l'événement peut viser, selon ce qu'il répond : la question n'a d'objet que s'il y en a plusieurs. */
function candidats({ etat, evenements: { evenements } }, { cle, type, brut }) {
  const { vise, vise_selon: selon } = evenements[type];
  const permis = selon?.types[brut[selon.question]?.[0]] ?? vise;
  return etat.evenements.filter((un) => un.cle !== cle && permis.includes(un.type));
}

function etapeVoulue({ suite: etapes, ecrans, cible, rang }, { ecran = 0, champ }) {
  if (champ === "contre") return "contre";
  const porteur = champ && ecrans.findIndex((un) => un.querySelector(`[data-question="${cible.type}.${rang}.${champ}"]`));
  if (porteur >= 0 && champ) return porteur;
  return etapes.includes(ecran) ? ecran : etapes[0];
}

const utile = (ecran) => [...ecran.querySelectorAll("[data-question]")].some((question) => !question.hidden);

function formulaire(vue) {
  const { page, cible, groupe, etape } = vue;
  const { gestes } = page.mots;
  const nom = page.evenements.evenements[cible.type].nom;
  const form = element("form", { class: "questions", novalidate: true },
    element("div", { "data-erreurs": true, role: "alert", tabindex: "-1", hidden: true }),
    groupe,
    etape === "contre" && viser(vue), etape === "preuve" && prouver(vue),
    element("p", { class: "gestes envoi" },
      element("button", { type: "submit", class: "bouton" }, gestes.continuer), " ",
      bouton(gestes.plus_tard, () => avancer(vue), { class: "lien-bouton", "data-plus-tard": true })),
    element("p", { class: "gestes" },
      bouton(gestes.precedent, () => history.back(), { class: "bouton second", "data-precedent": true }), " ",
      typeof etape === "number" && bouton(gestes.tout_montrer, (clic) => { clic.target.hidden = true; montrerTout(vue); }, { class: "lien-bouton", "data-tout": true })));
  montrerEcran(vue);
  ecouter(vue, form);
  if (page.faute?.cle === cible.cle) requestAnimationFrame(() => direLaFaute(vue, form));
  const n = vue.suite.indexOf(etape) + 1;
  return [
    element("p", { class: "rang" }, remplir(page.mots.evenement.rang, { n, total: vue.suite.length })),
    element("h2", {}, nom),
    form,
  ];
}

function montrerEcran({ ecrans, etape, groupe }) {
  ecrans.forEach((ecran, rang) => ecran.classList.toggle("hors-ecran", rang !== etape));
  groupe.classList.toggle("hors-ecran", typeof etape !== "number");
}

/** Pour qui va vite : toutes les questions de l'événement sur un seul écran. */
function montrerTout(vue) {
  vue.tout = true;
  for (const ecran of vue.ecrans) ecran.classList.remove("hors-ecran");
  vue.groupe.classList.remove("hors-ecran");
  vue.groupe.querySelector("input, select").focus();
}

function ecouter(vue, form) {
  const { page, cible, groupe, rang } = vue;
  form.addEventListener("input", ({ target }) => {
    if (!groupe.contains(target)) return;
    exclure(target);
    rafraichir(groupe);
    cible.brut = brutDuGroupe(groupe, cible, rang);
    // Une réponse donnée ici remplace ce qui avait été lu dans un fichier.
    const question = target.closest("[data-question]")?.dataset.question.split(".")[2];
    delete cible.autres[question];
    page.change();
  });
  form.addEventListener("submit", (evenement) => {
    evenement.preventDefault();
    page.faute = null;
    const fautes = lireGroupe(groupe, cible, rang).filter(({ faute, nom, element: question }) =>
      faute && !(nom in cible.autres) && (vue.tout || question.closest("[data-ecran-de]") === vue.ecrans[vue.etape]));
    if (fautes.length === 0) return avancer(vue);
    const { erreurs } = page.textes;
    const titre = fautes.length === 1 ? erreurs.titre_une : remplir(erreurs.titre_plusieurs, { n: fautes.length });
    montrer(form, fautes.map(({ question, faute, partie, jour }) => ({ nom: question, partie, message: remplir(erreurs[faute], { jour }) })), titre);
  });
}

/** Ce que le moteur reproche à une réponse, au pied de sa question. */
function direLaFaute({ page, cible, rang }, form) {
  const { champ, message } = page.faute;
  page.faute = null;
  montrer(form, [{ nom: champ && `${cible.type}.${rang}.${champ}`, message }], page.textes.erreurs.titre_une);
}

function avancer({ page, cible, suite: etapes, etape, ecrans, tout }) {
  // Une seule réponse à changer : on revient à la relecture.
  if (page.ecran.champ) return page.aller({ vue: "evenement", cle: cible.cle, ecran: "relire" });
  const restent = etapes.slice(etapes.indexOf(etape) + 1).filter((une) => typeof une !== "number" || (!tout && utile(ecrans[une])));
  page.aller({ vue: "evenement", cle: cible.cle, ecran: restent[0] ?? "relire" });
}

function viser({ page, cible }) {
  const { evenement: mots } = page.mots;
  const choisir = (cle, texte) => {
    const champ = element("input", { type: "radio", name: "contre", value: cle });
    champ.checked = cible.contre === cle;
    champ.addEventListener("change", () => { cible.contre = cle; page.change(); });
    return element("label", { class: "option large" }, champ, element("span", {}, texte));
  };
  return element("fieldset", { "data-question": "contre", "data-place": "page", "data-forme": "choix" },
    element("legend", {}, mots.contre),
    element("p", { class: "aide", id: "aide-contre" }, mots.contre_aide),
    element("div", { class: "options" },
      candidats(page, cible).map((un) => choisir(un.cle, nomDate(page, un))), choisir("", mots.contre_rien)));
}

function nomDate(page, un) {
  const { contrat } = evaluer(page.boite, un, rangDe(page.etat, un), page.textes);
  return `${page.evenements.evenements[un.type].nom}${contrat.date ? ` (${contrat.date.split("-").reverse().join("/")})` : ""}`;
}

function prouver({ page, cible }) {
  const { evenement: mots, preuves_sortes: sortes } = page.mots;
  const { preuve } = cible;
  const cases = page.evenements.evenements[cible.type].preuves.map((sorte) => {
    const champ = element("input", { type: "checkbox", name: "preuve", value: sorte });
    champ.checked = preuve.sortes.includes(sorte);
    champ.addEventListener("change", () => {
      preuve.sortes = champ.checked ? [...preuve.sortes, sorte] : preuve.sortes.filter((une) => une !== sorte);
      page.change();
    });
    return element("label", { class: "option large" }, champ, element("span", {}, sortes[sorte]));
  });
  const note = element("input", { type: "text", id: "preuve-note", name: "preuve-note", class: "tout", maxlength: 300, dir: "auto", "aria-describedby": "aide-preuve-note" });
  note.value = preuve.note;
  note.addEventListener("input", () => { preuve.note = note.value; page.change(); });
  return [
    element("fieldset", {}, element("legend", {}, mots.preuve), element("p", { class: "aide" }, mots.preuve_aide), element("div", { class: "options" }, cases)),
    element("div", { class: "question" }, element("label", { for: "preuve-note" }, mots.preuve_note),
      element("p", { class: "aide", id: "aide-preuve-note" }, mots.preuve_note_aide), note),
  ];
}

/** Tout ce qui a été répondu, avec de quoi le changer, avant que cela compte. */
function relecture({ page, cible, rang }) {
  const { evenement: mots, gestes, annonces, tableau } = page.mots;
  const { reponses, manque } = evaluer(page.boite, cible, rang, page.textes);
  const modifier = (champ, intitule) => bouton(gestes.modifier, () => page.aller({ vue: "evenement", cle: cible.cle, champ }),
    { class: "lien-bouton", "aria-label": `${gestes.modifier} : ${intitule}`, "data-modifier": champ });
  return [
    element("h2", {}, `${mots.relire} : ${page.evenements.evenements[cible.type].nom}`),
    element("p", {}, manque.length > 0 ? mots.reponses_manquantes : mots.relire_aide),
    element("dl", { class: "reponses relire" },
      reponses.map((une) => { const [question, dite] = reponse(une, tableau); dite.append(" ", modifier(une.nom, une.question)); return [question, dite]; }),
      manque.map(({ nom, intitule }) => [element("dt", {}, intitule), element("dd", { class: "manque" }, mots.sans_reponse, " ", modifier(nom, intitule))])),
    element("p", { class: "gestes" },
      bouton(gestes.juste, () => { page.annoncer(annonces.ajoute); page.aller({ vue: "tableau" }); }, { class: "bouton", "data-juste": true }), " ",
      bouton(mots.preuve, () => page.aller({ vue: "evenement", cle: cible.cle, ecran: "preuve" }), { class: "lien-bouton" })),
  ];
}
