// Ce qu'on fait faire à Python pour voir ce qui sert : répondre à tout, tomber, raconter, écrire un document, boucler.
import { repondreDe } from "./noms.mjs";

/** Une panne doit pouvoir se dire : une levée dans le moteur, une dans la bibliothèque, une à l'importation, une au fond. */
const PANNES = [
  "1 / 0",
  "import json; json.loads('{')",
  "import module_absent",
  "'\\udcff'.encode()",
  "def tourner(n): return tourner(n + 1)\ntourner(0)",
  "def f(:",
  "[].x",
  "{}['x']",
  "raise ValueError('é') from KeyError('à')",
];

/** Ce qu'emploie un document : une archive comprimée, lue et écrite, en base 64. */
const DOCUMENT = `
import base64, io, zipfile
dans = io.BytesIO()
with zipfile.ZipFile(dans, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr(zipfile.ZipInfo("a.xml"), "é" * 1000)
assert zipfile.ZipFile(io.BytesIO(base64.b64decode(base64.b64encode(dans.getvalue())))).read("a.xml")`;

/** Le ramasse-miettes à chaque objet : d'ordinaire il passe n'importe quand, et visite ce qui vit alors. */
export function ramasser(python, demandes) {
  const repondre = repondreDe(python);
  python.runPython("import gc; seuils = gc.get_threshold(); gc.collect(); gc.freeze(); gc.set_threshold(1, 1, 1)");
  for (const demande of demandes) repondre(demande);
  python.runPython("import gc; gc.set_threshold(*seuils); gc.unfreeze(); gc.collect()");
}

export function communes(python, demandes) {
  const repondre = repondreDe(python);
  for (const demande of demandes) repondre(demande);
  for (const code of PANNES) {
    try {
      python.runPython(code);
    } catch (erreur) {
      String(erreur.stack);
    }
  }
}

/** Un module de la suite, un du reste, un remplaçant qui cède sa place : l'arrivée d'une archive sert à tout. */
export function arrivees(python) {
  python.runPython("import base64, statistics, asyncio; asyncio.Queue");
}

export function rares(python, demandes) {
  const repondre = repondreDe(python);
  for (const demande of demandes) repondre(demande);
  python.runPython(DOCUMENT);
}
