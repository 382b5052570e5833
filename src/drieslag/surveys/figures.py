"""The figures of a round, for many groups at once, and what of them may be shown. Pure: arrays in, arrays out.

Every group is a cell; the whole is the sum of all cells and stands in the last row. A cell is shown when it is large
enough and when nothing that is hidden follows from what is shown: the rest of the whole, of which nothing is shown, is
nobody or at least the minimum, and did not answer alike. Of a cell that answered alike only the class is told; its mean
is part of that rest. Where two figures cannot both be shown, the whole goes when there are few groups; from five on the
smallest group's does. The same holds for distributions, whose hidden classes must not follow by subtraction either.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from drieslag.kernel.disclosure import MINIMUMS, SMALL_CLASS, Minimums, Reason
from drieslag.kernel.estimates import t_quantile
from drieslag.kernel.instrument import Instrument, Item, Scale, Scoring
from drieslag.kernel.released import Groups, rest_alike

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]
type Flags = NDArray[np.bool_]
type Bounds = tuple[float, float]

CLASSES: Final = ("low", "middle", "high")
# The ways to put three neighbouring classes together; a bar shows one of them. 0 is no bar at all.
BLOCKS: Final = ((), ((0,), (1,), (2,)), ((0, 1), (2,)), ((0,), (1, 2)))
NO_BAR, APART, LOW_JOINED, HIGH_JOINED = range(len(BLOCKS))
REASONS: Final = ("", Reason.TOO_FEW.value, Reason.COMPLEMENT.value)
SHOWN, TOO_FEW, COMPLEMENT = range(len(REASONS))
WHOLE_FIRST: Final = 5  # groups; with fewer a team's own figure is worth more than that of the whole


@dataclass(frozen=True)
class Figures:
    """One row a cell and the whole last, one column a figure: (cells + 1, figures), `classes` with three counts each.

    `withheld` indexes REASONS, `blocks` BLOCKS, `one_class` CLASSES (-1 for none). A withheld figure holds nothing.
    """

    n: Ints
    mean: Floats
    variance: Floats
    low: Floats
    high: Floats
    classes: Ints
    blocks: Ints
    one_class: Ints
    withheld: Ints


@dataclass(frozen=True)
class _Sums:
    """What is counted before anything is decided."""

    n: Ints
    mean: Floats
    variance: Floats
    classes: Ints
    alike: Flags


def scale_bounds(instrument: Instrument, scale: Scale) -> Bounds:
    """Return the lowest and highest score of a scale."""
    parts: list[Bounds] = [scale_bounds(instrument, instrument.scale(key)) for key in scale.scales]
    parts += [instrument.bounds(instrument.item(key)) for key in scale.items]
    times = len(parts) if scale.scoring is Scoring.SUM else 1
    low, high = (times * math.fsum(part[side] for part in parts) / len(parts) for side in (0, 1))
    return low, high


def item_bounds(instrument: Instrument, item: Item) -> Bounds:
    """Return the lowest and highest answer of an item, as a figure has them."""
    low, high = instrument.bounds(item)
    return float(low), float(high)


def numeric(
    values: Floats, cell: Ints, sizes: Sequence[int], bounds: Sequence[Bounds], *, minimums: Minimums = MINIMUMS
) -> Figures:
    """Return the figures of (persons, figures) values, NaN where nothing was answered.

    `cell` says in which cell each person is, `sizes` how many people each cell has who could have answered. A mean
    stands from the minimum for means on; its interval (as `estimates.mean_interval`) and its classes from that for
    distributions.
    """
    cells, size = len(sizes), np.append(np.asarray(sizes), sum(sizes))
    found = _summed(values, cell, cells, np.asarray(bounds, dtype=np.float64))
    outer = (found.classes == found.n[..., None]) & (found.n[..., None] > 0)
    same = outer.any(axis=2)
    all_in = np.where(same, outer.argmax(axis=2), -1)
    by_class = (found.alike | (same & (all_in != 1))) & (found.n >= minimums.mean)
    withheld = _withheld(found, by_class, minimums.mean)
    only_class = by_class & (withheld == SHOWN)
    classes_of_alike = np.where(all_in >= 0, all_in, 1)
    withheld[-1] = np.where(
        _others_alike(found, size, withheld, only_class, classes_of_alike), COMPLEMENT, withheld[-1]
    )
    only_class &= withheld == SHOWN
    bare = (withheld != SHOWN) | only_class
    told = (only_class & same) | (same & (withheld == SHOWN) & (found.n >= minimums.distribution))
    blocks = _blocks(found, withheld == SHOWN, only_class | same, told[:-1], minimums)
    wide = np.where((found.n >= minimums.distribution) & ~bare, _half(found, size[:, None]), np.nan)
    mean = np.where(bare, np.nan, found.mean)
    least, most = np.asarray(bounds, dtype=np.float64).T if len(bounds) else (np.empty(0), np.empty(0))
    return Figures(
        n=np.where(withheld == SHOWN, found.n, 0),
        mean=mean,
        variance=np.where(bare, np.nan, found.variance),
        low=np.maximum(mean - wide, least),
        high=np.minimum(mean + wide, most),
        classes=np.where((blocks != NO_BAR)[..., None], found.classes, 0),
        blocks=blocks,
        one_class=np.where(only_class | (same & (withheld == SHOWN) & (found.n >= minimums.distribution)),
                           classes_of_alike, -1),
        withheld=withheld,
    )  # fmt: skip


def hidden_rest(counts: Ints, shown: Flags, minimum: int) -> Flags:
    """Return for each column whether the whole may be shown: what no shown cell holds is nobody, or enough people."""
    rest: Ints = np.where(shown, 0, counts).sum(axis=0)
    safe: Flags = (rest == 0) | (rest >= minimum)
    return safe


def joined_blocks(classes: Sequence[int]) -> int:
    """Return how three classes are put together so that none holds one or two: index of BLOCKS, NO_BAR for no way.

    As `disclosure.distribution`: a small class goes with its smaller neighbour, until there is none.
    """
    fits = [way for way in (APART, LOW_JOINED, HIGH_JOINED) if _fits(classes, way)]
    if not fits or fits[0] == APART:
        return fits[0] if fits else NO_BAR
    if len(fits) == 1:
        return fits[0]
    low, _middle, high = classes
    small_low, small_high = 0 < low <= SMALL_CLASS, 0 < high <= SMALL_CLASS
    if small_low != small_high:
        return LOW_JOINED if small_low else HIGH_JOINED
    return LOW_JOINED if low <= high else HIGH_JOINED


def _fits(classes: Sequence[int], way: int) -> bool:
    counts = [sum(classes[each] for each in block) for block in BLOCKS[way]]
    return all(not 0 < count <= SMALL_CLASS for count in counts) and sum(count > 0 for count in counts) > 1


def _summed(values: Floats, cell: Ints, cells: int, bounds: Floats) -> _Sums:
    """Count for all cells, a figure at a time (many answers at once take more memory than time), the whole below."""
    shape = (cells + 1, values.shape[1])
    n, classes = np.zeros(shape, dtype=np.int64), np.zeros((*shape, 3), dtype=np.int64)
    mean, spread = np.zeros(shape), np.zeros(shape)
    for at, (column, (least, most)) in enumerate(zip(np.ascontiguousarray(values.T), bounds, strict=True)):
        there = ~np.isnan(column)
        given, place = column[there], cell[there]
        n[:, at] = people = np.append(np.bincount(place, minlength=cells), len(given))
        sums = np.append(np.bincount(place, given, cells), given.sum())
        mean[:, at] = means = np.divide(sums, people, out=np.full(cells + 1, np.nan), where=people > 0)
        off, off_whole = given - means[place], given - means[-1]
        spread[:, at] = np.append(np.bincount(place, off * off, cells), (off_whole * off_whole).sum())
        above, width = 3 * (given - least), most - least
        third = 1 + (above > 2 * width) - (above < width)
        classes[:-1, at] = np.bincount(place * 3 + third, minlength=cells * 3).reshape(cells, 3)
    classes[-1] = classes[:-1].sum(axis=0)
    variance = np.divide(spread, n - 1, out=np.full(shape, np.nan), where=n > 1)
    return _Sums(n, mean, variance, classes, spread < 1e-12)  # noqa: PLR2004


def _withheld(found: _Sums, by_class: Flags, minimum: int) -> Ints:
    """Return the reason for each figure, SHOWN for none: the cells by themselves, the whole beside them.

    `by_class` says of which only the class is told.
    """
    n = found.n[:-1]
    withheld = np.where(found.n < minimum, TOO_FEW, SHOWN)
    shown = withheld[:-1] == SHOWN
    kept = beside_whole(n, shown, minimum)
    means = kept & ~by_class[:-1]
    follows = _follows_alike(found, means, by_class) & (means.sum(axis=0) >= WHOLE_FIRST)
    kept &= ~_smallest(n, means, follows)
    withheld[:-1][shown & ~kept] = COMPLEMENT
    safe = hidden_rest(n, kept, minimum) & ~_follows_alike(found, kept & ~by_class[:-1], by_class)
    withheld[-1] = np.where((withheld[-1] == SHOWN) & ~safe, COMPLEMENT, withheld[-1])
    return withheld


def _follows_alike(found: _Sums, means: Flags, by_class: Flags) -> Flags:
    """Whether the mean of the whole would tell, beside the `means` of cells, what the others answered who are alike:
    they are all in one outer class, all the same, or in cells of which no more than a class is to be told.
    """
    n = np.where(means, 0, found.n[:-1])
    people = n.sum(axis=0)
    mean = np.nan_to_num(found.mean[:-1])
    sums, squares = (n * mean).sum(axis=0), (n * mean**2).sum(axis=0)
    squares += (np.nan_to_num(found.variance[:-1]) * np.maximum(n - 1, 0)).sum(axis=0)
    classes = np.where(means[..., None], 0, found.classes[:-1]).sum(axis=0)
    outer = (classes[:, 0] == people) | (classes[:, 2] == people)
    several = np.maximum(people, 1)
    same = squares / several - (sums / several) ** 2 < 1e-9  # noqa: PLR2004 — no spread at all
    apart = np.where(by_class[:-1], n, 0).sum(axis=0) == people
    follows: Flags = (people > 0) & (outer | same | apart) & ~by_class[-1]
    return follows


def _smallest(counts: Ints, shown: Flags, columns: Flags) -> Flags:
    """Return the smallest shown cell in each of these columns."""
    found = np.zeros_like(shown)
    if shown.size:
        smallest = np.where(shown, counts, np.iinfo(np.int64).max).argmin(axis=0)
        places = np.flatnonzero(columns)
        found[smallest[places], places] = True
    return found


def _others_alike(found: _Sums, size: Ints, withheld: Ints, only_class: Flags, classes: Ints) -> Flags:
    """Return for each figure whether those in no shown cell all answered alike, which the whole would tell."""
    cells = len(size) - 1
    groups = Groups(found.n, found.mean, found.variance, found.classes, size, [*[cells] * cells, -1])
    alike: Flags = rest_alike(groups, withheld == SHOWN, np.where(only_class, classes, -1))[-1]
    return alike


def beside_whole(counts: Ints, shown: Flags, minimum: int) -> Flags:
    """Return which cells stay shown: from WHOLE_FIRST cells on the smallest gives way where the whole else would."""
    conflict = ~hidden_rest(counts, shown, minimum) & (shown.sum(axis=0) >= WHOLE_FIRST)
    return shown & ~_smallest(counts, shown, conflict)


def _half(found: _Sums, size: Ints) -> Floats:
    """Return half the interval of each mean, by Student's t with the finite-population factor."""
    points = np.array([np.nan, np.nan, *(t_quantile(int(n) - 1) for n in range(2, 32))])
    quantile = points[np.minimum(found.n, 31)]
    for n in np.unique(found.n[found.n > 31]):  # noqa: PLR2004 — beyond the row above
        quantile[found.n == n] = t_quantile(int(n) - 1)
    people = np.maximum(size, found.n)
    finite = np.sqrt(np.divide(people - found.n, people - 1, out=np.zeros(found.n.shape), where=people > 1))
    error = np.sqrt(np.divide(found.variance, found.n, out=np.zeros(found.n.shape), where=found.n > 0))
    half: Floats = error * quantile * finite
    return half


