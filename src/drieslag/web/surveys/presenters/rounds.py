# ruff: noqa: A002 — `round` is the word of the trade
"""Rounds in a list, and all that stands on the page of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.kernel.instrument import Mode
from drieslag.surveys.enums import Asked, RoundKind, RoundState
from drieslag.surveys.models import Group, Round
from drieslag.surveys.naming import listed
from drieslag.surveys.queries.rounds import groups_of
from drieslag.surveys.rules.rounds import BETWEEN_REMINDERS, may_remind
from drieslag.web.components.dates import day_of, long_day, week_day
from drieslag.web.surveys.words import ENOUGH, MODE_NAMES, MODE_SIGHTS, STATE_NAMES

NAMED = 3  # teams by name; more are counted
MINUTE = timedelta(minutes=1)
UNDER_WAY = frozenset({RoundState.OPEN, RoundState.LATE, RoundState.PREPARING})


@dataclass(frozen=True, slots=True)
class Row:
    """A round in a list."""

    key: UUID
    title: str
    who: str
    when: str
    said: str | Promise
    sight: str
    mode: str | Promise
    series: UUID | None


@dataclass(frozen=True, slots=True)
class Listed:
    """The rounds that somebody organises: under way, not opened yet, over."""

    open: tuple[Row, ...]
    drafts: tuple[Row, ...]
    over: tuple[Row, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever asked."""
        return not (self.open or self.drafts or self.over)


def listed_rounds(rounds: Sequence[Round]) -> Listed:
    """Return rounds for the list, what ends first at the top. Mirrors stand with whom they are about."""
    rounds = [one for one in rounds if one.kind == RoundKind.SURVEY]
    under_way = sorted((one for one in rounds if one.state in UNDER_WAY), key=lambda one: one.closes_at)
    return Listed(
        tuple(row(one) for one in under_way),
        tuple(row(one) for one in rounds if one.state == RoundState.DRAFT),
        tuple(row(one) for one in rounds if one.state in {RoundState.CLOSED, RoundState.STOPPED}),
    )


def row(round: Round) -> Row:
    """Return a round as one line."""
    mode = Mode(round.mode)
    return Row(
        key=round.pk,
        title=round.title,
        who=who(round),
        when=when(round),
        said=_said(round),
        sight=MODE_SIGHTS[mode],
        mode=MODE_NAMES[mode],
        series=round.series_id,
    )


def who(round: Round) -> str:
    """Return who is asked."""
    groups = groups_of(round)
    if round.asked == Asked.ORGANISATION:
        return _("the whole organisation")
    if round.asked == Asked.PEOPLE:
        count = sum(group.members for group in groups)
        return ngettext("a list of %(count)d person", "a list of %(count)d people", count) % {"count": count}
    teams = [group.name for group in groups if group.parent_id is not None] or [group.name for group in groups]
    if len(teams) <= NAMED:
        return listed(teams)
    more = len(teams) - NAMED + 1
    rest = ngettext("%(count)d more team", "%(count)d more teams", more) % {"count": more}
    return listed([*teams[: NAMED - 1], rest])


def last_day(round: Round) -> date:
    """Return the last day on which one can answer: what ends at midnight is open on the day before."""
    return day_of(round.closes_at - MINUTE)


def when(round: Round) -> str:
    """Return until when it is open, or since when it is over."""
    if round.state in {RoundState.OPEN, RoundState.PREPARING, RoundState.DRAFT}:
        return _("until the end of %(day)s") % {"day": week_day(last_day(round))}
    if round.state == RoundState.LATE:
        return _("ended; answers that were begun are taken for a day")
    if round.closed_at is not None:
        return _("closed %(day)s") % {"day": long_day(round.closed_at)}
    return str(STATE_NAMES[RoundState(round.state)])


def _said(round: Round) -> str | Promise:
    """Return whether there is enough, which is looked at once a day and never live."""
    if round.state != RoundState.OPEN or round.mode != Mode.ANONYMOUS:
        return STATE_NAMES[RoundState(round.state)]
    return ENOUGH[_enough(groups_of(round))]


def _enough(groups: Sequence[Group]) -> bool | None:
    known = [group.enough for group in groups if group.enough is not None]
    return any(known) if known else None


@dataclass(frozen=True, slots=True)
class Reminding:
    """The button that reminds everybody; greyed it says why, and from when it works again."""

    may: bool
    why: str


def reminding(round: Round) -> Reminding:
    """Return what the button says."""
    verdict = may_remind(round)
    if verdict:
        return Reminding(may=True, why="")
    if round.reminded_on is not None and round.state == RoundState.OPEN:
        again = round.reminded_on + BETWEEN_REMINDERS
        day = {"day": week_day(again)}
        return Reminding(may=False, why=_("Everybody was reminded. You can do it again from %(day)s.") % day)
    return Reminding(may=False, why=str(verdict.reason))


def language() -> str:
    """Return the language of the page."""
    return get_language() or "nl"


def team_first(round: Round) -> str:
    """Return until when only the team sees its result."""
    until = round.team_first_until
    if until is None or until <= clock.now():
        return ""
    return _("Until %(day)s only each team sees its own result.") % {"day": week_day(until)}
