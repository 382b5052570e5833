"""What plans keep about a person. All of it goes along with its owner, and is erased with what was shared of it."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.development.plans.enums import Newness, Skill, Zone
from drieslag.development.plans.models import Activity, ActivityAside, Goal, GoalAside, GoalNote, PlanSetting
from drieslag.development.sharing.actions import forget
from drieslag.privacy.register import Kept, Rows, register


def _goals(key: UUID) -> Rows:
    return [
        {
            "text": r.text, "for_residents": r.for_residents, "wish": r.wish, "seen_by": r.seen_by,
            "this_week": r.this_week, "paired": r.paired, "state": r.state, "theme": r.theme_key,
            "made_at": r.made_at, "look_back_on": r.look_back_on, "ended_on": r.ended_on, "changed": r.changed,
            "changed_for": r.changed_for, "known_by": r.known_by, "reason": r.reason,
        }
        for r in Goal.objects.filter(owner=key).order_by("made_at")
    ]  # fmt: skip


def _activities(key: UUID) -> Rows:
    rows = Activity.objects.filter(owner=key).order_by("made_at")
    return [{"text": r.text, "way": r.way, "on": r.on, "done_on": r.done_on, "brought": r.brought} for r in rows]


def _firsts(key: UUID) -> Rows:
    rows = ActivityAside.objects.filter(owner=key).select_related("activity").order_by("activity__made_at")
    return [{"activity": r.activity.text, "new_to_me": r.newness == Newness.NEW} for r in rows]


def _asides(key: UUID) -> Rows:
    rows = GoalAside.objects.filter(owner=key).select_related("goal").order_by("goal__made_at")
    return [
        {
            "goal": r.goal.text, "if_then": r.if_then, "setback": r.setback, "lets_go": r.lets_go,
            "zone": str(Zone(r.zone).label), "skill": str(Skill(r.skill).label), "brought_me": r.brought_me,
            "brought_team": r.brought_team,
        }
        for r in rows
    ]  # fmt: skip


def _notes(key: UUID) -> Rows:
    rows = GoalNote.objects.filter(owner=key).order_by("on")
    return [{"on": r.on, "answer": r.answer, "text": r.text} for r in rows]


def _settings(key: UUID) -> Rows:
    rows = PlanSetting.objects.filter(owner=key)
    return [{"most_active": r.most_active, "applying_until": r.applying_until, "week_day": r.week_day} for r in rows]


def _erase_goals(key: UUID) -> int:
    for goal in Goal.objects.filter(owner=key).values_list("pk", flat=True):
        forget(key=goal)
    return Goal.objects.filter(owner=key).delete()[0]


def _erase_activities(key: UUID) -> int:
    for activity in Activity.objects.filter(owner=key).values_list("pk", flat=True):
        forget(key=activity)
    return Activity.objects.filter(owner=key).delete()[0]


def fill() -> None:
    """Put these kinds of rows in the register."""
    purpose, basis = _("To keep your own goals in sight"), _("What you chose yourself")
    kept, shared = _("As long as you keep it"), _("You alone, and whom you share it with")
    register(Kept(Goal, _("Your goals"), purpose, basis, kept, shared, _goals, _erase_goals))
    done = _("What you do for your goals")
    register(Kept(Activity, done, purpose, basis, kept, shared, _activities, _erase_activities))
    register(
        Kept(
            GoalAside, _("What helps you with a goal, and how it is for you"), purpose, basis, kept, _("You alone"),
            _asides, lambda key: GoalAside.objects.filter(owner=key).delete()[0],
        )
    )  # fmt: skip
    register(
        Kept(
            ActivityAside, _("What you did for the first time"), purpose, basis, kept, _("You alone"),
            _firsts, lambda key: ActivityAside.objects.filter(owner=key).delete()[0],
        )
    )  # fmt: skip
    register(
        Kept(
            GoalNote, _("Your line a week about a goal"), purpose, basis, kept, _("You alone"), _notes,
            lambda key: GoalNote.objects.filter(owner=key).delete()[0],
        )
    )  # fmt: skip
    register(
        Kept(
            PlanSetting, _("How you want to work at your goals"), purpose, basis, kept, _("You alone"), _settings,
            lambda key: PlanSetting.objects.filter(owner=key).delete()[0],
        )
    )  # fmt: skip
