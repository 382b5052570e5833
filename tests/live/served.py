"""The live program under its real server, with pages that count: `python -m tests.live.served DATABASE PORT`."""

import random
import sys
from typing import Any

import psycopg
from granian.constants import Interfaces
from granian.server import Server
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from drieslag.live import streams
from drieslag.live.asgi import Live, Wiring
from drieslag.live.tickets import open_audience

KEY = "a key of the tests"  # this process has no Django, as the live program needs none
WORDS = random.Random(1).randbytes(60_000).hex()  # which gzip makes only half as long


async def fragment(request: Request) -> Response:
    """Say each number after `since`; of a screen, with many words."""
    audience = open_audience(request.headers["X-Drieslag-Audience"], key=KEY)
    if request.url.path == "/fragments/farewell/":
        return PlainTextResponse("goodbye")
    async with await psycopg.AsyncConnection.connect(sys.argv[1]) as connection:
        await connection.execute(
            "select set_config('drieslag.organisation', %s, true)", [str(audience.organisation_id)]
        )
        found = await connection.execute("select version from live_topicversion where name = %s", [audience.topic])
        (version,) = await found.fetchone() or (0,)
    since = int(request.query_params["since"])
    lines = [f"{number} {WORDS if audience.audience == 'screen' else ''}" for number in range(since + 1, version + 1)]
    return PlainTextResponse("\n".join(lines), headers={"X-Drieslag-Version": str(version)})


def load(_: str) -> Any:
    """Make the program in the server's worker."""
    streams.PATIENCE_SECONDS = 1.0  # type: ignore[misc]
    live = Live(Wiring(key=KEY, database=sys.argv[1], pages=f"http://127.0.0.1:{sys.argv[2]}"))

    async def count(_: Request) -> Response:
        return PlainTextResponse(str(len(live._streams)))

    return Starlette(
        routes=[*live.routes, Route("/count", count), Route("/{path:path}", fragment)], lifespan=live.lifespan
    )


if __name__ == "__main__":
    Server(
        "made by load",
        address="127.0.0.1",
        port=int(sys.argv[2]),
        interface=Interfaces.ASGI,
        websockets=False,
        log_access=False,
        workers_kill_timeout=3,
    ).serve(target_loader=load)
