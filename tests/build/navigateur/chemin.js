// Posé dans la page d'accueil construite, avec bench_remplir.js qui remplit le formulaire : ce que la personne a vu, dans
// l'ordre, renvoyé au serveur. Aucun pilote : le même fichier dit la même chose dans les trois moteurs.
(() => {
  const options = new URLSearchParams(location.hash.slice(1));
  if (options.get("panne") === "sans_webassembly") delete window.WebAssembly;
  const PATIENCE = 60_000;
  const une = (quoi) => document.querySelector(quoi);
  const date = () => une('[data-echeance="recours_contentieux"] time');

  async function quand(vrai, dit) {
    const fin = performance.now() + PATIENCE;
    while (!vrai()) {
      if (performance.now() > fin) throw new Error(dit);
      await new Promise((suite) => setTimeout(suite, 30));
    }
  }

  const vue = () => ({
    jour: date().dateTime, haut: Math.round(date().getBoundingClientRect().top), defile: Math.round(scrollY),
    titre: document.activeElement?.hasAttribute("data-titre-reponse") ?? false,
  });

  /** Un ouvrier né d'un blob, comme celui de la page, essaie de joindre un autre hôte. */
  function fuite(ailleurs) {
    const code = `fetch(${JSON.stringify(ailleurs)}).then(() => postMessage("parti"), () => postMessage("retenu"))`;
    const ouvrier = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })), { type: "module" });
    return new Promise((dire) => {
      ouvrier.onmessage = ({ data }) => dire(data);
      ouvrier.onerror = () => dire("ouvrier refusé");
    });
  }

  async function chemin() {
    await quand(() => window.premiereDate, "aucune date");
    const premiere = { ...vue(), pret: une("recours-calculateur").dataset.pret };
    const repli = () => une(".principale details[data-repli]");
    await quand(() => !repli().querySelector("[data-attend]") || repli().textContent.includes("reste bonne"), "le moteur ne dit rien");
    const apres = { ...vue(), pret: une("recours-calculateur").dataset.pret, pas: repli().querySelectorAll("li").length };
    return { premiere, apres, secours: !une("[data-secours]").hidden, fuite: await fuite(options.get("ailleurs")) };
  }

  const renvoyer = (dit) => fetch("dit", { method: "POST", body: JSON.stringify(dit) });
  addEventListener("DOMContentLoaded", () => chemin().then(renvoyer, (erreur) => renvoyer({ erreur: String(erreur.stack ?? erreur) })));
})();
