"""What somebody does for a goal: chosen freely, done, and what it brought."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import Refused, require
from drieslag.development.plans import queries
from drieslag.development.plans.actions.goals import get_locked
from drieslag.development.plans.enums import LearningWay, Newness, Origin
from drieslag.development.plans.models import LINE_MAX, TEXT_MAX, Activity, ActivityAside
from drieslag.development.plans.rules import may_change, may_change_activity
from drieslag.development.sharing import actions as sharing
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.people.models import Person

ORIGIN_MAX = 200
MOST = 60


def add_activity(
    *,
    by: Person,
    goal_id: UUID,
    text: str,
    way: str = LearningWay.DOING,
    origin: tuple[str, UUID | str | None] = ("", None),
    on: date | None = None,
    key: UUID | None = None,
) -> Activity:
    """Choose something to do for a goal. The same thing of elsewhere, chosen again, is the same activity."""
    if way not in LearningWay:
        raise Refused(_("Choose how you learn by it."))
    words = within(text, LINE_MAX)
    kind, of = Origin(origin[0]), origin[1]
    origin_id, origin_key = (of, "") if isinstance(of, UUID) else (None, within(of or "", ORIGIN_MAX, needed=False))
    with transaction.atomic():
        goal = get_locked(by, goal_id)
        require(may_change(goal))
        if known := earlier(Activity, key, goal_id=goal.pk, owner=by.pk):
            return known
        there = Activity.objects.filter(goal=goal)
        same = there.filter(origin_kind=kind, origin_id=origin_id, origin_key=origin_key)
        if kind and (chosen := same.first()):
            return chosen
        if there.count() >= MOST:
            raise Refused(_("There is a lot under this goal already. Round something off first."))
        return Activity.objects.create(
            id=key or new_id(), organisation_id=by.organisation_id, goal=goal, owner=by.pk, text=words, way=way,
            origin_kind=kind, origin_id=origin_id, origin_key=origin_key, on=on, made_at=clock.now(),
        )  # fmt: skip


def change_activity(
    *, by: Person, activity_id: UUID, text: str, way: str, on: date | None = None, is_new: bool | None = None
) -> Activity:
    """Change the words, the way and the day of an activity, and whether one does it for the first time; none leaves
    that as it is.
    """
    if way not in LearningWay:
        raise Refused(_("Choose how you learn by it."))
    words = within(text, LINE_MAX)
    with transaction.atomic():
        activity = _locked(by, activity_id)
        require(may_change_activity(activity))
        activity.text, activity.way, activity.on = words, way, on
        activity.save(update_fields=["text", "way", "on"])
        _say_new(activity, is_new)
    return activity


def mark_done(*, by: Person, activity_id: UUID, brought: str = "", is_new: bool | None = None) -> Activity:
    """Say that it was done and, in a line, what it brought; and whether it was the first time. Again changes that."""
    words = within(brought, TEXT_MAX, needed=False)
    with transaction.atomic():
        activity = _locked(by, activity_id)
        activity.done_on, activity.brought = activity.done_on or clock.today(), words
        activity.save(update_fields=["done_on", "brought"])
        _say_new(activity, is_new)
    return activity


def undo_done(*, by: Person, activity_id: UUID) -> Activity:
    """It was not done after all; the line stays."""
    with transaction.atomic():
        activity = _locked(by, activity_id)
        activity.done_on = None
        activity.save(update_fields=["done_on"])
    return activity


def erase_activity(*, by: Person, activity_id: UUID) -> None:
    """Erase an activity, and with whom it was shared."""
    with transaction.atomic():
        activity = _locked(by, activity_id)
        sharing.forget(key=activity.pk)
        activity.delete()


def _say_new(activity: Activity, is_new: bool | None) -> None:
    if is_new is None:
        return
    found = ActivityAside.objects.filter(activity=activity).first()
    there = found or ActivityAside(organisation_id=activity.organisation_id, activity=activity, owner=activity.owner)
    there.newness = (Newness.NEW if is_new else Newness.KNOWN).value
    there.save()


def _locked(by: Person, activity_id: UUID) -> Activity:
    queries.get_activity(by, activity_id)
    found = Activity.objects.select_for_update(of=("self",)).select_related("goal")
    return found.get(pk=activity_id)
