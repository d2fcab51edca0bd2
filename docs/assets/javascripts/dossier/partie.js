// Une partie de la lettre : ses questions, et la lettre qui s'écrit à côté.

import { element, remplir } from "../dom.js";
import { alertes, papier } from "./apercu.js";
import { cible, ditDuDossier, duDossier, ecrire, partieDe, parties, visables } from "./atelier.js";
import { bouton } from "./barre.js";
import { accesAuChamp, poserChamp } from "./champs.js";
import { echec } from "./lettre.js";
import { moyens } from "./moyens.js";

const ATTENTE = 400;
// Ce qui change les arguments proposés.
const RECHARGENT = ["situations", "nature_refus", "decisions_contestees", "decision"];

export default function partie(page, { modele, partie: voulue, champ }) {
  page.contrat();
  const toutes = parties(page, modele);
  const rang = Math.max(0, toutes.findIndex(({ id }) => id === (voulue ?? partieDe(page, modele, champ ?? ""))));
  const vue = { page, modele, toutes, rang, ...toutes[rang], obligatoires: page.lettres.modeles[modele].exiges };
  vue.apercu = element("details", { class: "apercu", "data-apercu": true }, element("summary", {}, page.mots.lettres.apercu), element("div", { "data-apercu-corps": true }));
  vue.alertes = element("div", { "data-alertes": true, "aria-live": "polite" });
  const form = element("form", { class: "questions", novalidate: true }, corps(vue), gestes(vue));
  form.addEventListener("submit", (evenement) => { evenement.preventDefault(); suivante(vue); });
  rafraichirLApercu(vue);
  if (champ) requestAnimationFrame(() => prendre(form, champ));
  return [
    element("p", { class: "rang" }, page.lettres.modeles[modele].titre),
    element("h2", {}, vue.titre),
    form, vue.alertes, vue.apercu,
  ];
}

function corps(vue) {
  const { page, demandes, facultatifs } = vue;
  const libres = facultatifs.map((nom) => question(vue, nom)).filter(Boolean);
  return [
    demandes.map((nom) => question(vue, nom)),
    libres.length > 0 && element("details", { class: "facultatives", "data-facultatives": true, open: facultatifs.some((nom) => nom in page.etat.champs) },
      element("summary", {}, page.mots.lettres.facultatives), libres),
  ];
}

function question(vue, nom) {
  const { page, modele } = vue;
  const connu = duDossier(page, nom);
  if (connu) return dejaDit(page, nom, connu);
  const decrit = page.lettres.champs[nom];
  if (nom === "moyens") return moyens(page, (change) => noter(vue, change));
  if (nom === "pieces") return vosPieces(page);
  if (nom === "decision") return poserChamp(page, nom, decision(page, decrit), acces(vue, nom), { facultatif: true });
  return poserChamp(page, nom, decrit, acces(vue, nom, modele), { facultatif: !vue.obligatoires.includes(nom) && decrit.type !== "oui_non" });
}

/** Sans réponse cochée, la lettre conteste tout ce que contient le papier : c'est coché d'avance. */
function acces(vue, nom) {
  const { page } = vue;
  const simple = accesAuChamp(page, nom, (change) => noter(vue, change));
  if (nom !== "decisions_contestees") return simple;
  const contenu = (page.evalue?.[cible(page)?.cle]?.contrat.contenu ?? []).filter((mot) => mot !== "inconnu");
  return { ...simple, lire: () => simple.lire() ?? contenu };
}

function decision(page, decrit) {
  const { premier } = page.textes;
  const valeurs = visables(page).map((un) => [un.cle, `${page.evenements.evenements[un.type].nom} ${page.evalue[un.cle].contrat.date?.split("-").reverse().join("/") ?? ""}`]);
  return { ...decrit, type: "choix", valeurs, premier };
}

