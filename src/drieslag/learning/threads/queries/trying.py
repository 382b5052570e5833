"""What is tried out, and what came out of a meeting."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from drieslag.core import clock
from drieslag.learning.threads.enums import TryOutKind, TryOutState
from drieslag.learning.threads.models import Effect, Insight, TryOut
from drieslag.people.models import Membership, Person, Team


@dataclass(frozen=True, slots=True)
class DueTryOut:
    """A try-out as a meeting's opening and somebody's own page show it."""

    id: UUID
    team_id: UUID
    text: str
    expectation: str
    owner_id: UUID | None
    owner_name: str
    due_on: date
    begun_on: date
    thread_id: UUID | None
    thread_title: str
    is_offered: bool = False
    """Whoever tried it is no longer in the team: any member may take it over."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came out of one meeting."""

    insights: tuple[Insight, ...]
    try_outs: tuple[TryOut, ...]
    effects: tuple[Effect, ...]


def due_try_outs(team: Team, on: date) -> list[DueTryOut]:
    """Return what the team tries out and would look back on by this day, longest waiting first."""
    return _due(TryOut.objects.filter(team=team, state=TryOutState.RUNNING, due_on__lte=on))


def looks_of(try_out: TryOut) -> list[Effect]:
    """Return what was noted when this was last looked back on, latest first; nothing while it runs."""
    if try_out.ended_at is None:
        return []
    return list(Effect.objects.filter(try_out=try_out, noted_at__gte=try_out.ended_at).order_by("-noted_at"))


def look_by(person: Person, try_out: TryOut) -> Effect | None:
    """Return what this person noted last of a try-out."""
    return Effect.objects.filter(try_out=try_out, by=person.pk).order_by("-noted_at").first()


def offered_try_outs(team: Team) -> list[DueTryOut]:
    """Return what runs and was tried by somebody who is no longer in the team: it is offered to the others."""
    there = Membership.objects.filter(person=OuterRef("owner"), team=OuterRef("team"), until=None, person__left_on=None)
    running = TryOut.objects.filter(team=team, state=TryOutState.RUNNING, owner__isnull=False)
    return _due(running.filter(~Exists(there)))


def my_try_outs(person: Person) -> list[DueTryOut]:
    """Return what this person tries out now, in one's present teams, the first to look back on first."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("team"))
    return _due(TryOut.objects.filter(Exists(mine), owner=person.pk, state=TryOutState.RUNNING))


def running_experiments(team: Team) -> int:
    """Return how many experiments the team has under way."""
    return TryOut.objects.filter(team=team, kind=TryOutKind.EXPERIMENT, state=TryOutState.RUNNING).count()


def of_meeting(meeting_id: UUID) -> Outcomes:
    """Return what came out of one meeting, in order of writing."""
    return Outcomes(
        tuple(Insight.objects.filter(meeting_id=meeting_id).order_by("noted_at", "pk")),
        tuple(TryOut.objects.filter(meeting_id=meeting_id).order_by("begun_at", "pk")),
        tuple(Effect.objects.filter(meeting_id=meeting_id).select_related("try_out").order_by("noted_at", "pk")),
    )


def _due(try_outs: QuerySet[TryOut]) -> list[DueTryOut]:
    told = ("text", "expectation", "owner", "team", "due_on", "begun_at", "thread__title")
    rows = sorted(try_outs.select_related("thread").only(*told), key=lambda row: (row.due_on, row.begun_at))
    there = _present({(row.owner, row.team_id) for row in rows if row.owner})
    return [_due_row(row, there) for row in rows]


def _due_row(row: TryOut, there: dict[tuple[UUID, UUID], str]) -> DueTryOut:
    known = row.owner is not None and (row.owner, row.team_id) in there
    return DueTryOut(
        id=row.pk,
        team_id=row.team_id,
        text=row.text,
        expectation=row.expectation,
        owner_id=row.owner if known else None,
        owner_name=there[row.owner, row.team_id] if known and row.owner else "",
        due_on=row.due_on,
        begun_on=row.begun_at.astimezone(clock.AMSTERDAM).date(),
        thread_id=row.thread_id,
        thread_title=row.thread.title if row.thread else "",
        is_offered=row.owner is not None and not known,
    )


def _present(owners: set[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], str]:
    """Return the names of those who are in that team now."""
    rows = Membership.objects.filter(
        person__in={person for person, _team in owners}, until=None, person__left_on=None
    ).values_list("person_id", "team_id", "person__name")
    return {(person, team): name for person, team, name in rows}
