// Le dossier en mémoire et dans son fichier, sans page : convertir, refuser, ne rien perdre.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ajouter, brutDe, cibleDe, dossierDuContrat, memes, rangDe, retirer, vide } from "../../docs/assets/javascripts/dossier/etat.js";
import { comparer, FORMAT, lireFichier, Refus, versFichier } from "../../docs/assets/javascripts/dossier/fichier.js";

const CONNUS = {
  evenements: {
    decision_notifiee: { formes: { contenu: "cases", date: "date", mode: "choix", heure: "heure" } },
    recours_gracieux: { formes: { date: "date", date_reception: "date" } },
  },
  champs: { nom: { type: "texte" }, moyens: { type: "moyens" }, aj_demandee: { type: "oui_non" }, decision: { type: "texte" } },
};
const DECISION = { type: "decision_notifiee", date: "2026-10-05", contenu: ["refus_sejour"], mode: "main_propre" };
const lire = (contenu) => lireFichier(JSON.stringify(contenu), CONNUS);
const refuse = (texte, raison) => assert.throws(() => lireFichier(texte, CONNUS), (erreur) => erreur instanceof Refus && erreur.message === raison);

test("une réponse du contrat se retape comme elle s'écrit", () => {
  assert.deepEqual(brutDe({ date: "2026-10-05", contenu: ["oqtf"], heure: null }, CONNUS.evenements.decision_notifiee.formes),
    { "date-annee": ["2026"], "date-mois": ["10"], "date-jour": ["5"], contenu: ["oqtf"] });
});

test("un événement à moitié rempli ne part pas, et les renvois suivent les rangs de ce qui part", () => {
  const etat = vide();
  const [incomplet, decision, lettre] = [ajouter(etat, "decision_notifiee"), ajouter(etat, "decision_notifiee"), ajouter(etat, "recours_gracieux")];
  lettre.contre = decision.cle;
  const evalues = {
    [incomplet.cle]: { contrat: {}, manque: ["date"] },
    [decision.cle]: { contrat: { type: "decision_notifiee" }, manque: [] },
    [lettre.cle]: { contrat: { type: "recours_gracieux" }, manque: [] },
  };
  const { dossier, cles } = dossierDuContrat(etat, evalues);
  assert.deepEqual(dossier.evenements, [{ type: "decision_notifiee" }, { type: "recours_gracieux", contre: "decision_notifiee#0" }]);
  assert.deepEqual(cibleDe("dossier.evenements[1].date", cles), { cle: lettre.cle, champ: "date" });
  assert.equal(rangDe(etat, decision), 2);
  retirer(etat, decision.cle);
  assert.equal(lettre.contre, "");
});

test("ce qui est enregistré se relit, brouillons, preuves, présence et décision visée compris", () => {
  const { etat } = lire({ evenements: [DECISION, { type: "recours_gracieux", date: "2026-10-20", contre: "decision_notifiee#0" }] });
  etat.champs = { nom: "Ñandú 🐦", decision: etat.evenements[0].cle };
  etat.evenements[0].preuve = { sortes: ["enveloppe"], note: "tiroir" };
  etat.presence = { lignes: [{ intitule: "Bail", du: "2024-01-01" }], depuis: "2023-01-01" };
  etat.agenda = { cle: "a1b2" };
  const brouillon = ajouter(etat, "recours_gracieux");
  brouillon.brut = { "date-jour": ["4"] };
  const evalues = Object.fromEntries(etat.evenements.map((un) => [un.cle, un === brouillon
    ? { contrat: { type: un.type }, manque: ["date"] } : { contrat: { type: un.type, ...un.autres }, manque: [] }]));
  const fichier = versFichier(etat, evalues, { version: "1", echeances: [{ id: "x", objet: "y", dernier_jour: "2026-12-01", heure: null }] }, "2026-11-25");
  assert.equal(fichier.format, FORMAT);
  assert.deepEqual(fichier.echeances, [{ id: "x", objet: "y", dernier_jour: "2026-12-01", heure: null }]);
  assert.equal(fichier.champs.decision, "decision_notifiee#0");
  const relu = lireFichier(JSON.stringify(fichier), CONNUS);
  assert.equal(relu.converti, false);
  const { suivant, ...avant } = etat;
  const { suivant: autre, ...apres } = relu.etat;
  assert.equal(suivant, autre);
  assert.deepEqual(apres, avant);
});

test("un fichier abîmé, étranger, trop récent, vide ou énorme est refusé", () => {
  refuse("{\"format\": \"dossier-titre-de-se", "json");
  refuse(JSON.stringify({ format: FORMAT, contrat: 1 }), "json");
  refuse(JSON.stringify({ format: "autre", evenements: [DECISION] }), "format");
  refuse(JSON.stringify({ nom: "facture" }), "format");
  refuse("3", "format");
  refuse("null", "format");
  refuse(JSON.stringify({ format: FORMAT, contrat: 2, dossier: { evenements: [DECISION] } }), "contrat");
  refuse(JSON.stringify({ evenements: [] }), "vide");
  refuse(" ".repeat(5_000_001), "gros");
});

test("une demande du moteur, un dossier seul et une liste d'événements sont convertis", () => {
  for (const contenu of [{ calcul: "echeances", aujourdhui: "2026-11-25", dossier: { evenements: [DECISION], residence: "69" } }, { evenements: [DECISION] }, [DECISION]]) {
    const { etat, converti } = lire(contenu);
    assert.equal(converti, true);
    assert.equal(etat.evenements.length, 1);
    assert.deepEqual(etat.evenements[0].brut.contenu, ["refus_sejour"]);
  }
});

test("ce qui ne se comprend pas est gardé, jamais perdu, jamais exécuté", () => {
  const { etat } = lire({
    format: FORMAT, contrat: 1,
    dossier: { evenements: [DECISION, { type: "__proto__" }, 3, { ...DECISION, inconnue: 1 }] },
    champs: { nom: 4, aj_demandee: true, autre: "x", constructor: "y" },
    preuves: "non", brouillons: [{ type: "licorne" }], presence: 7, agenda: { cle: "../x" },
  });
  assert.equal(etat.evenements.length, 2);
  assert.deepEqual(etat.champs, { aj_demandee: true });
  assert.equal(etat.illisibles.length, 7);
  assert.deepEqual(etat.agenda, {});
});

test("les dates d'avant et d'après se comparent", () => {
  const une = (id, dernier_jour, heure = null) => ({ id, objet: "decision_notifiee#0", dernier_jour, heure });
  assert.deepEqual(comparer([une("a", "2026-12-01")], [une("a", "2026-12-01")]), []);
  const changees = comparer([une("a", "2026-12-01"), une("b", "2026-12-02"), une("h", "2026-12-02", "10:00")],
    [une("a", "2026-12-04"), une("c", null), une("h", "2026-12-02", "11:00")]);
  assert.deepEqual(changees.map(({ id, avant, apres }) => [id, avant?.jour, apres?.jour]),
    [["a", "2026-12-01", "2026-12-04"], ["b", "2026-12-02", undefined], ["h", "2026-12-02", "2026-12-02"], ["c", undefined, undefined]]);
});

test("deux listes de mêmes valeurs sont les mêmes", () => {
  assert.equal(memes(["a", "b"], ["b", "a"]), true);
  assert.equal(memes(null, undefined), false);
});
