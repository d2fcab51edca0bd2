// Les pages publiques, gardées pour un jour sans réseau (gardien.js, à la racine) : jamais rien de ce qui est saisi.
// Le gardien ne s'installe ni dans le cadre d'un autre site, ni sur un ordinateur partagé, ni pour qui compte ses octets.

const RACINE = new URL("../../", import.meta.url);
const BOITE = `hors-ligne:${RACINE.pathname}`;
const RIEN_GARDER = `rien-garder:${RACINE.pathname}`;

const essayer = (geste, sinon) => {
  try {
    return geste();
  } catch {
    return sinon;
  }
};

const fabrique = () => document.querySelector("meta[name=fabrique]")?.content;

/** Un fichier ouvert sans serveur, un hébergeur sans https, un stockage refusé : on se tait. */
export function possible() {
  const cadre = window.top !== window || location.href.startsWith(new URL("embarque/", RACINE).href);
  const ici = location.href.startsWith(RACINE.href) && /^https?:$/.test(location.protocol) && !cadre;
  return Boolean(ici && fabrique() && essayer(() => isSecureContext && navigator.serviceWorker && caches, false));
}

/** « partage » ou « efface » : plus rien ne s'installe de soi-même tant que cet onglet vit ; null sinon. */
export const rienGarder = () => essayer(() => sessionStorage.getItem(RIEN_GARDER), "partage");

/** Demande au gardien, attend sa réponse. */
export function demander(gardien, message) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((tenir) => {
    port1.onmessage = ({ data }) => { port1.close(); tenir(data); };
    gardien.postMessage(message, [port2]);
  });
}

/** Installe le gardien, puis lui dit ce que la page a déjà lu. Rend le gardien, ou null s'il ne vient pas. */
export async function installer() {
  const pose = await navigator.serviceWorker.register(new URL("gardien.js", RACINE), { scope: RACINE.pathname, updateViaCache: "none" });
  if (!pose) return null;
  await actif(pose.installing ?? pose.waiting ?? pose.active);
  // « Ordinateur partagé » ou « Tout effacer » pendant que le gardien s'installait : il repart.
  const raison = rienGarder();
  if (raison) {
    await oublier(raison);
    return null;
  }
  await direCeQuiEstLu(pose.active);
  return pose.active;
}

const actif = (gardien) => new Promise((tenir, rompre) => {
  const voir = () => {
    if (gardien.state === "activated") tenir();
    if (gardien.state === "redundant") rompre(new Error("hors-ligne"));
  };
  gardien.addEventListener("statechange", voir);
  voir();
});

async function direCeQuiEstLu(gardien) {
  const lus = performance.getEntriesByType("resource").map(({ name }) => name);
  await demander(gardien, { type: "lus", fabrique: fabrique(), lus: [location.href.replace(/[?#].*/, ""), ...lus].filter((lu) => lu.startsWith(RACINE.href)) });
}

/** Le moteur est passé par un ouvrier, dont la page ne voit pas les lectures : la liste en est connue. */
async function direLeMoteur(gardien) {
  const base = new URL("assets/pyodide/", RACINE);
  const { fichiers } = await (await fetch(new URL("manifeste.json", base))).json();
  const depart = fichiers.filter((fichier) => fichier.depart).map(({ nom }) => new URL(nom, base).href);
  await demander(gardien, { type: "lus", fabrique: fabrique(), lus: [...depart, new URL("assets/javascripts/worker.mjs", RACINE).href] });
  await direCeQuiEstLu(gardien);
}

/** Retire le gardien et tout ce qu'il gardait, et retient pourquoi ; ne touche à rien d'autre. */
export async function oublier(raison) {
  essayer(() => sessionStorage.setItem(RIEN_GARDER, raison));
  try {
    const pose = await navigator.serviceWorker.getRegistration(RACINE);
    // Le gardien d'abord : il range peut-être encore ce qui arrive.
    for (const gardien of [pose?.installing, pose?.waiting, pose?.active]) gardien?.postMessage({ type: "oublier" });
    await pose?.unregister();
    await caches.delete(BOITE);
  } catch {
    // Un navigateur qui refuse le stockage n'a rien gardé.
  }
}

/** La personne le demande elle-même : ce qu'elle avait refusé pour cet onglet ne tient plus. */
export const permettre = () => essayer(() => sessionStorage.removeItem(RIEN_GARDER));

/** À chaque page : installer sans rien presser, et garder le moteur dès qu'il a servi. */
export async function garderLesPages() {
  if (!possible() || navigator.connection?.saveData) return;
  // Ce qui s'installait encore quand la personne a refusé a pu rester derrière la page d'avant.
  if (rienGarder()) return oublier(rienGarder());
  const gardien = await installer();
  if (!gardien) return;
  const pret = () => document.querySelector('[data-pret="moteur"]');
  if (pret()) return direLeMoteur(gardien);
  const veille = new MutationObserver(() => {
    if (!pret()) return;
    veille.disconnect();
    direLeMoteur(gardien).catch(() => {});
  });
  veille.observe(document.body, { attributes: true, attributeFilter: ["data-pret"], subtree: true });
}
