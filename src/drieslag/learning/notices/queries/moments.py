"""What stands in a team's calendar: its meetings, and the series, changes and moments of its rhythm.

A moment with a meeting appears once: as the change of its series, or as the moment.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language, gettext

from drieslag.core import clock
from drieslag.kernel.cadence import Cadence, occurrences, rrule, starts_at
from drieslag.learning.formats import queries as formats
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.notices.addresses import absolute
from drieslag.learning.notices.enums import Thing
from drieslag.learning.notices.ics import Entry, Key
from drieslag.learning.notices.models import CalendarEvent
from drieslag.learning.rhythm import queries as rhythm
from drieslag.learning.rhythm.enums import Kind, Shape, State
from drieslag.learning.rhythm.models import Agreement, Occurrence

MEETING = ("team_id", "format_code", "format_version", "planned_at", "minutes", "phase", "place")
MOMENT = ("agreement_id", "original_on", "starts_at", "state", "extra", "meeting_id", "minutes", "sequence")


@dataclass(frozen=True)
class Window:
    """From when until when."""

    since: datetime
    until: datetime

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day, in Amsterdam."""
        return self.since.astimezone(clock.AMSTERDAM).date(), self.until.astimezone(clock.AMSTERDAM).date()


@dataclass
class Found:
    """What was read of some teams, and how it is to be told."""

    teams: Mapping[UUID, str]
    with_titles: bool
    agreements: dict[UUID, Agreement] = field(default_factory=dict)
    moments: dict[UUID, list[Occurrence]] = field(default_factory=lambda: defaultdict(list))
    meetings: dict[UUID, Meeting] = field(default_factory=dict)
    names: dict[tuple[str, int], str] = field(default_factory=dict)
    told: dict[Key, CalendarEvent] = field(default_factory=dict)


def entries(teams: Mapping[UUID, str], window: Window, *, with_titles: bool = False) -> list[Entry]:
    """Return what stands in the calendar of these teams (four queries, five with formats of one's own). Cancelled
    meetings and given-up moments are in it as cancelled entries; a feed leaves those out.
    """
    found = _read(teams, window, with_titles=with_titles)
    return list(_entries(found, window))


def _read(teams: Mapping[UUID, str], window: Window, *, with_titles: bool) -> Found:
    found = Found(teams, with_titles)
    first, last = window.days
    going = Q(until=None) | Q(until__gte=first)
    for agreement in Agreement.objects.filter(going, team__in=teams, starts_on__lte=last).order_by("pk"):
        found.agreements[agreement.pk] = agreement
    for moment in Occurrence.objects.only(*MOMENT).filter(agreement__in=found.agreements).order_by("original_on"):
        moment.agreement = found.agreements[moment.agreement_id]
        found.moments[moment.agreement_id].append(moment)
    found.meetings = _meetings(found, window)
    found.names = _names({(row.format_code, row.format_version) for row in found.meetings.values()})
    for row in CalendarEvent.objects.filter(team__in=teams):
        found.told[Thing(row.thing), row.object_id, row.original_on] = row
    return found


def _meetings(found: Found, window: Window) -> dict[UUID, Meeting]:
    linked = [m.meeting_id for moments in found.moments.values() for m in moments if m.meeting_id]
    within = Q(planned_at__gte=window.since, planned_at__lt=window.until)
    wanted = (*MEETING, "title") if found.with_titles else MEETING
    rows = Meeting.objects.filter(within | Q(pk__in=linked), team__in=found.teams).only(*wanted)
    return {row.pk: row for row in rows.order_by("planned_at", "pk")}


