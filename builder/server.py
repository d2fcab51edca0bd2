"""Un serveur de fichiers pour regarder et tester le site : sous n'importe quel chemin, comprimé comme en ligne."""

import argparse
import gzip
import sys
import threading
import time
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from builder.freins import Frein

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
    ".bin": "application/octet-stream",
}
# Déjà comprimés : les comprimer encore ne ferait que du travail.
_PACKED = {".png", ".zip", ".whl", ".gz", ".bin"}


@cache
def _packed(path: Path, stamp: int) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)


def sent_size(path: Path) -> int:
    """Combien d'octets voyagent pour ce fichier."""
    return path.stat().st_size if path.suffix in _PACKED else len(_packed(path, path.stat().st_mtime_ns))


class SiteServer(ThreadingHTTPServer):
    """Sert `folder` sous `prefix` et note chaque requête : (chemin, octets envoyés)."""

    daemon_threads = True

    def __init__(
        self, folder: Path, prefix: str = "/", port: int = 0, *, frein: Frein | None = None, cache: bool = False
    ) -> None:
        """`frein` ralentit le réseau ; `cache` garde dix minutes et reconnaît ce qui n'a pas changé, comme GitHub Pages."""
        super().__init__(("127.0.0.1", port), _Handler)
        self.frein = frein
        self.cache = cache
        self.folder = folder.resolve()
        self.prefix = "/" + prefix.strip("/") + "/" if prefix.strip("/") else "/"
        self.seen: list[tuple[str, int]] = []

    @property
    def address(self) -> str:
        """L'adresse de la page d'accueil."""
        return f"http://127.0.0.1:{self.server_address[1]}{self.prefix}"

    def start(self) -> "SiteServer":
        """Sert dans un fil à part, pour les tests."""
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def find(self, path: str) -> Path | None:
        """Le fichier demandé, ou None ; jamais un fichier d'en dehors du dossier."""
        if not path.startswith(self.prefix):
            return None
        file = (self.folder / path[len(self.prefix) :]).resolve()
        if not file.is_relative_to(self.folder):
            return None
        file = file / "index.html" if file.is_dir() else file
        return file if file.is_file() else None

    def handle_error(self, request: object, client_address: object) -> None:
        """Un navigateur qui coupe n'est pas une panne ; le reste se dit."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer
    protocol_version = "HTTP/1.1"
    # Sans cela, l'en-tête et le corps partis séparément attendent quarante millisecondes l'un l'autre.
    disable_nagle_algorithm = True

    def setup(self) -> None:
        """Une connexion neuve paie son aller-retour."""
        if self.server.frein:
            self.server.frein.saluer()
        super().setup()

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        folder = path.startswith(self.server.prefix) and (self.server.folder / path[len(self.server.prefix) :]).is_dir()
        if folder and not path.endswith("/"):
            self._send(HTTPStatus.MOVED_PERMANENTLY, b"", {"Location": urlsplit(self.path).path + "/"})
            return
        file = self.server.find(path)
        if file is None:
            missing = self.server.folder / "404.html"
            body = missing.read_bytes() if missing.is_file() else b"404"
            self._send(HTTPStatus.NOT_FOUND, body, {"Content-Type": _TYPES[".html"]})
            return
        headers = {"Content-Type": _TYPES.get(file.suffix, "application/octet-stream")}
        if self.server.cache:
            headers |= {
                "Cache-Control": "max-age=600",
                "ETag": f'"{file.stat().st_mtime_ns:x}-{file.stat().st_size:x}"',
            }
            if self.headers.get("If-None-Match") == headers["ETag"]:
                self._send(HTTPStatus.NOT_MODIFIED, b"", headers)
                return
        if file.suffix not in _PACKED and "gzip" in self.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            self._send(HTTPStatus.OK, _packed(file, file.stat().st_mtime_ns), headers)
        else:
            self._send(HTTPStatus.OK, file.read_bytes(), headers)

    do_HEAD = do_GET

    def _send(self, status: HTTPStatus, body: bytes, headers: dict[str, str]) -> None:
        if self.server.frein:
            time.sleep(self.server.frein.latence)
        self.send_response(status)
        # On vient de reconstruire : le navigateur doit redemander.
        for name, value in {"Cache-Control": "no-cache", **headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self._write(body)
            self.server.seen.append((self.path, len(body)))

    def _write(self, body: bytes) -> None:
        frein = self.server.frein
        if frein is None:
            self.wfile.write(body)
            return
        for piece in frein.morceaux(body):
            frein.attendre(len(piece))
            self.wfile.write(piece)

    def log_message(self, format: str, *args: object) -> None:
        """Rien par requête : l'adresse imprimée au départ doit rester à l'écran."""


def main() -> int:
    """Sert jusqu'à Ctrl-C."""
    parser = argparse.ArgumentParser(prog="builder.server")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--sous-chemin", default="/")
    given = parser.parse_args()
    try:
        server = SiteServer(given.folder, given.sous_chemin, given.port)
    except OSError:
        print(f"Le port {given.port} est pris : choisissez-en un autre avec --port.", file=sys.stderr)
        return 1
    print(f"==> le site est là : {server.address}   (Ctrl-C pour arrêter)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
