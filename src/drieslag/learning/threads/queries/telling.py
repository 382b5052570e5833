"""The story of a thread."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain
from uuid import UUID

from django.db.models import Q

from drieslag.kernel.format import Phase
from drieslag.learning.threads.enums import HandOverState, ThreadState, TryOutState
from drieslag.learning.threads.models import Effect, Exploration, HandOver, Insight, SharedResult, Thread, TryOut
from drieslag.people.models import Membership, Person


class Turning(StrEnum):
    """What became of the question itself, beside what came of it."""

    SPLIT_FROM = "split_from"
    SPLIT_OFF = "split_off"
    JOINED = "joined"
    OFFERED = "offered"
    TAKEN = "taken"
    GIVEN_BACK = "given_back"
    ADOPTED = "adopted"  # a try-out, by another team
    ADOPTED_FROM = "adopted_from"


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn that a question took, with the other question or the other team in it."""

    kind: Turning
    team: str = ""
    thread: Thread | None = None
    hand_over: HandOver | None = None


type Told = Thread | Exploration | Insight | TryOut | Effect | Turn


@dataclass(frozen=True, slots=True)
class Moment:
    """One knot in the story of a thread; `of` is its row."""

    phase: Phase
    at: datetime
    of: Told
    name: str
    is_offered: bool = False
    """A try-out that runs and whose owner left the team."""
    is_shared: bool = False
    """An effect that other teams can find."""


def story(thread: Thread) -> list[Moment]:
    """Return everything that happened to a thread, in time: its question first.

    Only who is or was in its team is named: what came along from another team has no names.
    """
    explorations = list(thread.explorations.all())
    insights = list(thread.insights.all())
    try_outs = list(thread.try_outs.all())
    effects = list(Effect.objects.filter(try_out__thread=thread))
    named = _names(thread, _people(chain([thread], insights, try_outs, effects)))
    moments = [
        *(Moment(Phase.EXPLORATION, each.at, each, "") for each in explorations),
        *(Moment(Phase.INSIGHT, each.noted_at, each, _name(each.by, named)) for each in insights),
        *_tries(try_outs, named),
        *_effects(thread, effects, named),
        *_turns(thread),
        *_adoptions(thread, try_outs),
    ]
    first = Moment(Phase.QUESTION, thread.opened_at, thread, _name(thread.opened_by, named))
    last = [Moment(Phase.SHARED, thread.closed_at, thread, "")] if thread.closed_at else []
    return [first, *sorted(moments, key=lambda moment: moment.at), *last]


def _tries(try_outs: list[TryOut], named: dict[UUID, str]) -> Iterator[Moment]:
    running = {each.owner for each in try_outs if each.owner and each.state == TryOutState.RUNNING}
    there = set(
        Membership.objects.filter(person__in=running, until=None, person__left_on=None).values_list("person", "team")
    )
    for each in try_outs:
        has_owner = each.owner is not None and each.state == TryOutState.RUNNING
        gone = has_owner and (each.owner, each.team_id) not in there
        yield Moment(Phase.TRY_OUT, each.begun_at, each, "" if gone else _name(each.owner, named), is_offered=gone)


def _effects(thread: Thread, effects: list[Effect], named: dict[UUID, str]) -> Iterator[Moment]:
    shared = set(SharedResult.objects.filter(try_out__thread=thread).values_list("try_out", flat=True))
    for each in effects:
        yield Moment(Phase.EFFECT, each.noted_at, each, _name(each.by, named), is_shared=each.try_out_id in shared)


def _turns(thread: Thread) -> Iterator[Moment]:
    """Splits and joins among the questions of its team, and hand-overs, in two queries."""
    others = Q(split_from=thread) | Q(joined_into=thread) | Q(pk=thread.split_from_id)
    here = Thread.objects.filter(others, team=thread.team_id).exclude(state=ThreadState.WITHDRAWN)
    for other in here:
        if other.joined_into_id == thread.pk and other.joined_at:
            yield _turn(other.joined_at, Turning.JOINED, thread=other)
        if other.split_from_id == thread.pk and other.split_at:
            yield _turn(other.split_at, Turning.SPLIT_OFF, thread=other)
        if other.pk == thread.split_from_id and thread.split_at:
            yield _turn(thread.split_at, Turning.SPLIT_FROM, thread=other)
    for each in HandOver.objects.filter(thread=thread).select_related("team", "to_team"):
        if each.state == HandOverState.OFFERED:
            yield _turn(each.offered_at, Turning.OFFERED, team=each.to_team.name, hand_over=each)
        elif each.state == HandOverState.TAKEN and each.settled_at:
            yield _turn(each.settled_at, Turning.TAKEN, team=each.team.name, hand_over=each)
        elif each.state == HandOverState.GIVEN_BACK and each.settled_at and each.team_id == thread.team_id:
            yield _turn(each.settled_at, Turning.GIVEN_BACK, team=each.to_team.name, hand_over=each)


def _adoptions(thread: Thread, try_outs: Iterable[TryOut]) -> Iterator[Moment]:
    """Which team took a try-out over from this one, and from which team it was taken over; never who, or what there
    came of it.
    """
    mine = {each.pk for each in try_outs}
    sources = {each.adopted_from: each for each in try_outs if each.adopted_from}
    if not mine:
        return
    rows = TryOut.objects.filter(Q(adopted_from__in=mine) | Q(pk__in=sources)).exclude(team=thread.team_id)
    for key, adopted_from, begun_at, team in rows.values_list("pk", "adopted_from", "begun_at", "team__name"):
        if adopted_from in mine:
            yield _turn(begun_at, Turning.ADOPTED, team=team)
        if key in sources:
            yield _turn(sources[key].begun_at, Turning.ADOPTED_FROM, team=team)


def _turn(
    at: datetime, kind: Turning, *, team: str = "", thread: Thread | None = None, hand_over: HandOver | None = None
) -> Moment:
    return Moment(Phase.QUESTION, at, Turn(kind, team, thread, hand_over), "")


def _names(thread: Thread, keys: set[UUID]) -> dict[UUID, str]:
    of_team = Person.objects.filter(pk__in=keys, memberships__team=thread.team_id)
    return dict(of_team.values_list("pk", "name").distinct())


def _people(rows: Iterable[Thread | Insight | TryOut | Effect]) -> set[UUID]:
    return {key for row in rows if (key := _who(row))}


def _who(row: Thread | Insight | TryOut | Effect) -> UUID | None:
    match row:
        case Thread():
            return row.opened_by
        case TryOut():
            return row.owner
        case _:
            return row.by


def _name(key: UUID | None, named: dict[UUID, str]) -> str:
    return named.get(key, "") if key else ""
