"""What a reader of everything released can work out about one answer."""

import math

import pytest

from drieslag.kernel.audit import Fact, Range, audit, classes_told, feasible, mean_told
from drieslag.kernel.disclosure import publishable
from drieslag.kernel.scoring import AnswerScale
from drieslag.kernel.statistics import MergedClass

LOW, MIDDLE, HIGH = MergedClass
FIVE = AnswerScale(1, 5)
TABLE = ((6, 1, 2), (5, 3, 1), (4, 2, 6))  # teams × roles; domain.md 6g, first fixture


def hidden_cells(hidden: set[tuple[int, int]]) -> dict[tuple[int, int], tuple[float, float]]:
    """What the sums of rows and columns tell of the hidden cells of the table; rows and columns count from one."""
    cells = {(r, c): TABLE[r - 1][c - 1] for r in (1, 2, 3) for c in (1, 2, 3)}
    lines = [[(r, c) for c in (1, 2, 3)] for r in (1, 2, 3)] + [[(r, c) for r in (1, 2, 3)] for c in (1, 2, 3)]
    facts = []
    for line in lines:
        left = sum(cells[cell] for cell in line if cell in hidden)
        facts.append(Fact({cell: 1.0 for cell in line if cell in hidden}, left, left))
    found = feasible(dict.fromkeys(sorted(hidden), (0.0, math.inf)), facts)
    return {cell: (round(of.low, 6), round(of.high, 6)) for cell, of in found.items()}


def test_hiding_the_small_cells_alone_gives_one_away() -> None:
    assert hidden_cells({(1, 2), (1, 3), (2, 2), (2, 3), (3, 2)}) == {
        (1, 2): (0, 3), (1, 3): (0, 3), (2, 2): (1, 4), (2, 3): (0, 3), (3, 2): (2, 2),
    }  # fmt: skip


def test_hiding_one_more_cell_repairs_the_table() -> None:
    found = hidden_cells({(1, 2), (1, 3), (2, 2), (2, 3), (3, 2), (3, 3)})
    assert [found[cell] for cell in ((1, 2), (1, 3), (2, 2), (2, 3))] == [(0, 3), (0, 3), (0, 4), (0, 4)]
    assert found[3, 2] == (0, 6)
    assert not any(Range(*of).point for of in found.values())


def test_the_leaver_is_worked_out_from_two_means_and_refused() -> None:
    """domain.md 3.4.7: six people with a mean of 3.5, then five of them with 3.2; who left answered 5."""
    told = [mean_told("sl", 6, 3.5, whole=True), mean_told("s", 5, 3.2, whole=True)]
    assert audit({"s": 5, "l": 1}, told, FIVE, whole=True)["l"] == Range(5, 5)
    assert audit({"s": 5, "l": 1}, told, FIVE, whole=True)["l"].point
    blurred = audit({"s": 5, "l": 1}, [mean_told("sl", 6, 3.5), mean_told("s", 5, 3.2)], FIVE)["l"]
    assert blurred.low == pytest.approx(4.45)
    assert blurred.high == pytest.approx(5)
    figures = {"before": "sl", "after": "s"}
    assert publishable({"s": 5, "l": 1}, figures, published={"before"}) == {"before"}


def test_the_rest_of_a_parent_blocks_one_of_the_two() -> None:
    """domain.md 6g, third fixture: a parent of nine, a child of five; the four others are not for telling."""
    assert publishable({"child": 5, "others": 4}, {"parent": ["child", "others"], "child": ["child"]}) == {"parent"}
    assert publishable({"child": 5, "others": 4}, {"child": ["child"], "parent": ["child", "others"]}) == {"child"}
    assert publishable({"child": 5, "others": 5}, {"p": ["child", "others"], "c": ["child"]}) == {"p", "c"}


def test_a_mean_at_the_end_of_the_scale_gives_everybody_away() -> None:
    assert audit({"team": 7}, [mean_told(["team"], 7, 5.0)], FIVE)["team"].low == pytest.approx(5 - 7 * 0.05)
    assert audit({"team": 7}, [mean_told(["team"], 7, 5.0, whole=True)], FIVE, whole=True)["team"].point


def test_all_in_one_class_leaves_the_answers_of_that_class() -> None:
    told = [classes_told(["team"], [HIGH], 8)]
    assert audit({"team": 8}, told, FIVE, whole=True) == {"team": Range(4, 5)}
    assert audit({"team": 8}, told, AnswerScale(1, 4), whole=True)["team"].point
    apart = audit({"team": 8}, told, FIVE)["team"]
    assert apart.low == pytest.approx(1 + 4 * 2 / 3)
    assert apart.high == pytest.approx(5)


def test_counts_of_classes_and_a_mean_are_read_together() -> None:
    told = [classes_told("ab", [LOW, MIDDLE], 3), classes_told("ab", [HIGH], 5)]
    people = {"a": 4, "b": 4, "nobody": 0}
    assert audit(people, told, FIVE, whole=True) == dict.fromkeys("ab", Range(1, 5))
    assert audit(people, [*told, mean_told("ab", 8, 4.1, whole=True)], FIVE, whole=True)["a"] == Range(2, 5)
    assert audit(people, [*told, mean_told("ab", 8, 4.2, whole=True)], FIVE, whole=True)["a"] == Range(3, 5)
    assert audit({"a": 8}, [classes_told("a", [MIDDLE], 0)], AnswerScale(1, 2), whole=True) == {"a": Range(1, 2)}


def test_nothing_told_leaves_the_whole_scale() -> None:
    assert audit({"team": 1}, [], FIVE) == {"team": Range(1, 5)}
    assert not Range(1, 5).point


def test_facts_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="contradicts itself"):
        audit({"team": 5}, [mean_told(["team"], 5, 9)], FIVE)
    with pytest.raises(ValueError, match="an unknown has no bound"):
        feasible({"x": (0, math.inf)}, [])
    with pytest.raises(ValueError, match="a fact about an unknown without bounds: 'y'"):
        feasible({"x": (0, 1)}, [Fact({"y": 1.0}, 0, 1)])
