"""The writers of goals. Nothing is told to the journal: a goal is its owner's alone (trust.md)."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import Refused, require
from drieslag.development.plans import queries
from drieslag.development.plans.enums import GoalState, Wish
from drieslag.development.plans.models import LINE_MAX, TEXT_MAX, Activity, Goal, GoalAside, PlanSetting
from drieslag.development.plans.rules import has_room, may_change, may_move
from drieslag.development.plans.themes import ThemeRef
from drieslag.development.sharing import actions as sharing
from drieslag.learning.threads import queries as threads
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.people.models import Person

LOOK_BACK_AFTER = timedelta(weeks=6)
FARTHEST = timedelta(weeks=104)


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a goal: what changed, for whom, and how one knows. The rest stays beside the goal, for its owner
    alone: what one no longer does, and what it brought oneself and the goal of the team. What is none is left as it is.
    """

    changed: str
    changed_for: str = ""
    known_by: str = ""
    lets_go: str | None = None
    brought_me: str | None = None
    brought_team: str | None = None

    def beside(self) -> dict[str, str]:
        """Return what was said for oneself alone."""
        said = (
            ("lets_go", self.lets_go, LINE_MAX),
            ("brought_me", self.brought_me, TEXT_MAX),
            ("brought_team", self.brought_team, TEXT_MAX),
        )
        return {name: within(text, most, needed=False) for name, text, most in said if text is not None}


def add_goal(
    *,
    by: Person,
    text: str,
    for_residents: str,
    wish: str = Wish.MINE,
    key: UUID | None = None,
    theme: str = "",
    rests: UUID | None = None,
    waits: bool = False,
    planning: bool = False,
) -> Goal:
    """Put down a goal in own words. With no room, another goal rests (`rests`) or the new one waits for its turn. One
    that a plan in ten minutes begins with says so (`planning`), until its day to look back was chosen.
    """
    fields = _words(text, for_residents, wish)
    found = ThemeRef.parse(theme)
    with transaction.atomic():
        setting = lock(by)
        if known := earlier(Goal, key, owner=by.pk):
            return known
        if not waits:
            _make_room(by, setting, rests)
        return Goal.objects.create(
            id=key or new_id(),
            organisation_id=by.organisation_id,
            owner=by.pk,
            state=GoalState.RESTING if waits else GoalState.ACTIVE,
            planning=planning,
            made_at=clock.now(),
            look_back_on=clock.today() + LOOK_BACK_AFTER,
            **found.columns(),
            **fields,
        )


def change_goal(
    *,
    by: Person,
    goal_id: UUID,
    text: str,
    for_residents: str,
    wish: str = Wish.MINE,
    seen_by: str = "",
    this_week: str = "",
    paired: str = "",
    look_back_on: date | None = None,
) -> Goal:
    """Change the words of a goal and the day on which one looks back."""
    fields: dict[str, object] = {
        **_words(text, for_residents, wish),
        "seen_by": within(seen_by, TEXT_MAX, needed=False),
        "this_week": within(this_week, LINE_MAX, needed=False),
        "paired": within(paired, LINE_MAX, needed=False),
    }
    with transaction.atomic():
        goal = get_locked(by, goal_id)
        require(may_change(goal))
        if look_back_on is not None and look_back_on != goal.look_back_on:
            fields |= {"look_back_on": _day(look_back_on), "planning": False}
        return _save(goal, **fields)


def step_this_week(*, by: Person, goal_id: UUID, text: str) -> Goal:
    """Say the one small step of this week."""
    words = within(text, LINE_MAX, needed=False)
    with transaction.atomic():
        goal = get_locked(by, goal_id)
        require(may_change(goal))
        return _save(goal, this_week=words)


def look_back_later(*, by: Person, goal_id: UUID, on: date) -> Goal:
    """Choose another day to look back. A plan in ten minutes ends with it."""
    with transaction.atomic():
        goal = get_locked(by, goal_id)
        require(may_change(goal))
        return _save(goal, look_back_on=_day(on), planning=False)


def link_theme(*, by: Person, goal_id: UUID, theme: str) -> Goal:
    """Lay a goal beside a theme (`code:version:key`), or beside none."""
    found = ThemeRef.parse(theme)
    with transaction.atomic():
        goal = get_locked(by, goal_id)
        require(may_change(goal))
        return _save(goal, **found.columns())


def link_thread(*, by: Person, goal_id: UUID, thread_id: UUID | None) -> Goal:
    """Lay a goal beside a question of one's own team, or beside none. Raises NotFound for another team's."""
    with transaction.atomic():
        goal = get_locked(by, goal_id)
        require(may_change(goal))
        if thread_id is not None:
            threads.get_thread(by, thread_id)
        return _save(goal, thread_id=thread_id)


