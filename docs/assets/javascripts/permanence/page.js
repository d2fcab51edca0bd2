// L'entrée de « La permanence » : le tableau donné, le moteur, et ce qui se montre. Rien ne se garde, rien ne part.

import { element, remplir } from "../dom.js";
import { bouton } from "../dossier/barre.js";
import { montrerLeJour } from "../dossier/jour.js";
import { lire } from "../formulaire.js";
import { enToutesLettres, heureDe, horlogeDouteuse, jourDe } from "../jours.js";
import { moteurDe } from "../moteur.js";
import { texteDuProgres } from "../attente.js";
import { bonneConnexion } from "../table.js";
import { depot } from "./depot.js";
import { dateBarree } from "./lecture.js";
import { montrerLesDossiers } from "./resultats.js";

const RACINE = new URL("../../../", import.meta.url);

class Permanence {
  constructor(boite) {
    this.boite = boite;
    this.racine = RACINE;
    Object.assign(this, JSON.parse(boite.querySelector("[data-donnees]").textContent));
    this.mots = this.textes.permanence;
    this.moteur = moteurDe(RACINE);
    this.oublier();
    document.documentElement.classList.add("avec-js");
    montrerLeJour(this);
    boite.querySelector("[data-depot]").replaceChildren(depot(this));
    this.barre();
    this.ecouter();
    boite.dataset.vue = "depot";
    this.preparer();
  }

  /** Sur une bonne connexion, le calculateur vient une fois la page posée ; sinon, au premier geste. */
  preparer() {
    this.boite.addEventListener("click", () => this.chauffer(), { once: true });
    this.boite.addEventListener("dragover", () => this.chauffer(), { once: true });
    if (!bonneConnexion()) return this.dire(element("p", {}, this.mots.etat.au_geste));
    const auRepos = () => (window.requestIdleCallback ?? setTimeout)(() => this.chauffer());
    if (document.readyState === "complete") auRepos();
    else window.addEventListener("load", auRepos, { once: true });
  }

  oublier() {
    this.texte = null;
    this.dates = undefined;
    this.reponse = null;
    this.tour = (this.tour ?? 0) + 1;
  }

  barre() {
    this.boite.querySelector("[data-tout-effacer]").addEventListener("click", () => {
      this.effacer();
      this.annoncer(this.mots.barre.efface);
      this.boite.querySelector("#fichier-de-permanence").focus();
    });
    this.boite.querySelector("[data-arreter]").addEventListener("click", () => this.moteur.arreter());
  }

  /** La page redevient neuve ; aussi quand on la quitte, pour que « retour » ne montre rien. */
  effacer() {
    this.oublier();
    this.boite.querySelector("[data-depot]").replaceChildren(depot(this));
    this.boite.querySelector("[data-resultats]").replaceChildren();
    this.dire();
  }

  ecouter() {
    window.addEventListener("pagehide", () => this.effacer());
    // Un poste laissé ouvert la nuit ne doit pas se croire la veille.
    document.addEventListener("visibilitychange", () => {
      if (document.hidden || this.jourChoisi) return;
      montrerLeJour(this);
      if (this.reponse && this.compteLe.aujourdhui !== this.jour()?.aujourdhui) this.compter();
    });
  }

  /** Tout ce qui servira vient tout de suite : ensuite, le réseau peut tomber. */
  chauffer() {
    this.chaud ??= this.toutCharger().catch(() => {
      this.chaud = null;
      this.panne(() => (this.texte === null ? this.chauffer() : this.compter()));
    });
  }

  async toutCharger() {
    if (this.texte === null) this.dire(element("p", {}, this.mots.etat.arrive));
    await this.moteur.demarrer((progres) => this.progres(progres));
    await Promise.all([import("./detail.js"), import("./sorties.js"), import("../dessins.js")]);
    const { jourFabrication: aujourdhui } = this.boite.dataset;
    // Le moteur ne charge les tableaux, les lettres et l'agenda qu'à la première demande.
    await this.moteur.calculer({ calcul: "lot", aujourdhui, texte: this.modele });
    await this.moteur.calculer({ calcul: "agenda", aujourdhui, dossiers: [{ cle: "a", dossier: { evenements: [] } }] });
    this.boite.dataset.pret = "moteur";
    this.boite.querySelector("[data-progres]").hidden = true;
    if (this.texte === null) this.dire(element("p", {}, this.mots.etat.pret));
  }

