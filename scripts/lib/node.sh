# shellcheck shell=bash
# Vérifie Node et prépare node_modules : Pyodide, et les outils qui relisent le site.

preparer_node() {
  present node || mourir "Il manque Node.js : installez la version 20.19 ou une plus récente, puis relancez."
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    mourir "Node.js est trop ancien : installez la version 20.19 ou une plus récente, puis relancez."
  if a_jour package-lock.json node_modules/.verrou; then return 0; fi
  present npm || mourir "Il manque npm : installez-le (sous Debian, le paquet npm), puis relancez."
  dire "paquets npm dans node_modules (une fois par verrou)"
  npm ci --silent || mourir "Les paquets npm n'ont pas pu être installés : vérifiez l'accès au registre npm, puis relancez."
  cp package-lock.json node_modules/.verrou
}
