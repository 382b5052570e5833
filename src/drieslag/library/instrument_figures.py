"""Do the published figures that an instrument names fit what it asks?"""

import re
from collections.abc import Iterator
from itertools import chain

from drieslag.kernel.instrument import Instrument, Item, ItemKind, Reference, Scale, Scoring
from drieslag.library import instrument_words as own
from drieslag.library import words
from drieslag.library.sense import Finding

COUNTED = frozenset({ItemKind.SCALE, ItemKind.CHOICE, ItemKind.CHOICES, ItemKind.NUMBER, ItemKind.SLIDER})


def listed_answers(instrument: Instrument, item: Item) -> frozenset[str]:
    """Return the answers that stand written out with an item, as text: points or options."""
    if item.kind is ItemKind.SCALE:
        points = chain.from_iterable(one.points for one in instrument.responses if one.key == item.answers)
        return frozenset(str(point.value) for point in points)
    return frozenset(option.key for option in item.options)


def can_answer(instrument: Instrument, item: Item, answer: str) -> bool:
    """Return whether somebody can give this answer, written as text."""
    if item.kind in {ItemKind.NUMBER, ItemKind.SLIDER}:
        whole = re.fullmatch(r"-?\d{1,9}", answer)
        return bool(whole) and int(answer) in range(item.low, item.high + 1, item.step)
    return answer in listed_answers(instrument, item)


def check_references(instrument: Instrument) -> Iterator[Finding]:
    items = {item.key: item for item in instrument.items}
    scales = {scale.key: scale for scale in instrument.scales}
    for at, reference in enumerate(instrument.references, start=1):
        where = f"references[{at}]"
        if reference.of not in items and reference.of not in scales:
            yield f"{where}.of", words.unknown(reference.of, [*items, *scales])
            continue
        if (reference.mean is None) == (not reference.shares):
            yield where, own.MEAN_OR_SHARES
        elif reference.deviation is not None and reference.mean is None:
            yield f"{where}.deviation", own.DEVIATION_ALONE
        if reference.mean is not None:
            yield from check_mean(instrument, where, reference, items.get(reference.of) or scales[reference.of])
        if reference.shares and reference.of in items:
            yield from check_shares(instrument, where, reference, items[reference.of])
        elif reference.shares:
            yield f"{where}.shares", own.SHARES_OF_SCALE


def check_mean(instrument: Instrument, where: str, reference: Reference, of: Item | Scale) -> Iterator[Finding]:
    try:
        low, high = bounds(instrument, of)
    except KeyError:  # noted where it stands: an unknown item, scale or response scale
        return
    except ValueError:
        if isinstance(of, Item):
            yield f"{where}.mean", own.MEAN_OF_OPEN
        return
    if reference.mean is not None and not low <= reference.mean <= high:
        yield f"{where}.mean", own.MEAN_OFF


def bounds(instrument: Instrument, of: Item | Scale) -> tuple[int, int]:
    """Return what a score can be. Raises KeyError or ValueError when there is no score."""
    if isinstance(of, Item):
        if of.kind in {ItemKind.TEXT, ItemKind.RANK, ItemKind.CHOICE, ItemKind.CHOICES}:
            raise ValueError(of.kind)
        if of.kind is not ItemKind.SCALE:
            return of.low, of.high
        values = [int(answer) for answer in listed_answers(instrument, of)]
        if not values:
            raise KeyError(of.answers)
        return min(values), max(values)
    if of.scales:
        place = [scale.key for scale in instrument.scales].index(of.key)
        parts = [bounds(instrument, scale) for scale in instrument.scales[:place] if scale.key in of.scales]
    else:
        parts = [bounds(instrument, instrument.item(key)) for key in of.items]
    if not parts:
        raise KeyError(of.key)
    lows, highs = [low for low, _ in parts], [high for _, high in parts]
    if of.scoring is Scoring.SUM:
        return sum(lows), sum(highs)
    return min(lows), max(highs)


def check_shares(instrument: Instrument, where: str, reference: Reference, item: Item) -> Iterator[Finding]:
    if item.kind not in COUNTED:
        yield f"{where}.shares", own.SHARES_OF_OPEN
        return
    listed = listed_answers(instrument, item)
    if item.kind is ItemKind.SCALE and not listed:  # noted at the item: it has no answers
        return
    named: list[str] = []
    for at, share in enumerate(reference.shares, start=1):
        for answer in share.answers:
            if not can_answer(instrument, item, answer):
                yield f"{where}.shares[{at}].answer", own.impossible(answer)
            elif answer in named:
                yield f"{where}.shares[{at}].answer", words.twice(answer)
            named.append(answer)
        if share.count > reference.n:
            yield f"{where}.shares[{at}].count", own.SHARE_TOO_LARGE
    if item.kind is ItemKind.CHOICES or any(share.count > reference.n for share in reference.shares):
        return
    total = sum(share.count for share in reference.shares)
    slack = len(reference.shares) - 1  # counts that were worked out from rounded percentages
    complete = bool(listed) and listed <= set(named)
    if total > reference.n + slack or (complete and total < reference.n - slack):
        yield f"{where}.shares", own.shares_do_not_fit(total, reference.n)
