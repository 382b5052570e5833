"""Rows that the pages of what a team keeps print."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from drieslag.core import clock
from drieslag.kernel.format import Kolb, LearningFunction
from drieslag.learning.groundwork.enums import Side
from drieslag.learning.groundwork.models import Change, ChangeLine, Goal
from drieslag.learning.groundwork.queries import Spots
from drieslag.web.components.dates import short_day
from drieslag.web.components.forms import fresh_key
from drieslag.web.groundwork.forms import LineForm

FUNCTIONS: Mapping[LearningFunction, tuple[str | Promise, str | Promise]] = {
    LearningFunction.SUBJECT: (_("Knowing your trade"), _("What is known about this work, and what others know.")),
    LearningFunction.PROBLEM: (_("Solving problems"), _("Finding an answer together with what you know.")),
    LearningFunction.REFLECTION: (_("Looking at how you do it"), _("Seeing your own way of doing and thinking.")),
    LearningFunction.COMMUNICATION: (_("Talking and listening"), _("Reaching the other, and being reached.")),
    LearningFunction.SELF_REGULATION: (_("Minding yourself"), _("What drives you, and what it does to you.")),
    LearningFunction.CALM: (_("Calm"), _("Time to do what you learned, without anything new.")),
    LearningFunction.UNREST: (_("Unrest that makes something new"), _("Letting go of what seemed certain.")),
}
KOLB: Mapping[Kolb, tuple[str | Promise, str | Promise]] = {
    Kolb.EXPERIENCE: (_("Something happens"), _("It begins with what you went through.")),
    Kolb.REFLECT: (_("Looking back on it"), _("What did you see, and what did it do?")),
    Kolb.THINK: (_("Understanding it"), _("What is underneath, and what does it say in general?")),
    Kolb.DO: (_("Trying it"), _("What do you do differently, and what do you see then?")),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """One function or phase: how often it came by, and how many questions stand still there."""

    key: str
    name: str | Promise
    line: str | Promise
    count: str
    is_blank: bool
    stuck: str = ""


@dataclass(frozen=True, slots=True)
class BlindSpots:
    """All that the page prints."""

    meetings: int
    functions: tuple[Spot, ...]
    kolb: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class TwoLists:
    """One of the two lists of a change, with the form to add to it."""

    side: Side
    title: str
    lines: tuple[ChangeLine, ...]
    form: LineForm


@dataclass(frozen=True, slots=True)
class Counted:
    """One count of a goal: `share` is the part that could do it, in whole percents."""

    day: str
    said: str
    share: int


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal as the pages show it."""

    goal: Goal
    line: str
    counts: tuple[Counted, ...]
    said: str
    is_over: bool


def blind_spots(found: Spots) -> BlindSpots:
    """Return what the team's learning passed through and left out."""
    return BlindSpots(
        meetings=found.meetings,
        functions=tuple(
            Spot(one.value, *FUNCTIONS[one], _times(count), found.meetings > 0 and count == 0)
            for one, count in found.functions.items()
        ),
        kolb=tuple(
            Spot(one.value, *KOLB[one], _times(count), found.meetings > 0 and count == 0, _stuck(found.stuck[one]))
            for one, count in found.kolb.items()
        ),
    )


def _times(count: int) -> str:
    return ngettext("%(count)d meeting", "%(count)d meetings", count) % {"count": count}


def _stuck(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)d question stands still here", "%(count)d questions stand still here", count) % {
        "count": count
    }


def lists(change: Change, wrong: LineForm | None) -> list[TwoLists]:
    """Return the two lists of a change; a form that could not be taken stays with its own list."""
    rows = list(change.lines.all())
    made = []
    for side in Side:
        is_here = wrong is not None and wrong.data.get("side") == side
        form = (
            wrong
            if is_here and wrong
            else LineForm(initial={"client_key": fresh_key(), "side": side}, auto_id=f"{side}_%s")
        )
        lines = tuple(row for row in rows if row.side == side)
        made.append(TwoLists(side, str(side.label), lines, form))
    return made


def goal_row(goal: Goal) -> GoalRow:
    """Return a goal with its counts in words."""
    counts = tuple(
        Counted(
            short_day(row.counted_at),
            ngettext("%(able)d of %(people)d", "%(able)d of %(people)d", row.people)
            % {"able": row.able, "people": row.people},
            round(100 * row.able / row.people),
        )
        for row in goal.counts.all()
    )
    line = _("%(percent)d %% of the group, by %(day)s") % {"percent": goal.percent, "day": short_day(goal.due_on)}
    return GoalRow(goal, str(line), counts, _standing(goal, counts), goal.ended_at is not None)


def _standing(goal: Goal, counts: tuple[Counted, ...]) -> str:
    if not counts:
        return str(_("Not counted yet. Count before you begin."))
    if counts[-1].share >= goal.percent:
        return str(_("Reached. What helped?"))
    if len(counts) == 1:
        return str(_("This is where you begin."))
    if goal.due_on < clock.today():
        return str(_("The day is over and it is not there yet. What do you need?"))
    return str(_("On the way."))
