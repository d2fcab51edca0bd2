// Remplit et envoie le formulaire dès qu'il existe, et note quand la date est à l'écran ; pour builder/bench_premiere_date.py.
// `performance.now()` part de la navigation.
(() => {
  const reponses = {
    refus: "titre_sejour", situation: "libre", contenu: "refus_sejour", mode: "main_propre", voies_et_delais: "complets",
  };
  const date = '[data-reponse]:not([hidden]) [data-echeance="recours_contentieux"] time';
  const noter = () => {
    if (window.premiereDate || !document.querySelector(date)) return;
    requestAnimationFrame(() => { window.premiereDate ??= performance.now(); });
  };
  const remplir = () => {
    const formulaire = document.querySelector('form[data-calcul="echeances"]');
    if (!formulaire) return;
    const dire = (champ) => champ.dispatchEvent(new Event("input", { bubbles: true }));
    for (const [nom, valeur] of Object.entries(reponses)) {
      const champ = formulaire.querySelector(`[name="${nom}"][value="${valeur}"]`);
      champ.checked = true;
      dire(champ);
    }
    const recu = new Date(Date.now() - 5 * 86400000);
    const parties = { jour: recu.getDate(), mois: recu.getMonth() + 1, annee: recu.getFullYear() };
    for (const [partie, valeur] of Object.entries(parties)) {
      const champ = formulaire.querySelector(`[name="date-${partie}"]`);
      champ.value = valeur;
      dire(champ);
    }
    new MutationObserver(noter).observe(document.body, { childList: true, subtree: true, attributes: true });
    formulaire.requestSubmit();
  };
  document.addEventListener("DOMContentLoaded", remplir);
})();
