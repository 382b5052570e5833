"""Whether a line to reflect fits now: after a meeting at which somebody noted to have been, or after looking back.

A meeting's seats are gone once it is closed, and are nobody's list before. Only the private row “I was there” tells,
and only to whoever wrote it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from drieslag.core import clock
from drieslag.development.reflections.enums import AboutKind
from drieslag.development.reflections.models import ReflectionSetting
from drieslag.development.reflections.queries.notes import about_these
from drieslag.learning.meetings.queries.attendance import noted_since
from drieslag.learning.threads.models import Effect
from drieslag.people.models import Membership, Person

ASKED_FOR: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Fitting:
    """A meeting or a try-out of these days about which nothing was written yet."""

    kind: AboutKind
    key: UUID
    words: str
    on: date


def asks(person: Person) -> bool:
    """Return whether somebody wants such a line (one query); most never said, and do."""
    said = ReflectionSetting.objects.filter(owner=person.pk).values_list("asks", flat=True).first()
    return said is not False


def fitting(person: Person) -> Fitting | None:
    """Return the latest that fits, or nothing (two queries, and two more on the days after something)."""
    since = clock.today() - ASKED_FOR
    rows = [*_meetings(person, since), *_try_outs(person, since)]
    if not rows or not asks(person):
        return None
    written = about_these(person, since)
    left = [row for row in rows if row.key not in written]
    return max(left, key=lambda row: row.on, default=None)


def _meetings(person: Person, since: date) -> list[Fitting]:
    return [Fitting(AboutKind.MEETING, row.meeting, row.title, row.on) for row in noted_since(person, since)]


def _try_outs(person: Person, since: date) -> list[Fitting]:
    teams = Membership.objects.filter(person=person.pk, until=None).values("team")
    rows = Effect.objects.filter(team__in=teams, by=person.pk, noted_at__date__gte=since).select_related("try_out")
    return [
        Fitting(AboutKind.TRY_OUT, row.try_out_id, row.try_out.text, row.noted_at.astimezone(clock.AMSTERDAM).date())
        for row in rows.order_by("noted_at", "pk")
    ]
