// Le seul ouvrier : il charge Python, puis passe du JSON dans les deux sens. Il ne sait rien du droit.
// `demarrer` vient du moteur livré (assets/pyodide/demarrer.mjs) : c'est lui qui sait quels fichiers il lui faut.

const ENTRE_DEUX_ANNONCES = 200;
let repondre;
// Ce qui devait venir en cours de calcul et n'est pas venu : plus aucune réponse ne vaut.
let manque = null;

const dire = (message) => self.postMessage(message);

/** Reçoit les demandes de la page ; les premières attendent, déjà postées, que l'ouvrier soit né. */
export function servir(moteur) {
  self.addEventListener("message", async ({ data }) => {
    try {
      if (data.type === "demarrer") await commencer(moteur, data.id);
      else dire({ type: "reponse", id: data.id, reponse: calculer(data.demande) });
    } catch (erreur) {
      dire({ type: "erreur", message: String(erreur) });
    }
  });
}

function calculer(demande) {
  const reponse = repondre(demande);
  if (manque) throw manque;
  return reponse;
}

async function commencer({ demarrer, base, total }, id) {
  let recu = 0;
  let dit = -Infinity;
  const python = await demarrer({
    lire: async ({ nom }) => {
      const reponse = await fetch(new URL(nom, base));
      if (!reponse.ok) throw await absent(nom, reponse.status, base);
      const compter = new TransformStream({
        transform(morceau, flux) {
          recu += morceau.byteLength;
          // Chaque annonce fait redessiner la page : à chaque morceau, un petit processeur y passerait son temps.
          if (recu >= total || performance.now() - dit > ENTRE_DEUX_ANNONCES) {
            dit = performance.now();
            dire({ type: "progres", etape: "telechargement", recu, total });
          }
          flux.enqueue(morceau);
        },
      });
      return reponse.body.pipeThrough(compter);
    },
    // Python est au milieu d'un calcul et ne peut pas attendre : seul un ouvrier a le droit de lire ainsi.
    lireDeSuite: ({ nom }) => {
      const requete = new XMLHttpRequest();
      requete.open("GET", new URL(nom, base), false);
      requete.responseType = "arraybuffer";
      requete.send();
      if (requete.status !== 200) throw new Error(`${nom} : ${requete.status}`);
      return new Uint8Array(requete.response);
    },
    tomber: (erreur) => (manque = erreur),
  });
  dire({ type: "progres", etape: "demarrage" });
  // Sans une ligne de Python : le compilateur n'a pas à tourner pour démarrer.
  repondre = python.pyimport("calculators.page").repondre;
  dire({ type: "pret", id });
}

/** Un nom qui n'existe plus : le site a changé depuis. On relit la liste, pour que l'essai suivant prenne la neuve. */
async function absent(nom, statut, base) {
  if (statut === 404) await fetch(new URL("demarrer.mjs", base), { cache: "reload" }).catch(() => {});
  return new Error(`${nom} : ${statut}`);
}
