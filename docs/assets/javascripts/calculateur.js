// L'élément <recours-calculateur> : il relie le formulaire, le moteur et la réponse. Rien n'est gardé, rien ne part.

import { element, remplir } from "./dom.js";
import { effacer, montrer } from "./erreurs.js";
import { demandeEcheances, demandeTribunal, exclure, lire, questionVisee, rafraichir } from "./formulaire.js";
import { enToutesLettres, heureDe, horlogeDouteuse, jourDe } from "./jours.js";
import { Moteur } from "./moteur.js";
import { aPreciser, recapitulatif } from "./recapitulatif.js";
import { rendreReponse } from "./reponse.js";
import { ecritures } from "./ecritures.js";

const RACINE = new URL("../../", import.meta.url);
const PATIENCE = 8_000;
const UN_MEGAOCTET = 1_000_000;

class RecoursCalculateur extends HTMLElement {
  connectedCallback() {
    this.formulaire = this.querySelector("form");
    this.textes = JSON.parse(this.querySelector("[data-textes]").textContent);
    this.moteur = new Moteur(RACINE, (progres) => this.direProgres(progres));
    this.preparerJour();
    this.ecouter();
    rafraichir(this.formulaire);
    document.documentElement.classList.add("avec-js");
    this.tableau(false);
    // Un envoi fait avant que ce module n'arrive a été retenu par le petit script de l'en-tête.
    if (window.envoiEnAttente) this.envoyer();
    window.envoiEnAttente = false;
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
      this.montrerJour();
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
    if (!navigator.connection?.saveData) {
      formulaire.addEventListener("input", () => this.chauffer(), { once: true });
    }
    this.addEventListener("click", ({ target }) => {
      if (target.closest("[data-modifier]")) this.revenir();
      if (target.closest("[data-imprimer]")) window.print();
      if (target.closest("[data-reessayer]")) this.envoyer();
    });
  }

  /** Le jour que la page croit être, dans trois champs que la personne peut changer. */
  preparerJour() {
    if (this.jourChoisi) return;
    const machine = jourDe(new Date());
    const [annee, mois, jour] = machine.split("-");
    const douteuse = horlogeDouteuse(machine, this.dataset.jourFabrication);
    const valeurs = douteuse ? { jour: "", mois: "", annee: "" } : { jour: Number(jour), mois: Number(mois), annee };
    for (const [partie, valeur] of Object.entries(valeurs)) {
      this.formulaire.elements[`aujourdhui-${partie}`].value = valeur;
    }
    this.querySelector("[data-horloge]").hidden = !douteuse;
    this.querySelector(".aujourdhui").open ||= douteuse;
    this.montrerJour();
  }

  montrerJour() {
    const { valeur } = lire(this.formulaire).find(({ nom }) => nom === "aujourdhui");
    const montre = this.querySelector("[data-jour]");
    montre.textContent = valeur ? enToutesLettres(valeur, this.textes.premier) : "…";
    if (valeur) montre.setAttribute("datetime", valeur);
  }

  /** Commence le chargement dès la première réponse, sans rien dire si cela échoue : l'envoi le dira. */
  chauffer() {
    this.moteur.demarrer().then(() => this.pret(), () => {});
  }

  pret() {
    this.dataset.pret = "moteur";
    this.querySelector("[data-progres]").hidden = true;
  }

  async envoyer() {
    if (this.enAttente) return;
    const ailleurs = this.querySelector("[data-hors-champ]");
    if (!ailleurs.hidden) return ailleurs.querySelector("a").focus();
    this.preparerJour();
    effacer(this.formulaire);
    const reponses = lire(this.formulaire);
    const fautes = reponses.filter(({ faute }) => faute).map((lue) => this.faute(lue));
    if (fautes.length > 0) return this.corriger(fautes);
    this.enAttente = true;
    this.querySelector("[data-secours]").hidden = true;
    this.perimer();
    const { chargement } = this.textes;
    this.dire(...(this.dataset.pret ? [chargement.calcul] : [chargement.debut, chargement.attente]));
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
    const demande = demandeEcheances(reponses, { aujourdhui, maintenant });
    await this.moteur.demarrer();
    this.pret();
    const reponse = await this.moteur.calculer(demande);
    if (reponse.erreur) return this.refuser(reponse.erreur, demande);
    const ou = demandeTribunal(reponses, aujourdhui);
    this.afficher(reponse, ou && (await this.moteur.calculer(ou)), reponses, aujourdhui);
  }

  afficher(reponse, tribunal, reponses, aujourdhui) {
    const region = this.querySelector("[data-reponse]");
    const { textes } = this;
    const page = {
      textes, aujourdhui, racine: RACINE,
      aPreciser: (champ) => aPreciser(reponses, champ),
      recapitulatif: recapitulatif(reponses, textes),
      domicileSuppose: reponses.some(({ nom, valeur }) => nom === "residence" && valeur),
    };
    const { noeuds, urgente } = rendreReponse(reponse, tribunal, page);
    region.replaceChildren(...noeuds);
    region.classList.toggle("urgente", urgente);
    region.hidden = false;
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
  direProgres({ etape, recu = 0, total = 0 }) {
    const mo = (octets) => (octets / UN_MEGAOCTET).toLocaleString("fr-FR", { maximumFractionDigits: 1, minimumFractionDigits: 1 });
    const region = this.querySelector("[data-progres]");
    region.textContent = remplir(this.textes.chargement[etape], { recu: mo(Math.min(recu, total)), total: mo(total) });
    region.hidden = false;
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
    this.removeAttribute("data-repondu");
    this.dire(this.textes.chargement.perimee);
  }

  /** Le moteur ne viendra pas : l'essentiel en HTML, la saisie intacte, et de quoi réessayer. */
  secourir(erreur) {
    const { secours } = this.textes;
    const sansWebAssembly = erreur.message === "sans_webassembly";
    const region = this.querySelector("[data-secours]");
    region.replaceChildren(
      element("h2", { tabindex: "-1" }, secours.titre),
      element("p", {}, sansWebAssembly ? secours.sans_webassembly : secours.reseau, " ", secours.garde),
      element("ol", {}, secours.gestes.map((geste) => element("li", {}, geste))),
      element("h3", {}, secours.joindre),
      ecritures({ textes: this.textes }).contacts(),
      sansWebAssembly ? "" : element("p", {}, element("button", { type: "button", "data-reessayer": true }, secours.reessayer)));
    region.hidden = false;
    this.querySelector("[data-progres]").hidden = true;
    delete this.dataset.pret;
    this.dire("");
    this.tableau(true);
    region.querySelector("h2").focus();
  }

  tableau(ouvert) {
    for (const details of document.querySelectorAll("details[data-tableau]")) details.open = ouvert;
  }

  revenir() {
    const premier = this.formulaire.querySelector("input:checked, input");
    premier.focus();
    premier.scrollIntoView({ block: "center" });
  }
}

customElements.define("recours-calculateur", RecoursCalculateur);
