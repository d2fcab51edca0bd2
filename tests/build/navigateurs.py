"""Ouvrir une page dans un navigateur présent, sans pilote, et attendre ce qu'elle renvoie.

Ni Firefox ni WebKitGTK n'ont de pilote dans leurs paquets Debian qui suffise : la page envoie elle-même son résultat.
"""

import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from builder.server import SiteServer
from tests.site.panne import Moitie

_MINI_BROWSER = "webkit2gtk-4.1/MiniBrowser"


def _minibrowser() -> str | None:
    for racine in (Path("/usr/lib"), Path("/usr/libexec")):
        if trouve := next(iter([*racine.glob(_MINI_BROWSER), *racine.glob(f"*/{_MINI_BROWSER}")]), None):
            return str(trouve)
    return None


def presents() -> dict[str, list[str]]:
    """Les navigateurs de cette machine, et comment les lancer sur une adresse ; `{profil}` est un dossier vide."""
    chromium = os.environ.get("RECOURS_NAVIGATEUR") or shutil.which("chromium")
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    webkit, ecran = _minibrowser(), shutil.which("xvfb-run")
    trouves = {}
    if chromium:
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        trouves["chromium"] = [chromium, "--headless=new", "--no-first-run", *root, "--user-data-dir={profil}"]
    if firefox:
        trouves["firefox"] = [firefox, "--headless", "--no-remote", "--profile", "{profil}"]
    if webkit and ecran:
        trouves["webkit"] = [ecran, "-a", webkit]
    return trouves


class Serveur(SiteServer):
    """Sert un dossier, et reçoit ce que la page en dit ; `coupe` : le plus gros fichier s'arrête à 60 %."""

    coupe = False

    def __init__(self, dossier: Path, prefixe: str = "/") -> None:
        super().__init__(dossier, prefixe)
        self.dits: queue.Queue[bytes] = queue.Queue()

        class Recevoir(self.RequestHandlerClass):  # type: ignore[misc, name-defined]
            def do_POST(self) -> None:
                self.server.dits.put(self.rfile.read(int(self.headers["Content-Length"])))
                self._send(200, b"", {})

            def _send(self, statut: Any, corps: bytes, entetes: dict[str, str]) -> None:
                if self.server.coupe and "/wasm-" in self.path:
                    self.wfile = Moitie(self.wfile, len(corps) * 6 // 10)
                super()._send(statut, corps, entetes)

        self.RequestHandlerClass = Recevoir


@contextlib.contextmanager
def _lance(commande: list[str], adresse: str) -> Iterator["subprocess.Popen[bytes]"]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profil:
        complet = [mot.format(profil=profil) for mot in commande] + [adresse]
        env = {
            **os.environ,
            "HOME": profil,
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        sortie = subprocess.DEVNULL
        # Un groupe à part : un navigateur a des enfants, et ce sont les siens seuls qu'on arrête.
        lance = subprocess.Popen(complet, env=env, stdout=sortie, stderr=sortie, start_new_session=True)
        try:
            yield lance
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(lance.pid, signal.SIGTERM)
            lance.wait(20)


def ouvrir(commande: list[str], dossier: Path, page: str, attente: float = 280) -> Any:
    """Ce que la page de ce dossier a renvoyé, en JSON ; `{"erreur": …}` lève."""
    return visiter(commande, Serveur(dossier), page, attente)


def visiter(commande: list[str], serveur: Serveur, page: str, attente: float = 280) -> Any:
    """La même chose d'un serveur déjà fait, arrêté ensuite."""
    serveur.start()
    try:
        with _lance(commande, serveur.address + page):
            dit = json.loads(serveur.dits.get(timeout=attente))
    finally:
        serveur.shutdown()
    if isinstance(dit, dict) and "erreur" in dit:
        raise AssertionError(dit["erreur"])
    return dit
