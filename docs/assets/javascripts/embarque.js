// Dans l'<iframe> d'un autre site : dire sa hauteur à la page qui l'a demandée, et ouvrir les liens ailleurs.
// La page qui embarque se présente d'abord ; la hauteur ne part qu'à elle, et rien d'autre ne part jamais.

const BONJOUR = "recours-bonjour";
const HAUTEUR = "recours-hauteur";

let hote = "";

function dire() {
  const hauteur = Math.ceil(document.body.getBoundingClientRect().height);
  if (hote) window.parent.postMessage({ type: HAUTEUR, hauteur }, hote);
}

window.addEventListener("message", ({ source, origin, data }) => {
  // Seule la page qui nous contient peut se présenter, et une seule fois : une autre n'apprendrait rien ensuite.
  if (source !== window.parent || source === window || data?.type !== BONJOUR || origin === "null") return;
  hote ||= origin;
  if (origin === hote) dire();
});
new ResizeObserver(dire).observe(document.body);

// Un lien s'ouvre hors du cadre : le site qui embarque reste là où il était.
document.addEventListener("click", ({ target }) => {
  const lien = target.closest?.("a[href]");
  if (!lien || lien.getAttribute("href").startsWith("#") || lien.protocol === "tel:" || lien.protocol === "blob:") return;
  lien.target = "_blank";
  lien.rel = "noopener";
}, true);

// « Calcul fait par » dit d'où vient la page, même copiée ailleurs.
const origine = document.querySelector("[data-origine]");
if (origine && location.host) origine.append(` (${location.host})`);
