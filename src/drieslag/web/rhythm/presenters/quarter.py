"""The rhythm of a team over a quarter: what was held, what it gave way to, what comes and what is due."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.core import clock
from drieslag.kernel.cadence import Kept, kept
from drieslag.learning.rhythm import queries
from drieslag.learning.rhythm.enums import Reason, Share, State
from drieslag.learning.rhythm.models import Agreement
from drieslag.learning.rhythm.queries import Moment
from drieslag.people.models import Team
from drieslag.people.queries import Hat, Me
from drieslag.web.components.dates import long_day
from drieslag.web.components.moments import (
    Acts,
    Day,
    Proposed,
    Said,
    acts,
    by_day,
    mark_of,
    often,
    own_words,
    proposed,
    said,
    state_words,
)
from drieslag.web.rhythm.presenters.quarters import WEEK, Quarter, quarter_of

NEXT_DAYS = 8
DAYS_ASKED, MOST_COMING = 3, 3
MANY = 3  # given up in a quarter: then the question is about what the team does not want to lose


@dataclass(frozen=True, slots=True)
class Mark:
    """One moment as a sign; without an address while it is too far off to be changed."""

    sign: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One week of one line."""

    marks: tuple[Mark, ...]
    is_now: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the team comes back to, over the quarter."""

    title: str
    often: str
    cells: tuple[Cell, ...]
    sum: str

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All signs, one after the other."""
        return tuple(mark for cell in self.cells for mark in cell.marks)


@dataclass(frozen=True, slots=True)
class Week:
    """A column."""

    number: int
    is_now: bool


