// Toujours à l'écran : tout effacer, quitter vite. Et la question posée avant un geste sans retour.

import { element, remplir } from "../dom.js";

// Une page blanche : elle ne dit rien de ce qui était ouvert, et n'envoie personne sur un autre site.
const PAGE_NEUTRE = "about:blank";

export const bouton = (texte, geste, attributs = {}) => {
  const noeud = element("button", { type: "button", ...attributs }, texte);
  noeud.addEventListener("click", geste);
  return noeud;
};

export function barre(page) {
  const [effacer, partir] = page.boite.querySelector("[data-barre]").children;
  effacer.addEventListener("click", async () => { if (await page.confirmer("effacer")) page.effacer(); });
  partir.addEventListener("click", () => quitter(page));
}

/** Revient à la première entrée de cette page dans l'historique, puis la remplace : le bouton « retour » n'y ramène pas. */
function quitter(page) {
  page.aPerdre = false;
  page.boite.hidden = true;
  const { profondeur = 0 } = history.state ?? {};
  const partir = () => location.replace(PAGE_NEUTRE);
  if (profondeur === 0) return partir();
  window.addEventListener("popstate", (evenement) => { evenement.stopImmediatePropagation(); partir(); }, { capture: true, once: true });
  history.go(-profondeur);
}

/** Une question fermée, dans une vraie boîte de dialogue : le focus y reste et revient d'où il vient. */
export function confirmer({ boite, mots: { confirmer: mots } }, quoi, valeurs = {}) {
  const dialogue = boite.querySelector("[data-confirmer]");
  return new Promise((dire) => {
    const repondre = (reponse) => () => { dialogue.returnValue = reponse; dialogue.close(reponse); };
    dialogue.setAttribute("aria-labelledby", "titre-de-confirmation");
    dialogue.returnValue = "";
    dialogue.replaceChildren(
      element("h2", { id: "titre-de-confirmation" }, mots[`${quoi}_titre`]),
      element("p", {}, remplir(mots[quoi], valeurs)),
      element("p", { class: "gestes" },
        bouton(mots[`${quoi}_oui`], repondre("oui"), { class: "bouton", "data-oui": true }), " ",
        bouton(mots.non, repondre("non"), { class: "bouton second", autofocus: true })));
    dialogue.addEventListener("close", () => {
      dialogue.replaceChildren();
      dire(dialogue.returnValue === "oui");
    }, { once: true });
    dialogue.showModal();
  });
}
