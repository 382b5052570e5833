"""Which figures can be shown together: beside a slow reference that goes through everything, and by hand."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.disclosure import ORGANISATIONS, given_away, released_in_turn, releases
from drieslag.kernel import flats, nested, publishing, spans
from drieslag.kernel.disclosure import publishable

type Unions = Mapping[str, Collection[int]]


def rank(rows: Iterable[Sequence[int]]) -> int:
    """The rank over the rationals, by plain elimination."""
    left = [list(map(Fraction, row)) for row in rows]
    found = 0
    while left:
        row = left.pop()
        pivot = next((place for place, number in enumerate(row) if number), None)
        if pivot is not None:
            found += 1
            left = [[a - b * each[pivot] / row[pivot] for a, b in zip(each, row, strict=True)] for each in left]
    return found


def is_safe(counts: Mapping[int, int], unions: Unions, names: Iterable[str], minimum: int) -> bool:
    """As the definition: a row within few cells exists when leaving those cells out makes the span smaller."""
    cells = [cell for cell, count in counts.items() if count]
    rows = [[int(cell in unions[name]) for cell in cells] for name in names]
    for size in range(1, minimum):
        for few in combinations(range(len(cells)), size):
            if sum(counts[cells[place]] for place in few) < minimum:
                without = [[row[place] for place in range(len(cells)) if place not in few] for row in rows]
                if rank(without) < rank(rows):
                    return False
    return True


def families(unions: Unions) -> list[list[str]]:
    found: list[tuple[list[str], set[int]]] = []
    for name, union in unions.items():
        touched = [each for each in found if each[1] & set(union)]
        found = [each for each in found if each not in touched]
        names = {name, *(other for each in touched for other in each[0])}
        cells = set(union).union(*(each[1] for each in touched))
        found.append(([other for other in unions if other in names], cells))
    return [names for names, _ in found]


def reference(counts: Mapping[int, int], unions: Unions, minimum: int, published: frozenset[str]) -> frozenset[str]:
    shown = set(published)
    for family in families(unions):
        out = [name for name in family if name in published]
        new = [name for name in family if name not in published]
        if is_safe(counts, unions, out, minimum):
            choices = (c for size in range(len(new), -1, -1) for c in combinations(new, size))
            shown.update(next(c for c in choices if is_safe(counts, unions, [*out, *c], minimum)))
    return frozenset(shown)


@st.composite
def cases(draw: st.DrawFn, most: int = 5) -> tuple[dict[int, int], dict[str, list[int]], int, frozenset[str]]:
    sizes = draw(st.lists(st.sampled_from((0, 1, 1, 2, 3, 4, 5, 6, 9)), min_size=1, max_size=most))
    cell = st.integers(0, len(sizes) - 1)
    listed = draw(st.lists(st.lists(cell, max_size=most), min_size=1, max_size=most))
    unions = {f"figure {number}": union for number, union in enumerate(listed)}
    published = draw(st.frozensets(st.sampled_from(sorted(unions)), max_size=2))
    return dict(enumerate(sizes)), unions, draw(st.sampled_from((1, 2, 3, 5, 5, 7))), published


@settings(deadline=None)
@given(cases())
def test_as_the_definition_says(case: tuple[dict[int, int], dict[str, list[int]], int, frozenset[str]]) -> None:
    counts, unions, minimum, published = case
    expected = reference(counts, unions, minimum, published)
    assert publishable(counts, unions, minimum=minimum, published=published) == expected


def nest(random: Random, cells: Sequence[int], most: int) -> list[list[int]]:
    """A nested family, in no order."""
    found: list[list[int]] = []
    waiting = [list(cells)]
    while waiting and len(found) < most:
        union = waiting.pop(random.randrange(len(waiting)))
        found += [union] * random.choice((0, 1, 1, 1, 2))
        if len(union) > 1:
            first = random.randint(1, len(union) - 1)
            second = random.randint(first, len(union))
            waiting += [part for part in (union[:first], union[first:second], union[second:]) if part]
    random.shuffle(found)
    return found


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_three_ways_to_the_same_set(seed: int) -> None:
    """Nested families by trees, by rules and in bulk; others by rules and in bulk."""
    random = Random(seed)
    counts = [random.choice((1, 1, 2, 3, 4, 5, 6, 9)) for _ in range(random.randint(1, 8))]
    unions = nest(random, range(len(counts)), 10)
    if random.random() < 0.5:
        unions = [[cell for cell in range(len(counts)) if random.random() < 0.4] for _ in range(random.randint(1, 9))]
    out = frozenset(place for place in range(len(unions)) if random.random() < 0.1)
    minimum = random.choice((3, 5, 5, 8))
    table = spans.table(unions, counts, out, minimum)
    if not spans.safe(table, sorted(out)):
        return
    by_rules = spans.exact(table)
    assert flats.largest(table, spans.known(table)) == by_rules
    trees = nested.forest(unions)
    if trees is not None:
        whole = [sum(counts[cell] for cell in union) for union in unions]
        forced = [place in out for place in range(len(unions))]
        kept = nested.largest(trees, whole, minimum=minimum, forced=forced)
        assert {place for place, shown in enumerate(kept) if shown} == by_rules


def test_a_figure_of_too_few_is_never_shown_and_one_of_nobody_says_nothing() -> None:
    counts = {"a": 4, "b": 5, "c": 0}
    figures = {"four": ["a"], "five": ["b"], "nobody": ["c"], "nothing": [], "five again": ["b", "b", "c"]}
    assert publishable(counts, figures) == {"five", "nobody", "nothing", "five again"}
    assert publishable(counts, figures, minimum=1) == figures.keys()
    assert publishable({}, {}) == frozenset()


def test_teams_and_their_whole() -> None:
    counts = {"north": 6, "south": 7, "east": 3}
    teams = {name: [name] for name in counts}
    assert publishable(counts, {**teams, "all": list(counts)}) == {"north", "south"}
    assert publishable(counts, {"all": list(counts), **teams}) == {"all", "north"}
    assert publishable({**counts, "east": 5}, {**teams, "all": list(counts)}) == {"north", "south", "east", "all"}


def test_rounds_of_a_fixed_set_of_groups_are_judged_as_one() -> None:
    """Cells are (group, round); who left or came between two rounds is a cell of its own."""
    counts = {("stayed", 1): 5, ("left", 1): 1, ("stayed", 2): 5, ("came", 2): 6}
    figures = {
        "round 1": [("stayed", 1), ("left", 1)],
        "round 1 without who left": [("stayed", 1)],
        "round 2": [("stayed", 2), ("came", 2)],
        "round 2 of who stayed": [("stayed", 2)],
    }
    assert publishable(counts, figures) == {"round 1", "round 2", "round 2 of who stayed"}
    again = publishable(counts, figures, published=frozenset({"round 1 without who left"}))
    assert again == {"round 1 without who left", "round 2", "round 2 of who stayed"}


def test_sums_and_differences_of_three_give_one_away() -> None:
    """Each two are safe; the sum of two less the third is one person, twice."""
    counts = {"x": 1, "y": 9, "z": 9}
    figures = {"xy": "xy", "xz": "xz", "yz": "yz"}
    assert publishable(counts, figures) == {"xy", "xz"}
    assert publishable(counts, figures, published=frozenset({"yz"})) == {"yz", "xy"}


def test_what_is_out_and_unsafe_gets_nothing_beside_it() -> None:
    counts = {"a": 3, "b": 9, "c": 9, "d": 9, "e": 9}
    figures = {"bad": ["a"], "beside": ["a", "b"], "further": "bc", "elsewhere": "d", "wide": "de"}
    assert publishable(counts, figures, published=frozenset({"bad"})) == {"bad", "elsewhere", "wide"}
    crossing = {**figures, "across": "cd"}
    assert publishable(counts, crossing, published=frozenset({"bad"})) == {"bad"}


def test_many_figures_that_overlap_are_taken_in_their_order() -> None:
    random = Random(4)
    counts = {cell: random.randint(1, 7) for cell in range(30)}
    unions = {f"{n}": range(a, b) for n in range(40) for a, b in [sorted(random.sample(range(31), 2))]}
    assert len(families(unions)) == 1
    greedy: list[str] = []
    for name in unions:
        if spans.safe(table_of(counts, unions), [int(each) for each in [*greedy, name]]):
            greedy.append(name)
    assert publishable(counts, unions) == set(greedy)
    assert 5 < len(greedy) < 40


def table_of(counts: Mapping[int, int], unions: Unions, minimum: int = 5) -> spans.Table:
    return spans.table([list(union) for union in unions.values()], list(counts.values()), frozenset(), minimum)


@pytest.mark.slow
def test_twenty_four_figures_that_clash_thickly_are_judged_in_bulk(monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(8)
    counts = {cell: random.randint(1, 8) for cell in range(8)}
    unions = {f"{n}": [cell for cell in counts if random.random() < 0.5] for n in range(24)}
    table, found = table_of(counts, unions), publishable(counts, unions)
    assert isinstance(spans.exact(table, rules_at_most=publishing.RULES), int)
    monkeypatch.setattr(flats, "PIECE", 500)
    assert flats.largest(table, frozenset()) == {int(name) for name in found}
    assert flats.fits(table_of(dict.fromkeys(range(23), 1), {f"{n}": [n] for n in range(23)}))
    assert not flats.fits(table_of(dict.fromkeys(range(30), 1), {f"{n}": [n] for n in range(30)}))


@pytest.mark.parametrize(("columns", "density", "most"), [(14, 0.5, 2), (16, 0.3, 2), (18, 0.3, 2), (24, 0.3, 3)])
def test_twenty_four_figures_over_many_small_cells_take_few_steps(
    columns: int, density: float, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worst that is known: without bounds on what a set can become, each took millions of sets."""
    random = Random(2)
    counts = {cell: random.randint(1, most) for cell in range(columns)}
    unions = {f"{n}": [cell for cell in counts if random.random() < density] for n in range(24)}
    sets = 0
    without = flats._without

    def counted(left: flats.Ints, taken: flats.Ints) -> flats.Ints:
        nonlocal sets
        sets += len(left)
        return without(left, taken)

    monkeypatch.setattr(flats, "_without", counted)
    found = publishable(counts, unions)
    table = table_of(counts, unions)
    assert len(found) >= len(spans.greedy(table))
    assert spans.safe(table, [int(name) for name in found])
    for name in unions.keys() - found:
        assert not spans.safe(table, [int(each) for each in found | {name}])
    assert sets < 500_000


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_whether_small_cells_are_independent_is_found_however_they_are_thrown(seed: int) -> None:
    """With few numbers, most of them nothing, the short way is in doubt often; then all is looked at."""
    random = np.random.default_rng(seed)
    weights = random.integers(1, 5, 6).tolist()
    choices = list(flats.together(weights, 5))
    cells = random.integers(0, 2, (40, 6, int(random.integers(1, 6))))
    expected = [all(rank(each[choice].tolist()) == len(choice) for choice in choices) for each in cells]
    assert flats._Test(choices).safe(cells).tolist() == expected


