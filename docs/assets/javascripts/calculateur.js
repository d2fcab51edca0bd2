// L'élément <recours-calculateur> : il relie le formulaire, le moteur et la réponse. Rien n'est gardé, rien ne part.

import { blocSecours, datesDeLaTable, texteDuProgres } from "./attente.js";
import { remplir } from "./dom.js";
import { effacer, montrer } from "./erreurs.js";
import { demandeDe, demandeTribunal, exclure, lire, questionVisee, rafraichir } from "./formulaire.js";
import { montrerJour, proposerJour } from "./jour-de-la-page.js";
import { heureDe, jourDe } from "./jours.js";
import { moteurDe } from "./moteur.js";
import { aPreciser, recapitulatif } from "./recapitulatif.js";
import { rendreReponse } from "./reponse.js";
import { reprendre } from "./reprise.js";
import { reponseFaite, tribunalFait } from "./reponses.js";
import { bonneConnexion, lireTable } from "./table.js";

const RACINE = new URL("../../", import.meta.url);
const PATIENCE = 8_000;
const REPOS = 2_000;
// Ce qui ne sert qu'à une page, ou qu'après l'envoi, ne pèse pas sur la première vue. Sans les images, le texte dit tout.
const SANS_IMAGES = { blocCalendrier: () => false, blocFrise: () => false };
const RENDUS = { echeances: async () => rendreReponse, aide_juridictionnelle: async () => (await import("./aide.js")).rendreAide };

/** Quand la page n'a rien de plus pressé à faire. */
const auRepos = (travail) =>
  (window.requestIdleCallback ? requestIdleCallback(travail, { timeout: REPOS }) : setTimeout(travail, REPOS / 10));

class RecoursCalculateur extends HTMLElement {
  connectedCallback() {
    this.formulaire = this.querySelector("form");
    this.textes = JSON.parse(this.querySelector("[data-textes]").textContent);
    this.moteur = moteurDe(RACINE);
    this.surProgres = (progres) => this.direProgres(progres);
    this.preparerJour();
    this.ecouter();
    this.table = this.chercherTable();
    rafraichir(this.formulaire);
    document.documentElement.classList.add("avec-js");
    this.tableau(false);
    // Un envoi fait avant que ce module n'arrive a été retenu par le petit script de l'en-tête.
    if (window.envoiEnAttente === this.formulaire) this.envoyer();
  }

  ecouter() {
    const { formulaire } = this;
    formulaire.addEventListener("submit", (evenement) => {
      evenement.preventDefault();
      this.envoyer();
    });
    formulaire.addEventListener("input", ({ target }) => {
      if (target.name.startsWith("aujourdhui-")) this.jourChoisi = true;
      exclure(target);
      rafraichir(formulaire);
      montrerJour(this);
      this.perimer();
    });
    // Le retour arrière rend les réponses après coup, sans événement : on relit alors le formulaire.
    window.addEventListener("pageshow", () => {
      rafraichir(formulaire);
      this.preparerJour();
    });
    // Une page restée ouverte la nuit ne doit pas se croire la veille.
    document.addEventListener("visibilitychange", () => this.preparerJour());
    // Le papier porte le compte de la date principale, et les faits d'où elle vient.
    window.addEventListener("beforeprint", () => {
      for (const details of this.querySelectorAll(".principale details, .recapitulatif")) details.open = true;
    });
    formulaire.addEventListener("input", () => this.chauffer(), { once: true });
    this.addEventListener("click", ({ target }) => {
      if (target.closest("[data-modifier]")) this.revenir();
      if (target.closest("[data-imprimer]")) this.imprimer();
      if (target.closest("[data-reessayer]")) this.envoyer();
      if (target.closest("[data-arreter]")) this.moteur.arreter();
    });
    // `toggle` ne remonte pas : on l'entend en descendant. Ouvrir un repli vide, c'est demander le moteur.
    this.addEventListener("toggle", ({ target }) => target.open && target.querySelector("[data-attend]") && this.detailler(), true);
  }

  /** La table des réponses faites d'avance, pour les formulaires qu'elle connaît ; null sinon. */
  async chercherTable() {
    const { calcul, evenement } = this.formulaire.dataset;
    if (calcul !== "echeances" || evenement !== "decision_notifiee") return null;
    const lue = await lireTable(RACINE);
    if (!lue) return null;
    this.horlogeFausse = lue.horlogeFausse;
    if (this.horlogeFausse) this.preparerJour();
    this.dataset.pret ??= "reponses";
    return lue.table;
  }

