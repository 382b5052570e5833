"""The table of the help page is what its simulation gives."""

import itertools
import math

import pytest

from drieslag.kernel.power import PEOPLE, SEED, SHIFTS, TABLE, Power, simulate

RUNS = 40


@pytest.mark.slow
def test_the_table_is_what_a_simulation_gives() -> None:
    anew = simulate(SEED + 2, RUNS)
    assert [(row.people, row.shift) for row in anew] == [(row.people, row.shift) for row in TABLE]
    for row, other in zip(TABLE, anew, strict=True):
        for kind in ("rounds", "pairs", "series"):
            share = getattr(row, kind)
            room = 4.5 * math.sqrt(max(share * (1 - share), 0.01) / RUNS)
            assert getattr(other, kind) == pytest.approx(share, abs=room), (row, kind)


def test_the_same_seed_gives_the_same_table() -> None:
    assert simulate(3, 2) == simulate(3, 2)


def test_every_size_and_shift_has_its_row() -> None:
    assert [(row.people, row.shift) for row in TABLE] == [(people, shift) for people in PEOPLE for shift in SHIFTS]


def of(people: int, shift: float) -> Power:
    return next(row for row in TABLE if (row.people, row.shift) == (people, shift))


@pytest.mark.parametrize("kind", ["rounds", "pairs", "series"])
def test_more_people_and_larger_shifts_are_seen_more_often(kind: str) -> None:
    for people, more in itertools.pairwise(PEOPLE):
        assert getattr(of(people, 1.0), kind) <= getattr(of(more, 1.0), kind) + 0.02
    for people in PEOPLE:
        seen = [getattr(of(people, shift), kind) for shift in SHIFTS]
        assert seen == sorted(seen)


def test_false_alarms_are_those_that_are_stated() -> None:
    error = math.sqrt(0.05 * 0.95 / 1_000)
    for people in PEOPLE:
        still = of(people, 0.0)
        assert max(still.rounds, still.pairs, still.series) <= 0.05 + 2.5 * error


def test_five_pairs_never_show_a_change() -> None:
    assert {of(5, shift).pairs for shift in SHIFTS} == {0.0}
