// Ce que les écrans des lettres ont en commun : les parties d'une lettre, ce que le dossier dit déjà, la demande au moteur.

import { enToutesLettres } from "../jours.js";

// Ce qu'une décision ou une demande du dossier dit déjà à la lettre : le moteur le prend là.
const DE_LA_DECISION = ["date_decision", "prefecture", "mode_notification", "date_notification"];
const DU_CONTRAT = { mode_notification: "mode", date_notification: "date" };
// Ce que la personne n'a pas fini d'écrire ne part pas ; c'est gardé dans la page.
const COMPLETE = { tentatives: ({ date }) => date, pieces: ({ intitule }) => intitule, textes: (texte) => texte };
// Ils changent les arguments proposés, dans toute lettre qui en porte.
const DES_ARGUMENTS = ["situations", "nature_refus", "decisions_contestees"];

export const visables = ({ etat }) => etat.evenements.filter(({ type }) => ["decision_notifiee", "demande_deposee"].includes(type));

/** L'événement que la lettre vise, comme le moteur le choisit. */
export function cible(page) {
  const tous = visables(page).filter(({ cle }) => page.cles?.includes(cle));
  const dite = tous.find(({ cle }) => cle === page.etat.champs.decision);
  return dite ?? tous.filter(({ type }) => type === "decision_notifiee").pop() ?? tous.pop();
}

/** Ce que le dossier dit d'un champ : { cle, champ, valeur }, ou null s'il faut le demander. */
export function duDossier(page, nom) {
  if (nom in page.etat.champs) return null;
  const vise = nom === "date_depot_demande" ? visables(page).filter(({ type }) => type === "demande_deposee").pop() : cible(page);
  if (!vise) return null;
  const attendu = nom === "date_depot_demande" ? vise.type === "demande_deposee" : vise.type === "decision_notifiee" && DE_LA_DECISION.includes(nom);
  if (!attendu || (nom === "date_depot_demande" && cible(page) !== vise)) return null;
  const champ = nom === "date_depot_demande" ? "date" : DU_CONTRAT[nom] ?? nom;
  const contrat = page.evalue?.[vise.cle]?.contrat ?? {};
  const valeur = contrat[champ];
  // Une date « la plus ancienne possible » n'est pas le jour de la remise : la lettre doit le demander.
  if (valeur === undefined || valeur === "inconnu" || (nom === "date_notification" && contrat.mode === "inconnu")) return null;
  return { cle: vise.cle, champ, valeur };
}

export function ditDuDossier(page, nom, valeur) {
  const { type, valeurs = [] } = page.lettres.champs[nom];
  if (type === "date") return enToutesLettres(valeur, page.textes.premier);
  if (type === "departement") return page.boite.querySelector("template[data-departements]").content.querySelector(`option[value="${valeur}"]`)?.textContent ?? valeur;
  return valeurs.find(([cle]) => cle === valeur)?.[1] ?? String(valeur);
}

/** Les parties d'une lettre, dans l'ordre du catalogue : [{ id, titre, demandes, facultatifs }]. */
export function parties(page, modele) {
  const { exiges, conseilles, facultatifs } = page.lettres.modeles[modele];
  const groupe = (nom) => page.lettres.champs[nom].groupe;
  const plusieurs = visables(page).length > 1;
  const utile = (nom) => nom !== "decision" || plusieurs;
  return Object.entries(page.lettres.groupes).map(([id, titre]) => ({
    id, titre,
    demandes: [...exiges, ...conseilles].filter((nom) => groupe(nom) === id && utile(nom)),
    facultatifs: facultatifs.filter((nom) => groupe(nom) === id && utile(nom)),
  })).filter(({ demandes, facultatifs: libres }) => demandes.length + libres.length > 0);
}

/** La partie où se trouve un champ : « moyens[1].faits.recit » est dans celle des moyens. */
export function partieDe(page, modele, champ) {
  const nom = champ.replace(/^champs\./, "").replace(/[[.].*$/, "");
  return parties(page, modele).find(({ demandes, facultatifs }) => [...demandes, ...facultatifs].includes(nom))?.id;
}

function champsDe(page, noms) {
  const { objets } = page.contrat();
  const { champs } = page.etat;
  return Object.fromEntries(noms.filter((nom) => nom in champs).map((nom) => {
    if (nom === "decision") return [nom, objets[champs.decision]];
    const complet = COMPLETE[page.lettres.champs[nom].type];
    return [nom, complet ? champs[nom].filter(complet) : champs[nom]];
  }).filter(([, valeur]) => valeur !== undefined));
}

const demande = (page, reste) => {
  const { dossier } = page.contrat();
  return { ...page.jour(), ...reste, ...(dossier.evenements.length > 0 && { dossier }) };
};

/** La lettre écrite par le moteur ; `sortie` : blocs, texte ou docx. */
export function ecrire(page, modele, sortie = "blocs") {
  const { exiges, conseilles, facultatifs } = page.lettres.modeles[modele];
  const champs = champsDe(page, [...exiges, ...conseilles, ...facultatifs]);
  return page.demander(demande(page, { calcul: "courrier", modele, champs, sortie }));
}

export const arguments_ = (page) => page.demander(demande(page, { calcul: "arguments", champs: champsDe(page, [...DES_ARGUMENTS, "decision", "date_depot_demande"]) }));

export const bordereau = (page) => page.demander({ ...page.jour(), calcul: "courrier", modele: "bordereau", champs: champsDe(page, ["pieces"]) });

/** Ôte un argument ; les pièces qui le prouvaient ne le citent plus, et les arguments libres gardent leur rang. */
export function retirerMoyen({ champs }, rang) {
  const [ote] = champs.moyens.splice(rang, 1);
  const nommer = (id) => {
    const libre = /^libre(\d+)$/.exec(id);
    if (!libre) return id === ote.id ? null : id;
    const n = Number(libre[1]);
    return n === rang ? null : n > rang ? `libre${n - 1}` : id;
  };
  for (const piece of champs.pieces ?? []) if (piece.appuie) piece.appuie = piece.appuie.map(nommer).filter(Boolean);
  if (champs.moyens.length === 0) delete champs.moyens;
}

/** Comment une pièce nomme un argument. */
export const nomDeMoyen = ({ id }, rang) => (id === "libre" ? `libre${rang}` : id);
