// Où est la table des réponses faites d'avance, et si l'appareil est à l'heure du serveur qui l'envoie.

import { joursRestants, jourDe } from "./jours.js";

const PATIENCE = 8_000;
// Deux jours d'écart : aucun fuseau n'explique cela.
const ECART_DOUTEUX = 2;

/** Tient { table, retard } : la table, et vrai si l'horloge de l'appareil est fausse ; null si elle ne vient pas. */
export async function lireTable(racine) {
  // Sur une clé USB, un script ordinaire l'a déjà posée : rien ne se demande à un réseau.
  if (window.reponsesFaites) return { table: window.reponsesFaites, horlogeFausse: false };
  const adresse = new URL("assets/reponses.json", racine);
  try {
    const reponse = await fetch(adresse, { signal: AbortSignal.timeout?.(PATIENCE) });
    if (!reponse.ok) return null;
    return { table: await reponse.json(), horlogeFausse: ecart(reponse) && await confirme(adresse) };
  } catch {
    return null;
  }
}

function ecart(reponse) {
  const dite = Date.parse(reponse.headers.get("Date") ?? "");
  return !Number.isNaN(dite) && Math.abs(joursRestants(jourDe(new Date(dite)), jourDe(new Date()))) >= ECART_DOUTEUX;
}

/** Une copie gardée porte une vieille date : on redemande au serveur même, sans rien télécharger. */
async function confirme(adresse) {
  const reponse = await fetch(adresse, { method: "HEAD", cache: "no-store" }).catch(() => null);
  return Boolean(reponse?.ok && ecart(reponse));
}

/** Python peut-il venir sans qu'on l'ait demandé ? Jamais quand la personne compte ses octets. */
export function bonneConnexion() {
  const { connection } = navigator;
  if (connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches) return false;
  return !connection?.effectiveType || connection.effectiveType === "4g";
}
