// Le moteur vu de la page : un ouvrier qu'on démarre, qu'on interroge, qui peut tomber et qu'on peut relancer.

// Un réseau lent envoie peu mais envoie : un silence aussi long est une coupure.
const SILENCE_MAXIMAL = 60_000;

export class Moteur {
  #ouvrier = null;
  #pret = null;
  #attentes = new Map();
  #rang = 0;
  #silence = 0;

  /** `racine` est l'adresse du site ; `surProgres` reçoit { etape, recu, total }. */
  constructor(racine, surProgres) {
    this.racine = racine;
    this.surProgres = surProgres;
  }

  /** Rend une promesse tenue quand Python répond ; la même tant qu'il n'est pas tombé. */
  demarrer() {
    this.#pret ??= this.#demander({ type: "demarrer", base: new URL("assets/pyodide/", this.racine).href });
    return this.#pret;
  }

  /** Envoie une demande du contrat, rend la réponse du contrat. */
  async calculer(demande) {
    await this.demarrer();
    return JSON.parse(await this.#demander({ type: "calculer", demande: JSON.stringify(demande) }));
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
    const code = `import ${JSON.stringify(new URL("assets/javascripts/worker.mjs", this.racine).href)};`;
    const adresse = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const ouvrier = new Worker(adresse, { type: "module" });
    ouvrier.addEventListener("error", () => this.#tomber(new Error("ouvrier")));
    ouvrier.addEventListener("message", ({ data }) => this.#recevoir(data));
    return ouvrier;
  }

  #recevoir({ type, id, reponse, message, ...progres }) {
    this.#veiller();
    if (type === "progres") return this.surProgres(progres);
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
