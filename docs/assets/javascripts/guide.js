// Sur les pages du guide : ce qui est à revérifier passé son jour, et les mots expliqués là où il n'y a pas de bulles.

import { joursRestants, jourDe } from "./jours.js";

/** Après le dernier jour de validité, la page le dit sans avoir été refaite. */
export function direCeQuiEstPasse(document, aujourdhui) {
  for (const morceau of document.querySelectorAll("[data-valable]")) {
    if (joursRestants(aujourdhui, morceau.dataset.valable) >= 0) continue;
    morceau.hidden = false;
    // Des règles anciennes changent aussi la couleur de l'en-tête.
    if ("regles" in morceau.dataset) document.documentElement.classList.add("regles-anciennes");
    if (!morceau.dataset.note || morceau.querySelector("[data-a-revoir]")) continue;
    const note = document.createElement("strong");
    note.dataset.aRevoir = "";
    note.textContent = morceau.dataset.note;
    morceau.append(" ", note);
  }
}

/** Une date fausse s'annonce en bandeau pendant un temps ; ensuite elle reste dans « Ce qui a changé ». */
export function oterLesBandeauxFinis(document, aujourdhui) {
  for (const bandeau of document.querySelectorAll("[data-jusqu-au]")) {
    if (joursRestants(aujourdhui, bandeau.dataset.jusquAu) < 0) bandeau.remove();
  }
}

/** Sans bulles, le bouton d'un mot ne ferait rien : le mot devient un lien vers sa définition, en fin de page. */
function remplacerLesBulles(document) {
  for (const mot of document.querySelectorAll("label.mot")) {
    const lien = document.createElement("a");
    lien.href = `#${mot.querySelector("button").getAttribute("popovertarget")}`;
    lien.textContent = mot.textContent;
    mot.replaceWith(lien);
  }
}

direCeQuiEstPasse(document, jourDe(new Date()));
oterLesBandeauxFinis(document, jourDe(new Date()));
if (!("popover" in HTMLElement.prototype)) remplacerLesBulles(document);
// La bulle ouverte prend le focus : un lecteur d'écran la lit, Échap la ferme et rend le focus au mot.
document.addEventListener("toggle", ({ target, newState }) => {
  if (newState === "open" && target.matches(".definition")) target.focus();
}, true);

// Un lien peut ouvrir le calculateur déjà réglé : #situation=…&contenu=…
if (/[#&](refus|situation|contenu)=/.test(location.hash)) {
  Promise.all([import("./prereglage.js"), customElements.whenDefined("recours-calculateur")]).then(([{ regler }]) => {
    const formulaire = document.querySelector("recours-calculateur form");
    if (formulaire) regler(location.hash, formulaire);
  });
}

// Garder les pages pour un jour sans réseau ne presse pas : l'affichage, puis le repos, puis le gardien.
const garderLesPages = () => import("./hors-ligne.js").then((module) => module.garderLesPages()).catch(() => {});
if (document.querySelector("[data-hors-ligne]")) import("./hors-ligne-bouton.js").catch(() => {});
const auRepos = () => (window.requestIdleCallback ?? setTimeout)(garderLesPages);
if (document.readyState === "complete") auRepos();
else window.addEventListener("load", auRepos);
