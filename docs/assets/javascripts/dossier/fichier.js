// Le dossier dans un fichier lisible, et retour. Un fichier d'une autre forme est converti, un fichier abîmé est refusé ;
// ce qui ne se comprend pas est gardé tel quel. Aucun élément de page ici : ce fichier s'essaie sous Node.

import { ajouter, brutDe, dossierDuContrat, vide, VERSION_DU_CONTRAT } from "./etat.js";

export const FORMAT = "dossier-titre-de-sejour";
// Un dossier est du texte tapé à la main : au-delà, c'est un autre fichier.
const TAILLE_MAXIMALE = 5_000_000;

/** Ce qui s'écrit dans le fichier. `reponse` : la dernière du moteur, ou null. */
export function versFichier(etat, evalues, reponse, jour) {
  const { dossier, cles, objets } = dossierDuContrat(etat, evalues);
  const parCle = Object.fromEntries(etat.evenements.map((un, rang) => [un.cle, { ...un, rang }]));
  const preuves = cles.filter((cle) => aUnePreuve(parCle[cle])).map((cle) => [objets[cle], parCle[cle].preuve]);
  const brouillons = etat.evenements.filter(({ cle }) => !cles.includes(cle)).map(({ cle, type, brut, autres, contre, preuve }) =>
    ({ rang: parCle[cle].rang, type, reponses: brut, autres, contre: objets[contre] ?? "", preuve }));
  return {
    format: FORMAT,
    contrat: VERSION_DU_CONTRAT,
    version: reponse?.version ?? null,
    exporte_le: jour,
    dossier,
    preuves: Object.fromEntries(preuves),
    champs: avecDecision(etat.champs, (cle) => objets[cle]),
    echeances: (reponse?.echeances ?? []).map(({ id, objet, dernier_jour, premier_jour, heure }) =>
      ({ id, objet, dernier_jour: dernier_jour ?? premier_jour ?? null, heure })),
    presence: etat.presence,
    agenda: etat.agenda,
    brouillons,
    partiels: etat.partiels,
    illisibles: etat.illisibles,
  };
}

/** La décision visée par les lettres : une clé en mémoire, un objet du contrat dans le fichier. */
function avecDecision({ decision, ...champs }, traduire) {
  const traduite = decision && traduire(decision);
  return traduite ? { ...champs, decision: traduite } : champs;
}

const aUnePreuve = ({ preuve }) => preuve.sortes.length > 0 || preuve.note !== "";
const estObjet = (valeur) => typeof valeur === "object" && valeur !== null && !Array.isArray(valeur);
const refuser = (raison) => { throw new Refus(raison); };

export class Refus extends Error {}

/**
 * Le dossier lu dans un texte : { etat, echeances, version, converti }, ou un Refus dont le message est une raison du catalogue.
 * `connus` : { evenements: { type: { formes } }, champs: { nom: { type } } }.
 */
export function lireFichier(texte, connus) {
  if (texte.length > TAILLE_MAXIMALE) refuser("gros");
  const lu = analyser(texte);
  const { contenu, converti } = reconnaitre(lu);
  if (!Number.isInteger(contenu.contrat) || contenu.contrat > VERSION_DU_CONTRAT) refuser("contrat");
  const etat = vide();
  if (Array.isArray(contenu.illisibles)) etat.illisibles.push(...contenu.illisibles);
  const parObjet = lireEvenements(etat, contenu, connus.evenements);
  lireChamps(etat, contenu.champs, connus.champs);
  etat.champs = avecDecision(etat.champs, (objet) => parObjet.get(objet));
  lireReste(etat, contenu);
  const echeances = (Array.isArray(contenu.echeances) ? contenu.echeances : []).filter((une) => estObjet(une) && typeof une.id === "string");
  return { etat, echeances, version: typeof contenu.version === "string" ? contenu.version : null, converti };
}

function analyser(texte) {
  try {
    return JSON.parse(texte.replace(/^\ufeff/, ""));
  } catch {
    return refuser("json");
  }
}

/** Notre fichier ; sinon une demande du contrat, un dossier seul, ou une simple liste d'événements. */
function reconnaitre(lu) {
  const liste = Array.isArray(lu) ? { evenements: lu } : lu;
  if (!estObjet(liste)) refuser("format");
  if (liste.format === FORMAT) {
    if (!estObjet(liste.dossier) || !Array.isArray(liste.dossier.evenements)) refuser("json");
    return { contenu: liste, converti: false };
  }
  const dossier = estObjet(liste.dossier) ? liste.dossier : liste;
  const plausible = Array.isArray(dossier.evenements) && dossier.evenements.every((un) => estObjet(un) && typeof un.type === "string");
  if (liste.format !== undefined || !plausible) refuser("format");
  if (dossier.evenements.length === 0) refuser("vide");
  const { dossier: sans, calcul, aujourdhui, maintenant, ...reste } = liste;
  return { contenu: { contrat: VERSION_DU_CONTRAT, ...(sans ? reste : {}), dossier }, converti: true };
}

