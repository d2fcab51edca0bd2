// Chaque écran dans son module, chargé quand il sert : on ouvre la page pour une date, pas pour tout.

export const ECRANS = {
  tableau: () => import("./tableau.js"),
  gardee: () => import("./gardee.js"),
  choix: () => import("./choix.js"),
  evenement: () => import("./evenement.js"),
  fichier: () => import("./vue_fichier.js"),
  lettres: () => import("./lettres.js"),
  lettre: () => import("./lettre.js"),
  partie: () => import("./partie.js"),
  preuves: () => import("./preuves.js"),
  presence: () => import("./presence.js"),
  sorties: () => import("./sorties.js"),
};
