"""A minute a week: one line about each goal, and how somebody wants to work at them."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import Refused, require
from drieslag.development.plans.actions.goals import FARTHEST, get_locked, lock
from drieslag.development.plans.enums import WeekAnswer
from drieslag.development.plans.models import LINE_MAX, GoalNote, PlanSetting
from drieslag.development.plans.queries import monday_of
from drieslag.development.plans.rules import may_change, may_set_most, may_set_week_day
from drieslag.learning.threads.actions.writing import within
from drieslag.people.models import Person


def note_week(*, by: Person, goal_id: UUID, answer: str, text: str = "", empties: bool = False) -> GoalNote:
    """Write this week's line about a goal. Again in the same week changes it. Words that stand there stay where nothing
    is written, unless somebody who has them in sight empties them (`empties`).
    """
    if answer not in WeekAnswer:
        raise Refused(_("Choose one of the three."))
    words = within(text, LINE_MAX, needed=False)
    today = clock.today()
    with transaction.atomic():
        goal = get_locked(by, goal_id)
        require(may_change(goal))
        note, made = GoalNote.objects.get_or_create(
            goal=goal,
            week=monday_of(today),
            defaults={
                "organisation_id": by.organisation_id, "owner": by.pk, "on": today, "answer": answer, "text": words,
            },
        )  # fmt: skip
        if not made:
            note.on, note.answer = today, answer
            if words or empties:
                note.text = words
            note.save(update_fields=["on", "answer", "text"])
    return note


def begin_applying(*, by: Person, until: date) -> PlanSetting:
    """Only apply what was learned, until this day: nothing new is offered meanwhile."""
    if not clock.today() <= until <= clock.today() + FARTHEST:
        raise Refused(_("Choose a day between today and two years from now."))
    return _set(by, applying_until=until)


def stop_applying(*, by: Person) -> PlanSetting:
    """End it earlier."""
    return _set(by, applying_until=None)


def set_most_active(*, by: Person, most: int) -> PlanSetting:
    """Choose how many goals at once are enough. Goals above it are not touched; none is added to them."""
    require(may_set_most(most))
    return _set(by, most_active=most)


def set_week_day(*, by: Person, day: int) -> PlanSetting:
    """Choose on which day a line about one's goals is asked; Monday is 0."""
    require(may_set_week_day(day))
    return _set(by, week_day=day)


def _set(by: Person, **fields: object) -> PlanSetting:
    with transaction.atomic():
        setting = lock(by)
        for name, value in fields.items():
            setattr(setting, name, value)
        setting.save(update_fields=list(fields))
    return setting
