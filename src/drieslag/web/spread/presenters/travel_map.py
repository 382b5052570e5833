"""A map in time: teams as rows, time as columns, lines from where something came from to where it went.

Drawn twice, for a phone and for a wide screen, since a drawing that is only made smaller cannot be read; the same rows
stand in a table beside it. Rows stand by name or in time, and nothing is counted: a map is no ranking.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from drieslag.core import clock
from drieslag.web.spread.words import short_month


class Kind(StrEnum):
    """What a knot says; the class gives its colour."""

    OFFERED = "p6"
    ADOPTED = "p4"
    TOLD = "p5"


@dataclass(frozen=True, slots=True)
class Knot:
    """Something that happened in a team on a day; `said` stands beside it: a day, or the number of an offer."""

    row: int
    on: date
    kind: Kind
    said: str


@dataclass(frozen=True, slots=True)
class Strand:
    """A line from where something was offered to where it was taken over, or on to where its team told of it."""

    start: Knot
    end: Knot


@dataclass(frozen=True, slots=True)
class Chart:
    """A map before it is drawn."""

    teams: tuple[str, ...]
    knots: tuple[Knot, ...]
    strands: tuple[Strand, ...]


@dataclass(frozen=True, slots=True)
class _Paper:
    """The measures of one drawing, in its own units, which are about a pixel."""

    css: str
    width: int
    names: int  # beside the rows; 0 puts each name above its row
    row: int
    letters: int
    ticks: int

    @property
    def left(self) -> int:
        return self.names + EDGE

    @property
    def across(self) -> int:
        return self.width - self.left - EDGE

    def y(self, row: int) -> float:
        return HEAD + row * self.row + (self.row / 2 if self.names else self.row - 24)


HEAD, EDGE, TEXT = 30, 30, 14
NARROW = _Paper("ds-travel ds-travel--narrow", 350, 0, 74, 40, 4)
MIDDLE = _Paper("ds-travel", 740, 200, 58, 25, 7)
WIDE = _Paper("ds-travel", 1200, 250, 58, 30, 12)
ROOM = timedelta(days=14)  # before the first knot and after today
TWENTIETH = 1 / 20
LETTER, ABOVE, BELOW = 7.5, -11, (21, 34)  # how wide a letter is, and where words stand beside a knot


def narrow(chart: Chart, label: str) -> SafeString:
    """Draw a map for a phone."""
    return _draw(chart, NARROW, label)


def middle(chart: Chart, label: str) -> SafeString:
    """Draw a map for the wider of two columns."""
    return _draw(chart, MIDDLE, label)


def wide(chart: Chart, label: str) -> SafeString:
    """Draw a map for a wide screen."""
    return _draw(chart, WIDE, label)


def _draw(chart: Chart, paper: _Paper, label: str) -> SafeString:
    time = _Time.of(chart, paper)
    height = HEAD + len(chart.teams) * paper.row + 12
    drawn = (
        _months(time, paper, height),
        _rows(chart, paper),
        *(_strand(each, time, paper) for each in chart.strands),
        _names(chart, paper),
        *_knots(chart, time, paper),
    )
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        paper.css, paper.width, height, label, format_html_join("", "{}", ((one,) for one in drawn)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Time:
    """Where a day stands across the paper."""

    first: date
    days: int
    left: int
    across: int

    @classmethod
    def of(cls, chart: Chart, paper: _Paper) -> "_Time":
        days = [knot.on for knot in chart.knots] or [clock.today()]
        first = min(days) - ROOM
        last = max(clock.today(), *days) + ROOM
        return cls(first, max((last - first).days, 1), paper.left, paper.across)

    def x(self, day: date) -> float:
        return self.left + self.across * (day - self.first).days / self.days


def _months(time: _Time, paper: _Paper, height: int) -> SafeString:
    last = time.first + timedelta(days=time.days)
    firsts = list(month_starts(time.first, last))
    step = -(-len(firsts) // paper.ticks) or 1
    lines = ((f"{time.x(day):.1f}", height, short_month(day)) for day in firsts[::step])
    return format_html_join(
        "", '<path class="month" d="M{0} 24V{1}"/><text class="tick" x="{0}" y="14">{2}</text>', lines
    )


def month_starts(first: date, last: date) -> Iterable[date]:
    """Yield the first days of months between two days."""
    day = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while day <= last:
        yield day
        day = (day + timedelta(days=32)).replace(day=1)


def _rows(chart: Chart, paper: _Paper) -> SafeString:
    ends = ((f"{paper.left - EDGE / 2:.1f}", f"{paper.y(row):.1f}", paper.width) for row in range(len(chart.teams)))
    return format_html_join("", '<path class="row" d="M{} {}H{}"/>', ends)


def _names(chart: Chart, paper: _Paper) -> SafeString:
    """Write the names after the lines, so that no line crosses out a name."""
    lower = TEXT / 3 if paper.names else -26
    named = ((f"{paper.y(row) + lower:.1f}", _short(team, paper)) for row, team in enumerate(chart.teams))
    return format_html_join("", '<text class="team" x="0" y="{}">{}</text>', named)


def _short(team: str, paper: _Paper) -> str:
    return team if len(team) <= paper.letters else f"{team[: paper.letters - 1].rstrip()}…"


def _strand(strand: Strand, time: _Time, paper: _Paper) -> SafeString:
    """Draw a line as a thread lies: it leaves its row, and comes in along the other."""
    x1, y1 = time.x(strand.start.on), paper.y(strand.start.row)
    x2, y2 = time.x(strand.end.on), paper.y(strand.end.row)
    bend = max((x2 - x1) / 2, paper.across * TWENTIETH)
    curve = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    stays = strand.start.row == strand.end.row
    return format_html('<path class="strand {}" d="{}"/>', Kind.ADOPTED if stays else Kind.OFFERED, curve)


def _knots(chart: Chart, time: _Time, paper: _Paper) -> Iterable[SafeString]:
    """Draw the knots as time goes. Words that would lie over others of their row go to the next free place."""
    taken: dict[tuple[int, int], float] = {}
    for knot in sorted(chart.knots, key=lambda each: each.on):
        half = len(knot.said) * LETTER / 2
        x = min(max(time.x(knot.on), paper.names + half), paper.width - half)
        places = (ABOVE, *BELOW) if knot.kind is Kind.TOLD else (*BELOW, ABOVE)
        free = [place for place in places if taken.get((knot.row, place), 0) <= x - half]
        if free:
            taken[knot.row, free[0]] = x + half + 2
        yield _knot(knot, time.x(knot.on), paper.y(knot.row), (x, free[0] if free else places[0]))


def _knot(knot: Knot, x: float, y: float, word: tuple[float, int]) -> SafeString:
    mark = '<circle class="knot {}" cx="{}" cy="{}" r="{}"/>'
    mark += '<text class="day" x="{}" y="{}" text-anchor="middle">{}</text>'
    size = 7 if knot.kind is Kind.OFFERED else 5.5
    return format_html(
        mark, knot.kind.value, f"{x:.1f}", f"{y:.1f}", size, f"{word[0]:.1f}", f"{y + word[1]:.1f}", knot.said
    )


def rows_of(teams: Sequence[str]) -> dict[str, int]:
    """Return the row of each team."""
    return {team: number for number, team in enumerate(teams)}
