// Ce qui peut être ajouté au dossier.

import { element } from "../dom.js";
import { bouton } from "./barre.js";
import { ajouter } from "./etat.js";

export default function choix(page) {
  const { groupes, evenements } = page.evenements;
  const { choix: mots } = page.mots;
  return [
    element("h2", {}, mots.titre),
    element("p", {}, mots.aide),
    groupes.map(({ titre, evenements: types }) => element("section", {},
      element("h3", {}, titre),
      element("ul", { class: "choix" }, types.map((type) => element("li", {},
        bouton(evenements[type].bouton, () => commencer(page, type), { class: "bouton second", "data-type": type })))))),
  ];
}

function commencer(page, type) {
  const { cle } = ajouter(page.etat, type);
  page.change();
  // Le retour arrière ne doit pas ramener à la liste, qui ajouterait un second événement.
  page.aller({ vue: "evenement", cle, ecran: 0, neuf: true }, { remplacer: true });
}
