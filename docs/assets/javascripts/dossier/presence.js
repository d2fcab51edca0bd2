// La présence en France, année par année et mois par mois, avec les trous.

import { element, remplir } from "../dom.js";
import { bouton } from "./barre.js";
import { poserChamp } from "./champs.js";

export default function presence(page) {
  const { presence: mots, gestes } = page.mots;
  const vue = { page, corps: element("div", { "data-lignes": true }), tableau: element("div", { "data-tableau-presence": true, "aria-live": "polite" }) };
  dessiner(vue);
  calculer(vue);
  return [
    element("h2", {}, mots.titre),
    element("p", {}, mots.aide),
    element("form", { class: "questions", novalidate: true }, depuis(vue), vue.corps),
    vue.tableau,
    element("p", { class: "gestes" }, bouton(gestes.precedent, () => history.back(), { class: "bouton second" })),
  ];
}

function changer(vue) {
  vue.page.change();
  clearTimeout(vue.minuterie);
  vue.minuterie = setTimeout(() => calculer(vue), 400);
}

const accesA = (vue, objet, nom, cle) => ({
  lire: () => objet[nom] || undefined,
  ecrire: (valeur) => { if (valeur === undefined) delete objet[nom]; else objet[nom] = valeur; changer(vue); },
  partiel: () => (vue.page.etat.partiels ??= {})[`presence.${cle}`],
  garderPartiel: (valeur) => { if (valeur === undefined) delete vue.page.etat.partiels[`presence.${cle}`]; else vue.page.etat.partiels[`presence.${cle}`] = valeur; },
});

function depuis(vue) {
  const { presence } = vue.page.etat;
  return poserChamp(vue.page, "presence.depuis", { type: "date", libelle: vue.page.mots.presence.depuis }, accesA(vue, presence, "depuis", "depuis"), { facultatif: true });
}

function dessiner(vue) {
  const { page, corps } = vue;
  const { presence: mots } = page.mots;
  const { lignes } = page.etat.presence;
  corps.replaceChildren(...lignes.map((ligne, rang) => element("fieldset", { class: "piece", "data-preuve": true },
    element("legend", {}, remplir(mots.ligne, { n: rang + 1 })),
    poserChamp(page, `presence.${rang}.intitule`, { type: "texte", libelle: mots.intitule }, accesA(vue, ligne, "intitule", `${rang}.intitule`)),
    poserChamp(page, `presence.${rang}.du`, { type: "date", libelle: mots.du }, accesA(vue, ligne, "du", `${rang}.du`)),
    poserChamp(page, `presence.${rang}.au`, { type: "date", libelle: mots.au }, accesA(vue, ligne, "au", `${rang}.au`)),
    bouton(page.mots.gestes.retirer, () => { lignes.splice(rang, 1); changer(vue); dessiner(vue); corps.querySelector("[data-ajouter-presence]").focus(); },
      { class: "bouton second", "aria-label": remplir(mots.retirer, { n: rang + 1 }) }))),
  bouton(mots.ajouter, () => { lignes.push({}); changer(vue); dessiner(vue); corps.querySelector("fieldset:last-of-type input").focus(); },
    { class: "bouton", "data-ajouter-presence": true }));
}

async function calculer(vue) {
  const { page, tableau } = vue;
  const { presence: mots, dates } = page.mots;
  const preuves = page.etat.presence.lignes.filter(({ intitule, du }) => intitule && du);
  if (preuves.length === 0) return tableau.replaceChildren(element("p", {}, mots.vide_titre));
  const tour = (vue.tour = (vue.tour ?? 0) + 1);
  const { depuis: debut } = page.etat.presence;
  const reponse = await page.demander({ calcul: "presence", ...page.jour(), maintenant: undefined, ...(debut && { depuis: debut }), preuves })
    .catch(() => ({ erreur: { message: dates.panne } }));
  if (tour !== vue.tour) return;
  if (reponse.erreur) return tableau.replaceChildren(element("p", { class: "alerte attention" }, reponse.erreur.message));
  tableau.replaceChildren(
    ...reponse.texte.map((phrase) => element("p", {}, phrase)),
    ...reponse.annees.map((annee) => uneAnnee(annee, mots)),
    ...(reponse.trous.length > 0 ? [element("h3", {}, mots.trous), element("ul", {}, reponse.trous.map(({ texte }) => element("li", {}, texte)))] : []));
}

const NOM_DE_MOIS = new Intl.DateTimeFormat("fr-FR", { month: "short", timeZone: "UTC" });

/** Une année : douze cases, qui se lisent sans les couleurs. */
function uneAnnee({ annee, mois }, mots) {
  return element("section", { class: "annee" }, element("h3", {}, String(annee)),
    element("ol", { class: "douze-mois" }, mois.map(({ mois: n, etat, preuves }) => element("li", { "data-mois": etat },
      element("span", {}, NOM_DE_MOIS.format(new Date(Date.UTC(2000, n - 1, 1)))), " ",
      element("strong", {}, etat === "prouve" ? String(preuves) : etat === "vide" ? "0" : "–"),
      element("span", { class: "pour-lecteur" }, ` ${mots[etat]}`)))));
}
