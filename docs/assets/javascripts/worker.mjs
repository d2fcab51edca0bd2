// Le seul ouvrier : il charge Python, puis passe du JSON dans les deux sens. Il ne sait rien du droit.

let repondre;

const dire = (message) => self.postMessage(message);

/**
 * Compte ce qui arrive et dit ce qui casse, fichier par fichier : `fetch` est le seul chemin des gros fichiers.
 * Pyodide, lui, attend sans fin un WebAssembly qui n'arrive pas (loadPyodide ne rend ni réponse ni erreur).
 */
function suivre(attendus, total) {
  const prendre = self.fetch.bind(self);
  let recu = 0;
  const arrive = (octets, { livre, deplie }) => {
    // Le réseau livre souvent comprimé : on compte en octets livrés, à proportion de ce qui est déplié.
    recu += (octets * livre) / deplie;
    dire({ type: "progres", etape: "telechargement", recu, total });
  };
  self.fetch = async (demande, options) => {
    const reponse = await prendre(demande, options).catch(casser);
    const nom = new URL(reponse.url).pathname.split("/").pop();
    if (!reponse.ok) casser(new Error(`${nom} : ${reponse.status}`));
    const poids = attendus.get(nom);
    if (!poids) return reponse;
    const { status, statusText, headers } = reponse;
    const lecteur = reponse.body.getReader();
    const corps = new ReadableStream({
      async pull(flux) {
        const { done, value } = await lecteur.read().catch(casser);
        if (done) return flux.close();
        arrive(value.byteLength, poids);
        flux.enqueue(value);
      },
    });
    return new Response(corps, { status, statusText, headers });
  };
}

function casser(erreur) {
  dire({ type: "erreur", message: String(erreur) });
  throw erreur;
}

async function demarrer({ base, id }) {
  const reponse = await fetch(new URL("manifeste.json", base));
  if (!reponse.ok) throw new Error(`manifeste : ${reponse.status}`);
  const manifeste = await reponse.json();
  // `import()` ne passe pas par `fetch` : les .js ne sont pas dans le compte.
  const comptes = manifeste.fichiers.filter(({ nom }) => !/\.m?js$/.test(nom));
  const livre = ({ octets, octets_gz: comprimes }) => comprimes ?? octets;
  suivre(
    new Map(comptes.map((fichier) => [fichier.nom, { livre: livre(fichier), deplie: fichier.octets }])),
    comptes.reduce((somme, fichier) => somme + livre(fichier), 0),
  );
  const { loadPyodide } = await import(new URL("pyodide.mjs", base));
  const python = await loadPyodide({
    indexURL: base,
    stdLibURL: new URL("python_stdlib.zip", base).href,
    lockFileURL: new URL("pyodide-lock.json", base).href,
    packageBaseUrl: base,
    packages: ["calculators"],
  });
  dire({ type: "progres", etape: "demarrage" });
  repondre = python.runPython("from calculators.page import repondre; repondre");
  dire({ type: "pret", id });
}

self.addEventListener("message", async ({ data }) => {
  try {
    if (data.type === "demarrer") await demarrer(data);
    else dire({ type: "reponse", id: data.id, reponse: repondre(data.demande) });
  } catch (erreur) {
    dire({ type: "erreur", message: String(erreur) });
  }
});
