// Le gardien : sans réseau, le site répond encore (builder/hors_ligne.py écrit ce fichier à la racine du site).
// Le réseau d'abord pour chaque page, avec peu de patience : personne n'est retenu sur un droit ancien.
// Une page ne reçoit que des fichiers de sa propre fabrication, ou rien : ni la table d'hier, ni le moteur de demain.

const LISTE = "__LISTE__"; // { url, revision : l'empreinte du fichier, octets : ce qui voyage }
const FABRIQUE = "__FABRIQUE__";
const SOCLE = "__SOCLE__"; // de quoi compter une date sans avoir jamais ouvert l'accueil
const SECOURS = "hors-connexion/";
const PATIENCE = 3_000;
const ENSEMBLE = 6;
const BASE = new URL("./", self.location);
const BOITE = `hors-ligne:${BASE.pathname}`;
const MARQUE = /<meta name="fabrique" content="([^"]+)"/;
// L'empreinte est dans le nom : un tel fichier ne change jamais, et se lit à mesure qu'il arrive.
const EMPREINTE = /-[0-9a-f]{12}(?=\.)/;

// --- La boîte : chaque fichier y est rangé sous son empreinte, deux fabrications s'y partagent ce qui n'a pas changé ---

const listes = new Map([[FABRIQUE, new Map(LISTE.map((entree) => [entree.url, entree]))]]);
const fabriques = new Map(); // de chaque page ouverte
const enRoute = new Map(); // ce qui se télécharge, pour ne pas le demander deux fois

const cle = ({ url, revision }) => new URL(`${url}?${encodeURIComponent(revision)}`, BASE).href;
const cleDe = (quoi, nom = "") => new URL(`.${quoi}?${nom}`, BASE).href;
const nomDe = (chemin) => (chemin === "" || chemin.endsWith("/") ? `${chemin}index.html` : chemin);
const chemin = (adresse) => new URL(adresse).pathname.slice(BASE.pathname.length);
const permanent = (url) => url.replace(EMPREINTE, "");

let oublie = false; // la personne a tout effacé : une page restée ouverte ne garde plus rien

/** Seule l'installation crée la boîte. */
async function boite() {
  const la = await caches.has(BOITE);
  return la && !oublie ? caches.open(BOITE) : null;
}

async function lire(entree) {
  return entree && (await (await boite())?.match(cle(entree)));
}

/** Va chercher un fichier, refuse celui d'une autre fabrication, et le range. Rend la réponse. */
async function prendre(entree) {
  const adresse = new URL(entree.url, BASE);
  if (EMPREINTE.test(entree.url)) return ranger(entree, await fetch(adresse));
  const integrity = entree.revision;
  // Le navigateur l'a souvent déjà ; périmé, il se redemande.
  const reponse = await fetch(adresse, { integrity, cache: "force-cache" }).catch(() => fetch(adresse, { integrity, cache: "reload" }));
  return ranger(entree, reponse);
}

async function ranger(entree, reponse) {
  const ici = await boite();
  if (!ici || !reponse.ok) return reponse;
  const range = ici.put(cle(entree), reponse.clone());
  enRoute.set(entree.url, range);
  range.catch(() => {}).finally(() => enRoute.delete(entree.url));
  return reponse;
}

async function assurer(entree) {
  if (oublie) throw new Error("oublie");
  if (await lire(entree)) return;
  const reponse = await prendre(entree);
  if (!reponse.ok) throw new Error(`${entree.url} : ${reponse.status}`);
  await enRoute.get(entree.url);
}

async function assurerTout(entrees) {
  const reste = [...entrees];
  const file = async () => { while (reste.length) await assurer(reste.pop()); };
  await Promise.all(Array.from({ length: ENSEMBLE }, file));
}

async function listeDe(fabrique) {
  if (!listes.has(fabrique)) {
    const gardee = await (await boite())?.match(cleDe("liste", fabrique));
    if (!gardee) return null;
    listes.set(fabrique, new Map((await gardee.json()).map((entree) => [entree.url, entree])));
  }
  return listes.get(fabrique);
}

