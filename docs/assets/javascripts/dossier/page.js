// L'entrée de « Mon dossier » : ce qui est en mémoire, l'écran montré, et les gestes toujours présents.

import { element, remplir } from "../dom.js";
import { lire } from "../formulaire.js";
import { oublier, permettre } from "../hors-ligne.js";
import { heureDe, jourDe } from "../jours.js";
import { moteurDe } from "../moteur.js";
import { bonneConnexion, lireTable } from "../table.js";
import { barre, confirmer } from "./barre.js";
import { montrerLesDates } from "./dates.js";
import { dossierDuContrat, estVide, rangDe, trouver, vide } from "./etat.js";
import { versFichier } from "./fichier.js";
import { garde } from "./garde.js";
import { jourDouteux, montrerLeJour } from "./jour.js";
import { evaluer } from "./questions.js";
import { ECRANS } from "./ecrans.js";

const RACINE = new URL("../../../", import.meta.url);
const UN_MEGAOCTET = 1_000_000;
const TABLEAU = { vue: "tableau" };

class Page {
  constructor(boite) {
    this.boite = boite;
    this.racine = RACINE;
    Object.assign(this, JSON.parse(boite.querySelector("[data-donnees]").textContent));
    this.mots = this.textes.dossier;
    this.moteur = moteurDe(RACINE);
    this.garde = garde(RACINE);
    this.etat = vide();
    this.mode = "memoire";
    this.reponse = null;
    this.calcul = 0;
    this.ordinaires = [];
    barre(this);
    montrerLeJour(this);
    this.ecouter();
    const garde_ = this.garde.lire();
    const debut = garde_ === null ? TABLEAU : { vue: "gardee" };
    history.replaceState({ dossier: debut, profondeur: 0 }, "");
    this.direLeMode();
    document.documentElement.classList.add("avec-js");
    this.montrer(debut, { focus: false }).then(() => window.gesteEnAttente && this.aller(window.gesteEnAttente));
  }

  ecouter() {
    window.addEventListener("popstate", ({ state }) => this.montrer(state?.dossier ?? TABLEAU));
    window.addEventListener("beforeunload", (evenement) => {
      if (this.aPerdre && !estVide(this.etat)) evenement.preventDefault();
    });
    // Le papier porte le compte de la première date.
    window.addEventListener("beforeprint", () => {
      for (const details of this.boite.querySelectorAll(".principale details")) details.open = true;
    });
    // Une page restée ouverte la nuit ne doit pas se croire la veille.
    document.addEventListener("visibilitychange", () => document.hidden || montrerLeJour(this));
    this.boite.addEventListener("click", (evenement) => this.suivreUneAncre(evenement));
    // Lire la page ne coûte rien. Le premier geste annonce une réponse : sur une bonne connexion, la suite vient d'avance ;
    // sur une autre, à la première réponse donnée ; qui compte ses octets ne paie que la date qu'il demande.
    this.boite.addEventListener("click", ({ target }) => target.closest("[data-ecran]") && bonneConnexion() && this.chauffer());
    this.boite.addEventListener("input", () => navigator.connection?.saveData || this.chauffer());
  }

  /** Un lien vers un champ y mène sans changer l'adresse ni l'historique. */
  suivreUneAncre(evenement) {
    const ancre = evenement.target.closest('a[href^="#"]');
    const cible = ancre && document.getElementById(ancre.getAttribute("href").slice(1));
    if (!cible) return;
    evenement.preventDefault();
    cible.focus({ preventScroll: true });
    cible.scrollIntoView({ block: "center" });
  }

  /** Le calculateur et les écrans à venir arrivent pendant que la personne lit : ensuite, le réseau peut tomber. */
  chauffer() {
    if (this.chaud) return;
    this.chaud = true;
    this.chercherTable();
    this.moteur.demarrer((progres) => this.progres(progres)).then(() => this.chaufferLesLettres()).catch(() => { this.chaud = false; });
    for (const venir of Object.values(ECRANS)) venir().catch(() => {});
    import("../dessins.js").catch(() => {});
  }

