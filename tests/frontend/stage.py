"""A small stage for scripts: real templates and built files over HTTP, with a server whose answers a test decides."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.template import engines
from django.test import RequestFactory

STATIC = Path(__file__).resolve().parents[2] / "src/drieslag/web/static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'"
)

type Answer = tuple[int, dict[str, str], str]
type Form = dict[str, str]


@dataclass
class Stage:
    """What is served, what was posted, and how posts are answered."""

    source: str = ""
    look: str = ""
    theme: str = ""
    owner: str = "noor"
    posts: list[tuple[str, str, Form]] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)
    answer: Callable[[str, str], Answer] = lambda _path, _body: (204, {}, "")
    address: str = ""

    def page(self, path: str) -> str:
        """Render the page of this test."""
        request = RequestFactory().get(path)
        request.csp_nonce = "n"  # type: ignore[attr-defined]
        me = SimpleNamespace(id=self.owner, hats=[], person=SimpleNamespace(name="Noor")) if self.owner else None
        context = {**self.more, "me": me, "look": self.look, "theme": self.theme}
        return engines["django"].from_string(self.source).render(context, request)


def _handler(stage: Stage) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            if path.startswith("/static/"):
                file = STATIC / path.removeprefix("/static/")
                self.reply(200, {"Content-Type": TYPES[file.suffix]}, file.read_bytes())
            else:
                headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY}
                self.reply(200, headers, stage.page(path).encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            stage.posts.append((self.path, body, form))
            status, headers, text = stage.answer(self.path, body)
            self.reply(status, {"Content-Type": "text/html; charset=utf-8", **headers}, text.encode())

        def reply(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def staged() -> Iterator[Stage]:
    """Open the stage on a free port."""
    stage = Stage()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stage))
    stage.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield stage
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
