// Le formulaire : montrer les questions utiles, lire ce qui est répondu, en faire une demande du contrat.

import { iso, jourExiste } from "./jours.js";

const PARTIES = ["jour", "mois", "annee"];
const utile = (element) => element.closest("[hidden]") === null;

/** Les valeurs répondues sous ce nom ; [""] tant qu'il n'y a pas de réponse. */
function valeurs(formulaire, nom) {
  const champs = [...formulaire.querySelectorAll(`[name="${nom}"]`)].filter(utile);
  const repondues = champs.filter((champ) => !/radio|checkbox/.test(champ.type) || champ.checked);
  return repondues.length > 0 ? repondues.map((champ) => champ.value.trim()) : [""];
}

function remplit(formulaire, conditions, joindre) {
  return Object.entries(JSON.parse(conditions))[joindre](([nom, attendues]) =>
    valeurs(formulaire, nom).some((valeur) => attendues.includes(valeur)));
}

/** Montre ou cache chaque question selon les réponses ; une question cachée est aussi désactivée, donc jamais envoyée. */
export function rafraichir(formulaire) {
  // L'ordre du document suffit : une condition ne porte que sur une question placée avant.
  for (const element of formulaire.querySelectorAll("[data-quand], [data-sauf]")) {
    const { quand = "{}", sauf = "{}" } = element.dataset;
    element.hidden = !remplit(formulaire, quand, "every") || remplit(formulaire, sauf, "some");
  }
  for (const bloc of formulaire.querySelectorAll("[data-prereglage]")) redire(bloc);
  // Au retour arrière, le navigateur rend les réponses juste avant la fin du chargement, mais pas aux champs désactivés.
  if (document.readyState !== "complete") return;
  for (const champ of formulaire.querySelectorAll("input, select")) champ.disabled = !utile(champ);
}

/** La ligne qui dit les réponses données d'avance suit ce qui est coché dessous. */
function redire(bloc) {
  const derniere = [...bloc.querySelectorAll("[data-question]")].filter(utile).pop();
  const cochees = [...derniere.querySelectorAll("input:checked")].map((champ) => champ.closest("label").textContent.trim());
  bloc.querySelector("[data-choix]").textContent = cochees.join(" · ") || "…";
}

/** « Je ne sais pas » efface les autres cases, et une autre case efface « je ne sais pas ». */
export function exclure(champ) {
  if (champ.type !== "checkbox" || !champ.checked) return;
  for (const voisin of champ.form.querySelectorAll(`[name="${champ.name}"]`)) {
    if (voisin !== champ && ("exclusive" in champ.dataset || "exclusive" in voisin.dataset)) voisin.checked = false;
  }
}

/** Les questions qui ont un objet, avec leur valeur au format du contrat (undefined : rien à envoyer) ou leur faute. */
export function lire(formulaire) {
  return [...formulaire.querySelectorAll("[data-question]")].filter(utile).map((element) => {
    const { question: nom, place, forme, vide, requis } = element.dataset;
    const lue = LECTURES[forme](formulaire, nom);
    if (lue.valeur === undefined && !lue.faute) {
      if (requis !== undefined) lue.faute = forme === "date" ? "date_vide" : forme;
      else if (vide !== undefined) lue.valeur = JSON.parse(vide);
    }
    return { nom, place, element, ...lue };
  });
}

const brute = (formulaire, nom) => valeurs(formulaire, nom)[0];

const LECTURES = {
  choix: (formulaire, nom) => ({ valeur: typee(brute(formulaire, nom)) }),
  liste: (formulaire, nom) => ({ valeur: brute(formulaire, nom) || undefined }),
  heure: (formulaire, nom) => lireHeure(brute(formulaire, nom)),
  cases: (formulaire, nom) => {
    const cochees = valeurs(formulaire, nom).filter(Boolean);
    return { valeur: cochees.length > 0 ? cochees : undefined };
  },
  nombre: (formulaire, nom) => {
    // « 12 957 € » se recopie tel quel.
    const texte = brute(formulaire, nom).replace(/[\s€]/g, "");
    if (texte === "") return {};
    return /^\d+$/.test(texte) ? { valeur: Number(texte) } : { faute: "nombre" };
  },
  date: (formulaire, nom) => lireDate(PARTIES.map((partie) => brute(formulaire, `${nom}-${partie}`))),
};

/** « true », « false » et « null » sont les seules valeurs du contrat qui ne sont pas du texte. */
function typee(texte) {
  if (texte === "") return undefined;
  return /^(true|false|null)$/.test(texte) ? JSON.parse(texte) : texte;
}