  preparerJour() {
    if (!this.jourChoisi) proposerJour(this, this.horlogeFausse);
  }

  /** Commence à charger Python dès la première réponse, si cela ne coûte rien ; sans rien dire si cela échoue. */
  async chauffer() {
    // Sans table, l'envoi aura besoin de lui : seule l'économie de données le fait attendre.
    if (await this.table ? !bonneConnexion() : navigator.connection?.saveData) return;
    auRepos(() => {
      this.moteur.demarrer(this.surProgres).then(() => this.pret(), () => {});
      this.images();
    });
  }

  images() {
    if (!this.formulaire.dataset.evenement) return SANS_IMAGES;
    this.imagesVenues ??= import("./dessins.js").catch(() => SANS_IMAGES);
    return this.imagesVenues;
  }

  pret() {
    this.dataset.pret = "moteur";
    this.querySelector("[data-progres]").hidden = true;
  }

  async envoyer() {
    if (this.enAttente) return;
    const ailleurs = this.querySelector("[data-hors-champ]:not([hidden])");
    if (ailleurs) return ailleurs.querySelector("a")?.focus();
    this.preparerJour();
    effacer(this.formulaire);
    const reponses = lire(this.formulaire);
    const fautes = reponses.filter(({ faute }) => faute).map((lue) => this.faute(lue));
    if (fautes.length > 0) return this.corriger(fautes);
    this.enAttente = true;
    this.querySelector("[data-secours]").hidden = true;
    this.perimer();
    const { chargement } = this.textes;
    this.dire(...(this.dataset.pret === "moteur" ? [chargement.calcul] : [chargement.debut, chargement.attente]));
    const montre = setTimeout(() => this.trouverLeTempsLong(), PATIENCE);
    try {
      await this.repondre(reponses);
    } catch (erreur) {
      this.secourir(erreur);
    } finally {
      clearTimeout(montre);
      this.enAttente = false;
    }
  }

  async repondre(reponses) {
    const { valeur: aujourdhui } = reponses.find(({ nom }) => nom === "aujourdhui");
    const horloge = new Date();
    // L'heure de l'appareil ne vaut que pour le jour de l'appareil.
    const maintenant = aujourdhui === jourDe(horloge) ? heureDe(horloge) : undefined;
    const { evenement } = this.formulaire.dataset;
    this.demande = demandeDe(this.formulaire, reponses, { aujourdhui, ...(evenement && maintenant && { maintenant }) });
    this.ou = demandeTribunal(this.formulaire, reponses, aujourdhui);
    this.page = { aujourdhui, ...this.contexte(reponses) };
    if (await this.repondreDAvance()) return;
    await this.faireAttendre();
    await this.moteur.demarrer(this.surProgres);
    this.pret();
    const reponse = await this.moteur.calculer(this.demande);
    const rendre = await RENDUS[this.formulaire.dataset.calcul]();
    if (reponse.erreur && !rendre.dit?.(reponse.erreur)) return this.refuser(reponse.erreur, this.demande);
    const tribunal = this.ou && (await this.moteur.calculer(this.ou));
    this.afficher(rendre(reponse, tribunal, { ...this.page, images: await this.images() }));
  }

  /** Vrai si la table tient la réponse : elle est à l'écran, et le moteur viendra la compléter sans rien bouger. */
  async repondreDAvance() {
    const table = await this.table;
    const faite = table && reponseFaite(table, this.demande);
    const tribunal = faite && this.ou && tribunalFait(table, this.ou);
    if (!faite || (this.ou && !tribunal)) return false;
    if (faite.erreur) this.refuser(faite.erreur, this.demande);
    else {
      this.faite = faite;
      this.afficher(rendreReponse(faite, this.ou && tribunal, { ...this.page, images: SANS_IMAGES }));
      if (this.dataset.pret === "moteur" || bonneConnexion()) auRepos(() => this.detailler());
    }
    return true;
  }

  /** Le compte pas à pas, les dessins, les raisons du tribunal : ce que la table n'a pas. Une seule fois par réponse. */
  async detailler() {
    const { faite } = this;
    if (faite) await (faite.detail ??= reprendre(this, faite));
  }

  /** La réponse demande le moteur : en attendant, les dates ordinaires de ce jour-là. */
  async faireAttendre() {
    if (this.dataset.pret === "moteur") return;
    const region = this.querySelector("[data-attente]");
    region.replaceChildren(...await this.datesOrdinaires());
    region.hidden = region.childElementCount === 0;
    // Le chargement a pu commencer en silence : on peut l'arrêter dès qu'on attend, même si plus rien n'arrive.
    this.querySelector("[data-progres]").hidden = false;
  }

