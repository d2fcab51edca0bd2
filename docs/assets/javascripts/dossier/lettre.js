// Une lettre : ce qu'il faut savoir avant, ses parties, son aperçu, et comment la sortir.

import { element, remplir } from "../dom.js";
import { ecritures } from "../ecritures.js";
import { alertes, envoi, manques, papier } from "./apercu.js";
import { ecrire, parties } from "./atelier.js";
import { bouton } from "./barre.js";
import { cibleDe } from "./etat.js";
import { copier, donner, octetsDe } from "./telecharger.js";

export default function lettre(page, { modele, quand_meme: quandMeme }) {
  const { titre, resume } = page.lettres.modeles[modele];
  const corps = element("div", { "data-lettre": modele, "aria-busy": "true" }, element("p", { class: "chargement" }, page.mots.dates.attente));
  remplirLaLettre(page, modele, corps, quandMeme);
  return [element("h2", {}, titre), element("p", {}, resume), corps];
}

async function remplirLaLettre(page, modele, corps, quandMeme) {
  const reponse = await ecrire(page, modele).catch(() => ({ panne: true }));
  corps.removeAttribute("aria-busy");
  if (reponse.panne || reponse.erreur) return corps.replaceChildren(...echec(page, modele, reponse));
  const avant = reponse.proposer.length > 0 && !quandMeme;
  corps.replaceChildren(...(avant ? avertir(page, modele, reponse) : toute(page, modele, reponse)).flat(Infinity).filter(Boolean));
}

export function echec(page, modele, { erreur }) {
  const { dates: mots, gestes } = page.mots;
  if (!erreur) return [element("p", { class: "alerte critique" }, mots.panne), bouton(mots.reessayer, () => page.redessiner(), { class: "bouton" })];
  const cible = cibleDe(erreur.champ, page.contrat().cles);
  const aller = cible
    ? () => { page.faute = { ...cible, message: erreur.message }; page.aller({ vue: "evenement", cle: cible.cle, champ: cible.champ }); }
    : () => page.aller({ vue: "partie", modele, champ: erreur.champ });
  return [element("div", { class: "alerte critique", role: "alert" },
    element("p", { class: "titre" }, mots.erreur), element("p", {}, erreur.message), bouton(gestes.corriger, aller, { class: "bouton" }))];
}

/** Cette lettre ne protège pas : la bonne d'abord, et la raison. */
function avertir(page, modele, { alertes: liste, proposer }) {
  const { lettres: mots } = page.mots;
  const ecrites = ecritures(page);
  return [
    element("h3", {}, mots.attention),
    liste.filter(({ gravite }) => gravite === "critique").map(ecrites.alerte),
    element("p", { class: "titre" }, mots.d_abord_celle),
    element("p", { class: "gestes" }, proposer.map((autre) => [bouton(remplir(mots.ouvrir, { titre: page.lettres.modeles[autre].titre }),
      () => page.aller({ vue: "lettre", modele: autre }), { class: "bouton", "data-modele": autre }), " "])),
    element("p", { class: "gestes" }, bouton(mots.quand_meme, () => page.aller({ vue: "lettre", modele, quand_meme: true }), { class: "bouton second", "data-quand-meme": true })),
  ];
}

function toute(page, modele, reponse) {
  const { lettres: mots, gestes } = page.mots;
  const [premiere] = parties(page, modele);
  const lien = new URL(page.lettres.modeles[modele].page, page.racine);
  return [
    element("p", { class: "gestes" }, bouton(mots.ecrire, () => page.aller({ vue: "partie", modele, partie: premiere.id }), { class: "bouton", "data-ecrire": true })),
    element("h3", {}, mots.parties),
    element("ol", { class: "parties" }, parties(page, modele).map((une) => element("li", {},
      bouton(une.titre, () => page.aller({ vue: "partie", modele, partie: une.id }), { class: "lien-bouton", "data-partie": une.id }), " : ", etatDe(une, reponse, mots)))),
    manques(page, modele, reponse),
    reponse.alertes.length > 0 && element("section", {}, element("h3", {}, mots.alertes), alertes(page, modele, reponse.alertes)),
    element("section", { class: "apercu a-imprimer", "data-apercu": true }, element("h3", { class: "pas-sur-le-papier" }, mots.apercu), papier(reponse.blocs)),
    envoi(page, reponse),
    sortir(page, modele, reponse),
    element("p", {}, element("a", { href: lien.href }, mots.documentation)),
    element("p", { class: "gestes" }, bouton(gestes.retour, () => page.aller({ vue: "tableau" }), { class: "bouton second" })),
  ];
}

function etatDe({ demandes, facultatifs }, { manque }, mots) {
  const noms = manque.map((nom) => nom.replace(/[[.].*$/, ""));
  const n = [...demandes, ...facultatifs].filter((nom) => noms.includes(nom)).length;
  if (n > 0) return remplir(n === 1 ? mots.partie_manque : mots.partie_manques, { n });
  return demandes.length > 0 ? mots.partie_prete : mots.partie_libre;
}

/** Word, texte, papier. « Version finale » seulement quand rien d'obligatoire ne manque. */
function sortir(page, modele, { pret }) {
  const { sortir: mots, annonces } = page.mots;
  const zone = element("div", { hidden: true }, element("label", { for: "texte-a-copier" }, mots.zone),
    element("textarea", { id: "texte-a-copier", readonly: true, rows: 12, class: "tout", dir: "auto" }));
  const texte = async () => (await ecrire(page, modele, "texte"));
  return element("section", { class: "sortir", "data-sortir": true }, element("h3", {}, mots.titre),
    element("p", { class: "gestes" },
      bouton(pret ? mots.word : mots.word_brouillon, async () => {
        const { document: word } = await ecrire(page, modele, "docx");
        donner(octetsDe(word.base64), word.type, word.nom);
      }, { class: "bouton", "data-word": true, "data-final": pret }), " ",
      bouton(mots.copier, async () => {
        const { texte: ecrit } = await texte();
        zone.querySelector("textarea").value = ecrit;
        page.annoncer((await copier(ecrit, zone)) ? annonces.copie : annonces.copie_a_la_main);
      }, { class: "bouton second", "data-copier": true }), " ",
      bouton(mots.texte, async () => {
        const { texte: ecrit, nom_de_fichier: nom } = await texte();
        donner(ecrit, "text/plain;charset=utf-8", nom.replace(/\.docx$/, ".txt"));
      }, { class: "bouton second", "data-texte": true }), " ",
      bouton(mots.imprimer, () => window.print(), { class: "bouton second", "data-imprimer": true })),
    zone);
}
