// Toutes les échéances, la plus pressante d'abord, à côté de ce que la personne écrit. Aucune date n'est calculée ici.

import { element, remplir } from "../dom.js";
import { ecritures } from "../ecritures.js";
import { enToutesLettres } from "../jours.js";
import { blocEcheance, blocEtapes, blocNonVerifie, blocRegles, CLOSES } from "../reponse.js";
import { bouton } from "./barre.js";
import { cibleDe, trouver } from "./etat.js";

// Ce qui presse : d'abord ce qui peut encore se perdre, puis ce qui attend, puis ce qui n'est pas encore né.
const ORDRE = ["dernier_jour", "ouverte", "ouverte_sous_reserve", "inconnue", "interrompue", "a_venir", ...CLOSES];
const URGENTES = ["urgence_48_heures", "urgence_7_jours"];
const URGENT = ["dernier_jour", "ouverte"];
// À date égale, ce qui mène au juge passe devant ; ce qui n'est pas un geste de recours n'est jamais la grande date.
const DEVANT = ["recours_contentieux", "appel", "cassation"];
const PAS_UN_GESTE = ["depart_volontaire", "reponse_motifs_attendue"];
const SANS_IMAGES = { blocFrise: () => false, blocCalendrier: () => false };
const estUnGeste = ({ id }) => !PAS_UN_GESTE.includes(id) && !id.startsWith("naissance_");
const jourDe = ({ dernier_jour: dernier, premier_jour: premier, heure }) => `${dernier ?? premier ?? "9"}${heure ?? ""}`;

export function parUrgence(echeances) {
  const vif = ({ etat }) => (URGENT.includes(etat) ? 0 : ORDRE.indexOf(etat));
  const devant = ({ id }) => (DEVANT.includes(id) ? 0 : 1);
  return [...echeances].sort((une, autre) =>
    vif(une) - vif(autre) || jourDe(une).localeCompare(jourDe(autre)) || devant(une) - devant(autre));
}

export async function montrerLesDates(page) {
  const region = page.boite.querySelector("[data-resultats]");
  const { reponse } = page;
  const images = reponse?.echeances ? await import("../dessins.js").catch(() => SANS_IMAGES) : SANS_IMAGES;
  // Pendant que les dessins venaient, une autre réponse a pu arriver : c'est elle qui se montre.
  if (reponse !== page.reponse) return;
  region.replaceChildren(...contenu(page, images).flat(Infinity).filter(Boolean));
  page.boite.querySelector("[data-prochaine]").replaceChildren(...prochaine(page).filter(Boolean));
}

/** Sur un petit écran, les dates sont sous l'écran courant : la première reste en haut, avec le chemin vers les autres. */
function prochaine(page) {
  const premiere = page.reponse?.echeances && laPremiere(parUrgence(page.reponse.echeances));
  const jour = premiere && (premiere.dernier_jour ?? premiere.premier_jour);
  if (!jour || CLOSES.includes(premiere.etat)) return [];
  const { dates: mots } = page.mots;
  return [mots.prochaine, " ", element("strong", {}, ecritures(page).jour(jour, premiere.heure)), " ",
    bouton(mots.aller, () => {
      const titre = page.boite.querySelector("#titre-des-dates");
      titre.focus({ preventScroll: true });
      titre.scrollIntoView({ block: "start" });
    }, { class: "lien-bouton" })];
}

const laPremiere = (rangees) => rangees.find(estUnGeste) ?? rangees[0];

function contenu(page, images) {
  const { reponse, etat, mots: { dates: mots } } = page;
  const attente = page.enCours && element("p", { class: "chargement" }, mots.attente, " ", element("span", { "data-progres-du-moteur": true }, page.boite.dataset.pret !== "moteur" && page.arrive), " ",
    page.boite.dataset.pret !== "moteur" && bouton(mots.arreter, () => page.moteur.arreter(), { class: "lien-bouton", "data-arreter": true }));
  if (etat.evenements.length === 0) return [element("p", {}, mots.vide)];
  if (!reponse) return [attente || element("p", {}, mots.incomplet), partiels(page), attente && page.ordinaires];
  if (reponse.panne) return [panne(page)];
  if (reponse.erreur) return [erreur(page, reponse.erreur), partiels(page)];
  return [attente, page.ecran?.vue === "evenement" && element("p", { class: "note" }, page.mots.evenement.en_cours), partiels(page), reussite(page, reponse, images)];
}

function partiels({ etat, cles = [], mots: { dates: mots } }) {
  const n = etat.evenements.length - cles.length;
  return n > 0 && element("p", { class: "alerte attention" }, n === 1 ? remplir(mots.partiel, { n }) : remplir(mots.partiels, { n }));
}

