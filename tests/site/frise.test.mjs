// Les images d'un calcul, essayées une par une sous Node ; lancé par test_frise.py.

import assert from "node:assert/strict";
import test from "node:test";
import { frise, miniCalendrier, signe, texteDeLaFrise, texteDesJours } from "../../docs/assets/javascripts/frise.js";

const mots = {
  premier: "1er", semaine: ["L", "M", "M", "J", "V", "S", "D"], ferme: "Fermé : {raison}.", court: "", calendrier: "",
  saut_a: "à {fin}", saut_un: "{debut} passe", saut_plusieurs: "De {debut} à {fin}",
  frise_image: "Du {debut} au {fin}", echeance: "{titre}.", passee: "Passée : {titre}.",
};
const jour = (date, nature, texte = nature) => ({ date, nature, texte });
const NOEL = [
  jour("2026-11-24", "depart"), jour("2026-11-25", "premier_jour"), jour("2026-12-24", "terme"),
  jour("2026-12-25", "ferme", "Noël"), jour("2026-12-26", "ferme", "fin de semaine"),
  jour("2026-12-27", "ferme", "fin de semaine"), jour("2026-12-28", "dernier_jour"),
];
const compter = (svg, motif) => [...svg.matchAll(motif)].length;
const mois = (svg) => [...svg.matchAll(/<svg[^>]*calendrier-mois.*?<\/svg>/gs)].map(([un]) => un);
const titres = (svg) => [...svg.matchAll(/<title>(.*?)<\/title>/g)].map(([, titre]) => titre);
/** Où est écrit ce quantième, dans ce mois. */
const place = (svg, quantieme) => {
  const [, x, y] = new RegExp(`<text class="quantieme[^"]*" x="([\\d.]+)" y="([\\d.]+)">${quantieme}</text>`).exec(svg);
  return { colonne: Math.floor(x / 36), rangee: Math.floor((y - 54) / 34) };
};

