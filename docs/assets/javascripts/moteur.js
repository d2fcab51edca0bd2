// Le moteur vu de la page : un ouvrier qu'on démarre, qu'on interroge, qui peut tomber et qu'on peut relancer.

// Un réseau lent envoie peu mais envoie : un silence aussi long est une coupure.
const SILENCE_MAXIMAL = 60_000;

/** Un seul ouvrier pour toute la page, quel que soit le nombre de ses formulaires. */
let commun;
export const moteurDe = (racine) => (commun ??= new Moteur(racine));

class Moteur {
  #ecoutes = new Set();
  #ouvrier = null;
  #pret = null;
  #attentes = new Map();
  #rang = 0;
  #silence = 0;

  /** `racine` est l'adresse du site. */
  constructor(racine) {
    this.racine = racine;
  }

  /** Rend une promesse tenue quand Python répond ; la même tant qu'il n'est pas tombé. `ecoute` reçoit { etape, recu, total }. */
  demarrer(ecoute) {
    if (ecoute) this.#ecoutes.add(ecoute);
    this.#pret ??= this.#demander({ type: "demarrer" });
    return this.#pret;
  }

  /** Envoie une demande du contrat, rend la réponse du contrat. */
  async calculer(demande) {
    await this.demarrer();
    return JSON.parse(await this.#demander({ type: "calculer", demande: JSON.stringify(demande) }));
  }

  /** La personne n'attend plus : ce qui est en route s'arrête. */
  arreter() {
    this.#tomber(new Error("arrete"));
  }

  #demander(message) {
    const id = this.#rang++;
    return new Promise((tenir, rompre) => {
      this.#attentes.set(id, { tenir, rompre });
      try {
        this.#ouvrier ??= this.#naitre();
        this.#ouvrier.postMessage({ ...message, id });
        this.#veiller();
      } catch (erreur) {
        this.#tomber(erreur);
      }
    });
  }

  #naitre() {
    if (typeof WebAssembly !== "object") throw new Error("sans_webassembly");
    // Né d'un blob, l'ouvrier hérite de la CSP de la page : lui non plus ne peut joindre un autre hôte.
    // Ses deux fichiers sont demandés ensemble : sur un réseau lent, chaque aller-retour se voit.
    const de = (chemin) => JSON.stringify(new URL(chemin, this.racine).href);
    const code =
      `import * as moteur from ${de("assets/pyodide/demarrer.mjs")};` +
      `import { servir } from ${de("assets/javascripts/worker.mjs")}; servir(moteur);`;
    const adresse = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const ouvrier = new Worker(adresse, { type: "module" });
    ouvrier.addEventListener("error", () => this.#tomber(new Error("ouvrier")));
    ouvrier.addEventListener("message", ({ data }) => this.#recevoir(data));
    return ouvrier;
  }

  #recevoir({ type, id, reponse, message, ...progres }) {
    this.#veiller();
    if (type === "progres") return this.#ecoutes.forEach((ecoute) => ecoute(progres));
    if (type === "erreur") return this.#tomber(new Error(message));
    this.#attentes.get(id)?.tenir(reponse);
    this.#attentes.delete(id);
    if (this.#attentes.size === 0) clearTimeout(this.#silence);
  }

  #veiller() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#tomber(new Error("silence")), SILENCE_MAXIMAL);
  }

  /** Tout ce qui attend l'apprend ; le prochain appel repart d'un ouvrier neuf. */
  #tomber(erreur) {
    clearTimeout(this.#silence);
    this.#ouvrier?.terminate();
    this.#ouvrier = null;
    this.#pret = null;
    for (const { rompre } of this.#attentes.values()) rompre(erreur);
    this.#attentes.clear();
  }
}
