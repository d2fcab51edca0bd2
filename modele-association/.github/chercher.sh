#!/usr/bin/env bash
# Cherche une version plus récente du guide. S'il y en a une, écrit son paquet.lock et le dit au travail.
set -euo pipefail

lire() { sed -n "s/^$1=//p" "$2"; }
suite=$(lire suite paquet.lock)
if [ -z "$suite" ]; then
  echo "paquet.lock ne dit pas où chercher la suite : rien à proposer."
  exit 0
fi
case $suite in
  https://*) curl --fail --silent --show-error --location --proto '=https' --retry 3 --output nouveau.lock "$suite" ;;
  *) cp -- "$suite" nouveau.lock ;;
esac
avant=$(lire version paquet.lock)
apres=$(lire version nouveau.lock)
plus_recente=$(printf '%s\n%s\n' "$avant" "$apres" | sort --version-sort | tail -n 1)
if ! [[ $apres =~ ^[0-9]+(\.[0-9]+)+$ ]] || [ "$apres" = "$avant" ] || [ "$plus_recente" != "$apres" ]; then
  echo "Version $avant : c'est la plus récente."
  rm nouveau.lock
  exit 0
fi
# Le paquet vient du même endroit que l'annonce : tout ce qui suit « /releases/ » seul peut changer.
if [ "$(lire suite nouveau.lock)" != "$suite" ] || [[ $(lire adresse nouveau.lock) != "${suite%%/releases/*}"/* && $suite == https://* ]]; then
  echo "La version $apres vient d'un autre endroit que la vôtre : elle n'est pas proposée." >&2
  exit 1
fi
mv nouveau.lock paquet.lock
echo "Version $apres : à essayer, puis à proposer."
echo "version=$apres" >> "${GITHUB_OUTPUT:-/dev/null}"
