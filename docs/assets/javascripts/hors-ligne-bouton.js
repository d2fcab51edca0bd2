// « Rendre ce site disponible hors connexion » : combien, où l'on en est, arrêter, retirer.

import { element, remplir } from "./dom.js";
import { demander, installer, oublier, permettre, possible, rienGarder } from "./hors-ligne.js";

const RACINE = new URL("../../", import.meta.url);
const UN_MEGAOCTET = 1_000_000;
const mo = (octets) => (octets / UN_MEGAOCTET).toLocaleString("fr-FR", { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const annonce = () => Number(document.querySelector("meta[name=fabrique]").dataset.octets);

class Bloc {
  constructor(boite) {
    this.boite = boite;
    this.mots = JSON.parse(boite.querySelector("[data-mots]").textContent);
    this.progres = boite.querySelector("progress");
    boite.hidden = false;
    this.relire();
    // Posé pendant qu'on lit cette page : elle ne doit pas dire que rien n'est gardé.
    navigator.serviceWorker.ready.then(() => this.boite.dataset.horsLigne === "rien" && this.relire());
  }

  bouton(mot, geste, attributs = {}) {
    const noeud = element("button", { type: "button", class: "bouton second", ...attributs }, remplir(this.mots[mot], { taille: mo(annonce()) }));
    noeud.addEventListener("click", geste);
    return noeud;
  }

  /** Ce qui est dit, et les gestes possibles ; le clavier reste sur le premier si l'on venait d'un geste. */
  montrer(mot, gestes, valeurs = {}) {
    const region = this.boite.querySelector("[data-gestes]");
    const tenait = region.contains(document.activeElement);
    this.boite.dataset.horsLigne = mot;
    this.boite.querySelector("[data-etat]").textContent = remplir(this.mots[mot], valeurs);
    region.replaceChildren(...gestes.flatMap((geste) => [geste, " "]));
    if (tenait) gestes[0].focus();
  }

  garder() { return this.bouton("garder", () => this.tout(), { "data-garder-tout": true }); }

  retirer() {
    return this.bouton("retirer", async () => {
      await oublier("efface");
      this.montrer("retire", [this.garder()]);
    }, { "data-retirer": true });
  }

  async relire() {
    this.progres.hidden = true;
    const pose = await navigator.serviceWorker.getRegistration(RACINE);
    if (rienGarder() === "partage") return this.montrer("partage", []);
    if (!pose?.active) return this.montrer("rien", [this.garder()]);
    const { manque } = await demander(pose.active, { type: "bilan" });
    if (manque.length === 0) this.montrer("complet", [this.retirer()]);
    else this.montrer("pages", [this.garder(), this.retirer()]);
  }

  async tout() {
    permettre();
    const arret = new AbortController();
    this.montrer("debut", [this.bouton("arreter", () => arret.abort(), { "data-arreter-tout": true })]);
    this.progres.hidden = false;
    try {
      const gardien = await installer();
      const { manque, total, fabrique } = await demander(gardien, { type: "bilan" });
      // Le site a changé pendant la lecture : la page d'avant ne peut pas garder celui d'après.
      if (fabrique !== document.querySelector("meta[name=fabrique]").content) return this.montrer("change", [this.bouton("recharger", () => location.reload())]);
      await this.telecharger(manque, total, arret.signal);
      this.progres.hidden = true;
      const { manque: reste } = await demander(gardien, { type: "bilan" });
      if (reste.length) throw new Error("hors-ligne");
      this.montrer("complet", [this.retirer()]);
    } catch {
      this.progres.hidden = true;
      this.montrer(arret.signal.aborted ? "arrete" : "panne", [this.garder(), this.retirer()]);
    }
  }

  async telecharger(manque, total, signal) {
    let recu = total - manque.reduce((somme, { octets }) => somme + octets, 0);
    let dit = "";
    for (const { url, octets } of manque) {
      const reponse = await fetch(new URL(url, RACINE), { signal });
      if (!reponse.ok) throw new Error(`${url} : ${reponse.status}`);
      await reponse.arrayBuffer();
      recu += octets;
      Object.assign(this.progres, { max: total, value: recu });
      const phrase = remplir(this.mots.avance, { recu: mo(recu), total: mo(total) });
      // Un lecteur d'écran n'a pas à entendre chaque fichier.
      if (phrase !== dit) this.boite.querySelector("[data-etat]").textContent = dit = phrase;
    }
  }
}

const boite = document.querySelector("[data-hors-ligne]");
if (boite && possible()) new Bloc(boite);