test("chaque jour donné est marqué une fois, et aucun autre", () => {
  const svg = miniCalendrier(NOEL, mots);
  for (const [nature, combien] of [["depart", 1], ["premier_jour", 1], ["terme", 1], ["ferme", 3], ["dernier_jour", 1]]) {
    assert.equal(compter(svg, new RegExp(`class="quantieme quantieme-${nature}"`, "g")), combien, nature);
    assert.equal(compter(svg, new RegExp(`class="signe-${nature}"`, "g")), combien, nature);
  }
  assert.match(svg, /quantieme-dernier_jour"[^>]*>28</);
  assert.match(svg, /quantieme-depart"[^>]*>24</);
});

test("le délai court du lendemain du départ au dernier jour, compris", () => {
  // Du 25 novembre au 28 décembre : six jours, puis vingt-huit.
  assert.deepEqual(mois(miniCalendrier(NOEL, mots)).map((un) => compter(un, /class="qui-court"/g)), [6, 28]);
});

test("seuls les mois utiles sont dessinés ; le trou entre eux est dit", () => {
  const un = miniCalendrier([jour("2026-09-15", "depart"), jour("2026-11-16", "dernier_jour")], mots);
  assert.deepEqual(titres(un), ["septembre 2026", "octobre 2026 passe", "novembre 2026"]);
  const an = miniCalendrier([jour("2026-03-02", "depart"), jour("2027-03-02", "dernier_jour")], mots);
  assert.deepEqual(titres(an), ["mars 2026", "De avril 2026 à février 2027", "mars 2027"]);
  assert.deepEqual(titres(miniCalendrier(NOEL, mots)), ["novembre 2026", "décembre 2026"]);
});

test("chaque quantième est sous son jour de semaine, et le mois a tous ses jours", () => {
  for (let n = 0; n < 60; n += 1) {
    const date = new Date(Date.UTC(2024, n, 1));
    const cle = date.toISOString().slice(0, 7);
    const [dessin] = mois(miniCalendrier([jour(`${cle}-01`, "depart")], mots));
    const dernier = new Date(Date.UTC(2024, n + 1, 0));
    assert.equal(compter(dessin, /<text class="quantieme[ "]/g), dernier.getUTCDate(), cle);
    assert.deepEqual(place(dessin, 1), { colonne: (date.getUTCDay() + 6) % 7, rangee: 0 }, cle);
    assert.equal(place(dessin, dernier.getUTCDate()).colonne, (dernier.getUTCDay() + 6) % 7, cle);
  }
});

test("chaque nature a sa forme, sans compter sur la couleur", () => {
  const natures = ["depart", "premier_jour", "terme", "ferme", "dernier_jour", "fait", "aujourdhui", "echeance"];
  const formes = natures.map((nature) => signe(nature).replace(/ class="[^"]*"/g, ""));
  // Plein ou vide, trait entier ou coupé : c'est la feuille de style qui le dit, pour ces carrés-là.
  const memes = formes.filter((une, rang) => formes.indexOf(une) !== rang);
  assert.equal(memes.length, 1);
  assert.equal(formes[2], formes[4]);
  for (const une of formes) assert.match(une, /aria-hidden="true"/);
});

test("un jour qui est deux choses à la fois se dessine comme la plus importante", () => {
  const svg = miniCalendrier([jour("2026-11-30", "depart"), jour("2026-11-30", "dernier_jour")], mots);
  assert.equal(compter(svg, /signe-dernier_jour/g), 1);
  assert.equal(compter(svg, /signe-depart/g), 0);
});

test("le texte dit les mêmes jours que l'image, dans le même ordre", () => {
  const lignes = texteDesJours(NOEL, mots);
  assert.deepEqual(lignes.map(({ date }) => date), NOEL.map(({ date }) => date));
  assert.equal(lignes[3].texte, "Fermé : Noël.");
  assert.equal(lignes[6].jour, "lundi 28 décembre 2026");
  const descriptions = [...miniCalendrier(NOEL, mots).matchAll(/<desc>(.*?)<\/desc>/g)].map(([, une]) => une).join(" ");
  for (const ligne of lignes) assert.ok(descriptions.includes(`${ligne.jour} : ${ligne.texte}`), ligne.date);
});

test("rien de ce qui est reçu ne devient du balisage, et aucun style n'est écrit dans l'image", () => {
  const malin = `<script>alert(1)</script>" onload='x' &`;
  const jours = [jour("2026-11-24", "depart", malin), jour("2026-11-26", "dernier_jour", malin)];
  const points = [
    { date: "2026-11-24", nature: "fait", objet: "decision_notifiee#0", texte: malin },
    { date: "2026-11-25", nature: "aujourdhui", objet: "", texte: malin },
  ];
  for (const svg of [miniCalendrier(jours, mots), frise(points, mots)]) {
    assert.ok(svg.includes("&lt;script&gt;"));
    assert.doesNotMatch(svg, /<script|onload='|style=/);
  }
});

const POINTS = [
  { date: "2026-11-23", nature: "fait", objet: "decision_notifiee#0", texte: "Décision reçue" },
  { date: "2026-11-30", nature: "echeance", objet: "decision_notifiee#0", id: "a", texte: "Une date passée" },
  { date: "2026-12-08", nature: "aujourdhui", objet: "", texte: "Aujourd'hui" },
  { date: "2026-12-23", nature: "echeance", objet: "decision_notifiee#0", id: "b", texte: "Partir" },
  { date: "2026-12-24", nature: "echeance", objet: "decision_notifiee#0", id: "c", texte: "Saisir le tribunal" },
];

test("la frise place à l'échelle ce qui s'est passé, aujourd'hui, et ce qui finit", () => {
  const svg = frise(POINTS, mots);
  assert.deepEqual(titres(svg), ["Du lundi 23 novembre 2026 au jeudi 24 décembre 2026"]);
  assert.equal(compter(svg, /class="numero"/g), POINTS.length);
  const centre = (motif) => Number(motif.exec(svg)[1]);
  const fait = centre(/signe-fait" cx="([\d.]+)"/);
  const passee = centre(/signe-passee" x="([\d.]+)"/) + 8;
  const [partir, saisir] = [...svg.matchAll(/signe-echeance" x="([\d.]+)"/g)].map(([, x]) => Number(x) + 8);
  // Sept jours, trente, trente et un : les écarts gardent ces rapports.
  assert.ok(Math.abs((passee - fait) / (saisir - fait) - 7 / 31) < 0.01);
  assert.ok(Math.abs((partir - fait) / (saisir - fait) - 30 / 31) < 0.01);
});

test("ce qui est passé est plein, ce qui reste est en tirets", () => {
  const svg = frise(POINTS, mots);
  assert.equal(compter(svg, /barre-passee/g), 3);
  assert.equal(compter(svg, /barre-a_venir/g), 2);
  // La barre d'une date passée s'arrête à elle, pas à aujourd'hui.
  const bouts = [...svg.matchAll(/barre-passee" d="M[\d.]+ [\d.]+H([\d.]+)"/g)].map(([, x]) => Number(x));
  const carre = Number(/signe-passee" x="([\d.]+)"/.exec(svg)[1]) + 8;
  assert.ok(Math.abs(bouts[0] - carre) < 0.2 && bouts[1] > bouts[0]);
});

test("le texte de la frise suit ses numéros et dit ce qui est passé", () => {
  const lignes = texteDeLaFrise(POINTS, mots);
  assert.deepEqual(lignes.map(({ date }) => date), POINTS.map(({ date }) => date));
  assert.deepEqual(lignes.map(({ texte }) => texte), [
    "Décision reçue.", "Passée : Une date passée.", "Aujourd'hui.", "Partir.", "Saisir le tribunal.",
  ]);
});

test("un dossier d'un seul jour, ou de dix ans, se dessine aussi", () => {
  const un = frise([POINTS[0], { ...POINTS[2], date: "2026-11-23" }], mots);
  const dix = frise([POINTS[0], { ...POINTS[2], date: "2036-11-23" }], mots);
  for (const svg of [un, dix]) assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
  assert.ok(compter(dix, /class="repere"/g) <= 6);
});
