// Toute la réponse d'un dossier, faite par le moteur, avec les mêmes cartes que partout.

import { element } from "../dom.js";
import * as images from "../dessins.js";
import { ecritures } from "../ecritures.js";
import { blocEcheance, blocEtapes, blocRegles, CLOSES } from "../reponse.js";
import { blocTribunal } from "../tribunal.js";

const LIEUX = ["contenu", "situation", "prefecture", "lieu", "article_assignation", "citoyen_ue"];

export async function detail(page, { demande, resultat, cellules }) {
  const siennes = vosColonnes(page, cellules);
  if (!demande) return [siennes];
  const [reponse, tribunal] = await Promise.all([page.moteur.calculer(demande), leTribunal(page, demande)]);
  const { echeances, alertes, etapes, frise, ...regles } = reponse;
  const ecrire = ecritures(page);
  const contexte = { ...page, textes: page.textes, racine: page.racine, aujourdhui: demande.aujourdhui, images, aPreciser: (champ) => page.questions[champ] };
  const choisie = echeances.find(({ id, dernier_jour: jour }) => id === resultat.echeance && jour === resultat.dernier_jour) ?? echeances[0];
  const autres = echeances.filter((une) => une !== choisie);
  const vives = [...autres].sort((une, autre) => CLOSES.includes(une.etat) - CLOSES.includes(autre.etat));
  const critiques = alertes.filter(({ gravite }) => gravite === "critique");
  const reste = alertes.filter(({ gravite }) => gravite !== "critique");
  const { detail: mots } = page.mots;
  return [
    choisie && blocEcheance(choisie, ecrire, contexte, critiques),
    blocEtapes(etapes, ecrire, contexte),
    tribunal !== undefined && blocTribunal(tribunal.reponse, ecrire, { textes: page.textes, domicileSuppose: tribunal.domicileSuppose }),
    partie(mots.autres, vives, (une) => blocEcheance(une, ecrire, contexte)),
    partie(mots.alertes, reste, ecrire.alerte),
    images.blocFrise(frise, page.textes),
    siennes,
    blocRegles(regles, ecrire, page.textes.regles),
  ].filter(Boolean);
}

const partie = (titre, liste, dessiner) => liste.length > 0 && element("section", {}, element("h3", {}, titre), liste.map(dessiner));

/** Ce que la permanence avait écrit, ses propres colonnes comprises. */
function vosColonnes({ reponse: { titres }, mots: { detail: mots } }, cellules) {
  const remplies = titres.map((titre, rang) => [titre, cellules[rang]]).filter(([, valeur]) => valeur);
  return element("section", {}, element("h3", {}, mots.vos_colonnes),
    element("dl", { class: "vos-colonnes" }, remplies.map(([titre, valeur]) => [element("dt", {}, titre || "…"), element("dd", {}, valeur)])));
}

/** Le tribunal de la décision ; undefined si le dossier n'en a pas. */
async function leTribunal(page, { aujourdhui, dossier }) {
  const decision = dossier.evenements.find(({ type }) => type === "decision_notifiee");
  if (!decision) return undefined;
  const dits = Object.fromEntries(LIEUX.filter((nom) => decision[nom] !== undefined).map((nom) => [nom, decision[nom]]));
  // Le contrat veut le domicile du jour de la décision : la préfecture qui a signé en dit plus que celui d'aujourd'hui.
  const domicileSuppose = !decision.prefecture && Boolean(dossier.residence);
  const residence = domicileSuppose ? { residence: dossier.residence } : {};
  if (!decision.prefecture && !domicileSuppose && !decision.lieu) return { reponse: null };
  return { domicileSuppose, reponse: await page.moteur.calculer({ calcul: "tribunal", aujourdhui, ...dits, ...residence }) };
}
