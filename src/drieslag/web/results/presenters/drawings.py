"""The pictures of a result as SVG in the tokens: no width is a style, and each has its sentence for who cannot see it.

A picture places a mean no more exactly than a page writes it: from exact means the answers of a few can be computed.
Everything is placed in percents of the width, so that one drawing fits a phone, a desk and paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString

from drieslag.surveys.figures import Bounds

EDGE: Final = 3.0  # percent left free on both sides of an axis, for its outer figures
WIDTH: Final = 100 - 2 * EDGE
MOST_TICKS: Final = 11
ROOMY, TIGHT = 560, 320  # pixels of a bar on a desk and on a small phone
SIGN: Final = 8.5  # pixels of a letter
TOP, BOTTOM = 12, 62  # of a trend
STACK: Final = 11  # pixels from one dot to the one above it
MIDDLE: Final = {"text_anchor": "middle"}
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
            said = SafeString(block.count) + _word(block, width)
            rect = _shape("rect", x=_p(start), width=_p(width), height=34)
            text = _shape("text", said, x=_p(start + width / 2), y=17)
            rows.append(_shape("g", rect + text, kind=block.kind))
        start += width
    return _picture("ds-bar", label, *rows)


def is_told(block: Block, total: int) -> bool:
    """Whether the word of a block stands in the bar on a phone too."""
    return _needed(block) <= block.count / (total or 1) * TIGHT


def _needed(block: Block) -> float:
    return (len(block.word) + len(str(block.count)) + 3) * SIGN


def _word(block: Block, width: float) -> SafeString:
    needed = _needed(block)
    if needed > width / 100 * ROOMY:
        return SafeString("")
    return _shape("tspan", " " + block.word, kind="w" if needed <= width / 100 * TIGHT else "w w--wide")


def interval(
    mean: float, between: tuple[float, float] | None, bounds: Bounds, label: str, *, whole: float | None = None
) -> SafeString:
    """Draw a mean on the whole scale, with what it probably lies between, and the whole beside it as a ring."""
    shapes = [_axis(bounds, 16, 42)]
    if between is not None and between[1] > between[0]:
        low, high = (_at(value, bounds) for value in between)
        shapes.append(_shape("rect", kind="band", x=_p(low), width=_p(high - low), y=9, height=14, rx=7))
    shapes.append(_shape("circle", kind="dot", cx=_p(_at(mean, bounds)), cy=16, r=7))
    if whole is not None:
        shapes.append(_shape("circle", kind="ring", cx=_p(_at(whole, bounds)), cy=16, r=6))
    return _picture("ds-interval ds-interval--ticks", label, *shapes)


def spread(points: Sequence[tuple[float, int]], own: float | None, bounds: Bounds, label: str) -> SafeString:
    """Draw each team as a dot above its mean, without names or order; one's own is filled."""
    rows, base = [], 16 + STACK * (HIGHEST - 1)
    for mean, count in points:
        mine = own is not None and round(own, 1) == round(mean, 1)
        x = _p(_at(mean, bounds))
        kinds = ["own" if mine and place == 0 else "team" for place in range(min(count, HIGHEST))]
        rows += [_shape("circle", kind=kind, cx=x, cy=base - STACK * place, r=5) for place, kind in enumerate(kinds)]
        if count > HIGHEST:
            rows.append(_shape("text", str(count), x=x, y=base - STACK * HIGHEST + 4, **MIDDLE))
    return _picture("ds-interval ds-spread", label, _axis(bounds, base + 12, base + 34), *rows)


def trend(points: Sequence[tuple[str, float]], bounds: Bounds, label: str) -> SafeString:
    """Draw the means of some rounds after each other, on the whole scale, the moments under the first and the last."""
    step = (WIDTH - 6) / max(len(points) - 1, 1)
    found = [(_p(EDGE + 3 + step * place), _height(mean, bounds)) for place, (_when, mean) in enumerate(points)]
    last = len(found) - 1
    return _picture(
        "ds-trend",
        label,
        *(_shape("line", kind="edge", x1=0, x2="100%", y1=y, y2=y) for y in (TOP, BOTTOM)),
        _shape("text", f"{bounds[1]:g}", x=0, y=TOP - 2),
        _shape("text", f"{bounds[0]:g}", x=0, y=BOTTOM - 3),
        *(_shape("line", kind="line", x1=x, y1=y, x2=x2, y2=y2) for (x, y), (x2, y2) in pairwise(found)),
        *(_shape("circle", kind="dot" if n == last else "was", cx=x, cy=y, r=5) for n, (x, y) in enumerate(found)),
        _shape("text", points[0][0], x=_p(EDGE), y=84),
        _shape("text", points[-1][0], x="100%", y=84, text_anchor="end"),
    )


def share(count: float, of: float, label: str) -> SafeString:
    """Draw how many chose one option, as a line of that length."""
    part = _shape("rect", kind="part", width=_p(100 * count / of if of else 0), height=10, rx=3)
    return _picture("ds-share", label, _shape("rect", kind="of", width="100%", height=10, rx=3), part)


def _picture(kind: str, label: str, *shapes: SafeString) -> SafeString:
    """Return shapes as a picture with its sentence."""
    return format_html('<svg class="{}" role="img" aria-label="{}">{}</svg>', kind, label, SafeString("".join(shapes)))


def _shape(name: str, inside: str = "", *, kind: str = "", **places: str | float) -> SafeString:
    """Return one shape with its places, and words or other shapes inside; whatever is not safe is escaped."""
    marks = [_mark("class", kind)] if kind else []
    opened = " ".join([name, *marks, *(_mark(key, value) for key, value in places.items())])
    within = inside if isinstance(inside, SafeString) else escape(inside)
    return SafeString("<%s>%s</%s>" % (opened, within, name))  # noqa: UP031 — a format that a brace cannot break


@lru_cache(maxsize=4096, typed=True)  # a page places a thousand shapes at a few hundred places
def _mark(key: str, value: str | float) -> str:
    told = value if isinstance(value, int | float) else escape(value)
    return f'{key.replace("_", "-")}="{told}"'


@lru_cache(maxsize=64)
def _axis(bounds: Bounds, line: int, text: int) -> SafeString:
    low, high = bounds
    whole = high - low
    every = 1 if whole < MOST_TICKS else whole / 4
    values = [low + every * place for place in range(round(whole / every) + 1)] if whole == int(whole) else [low, high]
    rows = [_shape("line", kind="scale", x1=_p(EDGE), x2=_p(100 - EDGE), y1=line, y2=line)]
    for value in values:
        x = _p(_at(value, bounds))
        rows.append(_shape("line", kind="tick", x1=x, y1=line - 4, x2=x, y2=line + 4))
        rows.append(_shape("text", f"{value:g}", x=x, y=text, **MIDDLE))
    return SafeString("".join(rows))


def _at(value: float, bounds: Bounds) -> float:
    """Place a figure as exactly as it is written, and no more: a picture must not tell further decimals."""
    low, high = bounds
    return EDGE + WIDTH * (min(max(round(value, 1), low), high) - low) / (high - low)


def _height(value: float, bounds: Bounds) -> str:
    low, high = bounds
    return f"{BOTTOM - (BOTTOM - TOP) * (round(value, 1) - low) / (high - low):.1f}"


def _p(value: float) -> str:
    return f"{value:.2f}%"
