"""The live program, told by the settings where its database and its pages are. `app` is it alone, behind a proxy."""

from typing import Any

import httpx
from psycopg.conninfo import make_conninfo
from starlette.applications import Starlette

from drieslag.config.settings import environment
from drieslag.live.asgi import Live, Wiring


def program(*, transport: httpx.AsyncBaseTransport | None = None) -> Starlette:
    """With a transport the pages are asked through it, instead of over the network."""
    environment.choose_settings()
    from django.conf import settings

    wiring = Wiring(
        key=settings.LIVE_SIGNING_KEY,
        database=_conninfo(settings.DATABASES["default"]),
        pages=settings.LIVE_PAGES_URL,
        host=settings.LIVE_PAGES_HOST,
        transport=transport,
    )
    return Live(wiring).app()


# What stands among the options of the database for Django, and is no word of libpq's.
DJANGO_READS = frozenset({"pool", "server_side_binding", "prepare_threshold"})


def _conninfo(database: dict[str, Any]) -> str:
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    given = {ours: str(database[theirs]) for theirs, ours in names.items() if database.get(theirs)}
    options = {key: value for key, value in database.get("OPTIONS", {}).items() if key not in DJANGO_READS}
    return make_conninfo("", **given, **options)


def __getattr__(name: str) -> Starlette:
    """Makes `app` when it is asked for: beside the pages this module serves only for `program`."""
    if name == "app":
        return program()
    raise AttributeError(name)
