// Donner un fichier ou un texte à la personne. Rien ne sort de l'appareil.

const DUREE_DU_LIEN = 60_000;

/** Donne un fichier à enregistrer, sous ce nom. */
export function donner(contenu, type, nom) {
  const adresse = URL.createObjectURL(new Blob([contenu], { type }));
  const lien = document.createElement("a");
  lien.href = adresse;
  lien.download = nom;
  document.body.append(lien);
  lien.click();
  lien.remove();
  // Certains téléphones lisent le lien après coup : on ne le ferme pas tout de suite.
  setTimeout(() => URL.revokeObjectURL(adresse), DUREE_DU_LIEN);
}

export const octetsDe = (base64) => Uint8Array.from(atob(base64), (signe) => signe.charCodeAt(0));

/** Copie le texte ; si le navigateur refuse, le sélectionne dans `zone` pour que la personne le copie. Rend ce qui a marché. */
export async function copier(texte, zone) {
  try {
    await navigator.clipboard.writeText(texte);
    return true;
  } catch {
    zone.hidden = false;
    zone.querySelector("textarea").focus();
    zone.querySelector("textarea").select();
    return false;
  }
}
