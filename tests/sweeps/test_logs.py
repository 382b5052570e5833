"""A log holds event name, duration, status and route name, and nothing that somebody wrote, is called or asked for."""

import io
import json
import logging
from contextlib import redirect_stdout

import pytest
import structlog

from drieslag.config.logs import KEYS, NamesOnly, only_known
from tests.factories.world import World

SECRET = "Bram Visser, bram@example.org, /meetings/17/"


def test_only_the_keys_of_the_list_pass() -> None:
    event = {
        "event": "page",
        "route": "board:team",
        "status": 200,
        "ms": 3,
        "path": SECRET,
        "user": SECRET,
        "text": SECRET,
    }
    assert only_known(None, "info", event) == {"event": "page", "route": "board:team", "status": 200, "ms": 3}


def test_the_list_has_no_key_for_whom_or_what() -> None:
    assert {"event", "level", "timestamp", "route", "status", "ms", "kind", "count", "error"} == KEYS


def test_a_librarys_message_is_stripped_to_where_it_came_from() -> None:
    record = logging.LogRecord("django.request", logging.ERROR, "x.py", 1, "Not found: %s", (SECRET,), None)
    assert NamesOnly().filter(record)
    assert record.getMessage() == "django.request ERROR"


def test_an_error_is_named_and_not_told() -> None:
    error = ValueError(SECRET)
    record = logging.LogRecord("drieslag", logging.ERROR, "x.py", 1, SECRET, (), (ValueError, error, None))
    NamesOnly().filter(record)
    assert logging.Formatter().format(record) == "drieslag ERROR ValueError"


def test_what_is_logged_comes_out_without_what_was_added() -> None:
    out = io.StringIO()
    with redirect_stdout(out):
        logger = structlog.wrap_logger(
            structlog.PrintLogger(out), processors=[only_known, structlog.processors.JSONRenderer()]
        )
        logger.info("page", route="board:team", mail=SECRET)
    assert json.loads(out.getvalue()) == {"event": "page", "route": "board:team"}


def test_a_page_that_is_not_there_logs_no_path(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    world.client(world.bram).get(f"/threads/{world.bram.pk}/")
    said = "".join(capfd.readouterr())
    assert str(world.bram.pk) not in said
