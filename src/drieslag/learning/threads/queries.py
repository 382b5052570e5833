"""Reading threads. The board costs the same number of queries for one thread and for a thousand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.kernel.cycle import Facts, Group, group, phase, weeks_still
from drieslag.kernel.format import Phase
from drieslag.learning.threads.enums import Level, Seen, ThreadState, TryOutKind, TryOutState
from drieslag.learning.threads.models import Effect, Exploration, Insight, SharedResult, Thread, TryOut
from drieslag.people.models import Membership, Person, Team
from drieslag.people.queries import names

SEARCHED = 2000
ON_BOARD = (ThreadState.OPEN, ThreadState.ASIDE, ThreadState.CLOSED)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One thread on the board. Its title is opened only when it is read."""

    thread: Thread
    facts: Facts
    phase: Phase
    group: Group
    weeks_still: int
    level: Level | None
    asked_by: str
    """The name, or nothing when there is none with it."""

    @property
    def title(self) -> str:
        """What the team asks itself."""
        return self.thread.title


@dataclass(frozen=True, slots=True)
class Moment:
    """One knot in the story of a thread; `of` is its row."""

    phase: Phase
    at: datetime
    of: Thread | Exploration | Insight | TryOut | Effect
    name: str


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


@dataclass(frozen=True, slots=True)
class Found:
    """What another team shared of a try-out, as it is found: in the words of that team, without persons."""

    id: UUID
    try_out_id: UUID
    team_id: UUID
    team: str
    tried: str
    learned: str
    seen: Seen
    shared_on: date


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came out of one meeting."""

    insights: tuple[Insight, ...]
    try_outs: tuple[TryOut, ...]
    effects: tuple[Effect, ...]


def visible_to(person: Person) -> QuerySet[Thread]:
    """The threads of one's teams, but for those taken back."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("team"))
    return Thread.objects.filter(Exists(mine), state__in=ON_BOARD)


def get_thread(person: Person, key: UUID) -> Thread:
    """Return a thread of one's teams. Raises NotFound."""
    return _found(visible_to(person).select_related("team").filter(pk=key).first())


def get_withdrawn(person: Person, key: UUID) -> Thread:
    """Return what this person took back, to undo that. Raises NotFound."""
    return _found(Thread.objects.filter(pk=key, opened_by=person.pk, state=ThreadState.WITHDRAWN).first())


def get_try_out(person: Person, key: UUID) -> TryOut:
    """Return a try-out of one's teams, with its thread. Raises NotFound."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("team"))
    return _found(TryOut.objects.filter(Exists(mine), pk=key).select_related("thread", "team").first())


def get_insight(person: Person, key: UUID) -> Insight:
    """Return an insight of one's teams. Raises NotFound."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("team"))
    return _found(Insight.objects.filter(Exists(mine), pk=key).first())


