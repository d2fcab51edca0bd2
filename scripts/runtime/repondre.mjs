// node repondre.mjs DOSSIER < demandes.json : les textes de réponse, tels que la page les recevrait, et pour chacun
// les fichiers qu'il a fait venir après le démarrage.
import { charger, entree, repondreDe, venus } from "./charger.mjs";

const [demandes, python] = await Promise.all([entree(), charger(process.argv[2])]);
const repondre = repondreDe(python);
const dites = demandes.map((demande) => [repondre(demande), venus.splice(0)]);
process.stdout.write(JSON.stringify({ reponses: dites.map(([dite]) => dite), venus: dites.map(([, venus]) => venus) }));
