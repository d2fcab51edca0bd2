// Les questions d'un événement : un gabarit de la page, rempli de ce qui a été répondu, relu comme le calculateur relit le sien.

import { lire, rafraichir } from "../formulaire.js";
import { dite, intitule } from "../recapitulatif.js";
import { memes } from "./etat.js";

const RANG = "§";
const SANS_DEPARTEMENT = ["", "etranger"];

/** Met la liste des départements là où une liste n'en a pas encore : la page ne la porte qu'une fois. */
export function completerLesListes(racine, boite) {
  const liste = boite.querySelector("template[data-departements]").content;
  for (const select of racine.querySelectorAll("select")) {
    const seule = [...select.options].every(({ value }) => SANS_DEPARTEMENT.includes(value));
    if (seule) select.append(liste.cloneNode(true));
  }
  return racine;
}

/** Le groupe de questions d'un événement, au rang `rang`, rempli et à jour. */
export function poser(boite, evenement, rang) {
  const gabarit = boite.querySelector(`template[data-gabarit="${evenement.type}"]`);
  const copie = gabarit.content.cloneNode(true);
  for (const noeud of copie.querySelectorAll("*")) {
    for (const { name, value } of noeud.attributes) {
      if (value.includes(RANG)) noeud.setAttribute(name, value.replaceAll(RANG, rang));
    }
  }
  completerLesListes(copie, boite);
  const groupe = copie.querySelector("[data-evenement]");
  remplirDe(groupe, evenement.brut, prefixe(evenement, rang));
  rafraichir(groupe);
  return groupe;
}

const prefixe = ({ type }, rang) => `${type}.${rang}.`;

function remplirDe(groupe, brut, debut) {
  for (const champ of groupe.querySelectorAll("input, select")) {
    const valeurs = brut[champ.name.slice(debut.length)];
    if (!valeurs) continue;
    if (/radio|checkbox/.test(champ.type)) champ.checked = valeurs.includes(champ.value);
    else champ.value = valeurs[0] ?? "";
  }
}

/** Ce qui est coché ou tapé dans le groupe, même caché : revenir sur une réponse ne perd pas les autres. */
export function brutDuGroupe(groupe, evenement, rang) {
  const debut = prefixe(evenement, rang);
  const brut = {};
  for (const champ of groupe.querySelectorAll("input, select")) {
    if (!champ.name) continue;
    const nom = champ.name.slice(debut.length);
    if (/radio|checkbox/.test(champ.type)) { if (champ.checked) (brut[nom] ??= []).push(champ.value); }
    else if (champ.value.trim()) brut[nom] = [champ.value];
  }
  return brut;
}

/** Les questions utiles du groupe : { nom, valeur, faute, partie, jour, element }. */
export function lireGroupe(groupe, evenement, rang) {
  const debut = prefixe(evenement, rang).length;
  return lire(groupe).map((lue) => ({ ...lue, question: lue.nom, nom: lue.nom.slice(debut) }));
}

/** L'événement du contrat, ce qui l'empêche de partir, et chaque réponse en mots. */
export function evaluer(boite, evenement, rang, textes) {
  const lues = lireGroupe(poser(boite, evenement, rang), evenement, rang);
  const contrat = { type: evenement.type };
  for (const { nom, valeur } of lues) if (valeur !== undefined) contrat[nom] = valeur;
  Object.assign(contrat, evenement.autres);
  const manque = lues.filter(({ nom, faute }) => faute && !(nom in evenement.autres));
  const reponses = lues.filter(({ nom, valeur }) => valeur !== undefined || nom in evenement.autres).map((lue) =>
    ({ nom: lue.nom, question: intitule(lue.element), reponse: nomDeReponse(lue, evenement, textes) }));
  return { contrat, manque: manque.map((lue) => ({ ...lue, intitule: intitule(lue.element) })), reponses };
}

function nomDeReponse(lue, { autres }, textes) {
  return lue.nom in autres ? { lu: JSON.stringify(autres[lue.nom]) } : { dit: dite(lue, textes) };
}

/** Après la lecture d'un fichier : ce que les questions savent redire n'a plus besoin d'être gardé à côté. */
export function oublierCeQuiSeRedit(boite, evenement, rang) {
  const lues = lireGroupe(poser(boite, evenement, rang), evenement, rang);
  for (const { nom, valeur } of lues) {
    if (nom in evenement.autres && memes(valeur, evenement.autres[nom])) delete evenement.autres[nom];
  }
}
