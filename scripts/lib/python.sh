# shellcheck shell=bash
# Trouve le bon Python et prépare .venv, les outils de la fabrique.

# On essaie chaque candidat en le lançant : un raccourci de pyenv existe souvent sans rien derrière.
trouver_python() {
  local candidat
  for candidat in python3.13 python3 python "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.13*/bin/python3; do
    if "$candidat" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' >/dev/null 2>&1; then
      PYTHON=$candidat
      return 0
    fi
  done
  mourir "Il manque Python 3.13, le Python que la page embarque : installez-le (paquet python3.13, ou « pyenv install 3.13 »), puis relancez."
}

preparer_python() {
  if a_jour requirements.lock .venv/requirements.lock && .venv/bin/python -c '' 2>/dev/null; then return 0; fi
  trouver_python
  "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null ||
    mourir "Le module venv manque à Python 3.13 : installez-le (sous Debian, le paquet python3.13-venv), puis relancez."
  dire "outils Python dans .venv (une fois par verrou, environ une minute)"
  "$PYTHON" -m venv --clear .venv
  .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock \
    2>.venv/journal.txt ||
    mourir "Les outils Python n'ont pas pu être installés : vérifiez l'accès à PyPI, puis relancez (détail : .venv/journal.txt)."
  cp requirements.lock .venv/requirements.lock
}
