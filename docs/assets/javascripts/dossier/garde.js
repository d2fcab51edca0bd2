// Ce qui reste sur l'appareil : rien, sauf si la personne l'a demandé. Un navigateur peut refuser : on le dit.

export function garde(racine) {
  // Deux sites du même hébergeur ne se lisent pas l'un l'autre par mégarde.
  const cle = `mon-dossier:${racine.pathname}`;
  const essayer = (geste, sinon) => {
    try {
      return geste();
    } catch {
      return sinon;
    }
  };
  return {
    lire: () => essayer(() => localStorage.getItem(cle), null),
    ecrire: (texte) => essayer(() => { localStorage.setItem(cle, texte); return true; }, false),
    effacer: () => essayer(() => { localStorage.removeItem(cle); return true; }, false),
  };
}
