// Fait travailler un Pyodide à témoins et dit quelles fonctions ont servi. Employé par Node (node profiler.mjs DOSSIER
// < {communes, rares, longs}) et, dans un navigateur, par profil-ouvrier.mjs.
import { arrivees, communes, ramasser, rares } from "./exercices.mjs";

/** `demarrer` et `deplier` viennent du dossier à mesurer ; rend les numéros des fonctions qui ont servi. */
export async function profiler({ demarrer, deplier }, lecture, { communes: ordinaires, rares: lettres, longs }) {
  let temoins, memoire;
  const python = await demarrer({ ...lecture, voir: (exports, env) => ([temoins, memoire] = [exports, env.memory]) });
  communes(python, ordinaires);
  arrivees(python);
  rares(python, lettres);
  // Une demande sur dix : celles-là sont lentes.
  ramasser(python, [...ordinaires, ...lettres].filter((_, rang) => rang % 10 === 0));
  python.runPython(longs);
  // Ce que fait une porte quand on la pousse (petit.mjs).
  const comprime = python.runPython("import zlib; zlib.compress(bytes(range(256)) * 40_000)").toJs();
  deplier(temoins, memoire, comprime, 256 * 40_000);
  return Object.entries(temoins).flatMap(([nom, temoin]) => (/^0f\d+$/.test(nom) && temoin.value ? [+nom.slice(2)] : []));
}

if (globalThis.process?.argv[1]?.endsWith("profiler.mjs")) {
  const { entree, lecture, moteur: venir } = await import("./charger.mjs");
  const [demandes, moteur] = await Promise.all([entree(), venir(process.argv[2])]);
  process.stdout.write(JSON.stringify(await profiler(moteur, lecture(process.argv[2]), demandes)));
}
