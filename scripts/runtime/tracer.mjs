// node tracer.mjs DOSSIER < demandes.json : les fichiers de la bibliothèque standard que Python a ouverts
// pour démarrer, charger la roue, répondre à tout et raconter une erreur. Écrit {modules, magique}.
import { charger, entree, REPONDRE } from "./charger.mjs";

const MODULES = `
import json, sys
json.dumps(sorted({
    fichier.split("python313.zip/", 1)[1]
    for module in list(sys.modules.values())
    if "python313.zip/" in (fichier := getattr(module, "__file__", None) or "")
}))`;

const [demandes, python] = await Promise.all([entree(), charger(process.argv[2])]);
const repondre = python.runPython(REPONDRE);
for (const demande of demandes) repondre(demande);

// Une panne doit pouvoir se dire : Python écrit une trace, que la page recevra comme une erreur.
// Une fois levée dans le moteur, une fois dans la bibliothèque (JSON), une fois dans une importation.
for (const code of ["1 / 0", "import json; json.loads('{')", "import module_absent", "'\\udcff'.encode()"]) {
  try {
    python.runPython(code);
  } catch (erreur) {
    String(erreur.stack);
  }
}

const modules = JSON.parse(python.runPython(MODULES));
const magique = python.runPython("import importlib.util; importlib.util.MAGIC_NUMBER.hex()");
process.stdout.write(JSON.stringify({ modules, magique }));
