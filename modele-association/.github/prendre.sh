#!/usr/bin/env bash
# Prend le paquet que nomme paquet.lock, vérifie son empreinte, et l'ouvre dans paquet/.
set -euo pipefail

lire() { sed -n "s/^$1=//p" paquet.lock; }
adresse=$(lire adresse)
case $adresse in
  https://*) curl --fail --silent --show-error --location --proto '=https' --retry 3 --output paquet.zip "$adresse" ;;
  *) cp -- "$adresse" paquet.zip ;;
esac
if ! printf '%s  paquet.zip\n' "$(lire sha256)" | sha256sum --check --strict --status; then
  echo "Le paquet $adresse n'a pas l'empreinte écrite dans paquet.lock : rien n'est publié." >&2
  exit 1
fi
rm -rf paquet
python3 -m zipfile -e paquet.zip paquet
rm paquet.zip
