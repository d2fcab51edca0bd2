// Les réponses que le moteur a faites à la fabrication (builder/reponses.py), lues sans lui. Rien ne se calcule ici :
// une case se trouve ou ne se trouve pas, et une date passée se compare à aujourd'hui (jours.js).

import { enToutesLettres, etatAu, jourApres, joursRestants } from "./jours.js";

const CHAMPS = [
  "type", "date", "contenu", "situation", "article_assignation", "heure", "mode", "voies_et_delais", "prefecture", "lieu",
  "delai_mentionne", "delai_depart_jours", "citoyen_ue",
];
const RECOURS = "recours_contentieux";
// L'ordre des suites de la table : délai ouvert, sous réserve, passé.
const ETATS = { ouverte: 0, dernier_jour: 0, ouverte_sous_reserve: 1, depassee: 2 };

/** La réponse du contrat à cette demande, sans le détail du compte ; null si la table ne la tient pas. */
export function reponseFaite(table, { calcul, aujourdhui, maintenant, dossier }) {
  const [decision, ...suite] = dossier?.evenements ?? [];
  if (calcul !== "echeances" || suite.length > 0 || decision?.type !== "decision_notifiee") return null;
  if (Object.keys(decision).some((champ) => !CHAMPS.includes(champ))) return null;
  const rangs = rangsDe(table, decision, dossier.residence);
  const jour = rangs && joursRestants(table.debut, decision.date);
  if (!rangs || !(jour >= 0 && jour < table.jours)) return null;
  if (decision.date > aujourdhui) return { erreur: dateFuture(table, aujourdhui) };
  const colonne = colonneDe(table, rangs, decision);
  return colonne && ecrire(table, { rangs, colonne, jour, decision, aujourdhui, maintenant });
}

/** Le rang de chaque réponse sur son axe ; null dès qu'une réponse n'est pas dans la table. */
function rangsDe({ dits }, decision, residence) {
  const { prefecture, lieu, situation } = decision;
  const ou = prefecture ?? residence ?? "";
  if (residence && residence !== ou && [residence, ou].some((code) => dits.loin.includes(code) || !(code in dits.territoire))) return null;
  if (situation === "retenu" && decision.heure === undefined) return null;
  const precision = decision.article_assignation ?? (situation === "retenu" && decision.heure ? "heure" : "");
  const rangs = {
    contenu: dits.contenu[[...decision.contenu].sort().join("+")],
    situation: dits.situation[`${situation}/${precision}`],
    voies: dits.voies[decision.voies_et_delais ?? ""],
    mode: dits.mode[decision.mode ?? ""],
    territoire: dits.territoire[ou],
  };
  if (Object.values(rangs).some((rang) => rang === undefined)) return null;
  // Les heures se comptent là où est la personne.
  if (lieu && dits.horaires.includes(rangs.situation) && dits.fuseau[lieu] !== dits.fuseau[ou]) return null;
  return rangs;
}

const place = (tailles, rangs) => rangs.reduce((total, rang, n) => total * tailles[n] + rang, 0);

function colonneDe({ dits: { tailles }, colonne_de: rangees, colonnes, neutres }, { contenu, situation, voies, territoire }, decision) {
  const [nc, ns, nv, , nt] = tailles;
  const rang = rangees[place([nc, ns, nv, nt], [contenu, situation, voies, territoire])];
  const change = Object.entries(neutres).some(([champ, valeurs]) =>
    decision[champ] !== undefined && !valeurs[String(decision[champ])]?.includes(rang));
  return change ? null : colonnes[rang];
}

/** Ce que vaut une série un jour donné. */
function valeur({ series }, serie, jour) {
  const [alphabet, texte] = series[serie];
  const code = texte.charCodeAt(jour);
  return alphabet[code < 58 ? code - 48 : code < 91 ? code - 29 : code - 87];
}

/** [jours depuis la notification, heure] ; une heure sans minutes prend celles de la remise. */
function terme(table, serie, jour, { date, heure }) {
  let lu = table.valeurs[valeur(table, serie, jour)];
  if (lu?.length === 24) {
    lu = lu[Number(heure.slice(0, 2))];
    if (!lu) throw new RangeError("heure");
    lu = [lu[0], `${lu[1]}${heure.slice(2)}`];
  }
  return lu ? [jourApres(date, lu[0]), lu[1]] : [null, null];
}

