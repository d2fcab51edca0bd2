// Charge Pyodide dans Node par le même chemin que l'ouvrier de la page : mêmes fichiers, mêmes options, loadPackage.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

// Une panne se dit par son message : la source de Pyodide, sur une seule ligne, ne dirait rien à personne.
process.on("uncaughtException", (erreur) => {
  console.error(erreur.message);
  process.exit(1);
});

export async function charger(dossier) {
  const base = resolve(dossier) + "/";
  const { loadPyodide } = await import(pathToFileURL(base + "pyodide.mjs"));
  return loadPyodide({
    indexURL: base,
    stdLibURL: base + "python_stdlib.zip",
    lockFileURL: base + "pyodide-lock.json",
    packageBaseUrl: base,
    packages: ["calculators"],
    // La sortie standard est à nous : c'est par elle que les réponses sortent.
    stdout: (texte) => console.error(texte),
    stderr: (texte) => console.error(texte),
  });
}

export const REPONDRE = "from calculators.page import repondre; repondre";

export async function entree() {
  const morceaux = [];
  for await (const morceau of process.stdin) morceaux.push(morceau);
  return JSON.parse(Buffer.concat(morceaux).toString("utf8"));
}
