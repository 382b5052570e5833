"""A page asked for as a browser does, with no server between: how long it takes, how often it asks the database."""

import time
from collections.abc import Callable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory


def seconds(act: Callable[[], object]) -> float:
    """Return how long this takes once."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def middle(act: Callable[[], object], times: int) -> float:
    """Return the middle one of some times in milliseconds."""
    return sorted(seconds(act) for _ in range(times))[times // 2] * 1000


def page(path: str, session: str, sign: str) -> Callable[[], None]:
    """Return what asks for a page; it breaks off when the page does not show the sign."""
    handler = WSGIHandler()

    def get() -> None:
        request = RequestFactory().get(path, headers={"Cookie": f"sessionid={session}"})
        response = handler(request.environ, lambda *_: lambda _data: None)
        text = b"".join(response).decode()
        response.close()
        if sign not in text:
            raise AssertionError(text[:500])

    return get


def queries(act: Callable[[], object]) -> int:
    """Return how often this asks the database something."""
    asked: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        act()
    return len(asked)
