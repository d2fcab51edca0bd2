// node mesurer.mjs DOSSIER < {"un": [texte, …], "lot": texte} : en millisecondes de processeur, le meilleur de plusieurs passages.
import { charger, entree, repondreDe } from "./charger.mjs";

const BOUCLE = `
def boucle():
    total = 0
    for rang in range(1_000_000):
        total += rang
    return total
boucle`;

function meilleur(passages, geste) {
  let mieux = Infinity;
  for (let n = 0; n < passages; n += 1) {
    const debut = process.cpuUsage();
    geste();
    const { user, system } = process.cpuUsage(debut);
    mieux = Math.min(mieux, (user + system) / 1000);
  }
  return mieux;
}

const [{ un, lot }, python] = await Promise.all([entree(), charger(process.argv[2])]);
const repondre = repondreDe(python);
const boucle = python.runPython(BOUCLE);

// La première réponse lit le droit : la page l'attend une fois, au chargement.
const premiere = meilleur(1, () => repondre(un[0]));
// Un dossier : le plus lent de ceux qu'on donne.
const lent = Math.max(...un.map((texte) => meilleur(3, () => repondre(texte))));
const mesures = { premiere, un: lent, lot: meilleur(3, () => repondre(lot)) };
process.stdout.write(JSON.stringify({ ...mesures, boucle: meilleur(5, () => boucle()) }));
