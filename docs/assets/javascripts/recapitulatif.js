// Ce que la personne a répondu, relu dans le formulaire même : sur le papier imprimé, la date ne va pas sans ses faits.

import { element } from "./dom.js";
import { enToutesLettres } from "./jours.js";

const visible = (noeud) => noeud.closest("[hidden]") === null;

export function recapitulatif(reponses, textes) {
  const lignes = reponses
    .filter(({ nom, valeur }) => valeur !== undefined && nom !== "aujourdhui")
    .flatMap((reponse) => [element("dt", {}, intitule(reponse.element)), element("dd", {}, dite(reponse, textes))]);
  return element("details", { class: "recapitulatif" },
    element("summary", {}, textes.reponse.recap),
    element("dl", {}, lignes));
}

/** L'intitulé d'une question restée sans vraie réponse, ou null. */
export function aPreciser(reponses, champ) {
  const reponse = reponses.find(({ nom }) => nom === champ);
  const sans = [undefined, null, "inconnu"].includes([reponse?.valeur].flat()[0]);
  return reponse && sans ? intitule(reponse.element) : null;
}

/** Les mots de la question, tels qu'ils se voient. */
export function intitule(question) {
  const titre = question.querySelector("legend, label");
  const variante = [...titre.querySelectorAll("span")].find(visible);
  return (variante ?? titre.firstChild).textContent;
}

/** La réponse, dans les mots de la personne. */
export function dite({ element: question, valeur }, textes) {
  const { forme } = question.dataset;
  if (forme === "date") return enToutesLettres(valeur, textes.premier);
  if (forme === "liste") return question.querySelector("select").selectedOptions[0].textContent;
  const cochees = [...question.querySelectorAll("input:checked")].map((champ) => champ.closest("label").textContent.trim());
  return cochees.length > 0 ? cochees.join(" · ") : String(valeur ?? textes.reponse.sans_reponse);
}
