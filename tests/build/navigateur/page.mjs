// Lance l'ouvrier nommé après « ? » et renvoie au serveur ce qu'il dit. L'ouvrier naît d'un blob, comme dans la page.
const renvoyer = (dit) => fetch("dit", { method: "POST", body: JSON.stringify(dit) });
const code = `import ${JSON.stringify(new URL(location.search.slice(1), location).href)};`;
const ouvrier = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })), { type: "module" });
ouvrier.addEventListener("message", ({ data }) => renvoyer(data));
ouvrier.addEventListener("error", ({ message }) => renvoyer({ erreur: message ?? "ouvrier" }));
