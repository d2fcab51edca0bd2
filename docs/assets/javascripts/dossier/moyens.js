// Les arguments : ceux qui existent pour cette situation, en cases à cocher. La page n'en choisit, n'en classe et n'en note aucun.

import { element, remplir } from "../dom.js";
import { ecritures } from "../ecritures.js";
import { arguments_, nomDeMoyen, retirerMoyen } from "./atelier.js";
import { bouton } from "./barre.js";
import { poserChamp } from "./champs.js";

const CAUSES = ["externe", "interne"];

export function moyens(page, noter) {
  const { moyens: mots, dates } = page.mots;
  const corps = element("div", { "data-arguments": true }, element("p", { class: "chargement" }, dates.attente));
  const vue = { page, noter, corps };
  const recharger = () => { if (corps.isConnected) charger(vue); else page.boite.removeEventListener("situation", recharger); };
  page.boite.addEventListener("situation", recharger);
  charger(vue);
  return element("fieldset", { class: "moyens", "data-champ": "moyens" },
    element("legend", {}, mots.titre), element("p", { class: "aide" }, mots.aide), corps);
}

async function charger(vue) {
  const { page } = vue;
  const tour = (vue.tour = (vue.tour ?? 0) + 1);
  const reponse = await arguments_(page).catch(() => ({ erreur: { message: page.mots.dates.panne } }));
  if (tour !== vue.tour) return;
  if (reponse.erreur) return vue.corps.replaceChildren(element("p", { class: "alerte attention" }, reponse.erreur.message));
  vue.connus = reponse.arguments;
  vue.ordre = reponse.ordre;
  dessiner(vue);
}

const liste = ({ page: { etat } }) => etat.champs.moyens ?? [];

function dessiner(vue) {
  const { page, connus, corps } = vue;
  const { moyens: mots } = page.mots;
  const ids = connus.map(({ id }) => id);
  // Un argument coché qui ne correspond plus à la situation reste là, décochable : le moteur dit pourquoi.
  const egares = liste(vue).filter(({ id }) => id !== "libre" && !ids.includes(id));
  corps.replaceChildren(...[
    element("p", { class: "note" }, vue.ordre),
    connus.length === 0 && element("p", {}, mots.aucun),
    CAUSES.map((cause) => {
      const siens = connus.filter((un) => un.cause === cause);
      return siens.length > 0 && element("section", {}, element("h3", {}, mots[cause]), siens.map((un) => carte(vue, un)));
    }),
    egares.map(({ id }) => carte(vue, { id, titre: id.replaceAll("_", " "), faits: [], preuves: [], contre: [] })),
    libres(vue),
  ].flat(Infinity).filter(Boolean));
}

function carte(vue, argument) {
  const { page } = vue;
  const boite = element("div", { class: "argument", "data-argument": argument.id });
  const case_ = element("input", { type: "checkbox", name: "moyens", value: argument.id });
  const rang = () => liste(vue).findIndex(({ id }) => id === argument.id);
  const suite = element("div", { class: "suite" });
  const ouvrir = () => suite.replaceChildren(...(case_.checked ? details(vue, argument, rang()) : []).flat(Infinity).filter(Boolean));
  case_.checked = rang() >= 0;
  case_.addEventListener("change", () => {
    vue.noter("moyens");
    if (case_.checked) {
      (page.etat.champs.moyens ??= []).push({ id: argument.id, faits: {} });
      return ouvrir();
    }
    // Les rangs des autres arguments changent : tout se redessine, et le focus reste sur la case.
    retirerMoyen(page.etat, rang());
    dessiner(vue);
    vue.corps.querySelector(`[name="moyens"][value="${argument.id}"]`)?.focus();
  });
  boite.append(element("label", { class: "option large" }, case_, element("span", {}, argument.titre)), suite);
  ouvrir();
  return boite;
}

