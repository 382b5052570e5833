"""The pictures of a result as SVG in the tokens: no width is a style, and each has its sentence for who cannot see it.

Everything is placed in percents of the width, so that one drawing fits a phone, a desk and paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from drieslag.surveys.figures import Bounds

EDGE: Final = 3.0  # percent left free on both sides of an axis, for its outer figures
WIDTH: Final = 100 - 2 * EDGE
MOST_TICKS: Final = 11
ROOMY, TIGHT = 560, 320  # pixels of a bar on a desk and on a small phone
SIGN: Final = 8.5  # pixels of a letter
TOP, BOTTOM = 12, 62  # of a trend
STACK: Final = 11  # pixels from one dot to the one above it
HIGHEST: Final = 4  # dots on one another; more are told by a number


@dataclass(frozen=True)
class Block:
    """A part of a bar: low, mid or high in colour, how many, and in words what they answered."""

    kind: str
    count: int
    word: str


def bar(blocks: Sequence[Block], label: str) -> SafeString:
    """Draw how many gave which answer; a word stands in its part where it fits."""
    total = sum(block.count for block in blocks) or 1
    rows, start = [], 0.0
    for block in blocks:
        width = 100 * block.count / total
        if block.count:
            middle = start + width / 2
            rows.append((block.kind, f"{start:.2f}", f"{width:.2f}", f"{middle:.2f}", block.count, _word(block, width)))
        start += width
    shape = '<g class="{}"><rect x="{}%" width="{}%" height="34"/><text x="{}%" y="17">{}{}</text></g>'
    return format_html(
        '<svg class="ds-bar" role="img" aria-label="{}">{}</svg>', label, format_html_join("", shape, rows)
    )


def _word(block: Block, width: float) -> SafeString:
    needed = (len(block.word) + len(str(block.count)) + 3) * SIGN
    if needed > width / 100 * ROOMY:
        return SafeString("")
    kind = "w" if needed <= width / 100 * TIGHT else "w w--wide"
    return format_html('<tspan class="{}"> {}</tspan>', kind, block.word)


def interval(
    mean: float, between: tuple[float, float] | None, bounds: Bounds, label: str, *, whole: float | None = None
) -> SafeString:
    """Draw a mean on the whole scale, with what it probably lies between, and the whole beside it as a ring."""
    band = SafeString("")
    if between is not None and between[1] > between[0]:
        low, high = (_at(value, bounds) for value in between)
        band = format_html('<rect class="band" x="{}%" width="{}%" y="9" height="14" rx="7"/>', _p(low), _p(high - low))
    ring = SafeString("") if whole is None else format_html(
        '<circle class="ring" cx="{}%" cy="16" r="6"/>', _p(_at(whole, bounds))
    )  # fmt: skip
    return format_html(
        '<svg class="ds-interval ds-interval--ticks" role="img" aria-label="{}">{}{}{}'
        '<circle class="dot" cx="{}%" cy="16" r="7"/></svg>',
        label,
        _axis(bounds, 16, 42),
        band,
        ring,
        _p(_at(mean, bounds)),
    )


def spread(points: Sequence[tuple[float, int]], own: float | None, bounds: Bounds, label: str) -> SafeString:
    """Draw each team as a dot above its mean, without names or order; one's own is filled."""
    dots, base = [], 16 + STACK * (HIGHEST - 1)
    for mean, count in points:
        mine = own is not None and round(own, 1) == round(mean, 1)
        x = _p(_at(mean, bounds))
        dots += [
            ("own" if mine and place == 0 else "team", x, base - STACK * place) for place in range(min(count, HIGHEST))
        ]
    more = [(_p(_at(mean, bounds)), base - STACK * HIGHEST + 4, count) for mean, count in points if count > HIGHEST]
    return format_html(
        '<svg class="ds-interval ds-spread" role="img" aria-label="{}">{}{}{}</svg>',
        label,
        _axis(bounds, base + 12, base + 34),
        format_html_join("", '<circle class="{}" cx="{}%" cy="{}" r="5"/>', dots),
        format_html_join("", '<text x="{}%" y="{}" text-anchor="middle">{}</text>', more),
    )


def trend(points: Sequence[tuple[str, float]], bounds: Bounds, label: str) -> SafeString:
    """Draw the means of some rounds after each other, on the whole scale, the moments under the first and the last."""
    step = (WIDTH - 6) / max(len(points) - 1, 1)
    found = [(EDGE + 3 + step * place, _height(mean, bounds)) for place, (_when, mean) in enumerate(points)]
    lines = [(_p(x), y, _p(x2), y2) for (x, y), (x2, y2) in pairwise(found)]
    dots = [("dot" if place == len(found) - 1 else "was", _p(x), y) for place, (x, y) in enumerate(found)]
    return format_html(
        '<svg class="ds-trend" role="img" aria-label="{}"><line class="edge" x1="0" x2="100%" y1="{}" y2="{}"/>'
        '<line class="edge" x1="0" x2="100%" y1="{}" y2="{}"/><text x="0" y="{}">{}</text><text x="0" y="{}">{}</text>'
        '{}{}<text x="{}%" y="84">{}</text><text x="100%" y="84" text-anchor="end">{}</text></svg>',
        label,
        TOP, TOP, BOTTOM, BOTTOM, TOP - 2, f"{bounds[1]:g}", BOTTOM - 3, f"{bounds[0]:g}",
        format_html_join("", '<line class="line" x1="{}%" y1="{}" x2="{}%" y2="{}"/>', lines),
        format_html_join("", '<circle class="{}" cx="{}%" cy="{}" r="5"/>', dots),
        _p(EDGE), points[0][0], points[-1][0],
    )  # fmt: skip


def share(count: float, of: float, label: str) -> SafeString:
    """Draw how many chose one option, as a line of that length."""
    width = 100 * count / of if of else 0
    return format_html(
        '<svg class="ds-share" role="img" aria-label="{}"><rect class="of" width="100%" height="10" rx="3"/>'
        '<rect class="part" width="{}%" height="10" rx="3"/></svg>',
        label,
        f"{width:.2f}",
    )


def _axis(bounds: Bounds, line: int, text: int) -> SafeString:
    low, high = bounds
    whole = high - low
    every = 1 if whole < MOST_TICKS else whole / 4
    values = [low + every * place for place in range(round(whole / every) + 1)] if whole == int(whole) else [low, high]
    ticks = [(_p(_at(value, bounds)), line - 4, _p(_at(value, bounds)), line + 4) for value in values]
    figures = [(_p(_at(value, bounds)), text, f"{value:g}") for value in values]
    return format_html(
        '<line class="scale" x1="{}%" x2="{}%" y1="{}" y2="{}"/>{}{}',
        _p(EDGE),
        _p(100 - EDGE),
        line,
        line,
        format_html_join("", '<line class="tick" x1="{}%" y1="{}" x2="{}%" y2="{}"/>', ticks),
        format_html_join("", '<text x="{}%" y="{}" text-anchor="middle">{}</text>', figures),
    )


def _at(value: float, bounds: Bounds) -> float:
    low, high = bounds
    return EDGE + WIDTH * (min(max(value, low), high) - low) / (high - low)


def _height(value: float, bounds: Bounds) -> str:
    low, high = bounds
    return f"{BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low):.1f}"


def _p(value: float) -> str:
    return f"{value:.2f}"
