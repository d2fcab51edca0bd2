// L'image d'un calcul : un petit calendrier et une frise, en SVG, avec un texte qui dit la même chose.
// Place les jours que donne le moteur ; n'en calcule aucun. Fonctions pures : la page et la fabrique les appellent.

import { remplir } from "./dom.js";
import { enToutesLettres, joursRestants } from "./jours.js";

const LARGEUR = 252;
const CASE = { l: LARGEUR / 7, h: 34 };
const TETE = 54;
const RANGEE = 30;
const AXE = { debut: 40, fin: LARGEUR - 16, haut: 34 };
// Un jour qui est deux choses à la fois se dessine comme la dernière de cette liste.
const PRIORITE = ["premier_jour", "terme", "ferme", "depart", "dernier_jour"];
const PAS_DES_MOIS = [1, 2, 3, 6, 12, 24];
const GRADUATIONS = 4;

const ENTITES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const echapper = (texte) => String(texte).replace(/[&<>"']/g, (signe) => ENTITES[signe]);
const arrondi = (nombre) => Math.round(nombre * 10) / 10;

function svg(classe, largeur, hauteur, titre, description, contenu) {
  const dit = titre ? `role="img"><title>${echapper(titre)}</title>` : 'aria-hidden="true">';
  const detail = description ? `<desc>${echapper(description)}</desc>` : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" class="${classe}" width="${largeur}" height="${hauteur}" ` +
    `viewBox="0 0 ${largeur} ${hauteur}" ${dit}${detail}${contenu}</svg>`;
}

const texte = (classe, x, y, contenu) => `<text class="${classe}" x="${arrondi(x)}" y="${arrondi(y)}">${echapper(contenu)}</text>`;
const trait = (classe, d) => `<path class="${classe}" d="${d}"/>`;

// --- Les signes : une forme par nature, pour qui ne voit pas les couleurs et pour le papier ---

function hachures(x, y, cote) {
  let d = "";
  for (let n = 6; n < 2 * cote; n += 6) {
    const debut = Math.max(0, n - cote);
    const fin = Math.min(n, cote);
    d += `M${arrondi(x + debut)} ${arrondi(y + n - debut)}L${arrondi(x + fin)} ${arrondi(y + n - fin)}`;
  }
  return d;
}

/** La forme d'un jour, dans une case dont le coin est en (x, y). */
function forme(nature, x, y) {
  const [cx, cy] = [arrondi(x + CASE.l / 2), arrondi(y + CASE.h / 2)];
  const carre = (classe) => `<rect class="${classe}" x="${cx - 14}" y="${cy - 14}" width="28" height="28" rx="3"/>`;
  switch (nature) {
    case "depart": return `<circle class="signe-depart" cx="${cx}" cy="${cy}" r="14"/>`;
    case "premier_jour": return trait("signe-premier_jour", `M${cx - 9} ${cy - 14}h-5v28h5`);
    case "terme": return carre("signe-terme");
    case "ferme": return trait("signe-ferme", hachures(cx - 14, cy - 14, 28)) + carre("signe-bord");
    case "dernier_jour": return carre("signe-dernier_jour");
    default: return "";
  }
}

/** Le signe d'une nature, seul, pour la liste à côté de l'image. */
export function signe(nature) {
  const dessin = forme(nature, 0, 0) || point(nature, CASE.l / 2, CASE.h / 2);
  return svg("signe", CASE.l, CASE.h, "", "", dessin);
}

// --- Le calendrier ---

const moisDe = (jour) => jour.slice(0, 7);
const premierDu = (mois) => new Date(`${mois}-01T00:00Z`);
const moisApres = (mois, n = 1) => {
  const date = premierDu(mois);
  date.setUTCMonth(date.getUTCMonth() + n);
  return date.toISOString().slice(0, 7);
};
const NOM_DE_MOIS = new Intl.DateTimeFormat("fr-FR", { month: "long", year: "numeric", timeZone: "UTC" });
const nomDe = (mois) => NOM_DE_MOIS.format(premierDu(mois));

/** Les seuls mois où un jour est marqué, du premier au dernier ; un trou entre deux est dit, pas dessiné. */
export function miniCalendrier(jours, mots) {
  const marques = new Map();
  for (const { date, nature } of jours) {
    const deja = marques.get(date);
    if (PRIORITE.indexOf(nature) > PRIORITE.indexOf(deja)) marques.set(date, nature);
  }
  const dates = [...marques.keys()].sort();
  const bornes = [dates[0], dates.at(-1)];
  const utiles = [...new Set(dates.map(moisDe))];
  return utiles.map((mois, rang) => {
    const suite = rang > 0 ? moisApres(utiles[rang - 1]) : mois;
    return (suite < mois ? saut(suite, moisApres(mois, -1), mots) : "") + unMois(mois, marques, bornes, jours, mots);
  }).join("");
}

function saut(debut, fin, mots) {
  const seul = debut === fin;
  const valeurs = { debut: nomDe(debut), fin: nomDe(fin) };
  const lignes = seul ? [valeurs.debut] : [valeurs.debut, remplir(mots.saut_a, valeurs)];
  const vu = lignes.map((ligne, rang) => texte("repere", 62, 34 + 20 * rang, ligne)).join("");
  const points = [44, 62, 80].map((x) => `<circle class="signe-saut" cx="${x}" cy="10" r="2.5"/>`).join("");
  return svg("calendrier-saut", 124, seul ? 44 : 64, remplir(seul ? mots.saut_un : mots.saut_plusieurs, valeurs), "", points + vu);
}

function unMois(mois, marques, [debut, fin], jours, mots) {
  const premier = premierDu(mois);
  const decalage = (premier.getUTCDay() + 6) % 7;
  const combien = new Date(Date.UTC(premier.getUTCFullYear(), premier.getUTCMonth() + 1, 0)).getUTCDate();
  let dessin = texte("nom-du-mois", LARGEUR / 2, 18, nomDe(mois));
  mots.semaine.forEach((lettre, rang) => { dessin += texte("initiale", (rang + 0.5) * CASE.l, 44, lettre); });
  for (let n = 1; n <= combien; n += 1) {
    const jour = `${mois}-${String(n).padStart(2, "0")}`;
    const rang = decalage + n - 1;
    const [x, y] = [(rang % 7) * CASE.l, TETE + Math.floor(rang / 7) * CASE.h];
    const nature = marques.get(jour);
    // Le délai court du lendemain du départ au dernier jour : un trait sous les jours, d'un bord à l'autre.
    const court = jour > debut && jour <= fin ? trait("qui-court", `M${arrondi(x)} ${y + CASE.h - 1}h${arrondi(CASE.l)}`) : "";
    dessin += court + forme(nature, x, y) + texte(nature ? `quantieme quantieme-${nature}` : "quantieme", x + CASE.l / 2, y + CASE.h / 2 + 6, n);
  }
  const semaines = Math.ceil((decalage + combien) / 7);
  const dits = texteDesJours(jours.filter(({ date }) => moisDe(date) === mois), mots);
  return svg("calendrier-mois", LARGEUR, TETE + semaines * CASE.h + 4, nomDe(mois), dits.map(phrase).join(" "), dessin);
}

const phrase = ({ jour, texte: dit }) => `${jour} : ${dit}`;

/** Ce que dit le calendrier, jour par jour : la date, la nature et la phrase. */
export function texteDesJours(jours, mots) {
  return jours.map(({ date, nature, texte: dit }) => ({
    date, nature,
    jour: enToutesLettres(date, mots.premier),
    texte: nature === "ferme" ? remplir(mots.ferme, { raison: dit }) : dit,
  }));
}

// --- La frise : une rangée par fait ou par échéance, numérotée comme la liste ---

function point(nature, x, y) {
  const [cx, cy] = [arrondi(x), arrondi(y)];
  switch (nature) {
    case "fait": return `<circle class="signe-fait" cx="${cx}" cy="${cy}" r="8"/>`;
    case "aujourdhui": return trait("signe-aujourdhui", `M${cx} ${cy - 10}l10 10l-10 10l-10 -10z`);
    default: return `<rect class="signe-${nature}" x="${cx - 8}" y="${cy - 8}" width="16" height="16"/>`;
  }
}

const aujourdhuiDe = (points) => points.find(({ nature }) => nature === "aujourdhui").date;
const natureDe = ({ nature, date }, aujourdhui) => (nature === "echeance" && date < aujourdhui ? "passee" : nature);

/** De la première date à la dernière, à l'échelle : ce qui s'est passé, aujourd'hui, ce qui court et jusqu'à quand. */
export function frise(points, mots) {
  const aujourdhui = aujourdhuiDe(points);
  const [debut, fin] = [points[0].date, points.at(-1).date];
  const duree = joursRestants(debut, fin) || 1;
  const placer = (jour) => AXE.debut + ((AXE.fin - AXE.debut) * joursRestants(debut, jour)) / duree;
  const hauteur = AXE.haut + points.length * RANGEE + 6;
  const departs = new Map(points.filter(({ nature }) => nature === "fait").map(({ objet, date }) => [objet, date]));
  let dessin = graduations(debut, fin).map((mois) => graduation(mois, placer, hauteur)).join("");
  const x = arrondi(placer(aujourdhui));
  dessin += trait("ligne-aujourdhui", `M${x} ${AXE.haut - 6}V${hauteur}`);
  points.forEach((un, rang) => {
    const y = AXE.haut + (rang + 0.5) * RANGEE;
    dessin += texte("numero", 12, y + 6, rang + 1);
    if (un.nature === "echeance") dessin += barre(departs.get(un.objet), un.date, aujourdhui, placer, y);
    dessin += point(natureDe(un, aujourdhui), placer(un.date), y);
  });
  const valeurs = { debut: enToutesLettres(debut, mots.premier), fin: enToutesLettres(fin, mots.premier) };
  return svg("frise", LARGEUR, hauteur, remplir(mots.frise_image, valeurs), texteDeLaFrise(points, mots).map(phrase).join(" "), dessin);
}

/** Plein pour ce qui est passé, tirets pour ce qui reste. */
function barre(depart, fin, aujourdhui, placer, y) {
  if (!depart || depart >= fin) return "";
  const bout = (jour) => arrondi(placer(jour));
  const milieu = [depart, aujourdhui, fin].sort()[1];
  const morceau = (classe, de, a) => (de < a ? trait(classe, `M${bout(de)} ${y}H${bout(a)}`) : "");
  return morceau("barre-passee", depart, milieu) + morceau("barre-a_venir", milieu, fin);
}

/** Quelques débuts de mois, jamais trop pour la largeur. */
function graduations(debut, fin) {
  const mois = [];
  for (let un = moisApres(moisDe(debut)); un <= moisDe(fin); un = moisApres(un)) mois.push(un);
  const pas = PAS_DES_MOIS.find((n) => mois.length / n <= GRADUATIONS) ?? PAS_DES_MOIS.at(-1);
  return mois.filter((_, rang) => rang % pas === 0);
}

function graduation(mois, placer, hauteur) {
  const x = arrondi(placer(`${mois}-01`));
  const [annee, numero] = mois.split("-");
  const ecrit = Math.min(Math.max(x, AXE.debut - 4), AXE.fin - 14);
  return trait("graduation", `M${x} ${AXE.haut - 8}V${hauteur}`) + texte("repere", ecrit, 16, `${numero}/${annee}`);
}

/** Ce que dit la frise, dans le même ordre que ses numéros. */
export function texteDeLaFrise(points, mots) {
  const aujourdhui = aujourdhuiDe(points);
  return points.map((un) => {
    const nature = natureDe(un, aujourdhui);
    const modele = { passee: mots.passee, echeance: mots.echeance }[nature];
    return { date: un.date, nature, jour: enToutesLettres(un.date, mots.premier), texte: modele ? remplir(modele, { titre: un.texte }) : `${un.texte}.` };
  });
}
