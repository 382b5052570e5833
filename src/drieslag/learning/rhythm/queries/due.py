"""What is due, and what is proposed: a day within the term, and after something was given up a shorter format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from drieslag.core import clock
from drieslag.kernel.cadence import AtLeast, Cadence, Due, due, proposed_day, term
from drieslag.learning.rhythm.enums import State
from drieslag.learning.rhythm.models import Agreement
from drieslag.learning.rhythm.queries.agreements import roots
from drieslag.learning.rhythm.queries.moments import Moment, every_agreement, moments_among
from drieslag.learning.rhythm.terms import rule_of, shorter, starts_at

LOOKED_BACK = timedelta(days=400)
LOOKED_AHEAD = timedelta(days=92)
MADE_UP_FOR = timedelta(days=28)  # what was given up longer ago is not asked about any more
SOON_AGAIN = timedelta(days=21)  # what comes back within them by itself needs no proposal
QUIET = timedelta(days=14)
NOTICE = timedelta(days=4)  # a day that suits everybody is not tomorrow


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something to plan, ready to be accepted in one press."""

    agreement: Agreement
    at: datetime
    format_code: str
    minutes: int
    due: Due | None
    """By when it should be; none where only something given up is made up for."""
    instead_of: Moment | None
    """What was given up, and why this is shorter."""


def around(agreements: Iterable[Agreement]) -> list[Moment]:
    """Return the moments that proposals look at: more than a year back, three months ahead (one query)."""
    today = clock.today()
    return moments_among(agreements, today - LOOKED_BACK, today + LOOKED_AHEAD)


def proposals(agreements: Sequence[Agreement], moments: Sequence[Moment]) -> list[Proposal]:
    """Return what could be planned now, most urgent first, of agreements with all moments around today."""
    today = clock.today()
    first = roots(agreements)
    lines: dict[UUID, list[Moment]] = {key: [] for key in first.values()}
    for each in moments:
        lines[first[each.agreement.pk]].append(each)
    found = (
        _proposal(row, lines[first[row.pk]], moments, today)
        for row in agreements
        if row.is_going and not (row.quiet_until and today < row.quiet_until)
    )
    return sorted(filter(None, found), key=lambda each: (each.due.by if each.due else each.at.date(), each.at))


def get_proposal(agreement: Agreement) -> Proposal | None:
    """Return what is proposed for this agreement now (two queries)."""
    every = every_agreement([agreement.team_id])
    return next((each for each in proposals(every, around(every)) if each.agreement.pk == agreement.pk), None)


def _proposal(agreement: Agreement, line: Sequence[Moment], moments: Sequence[Moment], today: date) -> Proposal | None:
    rule = rule_of(agreement)
    given = _given_up(line, today)
    if given is None and isinstance(rule, Cadence):
        return None
    found = _due(rule, line, given, today) if isinstance(rule, AtLeast) else None
    if isinstance(rule, AtLeast) and found is None:
        return None
    code, minutes = agreement.format_code, agreement.minutes
    if given is not None:
        code, minutes = shorter(agreement.kind, code, minutes)
    return Proposal(agreement, _moment(agreement, line, moments, found, minutes), code, minutes, found, given)


def _due(rule: AtLeast, line: Sequence[Moment], given: Moment | None, today: date) -> Due | None:
    held = [each.day for each in line if each.state is State.HELD]
    planned = [each.day for each in line if each.state is State.PLANNED]
    if given is not None:  # it was to be: whoever gave it up is asked for another day at once, not when the term ends
        return term(rule, held, today)
    return due(rule, held=held, planned=planned, today=today)


def _given_up(line: Sequence[Moment], today: date) -> Moment | None:
    """Return what was given up lately and does not come back soon by itself."""
    given = [each for each in line if each.state is State.GIVEN_UP and each.day >= today - MADE_UP_FOR]
    if not given:
        return None
    last = max(given, key=lambda each: each.starts_at)
    again = (
        each
        for each in line
        if each.state is not State.GIVEN_UP
        and min(last.day, today) <= each.day <= last.day + SOON_AGAIN
        and (each.state is State.HELD or each.day >= today)
    )
    return None if next(again, None) else last


def _moment(
    agreement: Agreement,
    line: Sequence[Moment],
    moments: Sequence[Moment],
    found: Due | None,
    minutes: int,
) -> datetime:
    """Return a moment on the usual weekday and time, on a day when the team has nothing else then."""
    today = clock.today()
    usual = max((each for each in line if each.day <= today), key=lambda each: each.starts_at, default=None)
    weekday = agreement.weekday if usual is None else usual.day.weekday()
    first = today + NOTICE
    last = found.by if found and found.by > first else first + QUIET
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    taken = {day for day in days if _overlaps(starts_at(agreement, day), minutes, moments)}
    return starts_at(agreement, proposed_day(first, last, weekday, taken))


def _overlaps(at: datetime, minutes: int, moments: Sequence[Moment]) -> bool:
    ends = at + timedelta(minutes=minutes)
    return any(each.starts_at < ends and at < each.ends_at for each in moments if each.state is State.PLANNED)
