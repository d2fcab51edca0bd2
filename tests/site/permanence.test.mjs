// D'un fichier à un texte, la date barrée, la référence, les clés d'agenda : sans navigateur.

import assert from "node:assert/strict";
import { test } from "node:test";

import { cles, colonneDeReference, dateBarree, lireOctets, sansAccent } from "../../docs/assets/javascripts/permanence/lecture.js";

const octets = (texte) => new TextEncoder().encode(texte);

test("un fichier UTF-8 garde sa marque, ses accents et ses fins de ligne", () => {
  const texte = "\ufeffréférence;date\r\nÉté;2026-10-05\r\n";
  assert.deepEqual(lireOctets(octets(texte)), { texte });
});

test("un fichier Windows-1252 est reconnu, jamais lu de travers", () => {
  assert.deepEqual(lireOctets(Uint8Array.from([0x72, 0xe9, 0x66, 0x3b, 0x0a])), { faute: "encodage" });
});

test("un classeur Excel, ancien ou nouveau, est nommé comme tel", () => {
  assert.deepEqual(lireOctets(Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x14])), { faute: "classeur" });
  assert.deepEqual(lireOctets(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])), { faute: "classeur" });
});

const ligne = (cellule, champ = "decision_notifiee.date") =>
  ({ cellules: ["A1", cellule], resultat: { erreur: "On attend une date.", champ } });
const titres = ["reference", "decision_notifiee.date"];

test("une date barrée refusée par le moteur fait poser la question, avec le jour qu'elle serait", () => {
  assert.deepEqual(dateBarree({ titres, lignes: [ligne("n'importe"), ligne(" 05/10/2026 ")] }), { ecrit: "05/10/2026", jour: "2026-10-05" });
  assert.deepEqual(dateBarree({ titres, lignes: [ligne("10/25/2026")] }), { ecrit: "10/25/2026", jour: null });
});

test("une date barrée ailleurs, ou une ligne juste, ne fait rien demander", () => {
  assert.equal(dateBarree({ titres, lignes: [ligne("05/10/2026", "residence"), { cellules: ["A1", "05/10/2026"], resultat: {} }] }), null);
});

test("la référence est la colonne de ce nom, sinon la première que le moteur ne connaît pas", () => {
  const connues = ["residence", "decision_notifiee"];
  assert.equal(colonneDeReference(["residence", "Référence", "note"], connues), 1);
  assert.equal(colonneDeReference(["residence", "decision_notifiee.date", "dossier"], connues), 2);
  assert.equal(colonneDeReference(["residence"], connues), -1);
});

test("une clé d'agenda suit la référence, et deux dossiers n'ont jamais la même", () => {
  const references = [["Dossier n° 12", 2], ["À 7", 3], ["a-7", 4], ["", 5], ["ligne-5", 6]].map(([reference, n]) => ({ reference, ligne: n }));
  const faites = cles(references);
  assert.equal(faites[0], "dossier-n-12");
  assert.equal(new Set(faites).size, references.length);
  for (const cle of faites) assert.match(cle, /^[a-z0-9-]{1,40}$/);
  assert.equal(cles([{ reference: "Dossier n° 12", ligne: 40 }])[0], "dossier-n-12");
});

test("chercher ignore les accents et les majuscules", () => {
  assert.equal(sansAccent("ÉTÉ à l'Île"), "ete a l'ile");
});
