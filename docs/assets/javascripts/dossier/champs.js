// Un champ de lettre, d'après sa description : sa question, ses cases, et ce qui y est écrit. Une date à moitié tapée est gardée.

import { element, remplir } from "../dom.js";
import { lireDate, lireHeure } from "../formulaire.js";
import { bouton } from "./barre.js";

const PARTIES = ["jour", "mois", "annee"];
const CHIFFRES = { jour: 2, mois: 2, annee: 4 };
let compte = 0;

/**
 * `id` : le nom du champ, aussi celui de ses cases ; `decrit` : { type, libelle, aide, valeurs… } ;
 * `acces` : { lire, ecrire, partiel, garderPartiel } ; `page` : les mots et les gabarits.
 */
export function poserChamp(page, id, decrit, acces, { facultatif = false } = {}) {
  const dessin = DESSINS[decrit.type];
  const aide = `aide-champ-${++compte}`;
  const contexte = { page, id, decrit, acces, aide };
  const titre = [decrit.libelle, facultatif && element("small", {}, ` (${page.mots.lettres.facultatif})`)];
  const enGroupe = dessin.groupe;
  const corps = dessin.poser(contexte);
  const dit = decrit.aide && element("p", { class: "aide", id: aide }, decrit.aide);
  return enGroupe
    ? element("fieldset", { "data-champ": id, "aria-describedby": decrit.aide && aide }, element("legend", {}, titre), dit, corps)
    : element("div", { class: "question", "data-champ": id }, dessin.seul ? [corps, dit] : [element("label", { for: corps.id }, titre), dit, corps]);
}

const commun = ({ decrit, aide, id }) => ({ name: id, "aria-describedby": decrit.aide && aide });
const identifiant = (id) => `champ-${id.replace(/[^a-z0-9_]/gi, "-")}-${++compte}`;

function texte(contexte, balise, attributs, noter = noterTelQuel) {
  const { acces, id } = contexte;
  const champ = element(balise, { id: identifiant(id), class: "tout", dir: "auto", autocomplete: "off", ...attributs, ...commun(contexte) });
  champ.value = acces.lire() ?? "";
  champ.addEventListener("input", () => noter(champ, acces, contexte.page));
  return champ;
}

const noterTelQuel = (champ, acces) => acces.ecrire(champ.value.trim() === "" ? undefined : champ.value);

function choix(contexte, multiple) {
  const { page, acces, id, decrit } = contexte;
  const options = multiple ? decrit.valeurs : [...decrit.valeurs, ["", page.mots.lettres.sans_reponse]];
  const groupe = element("div", { class: "options" }, options.map(([valeur, dit]) => {
    const champ = element("input", { type: multiple ? "checkbox" : "radio", name: id, value: valeur });
    const lue = acces.lire();
    champ.checked = multiple ? (lue ?? []).includes(valeur) : (lue ?? "") === valeur;
    champ.addEventListener("change", () => {
      const cochees = [...groupe.querySelectorAll("input:checked")].map((un) => un.value);
      acces.ecrire(multiple ? (cochees.length > 0 ? cochees : undefined) : valeur || undefined);
    });
    return element("label", { class: multiple ? "option large" : "option" }, champ, element("span", {}, dit));
  }));
  return groupe;
}

function coche(contexte) {
  const { acces, decrit } = contexte;
  const champ = element("input", { type: "checkbox", ...commun(contexte) });
  champ.checked = acces.lire() === true;
  champ.addEventListener("change", () => acces.ecrire(champ.checked || undefined));
  return element("label", { class: "option large" }, champ, element("span", {}, decrit.libelle));
}

const nombre = (contexte) => texte(contexte, "input", { type: "text", inputmode: "numeric", maxlength: 10, class: "moyen" }, (champ, acces, page) => {
  const propre = champ.value.replace(/[\s€]/g, "");
  dire(champ, /^\d*$/.test(propre) ? "" : page.textes.erreurs.nombre);
  acces.ecrire(/^\d+$/.test(propre) ? Number(propre) : undefined);
});

function departement({ page, acces, id, aide, decrit }) {
  const liste = element("select", { id: identifiant(id), name: id, "aria-describedby": decrit.aide && aide },
    element("option", { value: "" }, page.textes.parties.rien_trouve));
  liste.append(page.boite.querySelector("template[data-departements]").content.cloneNode(true));
  liste.value = acces.lire() ?? "";
  liste.addEventListener("change", () => acces.ecrire(liste.value || undefined));
  return liste;
}

/** Trois cases, jamais un calendrier ; « aujourd'hui » en un geste quand c'est une signature. */
function date({ page, acces, id }) {
  const lue = /^(\d{4})-(\d{2})-(\d{2})$/.exec(acces.lire() ?? "");
  const depart = lue ? { annee: lue[1], mois: String(Number(lue[2])), jour: String(Number(lue[3])) } : acces.partiel() ?? {};
  const cases = Object.fromEntries(PARTIES.map((partie) => {
    const champ = element("input", {
      id: identifiant(`${id}-${partie}`), name: `${id}-${partie}`, type: "text", inputmode: "numeric", autocomplete: "off",
      maxlength: CHIFFRES[partie], class: partie === "annee" ? "moyen" : "court",
    });
    champ.value = depart[partie] ?? "";
    return [partie, champ];
  }));
  const noter = () => {
    const textes = PARTIES.map((partie) => cases[partie].value.trim());
    const { valeur, faute, jour } = lireDate(textes);
    acces.garderPartiel(valeur || textes.every((un) => un === "") ? undefined : Object.fromEntries(PARTIES.map((partie, rang) => [partie, textes[rang]])));
    acces.ecrire(valeur);
    // Une date qu'on est en train de taper n'est pas une faute.
    dire(cases.annee.closest(".date"), faute && faute !== "date_vide" ? remplir(page.textes.erreurs[faute], { jour }) : "");
  };
  for (const champ of Object.values(cases)) champ.addEventListener("input", noter);
  const signer = id === "date_signature" && bouton(page.mots.lettres.aujourdhui, () => {
    const [annee, mois, jour] = (page.jour()?.aujourdhui ?? page.boite.dataset.jourFabrication).split("-");
    Object.entries({ annee, mois: Number(mois), jour: Number(jour) }).forEach(([partie, valeur]) => { cases[partie].value = valeur; });
    noter();
  }, { class: "bouton second", "data-aujourdhui": true });
  return element("div", { class: "date" }, PARTIES.map((partie) => element("div", {},
    element("label", { for: cases[partie].id }, page.textes.parties[partie]), cases[partie])), signer);
}

