"""Un serveur qu'on éteint, qu'on ralentit et dont on change le site, sans changer d'adresse."""

import time
from pathlib import Path

from builder.paths import SITE
from builder.server import SiteServer


class ServeurQuiTombe(SiteServer):
    """Éteint, il raccroche au lieu de répondre ; `retard` fait attendre chaque réponse."""

    def __init__(self, folder: Path = SITE) -> None:
        super().__init__(folder, "/association/")
        self.eteint = False
        self.retard = 0.0
        serveur, normal = self, self.RequestHandlerClass

        class Capricieux(normal):  # type: ignore[misc, valid-type]
            def parse_request(self) -> bool:
                if not super().parse_request() or serveur.eteint:
                    self.close_connection = True
                    return False
                time.sleep(serveur.retard)
                return not serveur.eteint

        self.RequestHandlerClass = Capricieux
