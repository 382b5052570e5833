"""Pages and live in one process on one port, for a demo and a small organisation."""

from typing import Any

import httpx
from a2wsgi import WSGIMiddleware

from drieslag.config.live import program
from drieslag.config.wsgi import application

PAGE_THREADS = 6  # at most the size of the pool of connections

wsgi: Any = application
pages: Any = WSGIMiddleware(wsgi, workers=PAGE_THREADS)
live: Any = program(transport=httpx.ASGITransport(pages))


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Gives `/live/` and the start and end of the process to the live program, and the rest to the pages."""
    is_live = scope["type"] != "http" or scope["path"].startswith("/live/")
    await (live(scope, receive, send) if is_live else pages(scope, _as_coroutine(receive), send))


def _as_coroutine(receive: Any) -> Any:
    """Makes of the server's own awaitable what a2wsgi needs to read a body from another thread."""

    async def received() -> Any:
        return await receive()

    return received