function lireEvenements(etat, { dossier, preuves, brouillons }, connus) {
  const parObjet = new Map();
  const poses = [];
  dossier.evenements.forEach((un, rang) => {
    const pose = poserEvenement(etat, un, connus);
    if (!pose) return;
    const objet = `${un.type}#${rang}`;
    parObjet.set(objet, pose.cle);
    poserPreuve(pose, preuves?.[objet]);
    poses.push([pose, un.contre]);
  });
  for (const brouillon of Array.isArray(brouillons) ? brouillons : []) {
    if (!estObjet(brouillon) || !(brouillon.type in connus)) { etat.illisibles.push(brouillon); continue; }
    const pose = ajouter(etat, brouillon.type);
    pose.brut = reponsesSures(brouillon.reponses);
    if (estObjet(brouillon.autres)) pose.autres = brouillon.autres;
    poserPreuve(pose, brouillon.preuve);
    poses.push([pose, brouillon.contre]);
    deplacer(etat.evenements, brouillon.rang);
  }
  for (const [pose, contre] of poses) pose.contre = parObjet.get(contre) ?? "";
  if (typeof dossier.residence === "string") etat.residence = dossier.residence;
  return parObjet;
}

function poserEvenement(etat, un, connus) {
  if (!estObjet(un) || !Object.hasOwn(connus, un.type ?? "")) { etat.illisibles.push(un); return null; }
  const { type, contre, ...valeurs } = un;
  const { formes } = connus[type];
  const pose = ajouter(etat, type);
  pose.brut = brutDe(valeurs, formes);
  for (const [nom, valeur] of Object.entries(valeurs)) {
    // Gardé à côté : si la question ne sait pas le redire, il part tel quel.
    if (nom in formes) pose.autres[nom] = valeur;
    else etat.illisibles.push({ type, [nom]: valeur });
  }
  return pose;
}

function poserPreuve(pose, preuve) {
  if (!estObjet(preuve)) return;
  const sortes = Array.isArray(preuve.sortes) ? preuve.sortes.filter((sorte) => typeof sorte === "string") : [];
  pose.preuve = { sortes, note: typeof preuve.note === "string" ? preuve.note : "" };
}

const reponsesSures = (reponses) => Object.fromEntries(Object.entries(estObjet(reponses) ? reponses : {})
  .filter(([, valeurs]) => Array.isArray(valeurs)).map(([nom, valeurs]) => [nom, valeurs.map(String)]));

/** Le dernier posé reprend sa place d'avant. */
function deplacer(liste, rang) {
  if (Number.isInteger(rang) && rang >= 0 && rang < liste.length - 1) liste.splice(rang, 0, liste.pop());
}

const GENRES = {
  texte: "string", texte_long: "string", date: "string", choix: "string", departement: "string",
  oui_non: "boolean", entier: "number",
};
const enListe = (type) => !(type in GENRES);

function lireChamps(etat, champs, connus) {
  for (const [nom, valeur] of Object.entries(estObjet(champs) ? champs : {})) {
    const type = Object.hasOwn(connus, nom) ? connus[nom].type : null;
    const bonne = type && (enListe(type) ? Array.isArray(valeur) : typeof valeur === GENRES[type]);
    if (bonne) etat.champs[nom] = valeur;
    else etat.illisibles.push({ champs: { [nom]: valeur } });
  }
}

function lireReste(etat, { presence, agenda, partiels }) {
  if (estObjet(presence) && Array.isArray(presence.lignes)) {
    etat.presence = { lignes: presence.lignes.filter(estObjet), depuis: typeof presence.depuis === "string" ? presence.depuis : "" };
  }
  if (typeof agenda?.cle === "string" && /^[a-z0-9-]{1,40}$/.test(agenda.cle)) etat.agenda = { cle: agenda.cle };
  if (estObjet(partiels)) etat.partiels = partiels;
}

/** Ce qui a changé entre les dates du fichier et celles d'aujourd'hui : [{ id, objet, avant, apres }], null s'il n'y en a pas. */
export function comparer(avant, apres) {
  const jour = ({ dernier_jour, premier_jour, heure } = {}) => dernier_jour || premier_jour
    ? { jour: dernier_jour ?? premier_jour, heure: heure ?? null } : null;
  const cle = ({ id, objet }) => `${id} ${objet}`;
  const neuves = new Map(apres.map((une) => [cle(une), une]));
  const vieilles = new Map(avant.map((une) => [cle(une), une]));
  return [...new Set([...vieilles.keys(), ...neuves.keys()])].map((un) => {
    const [id, objet] = un.split(" ");
    return { id, objet, avant: vieilles.has(un) ? jour(vieilles.get(un)) : undefined, apres: neuves.has(un) ? jour(neuves.get(un)) : undefined };
  }).filter((une) => JSON.stringify(une.avant) !== JSON.stringify(une.apres));
}
