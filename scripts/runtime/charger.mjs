// Démarre dans Node le moteur d'un dossier, par le même chemin que l'ouvrier de la page : seule la lecture change.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

export { repondreDe } from "./noms.mjs";

// Une panne se dit par son message : la source de Pyodide, sur une seule ligne, ne dirait rien à personne.
process.on("uncaughtException", (erreur) => {
  console.error(erreur.message);
  process.exit(1);
});

/** Les fichiers venus après le démarrage, dans l'ordre, et « tombé » si l'un n'est pas venu : les tests les lisent. */
export const venus = [];

/** De quoi lire un dossier : un flux, ou tout de suite. */
export function lecture(dossier) {
  const lu = (nom) => readFileSync(resolve(dossier, nom));
  return {
    lire: async ({ nom }) => new Blob([lu(nom)]).stream(),
    lireDeSuite: ({ nom }) => {
      const octets = new Uint8Array(lu(nom));
      venus.push(nom);
      return octets;
    },
    tomber: () => venus.push("tombé"),
  };
}

export const moteur = (dossier) => import(pathToFileURL(resolve(dossier, "demarrer.mjs")));

export const charger = async (dossier) => (await moteur(dossier)).demarrer(lecture(dossier));

export async function entree() {
  const morceaux = [];
  for await (const morceau of process.stdin) morceaux.push(morceau);
  return JSON.parse(Buffer.concat(morceaux).toString("utf8"));
}
