// Démarre Pyodide tel que publié, avec la roue du moteur : la référence à laquelle le petit moteur est comparé.
// Même entrée que petit.mjs.
export const base = new URL(".", import.meta.url).href;
export const total = 0;

export async function demarrer() {
  const { loadPyodide } = await import(base + "pyodide.mjs");
  const ici = base.replace(/^file:\/\//, "");
  return loadPyodide({
    indexURL: ici,
    stdLibURL: ici + "python_stdlib.zip",
    lockFileURL: ici + "pyodide-lock.json",
    packageBaseUrl: ici,
    packages: ["calculators"],
    stdout: (texte) => console.error(texte),
    stderr: (texte) => console.error(texte),
  });
}