@dataclass(frozen=True, slots=True)
class GaveWay:
    """To what, how often, and which moments."""

    reason: str
    times: str
    which: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page prints."""

    quarter: Quarter
    is_present: bool
    planned: str
    counts: tuple[str, ...]
    weeks: tuple[Week, ...]
    lines: tuple[Line, ...]
    gave_way: tuple[GaveWay, ...]
    question: str
    question_number: int
    asked: tuple[Day, ...]
    more_asked: int
    coming: tuple[Acts, ...]
    proposals: tuple[Proposed, ...]
    said: Said | None
    share: str
    own: str
    has_agreements: bool


def rhythm(me: Me, hat: Hat, quarter: Quarter, said_keys: str) -> Page:
    """Return the page of one quarter, in a fixed number of queries."""
    team = Team(pk=hat.team_id, organisation_id=me.person.organisation_id)
    agreements = queries.every_agreement([hat.team_id])
    around = queries.around(agreements)
    mondays = quarter.mondays
    first, last = mondays[0], mondays[-1] + WEEK
    shown = [each for each in queries.moments_among(agreements, first, last) if each.day < last]
    counts = kept((each.state, each.moved) for each in shown if _counts(each))
    present = quarter == quarter_of()
    days = by_day(queries.unsettled(around)) if present else []
    number = question_number(counts, quarter)
    return Page(
        quarter=quarter,
        is_present=present,
        planned=_planned(counts, present=present),
        counts=_counted(counts),
        weeks=tuple(Week(day.isocalendar().week, _is_now(day)) for day in mondays),
        lines=tuple(_lines(agreements, shown, mondays)),
        gave_way=tuple(_gave_way(shown)),
        question=question_of(number),
        question_number=number,
        asked=tuple(days[:DAYS_ASKED]),
        more_asked=len(days[DAYS_ASKED:]),
        coming=tuple(map(acts, _with_rows(queries.coming(around, NEXT_DAYS))[:MOST_COMING])) if present else (),
        proposals=tuple(map(proposed, queries.proposals(agreements, around))) if present else (),
        said=said(queries.said_just_now(me.person, said_keys)),
        share=_share(queries.frozen_share(team)),
        own=own_words(queries.own_intervision(me.person)),
        has_agreements=any(each.is_going for each in agreements),
    )


def question_number(counts: Kept, quarter: Quarter) -> int:
    """Choose what to talk about: the same all quarter, but for a quarter in which much was given up."""
    return 0 if counts.given_up >= MANY else 1 + (quarter.year * 4 + quarter.number) % (len(_questions()) - 1)


def question_of(number: int) -> str:
    """Return a question for the team."""
    return _questions()[number % len(_questions())]


def _questions() -> tuple[str, ...]:
    return (
        _("It is always busy. Which moment do we not want to lose this quarter?"),
        _("Which of our moments gives us most? And which could be shorter?"),
        _("What makes it easy for us to keep this rhythm, and what makes it hard?"),
        _("What did we do differently because we came together?"),
        _("Which question do we want to have answered at the end of this quarter?"),
    )


def _counts(each: Moment) -> bool:
    return each.state is not State.PLANNED or each.starts_at <= clock.now()


def _with_rows(moments: Iterable[Moment]) -> list[Moment]:
    return [each for each in moments if each.id is not None]


def _planned(counts: Kept, *, present: bool) -> str:
    number = counts.settled + counts.open
    if present:
        said_ = ngettext("%(count)d moment planned so far:", "%(count)d moments planned so far:", number)
    else:
        said_ = ngettext("%(count)d moment planned:", "%(count)d moments planned:", number)
    return said_ % {"count": number} if number else ""


def _counted(counts: Kept) -> tuple[str, ...]:
    """Return the parts of the sentence; those that did not occur are left out."""
    straight = counts.held - counts.moved
    parts = (
        (straight, ngettext("%(count)d held", "%(count)d held", straight)),
        (counts.moved, ngettext("%(count)d moved", "%(count)d moved", counts.moved)),
        (counts.given_up, ngettext("%(count)d given up", "%(count)d given up", counts.given_up)),
        (counts.open, ngettext("%(count)d still open", "%(count)d still open", counts.open)),
    )
    return tuple(words % {"count": count} for count, words in parts if count)


def _is_now(monday: date) -> bool:
    return monday <= clock.today() < monday + WEEK


def _lines(agreements: Sequence[Agreement], shown: Sequence[Moment], mondays: Sequence[date]) -> Iterable[Line]:
    first = queries.roots(agreements)
    latest = {first[each.pk]: each for each in agreements}  # in order of agreeing, so the last one stays
    found: dict[object, list[Moment]] = {}
    for each in shown:
        found.setdefault(first[each.agreement.pk], []).append(each)
    for root, agreement in latest.items():
        rows = found.get(root, [])
        if rows or agreement.is_going:
            yield Line(agreement.title, often(agreement), tuple(_cells(rows, mondays)), _sum(rows))


def _cells(rows: Sequence[Moment], mondays: Sequence[date]) -> Iterable[Cell]:
    weeks = {
        day: tuple(found)
        for day, found in groupby(rows, key=lambda each: each.day - timedelta(days=each.day.weekday()))
    }
    for monday in mondays:
        yield Cell(tuple(_mark(each) for each in weeks.get(monday, ())), _is_now(monday))


def _mark(each: Moment) -> Mark:
    label = _("%(title)s, %(day)s: %(state)s") % {
        "title": each.agreement.title,
        "day": long_day(each.day),
        "state": state_words(each),
    }
    return Mark(mark_of(each), label, reverse("rhythm:moment", args=[each.id]) if each.id else "")


def _sum(rows: Sequence[Moment]) -> str:
    counts = kept((each.state, each.moved) for each in rows)
    return _("%(held)d of %(count)d") % {"held": counts.held, "count": counts.settled} if counts.settled else ""


def _gave_way(shown: Sequence[Moment]) -> Iterable[GaveWay]:
    given = [each for each in shown if each.state is State.GIVEN_UP]
    for reason, count in Counter(each.reason for each in given).most_common():
        which = (
            _("%(title)s in week %(week)d") % {"week": each.day.isocalendar().week, "title": each.agreement.title}
            for each in given
            if each.reason == reason
        )
        times = ngettext("%(count)d time", "%(count)d times", count) % {"count": count}
        yield GaveWay(str(Reason(reason).label), times, ", ".join(which))


def _share(word: Share | None) -> str:
    if word is None:
        return ""
    return {
        Share.MOST: _("Most of you had intervision within six weeks."),
        Share.HALF: _("About half of you had intervision within six weeks."),
        Share.FEW: _("Few of you had intervision within six weeks. Is there a moment that suits more of you?"),
    }[word]
