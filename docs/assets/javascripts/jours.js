// Les jours, pour montrer et jamais pour le droit : comparer deux dates ISO, compter ce qui reste, écrire en toutes lettres.

const MILLISECONDES_PAR_JOUR = 24 * 60 * 60 * 1000;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Minuit UTC d'une date ISO ; UTC n'a pas d'heure d'été, deux minuits sont donc à un nombre entier de jours. */
function minuit(iso) {
  const [, annee, mois, jour] = ISO.exec(iso);
  return Date.UTC(Number(annee), Number(mois) - 1, Number(jour));
}

/** Combien de jours de `debut` à `fin` : 0 le même jour, 1 le lendemain, négatif si `fin` est passée. */
export function joursRestants(debut, fin) {
  return (minuit(fin) - minuit(debut)) / MILLISECONDES_PAR_JOUR;
}

/** Le jour ISO qui est `n` jours après `iso`. */
export function jourApres(iso, n) {
  return new Date(minuit(iso) + n * MILLISECONDES_PAR_JOUR).toISOString().slice(0, 10);
}

/**
 * L'état d'une échéance dont le moteur a donné les dates : seulement comparer, comme lui (calculators/echeances/etat.py).
 * Sans `maintenant`, une heure qui finit aujourd'hui n'est pas encore passée.
 */
export function etatAu({ dernier, heure, favorable, heureFavorable }, aujourdhui, maintenant) {
  const encore = (jour, fin) => aujourdhui < jour || (aujourdhui === jour && (!maintenant || maintenant <= (fin ?? "24:00")));
  if (aujourdhui < dernier) return "ouverte";
  if (encore(dernier, heure)) return "dernier_jour";
  return favorable && encore(favorable, heureFavorable) ? "ouverte_sous_reserve" : "depassee";
}

const deux = (nombre) => String(nombre).padStart(2, "0");

/** « AAAA-MM-JJ » à partir de trois nombres. */
export function iso(annee, mois, jour) {
  return `${String(annee).padStart(4, "0")}-${deux(mois)}-${deux(jour)}`;
}

/** Ce jour est-il sur un calendrier ? Le 31 février n'y est pas. */
export function jourExiste(annee, mois, jour) {
  return new Date(Date.UTC(annee, mois - 1, jour)).toISOString().slice(0, 10) === iso(annee, mois, jour);
}

/** Le jour de l'appareil, à l'heure de l'endroit où il est. */
export function jourDe(horloge) {
  return iso(horloge.getFullYear(), horloge.getMonth() + 1, horloge.getDate());
}

/** L'heure de l'appareil, « HH:MM ». */
export function heureDe(horloge) {
  return `${deux(horloge.getHours())}:${deux(horloge.getMinutes())}`;
}

/** Avant la fabrication du site, ou plus de deux ans après : l'horloge de l'appareil ne se croit pas. */
export function horlogeDouteuse(jour, fabrication) {
  const limite = String(Number(fabrication.slice(0, 4)) + 2) + fabrication.slice(4);
  return jour < fabrication || jour > limite;
}

const FORMAT = new Intl.DateTimeFormat("fr-FR", {
  weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
});

/** « jeudi 24 décembre 2026 » ; le premier du mois s'écrit `premier` (« 1er »). */
export function enToutesLettres(date, premier) {
  const morceaux = FORMAT.formatToParts(new Date(minuit(date)));
  return morceaux.map(({ type, value }) => (type === "day" && value === "1" ? premier : value)).join("");
}
