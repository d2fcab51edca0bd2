// De quoi lire le dossier du moteur depuis un ouvrier, comme worker.mjs, sans compter ce qui arrive.
export const lecture = (base) => ({
  lire: async ({ nom }) => (await fetch(new URL(nom, base))).body,
  lireDeSuite: ({ nom }) => {
    const requete = new XMLHttpRequest();
    requete.open("GET", new URL(nom, base), false);
    requete.responseType = "arraybuffer";
    requete.send();
    if (requete.status !== 200) throw new Error(`${nom} : ${requete.status}`);
    return new Uint8Array(requete.response);
  },
  tomber: (erreur) => {
    throw erreur;
  },
});

export const travailler = async (travail) => {
  try {
    const entree = await (await fetch(new URL("entree.json", import.meta.url))).json();
    self.postMessage(await travail(entree));
  } catch (erreur) {
    self.postMessage({ erreur: String(erreur.stack ?? erreur) });
  }
};