def _blocks(found: _Sums, shown: Flags, one: Flags, told: Flags, minimums: Minimums) -> Ints:
    """Return how the classes of each figure are put together, so that none of one or two is told or follows.

    `told` are the cells without a bar of which it is said that all are in one class: whoever takes the bars off that of
    the whole can take those off as well.
    """
    open_ = shown & ~one & (found.n >= minimums.distribution)
    blocks = np.zeros(found.n.shape, dtype=np.int64)
    triples = found.classes[:-1][open_[:-1]]
    if triples.size:
        many = int(triples.max()) + 1
        written = triples @ np.array([many * many, many, 1])  # one number for three counts: sorted far sooner
        _distinct, first, index = np.unique(written, return_index=True, return_inverse=True)
        ways = np.array([joined_blocks(triple) for triple in triples[first].tolist()])
        blocks[:-1][open_[:-1]] = ways[index]
    n, least = found.n[:-1], minimums.distribution
    bars = beside_whole(n, blocks[:-1] != NO_BAR, least)
    follows = ~hidden_rest(n, bars | told, least) & (bars.sum(axis=0) >= WHOLE_FIRST)
    bars &= ~_smallest(n, bars, follows)
    blocks[:-1][~bars] = NO_BAR
    safe = hidden_rest(n, bars, least) & hidden_rest(n, bars | told, least)
    for column in np.flatnonzero(open_[-1] & safe):
        cells, ways = found.classes[:-1, column], blocks[:-1, column]
        blocks[-1, column] = _whole_way(cells, ways, told[:, column], found.classes[-1, column])
    return blocks


