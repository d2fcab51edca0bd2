// Les jours de la page, essayés un par un sous Node ; lancé par test_jours.py.

import assert from "node:assert/strict";
import test from "node:test";
import {
  enToutesLettres, horlogeDouteuse, iso, jourDe, jourExiste, joursRestants,
} from "../../docs/assets/javascripts/jours.js";

test("il reste zéro jour le dernier jour, un la veille", () => {
  assert.equal(joursRestants("2026-12-24", "2026-12-24"), 0);
  assert.equal(joursRestants("2026-12-23", "2026-12-24"), 1);
  assert.equal(joursRestants("2026-12-26", "2026-12-24"), -2);
});

test("les changements d'heure, de mois, d'année et les bissextiles ne décalent rien", () => {
  assert.equal(joursRestants("2027-03-27", "2027-03-29"), 2);
  assert.equal(joursRestants("2026-10-24", "2026-10-26"), 2);
  assert.equal(joursRestants("2026-12-31", "2027-01-01"), 1);
  assert.equal(joursRestants("2028-02-28", "2028-03-01"), 2);
  assert.equal(joursRestants("2027-02-28", "2027-03-01"), 1);
  assert.equal(joursRestants("2026-01-01", "2027-01-01"), 365);
});

test("chaque jour de quatre ans est à un jour du suivant", () => {
  for (let n = 0; n < 1461; n += 1) {
    const jour = (rang) => new Date(Date.UTC(2026, 0, 1 + rang)).toISOString().slice(0, 10);
    assert.equal(joursRestants(jour(n), jour(n + 1)), 1, jour(n));
  }
});

test("le 31 février n'existe pas, le 29 février une année sur quatre", () => {
  assert.equal(jourExiste(2026, 2, 31), false);
  assert.equal(jourExiste(2026, 2, 29), false);
  assert.equal(jourExiste(2028, 2, 29), true);
  assert.equal(jourExiste(2026, 4, 31), false);
  assert.equal(jourExiste(2026, 12, 31), true);
  assert.equal(iso(2026, 3, 2), "2026-03-02");
});

test("un jour s'écrit en entier, et le premier du mois a son ordinal", () => {
  assert.equal(enToutesLettres("2026-12-24", "1er"), "jeudi 24 décembre 2026");
  assert.equal(enToutesLettres("2026-12-01", "1er"), "mardi 1er décembre 2026");
});

test("le jour de l'appareil est celui de son heure à lui, même tard le soir", () => {
  assert.equal(jourDe(new Date(2026, 10, 25, 23, 59)), "2026-11-25");
});

test("une horloge est douteuse avant la fabrication et plus de deux ans après", () => {
  assert.equal(horlogeDouteuse("2026-11-24", "2026-11-25"), true);
  assert.equal(horlogeDouteuse("2026-11-25", "2026-11-25"), false);
  assert.equal(horlogeDouteuse("2028-11-25", "2026-11-25"), false);
  assert.equal(horlogeDouteuse("2028-11-26", "2026-11-25"), true);
});
