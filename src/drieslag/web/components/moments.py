"""Moments of a rhythm in words, and what can be done with one in one press: on the home page and the rhythm's own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.kernel.cadence import proposed_day
from drieslag.learning.formats import queries as formats
from drieslag.learning.rhythm.enums import Reason, Shape, State, Unit
from drieslag.learning.rhythm.models import Agreement
from drieslag.learning.rhythm.queries import Moment, OwnIntervision, Proposal
from drieslag.learning.rhythm.terms import starts_at
from drieslag.web.components.dates import long_day, moment, short_day, week_day

SUGGESTED = 2  # days to move to in one press
EVERY_OTHER = 2


@dataclass(frozen=True, slots=True)
class Acts:
    """A moment with what can be said of it now. Each button goes to its own address."""

    key: str
    title: str
    when: str
    url: str
    mark: str
    team: str
    may_hold: bool
    may_change: bool
    held_url: str
    given_url: str
    moving_url: str
    reasons: tuple[tuple[str, str], ...]
    moves: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The moments of one day of one team: mostly they went on together, so that one press is enough."""

    title: str
    team: str
    held_url: str
    acts: tuple[Acts, ...]

    @property
    def is_one(self) -> bool:
        """Whether there is one moment only."""
        return len(self.acts) == 1

    @property
    def names(self) -> str:
        """What there was on that day."""
        return ", ".join(each.title for each in self.acts)


