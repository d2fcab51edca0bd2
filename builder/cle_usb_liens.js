// Sans serveur, un lien vers un dossier en montre la liste : ceux que la réponse écrit mènent à sa page.

const VERS_UN_DOSSIER = /^(file:[^?#]*\/)(#.*)?$/;

function corriger(noeud) {
  for (const lien of noeud.querySelectorAll("a[href]")) {
    const trouve = VERS_UN_DOSSIER.exec(lien.href);
    if (trouve) lien.href = `${trouve[1]}index.html${trouve[2] ?? ""}`;
  }
}

new MutationObserver((changements) => {
  for (const { target } of changements) corriger(target);
}).observe(document.documentElement, { childList: true, subtree: true });
