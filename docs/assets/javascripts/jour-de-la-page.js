// Le jour que la page croit être : montré, dans trois champs que la personne peut changer, demandé quand l'horloge ment.

import { lire } from "./formulaire.js";
import { enToutesLettres, horlogeDouteuse, jourDe } from "./jours.js";

/** Écrit le jour de l'appareil dans le réglage, ou le vide s'il ne se croit pas. */
export function proposerJour(calculateur, horlogeFausse) {
  const machine = jourDe(new Date());
  const [annee, mois, jour] = machine.split("-");
  const douteuse = horlogeFausse || horlogeDouteuse(machine, calculateur.dataset.jourFabrication);
  const valeurs = douteuse ? { jour: "", mois: "", annee: "" } : { jour: Number(jour), mois: Number(mois), annee };
  for (const [partie, valeur] of Object.entries(valeurs)) {
    calculateur.formulaire.elements[`aujourdhui-${partie}`].value = valeur;
  }
  calculateur.querySelector("[data-horloge]").hidden = !douteuse;
  calculateur.querySelector(".aujourdhui").open ||= douteuse;
  montrerJour(calculateur);
}

export function montrerJour({ formulaire, textes, firstElementChild }) {
  const { valeur } = lire(formulaire).find(({ nom }) => nom === "aujourdhui");
  const montre = firstElementChild.querySelector("[data-jour]");
  montre.textContent = valeur ? enToutesLettres(valeur, textes.premier) : "…";
  if (valeur) montre.setAttribute("datetime", valeur);
}
