"""What a meeting about a question brought: that it was held, and what the team came to see."""

from uuid import UUID

from django.db import transaction

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import require
from drieslag.journal.verbs import Verb
from drieslag.learning.threads.actions.writing import alive_in, earlier, locked_if_alive, tell, within
from drieslag.learning.threads.enums import Level
from drieslag.learning.threads.models import INSIGHT_MAX, Exploration, Insight, Thread
from drieslag.learning.threads.rules import may_add_to, may_ask, may_withdraw_insight
from drieslag.people.models import Person, Team

THINKING_AND_DOING = "W39"  # its columns are filled on both sides before the question is round


def note_exploration(
    *,
    thread: Thread,
    meeting_id: UUID,
    team_id: UUID | None = None,
    format_code: str = "",
    people: int | None = None,
    by: Person | None = None,
) -> Exploration | None:
    """Note that a meeting was held about a thread; once a meeting, and again to say how many were there.

    None when the thread was taken back meanwhile, or is another team's by now than the one that met (`team_id`).
    """
    with transaction.atomic():
        now = locked_if_alive(thread)
        if now is None or team_id not in (None, now.team_id):
            return None
        found = Exploration.objects.filter(thread=now, meeting_id=meeting_id).first()
        if found is None:
            found = Exploration.objects.create(
                organisation_id=now.organisation_id,
                team_id=now.team_id,
                thread=now,
                meeting_id=meeting_id,
                format_code=format_code,
                people=people,
                at=clock.now(),
            )
            if format_code.startswith(THINKING_AND_DOING) and not now.both_sides:
                now.both_sides = True
                now.save(update_fields=["both_sides"])
            tell(
                verb=Verb.EXPLORED, kind="thread", key=now.pk, by=by, team_id=now.team_id, of=now.pk,
                meeting=meeting_id, format=format_code,
            )  # fmt: skip
        elif people is not None and people != found.people:
            found.people = people
            found.save(update_fields=["people"])
    return found


def add_insight(
    *,
    by: Person | None,
    team: Team,
    text: str,
    level: Level,
    thread: Thread | None = None,
    meeting_id: UUID | None = None,
    key: UUID | None = None,
) -> Insight:
    """Write down an insight, with a question or without. The same `key` and words again return the first."""
    words = within(text, INSIGHT_MAX)
    with transaction.atomic():
        now = alive_in(thread, team, by_meeting=by is None or meeting_id is not None)
        if by is not None:
            require(may_add_to(by, now) if now else may_ask(by, team))
        known = earlier(Insight, key)
        if known and (known.team_id, known.text) == (team.pk, words):
            return known
        insight = Insight.objects.create(
            id=new_id() if known else key or new_id(),
            organisation_id=team.organisation_id,
            team=team,
            thread=now,
            text=words,
            level=level,
            meeting_id=meeting_id,
            by=by.pk if by else None,
            noted_at=clock.now(),
        )
        tell(
            verb=Verb.LEARNED, kind="insight", key=insight.pk, by=by, team_id=team.pk,
            of=now.pk if now else None, level=level, thread=now.pk if now else None, meeting=meeting_id,
        )  # fmt: skip
    return insight


def withdraw_insight(*, by: Person, insight: Insight) -> None:
    """Take an own insight back: it is erased."""
    with transaction.atomic():
        now = Insight.objects.select_for_update().filter(pk=insight.pk).first()
        if now is None:
            return
        require(may_withdraw_insight(by, now))
        Insight.objects.filter(pk=now.pk).delete()
        tell(verb=Verb.WITHDREW, kind="insight", key=now.pk, by=by, team_id=now.team_id, of=now.thread_id)
