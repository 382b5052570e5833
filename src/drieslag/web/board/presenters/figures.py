"""The figures of a team's loops, in sentences; how many each is about stands beside it."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from drieslag.kernel.disclosure import MINIMUMS
from drieslag.kernel.loops import Report, Stay
from drieslag.learning.threads.enums import Level
from drieslag.web.board.presenters.knots import MEANING
from drieslag.web.board.presenters.phases import BY_PHASE, PhaseName
from drieslag.web.components.drawings import loops

WEEKS_FROM = 21  # days; from here one speaks of weeks


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One phase: how long questions mostly stay in it, of how many, and how many lie still in it now."""

    phase: PhaseName
    stay: str
    count: int
    still: int


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One kind of learning, and how many insights were of it."""

    loops: SafeString
    meaning: str
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the page prints."""

    is_empty: bool
    closed: str
    round_in: str
    tough: str
    phases: tuple[PhaseRow, ...]
    levels: tuple[LevelRow, ...]


def figures(report: Report) -> Figures:
    """Return the figures as a team reads them."""
    closed = ngettext(
        "%(closed)d of %(count)d question is round", "%(closed)d of %(count)d questions are round", report.asked
    )
    return Figures(
        is_empty=not (report.asked or report.tough),
        closed=closed % {"closed": report.closed, "count": report.asked},
        round_in=_round_in(report),
        tough=_tough(report.tough),
        phases=tuple(
            PhaseRow(BY_PHASE[phase], _stay(stay), stay.count, report.stalled[phase])
            for phase, stay in report.stays.items()
        ),
        levels=tuple(
            LevelRow(loops(level), str(MEANING[level]), count)
            for level, count in zip(Level, report.levels, strict=True)
        ),
    )


def _round_in(report: Report) -> str:
    if report.days_to_round is None or report.closed < MINIMUMS.mean:
        return gettext("How long that mostly takes we say from five questions that are round.")
    return gettext("Half of them took %(time)s or less.") % {"time": _time(report.days_to_round)}


def _tough(count: int) -> str:
    if not count:
        return ""
    said = ngettext(
        "Beside these there is %(count)d tough issue. It is never unfinished: it gathers what you learn.",
        "Beside these there are %(count)d tough issues. They are never unfinished: they gather what you learn.",
        count,
    )
    return said % {"count": count}


def _stay(stay: Stay) -> str:
    if stay.days is None or stay.count < MINIMUMS.mean:
        return gettext("too few to say")
    return _time(stay.days)


def _time(days: float) -> str:
    if days < 1:
        return gettext("less than a day")
    if days < WEEKS_FROM:
        return ngettext("%(count)d day", "%(count)d days", round(days)) % {"count": round(days)}
    weeks = round(days / 7)
    return ngettext("%(count)d week", "%(count)d weeks", weeks) % {"count": weeks}
