// La réponse à l'écran : la date la plus sûre d'abord, puis quoi faire, devant qui, pourquoi, et ce qui reste à vérifier.

import { element, remplir } from "./dom.js";
import { joursRestants } from "./jours.js";
import { replier } from "./replier.js";
import { blocTribunal } from "./tribunal.js";
import { ecritures } from "./ecritures.js";

const PRINCIPALES = ["recours_contentieux", "appel"];
export const CLOSES = ["depassee", "faite", "sans_objet"];
const URGENTES = ["urgence_48_heures", "urgence_7_jours"];
const urgence = ({ id }) => URGENTES.includes(id);

/** Tout ce qui se montre pour une réponse `echeances` ; `tribunal` peut être null. */
export function rendreReponse({ echeances, alertes, etapes, frise, ...regles }, tribunal, page) {
  const ecrire = ecritures(page);
  const recours = echeances.filter(({ id }) => PRINCIPALES.includes(id));
  const vivante = ({ etat }) => !CLOSES.includes(etat);
  // Tant que le refus n'est pas né du silence, sa naissance passe avant le délai qu'elle ouvrira.
  const choisie = recours.find(vivante) ?? recours[0] ?? echeances[0];
  const principale = choisie?.etat === "a_venir" ? echeances.find(({ etat }) => etat === "a_venir") : choisie;
  const autres = [...recours, ...echeances.filter((une) => !recours.includes(une))].filter((une) => une !== principale);
  const urgente = alertes.some(urgence);
  const critiques = alertes.filter(({ gravite }) => gravite === "critique");
  const reste = alertes.filter(({ gravite }) => gravite !== "critique");
  const { reponse } = page.textes;
  return {
    urgente,
    noeuds: [
      element("h2", { tabindex: "-1", "data-titre-reponse": true }, urgente ? reponse.titre_urgence : reponse.titre),
      // Dans l'urgence, les gestes passent avant la date.
      ...critiques.filter(urgence).map(ecrire.alerte),
      urgente && blocEtapes(etapes, ecrire, page),
      principale && blocEcheance(principale, ecrire, page, critiques.filter((alerte) => !urgence(alerte))),
      !urgente && blocEtapes(etapes, ecrire, page),
      principale && tribunal !== undefined && blocTribunal(tribunal, ecrire, page),
      autres.length > 0 && element("section", {},
        element("h3", {}, reponse.autres),
        autres.map((echeance) => blocEcheance(echeance, ecrire, page))),
      // La réponse faite d'avance n'a pas de frise : sa place est prise, pour que rien ne bouge quand elle vient.
      frise ? page.images.blocFrise(frise, page.textes) : replier("frise", page.textes.frise.dossier, page.textes),
      reste.length > 0 && element("section", {}, element("h3", {}, reponse.attentions), reste.map(ecrire.alerte)),
      blocNonVerifie(page),
      page.recapitulatif,
      blocRegles(regles, ecrire, page.textes.regles, page.racine),
      blocGestes(reponse),
    ].filter(Boolean),
  };
}

/** `critiques` n'est donné que pour l'échéance principale. */
export function blocEcheance(echeance, ecrire, page, critiques) {
  const { id, etat, dernier_jour: dernierJour, premier_jour: premierJour, heure, manque = [] } = echeance;
  const { etats, reponse } = page.textes;
  const jour = dernierJour ?? premierJour;
  const principale = critiques !== undefined;
  return element("article", { class: principale ? "echeance principale" : "echeance", "data-echeance": id, "data-etat": etat },
    element(principale ? "h3" : "h4", {}, echeance.titre),
    jour ? element("p", { class: "jour" }, ecrire.jour(jour, heure)) : element("p", {}, reponse.sans_date),
    element("p", { class: "etat" },
      element("strong", {}, etat === "ouverte" && heure ? etats.ouverte_heure : etats[`${etat}_${id}`] ?? etats[etat]), " ",
      jour && ["ouverte", "depassee", "ouverte_sous_reserve"].includes(etat) ? resteAVivre(page, jour) : ""),
    echeance.a_relire && element("p", { class: "a-revoir" }, echeance.a_relire),
    principale && blocAPreciser(manque.map(page.aPreciser).filter(Boolean), reponse),
    etat === "ouverte_sous_reserve" && blocReserve(echeance, principale, ecrire, page),
    principale && critiques.map(ecrire.alerte),
    blocPourquoi(echeance, ecrire, page, principale));
}

