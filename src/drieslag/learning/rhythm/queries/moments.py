"""The moments of teams: rows where there are, further ones from the recurrence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.kernel.cadence import occurrences
from drieslag.learning.meetings.enums import LIVE_PHASES, MeetingPhase
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.rhythm.enums import State
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.learning.rhythm.terms import cadence_of, starts_at
from drieslag.people.models import Membership, Person

ASKED_ABOUT = timedelta(days=14)  # after that nobody knows any more; the grid still shows it as open
MOST_SAID = 10  # moments in one press


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment as it is now: where a meeting was made of it, the meeting says when, and whether it was held."""

    agreement: Agreement
    original_on: date
    starts_at: datetime
    minutes: int
    format_code: str
    state: State
    moved: bool
    extra: bool
    reason: str
    sequence: int
    id: UUID | None = None
    """The key of its row; none while nobody changed it and it lies more than three months ahead."""
    meeting: Meeting | None = None
    can_move_back: bool = False

    @property
    def day(self) -> date:
        """The day in the Netherlands."""
        return self.starts_at.astimezone(clock.AMSTERDAM).date()

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_unsettled(self) -> bool:
        """Whether it has begun by now and nobody said what became of it."""
        return self.state is State.PLANNED and self.starts_at <= clock.now()


def team_moments(team_ids: Iterable[UUID], since: date, until: date) -> list[Moment]:
    """Return all moments of these teams from one day to another, both included, in order of time (two queries)."""
    return moments_among(every_agreement(team_ids), since, until)


def every_agreement(team_ids: Iterable[UUID]) -> list[Agreement]:
    """Return what these teams agreed on, also what they stopped with (one query)."""
    rows = Agreement.objects.filter(team__in=set(team_ids), team__closed_on=None).select_related("team")
    return list(rows.order_by("agreed_at", "pk"))


def moments_among(agreements: Iterable[Agreement], since: date, until: date) -> list[Moment]:
    """Return all moments of these agreements from one day to another, in order of time (one query)."""
    by_key = {row.pk: row for row in agreements}
    if not by_key:
        return []
    known: dict[tuple[UUID, date], Moment] = {}
    for row in _rows(list(by_key), since, until):
        row.agreement = by_key[row.agreement_id]
        known[row.agreement_id, row.original_on] = moment_of(row)
    computed = (
        _computed(agreement, day)
        for agreement in by_key.values()
        if (rule := cadence_of(agreement))
        for day in occurrences(rule, since, until)
        if (agreement.pk, day) not in known
    )
    there = [each for each in known.values() if since <= each.day <= until]
    return sorted([*there, *computed], key=lambda each: (each.starts_at, each.agreement.pk))


def _rows(agreements: list[UUID], since: date, until: date) -> QuerySet[Occurrence]:
    """Those that are in between now, and those that would have been."""
    between = (_begin(since), _begin(until + timedelta(days=1)))
    there = Q(original_on__range=(since, until)) | Q(starts_at__range=between) | Q(meeting__planned_at__range=between)
    return Occurrence.objects.filter(there, agreement__in=agreements).select_related("meeting")


def moment_of(row: Occurrence) -> Moment:
    """Return a row as a moment."""
    meeting = row.meeting if row.meeting and row.meeting.phase != MeetingPhase.CANCELLED else None
    state, at = State(row.state), row.starts_at
    if meeting is not None and state is State.PLANNED:
        at = meeting.planned_at
        state = State.HELD if meeting.phase == MeetingPhase.CLOSED else state
    return Moment(
        agreement=row.agreement,
        original_on=row.original_on,
        starts_at=at,
        minutes=row.lasts,
        format_code=row.format,
        state=state,
        moved=row.moved or (not row.extra and at.astimezone(clock.AMSTERDAM).date() != row.original_on),
        extra=row.extra,
        reason=row.reason,
        sequence=row.sequence,
        id=row.pk,
        meeting=meeting,
        can_move_back=state is State.PLANNED and row.before_move_at is not None,
    )


def visible_to(person: Person) -> QuerySet[Occurrence]:
    """The moments of one's own teams."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("agreement__team"))
    return Occurrence.objects.filter(Exists(mine)).select_related("agreement__team", "meeting")


def get_moment(person: Person, key: UUID) -> Occurrence:
    """Return a moment of one's own teams. Raises NotFound."""
    found = visible_to(person).filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def said_just_now(person: Person, keys: str) -> list[Moment]:
    """Return the moments that were pressed before this page came, to undo that; nothing for any other keys."""
    try:
        wanted = [UUID(key) for key in keys.split(",")[:MOST_SAID]] if keys else []
    except ValueError:
        wanted = []
    return [moment_of(row) for row in visible_to(person).filter(pk__in=wanted).order_by("starts_at")] if wanted else []


def coming(moments: Iterable[Moment], days: int) -> list[Moment]:
    """Return, of these, what is planned from now on for so many days."""
    now = clock.now()
    last = clock.today() + timedelta(days=days)
    return [each for each in moments if each.state is State.PLANNED and each.ends_at > now and each.day <= last]


def unsettled(moments: Iterable[Moment]) -> list[Moment]:
    """Return, of these, what is over and of which nobody said what became of it, and not longer than two weeks ago."""
    now = clock.now()
    return [
        each
        for each in moments
        if each.state is State.PLANNED
        and each.id is not None
        and now - ASKED_ABOUT <= each.ends_at <= now
        and (each.meeting is None or each.meeting.phase not in LIVE_PHASES)
    ]


def _computed(agreement: Agreement, day: date) -> Moment:
    return Moment(
        agreement=agreement,
        original_on=day,
        starts_at=starts_at(agreement, day),
        minutes=agreement.minutes,
        format_code=agreement.format_code,
        state=State.PLANNED,
        moved=False,
        extra=False,
        reason="",
        sequence=agreement.sequence,
    )


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), clock.AMSTERDAM)