// --- De quelle fabrication est une page ouverte ---

/** Écrit aussi dans la boîte : le navigateur éteint et rallume ce programme comme il veut. */
async function etiqueter(id, fabrique) {
  fabriques.set(id, fabrique);
  const dite = await fabrique;
  if (dite) await (await boite())?.put(cleDe("page", id), new Response(dite));
}

async function fabriqueDe(id) {
  if (fabriques.has(id)) return fabriques.get(id);
  return (await (await (await boite())?.match(cleDe("page", id)))?.text()) ?? null;
}

const fenetres = () => self.clients.matchAll({ type: "window", includeUncontrolled: true });

/** Un ouvrier ne dit pas quelle page l'a fait naître : il n'a de fabrication que si toutes les pages ouvertes ont la même. */
async function fabriqueDuClient(id) {
  const client = id && (await self.clients.get(id));
  if (client?.type === "window") return fabriqueDe(id);
  const toutes = new Set(await Promise.all((await fenetres()).map((fenetre) => fabriqueDe(fenetre.id))));
  return toutes.size === 1 ? [...toutes][0] : null;
}

// --- Répondre ---

/** Lit la page qui passe : sa fabrication dès qu'elle paraît, son texte à la fin. */
async function parcourir(reponse, dire) {
  const lecteur = reponse.body.pipeThrough(new TextDecoderStream()).getReader();
  let texte = "";
  for (let lu = await lecteur.read(); !lu.done; lu = await lecteur.read()) {
    texte += lu.value;
    const vue = MARQUE.exec(texte);
    if (vue) dire(vue[1]);
  }
  return texte;
}

/** Une page venue du réseau : montrée telle quelle, et gardée si elle est de notre fabrication. */
function venue(evenement, nom, reponse) {
  if (!reponse.ok || !reponse.body) return reponse;
  const copie = reponse.clone();
  let dire;
  const fabrique = new Promise((tenir) => { dire = tenir; });
  const tout = parcourir(copie, dire).catch(() => null).then(async (texte) => {
    dire(null);
    const entree = listes.get(FABRIQUE).get(nom);
    if (!texte || !entree || (await fabrique) !== FABRIQUE) return;
    await (await boite())?.put(cle(entree), new Response(texte, { headers: { "Content-Type": copie.headers.get("Content-Type") } }));
  });
  evenement.waitUntil(Promise.all([tout, etiqueter(evenement.resultingClientId, fabrique)]).then(trier, () => {}));
  return reponse;
}

async function page(evenement, demande) {
  const nom = nomDe(demande);
  const reseau = Promise.resolve(evenement.preloadResponse).then((prete) => prete ?? fetch(evenement.request));
  const patience = new Promise((tenir) => { setTimeout(tenir, PATIENCE); });
  const premiere = await Promise.race([reseau.catch(() => null), patience]);
  // Une erreur du serveur n'est pas une page ; une page absente en est une.
  if (premiere && premiere.status < 500) return venue(evenement, nom, premiere);
  const gardee = await lire(listes.get(FABRIQUE).get(nom));
  if (gardee) {
    evenement.waitUntil(etiqueter(evenement.resultingClientId, FABRIQUE));
    return gardee;
  }
  try {
    return venue(evenement, nom, await reseau);
  } catch (erreur) {
    // Une adresse sans barre finale est celle d'une page ; une page jamais lue mène à l'essentiel.
    if (listes.get(FABRIQUE).has(`${demande}/index.html`)) return Response.redirect(new URL(`${demande}/`, BASE));
    if (demande === SECOURS) throw erreur;
    return Response.redirect(new URL(SECOURS, BASE));
  }
}

async function piece({ request, clientId }, nom) {
  const fabrique = await fabriqueDuClient(clientId);
  const entree = fabrique && (await listeDe(fabrique))?.get(nom);
  if (!entree) return fetch(request);
  return (await lire(entree)) ?? prendre(entree);
}

