// Démarre le petit moteur, dans l'ouvrier de la page comme dans Node. La fabrique écrit FICHIERS : chaque nom porte
// l'empreinte du contenu, pour qu'un vieux fichier gardé par un cache ne se mêle jamais à un neuf.
const FICHIERS = {};

const LIB = "/lib/python3.13/";

/** Où est ce dossier, et combien d'octets arrivent par `lire` avant la première réponse. */
export const base = new URL(".", import.meta.url).href;
export const total = FICHIERS.wasm.octets + FICHIERS.modules.octets;

/**
 * `lire(fichier)` : promesse d'un flux des octets livrés ; `lireDeSuite(fichier)` : ces octets, sans attendre.
 * `tomber(erreur)` : ce qui devait venir ensuite n'est pas venu, et aucune réponse ne vaut plus. `voir`, pour qui mesure.
 * Rend Python.
 */
export async function demarrer({ lire, lireDeSuite, tomber, voir }) {
  // Python pourrait rattraper l'erreur et continuer sans ce qui manque : celui qui nous appelle doit le savoir.
  const suivant = (cle, employer) => {
    try {
      return employer(lireDeSuite(FICHIERS[cle]));
    } catch (erreur) {
      tomber(erreur);
      throw erreur;
    }
  };
  const ici = (cle) => new URL(FICHIERS[cle].nom, base).href;
  const arrivee = async (cle, type) =>
    new Response((await lire(FICHIERS[cle])).pipeThrough(new DecompressionStream("gzip")), { headers: { "Content-Type": type } });
  // Tout part en même temps. Une promesse qui tombe avant d'être attendue est attendue quand même, plus bas.
  const wasm = arrivee("wasm", "application/wasm").then(WebAssembly.compileStreaming);
  const fichiers = arrivee("modules", "application/octet-stream").then((reponse) => reponse.arrayBuffer());
  const colle = import(ici("colle"));
  const [{ loadPyodide }] = await premier([Promise.all([import(ici("entree")), colle]), wasm, fichiers]);

  // Pyodide attend sans fin ce qui n'arrive pas : la première panne l'emporte.
  let casser;
  const panne = new Promise((_, rompre) => (casser = rompre));
  const python = await premier([
    loadPyodide({
      indexURL: base.replace(/^file:\/\//, ""),
      lockFileContents: {},
      fichiers: ({ FS }) => fichiers.then((octets) => deballer(FS, octets)).catch(casser),
      wasm: (imports) =>
        wasm
          .then(async (module) => {
            const { exports } = await WebAssembly.instantiate(module, imports);
            voir?.(exports, imports.env);
            if (FICHIERS.froid) poserLesPortes(exports, imports, suivant);
            // Ce que le second module partage a un nom qui commence par un chiffre : Pyodide n'a pas à le voir.
            return [{ exports: Object.fromEntries(Object.entries(exports).filter(([nom]) => !/^\d/.test(nom))) }, module];
          })
          .catch(casser),
      stdout: (texte) => console.error(texte),
      stderr: (texte) => console.error(texte),
    }),
    panne,
  ]);
  python.pyimport("_suite").installer((cle) => suivant(cle, (octets) => octets));
  return python;
}

// (module (import "" "" (func)) (export "" (func 0))) : de quoi mettre une fonction JavaScript dans une table.
const RELAIS = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 5, 1, 0, 0, 0, 0, 7, 4, 1, 0, 0, 0];

/**
 * Une fonction qui n'a jamais servi est une porte (builder/runtime_small/split.py). La première poussée fait venir le
 * module entier, là, sans attendre : il remplit la table des portes avec les vraies fonctions.
 */
function poserLesPortes(exports, imports, suivant) {
  let enCours = false;
  const charger = () =>
    suivant("froid", (comprimes) => {
      if (enCours) throw new Error("une fonction absente du profil sert à charger les autres");
      enCours = true;
      const octets = deplier(exports, imports.env.memory, comprimes, FICHIERS.froid.deplie);
      new WebAssembly.Instance(new WebAssembly.Module(octets), { ...imports, 0: exports });
    });
  const { exports: relais } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(RELAIS)), { "": { "": charger } });
  exports["0portes"].set(0, relais[""]);
}

/** Le navigateur ne sait pas déplier sans attendre ; le zlib de Python, si. */
export function deplier(exports, memoire, comprimes, taille) {
  const place = exports.malloc(8 + comprimes.length + taille) >>> 0;
  if (!place) throw new Error("mémoire");
  const [source, sortie] = [place + 8, place + 8 + comprimes.length];
  new Uint8Array(memoire.buffer, source).set(comprimes);
  new DataView(memoire.buffer).setUint32(place, taille, true);
  const faute = exports.uncompress(sortie, place, source, comprimes.length);
  if (faute || new DataView(memoire.buffer).getUint32(place, true) !== taille) throw new Error(`réserve illisible : ${faute}`);
  const octets = new Uint8Array(memoire.buffer, sortie, taille).slice();
  exports.free(place);
  return octets;
}

/** La première promesse de la liste, ou la première panne de toutes. */
function premier([voulue, ...autres]) {
  return new Promise((tenir, rompre) => {
    voulue.then(tenir, rompre);
    for (const autre of autres) autre.catch(rompre);
  });
}

function deballer(FS, octets) {
  const debut = 4 + new DataView(octets).getUint32(0, true);
  const liste = JSON.parse(new TextDecoder().decode(new Uint8Array(octets, 4, debut - 4)));
  const dossiers = new Set();
  let place = debut;
  for (const [nom, taille] of liste) {
    const chemin = LIB + nom;
    const dossier = chemin.slice(0, chemin.lastIndexOf("/"));
    if (!dossiers.has(dossier)) {
      FS.mkdirTree(dossier);
      dossiers.add(dossier);
    }
    FS.writeFile(chemin, new Uint8Array(octets, place, taille), { canOwn: true });
    place += taille;
  }
}
