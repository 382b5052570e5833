"""What is there to choose for a portfolio: goals with what was done for each under it, and the rest by kind."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from drieslag.development.plans.models import Activity
from drieslag.development.portfolio.models import Item, Portfolio
from drieslag.development.sharing import things
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.things import Told
from drieslag.people.models import Person


@dataclass(frozen=True, slots=True)
class Deed:
    """An activity that can come in, and whether it was done already."""

    thing: Told
    is_done: bool


@dataclass(frozen=True, slots=True)
class GoalOffered:
    """A goal with what is not in the portfolio yet: itself, unless `is_in`, and what is done for it."""

    goal: Told
    is_in: bool
    deeds: tuple[Deed, ...]

    @property
    def has_done(self) -> bool:
        """Whether something was done for it, so that one press brings all of that in."""
        return any(deed.is_done for deed in self.deeds)


@dataclass(frozen=True, slots=True)
class Offered:
    """All that is one's own and not in the portfolio yet."""

    goals: tuple[GoalOffered, ...]
    kinds: dict[Kind, list[Told]]

    def __bool__(self) -> bool:
        return bool(self.goals or self.kinds)


def to_choose(person: Person, portfolio: Portfolio) -> Offered:
    """Return what can come in (two queries, and those of each kind)."""
    there = set(Item.objects.filter(portfolio=portfolio).exclude(object_id=None).values_list("object_id", flat=True))
    found = things.everything(person.pk)
    deeds = _deeds(person, found.pop(Kind.ACTIVITY, []))
    goals = [
        GoalOffered(goal, goal.id in there, tuple(deed for deed in deeds[goal.id] if deed.thing.id not in there))
        for goal in found.pop(Kind.GOAL, [])
    ]
    left = {kind: [one for one in rows if one.id not in there] for kind, rows in found.items()}
    return Offered(
        tuple(row for row in goals if row.deeds or not row.is_in), {kind: rows for kind, rows in left.items() if rows}
    )


def _deeds(person: Person, activities: list[Told]) -> dict[UUID, list[Deed]]:
    """Return activities by their goal, the first one first."""
    rows = Activity.objects.filter(owner=person.pk).values_list("pk", "goal_id", "done_on")
    known = {key: (goal, done_on is not None) for key, goal, done_on in rows}
    found: dict[UUID, list[Deed]] = defaultdict(list)
    for thing in reversed(activities):
        if thing.id in known:
            goal, is_done = known[thing.id]
            found[goal].append(Deed(thing, is_done))
    return found


def whole(person: Person, goal: UUID) -> list[tuple[Kind, UUID]]:
    """Return a goal of one's own with all that was done for it, in the order in which it was done (one query)."""
    done = Activity.objects.filter(owner=person.pk, goal=goal, done_on__isnull=False).order_by("done_on", "pk")
    return [(Kind.GOAL, goal), *((Kind.ACTIVITY, key) for key in done.values_list("pk", flat=True))]
