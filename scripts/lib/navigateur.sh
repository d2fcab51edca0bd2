# shellcheck shell=bash
# Le navigateur des tests : celui du système, sinon le paquet Debian, sinon celui de Playwright.
# tests/conftest.py lit RECOURS_NAVIGATEUR ; vide, Playwright prend le sien.

chercher_navigateur() {
  local nom
  for nom in chromium chromium-browser google-chrome google-chrome-stable; do
    if present "$nom"; then
      RECOURS_NAVIGATEUR=$(command -v "$nom")
      export RECOURS_NAVIGATEUR
      return 0
    fi
  done
  return 1
}

preparer_navigateur() {
  chercher_navigateur && return 0
  if paquet_debian chromium && chercher_navigateur; then return 0; fi
  dire "navigateur de Playwright"
  .venv/bin/python -m playwright install chromium >/dev/null 2>&1 ||
    mourir "Il manque un navigateur : installez Chromium (paquet chromium) ou Google Chrome, puis relancez."
}