def _names(wanted: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
    language = get_language() or "nl"
    return {pair: found.name.get(language) for pair, found in formats.find_versions(wanted).items()}


def _entries(found: Found, window: Window) -> Iterator[Entry]:
    linked: set[UUID] = set()
    for agreement in found.agreements.values():
        moments = found.moments[agreement.pk]
        linked |= {moment.meeting_id for moment in moments if moment.meeting_id}
        cadence = rhythm.cadence_of(agreement) if agreement.shape == Shape.RECURS else None
        if cadence is not None:
            yield from _series(found, agreement, cadence, moments)
        alone = [moment for moment in moments if moment.extra or cadence is None]
        yield from (_moment(found, each) for each in alone if window.since <= each.starts_at < window.until)
    for meeting in found.meetings.values():
        if meeting.pk not in linked:
            yield _meeting(found, meeting)


def _series(found: Found, agreement: Agreement, cadence: Cadence, moments: list[Occurrence]) -> Iterator[Entry]:
    first = next(iter(occurrences(cadence, cadence.starts_on, cadence.ends_on)))
    series = set(occurrences(cadence, cadence.starts_on, cadence.ends_on)) if moments else set()
    of_series = [moment for moment in moments if not moment.extra and moment.original_on in series]
    gone = [m for m in of_series if m.state == State.GIVEN_UP]
    key = (Thing.SERIES, agreement.pk, None)
    yield Entry(
        thing=Thing.SERIES,
        object_id=agreement.pk,
        team_id=agreement.team_id,
        team=found.teams[agreement.team_id],
        starts_at=starts_at(first, cadence.at),
        minutes=agreement.minutes,
        summary=_called(found, agreement),
        sequence=_sequence(found, key, agreement.sequence),
        stamp=_stamp(found, key, agreement.pk),
        place=agreement.place or "",
        url=_page("rhythm:team", agreement.team_id),
        rule=rrule(cadence),
        ends_on=cadence.ends_on,
        without=tuple(starts_at(moment.original_on, cadence.at) for moment in gone),
    )
    for moment in of_series:
        yield _change(found, moment, starts_at(moment.original_on, cadence.at))


def _change(found: Found, moment: Occurrence, original: datetime) -> Entry:
    agreement = moment.agreement
    key = (Thing.CHANGE, agreement.pk, moment.original_on)
    plain = _of_moment(found, moment, key, moment.sequence + agreement.sequence)
    same = plain.starts_at == original and plain.minutes == agreement.minutes and plain.place == (agreement.place or "")
    differs = not same or plain.cancelled
    return replace(plain, object_id=agreement.pk, recurrence=original, differs=differs, series=agreement.sequence)


def _moment(found: Found, moment: Occurrence) -> Entry:
    return _of_moment(found, moment, (Thing.MOMENT, moment.pk, None), moment.sequence)


def _of_moment(found: Found, moment: Occurrence, key: Key, sequence: int) -> Entry:
    agreement, meeting = moment.agreement, found.meetings.get(moment.meeting_id) if moment.meeting_id else None
    if meeting is not None and meeting.phase == MeetingPhase.CANCELLED:
        meeting = None
    return Entry(
        thing=key[0],
        object_id=moment.pk,
        row_id=moment.pk,
        team_id=agreement.team_id,
        team=found.teams[agreement.team_id],
        starts_at=meeting.planned_at if meeting else moment.starts_at,
        minutes=meeting.minutes if meeting else moment.lasts,
        summary=_summary(found, meeting) if meeting and found.with_titles else _called(found, agreement),
        sequence=_sequence(found, key, sequence),
        stamp=_stamp(found, key, moment.pk),
        place=(meeting.place if meeting else "") or agreement.place or "",
        url=_page("meetings:meeting", meeting.pk) if meeting else _page("rhythm:moment", moment.pk),
        cancelled=moment.state == State.GIVEN_UP,
    )


def _meeting(found: Found, meeting: Meeting) -> Entry:
    key = (Thing.MEETING, meeting.pk, None)
    return Entry(
        thing=Thing.MEETING,
        object_id=meeting.pk,
        row_id=meeting.pk,
        team_id=meeting.team_id,
        team=found.teams[meeting.team_id],
        starts_at=meeting.planned_at,
        minutes=meeting.minutes,
        summary=_summary(found, meeting),
        sequence=_sequence(found, key, 0),
        stamp=_stamp(found, key, meeting.pk),
        place=meeting.place or "",
        url=_page("meetings:meeting", meeting.pk),
        cancelled=meeting.phase == MeetingPhase.CANCELLED,
    )


def _summary(found: Found, meeting: Meeting) -> str:
    name = found.names.get((meeting.format_code, meeting.format_version)) or gettext("Meeting")
    what = f"{name}: {meeting.title}" if found.with_titles and meeting.title else name
    return f"{what} · {found.teams[meeting.team_id]}"


def _called(found: Found, agreement: Agreement) -> str:
    name = agreement.title if found.with_titles else str(Kind(agreement.kind).label)
    return f"{name} · {found.teams[agreement.team_id]}"


def _sequence(found: Found, key: Key, own: int) -> int:
    told = found.told.get(key)
    return max(own, told.sequence) if told else own


def _stamp(found: Found, key: Key, made: UUID) -> datetime:
    told = found.told.get(key)
    return told.changed_at if told else made_at(made)


def made_at(key: UUID) -> datetime:
    """Return when a row was made, which its key tells."""
    return datetime.fromtimestamp((key.int >> 80) // 1000, tz=UTC)


_pages: dict[str, str] = {}


def _page(name: str, key: UUID) -> str:
    """Return the address of a page of one thing; asked for hundreds of them, so only the first is looked up."""
    nothing = UUID(int=0)
    if name not in _pages:
        _pages[name] = absolute(name, nothing)
    return _pages[name].replace(str(nothing), str(key))


def coming(teams: Mapping[UUID, str], window: Window, *, with_titles: bool = False) -> list[Entry]:
    """Return every single moment that begins in the window, soonest first. For the coming three months."""
    rows = entries(teams, window, with_titles=with_titles) if teams else []
    within = [row for row in rows if row.row_id and not row.cancelled and window.since <= row.starts_at < window.until]
    return sorted(within, key=lambda row: row.starts_at)
