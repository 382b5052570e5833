"""A page that is only looked at writes nothing; a form that is not accepted keeps what was typed."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection, transaction

from drieslag.core import tenancy
from tests.factories.world import World
from tests.sweeps.authorisation import addresses
from tests.sweeps.stage import Stage, make_stage

WRITES = re.compile(r"\s*(insert|update|delete)\b.*?\"(\w+)\"", re.IGNORECASE | re.DOTALL)
MAY_WRITE = {"django_session"}  # a page of django-allauth may put there what it asks next
LET_OFF = {("account_email", "account_emailaddress"): "django-allauth writes down an address that it does not know yet"}
NO_FORMS = ("account_", "mfa_", "gallery:")  # django-allauth answers in its own way; the gallery only shows
READERS = ("professional", "learning_coach", "administrator", "director", "guest", "nobody")
MARK = "merkwoord"
TOO_LONG = f"{MARK} " * 12_000
PASSWORDS = {"password", "oldpassword", "password1", "password2"}


def written() -> tuple[list[str], Callable[..., Any]]:
    tables: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (found := WRITES.match(sql)) and found[2] not in MAY_WRITE:
            tables.append(found[2])
        return execute(sql, params, many, context)

    return tables, watch


@pytest.mark.slow
def test_looking_at_a_page_writes_nothing(world: World) -> None:
    stage = make_stage(world)
    wrong = []
    for one in addresses():
        for who in READERS:
            tables, watch = written()
            with transaction.atomic(), connection.execute_wrapper(watch):
                stage.browsers[who].get(one.path(stage))
                transaction.set_rollback(True)
            tenancy.enter(world.organisation.pk)
            wrong += [
                f"GET {one.name} as {who} writes {table}"
                for table in sorted(set(tables))
                if (one.name, table) not in LET_OFF
            ]
    assert not wrong, "\n".join(wrong)


def test_a_write_would_be_noticed(world: World) -> None:
    tables, watch = written()
    with connection.execute_wrapper(watch):
        world.team.save()
    assert tables == ["people_team"]


class Forms(HTMLParser):
    """The forms of a page that are posted, with their fields."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str], set[str]]] = []
        self._open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = found.get("method", "").lower() == "post" and "data-anonymous" not in found
            if self._open:
                self.forms.append((found.get("action", ""), {}, set()))
        elif self._open and tag in {"input", "textarea"} and (name := found.get("name")):
            self._field(tag, name, found)

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "form"

    def _field(self, tag: str, name: str, found: dict[str, str]) -> None:
        _action, values, texts = self.forms[-1]
        kind = "text" if tag == "textarea" else found.get("type", "text")
        if kind in {"text", "search"} and name not in PASSWORDS:
            texts.add(name)
            values[name] = TOO_LONG
        elif kind not in {"radio", "checkbox"} or "checked" in found:
            values[name] = found.get("value", "")


def forms_of(stage: Stage) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """Yield page, persona, path and values of every form with a text in it."""
    for one in addresses():
        if one.name.startswith(NO_FORMS):
            continue
        for who in ("professional", "learning_coach", "administrator", "guest", "nobody"):
            path = one.path(stage)
            answer = stage.browsers[who].get(path)
            if answer.status_code != 200 or "text/html" not in answer.headers.get("Content-Type", ""):
                continue
            for action, values, texts in Forms(answer.content.decode()).forms:
                if texts:
                    yield one.name, who, action or path, values


@pytest.mark.slow
def test_a_form_that_is_not_accepted_keeps_what_was_typed(world: World) -> None:
    stage = make_stage(world)
    wrong, seen = [], set()
    for name, who, path, values in forms_of(stage):
        with transaction.atomic():
            answer = stage.browsers[who].post(path, values)
            transaction.set_rollback(True)
        tenancy.enter(world.organisation.pk)
        seen.add(path)
        if answer.status_code != 422 or MARK not in answer.content.decode():
            kept = MARK in answer.content.decode()
            wrong.append(f"{name} as {who}: POST {path} answers {answer.status_code}, text kept: {kept}")
    assert len(seen) > 5
    assert not wrong, "\n".join(wrong)