def _whole_way(cells: Ints, ways: Ints, told: Flags, whole: Ints) -> int:
    """Return the finest way for the whole from which no class of one or two of the cells follows."""
    first = joined_blocks([int(count) for count in whole])
    for way in dict.fromkeys((first, APART, LOW_JOINED, HIGH_JOINED)):
        if way != NO_BAR and _fits([int(count) for count in whole], way) and all(
            _follows_nothing(cells, ways, told, block) for block in BLOCKS[way]
        ):  # fmt: skip
            return way
    return NO_BAR


def _follows_nothing(cells: Ints, ways: Ints, told: Flags, block: tuple[int, ...]) -> bool:
    """Whether what the cells that do not tell this block hold in it together is nobody, or more than two."""
    telling = [way for way, blocks in enumerate(BLOCKS) if _tells(blocks, block)]
    inside, apart = cells[:, list(block)].sum(axis=1), np.isin(ways, telling)
    left = (int(inside[~apart].sum()), int(inside[~apart & ~told].sum()))
    return all(each == 0 or each > SMALL_CLASS for each in left)


def _tells(blocks: Sequence[tuple[int, ...]], wanted: tuple[int, ...]) -> bool:
    """Whether the count of `wanted` is one of these blocks or the sum of some."""
    inside = [block for block in blocks if set(block) <= set(wanted)]
    return sorted(each for block in inside for each in block) == list(wanted)


def class_of(value: float, bounds: Bounds) -> int:
    """Return the third of the scale in which a value lies, as index of CLASSES; on the border it is the middle."""
    above, width = 3 * (value - bounds[0]), bounds[1] - bounds[0]
    if above < width:
        return 0
    return 2 if above > 2 * width else 1
