"""Making two questions of one, and one of two; both can be undone.

What moves remembers the thread that it came from. Each thing that moves is a statement of its own, so that the journal
tells where it counts.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import require
from drieslag.journal.verbs import Verb
from drieslag.learning.threads.actions.folding import fold
from drieslag.learning.threads.actions.writing import earlier, locked_in_order, tell, within
from drieslag.learning.threads.enums import ThreadState
from drieslag.learning.threads.models import STORY_MAX, TITLE_MAX, Exploration, Insight, Thread, TryOut
from drieslag.learning.threads.rules import may_join, may_part, may_split, may_undo_split
from drieslag.people.models import Person

type Thing = Exploration | Insight | TryOut


def split_thread(
    *,
    by: Person,
    thread: Thread,
    title: str,
    story: str = "",
    insights: Collection[UUID] = (),
    try_outs: Collection[UUID] = (),
    key: UUID | None = None,
) -> Thread:
    """Make a second question of one, and take these insights and try-outs along. The same `key` again returns it.

    The second was asked when the first was: the time since then is its time too.
    """
    words = within(title, TITLE_MAX), within(story, STORY_MAX, needed=False)
    with transaction.atomic():
        (now,) = locked_in_order(thread)
        if (known := earlier(Thread, key)) and known.split_from_id == now.pk:
            return known
        require(may_split(by, now))
        made = Thread.objects.create(
            id=key if key and not known else new_id(),
            organisation_id=now.organisation_id,
            team=now.team,
            title=words[0],
            story=words[1],
            opened_by=by.pk,
            opened_at=now.opened_at,
            origin=now.origin,
            source_id=now.source_id,
            tough=now.tough,
            both_sides=now.both_sides,
            split_from=now,
            split_at=clock.now(),
        )
        tell(verb=Verb.SPLIT, kind="thread", key=now.pk, by=by, team_id=now.team_id, into=made.pk)
        things: list[Thing] = [
            *Insight.objects.filter(thread=now, pk__in=insights),
            *TryOut.objects.filter(thread=now, pk__in=try_outs),
        ]
        _move(things, now, made, by)
    return made


def undo_split(*, by: Person, thread: Thread) -> Thread:
    """Put what went along back in the question that it was split from, while nothing new came of it."""
    assert thread.split_from is not None
    with transaction.atomic():
        now, first = locked_in_order(thread, thread.split_from)
        if now.state == ThreadState.WITHDRAWN:
            return first
        require(may_undo_split(by, now))
        now.state, now.withdrawn_at = ThreadState.WITHDRAWN, clock.now()
        now.save(update_fields=["state", "withdrawn_at"])
        tell(verb=Verb.WITHDREW, kind="thread", key=now.pk, by=by, team_id=now.team_id)
        _move(_things(now), now, first, by, remember=False)
    return first


def join_threads(*, by: Person, thread: Thread, into: Thread) -> Thread:
    """Join a question with another of the same team: all that came of it moves there, and its address leads there."""
    with transaction.atomic():
        now, other = locked_in_order(thread, into)
        if now.joined_into_id == other.pk:
            return other
        require(may_join(by, now, other))
        now.state, now.joined_into, now.joined_at = ThreadState.JOINED, other, clock.now()
        now.aside_at = None
        now.save(update_fields=["state", "joined_into", "joined_at", "aside_at"])
        tell(verb=Verb.MERGED, kind="thread", key=now.pk, by=by, team_id=now.team_id, into=other.pk)
        held = set(Exploration.objects.filter(thread=other).values_list("meeting_id", flat=True))
        _move((each for each in _things(now) if _is_new(each, held)), now, other, by)
    return other


def part_threads(*, by: Person, thread: Thread) -> Thread:
    """Undo joining: what came from this question goes back to it."""
    assert thread.joined_into is not None
    with transaction.atomic():
        now, other = locked_in_order(thread, thread.joined_into)
        if now.state != ThreadState.JOINED:
            return now
        require(may_part(by, now))
        now.state, now.joined_into, now.joined_at = ThreadState.OPEN, None, None
        now.save(update_fields=["state", "joined_into", "joined_at"])
        tell(verb=Verb.RESUMED, kind="thread", key=now.pk, by=by, team_id=now.team_id)
        _move((each for each in _things(other) if each.came_from == now.pk), other, now, by, remember=False)
    return now


def _things(thread: Thread) -> list[Thing]:
    return [*thread.explorations.all(), *thread.insights.all(), *thread.try_outs.all()]


def _is_new(thing: Thing, held: set[UUID]) -> bool:
    """Both may have been explored in the same meeting: that is told once."""
    return not (isinstance(thing, Exploration) and thing.meeting_id in held)


def _move(things: Iterable[Thing], was: Thread, to: Thread, by: Person, *, remember: bool = True) -> None:
    for each in things:
        each.thread, each.came_from = to, was.pk if remember else None
        each.save(update_fields=["thread", "came_from"])
        kind, key = _named(each)
        tell(verb=Verb.CHANGED, kind=kind, key=key, by=by, team_id=to.team_id, thread=to.pk, was=was.pk)
    fold(was.pk)
    fold(to.pk)


def _named(thing: Thing) -> tuple[str, UUID]:
    """A meeting explores a thread once, so its key tells which exploration moves."""
    match thing:
        case Exploration():
            return "exploration", thing.meeting_id
        case Insight():
            return "insight", thing.pk
        case TryOut():
            return "try_out", thing.pk
