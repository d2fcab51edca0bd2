// Dessine sous Node les calendriers des fiches, avec le module de la page. Entrée et sortie : JSON.

import { readFileSync } from "node:fs";
import { miniCalendrier, signe, texteDesJours } from "../docs/assets/javascripts/frise.js";

const { mots, calendriers } = JSON.parse(readFileSync(0, "utf8"));
const dessins = calendriers.map((jours) => ({
  svg: miniCalendrier(jours, mots),
  lignes: texteDesJours(jours, mots).map((ligne) => ({ ...ligne, signe: signe(ligne.nature) })),
}));
process.stdout.write(JSON.stringify(dessins));
