// Le programme du thème (la recherche, surtout) pèse plus que le reste de la page : il ne vient que pour qui cherche.

const racine = document.documentElement;
const adresse = document.querySelector("script[data-theme]")?.dataset.theme;
const champ = document.querySelector("[data-md-component=search-query]");
const haut = document.querySelector(".md-top");
let venu;

/** Pose le programme du thème, une seule fois ; s'il ne vient pas, le prochain geste réessaie. */
function venir() {
  venu ??= new Promise((tenir, rompre) => {
    const script = document.createElement("script");
    script.addEventListener("load", tenir);
    script.addEventListener("error", rompre);
    script.src = adresse;
    document.body.append(script);
  }).then(() => {
    racine.classList.remove("theme-en-attente");
    window.removeEventListener("scroll", montrerLeHaut);
  }, () => { venu = undefined; });
  return venu;
}

/** Le thème n'a pas vu le premier geste : on le refait devant lui. */
async function chercher() {
  await venir();
  champ.blur();
  champ.focus();
}

champ?.addEventListener("focus", chercher, { once: true });
document.getElementById("__search")?.addEventListener("change", chercher, { once: true });
// Les raccourcis du thème.
document.addEventListener("keydown", (touche) => {
  if (venu || !champ || !["f", "s", "/"].includes(touche.key) || touche.ctrlKey || touche.metaKey || touche.altKey) return;
  if (touche.target.closest("input, select, textarea, [contenteditable]")) return;
  touche.preventDefault();
  champ.focus();
});

/** Le bouton qui remonte paraît quand on remonte, loin du haut. */
let derniere = 0;
function montrerLeHaut() {
  haut.hidden = !(scrollY < derniere && scrollY > innerHeight);
  derniere = scrollY;
}
if (haut) window.addEventListener("scroll", montrerLeHaut, { passive: true });

/** Un lien qui mène dans un repli fermé l'ouvre. */
function ouvrirLaCible() {
  const cible = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let repli = cible?.closest?.("details"); repli; repli = repli.parentElement.closest("details")) repli.open = true;
}
window.addEventListener("hashchange", ouvrirLaCible);
ouvrirLaCible();

// Un repli fermé ne s'imprime pas.
let ouverts = [];
window.addEventListener("beforeprint", () => {
  ouverts = [...document.querySelectorAll(".md-content details:not([open])")];
  for (const repli of ouverts) repli.open = true;
});
window.addEventListener("afterprint", () => {
  for (const repli of ouverts) repli.open = false;
});