  /** Le moteur ne charge ce qui sert aux lettres qu'à la première : on la demande tout de suite, vide. */
  async chaufferLesLettres() {
    const { aujourdhui } = this.jour() ?? { aujourdhui: this.boite.dataset.jourFabrication };
    await this.moteur.calculer({ calcul: "courrier", aujourdhui, modele: "bordereau", sortie: "docx" });
    this.boite.dataset.pret = "moteur";
  }

  /** Les dates faites d'avance, et l'heure du serveur qui les envoie. */
  async chercherTable() {
    const lue = await (this.tableDemandee ??= lireTable(RACINE));
    if (!lue) this.tableDemandee = null;
    if (lue?.horlogeFausse && !this.horlogeFausse) {
      this.horlogeFausse = true;
      montrerLeJour(this);
    }
    return lue?.table;
  }

  /** En attendant le calculateur, ou s'il ne vient pas : les dates ordinaires de ce jour-là. */
  async chercherLesOrdinaires(rang, demande) {
    const [table, { datesDeLaTable }] = await Promise.all([this.chercherTable(), import("../attente.js")]);
    if (!table || rang !== this.calcul) return;
    this.ordinaires = datesDeLaTable(table, demande, this.textes);
    montrerLesDates(this);
  }

  progres({ etape, recu = 0, total = 0 }) {
    const mo = (octets) => (octets / UN_MEGAOCTET).toLocaleString("fr-FR", { maximumFractionDigits: 1, minimumFractionDigits: 1 });
    this.arrive = remplir(this.textes.chargement[etape], { recu: mo(Math.min(recu, total)), total: mo(total) });
    const dit = this.boite.querySelector("[data-progres-du-moteur]");
    if (dit) dit.textContent = this.arrive;
  }

  // --- Les écrans ---

  /** Un écran de plus ; le retour du navigateur revient au précédent. L'adresse ne change jamais. */
  aller(parametres, { remplacer = false } = {}) {
    const profondeur = (history.state?.profondeur ?? 0) + (remplacer ? 0 : 1);
    history[remplacer ? "replaceState" : "pushState"]({ dossier: parametres, profondeur }, "");
    this.montrer(parametres);
  }

  async montrer(parametres, { focus = true } = {}) {
    const demande = (this.demandeDEcran = (this.demandeDEcran ?? 0) + 1);
    const perdu = parametres.cle && !trouver(this.etat, parametres.cle);
    const voulu = perdu || !(parametres.vue in ECRANS) ? TABLEAU : parametres;
    const region = this.boite.querySelector("[data-ecran]");
    region.setAttribute("aria-busy", "true");
    let dessiner;
    try {
      ({ default: dessiner } = await ECRANS[voulu.vue]());
    } catch {
      return this.panne();
    }
    if (demande !== this.demandeDEcran) return;
    this.ecran = voulu;
    this.boite.dataset.vue = voulu.vue;
    region.replaceChildren(...[dessiner(this, voulu)].flat(Infinity).filter(Boolean));
    region.removeAttribute("aria-busy");
    if (voulu.vue !== "evenement") this.recalculer();
    montrerLesDates(this);
    if (!focus) return;
    const titre = region.querySelector("h2, h3");
    titre?.setAttribute("tabindex", "-1");
    titre?.focus({ preventScroll: true });
    region.scrollIntoView({ block: "start" });
  }

  /** Redessine l'écran courant, sans rien ajouter à l'historique. */
  redessiner(options) {
    return this.montrer(this.ecran, options);
  }

  panne() {
    const { panne, reessayer } = this.mots.dates;
    const bouton = element("button", { type: "button", class: "bouton" }, reessayer);
    bouton.addEventListener("click", () => location.reload());
    const region = this.boite.querySelector("[data-ecran]");
    region.replaceChildren(element("p", { class: "alerte critique" }, panne), bouton);
    region.removeAttribute("aria-busy");
  }

  annoncer(texte) {
    const region = this.boite.querySelector("[data-annonce]");
    region.textContent = "";
    requestAnimationFrame(() => { region.textContent = texte; });
  }

  // --- Les faits et les dates ---

