// Le moteur prend la suite de la table : il remplit ce qui était replié, et ne bouge rien de ce qui est à l'écran.

import { rendreReponse } from "./reponse.js";

const ECHEANCE = ["id", "dernier_jour", "heure", "etat", "certitude", "lecture_favorable", "titre", "a_relire"];

/** Demande au moteur le détail de `faite`, la réponse montrée ; une panne se dit dans les replis, et se retente. */
export async function reprendre(calculateur, faite) {
  const { repli } = calculateur.textes;
  dire(calculateur, faite, repli.attente);
  try {
    await completer(calculateur, faite);
  } catch {
    delete faite.detail;
    dire(calculateur, faite, repli.panne);
  }
}

async function completer(calculateur, faite) {
  const { moteur, demande, ou, page } = calculateur;
  await moteur.demarrer(calculateur.surProgres);
  calculateur.pret();
  const venue = await moteur.calculer(demande);
  const tribunal = ou && (await moteur.calculer(ou));
  // Un nœud n'a qu'une place : celui qui est à l'écran y reste.
  const recapitulatif = page.recapitulatif.cloneNode(true);
  const { noeuds, urgente } = rendreReponse(venue, tribunal, { ...page, recapitulatif, images: await calculateur.images() });
  if (calculateur.faite !== faite) return;
  // Le moteur a toujours le dernier mot ; un test tient la table à la même réponse que lui.
  if (memeReponse(faite, venue)) remplirLesReplis(calculateur.querySelector("[data-reponse]"), noeuds);
  else calculateur.afficher({ noeuds, urgente });
}

/** Ce que disent les replis tant qu'ils sont vides. */
function dire(calculateur, faite, texte) {
  if (calculateur.faite !== faite) return;
  for (const vide of calculateur.querySelectorAll("[data-attend]")) vide.textContent = texte;
}

/** Les deux réponses disent-elles la même chose à l'écran ? */
function memeReponse(faite, venue) {
  const court = ({ echeances, alertes, etapes }) => JSON.stringify([
    echeances.map((une) => ECHEANCE.map((cle) => une[cle] ?? null)),
    alertes.map(({ id, texte }) => [id, texte]),
    etapes.map(({ id, avant }) => [id, avant]),
  ]);
  return court(faite) === court(venue);
}

/** Remplit chaque repli de `region` avec son double dans `noeuds` ; ouvert, il le reste. */
function remplirLesReplis(region, noeuds) {
  const neuf = document.createElement("div");
  neuf.append(...noeuds);
  for (const repli of region.querySelectorAll("details[data-repli]")) {
    const double = neuf.querySelector(`details[data-repli="${repli.dataset.repli}"]`);
    if (double) repli.replaceChildren(repli.querySelector("summary"), ...[...double.children].slice(1));
  }
}
