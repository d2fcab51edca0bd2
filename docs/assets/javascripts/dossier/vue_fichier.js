// Garder ou reprendre son dossier : un fichier lisible, l'appareil si la personne le demande, ou rien du tout.

import { element, remplir } from "../dom.js";
import { enToutesLettres } from "../jours.js";
import { bouton } from "./barre.js";
import { estVide, rangDe } from "./etat.js";
import { comparer, lireFichier, Refus } from "./fichier.js";
import { oublierCeQuiSeRedit } from "./questions.js";
import { donner } from "./telecharger.js";
import { evenementDe } from "./dates.js";

export default function fichier(page) {
  const { fichier: mots, gestes } = page.mots;
  return [
    element("h2", {}, mots.titre),
    element("div", { "data-refus": true, role: "alert" }),
    !estVide(page.etat) && enregistrer(page, mots),
    ouvrir(page, mots),
    page.mode !== "partage" && surCetAppareil(page, mots),
    partage(page, mots),
    element("p", { class: "gestes" }, bouton(gestes.retour, () => page.aller({ vue: "tableau" }), { class: "bouton second" })),
  ];
}

function enregistrer(page, mots) {
  return element("section", {}, element("h3", {}, mots.enregistrer_titre),
    element("p", {}, mots.enregistrer_aide),
    page.mode === "partage" && element("p", {}, mots.enregistrer_partage),
    bouton(mots.enregistrer, () => {
      const contenu = page.fichier();
      donner(JSON.stringify(contenu, null, 2), "application/json", `${mots.nom}-${contenu.exporte_le}.json`);
      page.aPerdre = false;
    }, { class: "bouton", "data-enregistrer": true }));
}

function ouvrir(page, mots) {
  const choisi = element("input", { type: "file", id: "fichier-a-ouvrir", accept: ".json,application/json", "aria-describedby": "aide-fichier-a-ouvrir" });
  choisi.addEventListener("change", () => { if (choisi.files[0]) recevoir(page, choisi.files[0]).finally(() => { choisi.value = ""; }); });
  return element("section", {}, element("h3", {}, mots.ouvrir_titre),
    element("label", { for: "fichier-a-ouvrir" }, mots.ouvrir),
    element("p", { class: "aide", id: "aide-fichier-a-ouvrir" }, mots.ouvrir_aide), choisi);
}

async function recevoir(page, fichier) {
  try {
    const lu = lireFichier(await fichier.text(), { evenements: page.evenements.evenements, champs: page.lettres.champs });
    if (!estVide(page.etat) && !(await page.confirmer("remplacer"))) return;
    await prendre(page, lu);
    page.annoncer(page.mots.fichier.ouvert);
  } catch (erreur) {
    if (!(erreur instanceof Refus)) throw erreur;
    refuser(page, erreur.message);
  }
}

function refuser(page, raison) {
  const { refus } = page.mots;
  page.boite.querySelector("[data-refus]").replaceChildren(element("div", { class: "alerte critique" },
    element("p", { class: "titre" }, refus.titre), element("p", {}, refus[raison]), element("p", {}, refus.intact)));
}

/** Le dossier lu prend la place de l'autre ; ses dates sont recomptées et comparées. */
export async function prendre(page, { etat, echeances, version, converti }) {
  page.etat = etat;
  page.comparaison = null;
  for (const un of etat.evenements) oublierCeQuiSeRedit(page.boite, un, rangDe(etat, un));
  page.change();
  if (page.mode === "garde") page.aPerdre = false;
  await page.recalculer();
  page.comparaison = comparaison(page, echeances, version, converti);
  page.aller({ vue: "tableau" });
}

function comparaison(page, avant, version, converti) {
  const { fichier: mots } = page.mots;
  const { reponse } = page;
  const base = { converti, illisibles: page.etat.illisibles, lignes: [], versions: false };
  if (avant.length === 0 || !reponse?.echeances) return converti || page.etat.illisibles.length || avant.length ? { ...base, phrase: mots.comparer_sans } : null;
  const lignes = comparer(avant, reponse.echeances).map((une) => phrase(page, une, mots));
  return {
    ...base, lignes,
    phrase: lignes.length === 0 && mots.comparer_rien,
    versions: version && version !== reponse.version && remplir(mots.comparer_versions, { avant: version, apres: reponse.version }),
  };
}

function phrase(page, { id, objet, avant, apres }, mots) {
  const echeance = page.reponse.echeances.find((une) => une.id === id && une.objet === objet);
  const evenement = evenementDe(page, objet);
  const nom = evenement && page.evenements.evenements[evenement.type].nom;
  const titre = [echeance?.titre ?? id.replaceAll("_", " "), nom].filter(Boolean).join(", ");
  const dire = (quand) => (quand ? enToutesLettres(quand.jour, page.textes.premier) + (quand.heure ? ` (${quand.heure})` : "") : mots.sans_date);
  const cle = avant === undefined ? "comparer_nouvelle" : apres === undefined ? "comparer_perdue" : "comparer_change";
  return remplir(mots[cle], { titre, avant: dire(avant), apres: dire(apres) });
}

function surCetAppareil(page, mots) {
  const case_ = element("input", { type: "checkbox", "data-garder": true });
  case_.checked = page.mode === "garde";
  case_.addEventListener("change", () => {
    page.reglerLeMode(case_.checked ? "garde" : "memoire");
    case_.checked = page.mode === "garde";
    page.annoncer(page.mots.annonces[case_.checked ? "gardee" : "plus_gardee"]);
  });
  return element("section", {}, element("h3", {}, mots.garder_titre),
    element("label", { class: "option large" }, case_, element("span", {}, mots.garder)),
    element("p", { class: "aide" }, mots.garder_aide));
}

function partage(page, mots) {
  const case_ = element("input", { type: "checkbox", "data-partage": true });
  case_.checked = page.mode === "partage";
  case_.addEventListener("change", () => {
    page.reglerLeMode(case_.checked ? "partage" : "memoire");
    page.redessiner({ focus: false });
  });
  return element("section", {}, element("h3", {}, mots.partage_titre),
    element("label", { class: "option large" }, case_, element("span", {}, mots.partage)),
    element("p", { class: "aide" }, mots.partage_aide));
}
