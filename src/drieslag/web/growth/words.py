"""A goal as pages show it: how far its thread has come, who sees it, and what stands under it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from uuid import UUID

from django.urls import get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.core import clock
from drieslag.development.plans.enums import GoalState, LearningWay, WeekAnswer
from drieslag.development.plans.models import Activity, Goal, GoalNote
from drieslag.development.plans.queries import ActivityLine, GoalLine
from drieslag.development.sharing.queries import Readers
from drieslag.kernel.format import Phase
from drieslag.web.components import dates, drawings, trust

type AnyGoal = Goal | GoalLine
type AnyActivity = Activity | ActivityLine

NAMES = 3
NOWHERE = str(UUID(int=0))
_ROW = (
    '<article class="ds-goal"><a class="voice t-1" href="%s">%s</a><p class="small soft">%s</p>%s%s'
    '<div class="row between">%s%s</div></article>'
)
_DUE = '<p class="small"><span class="strong">%s</span></p>'
_ACTS = '<ul class="ds-goal__acts small">%s</ul>'
_ACT = "<li>%s<span>%s%s</span></li>"
_BROUGHT = '<br><span class="voice soft">%s</span>'


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal in a list: who sees it and how far its thread has come are drawn already."""

    goal: AnyGoal
    url: str
    thread: SafeString
    readers: str
    seen: SafeString
    is_due: bool
    activities: Collection[AnyActivity] = ()

    @property
    def line(self) -> str:
        """The one line under a goal in a short list."""
        return line_of(self.goal, self.activities)


def row(goal: AnyGoal, activities: Collection[AnyActivity], readers: Mapping[UUID, Readers]) -> GoalRow:
    """Say of a goal what a list shows."""
    of = readers.get(goal.pk, Readers())
    said, kept = shared_with(of.now), kept_from(of.kept)
    return GoalRow(
        goal=goal,
        url=_page_of(get_urlconf()).replace(NOWHERE, str(goal.pk)),
        thread=drawings.thread(phase_of(goal, activities, is_shared=bool(said)).value),
        readers=said or kept,
        seen=trust.seen("shared" if said else "private", ". ".join(filter(None, (said or _("Only you"), kept)))),
        is_due=goal.is_active and goal.look_back_on <= clock.today(),
        activities=activities,
    )


@lru_cache(maxsize=4)
def _page_of(_urlconf: str | None) -> str:
    """Return the address of a goal's page with a key in it that a list replaces: made once for all rows."""
    return reverse("growth:goal", args=[UUID(NOWHERE)])


def drawn(rows: Collection[GoalRow]) -> SafeString:
    """Draw goals with what is done for them, as the plan shows them. Each text is escaped here, by hand: a plan has a
    hundred of them, and a template takes five times as long.
    """
    due = _DUE % escape(_("Look back today"))
    return SafeString(
        "".join(
            _ROW
            % (
                row.url, escape(row.goal.text), escape(row.goal.for_residents), due if row.is_due else "",
                _acts(row.activities), row.seen, row.thread,
            )
            for row in rows
        )
    )  # fmt: skip


def _acts(activities: Collection[AnyActivity]) -> str:
    marks = drawings.icon("circle"), drawings.icon("check")
    found = "".join(
        _ACT % (marks[one.done_on is not None], escape(one.text), _BROUGHT % escape(came) if came else "")
        for one in activities
        for came in (one.brought,)
    )
    return _ACTS % found if found else ""


def phase_of(goal: AnyGoal, activities: Collection[AnyActivity], *, is_shared: bool) -> Phase:
    """Return how far the thread of a goal has come, by what is there: a goal is a question to oneself.

    Something chosen is exploring, something done taught something, a small step is trying out, the day to look back is
    the effect, and what was looked back on and is shared went round.
    """
    if goal.state == GoalState.DONE:
        return Phase.SHARED if is_shared else Phase.EFFECT
    if goal.is_active and goal.look_back_on <= clock.today():
        return Phase.EFFECT
    if goal.this_week:
        return Phase.TRY_OUT
    if any(one.done_on for one in activities):
        return Phase.INSIGHT
    return Phase.EXPLORATION if activities else Phase.QUESTION


def line_of(goal: AnyGoal, activities: Collection[AnyActivity]) -> str:
    """Return the one line under a goal: this week's step, or else the first thing that is coming."""
    if goal.this_week:
        return _("This week: %(step)s") % {"step": goal.this_week}
    coming = [one for one in activities if one.done_on is None]
    dated = sorted((one for one in coming if one.on and one.on >= clock.today()), key=_day)
    if not coming:
        return ""
    first = (dated or coming)[0]
    return f"{dates.week_day(first.on).capitalize()}: {first.text}" if first.on else first.text


def _day(activity: AnyActivity) -> date:
    return activity.on or date.max


def shared_with(names: list[str]) -> str:
    """Return "Shared with Els and Samir", or nothing."""
    return _("Shared with %(names)s") % {"names": _together(names)} if names else ""


def kept_from(names: list[str]) -> str:
    """Return "Els cannot read it now", or nothing: shared with a leader, who reads it only by consent."""
    if not names:
        return ""
    said = ngettext("%(names)s cannot read it now", "%(names)s cannot read it now", len(names))
    return said % {"names": _together(names)}


def _together(names: list[str]) -> str:
    first = [name.split()[0] for name in names[:NAMES]]
    if len(names) > NAMES:
        return _("%(names)s and others") % {"names": ", ".join(first)}
    if len(first) == 1:
        return first[0]
    return _("%(names)s and %(last)s") % {"names": ", ".join(first[:-1]), "last": first[-1]}


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """Something done for a goal, with how and when."""

    activity: Activity
    way: str
    when: str
    is_new: bool


def activity_rows(activities: Collection[Activity]) -> list[ActivityRow]:
    """Say of activities how one learns by them and when."""
    return [ActivityRow(one, str(LearningWay(one.way).label), _when(one), one.is_new) for one in activities]


def _when(one: Activity) -> str:
    if one.done_on:
        return _("done on %(day)s") % {"day": dates.long_day(one.done_on)}
    return dates.week_day(one.on) if one.on else ""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A line of one week."""

    day: str
    answer: str
    text: str


def note_rows(notes: Collection[GoalNote]) -> list[NoteRow]:
    """Say the lines about a goal."""
    return [NoteRow(dates.long_day(one.on), str(WeekAnswer(one.answer).label), one.text) for one in notes]
