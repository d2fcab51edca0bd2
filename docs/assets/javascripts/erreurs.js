// Les fautes de saisie : un résumé annoncé, et chaque message relié à son champ. La saisie ne bouge pas.

import { element } from "./dom.js";

const SELECTEUR = "input, select";
const ajoute = (liste, id) => [...new Set([...(liste ?? "").split(" "), id])].filter(Boolean).join(" ");

export function effacer(formulaire) {
  for (const message of formulaire.querySelectorAll("[data-erreur]")) {
    for (const relie of formulaire.querySelectorAll(`[aria-describedby~="${message.id}"]`)) {
      const reste = relie.getAttribute("aria-describedby").split(" ").filter((id) => id !== message.id).join(" ");
      if (reste) relie.setAttribute("aria-describedby", reste);
      else relie.removeAttribute("aria-describedby");
    }
    message.remove();
  }
  for (const champ of formulaire.querySelectorAll("[aria-invalid]")) champ.removeAttribute("aria-invalid");
  resume(formulaire).hidden = true;
}

/** `fautes` : [{ nom, partie?, message }] ; un nom inconnu du formulaire ne paraît que dans le résumé. */
export function montrer(formulaire, fautes, titre) {
  effacer(formulaire);
  const points = fautes.map(({ nom, partie, message }) => {
    const champ = relier(formulaire, nom, partie, message);
    return element("li", {}, champ ? element("a", { href: `#${champ.id}` }, message) : message);
  });
  const encadre = resume(formulaire);
  encadre.replaceChildren(element("p", { class: "titre" }, titre), element("ul", {}, points));
  encadre.hidden = false;
  encadre.focus();
  encadre.scrollIntoView({ block: "start" });
}

function resume(formulaire) {
  return formulaire.querySelector("[data-erreurs]");
}

/** Pose le message sous l'aide de la question et rend le champ à corriger. */
function relier(formulaire, nom, partie, message) {
  const question = nom && formulaire.querySelector(`[data-question="${nom}"]`);
  if (!question || question.closest("[hidden]")) return null;
  const replie = question.closest("details");
  if (replie) replie.open = true;
  const groupe = question.querySelector("fieldset") ?? question;
  const aide = question.querySelector(".aide");
  // L'aide porte déjà un nom unique dans la page.
  const id = `erreur-${aide.id}`;
  aide.after(element("p", { class: "erreur", id, "data-erreur": true }, message));
  if (groupe.matches("fieldset")) groupe.setAttribute("aria-describedby", ajoute(groupe.getAttribute("aria-describedby"), id));
  const champs = [...question.querySelectorAll(SELECTEUR)];
  for (const champ of champs) champ.setAttribute("aria-describedby", ajoute(champ.getAttribute("aria-describedby"), id));
  const vises = partie ? champs.filter((champ) => champ.name.endsWith(`-${partie}`)) : champs;
  // Un bouton radio ne porte pas aria-invalid : son message suffit.
  for (const champ of vises.filter(({ type }) => type !== "radio")) champ.setAttribute("aria-invalid", "true");
  vises[0].id ||= `champ-${aide.id}`;
  return vises[0];
}
