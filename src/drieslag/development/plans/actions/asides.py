"""What helps to hold on to a goal, kept for its owner alone."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core.verdict import Refused, require
from drieslag.development.plans.actions.goals import get_locked, lay_beside
from drieslag.development.plans.enums import Skill, Zone
from drieslag.development.plans.models import LINE_MAX
from drieslag.development.plans.rules import may_change
from drieslag.learning.threads.actions.writing import within
from drieslag.people.models import Person


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a goal: a line to hold on to, one for when it did not work out, what one no longer does, and
    how the goal is for oneself. All of it may stay empty.
    """

    if_then: str = ""
    setback: str = ""
    lets_go: str = ""
    zone: str = Zone.UNSAID
    skill: str = Skill.UNSAID


def keep_beside(*, by: Person, goal_id: UUID, beside: Beside) -> None:
    """Keep what helps to hold on to a goal. It is told to nobody, also where the goal is shared."""
    if beside.zone not in Zone or beside.skill not in Skill:
        raise Refused(_("Choose one of these."))
    lines = {name: within(getattr(beside, name), LINE_MAX, needed=False) for name in ("if_then", "setback", "lets_go")}
    with transaction.atomic():
        goal = get_locked(by, goal_id)
        require(may_change(goal))
        lay_beside(goal, **lines, zone=str(beside.zone), skill=str(beside.skill))
