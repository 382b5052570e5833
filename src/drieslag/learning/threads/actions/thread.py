"""Bringing in a question, changing its words, taking it back, laying it aside and rounding it off."""

from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import require
from drieslag.journal.verbs import Verb
from drieslag.learning.threads.actions.folding import fold
from drieslag.learning.threads.actions.writing import earlier, locked, tell, within
from drieslag.learning.threads.enums import Origin, ThreadState
from drieslag.learning.threads.models import PICTURE_MAX, SHARED_WITH_MAX, STORY_MAX, TITLE_MAX, Thread
from drieslag.learning.threads.rules import (
    may_add_to,
    may_ask,
    may_close,
    may_edit,
    may_lay_aside,
    may_restore,
    may_take_up,
    may_withdraw,
)
from drieslag.live.topics import announce
from drieslag.people.models import Person, Team

WITHDRAWN_KEPT = timedelta(days=1)


def open_thread(
    *,
    by: Person | None,
    team: Team,
    origin: Origin,
    title: str,
    story: str = "",
    named: bool = True,
    tough: bool = False,
    source_id: UUID | None = None,
    key: UUID | None = None,
) -> Thread:
    """Bring a practice question in: the one door for all origins. `source_id` is the key of what it came from.

    Without a name nothing of the person is kept: no key, no moment but the day, no statement. The same `key` with the
    same words returns the question of the first time.
    """
    words = within(title, TITLE_MAX), within(story, STORY_MAX, needed=False)
    with transaction.atomic():
        if by is not None:
            require(may_ask(by, team))
        known = earlier(Thread, key)
        if known and (known.team_id, known.title, known.story) == (team.pk, *words):
            return known
        nameless = by is None or not named
        fresh = uuid4() if nameless else new_id()
        thread = Thread.objects.create(
            id=fresh if known else key or fresh,
            organisation_id=team.organisation_id,
            team=team,
            title=words[0],
            story=words[1],
            opened_by=None if nameless or by is None else by.pk,
            opened_at=_day() if nameless else clock.now(),
            origin=origin,
            source_id=source_id,
            tough=tough,
        )
        if nameless:
            fold(thread.pk)
            announce(f"team:{team.pk}")
        else:
            tell(
                verb=Verb.ASKED,
                kind="thread",
                key=thread.pk,
                by=by,
                team_id=team.pk,
                of=thread.pk,
                origin=origin,
                tough=tough,
            )
    return thread


def edit_thread(*, by: Person, thread: Thread, title: str, story: str, tough: bool | None = None) -> Thread:
    """Change the words of a question."""
    with transaction.atomic():
        now = locked(thread)
        require(may_edit(by, now))
        now.title = within(title, TITLE_MAX)
        now.story = within(story, STORY_MAX, needed=False)
        now.tough = now.tough if tough is None else tough
        now.edited_at = clock.now()
        now.save(update_fields=["title", "story", "tough", "edited_at"])
        tell(verb=Verb.EDITED, kind="thread", key=now.pk, by=by, team_id=now.team_id, of=now.pk, tough=now.tough)
    return now


def withdraw_thread(*, by: Person, thread: Thread) -> Thread:
    """Take a question back. It can be restored for a day; then it is erased."""
    with transaction.atomic():
        now = locked(thread)
        require(may_withdraw(by, now))
        return _into(now, ThreadState.WITHDRAWN, by, Verb.WITHDREW)


def restore_thread(*, by: Person, thread: Thread) -> Thread:
    """Undo taking back."""
    with transaction.atomic():
        now = locked(thread)
        require(may_restore(by, now))
        return _into(now, ThreadState.OPEN, by, Verb.RESUMED)


def lay_aside(*, by: Person, thread: Thread) -> Thread:
    """Lay a question aside: it leaves the board and is not lost. Doing it twice changes nothing."""
    with transaction.atomic():
        now = locked(thread)
        if now.state == ThreadState.ASIDE:
            return now
        require(may_lay_aside(by, now))
        return _into(now, ThreadState.ASIDE, by, Verb.PAUSED)


def take_up(*, by: Person, thread: Thread) -> Thread:
    """Put a question that was laid aside back on the board."""
    with transaction.atomic():
        now = locked(thread)
        if now.state == ThreadState.OPEN:
            return now
        require(may_take_up(by, now))
        return _into(now, ThreadState.OPEN, by, Verb.RESUMED)


def mark_tough(*, by: Person, thread: Thread, tough: bool) -> Thread:
    """Say that a question is a tough one, which comes back whatever one tries; or that it no longer is."""
    with transaction.atomic():
        now = locked(thread)
        require(may_add_to(by, now))
        now.tough = tough
        now.save(update_fields=["tough"])
        tell(verb=Verb.CHANGED, kind="thread", key=now.pk, by=by, team_id=now.team_id, of=now.pk, tough=tough)
    return now


def describe_picture(*, by: Person, thread: Thread, needs: str, wants: str, demands: str, competence: str) -> Thread:
    """Write down what is going on with residents: what they need, want, ask and can. The team's words."""
    texts = (needs, wants, demands, competence)
    with transaction.atomic():
        now = locked(thread)
        require(may_add_to(by, now))
        now.needs, now.wants, now.demands, now.competence = (within(each, PICTURE_MAX, needed=False) for each in texts)
        now.save(update_fields=["needs", "wants", "demands", "competence"])
        tell(verb=Verb.CHANGED, kind="thread", key=now.pk, by=by, team_id=now.team_id, picture=True)
    return now


def work_both_sides(*, by: Person, thread: Thread, both: bool) -> Thread:
    """Say that a question is worked on with thinking and doing, so that both are asked for; or no longer."""
    with transaction.atomic():
        now = locked(thread)
        require(may_add_to(by, now))
        now.both_sides = both
        now.save(update_fields=["both_sides"])
        tell(verb=Verb.CHANGED, kind="thread", key=now.pk, by=by, team_id=now.team_id, both=both)
    return now


def close_thread(*, by: Person | None, thread: Thread, shared_with: str) -> Thread:
    """Round a question off by sharing what came of it. Doing it twice changes nothing."""
    with transaction.atomic():
        now = locked(thread)
        if now.state == ThreadState.CLOSED:
            return now
        if by is not None:
            require(may_close(by, now))
        now.shared_with = within(shared_with, SHARED_WITH_MAX)
        now.save(update_fields=["shared_with"])
        return _into(now, ThreadState.CLOSED, by, Verb.SHARED)


def erase_withdrawn(*, before: datetime | None = None) -> int:
    """Erase what was taken back more than a day ago, in the organisation of the transaction. Returns how many went."""
    gone = Thread.objects.filter(withdrawn_at__lt=before or clock.now() - WITHDRAWN_KEPT)
    return gone.delete()[1].get("threads.Thread", 0)


def _into(thread: Thread, state: ThreadState, by: Person | None, verb: Verb) -> Thread:
    """Put a locked thread in a state that its rule allowed, with the moment that belongs to it."""
    at = clock.now()
    thread.state = state
    thread.aside_at = at if state is ThreadState.ASIDE else None
    thread.closed_at = at if state is ThreadState.CLOSED else None
    thread.withdrawn_at = at if state is ThreadState.WITHDRAWN else None
    thread.save(update_fields=["state", "aside_at", "closed_at", "withdrawn_at"])
    tell(verb=verb, kind="thread", key=thread.pk, by=by, team_id=thread.team_id, of=thread.pk)
    return thread


def _day() -> datetime:
    """The beginning of today: when exactly a nameless question came in would tell who was at work."""
    return datetime.combine(clock.today(), time(), clock.AMSTERDAM)
