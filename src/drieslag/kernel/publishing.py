"""Which figures can be shown together without one small group of people being computed from them."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from drieslag.kernel import flats, nested, spans

EXACT = 24  # up to so many connected figures the largest safe set is found
RULES = 20  # so many clashes are looked for one by one; where there are more, all sets are gone through in bulk


def publishable[C: Hashable](
    counts: Mapping[C, int],
    unions: Mapping[str, Collection[C]],
    *,
    minimum: int = 5,
    published: AbstractSet[str] = frozenset(),
) -> frozenset[str]:
    """Return the names of a safe set of figures: those that are out already, and what can be shown beside them.

    `counts` gives the answers in each smallest cell (say team × round; disjoint sets of people, never classes of
    answers); `unions` names each figure and the cells that it sums; `published` names those of them that are out.
    A set is safe if no non-zero row in the span of its incidence rows has a support whose counts sum to 1 …
    `minimum` − 1. Cells without answers count for nothing: a figure over nobody says nothing about anybody.

    Figures that share cells are judged together. Of a nested family of any size, and of any other of at most 24
    figures, the result is a largest safe set; of several that with the earliest figures in `unions` (at the first
    figure in which two differ, the one that has it). Of larger families each figure is taken in the order of
    `unions` if it can be; then too none can be added. Where what is out gives people away already, nothing is added
    among all figures connected with it.

    Nested families take time linear in the cells listed. For others it depends on how much they clash: at worst
    exponential in 24, a second or two for figures drawn at random. Raises ValueError for a cell or a name that is not
    known, a negative count, a minimum below 1.
    """
    out_already = frozenset(published)
    _check(counts, unions, minimum, out_already)
    number = {cell: place for place, cell in enumerate(counts)}
    answers = list(counts.values())
    names = list(unions)
    cells = [sorted({number[cell] for cell in union}) for union in unions.values()]
    shown = set(out_already)
    for family in _families(cells):
        listed = [[cell for cell in cells[figure] if answers[cell]] for figure in family]
        out = frozenset(place for place, figure in enumerate(family) if names[figure] in out_already)
        shown.update(names[family[place]] for place in _judged(listed, answers, out, minimum))
    return frozenset(shown)


def _check[C: Hashable](
    counts: Mapping[C, int], unions: Mapping[str, Collection[C]], minimum: int, published: AbstractSet[str]
) -> None:
    if minimum < 1:
        raise ValueError(f"a minimum is at least 1, not {minimum}")
    for cell, count in counts.items():
        if count < 0:
            raise ValueError(f"a cell holds no fewer than 0 answers: {cell!r} has {count}")
    for name, union in unions.items():
        for cell in union:
            if cell not in counts:
                raise ValueError(f"{name!r} sums a cell without a count: {cell!r}")
    unknown = sorted(published - unions.keys())
    if unknown:
        raise ValueError(f"published, but not among the unions: {', '.join(map(repr, unknown))}")


def _families(cells: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the figures that are connected by cells, each family in order."""
    leader = list(range(len(cells)))

    def led_by(figure: int) -> int:
        while leader[figure] != figure:
            leader[figure] = leader[leader[figure]]
            figure = leader[figure]
        return figure

    first: dict[int, int] = {}
    for figure, union in enumerate(cells):
        for cell in union:
            one, other = led_by(first.setdefault(cell, figure)), led_by(figure)
            leader[max(one, other)] = min(one, other)
    families: dict[int, list[int]] = {}
    for figure in range(len(cells)):
        families.setdefault(led_by(figure), []).append(figure)
    return list(families.values())


def _judged(
    listed: Sequence[Sequence[int]], answers: Sequence[int], out: frozenset[int], minimum: int
) -> frozenset[int]:
    """Return the places of the figures of one family that can be shown, those that are out included."""
    trees = nested.forest(listed)
    if trees is not None:
        return _judged_nested(trees, listed, answers, out, minimum)
    of = spans.table(listed, answers, out, minimum)
    if not spans.safe(of, sorted(out)):
        return out
    if len(listed) > EXACT:
        return spans.greedy(of)
    return _largest(of)


def _largest(of: spans.Table) -> frozenset[int]:
    """Return the largest safe set of one family: by rules where figures seldom clash, in bulk where they often do."""
    known = spans.known(of)
    if len(known) == len(of.figures):
        return known
    in_bulk = flats.fits(of)
    if in_bulk and len(of.weights) <= flats.COLUMNS:
        return flats.largest(of, known)
    found = spans.exact(of, rules_at_most=RULES if in_bulk else None)
    return flats.largest(of, known, most=found) if isinstance(found, int) else found


def _judged_nested(
    trees: nested.Forest,
    listed: Sequence[Sequence[int]],
    answers: Sequence[int],
    out: frozenset[int],
    minimum: int,
) -> frozenset[int]:
    whole = [sum(answers[cell] for cell in union) for union in listed]
    forced = [place in out for place in range(len(listed))]
    if not trees.safe(whole, forced, minimum):
        return out
    kept = nested.largest(trees, whole, minimum=minimum, forced=forced)
    return frozenset(place for place, shown in enumerate(kept) if shown)