@settings(deadline=None, max_examples=300)
@given(st.integers(ORGANISATIONS, 10**9))
def test_nothing_follows_from_releases_one_after_another(seed: int) -> None:
    """People leave, come and change teams, and give the same answer each time; `make bench` does it 10,000 times."""
    assert not given_away(*released_in_turn(releases(Random(seed))))


@pytest.mark.slow
def test_large_trees() -> None:
    """A rest of one to four is hidden by the parent or by one team; nothing more can be shown."""
    random = Random(1)
    above = [-1, *((node - 1) // 4 for node in range(1, 3_000))]
    cells: list[list[int]] = [[] for _ in above]
    counts = {node: random.choice((0, 2, 5, 6, 7, 11)) for node in range(len(above))}
    for node in range(len(above)):
        up = node
        while up >= 0:
            cells[up].append(node)
            up = above[up]
    unions = {f"{node}": cells[node] for node in range(len(above))}
    found = publishable(counts, unions)
    trees = nested.forest(cells)
    assert trees is not None
    whole = [sum(counts[cell] for cell in union) for union in cells]
    shown = [name in found for name in unions]
    assert trees.safe(whole, shown, 5)
    for node in range(0, len(above), 7):
        if not shown[node]:
            assert not trees.safe(whole, [*shown[:node], True, *shown[node + 1 :]], 5)


def test_the_order_of_a_set_makes_no_difference() -> None:
    counts = {f"cell {n}": 1 + n % 5 for n in range(12)}
    lists = [[f"cell {(n * k) % 12}" for k in range(1, 5)] for n in range(10)]
    forward = publishable(counts, {f"{n}": union for n, union in enumerate(lists)})
    assert forward == publishable(counts, {f"{n}": frozenset(union) for n, union in enumerate(lists)})
    assert forward == publishable(dict(reversed(counts.items())), {f"{n}": u[::-1] for n, u in enumerate(lists)})


def test_the_prime_is_above_every_minor_or_the_table_is_refused() -> None:
    assert spans.prime_for(24) == 2**61 - 1 > 25**12.5 / 2**24
    assert spans.prime_for(200) == 2**607 - 1
    with pytest.raises(ValueError, match="too many figures that overlap one another: 100000"):
        spans.prime_for(100_000)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="'f' sums a cell without a count: 'b'"):
        publishable({"a": 5}, {"f": ["a", "b"]})
    with pytest.raises(ValueError, match="published, but not among the unions: 'g'"):
        publishable({"a": 5}, {"f": ["a"]}, published=frozenset({"g", "f"}))
    with pytest.raises(ValueError, match="no fewer than 0 answers: 'a' has -1"):
        publishable({"a": -1}, {"f": ["a"]})
    with pytest.raises(ValueError, match="a minimum is at least 1, not 0"):
        publishable({"a": 5}, {"f": ["a"]}, minimum=0)
