// Tant que la réponse ne vient pas, ou quand elle ne viendra pas : dire où l'on en est, et donner les dates de la table.

import { element, remplir } from "./dom.js";
import { ecritures } from "./ecritures.js";
import { enToutesLettres } from "./jours.js";
import { reponseFaite } from "./reponses.js";

const UN_MEGAOCTET = 1_000_000;
const RECOURS = "recours_contentieux";

/** « 1,2 Mo sur 2,8 Mo ». */
export function texteDuProgres({ etape, recu = 0, total = 0 }, chargement) {
  const mo = (octets) => (octets / UN_MEGAOCTET).toLocaleString("fr-FR", { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  return remplir(chargement[etape], { recu: mo(Math.min(recu, total)), total: mo(total) });
}

/** Les dates ordinaires pour un papier reçu ce jour-là, toutes : la personne y trouve la plus courte qui la vise. */
export function datesDeLaTable(table, demande, textes) {
  const recu = premierJour(demande);
  if (!table || !recu) return [];
  const { attente, premier } = textes;
  const { jour } = ecritures({ textes });
  const lignes = attente.lignes.map(({ texte, ...decision }) => {
    const { aujourdhui } = demande;
    const evenement = { type: "decision_notifiee", date: recu, mode: "main_propre", voies_et_delais: "complets", ...decision };
    if (decision.situation === "retenu") evenement.heure = null;
    const faite = reponseFaite(table, { calcul: "echeances", aujourdhui, dossier: { evenements: [evenement] } });
    const echeance = faite?.echeances?.find(({ id }) => id === RECOURS);
    return echeance && element("li", {}, texte, " ", element("strong", {}, jour(echeance.dernier_jour, echeance.heure)));
  });
  if (!lignes.some(Boolean)) return [];
  return [
    element("p", { class: "titre" }, remplir(attente.titre, { jour: enToutesLettres(recu, premier) })),
    element("ul", { "data-dates": true }, lignes),
    element("p", {}, attente.note)];
}

/** Le plus ancien jour dit : aucune date comptée depuis lui n'est trop tardive. */
function premierJour({ dossier }) {
  const decisions = (dossier?.evenements ?? []).filter(({ type }) => type === "decision_notifiee");
  return decisions.flatMap(({ date, date_presentation: presentation }) => [date, presentation].filter(Boolean)).sort()[0];
}

/** Le moteur ne viendra pas : ce qui s'est passé, les dates, quoi faire, qui joindre, et de quoi réessayer. */
export function blocSecours({ message }, dates, textes) {
  const { secours } = textes;
  const raison = secours[message] ?? secours.reseau;
  return [
    element("h2", { tabindex: "-1" }, secours.titre),
    element("p", {}, raison, " ", secours.garde),
    dates,
    element("ol", {}, secours.gestes.map((geste) => element("li", {}, geste))),
    element("h3", {}, secours.joindre),
    ecritures({ textes }).contacts(),
    message !== "sans_webassembly" && element("p", {}, element("button", { type: "button", "data-reessayer": true }, secours.reessayer)),
  ].flat().filter(Boolean);
}