/** Les faits que l'argument demande, ce qu'il faut en savoir, et les pièces qui le prouvent. */
function details(vue, argument, rang) {
  const { page } = vue;
  const { moyens: mots } = page.mots;
  const moyen = () => liste(vue).find(({ id }) => id === argument.id);
  const partiels = (page.partielsDesFaits ??= {});
  return [
    argument.a_savoir && element("p", { class: "note" }, element("strong", {}, mots.a_savoir), " ", argument.a_savoir),
    argument.confiance === "C" && element("p", { class: "note" }, mots.discute),
    argument.faits.map((fait) => poserChamp(page, `moyens[${rang}].${fait.id}`, fait, {
      lire: () => moyen()?.faits?.[fait.id],
      ecrire: (valeur) => { const faits = (moyen().faits ??= {}); if (valeur === undefined) delete faits[fait.id]; else faits[fait.id] = valeur; vue.noter("moyens"); },
      partiel: () => partiels[`${argument.id}.${fait.id}`],
      garderPartiel: (valeur) => { partiels[`${argument.id}.${fait.id}`] = valeur; },
    }, { facultatif: !fait.exige })),
    argument.preuves.length > 0 && element("p", { class: "note" }, mots.preuves, " ", argument.preuves.map(({ intitule }) => intitule).join(" · ")),
    pieces(vue, argument.id, argument.titre),
    argument.sources && ecritures(page).sources(argument.sources),
  ];
}

/** Les pièces de la liste, à relier à cet argument. */
function pieces(vue, nom, titre) {
  const { page } = vue;
  const { moyens: mots } = page.mots;
  const siennes = page.etat.champs.pieces ?? [];
  return element("fieldset", { class: "appuis" }, element("legend", {}, mots.pieces, element("span", { class: "pour-lecteur" }, ` ${titre}`)),
    siennes.length === 0 ? element("p", {}, mots.sans_piece) : element("div", { class: "options" }, siennes.map((piece) => {
      const case_ = element("input", { type: "checkbox", name: "appuie", value: piece.id });
      case_.checked = (piece.appuie ?? []).includes(nom);
      case_.addEventListener("change", () => { relier(piece, nom, case_.checked); vue.noter("pieces"); });
      return element("label", { class: "option large" }, case_, element("span", { dir: "auto" }, piece.intitule || "…"));
    })),
    bouton(mots.vers_preuves, () => page.aller({ vue: "preuves" }), { class: "lien-bouton" }));
}

export function relier(piece, nom, oui) {
  const appuie = (piece.appuie ?? []).filter((un) => un !== nom);
  piece.appuie = oui ? [...appuie, nom] : appuie;
}

function libres(vue) {
  const { page } = vue;
  const { moyens: mots } = page.mots;
  const rangs = liste(vue).map((un, rang) => [un, rang]).filter(([un]) => un.id === "libre");
  return element("section", {}, element("h3", {}, mots.libre),
    rangs.map(([un, rang]) => libre(vue, un, rang)),
    bouton(mots.libre_ajouter, () => {
      (page.etat.champs.moyens ??= []).push({ id: "libre", cause: "interne" });
      dessiner(vue);
      vue.noter("moyens");
      vue.corps.querySelector(".argument.libre:last-of-type input")?.focus();
    }, { class: "bouton second", "data-libre": true }));
}

function libre(vue, moyen, rang) {
  const { page } = vue;
  const { moyens: mots, lettres } = page.mots;
  const acces = (nom) => ({
    lire: () => moyen[nom], partiel: () => undefined, garderPartiel: () => {},
    ecrire: (valeur) => { if (valeur === undefined && nom !== "cause") delete moyen[nom]; else moyen[nom] = valeur ?? moyen[nom]; vue.noter("moyens"); },
  });
  const poser = (nom, decrit) => poserChamp(page, `moyens[${rang}].${nom}`, decrit, acces(nom));
  return element("div", { class: "argument libre" },
    poser("titre", { type: "texte", libelle: mots.libre_titre }),
    poser("texte", { type: "texte_long", libelle: mots.libre_texte }),
    causes(vue, moyen, rang),
    poser("contre", { ...page.lettres.champs.decisions_contestees, aide: undefined, libelle: mots.contre }),
    pieces(vue, nomDeMoyen(moyen, rang), moyen.titre ?? ""),
    bouton(lettres.retirer, () => { retirerMoyen(page.etat, rang); dessiner(vue); vue.noter("moyens"); },
      { class: "bouton second", "aria-label": remplir("{geste} : {titre}", { geste: lettres.retirer, titre: moyen.titre ?? mots.libre }) }));
}

function causes({ noter, page: { mots: { moyens: mots } } }, moyen, rang) {
  return element("fieldset", {}, element("legend", {}, mots.libre_cause), element("div", { class: "options" }, CAUSES.map((cause) => {
    const champ = element("input", { type: "radio", name: `cause-${rang}`, value: cause });
    champ.checked = moyen.cause === cause;
    champ.addEventListener("change", () => { moyen.cause = cause; noter("moyens"); });
    return element("label", { class: "option" }, champ, element("span", {}, mots[`libre_${cause}`]));
  })));
}
