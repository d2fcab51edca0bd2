// Où regarder sur le papier : chaque partie s'ouvre sous le doigt, et peut répondre au calculateur de la même page.
// Rien n'est gardé : une réponse coche une case du formulaire, comme la personne l'aurait fait.

import { element } from "./dom.js";

const leFormulaire = () => document.querySelector('form[data-calcul="echeances"]');

for (const papier of document.querySelectorAll("[data-papier]")) {
  for (const lien of papier.querySelectorAll(".morceau > a")) lien.replaceWith(enBouton(lien, papier));
}

/** Sans ce script, la partie mène à son texte ; avec lui, elle l'ouvre sur place. */
function enBouton(lien, papier) {
  const texte = document.getElementById(lien.hash.slice(1));
  const bouton = element("button", { type: "button", "aria-expanded": "false" }, ...lien.childNodes);
  bouton.addEventListener("click", () => basculer(bouton, texte, papier));
  return bouton;
}

function basculer(bouton, texte, papier) {
  const ouvert = bouton.getAttribute("aria-expanded") === "true";
  for (const autre of papier.querySelectorAll('[aria-expanded="true"]')) autre.setAttribute("aria-expanded", "false");
  papier.querySelector(".explication")?.remove();
  if (ouvert) return;
  bouton.setAttribute("aria-expanded", "true");
  bouton.after(explication(texte, papier));
}

function explication(texte, papier) {
  const boite = element("div", { class: "explication" }, ...texte.querySelector(".sens").cloneNode(true).childNodes);
  const question = texte.querySelector("template");
  const formulaire = leFormulaire();
  if (!question || !formulaire) return boite;
  boite.append(question.content.cloneNode(true), element("p", { role: "status" }));
  boite.addEventListener("click", ({ target }) => {
    const reponse = target.closest("[data-champs]");
    if (reponse) repondre(reponse, boite, formulaire, papier.dataset);
    else if (target.closest("[data-continuer]")) allerAuCalcul(formulaire);
  });
  montrer(boite, formulaire);
  return boite;
}

/** Coche ou décoche dans le formulaire ce que dit la réponse, et prévient le calculateur. */
function repondre(reponse, boite, formulaire, { note, continuer }) {
  const champs = Object.entries(JSON.parse(reponse.dataset.champs));
  for (const [nom, coche] of champs) {
    const champ = trouver(formulaire, nom);
    if (champ.checked === coche) continue;
    champ.checked = coche;
    for (const type of ["input", "change"]) champ.dispatchEvent(new Event(type, { bubbles: true }));
  }
  montrer(boite, formulaire);
  const { aller } = reponse.dataset;
  if (aller && prendre(formulaire.elements[aller])) return;
  boite.querySelector("[role=status]").replaceChildren(
    note, " ", element("button", { type: "button", class: "lien", "data-continuer": true }, continuer));
}

function trouver(formulaire, nom) {
  const [champ, valeur] = nom.split("=");
  return formulaire.querySelector(`[name="${champ}"][value="${valeur}"]`);
}

/** Une réponse paraît choisie quand le formulaire dit la même chose qu'elle : lui seul sait. */
function montrer(boite, formulaire) {
  for (const reponse of boite.querySelectorAll("[data-champs]")) {
    const champs = Object.entries(JSON.parse(reponse.dataset.champs)).filter(([, coche]) => coche);
    if (champs.length === 0) continue;
    reponse.setAttribute("aria-pressed", String(champs.every(([nom]) => trouver(formulaire, nom).checked)));
  }
}

function allerAuCalcul(formulaire) {
  const vides = [...formulaire.querySelectorAll("[data-question]")].filter(
    (question) => question.checkVisibility() && !question.querySelector(":checked") && question.dataset.forme === "choix");
  prendre((vides[0] ?? formulaire).querySelector("input"));
}

/** Mène au champ s'il se voit ; une question qui n'a pas lieu d'être ne se prend pas. */
function prendre(champ) {
  if (!champ?.checkVisibility()) return false;
  champ.focus({ preventScroll: true });
  champ.scrollIntoView({ block: "center" });
  return true;
}
