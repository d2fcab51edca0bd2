// À charger dans la page d'un autre site, avec <script defer src="…/assets/javascripts/integrer.js"></script>.
// <recours-embarque> n'est que l'<iframe> du calculateur, à sa hauteur. Ni cookie, ni mesure, ni rien de gardé.

(() => {
  const SITE = new URL("../../", document.currentScript.src);
  const PERMIS = ["situation", "contenu"];
  const MOT = /^[a-z_]+(,[a-z_]+)*$/;
  const DEPART = 900; // pixels, avant que le calculateur dise sa hauteur
  const PLUS_GRAND = 20000;

  class RecoursEmbarque extends HTMLElement {
    connectedCallback() {
      if (this.cadre) return;
      const adresse = new URL("embarque/", SITE);
      const reglages = PERMIS.filter((nom) => MOT.test(this.getAttribute(nom) ?? ""));
      adresse.hash = reglages.map((nom) => `${nom}=${this.getAttribute(nom)}`).join("&");
      this.cadre = document.createElement("iframe");
      this.cadre.title = this.getAttribute("titre") ?? "Titre de séjour refusé : jusqu'à quand agir ?";
      this.cadre.referrerPolicy = "no-referrer";
      this.cadre.setAttribute("sandbox",
        "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads");
      // Par l'objet style, et non par l'attribut : une politique de sécurité stricte le permet.
      Object.assign(this.cadre.style, { display: "block", width: "100%", border: "0", height: `${DEPART}px` });
      this.cadre.addEventListener("load", () => this.cadre.contentWindow.postMessage({ type: "recours-bonjour" }, SITE.origin));
      window.addEventListener("message", (message) => this.mesurer(message));
      this.cadre.src = adresse.href;
      this.append(this.cadre);
    }

    /** Seul notre cadre, venu de notre site, peut dire une hauteur. */
    mesurer({ source, origin, data }) {
      if (source !== this.cadre.contentWindow || origin !== SITE.origin || data?.type !== "recours-hauteur") return;
      if (Number.isInteger(data.hauteur) && data.hauteur > 0) this.cadre.style.height = `${Math.min(data.hauteur, PLUS_GRAND)}px`;
    }
  }

  if (!customElements.get("recours-embarque")) customElements.define("recours-embarque", RecoursEmbarque);
})();
