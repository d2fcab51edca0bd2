"""Un serveur qu'un test peut ralentir, couper au milieu d'un fichier, ou éteindre."""

import contextlib
import socket
import time
from typing import Any, BinaryIO

from builder.server import SiteServer


class Panne:
    """Un serveur dont le plus gros fichier s'arrête au milieu, ou tarde, tant qu'on le veut."""

    def __init__(self, serveur: SiteServer) -> None:
        self.coupe = False
        self.retard = 0.0
        self.fils: list[socket.socket] = []
        self.serveur = serveur
        panne, normal = self, self.serveur.RequestHandlerClass

        class EnPanne(normal):  # type: ignore[misc, valid-type]
            def setup(self) -> None:
                panne.fils.append(self.request)
                super().setup()

            def _send(self, statut: Any, corps: bytes, entetes: dict[str, str]) -> None:
                lourd = "/wasm-" in self.path
                if lourd and panne.coupe:
                    self.wfile = Moitie(self.wfile, len(corps) * 6 // 10)
                if lourd:
                    time.sleep(panne.retard)
                super()._send(statut, corps, entetes)

        self.serveur.RequestHandlerClass = EnPanne

    def eteindre(self) -> None:
        """N'accepte plus personne et raccroche, même les connexions gardées ouvertes."""
        self.serveur.shutdown()
        self.serveur.server_close()
        for fil in self.fils:
            with contextlib.suppress(OSError):
                fil.shutdown(socket.SHUT_RDWR)


class Moitie:
    """Laisse passer l'en-tête et une part du corps, puis coupe."""

    def __init__(self, sortie: BinaryIO, moitie: int) -> None:
        self.sortie, self.moitie = sortie, moitie

    def write(self, octets: bytes) -> int:
        if len(octets) < self.moitie:
            return self.sortie.write(octets)
        self.sortie.write(octets[: self.moitie])
        self.sortie.flush()
        raise ConnectionAbortedError

    def __getattr__(self, nom: str) -> Any:
        return getattr(self.sortie, nom)
