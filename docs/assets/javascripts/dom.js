// Faire un élément : tout passe par des nœuds de texte, jamais par du HTML reçu.

/** Un signe double (« ? », « : »…) ne passe jamais seul à la ligne. */
const insecable = (enfant) => (typeof enfant === "string" ? enfant.replace(/ (?=[?!:;»])/g, "\u00a0").replace(/« /g, "«\u00a0") : enfant);

/** element("a", { href }, "texte", autreElement) ; un enfant vide ou faux ne compte pas. */
export function element(balise, attributs = {}, ...enfants) {
  const noeud = document.createElement(balise);
  for (const [nom, valeur] of Object.entries(attributs)) {
    if (valeur !== undefined && valeur !== false) noeud.setAttribute(nom, valeur === true ? "" : valeur);
  }
  noeud.append(...enfants.flat(Infinity).filter(Boolean).map(insecable));
  return noeud;
}

/** Remplit « {nom} » dans une phrase du catalogue. */
export function remplir(phrase, valeurs) {
  return phrase.replace(/\{(\w+)\}/g, (tout, nom) => valeurs[nom] ?? tout);
}
