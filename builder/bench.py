"""Mesure ce que le lecteur attend : notre page, et la même page avec Pyodide tel que publié, dans le même passage.

Seul le rapport entre les deux est solide : les secondes dépendent de la machine.
"""

import argparse
import gzip
import os
import shutil
import statistics
import time
from pathlib import Path

from builder import runtime
from builder.bench_engine import batch_bench, files_bench, pyodide_bench
from builder.bench_premiere_date import premiere_date_bench
from builder.paths import BUILD, SITE
from builder.server import SiteServer

# Une décision ordinaire, dite comme une personne la dirait.
_ANSWERS = {
    "refus": "titre_sejour",
    "situation": "libre",
    "contenu": "refus_sejour",
    "mode": "main_propre",
    "voies_et_delais": "complets",
}
_FILL = """(answers) => {
  const form = document.querySelector('form[data-calcul="echeances"]');
  const say = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));
  for (const [name, value] of Object.entries(answers)) {
    const field = form.querySelector(`[name="${name}"][value="${value}"]`);
    field.checked = true;
    say(field);
  }
  const received = new Date(Date.now() - 5 * 86400000);
  const date = { jour: received.getDate(), mois: received.getMonth() + 1, annee: received.getFullYear() };
  for (const [part, value] of Object.entries(date)) {
    const field = form.querySelector(`[name="date-${part}"]`);
    field.value = value;
    say(field);
  }
  form.requestSubmit();
}"""


def stock_site(folder: Path) -> Path:
    """Notre site, dont seul le moteur est remplacé par Pyodide entier et la roue en source."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SITE, folder)
    runtime.stock_pyodide(folder / "assets" / "pyodide", whole_lock=True)
    return folder


def cold_start(browser: object, folder: Path) -> tuple[float, int]:
    """Secondes de la navigation à la première date affichée, et octets envoyés par le serveur."""
    server = SiteServer(folder, "/association/").start()
    context = browser.new_context()  # type: ignore[attr-defined]
    try:
        page = context.new_page()
        start = time.monotonic()
        page.goto(server.address, wait_until="domcontentloaded")
        page.evaluate(_FILL, _ANSWERS)
        page.wait_for_selector("[data-echeance] time", state="attached", timeout=120_000)
        return time.monotonic() - start, sum(size for _, size in server.seen)
    finally:
        context.close()
        server.shutdown()


def page_bench(rounds: int) -> None:
    """Compare les deux pages, en alternant, chaque fois dans un navigateur sans rien en mémoire."""
    from playwright.sync_api import sync_playwright

    sites = {"notre page": SITE, "Pyodide tel quel": stock_site(BUILD / "bench" / "site")}
    seen: dict[str, list[tuple[float, int]]] = {name: [] for name in sites}
    args = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as play:
        for _ in range(rounds):
            for name, folder in sites.items():
                browser = play.chromium.launch(executable_path=os.environ.get("RECOURS_NAVIGATEUR") or None, args=args)
                seen[name].append(cold_start(browser, folder))
                browser.close()
    medians = {name: (statistics.median(t for t, _ in runs), runs[0][1]) for name, runs in seen.items()}
    print(f"\nDémarrage à froid, médiane de {rounds} (octets comptés par le serveur, comprimés comme en ligne)")
    for name, (seconds, size) in medians.items():
        print(f"  {name:18} {size / 1e6:6.2f} Mo   {seconds:5.2f} s jusqu'à la première date")
    (ours, ours_size), (stock, stock_size) = medians.values()
    print(f"  {'rapport':18} {ours_size / stock_size:6.2f}      {ours / stock:5.2f}")


def runtime_bench() -> None:
    """Le poids de chaque fichier livré, comprimé."""
    print("\nCe que la page télécharge pour calculer (comprimé)")
    for path in sorted((SITE / "assets" / "pyodide").iterdir(), key=lambda path: -path.stat().st_size):
        print(f"  {path.name:42} {len(gzip.compress(path.read_bytes(), compresslevel=6)) / 1e3:8.0f} ko")


def main() -> int:
    """Tout mesurer, ou une partie."""
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("--tours", type=int, default=3, help="démarrages à froid par page (3)")
    given = parser.parse_args()
    runtime_bench()
    files_bench()
    batch_bench()
    pyodide_bench()
    page_bench(given.tours)
    premiere_date_bench(given.tours)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
