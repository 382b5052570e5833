"""Getting one meeting, seat or contribution, or refusing without telling which; and lists of meetings."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.kernel.format import Format, Text
from drieslag.learning.meetings.enums import LIVE_PHASES, MeetingPhase, SeatState
from drieslag.learning.meetings.models import Contribution, Meeting, Participant
from drieslag.learning.meetings.pinned import format_of, formats_of
from drieslag.learning.threads.models import LONG_TEXTS, TryOut
from drieslag.people.models import Membership, Person, Team
from drieslag.people.queries import Me

_LONG = [f"thread__{name}" for name in LONG_TEXTS]
_LONG_OF_SEAT = [f"meeting__{name}" for name in _LONG]
STILL_SHOWN = timedelta(hours=12)  # a planned meeting that nobody started leaves the list after this


@dataclass(frozen=True)
class Upcoming:
    """A meeting that is planned or runs, as a list shows it."""

    id: UUID
    team_id: UUID
    team: str
    title: str
    format_name: Text
    format_slug: str
    planned_at: datetime
    minutes: int
    place: str
    phase: MeetingPhase
    facilitator_id: UUID | None
    facilitator: str
    thread_id: UUID | None
    is_live: bool


@dataclass(frozen=True)
class Closed:
    """A meeting that was, as a list shows it."""

    id: UUID
    team: str
    title: str
    format_name: Text
    closed_at: datetime
    people: int
    thread_id: UUID | None


def visible_to(person: Person) -> QuerySet[Meeting]:
    """The meetings of one's teams, and those that one leads or presents in."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("team"))
    return Meeting.objects.filter(Exists(mine) | Q(facilitator=person) | Q(presenter=person))


def get_meeting(person: Person, key: UUID) -> Meeting:
    """Return a meeting that this person may see. Raises NotFound, which never tells which it was."""
    return _one(visible_to(person).select_related("team", "thread", "facilitator").defer(*_LONG), pk=key)


def get_meeting_for(me: Me, key: UUID) -> Meeting:
    """Return a meeting that one may see; mostly for what is known of this person already. Raises NotFound."""
    meeting = _one(Meeting.objects.select_related("team", "thread", "facilitator").defer(*_LONG), pk=key)
    return meeting if _is_plain(me, meeting) else get_meeting(me.person, key)


def get_place(me: Me, key: UUID) -> tuple[Meeting, Participant | None]:
    """Return a meeting that one may see, and one's seat in it or None. Raises NotFound.

    Whoever has a seat mostly may see it for what is known of them already: then both come in one query.
    """
    there = Participant.objects.select_related("meeting__team", "meeting__thread", "meeting__facilitator")
    for seat in there.defer(*_LONG_OF_SEAT).filter(meeting=key, person=me.person):
        if _is_plain(me, seat.meeting):
            seat.person = me.person
            return seat.meeting, seat
    meeting = get_meeting(me.person, key)
    return meeting, get_seat(meeting, me.person)


def _is_plain(me: Me, meeting: Meeting) -> bool:
    """Whether this person may see it for what they are now. In a team that was closed one may as well."""
    return meeting.team_id in me.team_ids or me.id in (meeting.facilitator_id, meeting.presenter_id)


def get_open_meeting(key: UUID) -> Meeting:
    """Return a meeting whose door was opened by its code, planned or running. Raises NotFound."""
    there = Meeting.objects.select_related("team", "facilitator")
    return _one(there, pk=key, phase__in=[MeetingPhase.PLANNED, *LIVE_PHASES])


def get_for_audience(key: UUID) -> Meeting | None:
    """Return the meeting that an audience follows, with all that its regions show; None when it is gone."""
    return Meeting.objects.select_related("team", "thread", "facilitator").filter(pk=key).first()


def get_seat(meeting: Meeting, person: Person) -> Participant | None:
    """Return this person's seat in the meeting, or None."""
    seat = Participant.objects.filter(meeting=meeting, person=person).first()
    if seat is not None:  # what is known already is not fetched along with it
        seat.meeting, seat.person = meeting, person
    return seat


