"""The measuring itself; prints its rows as JSON."""

import cProfile
import json
import pstats
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.test import RequestFactory

from bench.live_make import _persons, _session, a_format
from drieslag.core import clock, tenancy
from drieslag.core.models import Organisation
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Level, Origin, Seen, TryOutKind
from drieslag.people.models import Team
from tests.support import database

THREADS, CARDS, ROUNDS, SERIES = 30, 40, 200, 10


def make() -> dict[str, str]:
    """Make a board of thirty threads, a running meeting with forty cards, and a report; return address and session."""
    a_format()
    organisation = Organisation.objects.create(name="Wijkzorg", slug=uuid4().hex)
    with tenancy.inside(organisation.pk):
        team = Team.objects.create(organisation=organisation, name="Wijkteam")
        persons = _persons(organisation, team, 12)
        lead = persons[0]
        for number in range(THREADS):
            thread = threads.open_thread(
                by=persons[number % 12],
                team=team,
                origin=Origin.PERSON,
                title=f"Wanneer laat je een gezin los, vraag {number}?",
                story="Ik kom er al lang. Het gaat beter, en toch durf ik niet te stoppen.",
            )
            if number % 2:
                threads.add_insight(
                    by=lead,
                    team=team,
                    text="We spreken nooit af wanneer het klaar is.",
                    level=Level.DOUBLE,
                    thread=thread,
                )
            if number % 3:
                tried = threads.add_try_out(
                    by=lead,
                    team=team,
                    kind=TryOutKind.EXPERIMENT,
                    text="We vragen het aan het begin.",
                    owner=lead,
                    due_on=clock.today() + timedelta(days=14),
                    thread=thread,
                )
                if number % 5 == 0:
                    threads.note_effect(by=lead, try_out=tried, seen=Seen.YES, text="Het gaf rust.")
        found = [_meeting(team, persons) for _ in range(2)]
        seat = meetings.enter(by=lead, meeting=found[1])
        meetings.close(by=seat, meeting=found[1])
    session = _session(lead)
    return {
        "session": session,
        "board": f"/board/{team.pk}/",
        "running meeting": f"/meetings/{found[0].pk}/room/",
        "report": f"/meetings/{found[1].pk}/report/",
    }


def _meeting(team: Team, persons: list[Any]) -> Any:
    lead = persons[0]
    planned = meetings.plan(
        by=lead, team=team, format_code="W99", planned_at=clock.now() + timedelta(minutes=5), facilitator=lead
    )
    meeting = meetings.start(by=lead, meeting=planned)
    seats = [meetings.enter(by=person, meeting=meeting) for person in persons]
    for number in range(CARDS):
        meetings.contribute(
            by=seats[number % len(seats)], meeting=meeting, step="cards", text=f"Wat zegt het gezin zelf, {number}?"
        )
    return meeting


def per_second(*acts: Callable[[], Any]) -> list[float]:
    """Return how often each can be done, from the best of its series; the series take turns, so that what else the
    machine does meets them alike.
    """
    best = [0.0] * len(acts)
    for _ in range(SERIES):
        for number, act in enumerate(acts):
            began = time.perf_counter()
            for _ in range(ROUNDS // SERIES):
                act()
            best[number] = max(best[number], ROUNDS // SERIES / (time.perf_counter() - began))
    return best


def main() -> None:
    """Measure each page and print the rows."""
    with database.lent("bench", pooled=4):
        there = make()
        connection.close()
        handler = WSGIHandler()
        rows = [_row(handler, name, there[name], there["session"]) for name in ("board", "running meeting", "report")]
    sys.stdout.write(json.dumps(rows))


def _row(handler: WSGIHandler, name: str, address: str, session: str) -> dict[str, Any]:
    factory = RequestFactory()
    factory.cookies["sessionid"] = session

    def page() -> int:
        environ = factory.get(address, HTTP_ACCEPT_LANGUAGE="nl").environ
        answer: list[str] = []
        response = handler(environ, lambda status, _headers: answer.append(status))
        size = len(b"".join(response))
        response.close()
        assert answer[0].startswith("200"), (address, answer)
        return size

    asked: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    page()
    with connection.execute_wrapper(note):
        page()
    queries = [one for one in asked if not one[0].lower().startswith(("set transaction", "savepoint", "release"))]

    def bare() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for sql, params in queries:
                cursor.execute(sql, params)
                if cursor.description:
                    names = [column.name for column in cursor.description]
                    [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        connection.close()

    bare()
    rows_per_second, pages_per_second = per_second(bare, page)
    return {
        "page": name,
        "share": pages_per_second / rows_per_second,
        "rows_per_second": rows_per_second,
        "page_ms": 1000 / pages_per_second,
        "queries": len(queries),
        "where": _where(page),
    }


def _where(act: Callable[[], Any]) -> list[tuple[str, float]]:
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(10):
        act()
    profile.disable()
    stats: Any = pstats.Stats(profile)
    own = sorted(stats.stats.items(), key=lambda item: -item[1][2])[:12]
    return [(f"{key[0].rsplit('/', 1)[-1]}:{key[2]}", value[2] * 100) for key, value in own]


if __name__ == "__main__":
    main()
