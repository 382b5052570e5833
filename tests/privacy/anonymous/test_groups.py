"""Groups that are too small are counted in the nearest ancestor that is large enough."""

from hypothesis import given
from hypothesis import strategies as st

from drieslag.privacy.anonymous.groups import merged

TREE = {"all": None, "noord": "all", "zuid": "all", "noord-jeugd": "noord", "noord-oud": "noord"}


def test_a_small_group_joins_its_parent_and_a_large_one_stays() -> None:
    got = merged(TREE, {"noord-jeugd": 4, "noord-oud": 6, "zuid": 9, "noord": 2, "all": 1})
    assert got == {"noord-jeugd": "noord", "noord-oud": "noord-oud", "noord": "noord", "zuid": "zuid", "all": None}


def test_what_joins_can_make_the_parent_large_enough_or_go_on_to_the_top() -> None:
    assert merged(TREE, {"noord-jeugd": 3, "noord-oud": 2, "zuid": 5})["noord-jeugd"] == "noord"
    small = merged(TREE, {"noord-jeugd": 2, "noord-oud": 1, "zuid": 3})
    assert small == dict.fromkeys(TREE, "all")


def test_where_even_the_top_is_too_small_nothing_is_asked() -> None:
    assert set(merged(TREE, {"zuid": 4}).values()) == {None}


@given(st.dictionaries(st.sampled_from(sorted(TREE)), st.integers(0, 9)))
def test_no_counted_group_is_smaller_than_the_minimum_and_nobody_is_counted_twice(counts: dict[str, int]) -> None:
    into = merged(TREE, counts)
    sizes: dict[str, int] = {}
    for group, end in into.items():
        if end is not None:
            sizes[end] = sizes.get(end, 0) + counts.get(group, 0)
    assert all(size >= 5 for size in sizes.values())