/** « 16:10 », « 16h10 », « 16 h 10 » ou « 16 h » font « 16:10 » ou « 16:00 ». */
export function lireHeure(texte) {
  if (texte === "") return {};
  const [, heures, minutes = "00"] = /^(\d{1,2})\s*[h:]\s*(\d{2})?$/i.exec(texte) ?? [];
  if (!(Number(heures) <= 23 && Number(minutes) <= 59)) return { faute: "heure" };
  return { valeur: `${heures.padStart(2, "0")}:${minutes}` };
}

/** Trois champs font une date, ou une faute qui dit quelle partie est fausse. */
export function lireDate(textes) {
  if (textes.every((texte) => texte === "")) return {};
  if (textes.some((texte) => texte === "")) return { faute: "date_vide", partie: PARTIES[textes.indexOf("")] };
  const [jour, mois, annee] = textes.map((texte) => (/^\d+$/.test(texte) ? Number(texte) : NaN));
  if (!(jour >= 1 && jour <= 31)) return { faute: "jour", partie: "jour" };
  if (!(mois >= 1 && mois <= 12)) return { faute: "mois", partie: "mois" };
  if (!/^\d{4}$/.test(textes[2])) return { faute: "annee", partie: "annee" };
  if (!jourExiste(annee, mois, jour)) return { faute: "jour_absent", partie: "jour", jour };
  return { valeur: iso(annee, mois, jour) };
}

/** La demande du contrat : le formulaire dit quel calcul, et quel événement ses questions remplissent. */
export function demandeDe(formulaire, reponses, jour) {
  const { calcul, evenement } = formulaire.dataset;
  const premier = { type: evenement };
  const demande = { calcul, ...jour, ...(evenement && { dossier: { evenements: [premier] } }) };
  for (const { nom, place, valeur } of reponses) {
    if (valeur === undefined) continue;
    if (place === "evenement") premier[nom] = valeur;
    if (place === "suite") suivant(demande.dossier.evenements, nom.split(".")[0])[nom.split(".")[2]] = valeur;
    if (place === "dossier" || place === "foyer") (demande[place] ??= {})[nom] = valeur;
  }
  for (const { element } of reponses) appliquer(element.querySelector("[data-remplace]:checked"), demande.dossier?.evenements);
  return demande;
}

function suivant(evenements, type) {
  const trouve = evenements.find((evenement) => evenement.type === type);
  if (trouve) return trouve;
  const nouveau = { type };
  evenements.push(nouveau);
  return nouveau;
}

/** Une réponse peut en changer une autre (`remplace`) et donner des champs à l'événement suivant (`deplace`). */
function appliquer(champ, [decision, mesure] = []) {
  if (!champ || !mesure) return;
  Object.assign(decision, JSON.parse(champ.dataset.remplace));
  for (const nom of JSON.parse(champ.dataset.deplace)) {
    if (decision[nom] !== undefined && decision[nom] !== null) mesure[nom] = decision[nom];
    delete decision[nom];
  }
}

/** La demande `tribunal` du contrat ; null si rien ne dit où chercher, undefined si le formulaire n'en parle pas. */
export function demandeTribunal(formulaire, reponses, aujourdhui) {
  const dites = Object.fromEntries(reponses.filter(({ valeur }) => valeur !== undefined).map(({ nom, valeur }) => [nom, valeur]));
  const { contenu, situation, prefecture, lieu, article_assignation, citoyen_ue } = { ...dites, ...JSON.parse(formulaire.dataset.tribunal ?? "{}") };
  if (!contenu) return undefined;
  // Le contrat veut le domicile du jour de la décision : la préfecture qui a signé en dit plus que celui d'aujourd'hui.
  const residence = prefecture ? undefined : dites.residence;
  if (!residence && !prefecture && !lieu) return null;
  const demande = {
    calcul: "tribunal", aujourdhui, contenu, situation, residence, prefecture, lieu, article_assignation, citoyen_ue,
  };
  return Object.fromEntries(Object.entries(demande).filter(([, valeur]) => valeur !== undefined));
}

/** Le nom de la question visée par le `champ` d'une erreur du contrat ; null si c'est le dossier entier. */
export function questionVisee(champ, demande) {
  const [, rang, reste] = /^dossier\.evenements\[(\d+)\]\.?(.*)$/.exec(champ) ?? [];
  if (rang === undefined) return champ.replace(/^(dossier|foyer)\./, "") || null;
  const nom = reste.replace(/\[.*$/, "");
  if (!nom) return null;
  return Number(rang) === 0 ? nom : `${demande.dossier.evenements[rang].type}.1.${nom}`;
}