function ecrire(table, { rangs, colonne: [lignes, variantes], jour, decision, aujourdhui, maintenant }) {
  const [fiches, suites, droit] = profilDe(table, rangs, valeur(table, variantes, jour));
  const [ajoutAlertes, ajoutManque, ajoutCertitude, ajoutLecture] = table.ajouts[rangs.mode];
  let echeances;
  try {
    echeances = fiches.map((fiche) => {
      const [id, titre, certitude, manque, lecture] = table.fiches[fiche];
      // Les lectures vont de celle qui finit la première à la dernière ; passé ce jour, la règle est à relire.
      const [vautJusquAu, phrase] = table.lectures[Math.min(lecture, ajoutLecture)];
      const ancienne = aujourdhui > vautJusquAu;
      const [, serieDernier, serieFavorable] = lignes.find(([nom]) => nom === id);
      const [dernier, heure] = terme(table, serieDernier, jour, decision);
      const [favorable, heureFavorable] = terme(table, serieFavorable, jour, decision);
      return {
        id, objet: "decision_notifiee#0", dernier_jour: dernier, heure,
        etat: etatAu({ dernier, heure, favorable, heureFavorable }, aujourdhui, maintenant),
        certitude: ancienne ? table.certitudes.at(-1) : table.certitudes[Math.max(certitude, ajoutCertitude)],
        lecture_favorable: favorable, heure_favorable: heureFavorable,
        manque: [...new Set([...manque, ...ajoutManque])].sort(),
        titre: table.titres[titre],
        ...(ancienne && { a_relire: phrase }),
      };
    });
  } catch (erreur) {
    if (erreur instanceof RangeError) return null;
    throw erreur;
  }
  const cle = ({ dernier_jour: dernier, id }) => `${dernier} ${id}`;
  echeances.sort((une, autre) => (cle(une) < cle(autre) ? -1 : 1));
  const { etat, dernier_jour: dernier } = echeances.find(({ id }) => id === RECOURS);
  const [alertes, etapes] = suites[ETATS[etat]];
  return {
    echeances,
    alertes: [...new Set([...table.listes_d_alertes[alertes], ...ajoutAlertes])].sort((a, b) => a - b).map((rang) => alerte(table, rang)),
    etapes: table.listes_d_etapes[etapes].map((rang) => etape(table.etapes[rang], dernier, aujourdhui)),
    regles_au: table.droits[droit][0], relu_par: table.droits[droit][1], version: table.version,
  };
}

function profilDe({ dits: { tailles, classe }, jeu_de: jeux, jeux: tous, profils }, { contenu, situation, voies, territoire }, variante) {
  const [nc, ns, nv] = tailles;
  const rang = jeux[place([nc, ns, nv, Math.max(...classe) + 1], [contenu, situation, voies, classe[territoire]])];
  return profils[tous[rang].find(([laquelle]) => laquelle === variante)[1]];
}

function alerte({ alertes, sources }, rang) {
  const [id, gravite, texte, citees] = alertes[rang];
  return { id, gravite, texte, sources: citees.map((une) => ({ texte: sources[une][0], article: sources[une][1], url: sources[une][2] })) };
}

/** Une étape garde sa marge avant le dernier jour, mais n'est jamais dans le passé. */
function etape([id, titre, page, marge], dernier, aujourdhui) {
  const avec = marge === null ? aujourdhui : jourApres(dernier, -marge);
  return { id, titre, page, avant: avec > aujourdhui ? avec : aujourdhui };
}

function dateFuture({ date_future: phrase }, aujourdhui) {
  const jour = enToutesLettres(aujourdhui, "1er").split(" ").slice(1).join(" ");
  return { type: "saisie_invalide", champ: "dossier.evenements[0].date", message: phrase.replace("{aujourdhui}", jour) };
}

/** La réponse `tribunal` du contrat, sans les raisons ; null si la table ne la tient pas. */
export function tribunalFait({ dits, tribunal: { noms, carte, sortes, etablissements, toujours_residence: toujours } }, demande) {
  const { contenu, situation, article_assignation: article, prefecture, residence, lieu } = demande;
  const rangContenu = dits.contenu[[...contenu].sort().join("+")];
  const rangSituation = dits.situation[`${situation}/${article ?? ""}`];
  if (rangContenu === undefined || rangSituation === undefined) return null;
  const [parLieu, question, manque] = sortes[rangContenu][rangSituation];
  const chez = residence ?? prefecture;
  const ici = parLieu && ![lieu, prefecture].some((code) => toujours.includes(code)) ? lieu : chez;
  if (ici === undefined) return ici === lieu && parLieu ? { erreur: { message: manque } } : null;
  if (!(ici in carte) || (chez !== undefined && !(chez in carte))) return null;
  const nomme = (id) => ({ id, nom: noms[id][0], adresse: noms[id][1], site: noms[id][2] });
  const autres = ici === lieu && parLieu ? [...(etablissements[`${rangSituation}/${lieu}`] ?? [])] : [];
  if (ici === lieu && parLieu && question && chez !== undefined && carte[chez] !== carte[ici]) {
    autres.splice(autres.length, 0, [carte[chez], question]);
  }
  return { tribunal: nomme(carte[ici]), autres: autres.filter(([id]) => id !== carte[ici]).map(([id, dite]) => ({ ...nomme(id), question: dite })) };
}
