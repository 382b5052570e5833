"""Who could be whose buddy: by lot, and fair. Pure: the seed is an argument, so that the same lot gives the same pairs.

Fair means: as few as possible stay without, then whoever were together least come together first, then as few threes
as possible. Wishes are never broken: who does not want a pair is not among `people`, and `apart` never sit together.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random
from uuid import UUID

TRIES = 60
PAIR = 2
LARGEST = 3

type Group = tuple[UUID, ...]
type Two = frozenset[UUID]


@dataclass(frozen=True)
class Lot:
    """What one drawing came to."""

    groups: tuple[Group, ...]
    alone: tuple[UUID, ...]


def propose(people: Collection[UUID], *, earlier: Mapping[Two, int], apart: Collection[Two], seed: int) -> Lot:
    """Return the fairest of a number of drawings. The order in which `people` come does not matter."""
    lot = Random(seed)  # noqa: S311 — a fair lot, no secret
    fixed = sorted(set(people))
    barred = frozenset(apart)

    def cost(found: Lot) -> tuple[int, int, int]:
        twos = [frozenset(two) for group in found.groups for two in combinations(group, 2)]
        return len(found.alone), sum(earlier.get(two, 0) for two in twos), sum(len(g) > PAIR for g in found.groups)

    return min((_draw(lot.sample(fixed, len(fixed)), earlier, barred) for _ in range(TRIES)), key=cost)


def _draw(order: Sequence[UUID], earlier: Mapping[Two, int], apart: frozenset[Two]) -> Lot:
    """Let each in turn choose whom they were with least; whoever is left over joins two others."""
    left, groups, over = list(order), [], []

    def fits(one: UUID, others: Sequence[UUID]) -> bool:
        return all(frozenset((one, other)) not in apart for other in others)

    # Who has the fewest possible buddies chooses first, or would be left over for no reason.
    left.sort(key=lambda one: sum(fits(one, [other]) for other in order if other != one))
    while left:
        one = left.pop(0)
        free = [other for other in left if fits(one, [other])]
        if not free:
            over.append(one)
            continue
        other = min(free, key=lambda each: earlier.get(frozenset((one, each)), 0))
        left.remove(other)
        groups.append([one, other])
    alone = [one for one in over if not _join(one, groups, fits, earlier)]
    return Lot(tuple(tuple(sorted(group)) for group in groups), tuple(sorted(alone)))


def _join(
    one: UUID,
    groups: list[list[UUID]],
    fits: Callable[[UUID, Sequence[UUID]], bool],
    earlier: Mapping[Two, int],
) -> bool:
    open_ = [group for group in groups if len(group) < LARGEST and fits(one, group)]
    if not open_:
        return False
    min(open_, key=lambda group: sum(earlier.get(frozenset((one, each)), 0) for each in group)).append(one)
    return True