function blocAPreciser(questions, { a_preciser: phrase }) {
  return questions.length > 0 && [
    element("p", {}, phrase),
    element("ul", {}, questions.map((question) => element("li", {}, question)))];
}

/** « Il vous reste 30 jours » : le seul compte que fasse la page. */
function resteAVivre({ textes, aujourdhui }, jour) {
  const n = joursRestants(aujourdhui, jour);
  const { reste } = textes;
  if (n === 0) return reste.aucun;
  if (n > 0) return n === 1 ? reste.un : remplir(reste.jours, { n });
  return n === -1 ? reste.passe_un : remplir(reste.passe, { n: -n });
}

function blocReserve({ lecture_favorable: favorable, heure_favorable: heure }, principale, ecrire, { textes }) {
  const { reserve } = textes;
  return element("div", { class: "reserve" },
    element("p", { class: "titre" }, reserve.titre),
    element("p", {}, favorable ? remplir(reserve.jusqu_au, { jour: ecrire.lettres(favorable, heure) }) : reserve.sans_date),
    principale && [element("p", {}, reserve.joindre), ecrire.contacts()]);
}

const pas = (calcul) => element("ol", { class: "calcul" }, calcul.map(({ texte, date }) => element("li", { "data-date": date }, texte)));

function blocPourquoi(echeance, ecrire, { textes, images }, principale) {
  if (!echeance.calcul) return replier(echeance.id, textes.pourquoi.titre, textes);
  const { calcul, sources, certitude, etat, lecture_favorable: favorable, heure_favorable: heure, calcul_favorable: favorables = [] } = echeance;
  const { pourquoi } = textes;
  return element("details", { "data-repli": echeance.id },
    element("summary", {}, pourquoi.titre),
    pas(calcul),
    principale && images.blocCalendrier(echeance, textes),
    element("p", {}, pourquoi[certitude]),
    // La lecture favorable reste ici tant que la date sûre n'est pas passée.
    favorable && etat !== "ouverte_sous_reserve" && element("div", { class: "favorable" },
      element("p", { class: "titre" }, pourquoi.favorable),
      element("p", {}, remplir(pourquoi.favorable_texte, { jour: ecrire.lettres(favorable, heure) })),
      pas(favorables)),
    ecrire.bibliographie(sources));
}

export function blocEtapes(etapes, ecrire, { textes, racine, aujourdhui }) {
  const { reponse } = textes;
  return etapes.length > 0 && element("section", { class: "etapes" },
    element("h3", {}, reponse.a_faire),
    element("ol", {}, etapes.map(({ titre, page, avant }) => element("li", {},
      page ? element("a", { href: new URL(page, racine).href }, titre) : titre,
      " ", avant && element("strong", {}, avant === aujourdhui ? reponse.aujourdhui : remplir(reponse.avant, { jour: ecrire.lettres(avant) }))))));
}

export function blocNonVerifie({ textes: { non_verifie: { titre, points }, mon_dossier: suite }, racine }) {
  return element("section", {}, element("h3", {}, titre), element("ul", {}, points.map((point) => element("li", {}, point))),
    suite && element("p", {}, suite.texte, " ", element("a", { href: new URL(suite.page, racine).href }, suite.lien)));
}

export function blocRegles({ regles_au: au, relu_par: relecteurs, version }, ecrire, textes, racine) {
  const relecture = relecteurs.length > 0 ? remplir(textes.relu, { noms: relecteurs.join(", ") }) : textes.personne;
  return element("p", { class: "regles" }, remplir(textes.texte, { jour: ecrire.lettres(au), relecture, version }),
    racine && [" ", element("a", { href: new URL(textes.page, racine).href }, textes.lien)]);
}

export function blocGestes({ modifier, imprimer }) {
  return element("p", { class: "gestes" },
    element("button", { type: "button", "data-modifier": true }, modifier), " ",
    element("button", { type: "button", "data-imprimer": true }, imprimer));
}
