"""From answers to the scores of one person: reversing, scale scores, bands. Teams are made of these in `teams`.

Sources: domain.md 3.2, rules 1 and 2. A missing answer is None or NaN and is never filled in for a person.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray

from drieslag.kernel.instrument import ANSWERED_SHARE, NUMERIC, Band, Instrument, Item, ItemKind, Scale, Scoring

type Floats = NDArray[np.float64]


class UnknownItem(ValueError):
    """An answer, or a scale, names an item that the instrument does not have."""


class OffScale(ValueError):
    """A number was answered that the item does not offer."""


class NotNumeric(ValueError):
    """A figure is asked of what is no number."""


class BadScale(ValueError):
    """A scale counts a scale that is not there, or itself."""


@dataclass(frozen=True)
class AnswerScale:
    """The answers that an item allows: whole numbers from `low` to `high`."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low >= self.high:
            raise ValueError(f"a scale runs upwards: {self.low} to {self.high}")

    def check(self, value: int) -> int:
        """Return `value`. Raises OffScale when the scale does not have it."""
        if not self.low <= value <= self.high:
            raise OffScale(f"{value} is not on the scale from {self.low} to {self.high}")
        return value


def reverse(value: int, scale: AnswerScale) -> int:
    """Turn an answer round, x' = low + high - x: the lowest becomes the highest."""
    return scale.low + scale.high - scale.check(value)


def score(instrument: Instrument, answers: Mapping[str, object]) -> dict[str, float | None]:
    """Return one person's score on every scale of the instrument, by key; None where too little was answered.

    `answers` holds a number, None or NaN by the key of an item; items may be absent. Words and keys of options that
    were answered to items without a figure may stand there too and are passed over. A reverse item counts as
    x' = low + high - x. A score is the mean of the items answered when two thirds of them were, or `needed` when the
    scale says how many; with Scoring.SUM it is that mean times the number of items, so that an item left open does
    not count as nothing. A scale of scales is the same over the scores of those scales (the total of the DLOQ is the
    mean of its seven dimension means). An item that was not asked because of its condition counts as left open.

    Raises UnknownItem, OffScale, NotNumeric (words for an item that asks a number, or a number for one that does not,
    or a scale over such an item) and BadScale; all are ValueErrors. Source: domain.md 3.2, rules 1 and 2.
    """
    items = {item.key: item for item in instrument.items}
    numbers = {key: _number(instrument, items, key, value) for key, value in answers.items()}
    scales = {scale.key: scale for scale in instrument.scales}
    found: dict[str, float | None] = {}

    def of_item(key: str) -> float | None:
        value, item = numbers.get(key), _counted(items, key)
        return sum(instrument.bounds(item)) - value if item.reverse and value is not None else value

    def of_scale(key: str) -> float | None:
        if key not in found:
            scale = scales[key]
            parts = [of_scale(each) for each in scale.scales] or [of_item(each) for each in scale.items]
            found[key] = _combined(scale, [part for part in parts if part is not None], len(parts))
        return found[key]

    _check_scales(scales)
    return {key: of_scale(key) for key in scales}


def score_all(instrument: Instrument, matrix: ArrayLike, keys: Sequence[str]) -> Floats:
    """Return the scores of many persons at once: what `score` gives each of them, NaN for None.

    `matrix` is (persons, items) with NaN where nothing was answered, `keys` the items of its columns; an item without
    a column was answered by nobody. The result is (persons, scales), in the order of the instrument. Raises what
    `score` raises, and ValueError when the shapes do not fit.
    """
    given = np.asarray(matrix, dtype=np.float64)
    if given.ndim != 2 or given.shape[1] != len(keys) or len(set(keys)) != len(keys):  # noqa: PLR2004 — two dimensions
        raise ValueError(f"a matrix of {given.shape} does not have one column for each of {len(keys)} different items")
    items = {item.key: item for item in instrument.items}
    columns = {key: _column(instrument, items, key, given[:, place]) for place, key in enumerate(keys)}
    nobody = np.full(len(given), np.nan)
    scales = {scale.key: scale for scale in instrument.scales}
    found: dict[str, Floats] = {}

    def of_item(key: str) -> Floats:
        item, column = _counted(items, key), columns.get(key, nobody)
        return sum(instrument.bounds(item)) - column if item.reverse else column

    def of_scale(key: str) -> Floats:
        if key not in found:
            scale = scales[key]
            found[key] = _combined_all(
                scale, [of_scale(each) for each in scale.scales] or [of_item(each) for each in scale.items], nobody
            )
        return found[key]

    _check_scales(scales)
    return np.column_stack([of_scale(key) for key in scales]) if scales else np.empty((len(given), 0))


