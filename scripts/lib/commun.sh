# shellcheck shell=bash
# Ce que les scripts ont en commun : dire ce qu'ils font, s'arrêter avec une phrase.
# Rien ici n'emploie d'autre programme que bash : ces lignes marchent sur une machine presque vide.

RACINE=$(cd "${BASH_SOURCE[0]%/*}/../.." && pwd)
cd "$RACINE" || exit 1

dire() { printf '==> %s\n' "$*"; }

# Une seule phrase, sur la sortie d'erreur : ce qui manque et quoi installer.
mourir() {
  printf '%s\n' "$*" >&2
  exit 1
}

present() { command -v "$1" >/dev/null 2>&1; }

# Le témoin d'une installation est la copie du verrou qui l'a faite : même verrou, rien à refaire.
a_jour() { [ -f "$2" ] && [ "$(<"$1")" = "$(<"$2")" ]; }

est_root() { [ "${EUID:-1}" = 0 ]; }

# Un paquet de la distribution, quand on peut l'installer soi-même (root, Debian).
paquet_debian() {
  est_root && present apt-get || return 1
  dire "installation de $1 (paquet de la distribution)"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$1" >/dev/null 2>&1 && return 0
  # La liste des paquets manque ou date : une machine neuve n'en a pas.
  apt-get update -q >/dev/null 2>&1 || true
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$1" >/dev/null 2>&1
}
