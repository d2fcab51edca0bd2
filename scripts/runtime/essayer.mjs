// node essayer.mjs DOSSIER < [code Python, …] : pour chaque code, le texte de ce qu'il vaut, ou la dernière ligne de
// l'erreur, et les fichiers venus pour lui après le démarrage. Pour les tests.
import { charger, entree, venus } from "./charger.mjs";

const [codes, python] = await Promise.all([entree(), charger(process.argv[2])]);
const dits = codes.map((code) => {
  const avant = venus.length;
  let dit;
  try {
    dit = String(python.runPython(code));
  } catch (erreur) {
    dit = String(erreur.message ?? erreur).trim().split("\n").at(-1);
  }
  return { dit, venus: venus.slice(avant) };
});
process.stdout.write(JSON.stringify(dits));
