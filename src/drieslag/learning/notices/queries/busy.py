"""When people are busy: for themselves exactly, for their team only as a word."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from drieslag.core.verdict import NotFound
from drieslag.kernel.disclosure import MINIMUMS, Reason, Shown, Withheld
from drieslag.learning.notices.enums import Fit
from drieslag.learning.notices.models import OwnCalendar
from drieslag.learning.notices.reading import Span, joined, parsed
from drieslag.people.models import Membership, Person, Team

MOST_FROM, HALF_FROM = 0.7, 0.3
GRID = 15  # minutes: nobody asks about a single one


def calendars_of(person: Person) -> list[OwnCalendar]:
    """Return one's own calendars (one query)."""
    return list(OwnCalendar.objects.filter(person=person).order_by("pk"))


def get_calendar(person: Person, key: UUID) -> OwnCalendar:
    """Return a calendar of one's own. Raises NotFound."""
    found = OwnCalendar.objects.filter(person=person, pk=key).first()
    if found is None:
        raise NotFound
    return found


def busy(person_ids: Collection[UUID], since: datetime, until: datetime) -> dict[UUID, list[Span]]:
    """Return when each who shares a calendar is busy, in minutes since 1970 (one query). Who shares none is missing.

    For computing only: no page shows what this returns but to the person it is about.
    """
    low, high = _minute(since), _minute(until)
    found: dict[UUID, list[Span]] = {}
    for row in OwnCalendar.objects.filter(person__in=person_ids, read_at__isnull=False):
        spans = [span for span in parsed(row.busy) if span[0] < high and span[1] > low]
        found[row.person_id] = joined([*found.get(row.person_id, ()), *spans])
    return found


class Calendars:
    """The busy times of a team as its planner may use them: to ask whether a moment suits most, about half or few.

    The planner's own calendar does not count in it, or from an own appointment one could compute whether all others
    can; and it takes five others who share, so that each word leaves open at least two numbers of people.
    """

    def __init__(self, team: Team, by: Person, since: datetime, until: datetime) -> None:
        here = Membership.objects.filter(team=team, until=None, person__left_on=None).values_list(
            "person_id", flat=True
        )
        found = busy(set(here) | {by.pk}, since, until)
        self.mine: Sequence[Span] = found.pop(by.pk, [])
        self.others = list(found.values())

    @property
    def shown(self) -> bool:
        """Whether enough colleagues share a calendar."""
        return len(self.others) >= MINIMUMS.private_acts

    def fit(self, start: datetime, end: datetime) -> Shown[Fit] | Withheld:
        """Return how many colleagues can make it, as a word."""
        if not self.shown:
            return Withheld(Reason.TOO_FEW)
        low, high = _minute(start) // GRID * GRID, -(-_minute(end) // GRID) * GRID
        free = sum(not _overlaps(spans, low, high) for spans in self.others)
        if free > len(self.others) * MOST_FROM:
            return Shown(Fit.MOST)
        return Shown(Fit.HALF if free >= len(self.others) * HALF_FROM else Fit.FEW)

    def am_busy(self, start: datetime, end: datetime) -> bool:
        """Whether whoever asks is busy then, for that person alone."""
        return _overlaps(self.mine, _minute(start), _minute(end))


def fits(team: Team, start: datetime, end: datetime, *, by: Person) -> Shown[Fit] | Withheld:
    """Return how many colleagues can make a moment, as a word (two queries)."""
    return Calendars(team, by, start - timedelta(hours=1), end + timedelta(hours=1)).fit(start, end)


def _overlaps(spans: Sequence[Span], low: int, high: int) -> bool:
    place = bisect_right(spans, (low, 1 << 62))
    before = place > 0 and spans[place - 1][1] > low
    return before or (place < len(spans) and spans[place][0] < high)


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // 60