function panne(page) {
  const { panne: dit, reessayer } = page.mots.dates;
  return element("div", { class: "alerte critique", "data-panne": true }, element("p", {}, dit), page.ordinaires,
    bouton(reessayer, () => page.recalculer(), { class: "bouton" }), ecritures(page).contacts());
}

/** Ce que le moteur refuse, avec le chemin vers la réponse en cause. */
function erreur(page, { champ, message }) {
  const cible = cibleDe(champ, page.cles);
  const evenement = cible && trouver(page.etat, cible.cle);
  const nom = evenement && page.evenements.evenements[evenement.type].nom;
  return element("div", { class: "alerte critique", role: "alert", "data-erreur-du-moteur": champ },
    element("p", { class: "titre" }, page.mots.dates.erreur),
    element("p", {}, message),
    evenement && bouton(`${page.mots.gestes.corriger} : ${nom}`, () => {
      page.faute = { ...cible, message };
      page.aller({ vue: "evenement", cle: cible.cle, champ: cible.champ });
    }, { class: "bouton" }));
}

function reussite(page, { echeances, alertes, etapes, frise, ...regles }, images) {
  const jour = page.jour();
  const contexte = { ...page, textes: page.textes, racine: page.racine, aujourdhui: jour?.aujourdhui, images };
  const ecrire = ecritures(page);
  const rangees = parUrgence(echeances);
  const premiere = laPremiere(rangees);
  const [vives, closes] = [false, true].map((close) => rangees.filter((une) => une !== premiere && CLOSES.includes(une.etat) === close));
  const urgentes = alertes.filter(({ id }) => URGENTES.includes(id));
  const reste = alertes.filter((une) => !urgentes.includes(une));
  const { dates: mots } = page.mots;
  return [
    urgentes.map(ecrire.alerte),
    premiere ? carte(page, premiere, ecrire, contexte, []) : element("p", {}, mots.frise_seule),
    reste.filter(({ gravite }) => gravite === "critique").map(ecrire.alerte),
    etapesEtLettres(page, etapes, ecrire, contexte),
    groupe(mots.autres, vives, (une) => carte(page, une, ecrire, contexte)),
    laFrise(images.blocFrise(frise, page.textes)),
    groupe(mots.closes, closes, (une) => carte(page, une, ecrire, contexte)),
    groupe(mots.alertes, reste.filter(({ gravite }) => gravite !== "critique"), ecrire.alerte),
    blocNonVerifie(contexte),
    blocRegles(regles, ecrire, page.textes.regles),
    element("p", { class: "gestes" }, bouton(mots.imprimer, () => window.print(), { class: "bouton second" })),
  ];
}

const groupe = (titre, liste, dessiner) => liste.length > 0 && element("section", {}, element("h3", {}, titre), liste.map(dessiner));

function laFrise(details) {
  if (details) details.open = true;
  return details;
}

/** Une échéance, et de quel papier elle part : un dossier peut en avoir plusieurs. */
function carte(page, echeance, ecrire, contexte, critiques) {
  const evenement = evenementDe(page, echeance.objet);
  const aPreciser = (champ) => evenement && questionDe(page, evenement, champ);
  const article = blocEcheance(echeance, ecrire, { ...contexte, aPreciser }, critiques);
  const jour = evenement && page.evalue?.[evenement.cle]?.contrat.date;
  if (evenement) {
    const { nom } = page.evenements.evenements[evenement.type];
    article.querySelector("h3, h4").after(element("p", { class: "objet" },
      remplir(page.mots.dates.pour, { nom, jour: jour ? enToutesLettres(jour, page.textes.premier) : "" })));
  }
  return article;
}

export function evenementDe(page, objet) {
  const rang = Number(objet.split("#")[1]);
  return trouver(page.etat, page.cles?.[rang]);
}

function questionDe(page, evenement, champ) {
  const gabarit = page.boite.querySelector(`template[data-gabarit="${evenement.type}"]`).content;
  const question = gabarit.querySelector(`[data-question="${evenement.type}.§.${champ}"]`);
  return question?.querySelector("legend, label").firstChild.textContent ?? null;
}

/** Les étapes du moteur, et un bouton vers la lettre qui fait l'étape. */
function etapesEtLettres(page, etapes, ecrire, contexte) {
  const bloc = blocEtapes(etapes, ecrire, contexte);
  if (!bloc) return bloc;
  const { etapes: lettreDe } = page.mots.lettres;
  [...bloc.querySelectorAll("ol > li")].forEach((li, rang) => {
    const modele = lettreDe[etapes[rang].id];
    if (!modele) return;
    const { titre } = page.lettres.modeles[modele];
    li.append(" ", bouton(remplir(page.mots.dates.ecrire, { titre }), () => page.aller({ vue: "lettre", modele }), { class: "lien-bouton", "data-vers-lettre": modele }));
  });
  return bloc;
}
