"""Firefox sans pilote : son propre protocole, Marionette, du JSON sur une prise locale, pour une page sans serveur."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_PATIENCE = 60


def _port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


def _joindre(port: int) -> socket.socket:
    fin = time.monotonic() + _PATIENCE
    while True:
        try:
            prise = socket.create_connection(("127.0.0.1", port), 2)
        except OSError:
            if time.monotonic() > fin:
                raise
            time.sleep(0.3)
        else:
            prise.settimeout(_PATIENCE)
            return prise


def _recevoir(prise: socket.socket) -> Any:
    """Un message : sa longueur, deux-points, du JSON."""
    tete = b""
    while not tete.endswith(b":"):
        tete += prise.recv(1)
    corps = b""
    while len(corps) < int(tete[:-1]):
        corps += prise.recv(int(tete[:-1]) - len(corps))
    return json.loads(corps)


@contextlib.contextmanager
def firefox(programme: str) -> Iterator[Callable[[str, dict[str, Any]], Any]]:
    """Un Firefox neuf ; rend de quoi lui donner un ordre. Lui seul et ses enfants sont arrêtés à la fin."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profil:
        port = _port_libre()
        Path(profil, "user.js").write_text(f'user_pref("marionette.port", {port});\n', encoding="utf-8")
        commande = [programme, "--headless", "--no-remote", "--marionette", "--profile", profil]
        sortie = subprocess.DEVNULL
        lance = subprocess.Popen(
            commande, env={**os.environ, "HOME": profil}, stdout=sortie, stderr=sortie, start_new_session=True
        )
        try:
            prise = _joindre(port)
            _recevoir(prise)

            def ordonner(nom: str, parametres: dict[str, Any]) -> Any:
                message = json.dumps([0, 1, nom, parametres]).encode()
                prise.sendall(f"{len(message)}:".encode() + message)
                _, _, faute, rendu = _recevoir(prise)
                assert faute is None, faute
                return rendu

            ordonner("WebDriver:NewSession", {})
            yield ordonner
            prise.close()
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(lance.pid, signal.SIGTERM)
            lance.wait(20)
