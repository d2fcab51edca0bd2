// « S'entraîner » : compare ce que la personne a répondu à la réponse déjà dans la page, et va chercher une autre série.
// Rien ne se garde, rien ne part : seul le numéro de la série choisie se demande au site.

import { remplir } from "./dom.js";
import { lireDate, lireHeure } from "./formulaire.js";

const RACINE = new URL("../../", import.meta.url);

const cochees = (formulaire, nom) => [...formulaire.querySelectorAll(`[name="${nom}"]:checked`)].map(({ value }) => value);
const champ = (formulaire, nom) => formulaire.elements[nom].value.trim();

/** Question par question : vrai si la réponse est juste. */
function verdicts(formulaire, juste) {
  const { valeur: jour } = lireDate(["jour", "mois", "annee"].map((partie) => champ(formulaire, `jour-${partie}`)));
  const { valeur: heure = null } = lireHeure(champ(formulaire, "heure"));
  return {
    contenu: cochees(formulaire, "contenu").sort().join() === juste.contenu.join(),
    dernier_jour: jour === juste.dernier_jour && heure === juste.heure,
    devant: cochees(formulaire, "devant").join() === juste.devant,
  };
}

function corriger(formulaire, mots) {
  const exercice = formulaire.closest("[data-papier-numero]");
  const dits = Object.entries(verdicts(formulaire, JSON.parse(exercice.dataset.juste)));
  for (const [nom, juste] of dits) {
    const verdict = formulaire.querySelector(`[data-question="${nom}"] [data-verdict]`);
    verdict.textContent = juste ? mots.juste : mots.faux;
    verdict.dataset.verdict = juste ? "juste" : "faux";
  }
  formulaire.querySelector("[data-bilan]").textContent = remplir(mots.bilan, { n: dits.filter(([, juste]) => juste).length, total: dits.length });
  exercice.querySelector(".correction").open = true;
}

async function ouvrir(page, numero, mots) {
  const annonce = page.querySelector("[data-annonce]");
  try {
    const reponse = await fetch(new URL(`assets/formation/serie-${numero}.json`, RACINE));
    if (!reponse.ok) throw new Error(String(reponse.status));
    const { html } = await reponse.json();
    // Lu comme un document à part : rien ne s'y exécute.
    const lu = new DOMParser().parseFromString(html, "text/html");
    montrer(page, [...lu.body.childNodes]);
    annonce.textContent = remplir(mots.ouverte, { n: numero });
    annonce.className = "pour-lecteur";
  } catch {
    annonce.textContent = mots.panne;
    annonce.className = "alerte attention";
  }
}

function montrer(page, noeuds) {
  const place = page.querySelector("[data-serie]");
  place.replaceChildren(...noeuds);
  place.querySelector("[data-titre-de-serie]").focus();
}

const page = document.querySelector("[data-formation]");
if (page) {
  const mots = JSON.parse(page.dataset.mots);
  // La première série est née dans la page : on y revient sans rien demander.
  const premiere = [...page.querySelector("[data-serie]").childNodes].map((noeud) => noeud.cloneNode(true));
  page.addEventListener("submit", (evenement) => {
    evenement.preventDefault();
    const { target } = evenement;
    if (!target.matches("[data-choix]")) return corriger(target, mots);
    const { value: numero } = target.elements.serie;
    if (numero === "1") montrer(page, premiere.map((noeud) => noeud.cloneNode(true)));
    else ouvrir(page, numero, mots);
  });
  page.querySelector("[data-imprimer]").addEventListener("click", () => window.print());
}