function dejaDit(page, nom, { cle, champ, valeur }) {
  const { lettres: mots } = page.mots;
  return element("div", { class: "question deja-dit", "data-champ": nom },
    element("p", { class: "titre" }, page.lettres.champs[nom].libelle),
    element("p", {}, mots.du_dossier, " : ", element("strong", {}, ditDuDossier(page, nom, valeur)), " ",
      bouton(mots.du_dossier_changer, () => page.aller({ vue: "evenement", cle, champ }), { class: "lien-bouton" })));
}

function vosPieces(page) {
  const { preuves: mots, moyens: moyensMots } = page.mots;
  const pieces = page.etat.champs.pieces ?? [];
  return element("div", { class: "question", "data-champ": "pieces" },
    element("p", { class: "aide" }, page.lettres.champs.pieces.aide),
    pieces.length > 0 ? element("ul", {}, pieces.map(({ intitule }) => element("li", { dir: "auto" }, intitule || "…"))) : element("p", {}, moyensMots.sans_piece),
    bouton(pieces.length > 0 ? moyensMots.vers_preuves : mots.ajouter, () => page.aller({ vue: "preuves" }), { class: "bouton second", "data-vers-preuves": true }));
}

function noter(vue, nom) {
  vue.page.change();
  clearTimeout(vue.minuterie);
  vue.minuterie = setTimeout(() => rafraichirLApercu(vue), ATTENTE);
  if (RECHARGENT.includes(nom)) vue.page.boite.dispatchEvent(new CustomEvent("situation"));
}

/** La lettre se récrit à chaque réponse ; seule la dernière demande compte. */
async function rafraichirLApercu(vue) {
  const { page, modele } = vue;
  const tour = (vue.tour = (vue.tour ?? 0) + 1);
  const reponse = await ecrire(page, modele).catch(() => ({ panne: true }));
  if (tour !== vue.tour || !vue.apercu.isConnected) return;
  const ici = vue.apercu.querySelector("[data-apercu-corps]");
  if (reponse.panne || reponse.erreur) {
    vue.alertes.replaceChildren(...echec(page, modele, reponse));
    return;
  }
  ici.replaceChildren(papier(reponse.blocs));
  const noms = [...vue.demandes, ...vue.facultatifs];
  const visees = reponse.alertes.filter(({ champ }) => champ && noms.includes(champ.replace(/[[.].*$/, "")));
  vue.alertes.replaceChildren(...alertes(page, modele, visees));
  vue.alertes.dataset.tour = String(tour);
}

function gestes(vue) {
  const { page, toutes, rang } = vue;
  const { lettres: mots, gestes: dits } = page.mots;
  const derniere = rang === toutes.length - 1;
  return element("p", { class: "gestes envoi" },
    element("button", { type: "submit", class: "bouton" }, derniere ? mots.terminer : remplir(mots.suivante, {})), " ",
    bouton(dits.precedent, () => history.back(), { class: "bouton second" }), " ",
    !derniere && bouton(mots.terminer, () => voir(vue), { class: "lien-bouton", "data-terminer": true }));
}

function suivante(vue) {
  const { page, modele, toutes, rang } = vue;
  if (page.ecran.champ || rang === toutes.length - 1) return voir(vue);
  page.aller({ vue: "partie", modele, partie: toutes[rang + 1].id });
}

const voir = ({ page, modele }) => page.aller({ vue: "lettre", modele, quand_meme: true });

/** Le focus sur le champ demandé, même dans un détail replié. */
function prendre(form, champ) {
  const nom = champ.replace(/^champs\./, "");
  const visee = [nom, nom.replace(/\.faits\b/, ""), nom.replace(/[[.].*$/, "")].map((un) => form.querySelector(`[data-champ="${CSS.escape(un)}"]`)).find(Boolean);
  if (!visee) return;
  for (let parent = visee.closest("details"); parent; parent = parent.parentElement.closest("details")) parent.open = true;
  const cible_ = visee.querySelector("input, select, textarea, button");
  cible_?.focus({ preventScroll: true });
  visee.scrollIntoView({ block: "center" });
}
