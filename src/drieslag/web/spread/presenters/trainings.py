"""Trainings and plans as pages print them."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from drieslag.learning.spread.enums import Week
from drieslag.learning.spread.figures import Frozen
from drieslag.learning.spread.models import TransferPlan
from drieslag.learning.spread.queries.trainings import TrainingRow, WeekRow
from drieslag.learning.threads.enums import Seen
from drieslag.web.components.dates import long_day


@dataclass(frozen=True, slots=True)
class Card:
    """A training on the list."""

    url: str
    title: str
    line: str
    figure: str
    has_plan: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """What is shown of a training after so many weeks: sentences, or why there is none."""

    name: str
    sentences: tuple[str, ...]
    withheld: str


@dataclass(frozen=True, slots=True)
class Look:
    """One of the three times to look back on a plan."""

    name: str
    url: str
    is_open: bool
    is_done: bool
    line: str
    need: str


def week_name(week: int) -> str:
    """Return when one looks back, in words."""
    return ngettext("After %(count)d week", "After %(count)d weeks", week) % {"count": week}


def card(row: TrainingRow) -> Card:
    """Return a training as the list prints it."""
    last = row.figures.get(Week.TWELVE)
    return Card(
        url=reverse("spread:training", args=[row.training.pk]),
        title=row.training.title,
        line=line_of(row),
        figure=_stuck(last.stuck) if last and last.stuck is not None else "",
        has_plan=row.my_plan is not None,
    )


def line_of(row: TrainingRow) -> str:
    """Return its day, and its trainer when that is somebody of ours."""
    day = long_day(row.training.on)
    if not row.trainer:
        return day
    return gettext("%(day)s, by %(name)s") % {"day": day, "name": row.trainer}


def figures(row: TrainingRow) -> list[Figure]:
    """Return the three figures of a training; where one is not shown, why. None when there is none at all."""
    if not row.figures:
        return []
    return [_figure(week, row.figures.get(week)) for week in Week]


def _figure(week: Week, found: Frozen | None) -> Figure:
    if found is None:
        return Figure(week_name(week), (), gettext("Fewer than 5 people looked back. We do not show this."))
    people = ngettext("%(count)d person looked back.", "%(count)d people looked back.", found.people)
    sentences = [people % {"count": found.people}]
    if found.tried is not None:
        often = number_format(found.tried, 1)
        sentences.append(gettext("They tried it %(often)s times on average.") % {"often": often})
    if found.stuck is not None:
        sentences.append(_stuck(found.stuck))
    alike = found.tried is None and found.stuck is None
    withheld = gettext("Their answers were alike. A figure would tell what each one answered.") if alike else ""
    return Figure(week_name(week), tuple(sentences), withheld)


def _stuck(share: int) -> str:
    return gettext("After 12 weeks about %(share)d %% is still used, by own estimate.") % {"share": share}


def over_all(share: int | None) -> str:
    """Return the organisation's own figure beside what is often said of training, or nothing."""
    if share is None:
        return ""
    return gettext("Over all trainings shown here about %(share)d %% is still used after 12 weeks.") % {"share": share}


def looks(plan: TransferPlan, rows: list[WeekRow]) -> list[Look]:
    """Return the three times to look back."""
    return [_look(plan, row) for row in rows]


def _look(plan: TransferPlan, row: WeekRow) -> Look:
    url = reverse("spread:look", args=[plan.pk, int(row.week)])
    name = week_name(row.week)
    if row.answers is None:
        return Look(name, url, row.is_open, False, _when(row.due_on, come=row.is_open), "")
    given = row.answers
    tried = ngettext("Tried %(count)d time", "Tried %(count)d times", given.tried) % {"count": given.tried}
    said = [tried, str(Seen(given.seen).label)]
    if given.stuck is not None:
        said.append(gettext("%(share)d %% stuck") % {"share": given.stuck})
    return Look(name, url, True, True, " · ".join(said), given.need)


def _when(day: date, *, come: bool) -> str:
    if come:
        return gettext("Since %(day)s. It takes a minute.") % {"day": long_day(day)}
    return gettext("On %(day)s") % {"day": long_day(day)}