  /** Combien il en vient, pour qui attend ; les octets changent vite : ils s'écrivent hors de ce qui s'annonce. */
  progres(progres) {
    const region = this.boite.querySelector("[data-progres]");
    region.firstElementChild.textContent = texteDuProgres(progres, this.textes.chargement);
    region.hidden = !this.enCours;
  }

  dire(...noeuds) {
    this.boite.querySelector("[data-etat-du-calcul]").replaceChildren(...noeuds);
  }

  panne(encore) {
    this.boite.querySelector("[data-progres]").hidden = true;
    const { panne, reessayer } = this.mots.etat;
    this.dire(element("p", { class: "alerte critique" }, panne), bouton(reessayer, encore, { class: "bouton" }));
  }

  annoncer(texte) {
    const region = this.boite.querySelector("[data-annonce]");
    region.textContent = "";
    requestAnimationFrame(() => { region.textContent = texte; });
  }

  /** Le jour choisi, et l'heure de l'appareil si c'est bien le jour de l'appareil ; null si on ne sait pas. */
  jour() {
    const [{ valeur }] = lire(this.boite.querySelector("[data-jour-du-dossier]"));
    const horloge = new Date();
    const appareil = jourDe(horloge);
    if (valeur) return { aujourdhui: valeur, ...(valeur === appareil && { maintenant: heureDe(horloge) }) };
    return horlogeDouteuse(appareil, this.boite.dataset.jourFabrication) ? null : { aujourdhui: appareil, maintenant: heureDe(horloge) };
  }

  /** Un nouveau tableau. */
  recevoir(texte) {
    this.oublier();
    this.texte = texte;
    return this.compter();
  }

  /** Un tableau qui n'a pas pu être lu : sa raison, à la place des dossiers. */
  refuser(message) {
    this.oublier();
    this.dire();
    this.montrer(element("div", { class: "alerte critique", "data-faute": true },
      element("h2", { tabindex: "-1", class: "titre" }, this.mots.fautes.titre), element("p", {}, message)));
  }

  /** Le jour a changé, par la personne. */
  recalculer() {
    if (this.texte !== null) this.compter();
  }

  async compter() {
    const jour = this.jour();
    if (!jour) return this.refuserLeJour();
    const tour = ++this.tour;
    this.dire(element("p", { class: "chargement" }, this.mots.etat.calcul));
    this.enCours = true;
    try {
      const demande = { calcul: "lot", ...jour, texte: this.texte, ...(this.dates === "JJ/MM/AAAA" && { dates: this.dates }) };
      const reponse = await this.moteur.calculer(demande);
      if (tour !== this.tour) return;
      this.rendre(reponse, jour);
    } catch {
      if (tour === this.tour) this.panne(() => this.compter());
    } finally {
      if (tour === this.tour) this.enCours = false;
    }
  }

  refuserLeJour() {
    this.dire(element("p", { class: "alerte attention" }, this.mots.etat.horloge));
    this.boite.querySelector('[name="aujourdhui-jour"]').focus();
  }

  rendre(reponse, jour) {
    this.dire();
    if (reponse.erreur) return this.refuser(reponse.erreur.message);
    const barree = this.dates === undefined && dateBarree(reponse);
    if (barree) return this.demanderLesDates(barree);
    this.reponse = reponse;
    this.compteLe = jour;
    this.boite.querySelector("[data-ou-est-le-tableau]").open = false;
    this.montrer(montrerLesDossiers(this));
  }

  /** 05/10/2026 : le 5 octobre, ou le 10 mai ? Jamais deviné. */
  demanderLesDates({ ecrit, jour }) {
    const { dates: mots } = this.mots;
    const repondre = (dates) => () => { this.dates = dates; this.compter(); };
    const phrase = jour ? remplir(mots.question, { ecrit, jour: enToutesLettres(jour, this.textes.premier) }) : remplir(mots.autre, { ecrit });
    this.montrer(element("div", { class: "alerte attention", "data-question-des-dates": true },
      element("h2", { tabindex: "-1", class: "titre" }, mots.titre), element("p", {}, phrase),
      element("p", { class: "gestes" },
        bouton(mots.oui, repondre("JJ/MM/AAAA"), { class: "bouton", "data-oui": true }), " ",
        bouton(mots.non, repondre(null), { class: "bouton second", "data-non": true }))));
  }

  montrer(noeud) {
    const region = this.boite.querySelector("[data-resultats]");
    region.replaceChildren(...[noeud].flat());
    region.querySelector("h2").focus({ preventScroll: true });
    region.scrollIntoView({ block: "start" });
  }
}

const boite = document.querySelector("[data-permanence]");
if (boite) new Permanence(boite);
