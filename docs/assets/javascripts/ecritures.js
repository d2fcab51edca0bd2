// Les petites écritures communes à toute la réponse : un jour, une source, une alerte, un contact.

import { element, remplir } from "./dom.js";
import { enToutesLettres } from "./jours.js";

export function ecritures({ textes }) {
  /** « jeudi 24 décembre 2026 », « dimanche 22 novembre 2026 à 16 h 10 ». */
  function lettres(date, heure) {
    const jour = enToutesLettres(date, textes.premier);
    if (!heure) return jour;
    const [h, m] = heure.split(":");
    return remplir(textes.a_heure, { jour, heure: remplir(textes.heure, { h: Number(h), m }) });
  }

  const jour = (date, heure) => element("time", { datetime: heure ? `${date}T${heure}` : date }, lettres(date, heure));

  const lien = (href, texte) => element("a", { href, rel: "external noreferrer" }, texte);

  function source({ texte, article, url }) {
    const nom = [texte, article].filter(Boolean).join(" ");
    return url ? lien(url, nom) : nom;
  }

  /** En une ligne, sous une alerte. */
  const sources = (liste) => liste.length > 0 &&
    element("p", { class: "sources" }, liste.flatMap((une, rang) => [rang > 0 && " · ", source(une)]));

  /** En liste, avec ce que dit chaque texte. */
  const bibliographie = (liste) => liste.length > 0 && element("div", { class: "sources" },
    element("p", {}, textes.pourquoi.sources),
    element("ul", {}, liste.map((une) => element("li", {}, source(une), une.objet && ` : ${une.objet}.`))));

  const alerte = ({ id, gravite, texte, sources: liste }) =>
    element("div", { class: `alerte ${gravite}`, "data-alerte": id }, element("p", {}, texte), sources(liste));

  const contacts = () => element("ul", { class: "contacts" }, textes.contacts.map(({ nom, ou, quoi, telephone, site }) =>
    element("li", {},
      element("strong", {}, nom), ou && ` (${ou})`, ` : ${quoi}. `,
      telephone && element("a", { href: `tel:${telephone.replaceAll(" ", "")}` }, telephone), " ",
      site && lien(site, new URL(site).host))));

  return { lettres, jour, lien, sources, bibliographie, alerte, contacts };
}
