// La lettre telle que le moteur l'écrit, ce qui manque, ce qui est à vérifier, et comment l'envoyer. Rien n'est écrit ici.

import { element, remplir } from "../dom.js";
import { ecritures } from "../ecritures.js";
import { bouton } from "./barre.js";
import { partieDe } from "./atelier.js";

const TITRES = { titre_lettre: "h3", section: "h4", sous_section: "h5" };

/** Les blocs, en papier : des nœuds de texte, jamais du HTML reçu. */
export function papier(blocs) {
  return element("div", { class: "papier a-imprimer", "data-papier": true }, blocs.map(bloc));
}

function bloc({ type, role = "", texte, elements }) {
  const attributs = { class: role ? `bloc role-${role}` : "bloc", dir: "auto" };
  if (type === "titre") return element(TITRES[role] ?? "h4", attributs, texte);
  if (type === "liste") return element(role === "conclusions" || role === "pieces" ? "ol" : "ul", attributs, (elements ?? texte.split("\n")).map((un) => element("li", { dir: "auto" }, un)));
  return element("p", attributs, texte);
}

/** Ce qui manque, un chemin vers chaque question. */
export function manques(page, modele, { manque, pret }) {
  const { lettres: mots } = page.mots;
  if (pret) return element("p", { class: "pret" }, mots.prete);
  return element("div", { class: "manques" },
    element("p", {}, mots.brouillon),
    manque.length > 0 && [element("p", {}, mots.il_manque), element("ul", {}, manque.map((nom) => element("li", {}, versLeChamp(page, modele, nom))))]);
}

function versLeChamp(page, modele, champ) {
  const nom = champ.replace(/[[.].*$/, "");
  const libelle = page.lettres.champs[nom]?.libelle ?? nom;
  const partie = partieDe(page, modele, champ);
  return partie ? bouton(libelle, () => page.aller({ vue: "partie", modele, partie, champ }), { class: "lien-bouton", "data-manque": nom }) : libelle;
}

/** Les alertes dans l'ordre du moteur ; celle qui vise un champ y mène. */
export function alertes(page, modele, liste) {
  const ecrire = ecritures(page);
  return liste.map((une) => {
    const noeud = ecrire.alerte(une);
    const partie = une.champ && partieDe(page, modele, une.champ);
    if (partie) noeud.append(bouton(page.mots.lettres.repondre, () => page.aller({ vue: "partie", modele, partie, champ: une.champ }), { class: "lien-bouton" }));
    return noeud;
  });
}

/** La feuille qui accompagne la lettre : à qui, avant quand, comment, combien. */
export function envoi(page, { envoi: dit, destinataire, avertissement }) {
  const { envoi: mots } = page.mots;
  const ecrire = ecritures(page);
  const jour = (phrase, date, heure) => date && element("p", {}, remplirNoeud(phrase, ecrire.jour(date, heure)));
  const { papier: n } = dit.exemplaires;
  return element("section", { class: "feuille a-imprimer" },
    element("p", { class: "pour-le-papier titre" }, mots.feuille),
    element("h3", {}, mots.titre),
    jour(mots.dernier_jour, dit.dernier_jour, dit.heure), jour(mots.avant, dit.avant), jour(mots.a_partir_du, dit.a_partir_du),
    destinataire.lignes.length > 0 && [element("p", {}, mots.destinataire), element("address", {}, destinataire.lignes.join("\n"))],
    destinataire.a_recopier && element("p", {}, destinataire.note ?? mots.a_recopier),
    element("ul", {}, dit.comment.map((phrase) => element("li", {}, phrase))),
    element("p", {}, remplir(n === 1 ? mots.papier : mots.papiers, { n }), dit.exemplaires.en_ligne === 1 && ` ${mots.en_ligne}`),
    element("div", { class: "avertissement-du-papier" }, avertissement.map((ligne) => element("p", {}, ligne))));
}

/** « Dernier jour : {jour}. », la date en élément. */
function remplirNoeud(phrase, noeud) {
  const [avant, apres] = phrase.split("{jour}");
  return [avant, noeud, apres];
}
