"""Groups that are too small are counted in the nearest ancestor that is large enough."""

import random

from hypothesis import given
from hypothesis import strategies as st

from drieslag.privacy.anonymous.groups import MINIMUM, merged

TREE = {"all": None, "noord": "all", "zuid": "all", "noord-jeugd": "noord", "noord-oud": "noord"}


def test_a_small_group_joins_its_parent_and_a_large_one_stays() -> None:
    got = merged(TREE, {"noord-jeugd": 4, "noord-oud": 6, "zuid": 9, "noord": 2})
    assert got == {"noord-jeugd": "noord", "noord-oud": "noord-oud", "noord": "noord", "zuid": "zuid", "all": None}


def test_a_small_group_that_would_be_alone_is_read_with_the_smallest_other_one() -> None:
    teams = {"all": None, "a": "all", "b": "all", "c": "all"}
    assert merged(teams, {"a": 10, "b": 8, "c": 4}) == {"all": "all", "a": "a", "b": "all", "c": "all"}
    assert merged(teams, {"a": 10, "b": 3, "c": 4})["a"] == "a", "together they are enough"
    assert merged(teams, {"a": 10, "all": 1}) == dict.fromkeys(teams, "all"), "somebody in no team is not alone either"
    assert merged(teams, {"a": 6, "b": 6, "c": 1}) == {"all": "all", "a": "all", "b": "b", "c": "all"}


def test_a_part_of_a_part_is_taken_in_where_there_is_no_nearer_one() -> None:
    got = merged(TREE, {"all": 3, "noord-oud": 6, "noord-jeugd": 8})
    assert got == {"all": "all", "zuid": "all", "noord": "all", "noord-oud": "all", "noord-jeugd": "noord-jeugd"}


def test_what_joins_can_make_the_parent_large_enough_or_go_on_to_the_top() -> None:
    assert merged(TREE, {"noord-jeugd": 3, "noord-oud": 2, "zuid": 5})["noord-jeugd"] == "noord"
    small = merged(TREE, {"noord-jeugd": 2, "noord-oud": 1, "zuid": 3})
    assert small == dict.fromkeys(TREE, "all")


def test_where_even_the_top_is_too_small_nothing_is_asked() -> None:
    assert set(merged(TREE, {"zuid": 4}).values()) == {None}


@st.composite
def trees(draw: st.DrawFn) -> tuple[dict[str, str | None], dict[str, int]]:
    """Up to twelve groups under one top, each under one that came before it."""
    parents: dict[str, str | None] = {"0": None}
    for number in range(1, draw(st.integers(1, 12))):
        parents[str(number)] = str(draw(st.integers(0, number - 1)))
    return parents, {group: draw(st.integers(0, 12)) for group in parents}


def ancestors(parents: dict[str, str | None], group: str) -> list[str]:
    above = [group]
    while (parent := parents[above[-1]]) is not None:
        above.append(parent)
    return above


@given(trees(), st.integers(1, 9))
def test_everybody_is_counted_once_where_enough_are_together(
    tree: tuple[dict[str, str | None], dict[str, int]], minimum: int
) -> None:
    parents, counts = tree
    into = merged(parents, counts, minimum)
    sizes: dict[str, int] = {}
    for group, end in into.items():
        if end is not None:
            assert end in ancestors(parents, group), "a group is counted in itself or above"
            assert into[end] == end, "and there for good"
            sizes[end] = sizes.get(end, 0) + counts[group]
    assert all(size >= minimum for size in sizes.values())
    lost = [group for group, end in into.items() if end is None and counts[group]]
    assert not lost or sum(counts.values()) < minimum, "nobody vanishes unless all together are too few"


@given(trees(), st.randoms(use_true_random=False))
def test_the_order_in_which_groups_are_named_changes_nothing(
    tree: tuple[dict[str, str | None], dict[str, int]], chance: random.Random
) -> None:
    parents, counts = tree
    shuffled = list(parents.items())
    chance.shuffle(shuffled)
    assert merged(dict(shuffled), counts) == merged(parents, counts)


@given(trees())
def test_what_is_large_enough_by_itself_is_read_with_others_for_their_sake_alone(
    tree: tuple[dict[str, str | None], dict[str, int]],
) -> None:
    """A group of five or more leaves its own figure only when something above it would be too small without it."""
    parents, counts = tree
    into = merged(parents, counts)
    for group, end in into.items():
        if counts[group] >= MINIMUM and end != group:
            assert end is not None
            others = sum(counts[one] for one, its in into.items() if its == end and one != group)
            assert others > 0
