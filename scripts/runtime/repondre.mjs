// node repondre.mjs DOSSIER < demandes.json : la liste des textes de réponse, tels que la page les recevrait.
import { charger, entree, REPONDRE } from "./charger.mjs";

const [demandes, python] = await Promise.all([entree(), charger(process.argv[2])]);
const repondre = python.runPython(REPONDRE);
process.stdout.write(JSON.stringify(demandes.map((demande) => repondre(demande))));
