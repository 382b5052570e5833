"""Report groups that are too small join their parent (trust.md, Anonymous acts 2). Pure.

The same walk serves twice: before opening over members, which says whose key each group gets, and before closing over
answers, which says with whom each group's answers are read.
"""

from collections.abc import Mapping

from drieslag.kernel.disclosure import MINIMUMS

MINIMUM = MINIMUMS.mean


def merged(
    parents: Mapping[str, str | None], counts: Mapping[str, int], minimum: int = MINIMUM
) -> dict[str, str | None]:
    """Return for each group the one in which it is counted: itself, the nearest ancestor large enough, or None.

    `parents` names each group's parent (None at the top); `counts` holds those in a group itself, its subgroups
    apart. What is too small moves into its parent whole, so a parent may become large enough by it. None means that
    even the top stays too small: nothing may be asked of, or shown about, those.
    """
    pool = {group: counts.get(group, 0) for group in parents}
    goes: dict[str, str | None] = {group: group for group in parents}
    for group in sorted(parents, key=lambda name: (-_depth(parents, name), name)):
        if pool[group] < minimum:
            goes[group] = parent = parents[group]
            if parent is not None:
                pool[parent] += pool[group]
    return {group: _end(goes, group) for group in parents}


def _depth(parents: Mapping[str, str | None], group: str) -> int:
    parent = parents[group]
    return 0 if parent is None else 1 + _depth(parents, parent)


def _end(goes: Mapping[str, str | None], group: str) -> str | None:
    following = goes[group]
    return following if following in (None, group) else _end(goes, following)
