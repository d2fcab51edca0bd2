// Ce que la personne a écrit, en mémoire. Aucun élément de page ici : ce fichier s'essaie sous Node.

export const VERSION_DU_CONTRAT = 1;

/** Un dossier neuf. `brut` d'un événement : ce qui est coché ou tapé, nom par nom, même à moitié. */
export function vide() {
  return { evenements: [], residence: "", champs: {}, partiels: {}, presence: { lignes: [], depuis: "" }, agenda: {}, illisibles: [], suivant: 1 };
}

export const estVide = ({ evenements, residence, champs, presence, illisibles }) =>
  evenements.length + Object.keys(champs).length + presence.lignes.length + illisibles.length === 0 && !residence;

export function ajouter(etat, type) {
  const evenement = { cle: `e${etat.suivant++}`, type, brut: {}, autres: {}, contre: "", preuve: { sortes: [], note: "" } };
  etat.evenements.push(evenement);
  return evenement;
}

export function retirer(etat, cle) {
  etat.evenements = etat.evenements.filter((un) => un.cle !== cle);
  for (const un of etat.evenements) if (un.contre === cle) un.contre = "";
}

export const trouver = (etat, cle) => etat.evenements.find((un) => un.cle === cle);

/** Le rang d'un événement parmi ceux de son type, à partir de 1 : c'est celui des noms de champs. */
export const rangDe = (etat, evenement) => etat.evenements.filter(({ type }) => type === evenement.type).indexOf(evenement) + 1;

/**
 * Le dossier du contrat, sans les événements à moitié remplis, et la clé de chacun de ceux qui partent.
 * `evalues` : pour chaque clé, { contrat, manque }.
 */
export function dossierDuContrat(etat, evalues) {
  const partis = etat.evenements.filter(({ cle }) => evalues[cle].manque.length === 0);
  const cles = partis.map(({ cle }) => cle);
  const objets = Object.fromEntries(partis.map(({ cle, type }, rang) => [cle, `${type}#${rang}`]));
  const evenements = partis.map(({ cle, contre }) => ({ ...evalues[cle].contrat, ...(objets[contre] && { contre: objets[contre] }) }));
  const dossier = { ...(etat.residence && { residence: etat.residence }), evenements };
  return { dossier, cles, objets };
}

/** L'événement et le champ que vise une erreur du moteur. */
export function cibleDe(champ, cles) {
  const [, rang, reste] = /^dossier\.evenements\[(\d+)\]\.?(.*)$/.exec(champ ?? "") ?? [];
  return rang === undefined ? null : { cle: cles[Number(rang)], champ: reste.replace(/\[.*$/, "") };
}

/** Une réponse du contrat telle qu'elle se tape ou se coche. */
export function brutDe(valeurs, formes) {
  const brut = {};
  for (const [nom, valeur] of Object.entries(valeurs)) {
    if (!(nom in formes)) continue;
    if (formes[nom] === "date" && /^\d{4}-\d{2}-\d{2}$/.test(valeur)) {
      const [annee, mois, jour] = valeur.split("-");
      Object.assign(brut, { [`${nom}-annee`]: [annee], [`${nom}-mois`]: [String(Number(mois))], [`${nom}-jour`]: [String(Number(jour))] });
    } else if (Array.isArray(valeur)) brut[nom] = valeur.map(String);
    else if (!(formes[nom] === "heure" && valeur === null)) brut[nom] = [String(valeur)];
  }
  return brut;
}

/** Deux valeurs du contrat sont-elles les mêmes ? L'ordre d'une liste ne compte pas. */
export function memes(une, autre) {
  const ecrire = (valeur) => JSON.stringify(Array.isArray(valeur) ? [...valeur].sort() : valeur);
  return ecrire(une) === ecrire(autre);
}