def get_effect(person: Person, key: UUID) -> Effect:
    """Return an effect that was noted in one's teams. Raises NotFound."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("team"))
    return _found(Effect.objects.filter(Exists(mine), pk=key).select_related("try_out").first())


def board(team: Team, today: date | None = None) -> list[BoardRow]:
    """Return every thread of the team, latest move first, in three queries."""
    on = today or clock.today()
    threads = list(Thread.objects.filter(team=team, state__in=ON_BOARD).defer("story", "shared_with"))
    known = _all_facts(threads, team.pk)
    asked = names({thread.opened_by for thread in threads if thread.opened_by})
    rows = [_row(thread, *known[thread.pk], asked, on) for thread in threads]
    return sorted(rows, key=lambda row: row.facts.moved_at, reverse=True)


def facts_of(thread: Thread) -> Facts:
    """Return what happened to one thread."""
    return _all_facts([thread], thread.team_id, thread.pk)[thread.pk][0]


def story(thread: Thread) -> list[Moment]:
    """Return everything that happened to a thread, in time: its question first."""
    explorations = list(thread.explorations.all())
    insights = list(thread.insights.all())
    try_outs = list(thread.try_outs.all())
    effects = list(Effect.objects.filter(try_out__thread=thread))
    named = names(_people(chain([thread], insights, try_outs, effects)))
    moments = [
        *(Moment(Phase.EXPLORATION, each.at, each, "") for each in explorations),
        *(Moment(Phase.INSIGHT, each.noted_at, each, _name(each.by, named)) for each in insights),
        *(Moment(Phase.TRY_OUT, each.begun_at, each, _name(each.owner, named)) for each in try_outs),
        *(Moment(Phase.EFFECT, each.noted_at, each, _name(each.by, named)) for each in effects),
    ]
    first = Moment(Phase.QUESTION, thread.opened_at, thread, _name(thread.opened_by, named))
    last = [Moment(Phase.SHARED, thread.closed_at, thread, "")] if thread.closed_at else []
    return [first, *sorted(moments, key=lambda moment: moment.at), *last]


def open_threads(team: Team) -> list[Thread]:
    """Return what the team can work on, newest first: to choose from when planning a meeting."""
    return list(open_in(team).select_related("team"))


def open_in(team: Team) -> QuerySet[Thread]:
    """The open threads of a team, newest first, for choosing one."""
    return Thread.objects.filter(team=team, state=ThreadState.OPEN).order_by("-opened_at")


def due_try_outs(team: Team, on: date) -> list[DueTryOut]:
    """Return what the team tries out and would look back on by this day, longest waiting first."""
    return _due(TryOut.objects.filter(team=team, state=TryOutState.RUNNING, due_on__lte=on))


def my_try_outs(person: Person) -> list[DueTryOut]:
    """Return what this person tries out now, in one's present teams, the first to look back on first."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("team"))
    return _due(TryOut.objects.filter(Exists(mine), owner=person.pk, state=TryOutState.RUNNING))


def running_experiments(team: Team) -> int:
    """Return how many experiments the team has under way."""
    return TryOut.objects.filter(team=team, kind=TryOutKind.EXPERIMENT, state=TryOutState.RUNNING).count()


def findable(person: Person, text: str = "", *, seen: Seen | None = None, team_id: UUID | None = None) -> list[Found]:
    """Return what teams of this organisation shared, newest first, among the newest two thousand.

    Whoever is in a team may find it. All words of `text` must be in it; encrypted text has no index, so it is read.
    """
    if not Membership.objects.filter(person=person, until=None).exists():
        return []
    rows = SharedResult.objects.select_related("team").order_by("-shared_at", "-pk")
    rows = rows.filter(seen=seen) if seen else rows
    rows = rows.filter(team=team_id) if team_id else rows
    words = text.casefold().split()
    found = (_shared(row) for row in rows[:SEARCHED])
    return [each for each in found if all(word in f"{each.tried} {each.learned}".casefold() for word in words)]


def of_meeting(meeting_id: UUID) -> Outcomes:
    """Return what came out of one meeting, in order of writing."""
    return Outcomes(
        tuple(Insight.objects.filter(meeting_id=meeting_id).order_by("noted_at", "pk")),
        tuple(TryOut.objects.filter(meeting_id=meeting_id).order_by("begun_at", "pk")),
        tuple(Effect.objects.filter(meeting_id=meeting_id).select_related("try_out").order_by("noted_at", "pk")),
    )


def _shared(row: SharedResult) -> Found:
    day = row.shared_at.astimezone(clock.AMSTERDAM).date()
    return Found(row.pk, row.try_out_id, row.team_id, row.team.name, row.tried, row.learned, Seen(row.seen), day)


def _found[T](row: T | None) -> T:
    if row is None:
        raise NotFound
    return row


def _row(thread: Thread, facts: Facts, level: Level | None, asked: dict[UUID, str], on: date) -> BoardRow:
    aside = thread.state == ThreadState.ASIDE
    return BoardRow(
        thread,
        facts,
        phase(facts),
        group(facts, on, tough=thread.tough, aside=aside),
        weeks_still(facts, on),
        level,
        _name(thread.opened_by, asked),
    )


