// La réponse de l'aide juridictionnelle : la part que l'État paierait, les plafonds du foyer, et pourquoi.

import { element, remplir } from "./dom.js";
import { ecritures } from "./ecritures.js";
import { blocGestes, blocNonVerifie, blocRegles } from "./reponse.js";

const PLAFONDS = ["revenu_100", "revenu_55", "revenu_25", "patrimoine_mobilier", "patrimoine_immobilier"];

export function rendreAide(reponse, tribunal, page) {
  const { textes } = page;
  const ecrire = ecritures(page);
  const connue = !reponse.erreur;
  const noeuds = [
    element("h2", { tabindex: "-1", "data-titre-reponse": true }, textes.reponse.titre),
    connue ? blocTaux(reponse, textes) : blocInconnue(reponse.erreur, textes),
    connue && blocPlafonds(reponse.plafonds, textes.aide),
    connue && element("section", {}, element("h3", {}, textes.aide.pourquoi),
      reponse.pourquoi.map((phrase) => element("p", {}, phrase)),
      ecrire.bibliographie(reponse.sources)),
    element("section", {}, element("h3", {}, textes.aide.joindre), ecrire.contacts()),
    blocNonVerifie(page),
    page.recapitulatif,
    connue && blocRegles(reponse, ecrire, textes.regles),
    blocGestes(textes.reponse),
  ];
  return { urgente: false, noeuds: noeuds.filter(Boolean) };
}

/** L'année sans plafonds connus n'est pas une faute de saisie : le message du moteur est la réponse. */
rendreAide.dit = ({ type, champ }) => type === "date_hors_couverture" && champ === "aujourdhui";

function blocTaux({ taux, certitude, plafonds }, { aide }) {
  return element("article", { class: "echeance principale", "data-taux": String(taux) },
    element("h3", {}, aide[`taux_${taux}`]),
    element("p", { class: "jour" }, remplir(aide.part, { taux })),
    element("p", { class: "etat" }, remplir(aide.certitude, plafonds), " ", certitude === "a_verifier" && aide.a_verifier));
}

function blocInconnue({ message }, { aide }) {
  return element("article", { class: "echeance principale", "data-taux": "" },
    element("h3", {}, aide.inconnue),
    element("p", {}, message));
}

function blocPlafonds(plafonds, aide) {
  const euros = (cle) => remplir(aide.euros, { n: plafonds[cle].toLocaleString("fr-FR") });
  return element("section", { class: "plafonds" },
    element("h3", {}, remplir(aide.plafonds, plafonds)),
    element("ul", {}, PLAFONDS.map((cle) => element("li", {}, aide[cle], " ", element("strong", {}, euros(cle)), "."))));
}
