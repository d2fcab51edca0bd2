// Le tableau des dossiers, une ligne par dossier, la plus pressée en haut ; une ligne s'ouvre sur toute sa réponse.

import { element, remplir } from "../dom.js";
import { ecritures } from "../ecritures.js";

const OUVERT = 'button[aria-expanded="true"]';

/** Le tableau entier ; les lignes arrivent dans l'ordre du moteur. */
export function tableau(page, lignes) {
  const { tableau: mots } = page.mots;
  const ecrire = ecritures(page);
  const corps = element("tbody", { role: "rowgroup" });
  corps.append(...lignes.map((ligne) => rangee(page, ligne, ecrire)));
  corps.addEventListener("keydown", (evenement) => auClavier(evenement, page));
  corps.addEventListener("click", ({ target }) => {
    const geste = target.closest("button[data-ouvrir]");
    if (geste) basculer(page, geste);
  });
  // Au téléphone, chaque ligne devient une carte : les rôles gardent au tableau son sens.
  return element("table", { class: "dossiers", role: "table", "aria-describedby": "aide-du-clavier" },
    element("caption", { class: "pour-lecteur" }, mots.legende),
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" },
      [...mots.colonnes, mots.ouvrir].map((titre) => element("th", { scope: "col", role: "columnheader" }, titre)))),
    corps);
}

/** L'urgence d'une ligne, en mots ; la couleur ne fait que la redire. */
function urgence({ resultat, restants }, { tableau: mots }) {
  if (resultat.erreur) return ["corriger", mots.a_corriger];
  if (restants === null) return ["fini", mots.fini];
  if (restants < 0) return ["passe", mots.passe];
  if (restants === 0) return ["aujourdhui", mots.aujourdhui];
  return restants === 1 ? ["demain", mots.demain] : ["ensuite", remplir(mots.jours, { n: restants })];
}

function rangee(page, ligne, ecrire) {
  const { tableau: mots } = page.mots;
  const { resultat, nom, reference } = ligne;
  const [classe, dit] = urgence(ligne, page.mots);
  const geste = element("button", { type: "button", class: "bouton second", "data-ouvrir": true, "aria-expanded": "false" }, mots.ouvrir);
  nommer(geste, page, nom);
  const cellule = (nomDeClasse, ...enfants) => element("td", { class: nomDeClasse, role: "cell" }, enfants);
  const tr = element("tr", {
    role: "row", class: classe, "data-rang": ligne.ligne, "data-echeance": resultat.echeance || undefined, "data-etat": resultat.etat || undefined,
  },
    cellule("reste", element("strong", {}, dit)),
    cellule("jour", resultat.dernier_jour ? ecrire.jour(resultat.dernier_jour, resultat.heure) : !resultat.erreur && mots.sans_date),
    element("th", { scope: "row", role: "rowheader", class: "nom" }, nom,
      reference && element("small", {}, " ", remplir(mots.ligne, { n: ligne.ligne }))),
    cellule("quoi", quoi(page, resultat)),
    cellule("geste", geste));
  tr.ligne = ligne;
  return tr;
}

function quoi({ mots: { tableau: mots }, textes: { etats } }, { titre, etat, etape, question, erreur, champ }) {
  if (erreur) return [champ && element("strong", {}, remplir(mots.corriger, { champ })), champ && " ", erreur];
  return [
    titre && element("p", {}, titre),
    etat === "ouverte_sous_reserve" && element("p", { class: "reserve-courte" }, etats[etat]),
    question && element("p", { class: "question-a-poser" }, element("strong", {}, mots.question), " ", question),
    !question && etape && element("p", {}, element("strong", {}, mots.etape), " ", etape),
  ];
}

function nommer(geste, { mots: { tableau: mots } }, dossier) {
  const dit = geste.getAttribute("aria-expanded") === "true" ? mots.fermer : mots.ouvrir;
  geste.textContent = dit;
  geste.setAttribute("aria-label", remplir(mots.nom_du_bouton, { geste: dit, dossier }));
}

/** Une seule ligne ouverte à la fois : la liste reste courte. */
async function basculer(page, geste) {
  const tr = geste.closest("tr");
  const ouvrir = geste.getAttribute("aria-expanded") !== "true";
  const ouvert = tr.parentElement.querySelector(OUVERT);
  if (ouvert) fermer(page, ouvert);
  if (!ouvrir) return;
  geste.setAttribute("aria-expanded", "true");
  nommer(geste, page, tr.ligne.nom);
  const place = element("td", { colspan: tr.cells.length, role: "cell" }, element("p", { class: "chargement" }, page.mots.detail.attente));
  tr.after(element("tr", { class: "detail", role: "row", "data-detail": true }, place));
  try {
    const { detail } = await import("./detail.js");
    place.replaceChildren(...(await detail(page, tr.ligne)));
  } catch {
    place.replaceChildren(element("p", { class: "alerte critique" }, page.mots.etat.panne));
  }
}

function fermer(page, geste) {
  const tr = geste.closest("tr");
  if (tr.nextElementSibling?.matches("[data-detail]")) tr.nextElementSibling.remove();
  geste.setAttribute("aria-expanded", "false");
  nommer(geste, page, tr.ligne.nom);
}

const PAS = {
  ArrowDown: (rang) => rang + 1,
  ArrowUp: (rang) => rang - 1,
  Home: () => 0,
  End: (_, dernier) => dernier,
};

/** Les boutons restent de vrais boutons (Tab, Entrée) ; les flèches évitent quarante tabulations. */
function auClavier(evenement, page) {
  const { target, key, currentTarget: corps } = evenement;
  if (key === "Escape") {
    const ouvert = corps.querySelector(OUVERT);
    if (!ouvert) return;
    fermer(page, ouvert);
    ouvert.focus();
    return;
  }
  if (!target.matches("[data-ouvrir]") || !(key in PAS)) return;
  const gestes = [...corps.querySelectorAll("[data-ouvrir]")];
  const vers = gestes[PAS[key](gestes.indexOf(target), gestes.length - 1)];
  if (!vers) return;
  evenement.preventDefault();
  vers.focus();
}
