// Sur une clé USB, Python ne peut pas venir : un navigateur ne le charge pas depuis un dossier. Il n'essaie même pas.
// À la place de docs/assets/javascripts/moteur.js (builder/cle_usb.py).

const absent = () => Promise.reject(new Error("sans_webassembly"));

export const moteurDe = () => ({ demarrer: absent, calculer: absent, arreter() {} });
