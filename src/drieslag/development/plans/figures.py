"""About how many people a theme is alive for, so that nothing of one person follows: from five people, beside the rest
of the whole, beside those for whom it is not, and beside what was shown a quarter ago.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from drieslag.kernel.disclosure import MINIMUMS, SMALL_CLASS, Minimums, publishable

WHOLE = "whole"
ROUNDED_TO = 5

MONTHS = 3

type Where = UUID | None  # a team, or who is in none


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was said of the same a quarter ago, and of how many people that was made."""

    about: int
    people: int


@dataclass(frozen=True, slots=True)
class Figure:
    """What may be said of the whole (no team) or a team."""

    team: UUID | None
    about: int
    people: int


def figures_of(
    counts: Mapping[Where, int],
    sizes: Mapping[Where, int],
    earlier: Mapping[UUID | None, Earlier],
    *,
    minimums: Minimums = MINIMUMS,
) -> list[Figure]:
    """Return what may be said of one theme: the whole first, then teams.

    `counts` are the people of each team that it is alive for and `sizes` all its people; everybody counts in one team.
    `earlier` is what stands in the quarter before, by team, None for the whole.
    """
    whole = sum(counts.values())
    teams = {
        team: count
        for team, count in counts.items()
        if team is not None and sizes[team] >= minimums.team_habit and _enough(count, sizes[team], minimums)
    }
    cells = {str(team): count for team, count in teams.items()}
    unions: dict[str, list[str]] = {}
    if _enough(whole, sum(sizes.values()), minimums):
        unions[WHOLE] = [*cells, ""]
    unions |= {name: [name] for name in cells}
    cells[""] = whole - sum(teams.values())  # everybody of whom nothing is said apart
    shown = beside_earlier(cells, unions, {WHOLE if team is None else str(team) for team in earlier}, minimums)
    people: dict[UUID | None, int] = ({None: whole} if WHOLE in shown else {}) | {
        team: count for team, count in teams.items() if str(team) in shown
    }
    return [said(team, count, earlier.get(team), minimums) for team, count in people.items()]


def _enough(count: int, size: int, minimums: Minimums) -> bool:
    """Enough people, and also more than one or two for whom it is not alive: else it would be told of each by name."""
    return count >= minimums.private_acts and size - count > SMALL_CLASS


def beside_earlier(
    cells: Mapping[str, int], unions: Mapping[str, list[str]], before: AbstractSet[str], minimums: Minimums
) -> frozenset[str]:
    """Return which figures can be shown beside each other, and beside those of a quarter ago as if these were of now:
    between two quarters hardly anybody begins or stops.
    """
    least = max(minimums.private_acts, minimums.complement)
    beside = publishable(cells, unions, minimum=least, published=before & unions.keys())
    return publishable(cells, {name: union for name, union in unions.items() if name in beside}, minimum=least)


def said(team: UUID | None, people: int, earlier: Earlier | None, minimums: Minimums = MINIMUMS) -> Figure:
    """Return the number in fives. It stays as it was while fewer than three people differ, so that no colleague's goal
    follows from two quarters.
    """
    if earlier is not None and abs(people - earlier.people) < minimums.changed_members:
        return Figure(team, earlier.about, earlier.people)
    return Figure(team, rounded(people), people)


def rounded(people: int) -> int:
    """Return a number in fives, five at least."""
    return max(ROUNDED_TO, ROUNDED_TO * ((people + ROUNDED_TO // 2) // ROUNDED_TO))


def quarter_of(day: date) -> date:
    """Return the first day of its quarter."""
    return day.replace(month=(day.month - 1) // MONTHS * MONTHS + 1, day=1)