def get_guest_seat(meeting: Meeting, seat_id: UUID) -> Participant:
    """Return a guest's seat in the meeting; it may still wait. Raises NotFound, also for one that was put out."""
    return _one(_seats(meeting).exclude(state=SeatState.REMOVED), pk=seat_id, person=None)


def seat_of_guest(key: UUID, seat_id: UUID) -> Participant:
    """Return the seat that a guest's device opens, with its meeting. Raises NotFound for any other meeting."""
    seats = Participant.objects.select_related("meeting__team", "meeting__thread", "meeting__facilitator")
    return _one(seats.exclude(state=SeatState.REMOVED), pk=seat_id, meeting=key, person=None)


def get_seat_of_meeting(meeting: Meeting, seat_id: UUID) -> Participant:
    """Return any seat of the meeting. Raises NotFound."""
    return _one(_seats(meeting), pk=seat_id)


def _seats(meeting: Meeting) -> QuerySet[Participant]:
    return Participant.objects.select_related("person", "meeting__team").filter(meeting=meeting)


def get_own_contribution(meeting: Meeting, seat: Participant, key: UUID) -> Contribution:
    """Return a contribution of this seat. Raises NotFound for another's."""
    return _one(Contribution.objects.select_related("meeting"), pk=key, meeting=meeting, seat=seat)


def get_due_try_out(meeting: Meeting, key: UUID) -> TryOut:
    """Return a try-out of the meeting's team, to look back on together. Raises NotFound."""
    return _one(TryOut.objects.select_related("team"), pk=key, team=meeting.team_id)


def upcoming_for(person: Person, limit: int = 5) -> list[Upcoming]:
    """Return what is planned or runs for this person, soonest first (one query, two with a format of one's own)."""
    from_ = clock.now() - STILL_SHOWN
    rows = visible_to(person).filter(
        Q(phase__in=LIVE_PHASES) | Q(phase=MeetingPhase.PLANNED, planned_at__gte=from_), team__closed_on=None
    )
    chosen = list(rows.select_related("team", "facilitator").order_by("planned_at", "pk")[:limit])
    found = formats_of(chosen)
    return [_upcoming(row, found[row.pk]) for row in chosen]


def _upcoming(row: Meeting, format_: Format) -> Upcoming:
    return Upcoming(
        id=row.pk,
        team_id=row.team_id,
        team=row.team.name,
        title=row.title,
        format_name=format_.name,
        format_slug=format_.slug,
        planned_at=row.planned_at,
        minutes=row.minutes,
        place=row.place,
        phase=MeetingPhase(row.phase),
        facilitator_id=row.facilitator_id,
        facilitator=row.facilitator.name if row.facilitator else "",
        thread_id=row.thread_id,
        is_live=row.is_live,
    )


def recent_for(team: Team, limit: int = 10) -> list[Closed]:
    """Return the team's last meetings that ended, newest first (one query)."""
    return recent_of({team.pk}, limit)


def of_team(team_id: UUID, keys: Collection[UUID]) -> set[UUID]:
    """Return which of these meetings are this team's (one query): the others' reports are another team's."""
    return set(Meeting.objects.filter(pk__in=keys, team=team_id).values_list("pk", flat=True)) if keys else set()


def recent_of(teams: Collection[UUID], limit: int = 10) -> list[Closed]:
    """Return the last meetings of these teams that ended, newest first (one query)."""
    ended = Meeting.objects.filter(team__in=teams, phase=MeetingPhase.CLOSED)
    rows = ended.select_related("team").order_by("-closed_at")
    return [
        Closed(
            id=row.pk,
            team=row.team.name,
            title=row.title,
            format_name=format_of(row).name,
            closed_at=row.closed_at or row.planned_at,
            people=row.participants_count or 0,
            thread_id=row.thread_id,
        )
        for row in rows[:limit]
    ]


def _one[T: Model](rows: QuerySet[T], **named: object) -> T:
    """`first` would put them in order, for which Django looks at every column of every joined table."""
    try:
        return rows.get(**named)
    except ObjectDoesNotExist:
        raise NotFound from None
