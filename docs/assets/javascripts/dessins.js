// Les images d'une réponse, mises dans la page : le dessin, et à côté le texte qui dit la même chose.

import { element } from "./dom.js";
import { frise, miniCalendrier, signe, texteDeLaFrise, texteDesJours } from "./frise.js";

/** Le SVG reçu en texte, en nœuds. Lu comme un document à part : rien ne s'y exécute. */
const noeuds = (svg) => [...new DOMParser().parseFromString(svg, "text/html").body.children];

const legende = (balise, lignes) => element(balise, { class: "legende" }, lignes.map(({ date, nature, jour, texte }) =>
  element("li", { "data-nature": nature }, noeuds(signe(nature)),
    element("span", {}, element("strong", {}, element("time", { datetime: date }, jour)), " ", texte))));

/** Le calendrier d'une échéance ; rien si le moteur ne donne pas deux jours différents à montrer. */
export function blocCalendrier({ jours = [] }, { frise: mots, premier }) {
  if (new Set(jours.map(({ date }) => date)).size < 2) return false;
  const tout = { ...mots, premier };
  return element("figure", { class: "image calendrier" },
    element("figcaption", {}, tout.calendrier),
    element("div", { class: "les-mois" }, noeuds(miniCalendrier(jours, tout))),
    legende("ul", texteDesJours(jours, tout)),
    element("p", { class: "note" }, tout.court));
}

/** La frise du dossier, repliée. */
export function blocFrise(points = [], { frise: mots, premier }) {
  if (points.length < 2) return false;
  const tout = { ...mots, premier };
  return element("details", { "data-frise": true, "data-repli": "frise" },
    element("summary", {}, tout.dossier),
    element("figure", { class: "image" },
      noeuds(frise(points, tout)),
      legende("ol", texteDeLaFrise(points, tout)),
      element("p", { class: "note" }, tout.legende)));
}
