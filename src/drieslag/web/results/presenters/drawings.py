"""The pictures of a result as SVG in the tokens: no width is a style, and each has its sentence for who cannot see it.

Everything is placed in percents of the width, so that one drawing fits a phone, a desk and paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

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
            rows.append(
                f'<g class="{block.kind}"><rect x="{start:.2f}%" width="{width:.2f}%" height="34"/>'
                f'<text x="{start + width / 2:.2f}%" y="17">{block.count}{_word(block, width)}</text></g>'
            )
        start += width
    return _picture("ds-bar", label, *rows)


def is_told(block: Block, total: int) -> bool:
    """Whether the word of a block stands in the bar on a phone too."""
    return _needed(block) <= block.count / (total or 1) * TIGHT


def _needed(block: Block) -> float:
    return (len(block.word) + len(str(block.count)) + 3) * SIGN


def _word(block: Block, width: float) -> str:
    needed = _needed(block)
    if needed > width / 100 * ROOMY:
        return ""
    kind = "w" if needed <= width / 100 * TIGHT else "w w--wide"
    return f'<tspan class="{kind}"> {escape(block.word)}</tspan>'


def interval(
    mean: float, between: tuple[float, float] | None, bounds: Bounds, label: str, *, whole: float | None = None
) -> SafeString:
    """Draw a mean on the whole scale, with what it probably lies between, and the whole beside it as a ring."""
    band = ring = ""
    if between is not None and between[1] > between[0]:
        low, high = (_at(value, bounds) for value in between)
        band = f'<rect class="band" x="{low:.2f}%" width="{high - low:.2f}%" y="9" height="14" rx="7"/>'
    if whole is not None:
        ring = f'<circle class="ring" cx="{_at(whole, bounds):.2f}%" cy="16" r="6"/>'
    dot = f'<circle class="dot" cx="{_at(mean, bounds):.2f}%" cy="16" r="7"/>'
    return _picture("ds-interval ds-interval--ticks", label, _axis(bounds, 16, 42), band, dot, ring)


def spread(points: Sequence[tuple[float, int]], own: float | None, bounds: Bounds, label: str) -> SafeString:
    """Draw each team as a dot above its mean, without names or order; one's own is filled."""
    rows, base = [], 16 + STACK * (HIGHEST - 1)
    for mean, count in points:
        mine = own is not None and round(own, 1) == round(mean, 1)
        x = f"{_at(mean, bounds):.2f}%"
        for place in range(min(count, HIGHEST)):
            kind = "own" if mine and place == 0 else "team"
            rows.append(f'<circle class="{kind}" cx="{x}" cy="{base - STACK * place}" r="5"/>')
        if count > HIGHEST:
            rows.append(f'<text x="{x}" y="{base - STACK * HIGHEST + 4}" text-anchor="middle">{count}</text>')
    return _picture("ds-interval ds-spread", label, _axis(bounds, base + 12, base + 34), *rows)


def trend(points: Sequence[tuple[str, float]], bounds: Bounds, label: str) -> SafeString:
    """Draw the means of some rounds after each other, on the whole scale, the moments under the first and the last."""
    step = (WIDTH - 6) / max(len(points) - 1, 1)
    found = [(f"{EDGE + 3 + step * place:.2f}%", _height(mean, bounds)) for place, (_when, mean) in enumerate(points)]
    edges = [f'<line class="edge" x1="0" x2="100%" y1="{y}" y2="{y}"/>' for y in (TOP, BOTTOM)]
    ends = [f'<text x="0" y="{TOP - 2}">{bounds[1]:g}</text>', f'<text x="0" y="{BOTTOM - 3}">{bounds[0]:g}</text>']
    lines = [f'<line class="line" x1="{x}" y1="{y}" x2="{x2}" y2="{y2}"/>' for (x, y), (x2, y2) in pairwise(found)]
    dots = [f'<circle class="was" cx="{x}" cy="{y}" r="5"/>' for x, y in found[:-1]]
    last = f'<circle class="dot" cx="{found[-1][0]}" cy="{found[-1][1]}" r="5"/>'
    when = (
        f'<text x="{EDGE}%" y="84">{escape(points[0][0])}</text>'
        f'<text x="100%" y="84" text-anchor="end">{escape(points[-1][0])}</text>'
    )
    return _picture("ds-trend", label, *edges, *ends, *lines, *dots, last, when)


def share(count: float, of: float, label: str) -> SafeString:
    """Draw how many chose one option, as a line of that length."""
    width = 100 * count / of if of else 0
    part = f'<rect class="part" width="{width:.2f}%" height="10" rx="3"/>'
    return _picture("ds-share", label, '<rect class="of" width="100%" height="10" rx="3"/>', part)


def _picture(kind: str, label: str, *shapes: str) -> SafeString:
    """Return shapes as a picture with its sentence; whatever is a word in them was escaped."""
    return format_html('<svg class="{}" role="img" aria-label="{}">{}</svg>', kind, label, mark_safe("".join(shapes)))  # noqa: S308 — our own shapes


@lru_cache(maxsize=64)
def _axis(bounds: Bounds, line: int, text: int) -> str:
    low, high = bounds
    whole = high - low
    every = 1 if whole < MOST_TICKS else whole / 4
    values = [low + every * place for place in range(round(whole / every) + 1)] if whole == int(whole) else [low, high]
    rows = [f'<line class="scale" x1="{EDGE}%" x2="{100 - EDGE}%" y1="{line}" y2="{line}"/>']
    for value in values:
        x = f"{_at(value, bounds):.2f}%"
        rows.append(f'<line class="tick" x1="{x}" y1="{line - 4}" x2="{x}" y2="{line + 4}"/>')
        rows.append(f'<text x="{x}" y="{text}" text-anchor="middle">{value:g}</text>')
    return "".join(rows)


def _at(value: float, bounds: Bounds) -> float:
    low, high = bounds
    return EDGE + WIDTH * (min(max(value, low), high) - low) / (high - low)


def _height(value: float, bounds: Bounds) -> str:
    low, high = bounds
    return f"{BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low):.1f}"
