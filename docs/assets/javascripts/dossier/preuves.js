// L'inventaire des pièces : ce qu'est chaque papier, ce qu'il prouve, et son nom pour le dépôt en ligne.

import { element, remplir } from "../dom.js";
import { arguments_, bordereau, nomDeMoyen } from "./atelier.js";
import { bouton } from "./barre.js";
import { poserChamp } from "./champs.js";
import { relier } from "./moyens.js";

const AUTRES_APPUIS = ["faits", "urgence"];

export default function preuves(page) {
  const { preuves: mots, gestes, presence } = page.mots;
  const corps = element("div", { class: "questions", "data-pieces": true });
  const vue = { page, corps, titres: {} };
  dessiner(vue);
  nommerLesArguments(vue);
  return [
    element("h2", {}, mots.titre),
    element("p", {}, mots.aide),
    corps,
    element("p", { class: "gestes" },
      bouton(mots.bordereau, () => page.aller({ vue: "lettre", modele: "bordereau", quand_meme: true }), { class: "bouton second" }), " ",
      bouton(presence.titre, () => page.aller({ vue: "presence" }), { class: "bouton second", "data-presence": true })),
    element("p", { class: "gestes" }, bouton(gestes.precedent, () => history.back(), { class: "bouton second" })),
  ];
}

const liste = ({ page: { etat } }) => etat.champs.pieces ?? [];

async function nommerLesArguments(vue) {
  const reponse = await arguments_(vue.page).catch(() => ({}));
  vue.titres = Object.fromEntries((reponse.arguments ?? []).map(({ id, titre }) => [id, titre]));
  if (!vue.corps.isConnected || vue.corps.contains(document.activeElement)) return;
  dessiner(vue);
}

function dessiner(vue) {
  const { page, corps } = vue;
  const { preuves: mots } = page.mots;
  corps.replaceChildren(
    element("ol", { class: "inventaire" }, liste(vue).map((piece, rang) => element("li", { "data-piece": piece.id }, carte(vue, piece, rang)))),
    bouton(mots.ajouter, () => {
      (page.etat.champs.pieces ??= []).push({ id: neuf(liste(vue)), intitule: "", categorie: "autre" });
      changer(vue);
      corps.querySelector("li:last-of-type input")?.focus();
    }, { class: "bouton", "data-ajouter-piece": true }));
  numeroter(vue);
}

function neuf(pieces) {
  const pris = new Set(pieces.map(({ id }) => id));
  let n = pieces.length + 1;
  while (pris.has(`p${n}`)) n += 1;
  return `p${n}`;
}

function changer(vue) {
  if (liste(vue).length === 0) delete vue.page.etat.champs.pieces;
  vue.page.change();
  dessiner(vue);
}

function carte(vue, piece, rang) {
  const { page } = vue;
  const { preuves: mots, gestes } = page.mots;
  const noter = () => { page.change(); clearTimeout(vue.minuterie); vue.minuterie = setTimeout(() => numeroter(vue), 400); };
  const acces = (nom) => ({
    lire: () => piece[nom],
    ecrire: (valeur) => { if (valeur === undefined && nom !== "intitule") delete piece[nom]; else piece[nom] = valeur ?? ""; noter(); },
    partiel: () => (vue.partiels ??= {})[`${piece.id}.${nom}`],
    garderPartiel: (valeur) => { (vue.partiels ??= {})[`${piece.id}.${nom}`] = valeur; },
  });
  const poser = (nom, decrit) => poserChamp(page, `pieces[${rang}].${nom}`, decrit, acces(nom));
  const n = { n: rang + 1 };
  const geste = (nom, action, possible = true) => possible && [bouton(gestes[nom], action, { class: "bouton second", "aria-label": remplir(mots[nom], n), [`data-${nom}`]: true }), " "];
  return element("fieldset", { class: "piece" },
    element("legend", {}, remplir(mots.piece, n)),
    poser("intitule", { type: "texte", libelle: mots.intitule, aide: mots.intitule_aide }),
    categorie(vue, piece, noter),
    poser("date", { type: "date", libelle: mots.date }),
    poser("pages", { type: "entier", libelle: mots.pages }),
    appuis(vue, piece, noter),
    taille(page, piece, mots, noter),
    element("p", { class: "note", "data-fichier": piece.id }),
    element("p", { class: "gestes" },
      geste("monter", () => echanger(vue, rang, rang - 1), rang > 0),
      geste("descendre", () => echanger(vue, rang, rang + 1), rang < liste(vue).length - 1),
      geste("retirer", () => { page.etat.champs.pieces.splice(rang, 1); changer(vue); vue.corps.querySelector("[data-ajouter-piece]").focus(); })));
}

