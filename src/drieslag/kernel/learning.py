"""How somebody learned over a time, counted from moments: a picture for that person, with nothing to come up to.

A moment is counted once, however often it was written down. Hours are not known here, so only moments are counted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from drieslag.kernel.framework_lines import by_way
from drieslag.kernel.framework_parts import Way

# A rule of thumb of the trade, as parts of ten. Nobody has shown that these are the best ones.
RULE_OF_THUMB: Mapping[Way, int] = MappingProxyType({Way.DOING: 7, Way.TOGETHER: 2, Way.FORMAL: 1})


@dataclass(frozen=True)
class Moment:
    """Something from which one learned. Two with the same `of` are one, told from two sides; without it each is one."""

    way: Way
    on: date
    joint: bool = False
    of: str = ""


@dataclass(frozen=True)
class OwnMix:
    """How many moments there were of each way, and how many of all with others there and by oneself."""

    ways: Mapping[Way, int]
    joint: int
    alone: int

    @property
    def total(self) -> int:
        """How many moments there were."""
        return self.joint + self.alone


def own_mix(moments: Iterable[Moment], since: date, until: date) -> OwnMix:
    """Return the mix of the moments from `since` up to and including `until`. Of two that are one the way of the first
    holds, for its owner chose that, and it is joint as soon as one of them is.
    """
    found: dict[str, Moment] = {}
    joint: set[str] = set()
    for number, moment in enumerate(moments):
        if since <= moment.on <= until:
            key = moment.of or f"\n{number}"
            found.setdefault(key, moment)
            if moment.joint:
                joint.add(key)
    return OwnMix(by_way(moment.way for moment in found.values()), len(joint), len(found) - len(joint))
