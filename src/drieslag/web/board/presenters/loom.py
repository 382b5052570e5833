"""The cells of the loom: six knots on one line, ready as text.

A board of thirty threads has 180 cells and only some forty different ones, so each is made once and kept. What differs
within a cell is its date; what people wrote never comes here.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext

from drieslag.kernel.cycle import PHASES, Facts, Group
from drieslag.kernel.format import Phase
from drieslag.web.components.dates import short_day
from drieslag.web.components.drawings import PHASE_ICONS, icon, thread


class Knot(StrEnum):
    """How a cell is drawn."""

    FIRST = "first"  # done, and the line begins here
    DONE = "done"
    CURLED = "curled"  # done, and the line makes a loop: a tough issue was tried before
    LAST = "last"  # done, and the line ends here
    ONLY = "only"  # done, alone
    PASSED = "passed"  # the line goes on without a knot
    NOW = "now"
    NOW_FIRST = "now_first"
    STILL = "still"
    STILL_FIRST = "still_first"
    TO_COME = "to_come"


# The line through a cell of 100 by 30; written by hand, so that it lies like a thread.
_IN = "M0 15C20 18 34 12 50 15"
_OUT = "M50 15C62 13 34 12 50 15S80 18 100 15"
_THROUGH = f"{_IN}S80 18 100 15"
_CURL = "M0 15C12 15 24 14 27 6C29 -2 24 -6 20 -6C15 -6 11 0 14 7C18 14 32 15 50 15S80 18 100 15"
_LINES = {
    Knot.FIRST: _OUT,
    Knot.DONE: _THROUGH,
    Knot.CURLED: _CURL,
    Knot.LAST: _IN,
    Knot.PASSED: _THROUGH,
    Knot.NOW: "M0 15C18 18 34 12 50 15",
    Knot.STILL: "M0 15C18 18 34 12 50 15",
}
_SLACK = "M50 15C70 15 80 26 100 27"
_DONE = {Knot.FIRST, Knot.DONE, Knot.CURLED, Knot.LAST, Knot.ONLY}
_HERE = {Knot.NOW, Knot.NOW_FIRST, Knot.STILL, Knot.STILL_FIRST}
_STILL = {Knot.STILL, Knot.STILL_FIRST}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thread is now, and what stands beside the knot there."""

    phase: Phase
    group: Group
    when: str


def cells(facts: Facts, place: Place) -> SafeString:
    """Return the six cells of a row."""
    language = get_language() or ""
    here = PHASES.index(place.phase)
    return mark_safe(  # noqa: S308 — joined from what format_html made
        "".join(_cell(number, *_knot(facts, place, number, here), language) for number in range(len(PHASES)))
    )


def glyph(facts: Facts, place: Place) -> SafeString:
    """Return the wide thread of a phone: six knots on one line."""
    before = PHASES[: PHASES.index(place.phase)]
    done = tuple(phase.value for phase in before if facts.reached_at(phase))
    if place.group is Group.ROUND:
        return thread("closed", done=(*done, place.phase.value), wide=True)
    return thread(place.phase.value, done=done, wide=True)


def _knot(facts: Facts, place: Place, number: int, here: int) -> tuple[Knot, str]:
    """Return how this cell is drawn, and the day beside it."""
    at = facts.reached_at(PHASES[number])
    when = short_day(at) if at else ""
    if number > here:
        return Knot.TO_COME, ""
    if number == here:
        return _here(place, begins=here == 0), place.when or when
    if number == 0:
        return Knot.FIRST, when
    curls = place.group is Group.TOUGH and number > here - facts.tries
    done = Knot.CURLED if curls else Knot.DONE
    return (done if at else Knot.PASSED), when


def _here(place: Place, *, begins: bool) -> Knot:
    if place.group is Group.ROUND:
        return Knot.ONLY if begins else Knot.LAST
    if place.group is Group.STILL:
        return Knot.STILL_FIRST if begins else Knot.STILL
    return Knot.NOW_FIRST if begins else Knot.NOW


@lru_cache(maxsize=8192)
def _cell(number: int, knot: Knot, when: str, _language: str) -> SafeString:
    if knot is Knot.TO_COME:
        return format_html(
            '<td class="p{}"><span class="visually-hidden">{}</span></td>', number + 1, gettext("not yet")
        )
    state = "done" if knot in _DONE else "now still" if knot in _STILL else "now" if knot in _HERE else ""
    return format_html(
        '<td class="p{} {}">{}{}{}<span class="visually-hidden">{}</span></td>',
        number + 1, state, _line(knot), _mark(number, knot),
        format_html('<span class="ds-loom__when">{}</span>', when) if when else "", _said(knot),
    )  # fmt: skip


def _line(knot: Knot) -> SafeString | str:
    through = format_html('<path d="{}"/>', _LINES[knot]) if knot in _LINES else ""
    slack = format_html('<path class="r" d="{}"/>', _SLACK) if knot in _STILL else ""
    if not (through or slack):
        return ""
    return format_html(
        '<svg viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">{}{}</svg>', through, slack
    )


def _mark(number: int, knot: Knot) -> SafeString | str:
    if knot is Knot.PASSED:
        return ""
    if knot in _HERE:
        drawn = icon("pause") if knot in _STILL else icon(PHASE_ICONS[PHASES[number]])
        return format_html('<span class="ds-knot ds-knot--now">{}</span>', drawn)
    return mark_safe('<span class="ds-knot"></span>')


def _said(knot: Knot) -> str:
    if knot is Knot.PASSED:
        return gettext("skipped")
    return gettext("the question is here now") if knot in _HERE else pgettext("a phase", "done")
