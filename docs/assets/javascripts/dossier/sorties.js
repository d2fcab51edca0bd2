// Le calendrier à mettre dans le téléphone, et la page à montrer à un avocat ou à une association.

import { element } from "../dom.js";
import { ecritures } from "../ecritures.js";
import { papier } from "./apercu.js";
import { bouton } from "./barre.js";
import { donner } from "./telecharger.js";

const OCTETS_DE_CLE = 10;

export default function sorties(page) {
  const { sorties: mots, gestes } = page.mots;
  const rien = page.contrat().dossier.evenements.length === 0;
  return [
    element("h2", { class: "pas-sur-le-papier" }, mots.titre),
    rien ? element("p", {}, mots.sans_evenement) : [agenda(page, mots), liaison(page, mots)],
    element("p", { class: "gestes" }, bouton(gestes.retour, () => page.aller({ vue: "tableau" }), { class: "bouton second" })),
  ];
}

/** Une clé au hasard, gardée dans le dossier seulement : rouvrir le calendrier remplace les rappels d'avant. */
function cle({ etat }) {
  etat.agenda.cle ??= [...crypto.getRandomValues(new Uint8Array(OCTETS_DE_CLE))].map((octet) => octet.toString(16).padStart(2, "0")).join("");
  return etat.agenda.cle;
}

function agenda(page, mots) {
  const libelle = element("input", { type: "text", id: "agenda-libelle", class: "tout", maxlength: 60, autocomplete: "off", "aria-describedby": "aide-agenda-libelle" });
  const dit = element("div", { role: "status" });
  return element("section", { class: "questions" }, element("h3", {}, mots.agenda_titre),
    element("p", {}, mots.agenda_aide),
    element("div", { class: "question" }, element("label", { for: "agenda-libelle" }, mots.agenda_libelle),
      element("p", { class: "aide", id: "aide-agenda-libelle" }, mots.agenda_libelle_aide), libelle),
    bouton(mots.agenda, async () => {
      const demande = { calcul: "agenda", ...page.jour(), dossier: page.contrat().dossier, cle: cle(page), ...(libelle.value.trim() && { libelle: libelle.value.trim() }) };
      const reponse = await page.demander(demande).catch(() => ({ erreur: { message: page.mots.dates.panne } }));
      page.change();
      if (reponse.erreur) return dit.replaceChildren(element("p", { class: "alerte attention" }, reponse.erreur.message));
      if (reponse.rappels.length === 0) return dit.replaceChildren(element("p", {}, mots.agenda_vide));
      donner(reponse.ics, "text/calendar;charset=utf-8", reponse.nom_de_fichier);
      const ecrire = ecritures(page);
      dit.replaceChildren(element("ul", { "data-rappels": true }, reponse.rappels.map(({ date, heure, titre }) =>
        element("li", {}, ecrire.jour(date, heure), " : ", titre))));
    }, { class: "bouton", "data-agenda": true }), dit);
}

function liaison(page, mots) {
  const nom = element("input", { type: "checkbox", name: "avec-nom" });
  const corps = element("div", { "data-liaison": true });
  return element("section", { class: "a-imprimer" }, element("h3", { class: "pas-sur-le-papier" }, mots.liaison_titre),
    element("p", { class: "pas-sur-le-papier" }, mots.liaison_aide),
    element("label", { class: "option large pas-sur-le-papier" }, nom, element("span", {}, mots.liaison_nom)),
    element("p", { class: "gestes" }, bouton(mots.liaison, async () => {
      const reponse = await page.demander({ calcul: "liaison", ...page.jour(), dossier: page.contrat().dossier, champs: champs(page), avec_nom: nom.checked })
        .catch(() => ({ erreur: { message: page.mots.dates.panne } }));
      if (reponse.erreur) return corps.replaceChildren(element("p", { class: "alerte attention" }, reponse.erreur.message));
      corps.replaceChildren(papier(reponse.blocs),
        ...(reponse.avertissement ?? []).map((ligne) => element("p", { class: "avertissement-du-papier" }, ligne)),
        element("p", { class: "gestes" }, bouton(page.mots.sortir.imprimer, () => window.print(), { class: "bouton", "data-imprimer": true })));
    }, { class: "bouton", "data-preparer-la-fiche": true })),
    corps);
}

/** Ce que la fiche peut dire, sans la décision visée : elle parle de tout le dossier. */
function champs({ etat, lettres }) {
  const { decision, ...reste } = etat.champs;
  return Object.fromEntries(Object.entries(reste).map(([nom, valeur]) => {
    if (lettres.champs[nom].type === "tentatives") return [nom, valeur.filter(({ date }) => date)];
    return [nom, nom === "pieces" ? valeur.filter(({ intitule }) => intitule) : valeur];
  }));
}