self.addEventListener("fetch", (evenement) => {
  const { request } = evenement;
  const demande = chemin(request.url);
  const dehors = request.method !== "GET" || !request.url.startsWith(BASE.href) || demande.startsWith("embarque/");
  if (dehors) return;
  if (request.mode === "navigate") evenement.respondWith(page(evenement, demande));
  // « reload » : la page veut relire au serveur ce qui a changé.
  else if (request.cache !== "reload") evenement.respondWith(piece(evenement, nomDe(demande)));
});

// --- Une nouvelle fabrication prend la place ---

/** Le socle, et la version neuve de tout ce que l'appareil gardait déjà ; rien d'autre sans qu'une page le lise. */
async function installer() {
  try {
    await remplir();
  } catch (erreur) {
    // Effacée pendant l'installation, la boîte a pu renaître entre-temps.
    if (oublie) await caches.delete(BOITE);
    throw erreur;
  }
}

async function remplir() {
  const ici = await caches.open(BOITE);
  if (oublie) throw new Error("oublie");
  const deja = new Set((await ici.keys()).map(({ url }) => permanent(chemin(url))));
  const complet = deja.has(".complet");
  await assurerTout(LISTE.filter(({ url }) => complet || SOCLE.includes(url) || deja.has(permanent(url))));
  if (oublie) throw new Error("oublie");
  await ici.put(cleDe("liste", FABRIQUE), new Response(JSON.stringify(LISTE)));
  // Sans attendre : une page restée ouverte garde ses fichiers, puisque chacun est rangé sous son empreinte.
  await self.skipWaiting();
}

/** Jette ce que ni cette fabrication ni une page encore ouverte n'emploie. */
async function trier() {
  const ici = await boite();
  if (!ici) return;
  const ouvertes = (await fenetres()).map(({ id }) => id);
  const vivantes = new Set([FABRIQUE, ...(await Promise.all(ouvertes.map(fabriqueDe)))]);
  const gardes = new Set([cleDe("complet"), ...[...ouvertes, ...fabriques.keys()].map((id) => cleDe("page", id))]);
  for (const fabrique of vivantes) {
    gardes.add(cleDe("liste", fabrique));
    for (const entree of (await listeDe(fabrique))?.values() ?? []) gardes.add(cle(entree));
  }
  await Promise.all((await ici.keys()).map(({ url }) => !gardes.has(url) && ici.delete(url)));
}

self.addEventListener("install", (evenement) => evenement.waitUntil(installer()));
self.addEventListener("activate", (evenement) => evenement.waitUntil(
  Promise.all([self.clients.claim(), self.registration.navigationPreload?.enable(), trier()])));

// --- Ce que la page demande (docs/assets/javascripts/hors-ligne.js) ---

/** Ce qui manque encore, et ce que pèse le tout. */
async function bilan() {
  await Promise.allSettled([...enRoute.values()]);
  const ici = await boite();
  const gardes = new Set(ici ? (await ici.keys()).map(({ url }) => url) : []);
  const manque = LISTE.filter((entree) => !gardes.has(cle(entree)));
  if (ici && manque.length === 0) await ici.put(cleDe("complet"), new Response(""));
  return { fabrique: FABRIQUE, manque, total: LISTE.reduce((somme, { octets }) => somme + octets, 0) };
}

/** La page ouverte avant le gardien dit ce qu'elle a lu : il le garde, sans le redemander au réseau si le navigateur l'a. */
async function garderCeQuiEstLu({ fabrique, lus }, id) {
  await etiqueter(id, fabrique);
  if (fabrique !== FABRIQUE || !(await boite())) return;
  const liste = listes.get(FABRIQUE);
  const voulus = lus.map((adresse) => liste.get(nomDe(chemin(adresse)))).filter(Boolean);
  await assurerTout(new Set(voulus)).catch(() => {});
}

async function oublier() {
  oublie = true;
  await caches.delete(BOITE);
}

const TRAVAUX = { lus: garderCeQuiEstLu, bilan, oublier };

self.addEventListener("message", (evenement) => {
  const { data, ports, source } = evenement;
  const travail = TRAVAUX[data.type](data, source.id);
  evenement.waitUntil(travail.then((dit) => ports[0]?.postMessage(dit ?? null)));
});
