// Lit la table comme la page la lit ; lancé par test_reponses.py. Une ligne : une liste de demandes ; sa réponse : une liste.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { reponseFaite, tribunalFait } from "../../docs/assets/javascripts/reponses.js";

const table = JSON.parse(readFileSync(process.argv[2], "utf8"));

for await (const ligne of createInterface({ input: process.stdin })) {
  const reponses = JSON.parse(ligne).map((demande) =>
    (demande.calcul === "tribunal" ? tribunalFait : reponseFaite)(table, demande));
  process.stdout.write(`${JSON.stringify(reponses)}\n`);
}