def band_of(scale: Scale, value: float | None) -> Band | None:
    """Return the band in which an unrounded score lies: from its start, included, to the next one's start.

    None without a score, without bands, or below the first. The bands stand in order, so every score from the first
    start on lies in exactly one.
    """
    if value is None or math.isnan(value):
        return None
    return next((band for band in reversed(scale.bands) if band.start <= value), None)


def _needed(scale: Scale, count: int) -> int:
    """Return how many of `count` parts must be there; at least one."""
    return max(scale.needed or math.ceil(count * ANSWERED_SHARE), 1)


def _combined(scale: Scale, given: Sequence[float], count: int) -> float | None:
    if len(given) < _needed(scale, count):
        return None
    mean = math.fsum(given) / len(given)
    return mean * count if scale.scoring is Scoring.SUM else mean


def _combined_all(scale: Scale, parts: list[Floats], nobody: Floats) -> Floats:
    there = np.zeros(len(nobody))
    total = np.zeros(len(nobody))
    for part in parts:
        known = ~np.isnan(part)
        there += known
        total += np.where(known, part, 0.0)
    means = np.divide(total, there, out=nobody.copy(), where=there >= _needed(scale, len(parts)))
    return means * len(parts) if scale.scoring is Scoring.SUM else means


def _counted(items: Mapping[str, Item], key: str) -> Item:
    """Return an item that a scale counts."""
    if key not in items:
        raise UnknownItem(f"a scale counts the item {key!r}, which the instrument does not have")
    if items[key].kind not in NUMERIC:
        raise NotNumeric(f"a scale counts the item {key!r}, which does not ask for a number")
    return items[key]


def _number(instrument: Instrument, items: Mapping[str, Item], key: str, value: object) -> float | None:
    """Return an answer as the number that it is, on the scale of its item; None when it is missing or words."""
    if key not in items:
        raise UnknownItem(f"the instrument has no item {key!r}")
    number = float(value) if isinstance(value, Real) and not isinstance(value, bool) else None
    if value is None or (number is not None and math.isnan(number)):
        return None
    if items[key].kind not in NUMERIC:
        if number is not None:
            raise NotNumeric(f"the answer to {key!r} is a number where words go")
        return None
    if number is None:
        raise NotNumeric(f"the answer to {key!r} is words where a number goes")
    if not _offers(instrument, items[key])(np.array([number]))[0]:
        raise OffScale(f"{number:g} is not an answer that {key!r} offers")
    return number


def _column(instrument: Instrument, items: Mapping[str, Item], key: str, column: Floats) -> Floats:
    """Return a column of answers, each of which its item offers."""
    if key not in items:
        raise UnknownItem(f"the instrument has no item {key!r}")
    given = column[~np.isnan(column)]
    if given.size and items[key].kind not in NUMERIC:
        raise NotNumeric(f"there are numbers for {key!r}, which does not ask for one")
    if given.size:
        off = given[~_offers(instrument, items[key])(given)]
        if off.size:
            raise OffScale(f"{off[0]:g} is not an answer that {key!r} offers")
    return column


def _offers(instrument: Instrument, item: Item) -> Callable[[Floats], NDArray[np.bool_]]:
    """Return which numbers an item offers as answers."""
    low, high = instrument.bounds(item)
    if item.kind is ItemKind.SCALE:
        points = [point.value for point in instrument.response_of(item).points]
        if points != list(range(low, high + 1)):
            return lambda values: np.isin(values, points)
    step = item.step if item.kind is ItemKind.SLIDER else 1
    return lambda values: (values >= low) & (values <= high) & (np.floor((values - low) / step) * step + low == values)


def _check_scales(scales: Mapping[str, Scale]) -> None:
    """Refuse a scale of scales that are not there or that come round to itself."""

    def walk(key: str, above: tuple[str, ...]) -> None:
        if key not in scales:
            raise BadScale(f"the scale {above[-1]!r} counts the scale {key!r}, which the instrument does not have")
        if key in above:
            raise BadScale(f"the scale {key!r} counts itself")
        for part in scales[key].scales:
            walk(part, (*above, key))

    for key in scales:
        walk(key, ())
