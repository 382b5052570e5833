"""The rules of disclosure on arrays: as the scalar ones, and beside groups that hold one another."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drieslag.kernel import released
from drieslag.kernel.audit import Told, audit, classes_told, mean_told
from drieslag.kernel.disclosure import (
    ClassCount,
    Distribution,
    Mean,
    Minimums,
    OneClass,
    Reason,
    Shown,
    Withheld,
    distribution,
    mean_of,
)
from drieslag.kernel.released import CLASSES, REASONS, WAYS, Groups, published_counts, published_means
from drieslag.kernel.scoring import AnswerScale
from drieslag.kernel.statistics import MergedClass, class_counts

SEVEN = AnswerScale(1, 7)
COMPLEMENT = Withheld(Reason.COMPLEMENT)
answers = st.lists(st.integers(1, 7), max_size=14)


def groups_of(values: Sequence[Sequence[int]], parents: Sequence[int] = (), more: int = 2) -> Groups:
    """One figure, of each group's own people and those of the groups within it."""
    whole = [list(own) for own in values]
    for group in range(len(values) - 1, -1, -1):
        if parents and parents[group] >= 0:
            whole[parents[group]] += whole[group]
    return Groups(
        n=np.array([[len(all_)] for all_ in whole]),
        mean=np.array([[float(np.mean(all_)) if all_ else np.nan] for all_ in whole]),
        variance=np.array([[float(np.var(all_, ddof=1)) if len(all_) > 1 else np.nan] for all_ in whole]),
        classes=np.array([[class_counts(all_, SEVEN)] for all_ in whole]),
        sizes=np.array([len(all_) + more for all_ in whole]),
        parents=parents,
    )


@settings(deadline=None)
@given(st.lists(answers, min_size=1, max_size=6), st.sampled_from((5, 7)))
def test_means_as_the_scalar_rule(values: list[list[int]], least: int) -> None:
    minimums = Minimums(mean=least)
    found = published_means(groups_of(values), SEVEN, minimums=minimums)
    for group, own in enumerate(values):
        assert close(found.at(group, 0), mean_of(own, len(own) + 2, SEVEN, minimums=minimums))


def close(one: object, other: object) -> bool:
    """Equal, but for an interval's end that lies within rounding of half a decimal."""
    match one, other:
        case Shown(Mean(value, n, size, (low, high))), Shown(Mean(value2, n2, size2, (low2, high2))):
            return (value, n, size) == (value2, n2, size2) and max(abs(low - low2), abs(high - high2)) < 0.11
    return one == other


@settings(deadline=None)
@given(st.lists(answers, min_size=1, max_size=6))
def test_classes_as_the_scalar_rule(values: list[list[int]]) -> None:
    triples = [class_counts(own, SEVEN) for own in values]
    ways, one, reason = published_counts(triples)
    for group, own in enumerate(values):
        expected = distribution(own, SEVEN)
        if reason[group] >= 0:
            assert expected == Withheld(REASONS[reason[group]])
        elif one[group] >= 0:
            assert expected == Shown(OneClass(CLASSES[one[group]]))
        else:
            blocks = [(tuple(CLASSES[c] for c in b), sum(triples[group][c] for c in b)) for b in WAYS[ways[group]]]
            assert expected == Shown(Distribution(tuple(ClassCount(of, count) for of, count in blocks)))


def test_every_three_counts_are_joined_as_by_the_scalar_rule() -> None:
    every = [(a, b, c) for a in range(9) for b in range(9) for c in range(9)]
    ways, one, reason = published_counts(every)
    for place, (a, b, c) in enumerate(every):
        match distribution([1] * a + [4] * b + [7] * c, SEVEN):
            case Shown(Distribution(counts)):
                assert WAYS[ways[place]] == tuple(tuple(int(each) for each in block.classes) for block in counts)
            case Shown(OneClass(of)):
                assert CLASSES[one[place]] == of
            case Withheld(why):
                assert REASONS[reason[place]] == why


def test_the_others_of_a_parent_are_nobody_or_enough() -> None:
    mixed = [2, 3, 4, 6, 7]
    found = published_means(groups_of([[1, 4, 4], mixed], [-1, 0]), SEVEN)
    assert [found.at(0, 0), found.at(1, 0)] == [Shown(Mean(3.9, 8, 10, (3.1, 4.6))), COMPLEMENT]
    found = published_means(groups_of([[1, 4, 4, 6, 6], mixed], [-1, 0]), SEVEN)
    assert [type(found.at(group, 0)) for group in (0, 1)] == [Shown, Shown]


def test_the_others_of_a_parent_must_not_all_be_alike() -> None:
    mixed = [2, 3, 4, 6, 7]
    for rest in ([7] * 6, [6, 7, 7, 7, 6, 7], [4] * 6):
        found = published_means(groups_of([rest, mixed], [-1, 0]), SEVEN)
        assert found.at(0, 0) == COMPLEMENT
        assert found.at(1, 0) == Shown(Mean(4.4, 5, 7, None))
    found = published_means(groups_of([[3, 5, 4, 4, 2], [7] * 6, mixed], [-1, 0, 1]), SEVEN)
    assert [type(found.at(group, 0)) for group in range(3)] == [Shown, Withheld, Shown]


def test_parts_of_which_the_class_is_told_need_others_beside_them() -> None:
    found = published_means(groups_of([[], [7] * 5, [2] * 5], [-1, 0, 0]), SEVEN)
    high, low = Shown(OneClass(MergedClass.HIGH)), Shown(OneClass(MergedClass.LOW))
    assert [found.at(group, 0) for group in range(3)] == [COMPLEMENT, high, low]
    found = published_means(groups_of([[], [7] * 5, [6] * 5], [-1, 0, 0]), SEVEN)
    assert [found.at(group, 0) for group in range(3)] == [high, high, high]


def test_rounding_is_that_of_one_number() -> None:
    values = np.array([0.25, 0.35, 2.45, 3.25, 1.05, np.nan])
    assert released.one_decimal(values)[:-1].tolist() == [round(value, 1) for value in values[:-1].tolist()]


def test_a_group_within_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="group 0 lies within itself"):
        published_means(replace(groups_of([[1] * 5, [2] * 5]), parents=[1, 0]), SEVEN)


def told_of(values: Sequence[Sequence[int]], parents: Sequence[int]) -> list[Told[int]]:
    """What a reader is told of the cells: each group's own people are one."""
    cells: list[set[int]] = [{group} for group in range(len(values))]
    for group in range(len(values) - 1, 0, -1):
        cells[parents[group]] |= cells[group]
    found, told = published_means(groups_of(values, parents), SEVEN), []
    for group in range(len(values)):
        match found.at(group, 0):
            case Shown(Mean(mean, n)):
                told.append(mean_told(cells[group], n, mean, whole=True))
            case Shown(OneClass(of)):
                told.append(classes_told(cells[group], [of], int(found.groups.n[group, 0])))
    return told


@pytest.mark.slow
@settings(deadline=None, max_examples=50)
@given(st.data())
def test_nobodys_answer_follows(data: st.DataObject) -> None:
    extreme = st.lists(st.sampled_from((1, 2, 4, 6, 7, 7, 7)), max_size=9)
    values = data.draw(st.lists(extreme, min_size=2, max_size=5))
    parents = [-1, *(data.draw(st.integers(0, group - 1)) for group in range(1, len(values)))]
    counts = {group: len(own) for group, own in enumerate(values)}
    ranges = audit(counts, told_of(values, parents), SEVEN, whole=True)
    assert not any(each.point for each in ranges.values())
