"""Lessons from what went wrong. None of these acts leaves a statement: there is nobody to tell about."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from drieslag.core import clock
from drieslag.core.verdict import require
from drieslag.learning.groundwork.models import STORY_MAX, FoundRoom, Lesson
from drieslag.learning.groundwork.rules import may_keep
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.learning.threads.enums import Level
from drieslag.live.topics import announce
from drieslag.people.models import Person, Team

RETURNABLE = timedelta(days=1)
KEPT = timedelta(days=2 * 365)


def note_lesson(
    *, by: Person, team: Team, happened: str, made_possible: str, next_time: str, level: Level, key: UUID | None = None
) -> Lesson:
    """Write down what went wrong and what the team learned. Who wrote it is kept nowhere."""
    words = within(happened, STORY_MAX), within(made_possible, STORY_MAX), within(next_time, STORY_MAX)
    with transaction.atomic():
        require(may_keep(by, team))
        if known := earlier(Lesson, key, team_id=team.pk):
            return known
        fresh = {} if key is None else {"id": key}
        lesson = Lesson.objects.create(
            **fresh,
            organisation_id=team.organisation_id,
            team=team,
            happened=words[0],
            made_possible=words[1],
            next_time=words[2],
            level=level,
            noted_on=clock.today(),
        )
        announce(f"team:{team.pk}")
    return lesson


def remove_lesson(*, by: Person, lesson: Lesson) -> None:
    """Take a lesson away, as any member may: nobody knows whose it is. It can be returned for a day."""
    _put(by, lesson, clock.today())


def return_lesson(*, by: Person, lesson: Lesson) -> None:
    """Undo taking away."""
    _put(by, lesson, None)


def erase_removed() -> int:
    """Erase what was taken away more than a day ago, and lessons of two years ago. Returns how many rows went."""
    today = clock.today()
    old = Q(removed_on__lt=today - RETURNABLE) | Q(noted_on__lt=today - KEPT)
    gone = Lesson.objects.filter(old).delete()[0]
    return gone + FoundRoom.objects.filter(withdrawn_at__lt=clock.now() - RETURNABLE).delete()[0]


def _put(by: Person, lesson: Lesson, removed_on: date | None) -> None:
    with transaction.atomic():
        now = Lesson.objects.select_for_update(of=("self",)).select_related("team").get(pk=lesson.pk)
        require(may_keep(by, now.team))
        now.removed_on = removed_on
        now.save(update_fields=["removed_on"])
        announce(f"team:{now.team_id}")
