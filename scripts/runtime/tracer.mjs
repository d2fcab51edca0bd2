// node tracer.mjs DOSSIER < {communes, rares}.json : les fichiers que Python ouvre pour démarrer, répondre aux demandes
// communes et raconter une erreur, puis ceux qu'ouvrent en plus les demandes rares ; et les textes que le départ compile.
// Écrit {depart, suite, textes, magique}.
import { charger, entree } from "./charger.mjs";
import { communes, rares } from "./exercices.mjs";

const MODULES = `
import json, sys
json.dumps(sorted({
    module.__file__.removeprefix("/lib/python3.13/")
    for module in list(sys.modules.values())
    if type(getattr(module, "__loader__", None)).__name__ == "SourcelessFileLoader"
}))`;

const [demandes, python] = await Promise.all([entree(), charger(process.argv[2])]);
communes(python, demandes.communes);
const depart = JSON.parse(python.runPython(MODULES));
const textes = JSON.parse(python.runPython("import _prets; json.dumps(_prets.inconnus)"));
rares(python, demandes.rares);
const suite = JSON.parse(python.runPython(MODULES)).filter((nom) => !depart.includes(nom));

const magique = python.runPython("import importlib.util; importlib.util.MAGIC_NUMBER.hex()");
process.stdout.write(JSON.stringify({ depart, suite, textes, magique }));
