// Toutes les lettres : d'abord celles que demandent les dates, puis les autres.

import { element, remplir } from "../dom.js";
import { bouton } from "./barre.js";

export default function lettres(page) {
  const { lettres: mots, gestes } = page.mots;
  const { modeles } = page.lettres;
  const d_abord = aFaire(page);
  const liste = (noms) => element("ul", { class: "choix" }, noms.map((modele) => element("li", {},
    bouton(modeles[modele].titre, () => page.aller({ vue: "lettre", modele }), { class: "bouton second", "data-modele": modele }),
    element("p", { class: "aide" }, modeles[modele].resume))));
  const restent = Object.keys(modeles).filter((nom) => !d_abord.includes(nom));
  return [
    element("h2", {}, mots.titre),
    element("p", {}, mots.aide),
    d_abord.length > 0 && [element("h3", {}, mots.d_abord), liste(d_abord), element("h3", {}, mots.autres)],
    liste(restent),
    element("p", { class: "gestes" }, bouton(gestes.retour, () => page.aller({ vue: "tableau" }), { class: "bouton second" })),
  ];
}

const aFaire = ({ reponse, mots: { lettres } }) =>
  [...new Set((reponse?.etapes ?? []).map(({ id }) => lettres.etapes[id]).filter(Boolean))];
