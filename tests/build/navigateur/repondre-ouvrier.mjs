import * as moteur from "./pyodide/demarrer.mjs";
import { lecture, travailler } from "./lecture.mjs";

travailler(async ({ demandes, codes }) => {
  const lire = lecture(moteur.base);
  const venus = [];
  const python = await moteur.demarrer({ ...lire, lireDeSuite: (fichier) => (venus.push(fichier.nom), lire.lireDeSuite(fichier)) });
  const repondre = python.pyimport("calculators.page").repondre;
  const reponses = demandes.map((demande) => repondre(demande));
  const avant = venus.splice(0);
  const essais = codes.map((code) => String(python.runPython(code)));
  return { reponses, avant, essais, venus };
});
