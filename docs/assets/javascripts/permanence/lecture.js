// D'un fichier à un texte, et ce que la page cherche dans la réponse du moteur. Aucun élément de page : s'essaie sous Node.

import { iso, jourExiste } from "../jours.js";

const OCTETS_AU_PLUS = 20_000_000;
// Les deux formats d'Excel : un fichier compressé, ou l'ancien conteneur.
const CLASSEURS = [[0x50, 0x4b, 0x03, 0x04], [0xd0, 0xcf, 0x11, 0xe0]];
const JOUR_MOIS_ANNEE = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\s*$/;
const SIGNES_DE_CLE = 40;

/** { texte }, la marque de début comprise : le tableau rendu la reprend. Ou { faute }, une raison du catalogue. */
export function lireOctets(octets) {
  if (octets.length > OCTETS_AU_PLUS) return { faute: "gros" };
  if (CLASSEURS.some((signature) => signature.every((octet, rang) => octets[rang] === octet))) return { faute: "classeur" };
  try {
    return { texte: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets) };
  } catch {
    return { faute: "encodage" };
  }
}

/** La première date refusée par le moteur qui s'écrit 05/10/2026 : { ecrit, jour }, `jour` null si elle n'existe pas ; sinon null. */
export function dateBarree({ titres, lignes }) {
  for (const { cellules, resultat } of lignes) {
    const ecrit = resultat.erreur && cellules[titres.indexOf(resultat.champ)];
    const [, jour, mois, annee] = JOUR_MOIS_ANNEE.exec(ecrit || "") ?? [];
    if (!jour) continue;
    const existe = jourExiste(Number(annee), Number(mois), Number(jour));
    return { ecrit: ecrit.trim(), jour: existe ? iso(Number(annee), Number(mois), Number(jour)) : null };
  }
  return null;
}

/** La colonne qui nomme un dossier : « reference » si elle existe, sinon la première que le moteur ne connaît pas. */
export function colonneDeReference(titres, connues) {
  const dite = titres.findIndex((titre) => sansAccent(titre) === "reference");
  return dite >= 0 ? dite : titres.findIndex((titre) => titre && !connues.includes(titre.split(".")[0]));
}

/** En minuscules et sans accent : pour chercher, et pour faire une clé. */
export const sansAccent = (texte) => texte.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Une clé d'agenda par dossier, la même à chaque fois pour la même référence ; deux dossiers n'ont jamais la même. */
export function cles(references) {
  const simples = references.map(({ reference }) => sansAccent(reference).replace(/[^a-z0-9]+/g, "-").slice(0, SIGNES_DE_CLE).replace(/^-|-$/g, ""));
  const seule = (cle) => cle && simples.indexOf(cle) === simples.lastIndexOf(cle);
  const prises = new Set(simples.filter(seule));
  return references.map(({ ligne }, rang) => {
    if (seule(simples[rang])) return simples[rang];
    let cle = `ligne-${ligne}`;
    while (prises.has(cle)) cle += "-";
    prises.add(cle);
    return cle;
  });
}
