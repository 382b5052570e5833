"""Pairs by lot: nobody twice, wishes kept, fair to who was together before."""

from itertools import combinations
from random import Random
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from drieslag.learning.support.pairing import propose

PEOPLE = [UUID(int=number) for number in range(1, 12)]
TWOS = [frozenset(two) for two in combinations(PEOPLE, 2)]


def twos_in(groups: tuple[tuple[UUID, ...], ...]) -> set[frozenset[UUID]]:
    return {frozenset(two) for group in groups for two in combinations(group, 2)}


@settings(deadline=None, max_examples=50)
@given(count=st.integers(0, 11), bars=st.integers(0, 12), seed=st.integers(0, 2**32))
def test_everybody_is_in_one_place_and_nobody_beside_whom_they_stay_apart_from(
    count: int, bars: int, seed: int
) -> None:
    chance = Random(seed)
    people, apart = set(chance.sample(PEOPLE, count)), set(chance.sample(TWOS, bars))
    earlier = {two: chance.randint(1, 4) for two in chance.sample(TWOS, bars)}
    lot = propose(people, earlier=earlier, apart=apart, seed=seed)
    assert sorted([*(one for group in lot.groups for one in group), *lot.alone]) == sorted(people)
    assert {len(group) for group in lot.groups} <= {2, 3}
    assert not twos_in(lot.groups) & apart
    assert lot == propose(sorted(people, reverse=True), earlier=earlier, apart=apart, seed=seed)


@settings(deadline=None, max_examples=50)
@given(count=st.integers(0, 11), seed=st.integers(0, 2**32))
def test_without_wishes_nobody_is_alone_and_there_is_one_three_at_most(count: int, seed: int) -> None:
    lot = propose(PEOPLE[:count], earlier={}, apart=set(), seed=seed)
    assert lot.alone == (tuple(PEOPLE[:1]) if count == 1 else ())
    assert sum(len(group) == 3 for group in lot.groups) == (count % 2 if count > 1 else 0)


def test_who_were_together_before_come_together_last() -> None:
    four = PEOPLE[:4]
    earlier = {frozenset(two): 1 for two in combinations(four, 2)}
    del earlier[frozenset(four[:2])], earlier[frozenset(four[2:])]
    for seed in range(20):
        assert twos_in(propose(four, earlier=earlier, apart=set(), seed=seed).groups) == {
            frozenset(four[:2]),
            frozenset(four[2:]),
        }


def test_other_seeds_give_other_pairs() -> None:
    assert len({propose(PEOPLE[:8], earlier={}, apart=set(), seed=seed).groups for seed in range(20)}) > 5