def rest_goal(*, by: Person, goal_id: UUID) -> Goal:
    """Let a goal rest; nothing of it is lost."""
    with transaction.atomic():
        lock(by)
        return _move(get_locked(by, goal_id), GoalState.RESTING)


def resume_goal(*, by: Person, goal_id: UUID, rests: UUID | None = None) -> Goal:
    """Work at a goal again, also at one that was ended by mistake. With no room another one rests."""
    with transaction.atomic():
        setting = lock(by)
        goal = get_locked(by, goal_id)
        require(may_move(goal, GoalState.ACTIVE))
        _make_room(by, setting, rests)
        return _move(goal, GoalState.ACTIVE)


def end_goal(*, by: Person, goal_id: UUID, came: Came) -> Goal:
    """Look back on a goal: what changed, for whom, how one knows. It is never passed or failed."""
    words = {
        "changed": within(came.changed, TEXT_MAX),
        "changed_for": within(came.changed_for, TEXT_MAX, needed=False),
        "known_by": within(came.known_by, TEXT_MAX, needed=False),
    }
    beside = came.beside()
    with transaction.atomic():
        lock(by)
        goal = _move(get_locked(by, goal_id), GoalState.DONE, **words)
        lay_beside(goal, **beside)
        return goal


def drop_goal(*, by: Person, goal_id: UUID, reason: str = "") -> Goal:
    """Put a goal away; a reason is one's own to give or not."""
    words = within(reason, TEXT_MAX, needed=False)
    with transaction.atomic():
        lock(by)
        return _move(get_locked(by, goal_id), GoalState.DROPPED, reason=words)


def erase_goal(*, by: Person, goal_id: UUID) -> None:
    """Erase a goal with what was done for it, and with whom it was shared. It cannot be undone."""
    with transaction.atomic():
        goal = get_locked(by, goal_id)
        for key in Activity.objects.filter(goal=goal).values_list("pk", flat=True):
            sharing.forget(key=key)
        sharing.forget(key=goal.pk)
        goal.delete()


def lock(person: Person) -> PlanSetting:
    """Return the person's setting, locked, so that nobody else counts these goals until the transaction ends."""
    PlanSetting.objects.get_or_create(organisation_id=person.organisation_id, owner=person.pk)
    return PlanSetting.objects.select_for_update(of=("self",)).get(owner=person.pk)


def get_locked(by: Person, goal_id: UUID) -> Goal:
    """Return the own goal as it is now, locked until the transaction ends. Raises NotFound."""
    queries.get_goal(by, goal_id)
    return Goal.objects.select_for_update(of=("self",)).get(pk=goal_id)


def lay_beside(goal: Goal, **texts: str) -> None:
    """Keep these texts beside a goal that is locked. Nothing is made where nothing was said."""
    there = GoalAside.objects.filter(goal=goal).first()
    if there is None and any(texts.values()):
        there = GoalAside(organisation_id=goal.organisation_id, goal=goal, owner=goal.owner)
    if there is not None:
        for name, text in texts.items():
            setattr(there, name, text)
        there.save()


def _make_room(by: Person, setting: PlanSetting, rests: UUID | None) -> None:
    """Let the chosen goal rest, and refuse when that leaves no room."""
    if rests is not None:
        _move(get_locked(by, rests), GoalState.RESTING)
    active = Goal.objects.filter(owner=by.pk, state=GoalState.ACTIVE).count()
    require(has_room(active, setting.most_active))


def _move(goal: Goal, state: GoalState, **words: object) -> Goal:
    require(may_move(goal, state))
    is_ended = state in {GoalState.DONE, GoalState.DROPPED}
    ended_on = clock.today() if is_ended else None
    return _save(goal, state=state, ended_on=ended_on, planning=goal.planning and not is_ended, **words)


def _save(goal: Goal, **fields: object) -> Goal:
    for name, value in fields.items():
        setattr(goal, name, value)
    goal.save(update_fields=list(fields))
    return goal


def _words(text: str, for_residents: str, wish: str) -> dict[str, object]:
    if wish not in Wish:
        raise Refused(_("Choose whose wish it is."))
    return {"text": within(text, LINE_MAX), "for_residents": within(for_residents, LINE_MAX), "wish": wish}


def _day(on: date) -> date:
    today = clock.today()
    if today <= on <= today + FARTHEST:
        return on
    raise Refused(_("Choose a day between today and two years from now."))