const heure = (contexte) => texte(contexte, "input", { type: "text", maxlength: 7, class: "moyen" }, (champ, acces, page) => {
  const { valeur, faute } = lireHeure(champ.value.trim());
  dire(champ, faute ? page.textes.erreurs.heure : "");
  acces.ecrire(valeur);
});

/** Le message sous un champ mal écrit ; la saisie reste. */
function dire(champ, message) {
  champ.parentNode?.querySelector(":scope > .erreur")?.remove();
  if (message) champ.before(element("p", { class: "erreur", role: "alert" }, message));
}

/** Une liste de lignes de texte, qu'on allonge et qu'on raccourcit. */
function textes(contexte) {
  return lignes(contexte, "", (ligne, rang, ecrire) => {
    const champ = element("input", { type: "text", class: "tout", dir: "auto", autocomplete: "off", "aria-label": `${contexte.decrit.libelle}, ${remplir(contexte.page.mots.lettres.ligne, { n: rang + 1 })}` });
    champ.value = ligne;
    champ.addEventListener("input", () => ecrire(champ.value));
    return champ;
  });
}

/** Une liste d'essais : quand, comment, avec quel résultat. */
function tentatives(contexte) {
  const { page } = contexte;
  return lignes(contexte, {}, (ligne, rang, ecrire) => {
    const garder = (nom) => (valeur) => { if (valeur === undefined) delete ligne[nom]; else ligne[nom] = valeur; ecrire(ligne); };
    const partiels = {};
    const acces = (nom) => ({ lire: () => ligne[nom], ecrire: garder(nom), partiel: () => partiels[nom], garderPartiel: (valeur) => { partiels[nom] = valeur; } });
    const types = { date: "date", heure: "heure", moyen: "texte", resultat: "texte" };
    return element("fieldset", { class: "ligne" }, element("legend", {}, remplir(page.mots.lettres.ligne, { n: rang + 1 })),
      Object.entries(types).map(([nom, type]) => poserChamp(page, `tentatives.${rang}.${nom}`, { type, libelle: page.mots.tentatives[nom] }, acces(nom))));
  });
}

function lignes({ page, acces }, neuve, dessiner) {
  const { mots } = page;
  const boite = element("div", { class: "lignes" });
  const liste = () => structuredClone(acces.lire() ?? []);
  const redessiner = (viser) => {
    const valeurs = liste();
    const affichees = valeurs.length > 0 ? valeurs : [structuredClone(neuve)];
    boite.replaceChildren(...affichees.map((ligne, rang) => element("div", { class: "une-ligne" },
      dessiner(ligne, rang, (valeur) => { const neuves = liste(); neuves[rang] = valeur; acces.ecrire(neuves); }),
      bouton(mots.lettres.retirer, () => { acces.ecrire(vider(liste().filter((_, un) => un !== rang))); redessiner("input"); },
        { class: "bouton second", "aria-label": `${mots.lettres.retirer} ${remplir(mots.lettres.ligne, { n: rang + 1 })}` }))),
    bouton(mots.lettres.ajouter, () => { acces.ecrire([...(liste().length > 0 ? liste() : [structuredClone(neuve)]), structuredClone(neuve)]); redessiner(".une-ligne:last-of-type input"); }, { class: "bouton second" }));
    if (viser) boite.querySelector(viser)?.focus();
  };
  redessiner();
  return boite;
}

const vider = (liste) => (liste.length > 0 ? liste : undefined);

const DESSINS = {
  texte: { poser: (contexte) => texte(contexte, "input", { type: "text" }) },
  texte_long: { poser: (contexte) => texte(contexte, "textarea", { rows: 6 }) },
  date: { groupe: true, poser: date },
  heure: { poser: heure },
  oui_non: { seul: true, poser: coche },
  choix: { groupe: true, poser: (contexte) => choix(contexte, false) },
  choix_multiple: { groupe: true, poser: (contexte) => choix(contexte, true) },
  entier: { poser: nombre },
  departement: { poser: departement },
  textes: { groupe: true, poser: textes },
  tentatives: { groupe: true, poser: tentatives },
};

/** L'accès à un champ de lettre gardé dans le dossier. */
export function accesAuChamp({ etat }, nom, apres) {
  return {
    lire: () => etat.champs[nom],
    ecrire: (valeur) => { if (valeur === undefined) delete etat.champs[nom]; else etat.champs[nom] = valeur; apres(nom); },
    partiel: () => etat.partiels[nom],
    garderPartiel: (valeur) => { if (valeur === undefined) delete etat.partiels[nom]; else etat.partiels[nom] = valeur; },
  };
}
