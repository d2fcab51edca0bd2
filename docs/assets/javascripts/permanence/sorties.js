// Emporter : le tableau trié, octet pour octet celui de la ligne de commande ; un agenda ; la liste imprimée.

import { element, remplir } from "../dom.js";
import { bouton } from "../dossier/barre.js";
import { donner } from "../dossier/telecharger.js";
import { cles } from "./lecture.js";

export function sorties(page, montrees) {
  const { sorties: mots } = page.mots;
  const dit = element("p", { role: "status", "data-dit": true });
  return [
    element("h2", {}, mots.titre),
    element("p", { class: "gestes" },
      bouton(mots.csv, () => {
        const nom = remplir(mots.csv_nom, { jour: page.compteLe.aujourdhui });
        donner(page.reponse.csv, "text/csv;charset=utf-8", nom);
      }, { class: "bouton", "data-csv": true }), " ",
      bouton(mots.agenda, () => agenda(page, montrees.liste, dit), { class: "bouton second", "data-agenda": true }), " ",
      bouton(mots.imprimer, () => window.print(), { class: "bouton second", "data-imprimer": true })),
    element("p", { class: "aide" }, mots.agenda_aide),
    dit,
  ];
}

async function agenda(page, lignes, dit) {
  const { sorties: mots, etat } = page.mots;
  const comptees = lignes.filter(({ demande }) => demande);
  const noms = cles(comptees);
  const dossiers = comptees.map(({ demande: { dossier }, nom }, rang) => ({ cle: noms[rang], libelle: nom, dossier }));
  dit.textContent = dossiers.length > 0 ? etat.calcul : mots.agenda_vide;
  if (dossiers.length === 0) return;
  const reponse = await page.moteur.calculer({ calcul: "agenda", ...page.compteLe, dossiers }).catch(() => ({ erreur: { message: etat.panne } }));
  if (reponse.erreur || reponse.rappels.length === 0) {
    dit.textContent = reponse.erreur?.message ?? mots.agenda_vide;
    return;
  }
  donner(reponse.ics, "text/calendar;charset=utf-8", mots.agenda_nom);
  dit.textContent = remplir(mots.agenda_fait, { n: reponse.rappels.length });
}
