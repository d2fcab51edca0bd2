// Donner le tableau : un fichier choisi ou glissé, des cellules collées, ou le modèle.

import { element } from "../dom.js";
import { bouton } from "../dossier/barre.js";
import { donner } from "../dossier/telecharger.js";
import { lireOctets } from "./lecture.js";

const CSV = "text/csv;charset=utf-8";

/** Le bloc du dépôt, vide ; un dépôt neuf ne garde rien du précédent. */
export function depot(page) {
  const { depot: mots } = page.mots;
  const fichier = element("input", { type: "file", id: "fichier-de-permanence", accept: ".csv,.tsv,.txt,text/csv", "aria-describedby": "aide-du-fichier" });
  fichier.addEventListener("change", async () => {
    await ouvrir(page, fichier.files[0]);
    // Vidé : le même fichier, corrigé, se choisit de nouveau.
    fichier.value = "";
  });
  const colle = element("textarea", { id: "tableau-colle", rows: 4, spellcheck: "false", autocomplete: "off", wrap: "off", "aria-describedby": "aide-du-collage" });
  const bloc = element("details", { "data-ou-est-le-tableau": true, open: true },
    element("summary", {}, mots.titre),
    element("div", { class: "depot" },
      element("p", { id: "aide-du-fichier" }, mots.aide, " ", mots.glisser),
      element("label", { for: fichier.id }, mots.fichier), fichier,
      element("label", { for: colle.id }, mots.coller),
      element("p", { class: "aide", id: "aide-du-collage" }, mots.coller_aide), colle,
      element("p", { class: "gestes" },
        bouton(mots.compter, () => { const { value } = colle; colle.value = ""; page.recevoir(value); }, { class: "bouton", "data-compter": true }), " ",
        bouton(mots.modele, () => donner(page.modele, CSV, mots.nom_du_modele), { class: "bouton second", "data-modele": true }), " ",
        bouton(mots.essayer, () => page.recevoir(page.modele), { class: "bouton second", "data-essayer": true }))));
  recevoirLeGlisser(page, bloc);
  return bloc;
}

function recevoirLeGlisser(page, bloc) {
  bloc.addEventListener("dragover", (evenement) => { evenement.preventDefault(); bloc.classList.add("survole"); });
  bloc.addEventListener("dragleave", () => bloc.classList.remove("survole"));
  bloc.addEventListener("drop", (evenement) => {
    evenement.preventDefault();
    bloc.classList.remove("survole");
    ouvrir(page, evenement.dataTransfer.files[0]);
  });
}

async function ouvrir(page, fichier) {
  if (!fichier) return;
  const { fautes } = page.mots;
  let lu;
  try {
    lu = lireOctets(new Uint8Array(await fichier.arrayBuffer()));
  } catch {
    return page.refuser(fautes.illisible);
  }
  if (lu.faute) page.refuser(fautes[lu.faute]);
  else page.recevoir(lu.texte);
}
