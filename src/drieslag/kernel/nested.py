"""The largest safe set of figures that lie within one another like the teams, departments and whole of a house.

Two figures of a nested family share no cell, or one holds the other. Give each shown figure its rest: the answers that
no shown figure within it holds. What can be computed from the shown figures is then exactly every sum of rests (a
figure is its rest and the figures within it, so figures and rests span the same space, and rests are disjoint). A
nested family is therefore safe when every rest is nobody or at least the minimum.

Going up from the leaves one only has to know how many answers are left open below a figure: none, one, two … or
enough. That gives the size of the largest safe set in one pass. A second pass goes down through all the ways to
reach it, and keeps the earliest figures: a choice that rules out another strikes it, each at most once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

OPEN_END = -1  # stands for the way into a tree, which is never struck


@dataclass(frozen=True)
class Forest:
    """Figures as nodes. `order` goes from what lies within to what holds it; `parent` is -1 at the top."""

    order: tuple[int, ...]
    parent: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]

    @property
    def tops(self) -> list[int]:
        """The nodes within no other."""
        return [node for node in self.order if self.parent[node] < 0]

    def rests(self, whole: Sequence[int], shown: Sequence[bool]) -> list[int]:
        """Return for each shown figure the answers that no shown figure within it holds; zero for the others."""
        rest = [count if seen else 0 for count, seen in zip(whole, shown, strict=True)]
        nearest = [-1] * len(whole)
        for node in reversed(self.order):
            above = self.parent[node]
            if above >= 0:
                nearest[node] = above if shown[above] else nearest[above]
                if shown[node] and nearest[node] >= 0:
                    rest[nearest[node]] -= whole[node]
        return rest

    def safe(self, whole: Sequence[int], shown: Sequence[bool], minimum: int) -> bool:
        """Whether every rest is nobody or enough."""
        return not any(0 < rest < minimum for rest in self.rests(whole, shown))


def forest(unions: Sequence[Iterable[int]]) -> Forest | None:
    """Return the figures as a forest, or None when two of them overlap without one holding the other.

    Linear in the cells listed, but for putting the figures in the order of their size.
    """
    sets = [frozenset(each) for each in unions]
    down = sorted(range(len(sets)), key=lambda node: -len(sets[node]))
    holder: dict[int, int] = {}
    parent = [-1] * len(sets)
    for node in down:
        above = {holder.get(cell, -1) for cell in sets[node]}
        if len(above) > 1:
            return None
        parent[node] = above.pop() if above else -1
        holder.update(dict.fromkeys(sets[node], node))
    return planted(parent, down[::-1])


def planted(parent: Sequence[int], order: Sequence[int]) -> Forest:
    """Return the forest with these parents; `order` names what lies within before what holds it."""
    children: list[list[int]] = [[] for _ in parent]
    for node, above in enumerate(parent):
        if above >= 0:
            children[above].append(node)
    return Forest(tuple(order), tuple(parent), tuple(map(tuple, children)))


@dataclass
class _Sums:
    """What is known of one figure on the way up: by how many answers are left open, how many figures are shown."""

    last_leaf: int  # the latest leaf that could be hidden, or -1
    base: int  # left open when every leaf that can be shown is shown
    stages: list[dict[int, int]]  # after its own cells and leaves, after its first inner child, after its second …
    inner: list[int]
    left: dict[int, int]  # with the figure itself shown or not


@dataclass
class _Ways:
    """All ways to the greatest number, as choices (`down`) that need what lies below them (`up` leads back)."""

    of: list[int] = field(default_factory=list)  # choice -> the state that it makes
    needs: list[tuple[int, ...]] = field(default_factory=list)  # choice -> the states that it needs
    alive: list[bool] = field(default_factory=list)
    down: list[list[int]] = field(default_factory=list)  # state -> the choices that make it
    up: list[list[int]] = field(default_factory=list)  # state -> the choices that need it
    open_down: list[int] = field(default_factory=list)
    open_up: list[int] = field(default_factory=list)
    shows: dict[int, list[int]] = field(default_factory=dict)  # figure -> the choices that show it
    hides: dict[int, list[int]] = field(default_factory=dict)

    def state(self) -> int:
        self.down.append([])
        self.up.append([])
        self.open_down.append(0)
        self.open_up.append(0)
        return len(self.down) - 1

    def asked(self, states: dict[int, int], still_open: int) -> int:
        """Return the state for this number left open; a new one when nothing asked for it yet."""
        if still_open not in states:
            states[still_open] = self.state()
        return states[still_open]

    def choice(self, of: int, needs: tuple[int, ...]) -> int:
        number = len(self.of)
        self.of.append(of)
        self.needs.append(needs)
        self.alive.append(True)
        if of != OPEN_END:
            self.down[of].append(number)
            self.open_down[of] += 1
        for state in needs:
            self.up[state].append(number)
            self.open_up[state] += 1
        return number

    def strike(self, choices: Iterable[int]) -> None:
        """Strike choices, and every other that can no longer be part of a whole."""
        waiting = list(choices)
        while waiting:
            choice = waiting.pop()
            if not self.alive[choice]:
                continue
            self.alive[choice] = False
            made = self.of[choice]
            if made != OPEN_END:
                self.open_down[made] -= 1
                if not self.open_down[made]:
                    waiting += self.up[made]
            for state in self.needs[choice]:
                self.open_up[state] -= 1
                if not self.open_up[state]:
                    waiting += self.down[state]

    def open(self, choices: Iterable[int]) -> bool:
        return any(self.alive[choice] for choice in choices)


def largest(trees: Forest, whole: Sequence[int], *, minimum: int, forced: Sequence[bool] = ()) -> list[bool]:
    """Return for each figure whether it is shown: a largest safe set, of those the one with the earliest figures.

    `whole` counts the answers in each figure. The figures `forced` are shown already; they must be safe by
    themselves. Linear in the figures, at most `minimum` squared for each.
    """
    shown = [count == 0 or count >= minimum for count in whole]
    if trees.safe(whole, shown, minimum):
        return shown
    fixed = forced or [False] * len(whole)
    own = trees.rests(whole, [True] * len(whole))
    sums: dict[int, _Sums] = {}
    for node in trees.order:
        if trees.children[node]:
            sums[node] = _summed(trees, sums, node, own, minimum, fixed)
    ways = _Ways()
    entry = _entries(trees, sums, ways)
    for node in reversed(trees.order):
        if node in entry:
            _choices(sums, ways, entry, node, minimum)
    for node in range(len(whole)):
        showing = ways.shows.get(node, ())
        if node in ways.hides and ways.open(showing):
            ways.strike(ways.hides[node])
        if node in sums or node in ways.hides:
            shown[node] = ways.open(showing)
    return shown


def _summed(  # noqa: PLR0917 — one figure on the way up, with all that is known below it
    trees: Forest, sums: dict[int, _Sums], node: int, own: Sequence[int], minimum: int, fixed: Sequence[bool]
) -> _Sums:
    base, free, last_leaf, inner = own[node], 0, -1, []
    for child in trees.children[node]:
        if trees.children[child]:
            inner.append(child)
        elif 0 < own[child] < minimum:
            base += own[child]
        elif own[child] and not fixed[child]:
            free, last_leaf = free + 1, max(last_leaf, child)
    base = min(base, minimum)
    stage = {base: free}
    if free and base < minimum:
        stage[minimum] = free - 1
    stages = [stage]
    for child in inner:
        stages.append(_joined(stages[-1], sums[child].left, minimum))
    left: dict[int, int] = {} if fixed[node] else dict(stages[-1])
    for still_open, number in stages[-1].items():
        if still_open in {0, minimum}:
            left[0] = max(left.get(0, -1), number + 1)
    return _Sums(last_leaf, base, stages, inner, left)


def _joined(one: dict[int, int], other: dict[int, int], minimum: int) -> dict[int, int]:
    joined: dict[int, int] = {}
    for first, shown_first in one.items():
        for second, shown_second in other.items():
            still_open = min(first + second, minimum)
            joined[still_open] = max(joined.get(still_open, -1), shown_first + shown_second)
    return joined


def _entries(trees: Forest, sums: dict[int, _Sums], ways: _Ways) -> dict[int, dict[int, int]]:
    """Return the best states at the tops: figure -> answers left open -> state."""
    entry: dict[int, dict[int, int]] = {}
    for node in trees.tops:
        if node in sums:
            best = max(sums[node].left.values())
            entry[node] = {still: ways.state() for still, number in sums[node].left.items() if number == best}
            for state in entry[node].values():
                ways.choice(OPEN_END, (state,))
    return entry


def _choices(sums: dict[int, _Sums], ways: _Ways, entry: dict[int, dict[int, int]], node: int, minimum: int) -> None:
    """Write down every best way to the states of one figure that are still asked for."""
    summed = sums[node]
    now: dict[int, int] = {}  # the states of the stage at hand that are asked for
    for still_open, state in entry[node].items():
        number = summed.left[still_open]
        for before, shown_before in summed.stages[-1].items():
            if still_open == 0 and before in {0, minimum} and shown_before + 1 == number:
                ways.shows.setdefault(node, []).append(ways.choice(state, (ways.asked(now, before),)))
            elif before == still_open and shown_before == number:
                ways.hides.setdefault(node, []).append(ways.choice(state, (ways.asked(now, before),)))
    for place in range(len(summed.inner), 0, -1):
        child = summed.inner[place - 1]
        beside = entry.setdefault(child, {})
        now = _parted(ways, now, beside, summed.stages[place], summed.stages[place - 1], sums[child].left, minimum)
    for still_open, state in now.items():
        choice = ways.choice(state, ())
        if summed.last_leaf >= 0:
            kept = ways.shows if still_open == summed.base else ways.hides
            kept.setdefault(summed.last_leaf, []).append(choice)


def _parted(  # noqa: PLR0917 — one step down, between what came before a child and the child
    ways: _Ways,
    now: dict[int, int],
    beside: dict[int, int],
    after: dict[int, int],
    before: dict[int, int],
    child: dict[int, int],
    minimum: int,
) -> dict[int, int]:
    """Write down how a child came in; return the states before it that are asked for, and add its own to `beside`."""
    below: dict[int, int] = {}
    for still_open, state in now.items():
        for first, second in product(before, child):
            number = before[first] + child[second]
            if min(first + second, minimum) == still_open and number == after[still_open]:
                ways.choice(state, (ways.asked(below, first), ways.asked(beside, second)))
    return below