  async datesOrdinaires() {
    const table = await this.table;
    if (!table || !this.demande) return [];
    return datesDeLaTable(table, this.demande, this.textes);
  }

  async imprimer() {
    // Un papier vaut mieux avec son compte ; mais on n'attend pas pour l'imprimer.
    await Promise.race([this.detailler(), new Promise((suite) => setTimeout(suite, PATIENCE))]);
    window.print();
  }

  /** Ce que la réponse redit de la page et de la saisie. */
  contexte(reponses) {
    const { textes } = this;
    return {
      textes, racine: RACINE,
      aPreciser: (champ) => aPreciser(reponses, champ),
      recapitulatif: recapitulatif(reponses, textes),
      domicileSuppose: reponses.some(({ nom, valeur }) => nom === "residence" && valeur),
    };
  }

  afficher({ noeuds, urgente }) {
    const region = this.querySelector("[data-reponse]");
    region.replaceChildren(...noeuds);
    region.classList.toggle("urgente", urgente);
    region.hidden = false;
    this.querySelector("[data-attente]").hidden = true;
    this.toggleAttribute("data-repondu", true);
    this.dire(this.textes.chargement.pret);
    region.querySelector("[data-titre-reponse]").focus();
    region.scrollIntoView({ block: "start" });
  }

  /** Une erreur du moteur : au pied du champ si elle en vise un, dans le résumé sinon. */
  refuser({ champ, message }, demande) {
    this.dire("");
    montrer(this.formulaire, [{ nom: questionVisee(champ, demande), message }], this.textes.erreurs.autre);
  }

  faute({ nom, faute, partie, jour }) {
    const { erreurs } = this.textes;
    const cle = nom === "aujourdhui" && faute === "date_vide" ? "horloge" : faute;
    return { nom, partie, message: remplir(erreurs[cle], { jour }) };
  }

  corriger(fautes) {
    const { titre_une: une, titre_plusieurs: plusieurs } = this.textes.erreurs;
    montrer(this.formulaire, fautes, fautes.length === 1 ? une : remplir(plusieurs, { n: fautes.length }));
  }

  /** Les octets changent vite : ils s'écrivent hors de la région vivante, qui ne dit que les étapes. */
  direProgres(progres) {
    const dit = texteDuProgres(progres, this.textes.chargement);
    for (const vide of this.querySelectorAll("details[open] [data-attend]")) vide.textContent = dit;
    this.querySelector("[data-progres]").firstElementChild.textContent = dit;
    // Personne n'attend : ce qui vient en silence ne pousse rien à l'écran.
    if (!this.enAttente || this.dataset.pret === "moteur") return;
    this.querySelector("[data-progres]").hidden = false;
  }

  trouverLeTempsLong() {
    const { chargement } = this.textes;
    this.dire(chargement.debut, chargement.attente, chargement.long);
    this.tableau(true);
  }

  dire(...phrases) {
    this.querySelector("[data-etat-chargement]").textContent = phrases.join(" ");
  }

  /** Une réponse qui ne va plus avec le formulaire disparaît : une vieille date ne doit pas rester à l'écran. */
  perimer() {
    const region = this.querySelector("[data-reponse]");
    if (region.hidden) return;
    region.hidden = true;
    region.replaceChildren();
    this.faite = null;
    this.removeAttribute("data-repondu");
    this.dire(this.textes.chargement.perimee);
  }

  /** Le moteur ne viendra pas : l'essentiel en HTML, la saisie intacte, et de quoi réessayer. */
  async secourir(erreur) {
    delete this.dataset.pret;
    if (await this.table) this.dataset.pret = "reponses";
    const region = this.querySelector("[data-secours]");
    region.replaceChildren(...blocSecours(erreur, await this.datesOrdinaires(), this.textes));
    region.hidden = false;
    this.querySelector("[data-attente]").hidden = true;
    this.querySelector("[data-progres]").hidden = true;
    this.dire("");
    this.tableau(true);
    region.querySelector("h2").focus();
  }

  tableau(ouvert) {
    for (const details of document.querySelectorAll("details[data-tableau]")) details.open = ouvert;
  }

  revenir() {
    const premier = this.formulaire.querySelector("summary, input");
    premier.focus();
    premier.scrollIntoView({ block: "center" });
  }
}

customElements.define("recours-calculateur", RecoursCalculateur);