@dataclass(frozen=True, slots=True)
class Proposed:
    """Something to plan, with why and for when."""

    title: str
    team: str
    why: str
    what: str
    when: str
    accept_url: str
    quiet_url: str
    on: str
    is_short: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What was pressed just now, to undo it."""

    words: str
    keys: tuple[str, ...]


def often(agreement: Agreement) -> str:
    """Every week, every 2 months, at least once in 6 weeks."""
    if agreement.shape == Shape.AT_LEAST:
        weeks = agreement.at_least_weeks or 1
        return ngettext("at least every week", "at least every %(count)d weeks", weeks) % {"count": weeks}
    if agreement.every == EVERY_OTHER:
        return _("every other month") if agreement.unit == Unit.MONTH else _("every other week")
    if agreement.unit == Unit.MONTH:
        return ngettext("every month", "every %(count)d months", agreement.every) % {"count": agreement.every}
    return ngettext("every week", "every %(count)d weeks", agreement.every) % {"count": agreement.every}


def mark_of(each: Moment) -> str:
    """Return which sign a moment has; one that was moved has its own once it was held."""
    if each.state is State.HELD:
        return "moved" if each.moved else "held"
    return "given" if each.state is State.GIVEN_UP else "planned"


def state_words(each: Moment) -> str:
    """Say what became of a moment."""
    if each.state is State.GIVEN_UP:
        return _("given up: %(reason)s") % {"reason": str(Reason(each.reason).label).lower()}
    if each.state is State.HELD:
        return _("moved, then held") if each.moved else pgettext("a moment", "held")
    if each.is_unsettled:
        return _("nobody said yet whether it went on")
    return _("to come, moved") if each.moved else _("to come")


def when_of(each: Moment) -> str:
    """Tuesday 24 november, 9.00."""
    return _("%(day)s, %(time)s") % {"day": week_day(each.starts_at), "time": moment(each.starts_at)}


def acts(each: Moment) -> Acts:
    """Return what can be done with this moment."""
    key = str(each.id)
    begun = each.day <= clock.today()
    return Acts(
        key=key,
        title=each.agreement.title,
        when=when_of(each),
        url=reverse("rhythm:moment", args=[key]),
        mark=mark_of(each),
        team=each.agreement.team.name,
        may_hold=each.state is State.PLANNED and begun,
        may_change=each.state is State.PLANNED,
        held_url=reverse("rhythm:held", args=[key]),
        given_url=reverse("rhythm:given_up", args=[key]),
        moving_url=reverse("rhythm:moving", args=[key]),
        reasons=tuple((reason.value, str(reason.label)) for reason in Reason),
        moves=tuple(_moves(each)),
    )


def _moves(each: Moment) -> Iterable[tuple[str, str]]:
    """Offer the next working days at the same time."""
    day = max(each.day, clock.today())
    at = each.starts_at.astimezone(clock.AMSTERDAM).time()
    for _number in range(SUGGESTED):
        day = proposed_day(day + timedelta(days=1), day + timedelta(days=4), None, ())
        begins = starts_at(each.agreement, day).astimezone(clock.AMSTERDAM).replace(hour=at.hour, minute=at.minute)
        yield begins.isoformat(timespec="minutes"), week_day(day)


def by_day(moments: Sequence[Moment]) -> list[Day]:
    """Put the moments of one day of one team together, the last day first."""
    ordered = sorted(moments, key=lambda each: (each.day, each.agreement.team.name, each.starts_at), reverse=True)
    days = []
    for (day, team), found in groupby(ordered, key=lambda each: (each.day, each.agreement.team)):
        rows = tuple(acts(each) for each in sorted(found, key=lambda each: each.starts_at))
        held = reverse("rhythm:day_held", args=[team.pk, day.isoformat()])
        days.append(Day(week_day(day), team.name, held, rows))
    return days


def proposed(each: Proposal) -> Proposed:
    """Say what is proposed and why."""
    key, name = each.agreement.pk, format_name(each.format_code)
    length = ngettext("%(count)d minute", "%(count)d minutes", each.minutes) % {"count": each.minutes}
    return Proposed(
        title=each.agreement.title,
        team=each.agreement.team.name,
        why=_why(each),
        what=f"{name}, {length}" if name else length,
        when=_("%(day)s, %(time)s") % {"day": week_day(each.at), "time": moment(each.at)},
        accept_url=reverse("rhythm:acceptance", args=[key]),
        quiet_url=reverse("rhythm:quiet", args=[key]),
        on=each.at.isoformat(timespec="minutes"),
        is_short=each.instead_of is not None,
    )


def format_name(code: str) -> str:
    """Return what a format is called, or nothing."""
    try:
        return formats.find(code).name.get(get_language() or "") if code else ""
    except formats.UnknownFormat:
        return ""


def own_words(own: OwnIntervision | None) -> str:
    """Say to this person alone when the last intervision was; nothing where none was agreed on."""
    if own is None:
        return ""
    if own.last_on is None:
        return _("You have not noted any intervision yet. You do that after a meeting, with “I was there”.")
    weeks = own.weeks_ago or 0
    ago = ngettext("%(count)d week ago", "%(count)d weeks ago", weeks) % {"count": weeks}
    if weeks == 0:
        return _("Your last intervision was this past week, on %(day)s.") % {"day": long_day(own.last_on)}
    if own.is_long_ago:
        return _("Your last intervision was %(ago)s. Is there a moment soon that suits you?") % {"ago": ago}
    return _("Your last intervision was %(ago)s.") % {"ago": ago}


def _why(each: Proposal) -> str:
    if each.instead_of is not None:
        given = each.instead_of
        said = _("The moment of %(day)s gave way to something else (%(reason)s). Shorter is fine as well.")
        return said % {"day": long_day(given.day), "reason": str(Reason(given.reason).label).lower()}
    due = each.due
    if due is None or due.since is None:
        return _("You agreed on this, and it was not held yet.")
    if due.is_late(clock.today()):
        return _("The last one was on %(day)s, longer ago than you agreed.") % {"day": long_day(due.since)}
    return _("The last one was on %(day)s. You agreed on the next by %(by)s.") % {
        "day": long_day(due.since),
        "by": long_day(due.by),
    }


def said(moments: Sequence[Moment]) -> Said | None:
    """Say what was pressed just now; nothing when there is nothing to undo."""
    rows = [each for each in moments if _can_be_undone(each)]
    if not rows:
        return None
    first = rows[0]
    names = ", ".join(each.agreement.title for each in rows)
    if first.state is State.PLANNED:
        words = _("%(names)s is now on %(when)s.") % {"names": names, "when": when_of(first)}
    else:
        words = _("%(names)s, %(day)s: %(state)s.") % {
            "names": names,
            "day": short_day(first.day),
            "state": state_words(first),
        }
    return Said(words, tuple(str(each.id) for each in rows))


def _can_be_undone(each: Moment) -> bool:
    """What a meeting proved stands."""
    if each.state is State.PLANNED:
        return each.can_move_back
    return each.meeting is None or each.meeting.closed_at is None
