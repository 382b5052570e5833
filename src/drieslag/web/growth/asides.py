"""What stands beside a goal in words: what helps to hold on to it, how it is for its owner, and what may help now."""

from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.development.plans import queries
from drieslag.development.plans.enums import GoalState, Skill, WeekAnswer, Zone
from drieslag.development.plans.models import Goal, GoalNote
from drieslag.library import prompts
from drieslag.web.growth.forms import BesideForm, CameForm

SUGGESTED: Final = {Zone.COMFORT: "first_time_stretch", Zone.PANIC: "hard_smaller"}


@dataclass(frozen=True, slots=True)
class Beside:
    """What a goal's own page says of it. What is empty is not shown."""

    lines: tuple[tuple[str, str], ...]
    zone: str
    skill: str
    feels: str
    suggests: str
    is_much: bool
    brought: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.lines or self.zone or self.skill)


def beside(goal: Goal, *, with_setback: bool = True) -> Beside:
    """Return what stands beside a goal of one's own, without what one does after a setback where the page says that
    apart. How it is now is said only while the goal is open; what one no longer does goes with looking back on it.
    """
    there, is_done = queries.beside(goal), goal.state == GoalState.DONE
    zone, skill = (Zone(there.zone), Skill(there.skill)) if goal.is_open else (Zone.UNSAID, Skill.UNSAID)
    lets_go = (_("What I no longer do"), there.lets_go)
    return Beside(
        lines=_said(
            (_("If … then …"), there.if_then),
            (_("When it did not work out"), there.setback if with_setback else ""),
            *([] if is_done else [lets_go]),
        ),
        zone=str(zone.label) if zone != Zone.UNSAID else "",
        skill=str(skill.label) if skill != Skill.UNSAID else "",
        feels=feels(zone, skill),
        suggests=_suggestion(zone),
        is_much=zone == Zone.PANIC,
        brought=_said(
            (_("What it brought me"), there.brought_me),
            (_("What it brought the goal of the team"), there.brought_team),
            *([lets_go] if is_done else []),
        ),
    )


def form_of(goal: Goal) -> BesideForm:
    """Return the form with what stands there."""
    there = queries.beside(goal)
    return BesideForm(initial={name: getattr(there, name) for name in BesideForm.base_fields}, auto_id="beside-%s")


def _said(*lines: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((label, text) for label, text in lines if text)


def feels(zone: Zone, skill: Skill) -> str:
    """Say what this often feels like: flow, boredom or worry. With half of it known nothing is said."""
    if zone == Zone.UNSAID or skill == Skill.UNSAID:
        return ""
    easy = _("Easy, and you still learn it: that often feels calm.")
    return {
        (Zone.COMFORT, Skill.NEW): easy,
        (Zone.COMFORT, Skill.PRACTISING): easy,
        (Zone.COMFORT, Skill.ABLE): _("What is easy and what you can do already often gets boring."),
        (Zone.LEARNING, Skill.NEW): _("Something new that asks of you often feels awkward. That is part of learning."),
        (Zone.LEARNING, Skill.PRACTISING): _("This fits what you can take on. You often forget the time then: flow."),
        (Zone.LEARNING, Skill.ABLE): _("You can do it, and it asks of you. You often forget the time then: flow."),
        (Zone.PANIC, Skill.NEW): _("Much at once, and new as well: that often gives worry."),
        (Zone.PANIC, Skill.PRACTISING): _("It asks more now than you can do yet. That often gives worry."),
        (Zone.PANIC, Skill.ABLE): _("You can do it, and yet it is too much. Often something around it plays a part."),
    }[zone, skill]


def _suggestion(zone: Zone) -> str:
    found = prompts.find(SUGGESTED.get(zone, ""))
    return found.text.get(get_language() or "") if found else ""


def after_setback(goal: Goal, answer: str) -> str:
    """Return what somebody wrote for when it did not work out, where that is so."""
    return queries.beside(goal).setback if answer == WeekAnswer.NOT_NOW else ""


def after_last(goal: Goal, notes: list[GoalNote]) -> str:
    """Return it for the last week that something was said of, as long as one works at the goal."""
    return after_setback(goal, notes[0].answer) if notes and goal.is_active else ""


def came_form(goal: Goal, data: QueryDict | None = None) -> CameForm:
    """Return what looking back asks of a goal, with what was said before."""
    there, own = queries.beside(goal), ("changed", "changed_for", "known_by")
    kept = {name: getattr(goal, name) for name in own}
    kept |= {name: getattr(there, name) for name in CameForm.base_fields if name not in own}
    return CameForm(data, initial=kept, is_paired=bool(goal.paired))
