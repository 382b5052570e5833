"""The measuring itself; prints one row as JSON."""

import json
import statistics
import sys
import time
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from uuid import uuid4

import recurring_ical_events
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from bench.live_make import _persons
from drieslag.core import clock, tenancy
from drieslag.core.models import Organisation
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.notices import actions, ics, queries
from drieslag.learning.notices.queries import moments
from drieslag.learning.rhythm import actions as rhythm
from drieslag.learning.rhythm.enums import Kind, Reason, State
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.learning.rhythm.terms import Terms, starts_at
from drieslag.people.models import Membership, Person, Team
from tests.notices.making import own, parsed
from tests.support import database

TEAMS, SERIES = 3, 15
YEAR = timedelta(days=364)
WEEK = timedelta(weeks=1)


def make() -> tuple[Organisation, Person, str]:
    """Make somebody in three teams, each with a weekly hour and another meeting a week, for three years."""
    organisation = Organisation.objects.create(name="Wijkzorg", slug=uuid4().hex)
    with tenancy.inside(organisation.pk):
        teams = [Team.objects.create(organisation=organisation, name=f"Wijkteam {n}") for n in range(TEAMS)]
        person = _persons(organisation, teams[0], 1)[0]
        for team in teams[1:]:
            Membership.objects.create(organisation=organisation, team=team, person=person, since=clock.today())
        for number, team in enumerate(teams):
            _rhythm(person, team, number)
            _meetings(team, number)
        _feed, secret = actions.make_feed(by=person)
    return organisation, person, secret


def _rhythm(person: Person, team: Team, weekday: int) -> None:
    with clock.frozen(clock.now() - YEAR):
        terms = Terms(Kind.BOARD_SESSION, 45, clock.today(), weekday=weekday, at=clock_time(10), format_code="W03")
        agreement = rhythm.agree(by=person, team=team, terms=terms)
    known = set(Occurrence.objects.filter(agreement=agreement).values_list("original_on", flat=True))
    days = [
        agreement.starts_on + timedelta(days=(weekday - agreement.starts_on.weekday()) % 7) + n * WEEK
        for n in range(52)
    ]
    rows = [_moment(agreement, day, n) for n, day in enumerate(days) if day not in known]
    Occurrence.objects.bulk_create(rows)
    for row in Occurrence.objects.filter(agreement=agreement, state=State.PLANNED)[:40]:
        row.meeting = _meeting(team, row.starts_at)
        row.save(update_fields=["meeting"])


def _moment(agreement: Agreement, day: date, number: int) -> Occurrence:
    start = starts_at(agreement, day)
    given_up, moved = number % 9 == 4, number % 7 == 3
    return Occurrence(
        organisation_id=agreement.organisation_id, agreement=agreement, original_on=day,
        starts_at=start + timedelta(hours=3 if moved else 0), moved=moved,
        state=State.GIVEN_UP if given_up else State.PLANNED, reason=Reason.CRISIS if given_up else "",
        settled_at=clock.now() if given_up else None,
    )  # fmt: skip


def _meetings(team: Team, weekday: int) -> None:
    monday = clock.today() - timedelta(days=clock.today().weekday()) - YEAR
    for week in range(3 * 52):
        day = monday + timedelta(days=weekday + 1) + week * WEEK
        _meeting(team, datetime.combine(day, clock_time(14), clock.AMSTERDAM))


def _meeting(team: Team, at: datetime) -> Meeting:
    return Meeting.objects.create(
        organisation_id=team.organisation_id, team=team, format_code="W03", format_version=1, planned_at=at,
        minutes=30, title="Wat doe ik bij stilte?", place="Buurthuis De Linde, zaal 2",
    )  # fmt: skip


def measure(organisation: Organisation, person: Person, secret: str) -> dict[str, float]:
    """Serve it again and again, then read it as others do."""
    handler, factory = WSGIHandler(), RequestFactory()
    path = f"/calendar/{secret}.ics"

    def serve() -> bytes:
        response = handler.get_response(factory.get(path))
        assert isinstance(response, HttpResponse)
        assert response.status_code == 200, response.status_code
        return bytes(response.content)

    body, times = serve(), []
    for _ in range(SERIES):
        for kept in (ics.fold, ics.escape):
            kept.cache_clear()  # as the first time, for a person of whom nothing was asked yet
        began = time.perf_counter()
        serve()
        times.append(time.perf_counter() - began)
    with CaptureQueriesContext(connection) as asked:
        serve()
    with tenancy.inside(organisation.pk):
        window = queries.window_of(clock.now())
        expected = own(moments.entries(queries.teams_of(person), window), window)
    found = parsed(body, window)
    assert recurring_ical_events.of(Calendar.from_ical(body))
    return {
        "ms": statistics.median(times) * 1000,
        "moments": len(found),
        "kb": len(body) / 1000,
        "queries": len(asked),
        "otherwise": len(set(found) ^ set(expected)),
    }


def main() -> None:
    with database.lent():
        row = measure(*make())
    json.dump(row, sys.stdout)


if __name__ == "__main__":
    main()
