// Le jour que la page croit être, que la personne peut changer.

import { enToutesLettres, horlogeDouteuse, jourDe } from "../jours.js";
import { lire } from "../formulaire.js";

export function montrerLeJour(page) {
  const formulaire = page.boite.querySelector("[data-jour-du-dossier]");
  if (!page.jourEcoute) ecouter(page, formulaire);
  if (!page.jourChoisi) ecrire(page, formulaire);
  const [{ valeur }] = lire(formulaire);
  const montre = formulaire.querySelector("[data-jour]");
  montre.textContent = valeur ? enToutesLettres(valeur, page.textes.premier) : "…";
  if (valeur) montre.setAttribute("datetime", valeur);
}

function ecouter(page, formulaire) {
  page.jourEcoute = true;
  formulaire.addEventListener("submit", (evenement) => evenement.preventDefault());
  formulaire.addEventListener("input", () => {
    page.jourChoisi = true;
    montrerLeJour(page);
    if (lire(formulaire)[0].valeur) page.recalculer();
  });
}

/** L'appareil est-il à un jour impossible, ou loin de celui du serveur ? */
export const jourDouteux = ({ boite, horlogeFausse }) => horlogeFausse || horlogeDouteuse(jourDe(new Date()), boite.dataset.jourFabrication);

function ecrire(page, formulaire) {
  const machine = jourDe(new Date());
  const douteuse = jourDouteux(page);
  const [annee, mois, jour] = machine.split("-");
  const valeurs = douteuse ? { jour: "", mois: "", annee: "" } : { jour: Number(jour), mois: Number(mois), annee };
  for (const [partie, valeur] of Object.entries(valeurs)) formulaire.elements[`aujourdhui-${partie}`].value = valeur;
  formulaire.querySelector("[data-horloge]").hidden = !douteuse;
  formulaire.querySelector(".aujourdhui").open ||= douteuse;
}