  /** Le jour choisi, et l'heure de l'appareil si c'est bien le jour de l'appareil. */
  jour() {
    const [{ valeur }] = lire(this.boite.querySelector("[data-jour-du-dossier]"));
    const horloge = new Date();
    const appareil = jourDe(horloge);
    if (valeur) return { aujourdhui: valeur, ...(valeur === appareil && { maintenant: heureDe(horloge) }) };
    return jourDouteux(this) ? null : { aujourdhui: appareil, maintenant: heureDe(horloge) };
  }

  evalues() {
    return Object.fromEntries(this.etat.evenements.map((un) => [un.cle, evaluer(this.boite, un, rangDe(this.etat, un), this.textes)]));
  }

  contrat() {
    this.evalue = this.evalues();
    return dossierDuContrat(this.etat, this.evalue);
  }

  /** Demande les dates au moteur ; une réponse en retard sur une autre ne compte pas. */
  async recalculer() {
    const rang = ++this.calcul;
    const { dossier, cles } = this.contrat();
    const jour = this.jour();
    this.cles = cles;
    if (dossier.evenements.length === 0 || !jour) return this.recevoir(rang, null);
    this.enCours = true;
    this.ordinaires = [];
    if (this.boite.dataset.pret !== "moteur") this.chercherLesOrdinaires(rang, { ...jour, dossier }).catch(() => {});
    try {
      this.recevoir(rang, await this.demander({ calcul: "echeances", ...jour, dossier }));
    } catch {
      delete this.boite.dataset.pret;
      this.recevoir(rang, { panne: true });
    }
  }

  recevoir(rang, reponse) {
    if (rang !== this.calcul) return;
    this.enCours = false;
    this.reponse = reponse;
    this.boite.toggleAttribute("data-repondu", Boolean(reponse?.echeances));
    montrerLesDates(this);
    this.boite.dispatchEvent(new CustomEvent("dates"));
    this.garder();
  }

  async demander(demande) {
    const reponse = await this.moteur.calculer(demande);
    this.boite.dataset.pret = "moteur";
    return reponse;
  }

  // --- Ce qui se garde ---

  /** À appeler à chaque réponse : marque ce qui serait perdu, et le garde si c'est demandé. */
  change() {
    this.comparaison = null;
    this.aPerdre = this.mode !== "garde";
    clearTimeout(this.minuterie);
    this.minuterie = setTimeout(() => this.garder(), 500);
  }

  fichier() {
    const jour = this.jour()?.aujourdhui ?? jourDe(new Date());
    return versFichier(this.etat, this.evalues(), this.reponse?.echeances ? this.reponse : null, jour);
  }

  garder() {
    if (this.mode !== "garde") return;
    if (this.garde.ecrire(JSON.stringify(this.fichier()))) return;
    this.reglerLeMode("memoire");
    this.annoncer(this.mots.annonces.non_gardee);
  }

  reglerLeMode(mode) {
    this.mode = mode;
    if (mode === "garde") this.garder();
    else this.garde.effacer();
    // Sur un ordinateur partagé, pas même les pages publiques ne restent.
    if (mode === "partage") oublier(mode);
    else permettre();
    this.aPerdre = this.mode !== "garde" && !estVide(this.etat);
    this.direLeMode();
  }

  direLeMode() {
    this.boite.dataset.mode = this.mode;
    this.boite.querySelector("[data-mode]").textContent = this.mots.modes[this.mode];
  }

  /** Plus rien, ni en mémoire ni sur l'appareil. Le mode « ordinateur partagé » reste. */
  effacer() {
    clearTimeout(this.minuterie);
    this.garde.effacer();
    oublier(this.mode === "partage" ? "partage" : "efface");
    this.etat = vide();
    this.reponse = null;
    this.comparaison = null;
    this.aPerdre = false;
    this.calcul++;
    if (this.mode === "garde") this.mode = "memoire";
    this.direLeMode();
    this.aller(TABLEAU, { remplacer: true });
    this.annoncer(this.mots.annonces.efface);
  }

  confirmer(quoi, valeurs) {
    return confirmer(this, quoi, valeurs);
  }
}

const boite = document.querySelector("[data-dossier]");
if (boite) new Page(boite);