function echanger(vue, un, autre) {
  const pieces = liste(vue);
  [pieces[un], pieces[autre]] = [pieces[autre], pieces[un]];
  changer(vue);
  vue.corps.querySelectorAll("li")[autre]?.querySelector("[data-monter], [data-descendre]")?.focus();
}

function categorie(vue, piece, noter) {
  const { page } = vue;
  const id = `categorie-${piece.id}`;
  const choix = element("select", { id }, Object.entries(page.lettres.categories).map(([valeur, dit]) => element("option", { value: valeur }, dit)));
  choix.value = piece.categorie ?? "autre";
  choix.addEventListener("change", () => { piece.categorie = choix.value; noter(); });
  return element("div", { class: "question" }, element("label", { for: id }, page.mots.preuves.categorie), choix);
}

/** Les arguments cochés, à relier à la pièce. */
function appuis(vue, piece, noter) {
  const { page } = vue;
  const { preuves: mots } = page.mots;
  const moyens = (page.etat.champs.moyens ?? []).map((un, rang) => [nomDeMoyen(un, rang), un.titre ?? vue.titres[un.id] ?? un.id.replaceAll("_", " ")]);
  const tous = [...moyens, ...AUTRES_APPUIS.map((nom) => [nom, mots[nom]])];
  return element("fieldset", { class: "appuis" }, element("legend", {}, mots.appuie),
    moyens.length === 0 && element("p", { class: "aide" }, mots.appuie_vide),
    element("div", { class: "options" }, tous.map(([nom, dit]) => {
      const case_ = element("input", { type: "checkbox", name: `appuie-${piece.id}`, value: nom });
      case_.checked = (piece.appuie ?? []).includes(nom);
      case_.addEventListener("change", () => { relier(piece, nom, case_.checked); noter(); });
      return element("label", { class: "option large" }, case_, element("span", { dir: "auto" }, dit));
    })));
}

/** Seule la taille du fichier est lue. */
function taille(page, piece, mots, noter) {
  const id = `taille-${piece.id}`;
  const dit = element("p", { role: "status" });
  const dire = () => {
    const mo = piece.octets === undefined ? "" : remplir(mots.taille, { mo: (piece.octets / 1_000_000).toLocaleString("fr-FR", { maximumFractionDigits: 1 }) });
    const lourd = piece.octets > page.lettres.taille_max;
    dit.textContent = [mo, lourd ? mots.trop_lourd : ""].filter(Boolean).join(" ");
    dit.classList.toggle("erreur", lourd);
  };
  const choisi = element("input", { type: "file", id, "aria-describedby": `aide-${id}` });
  choisi.addEventListener("change", () => { if (choisi.files[0]) { piece.octets = choisi.files[0].size; dire(); noter(); } });
  dire();
  return element("div", { class: "question" }, element("label", { for: id }, mots.fichier),
    element("p", { class: "aide", id: `aide-${id}` }, mots.fichier_aide), choisi, dit);
}

/** Le numéro et le nom de fichier viennent du moteur, qui range comme le tribunal lit. */
async function numeroter(vue) {
  const { page, corps } = vue;
  const reponse = await bordereau(page).catch(() => ({}));
  for (const { id, numero, fichier } of reponse.pieces ?? []) {
    const ou = corps.querySelector(`[data-fichier="${CSS.escape(id)}"]`);
    if (!ou) continue;
    ou.replaceChildren(remplir(page.mots.preuves.piece, { n: numero }), ". ", page.mots.preuves.fichier_nom, " ", element("code", {}, fichier));
  }
}
