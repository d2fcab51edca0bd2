// Un dossier gardé la dernière fois : l'ouvrir, ou l'effacer. Rien de ce qu'il contient ne se montre avant.

import { element, remplir } from "../dom.js";
import { enToutesLettres } from "../jours.js";
import { bouton } from "./barre.js";
import { donner } from "./telecharger.js";
import { Refus, lireFichier } from "./fichier.js";
import { prendre } from "./vue_fichier.js";

export default function gardee(page) {
  const texte = page.garde.lire();
  const { fichier: mots } = page.mots;
  const effacer = bouton(mots.gardee_effacer, async () => { if (await page.confirmer("effacer")) page.effacer(); }, { class: "bouton second" });
  try {
    const lu = lireFichier(texte ?? "", connus(page));
    const jour = /^\d{4}-\d{2}-\d{2}$/.exec(JSON.parse(texte).exporte_le)?.[0];
    return [
      element("h2", {}, mots.gardee_titre),
      jour && element("p", {}, remplir(mots.gardee, { jour: enToutesLettres(jour, page.textes.premier) })),
      element("p", { class: "gestes" },
        bouton(mots.gardee_ouvrir, () => { page.mode = "garde"; page.direLeMode(); prendre(page, lu); }, { class: "bouton", "data-gardee": true }), " ", effacer),
    ];
  } catch (erreur) {
    if (!(erreur instanceof Refus)) throw erreur;
    return [
      element("h2", {}, mots.gardee_titre),
      element("p", {}, mots.gardee_illisible),
      element("p", { class: "gestes" },
        bouton(mots.gardee_sauver, () => donner(texte, "application/json", `${mots.nom}.json`), { class: "bouton" }), " ", effacer),
    ];
  }
}

export const connus = (page) => ({ evenements: page.evenements.evenements, champs: page.lettres.champs });
