// Le tribunal : son nom toujours, son adresse seulement si elle a été lue à la source.

import { element } from "./dom.js";
import { replier } from "./replier.js";

export function blocTribunal(reponse, ecrire, { textes, domicileSuppose }) {
  const mots = textes.tribunal;
  const bloc = (...enfants) => element("section", { class: "tribunal", "data-tribunal": reponse?.tribunal?.id ?? "" },
    element("h3", {}, mots.titre), enfants.flat(),
    element("p", {}, mots.en_ligne, " ", ecrire.lien(textes.teleservice, textes.nom_teleservice)));
  if (!reponse || reponse.erreur) return bloc(element("p", {}, reponse?.erreur?.message ?? mots.inconnu));
  const { tribunal, autres, pourquoi, sources } = reponse;
  return bloc(
    adresse(tribunal, ecrire, mots),
    autres.map((autre) => [element("p", {}, mots.ou, " ", autre.question), adresse(autre, ecrire, mots)]),
    !pourquoi ? replier("tribunal", mots.pourquoi, textes) : element("details", { "data-repli": "tribunal" },
      element("summary", {}, mots.pourquoi),
      pourquoi.map((phrase) => element("p", {}, phrase)),
      domicileSuppose && element("p", {}, mots.suppose),
      ecrire.bibliographie(sources)));
}

function adresse({ nom, adresse: lignes, site }, ecrire, mots) {
  return [
    element("p", { class: "nom" }, element("strong", {}, nom)),
    lignes ? element("address", {}, lignes) : element("p", {}, mots.adresse_inconnue),
    site && element("p", {}, ecrire.lien(site, mots.site)),
  ];
}
