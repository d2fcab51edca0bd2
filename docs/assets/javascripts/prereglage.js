// Un lien peut ouvrir le calculateur déjà réglé : #situation=detenu&contenu=refus_sejour,oqtf
// Le fragment ne part à aucun serveur. Seules ces deux questions se règlent, et seules leurs réponses connues :
// jamais une date, un lieu, ni rien qui dise qui est la personne.

const PERMISES = ["refus", "situation", "contenu"];

/** Les cases que le fragment demande, parmi celles du formulaire. */
export function voulues(fragment, formulaire) {
  const demandes = new URLSearchParams(fragment.replace(/^#/, ""));
  const champs = [...formulaire.querySelectorAll("input[type=radio], input[type=checkbox]")];
  return PERMISES.flatMap((nom) => {
    const valeurs = (demandes.get(nom) ?? "").split(",").filter(Boolean);
    const trouvees = champs.filter((champ) => champ.name === nom && valeurs.includes(champ.value));
    return trouvees.some(({ type }) => type === "radio") ? trouvees.slice(0, 1) : trouvees;
  });
}

/** Coche ces cases, comme la personne le ferait : elle les voit, et peut les changer. */
export function regler(fragment, formulaire) {
  const cases = voulues(fragment, formulaire);
  const suite = cases.some(({ name }) => name !== "refus") && !cases.some(({ name }) => name === "refus");
  // Dire ce qui est dans le papier suppose que c'est un titre de séjour qui est refusé.
  const titre = suite && formulaire.querySelector('[name="refus"][value="titre_sejour"]');
  for (const champ of [titre, ...cases].filter(Boolean)) {
    champ.checked = true;
    champ.dispatchEvent(new Event("input", { bubbles: true }));
    champ.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return cases.length;
}