class _Span(NamedTuple):
    """The first and the last time that something of one kind happened to a thread; the rest is only for some kinds."""

    first: datetime | None = None
    last: datetime | None = None
    ended: datetime | None = None
    tries: int = 0
    running: int = 0
    due: date | None = None
    depth: int = 0


# One statement instead of four: composing and sending four of them was a quarter of the time of a board.
_FACTS = """
    select thread_id, 'explored', min(at), max(at), null::timestamptz, 0, 0, null::date, 0
    from threads_exploration where team_id = %(team)s and (%(thread)s::uuid is null or thread_id = %(thread)s)
    group by thread_id
    union all
    select thread_id, 'seen', min(noted_at), max(noted_at), null, 0, 0, null,
        max(array_position(%(levels)s::text[], level::text))
    from threads_insight where team_id = %(team)s and thread_id is not null
        and (%(thread)s::uuid is null or thread_id = %(thread)s)
    group by thread_id
    union all
    select thread_id, 'tried', min(begun_at), max(begun_at), max(ended_at), count(*),
        count(*) filter (where state = 'running'), min(due_on) filter (where state = 'running'), 0
    from threads_tryout where team_id = %(team)s and thread_id is not null
        and (%(thread)s::uuid is null or thread_id = %(thread)s)
    group by thread_id
    union all
    select t.thread_id, 'looked', min(e.noted_at), max(e.noted_at), null, 0, 0, null, 0
    from threads_effect e join threads_tryout t on t.id = e.try_out_id
    where e.team_id = %(team)s and t.thread_id is not null
        and (%(thread)s::uuid is null or t.thread_id = %(thread)s)
    group by t.thread_id
"""
_NEVER = _Span()


def _all_facts(
    threads: Iterable[Thread], team: UUID, thread: UUID | None = None
) -> dict[UUID, tuple[Facts, Level | None]]:
    """Return facts and deepest level of these threads in one query, over the rows of one team or one thread."""
    levels = list(Level)
    found: dict[tuple[UUID, str], _Span] = {}
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, {"team": team, "thread": thread, "levels": [level.value for level in levels]})
        for key, kind, *span in cursor.fetchall():
            found[key, kind] = _Span(*span)

    def facts(each: Thread) -> tuple[Facts, Level | None]:
        spans = {kind: found.get((each.pk, kind), _NEVER) for kind in ("explored", "seen", "tried", "looked")}
        depth = spans["seen"].depth
        return _facts(each, **spans), levels[depth - 1] if depth else None

    return {each.pk: facts(each) for each in threads}


def _facts(thread: Thread, explored: _Span, seen: _Span, tried: _Span, looked: _Span) -> Facts:
    own = (thread.opened_at, thread.closed_at, thread.edited_at)
    moved = (*own, explored.last, seen.last, looked.last, tried.last, tried.ended)
    return Facts(
        asked_at=thread.opened_at,
        explored_at=explored.first,
        insight_at=seen.first,
        tried_at=tried.first,
        looked_back_at=looked.first,
        shared_at=thread.closed_at,
        last_moved_at=max(each for each in moved if each is not None),
        tries=tried.tries,
        running=tried.running,
        due_on=tried.due,
    )


def _due(try_outs: QuerySet[TryOut]) -> list[DueTryOut]:
    rows = list(try_outs.select_related("thread").defer("thread__story").order_by("due_on", "begun_at"))
    named = names({row.owner for row in rows if row.owner})
    return [
        DueTryOut(
            id=row.pk,
            team_id=row.team_id,
            text=row.text,
            expectation=row.expectation,
            owner_id=row.owner,
            owner_name=_name(row.owner, named),
            due_on=row.due_on,
            begun_on=row.begun_at.astimezone(clock.AMSTERDAM).date(),
            thread_id=row.thread_id,
            thread_title=row.thread.title if row.thread else "",
        )
        for row in rows
    ]


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
