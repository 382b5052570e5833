"""Report groups that are too small join their parent (trust.md, Anonymous acts 2). Pure.

The same walk serves twice: before opening over members, which says whose key each group gets, and before closing over
answers, which says with whom each group's answers are read.

A small group that would be alone in its parent does not vanish: the parent takes in its smallest other part as well
("B and C together"). So every answer counts, and nothing that is shown gives the few away by what is left.
"""

from collections.abc import Mapping

from drieslag.kernel.disclosure import MINIMUMS

MINIMUM = MINIMUMS.mean


def merged(
    parents: Mapping[str, str | None], counts: Mapping[str, int], minimum: int = MINIMUM
) -> dict[str, str | None]:
    """Return for each group the one in which it is counted: itself, an ancestor that is large enough, or None.

    `parents` names each group's parent (None at the top); `counts` holds those in a group itself, its subgroups
    apart. What is too small moves into its parent whole. A parent that stays too small by it takes in the smallest of
    its parts that count for themselves; one that has none moves on to its own parent. None means that all in one tree
    together are too few: nothing may be asked of, or shown about, those. An empty group is counted with its parent.
    """
    walk = _Walk(parents, counts)
    for group in sorted(parents, key=lambda name: (-_depth(parents, name), name)):
        pool = walk.pool[group]
        if 0 < pool < minimum and (parts := walk.standing(group)):
            walk.move(min(parts, key=lambda part: (walk.pool[part], part)), group)
        if walk.pool[group] < minimum:
            walk.move(group, parents[group])
    return {group: walk.end(group) for group in parents}


class _Walk:
    """Where everybody is while the groups are gone through, the deepest first."""

    def __init__(self, parents: Mapping[str, str | None], counts: Mapping[str, int]) -> None:
        self.parts: dict[str, list[str]] = {group: [] for group in parents}
        for group, parent in parents.items():
            if parent is not None:
                self.parts[parent].append(group)
        self.pool = {group: counts.get(group, 0) for group in parents}
        self.goes: dict[str, str | None] = {group: group for group in parents}

    def move(self, group: str, into: str | None) -> None:
        """Put all that is in a group into another one."""
        self.goes[group] = into
        if into is not None:
            self.pool[into] += self.pool[group]
            self.pool[group] = 0

    def standing(self, group: str) -> list[str]:
        """The nearest groups below this one that count for themselves."""
        found = []
        for part in self.parts[group]:
            found += [part] if self.goes[part] == part else self.standing(part)
        return found

    def end(self, group: str) -> str | None:
        """Where a group's people came to be counted."""
        following = self.goes[group]
        return following if following in (None, group) else self.end(following)


def _depth(parents: Mapping[str, str | None], group: str) -> int:
    parent = parents[group]
    return 0 if parent is None else 1 + _depth(parents, parent)
