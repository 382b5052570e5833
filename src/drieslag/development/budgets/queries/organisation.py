"""Reading budgets over the whole organisation. Of personal budgets only sums that were made before (actions.summing),
so that no press of one day can be seen in them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from drieslag.core import clock
from drieslag.core.verdict import require
from drieslag.development.budgets.enums import OF_A_PERSON, Kind
from drieslag.development.budgets.models import Budget, PersonalSum
from drieslag.development.budgets.rules import may_see_totals, may_set_up
from drieslag.people.enums import LEARNING_ROLES
from drieslag.people.models import Membership, OrganisationRole, Person
from drieslag.people.queries import names


@dataclass(frozen=True, slots=True)
class Total:
    """What there is of a kind this year, and what was granted of it; None where too few people stand behind it."""

    kind: Kind
    budgets: int
    cents: int
    minutes: int
    used_cents: int | None
    used_minutes: int | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One budget in the adviser's list, with whose it is."""

    budget: Budget
    whose: str


def people() -> list[Person]:
    """Return everyone who learns here, by name: in a team, or with a role in learning or leading."""
    there = Membership.objects.filter(until=None, team__closed_on=None).values("person")
    held = OrganisationRole.objects.filter(role__in=LEARNING_ROLES).values("person")
    here = Person.objects.filter(left_on=None)
    return list((here.filter(pk__in=there) | here.filter(pk__in=held)).order_by("name", "pk"))


def everybody_without(kind: Kind, starts_on: date) -> list[UUID]:
    """Return who has no budget of this kind from that day on."""
    have = set(Budget.objects.filter(kind=kind, starts_on=starts_on).values_list("owner", flat=True))
    return [person.pk for person in people() if person.pk not in have]


def preview(person: Person, kind: Kind, starts_on: date) -> tuple[int, int]:
    """Return how many would get a budget, and how many have one from that day on already. Raises Refused."""
    require(may_set_up(person))
    fresh = len(everybody_without(kind, starts_on))
    return fresh, len(people()) - fresh


def list_budgets(person: Person) -> list[PersonRow]:
    """Return all budgets that are not past, for who sets them up: by kind and whose it is. Raises Refused."""
    require(may_set_up(person))
    rows = list(Budget.objects.filter(ends_on__gte=clock.today()).select_related("team"))
    known = names({row.owner for row in rows if row.owner})
    order = list(Kind)
    found = [PersonRow(row, whose_of(row, known)) for row in rows]
    return sorted(found, key=lambda one: (order.index(Kind(one.budget.kind)), one.whose, one.budget.starts_on))


def whose_of(budget: Budget, known: dict[UUID, str]) -> str:
    """Return whose a budget is, in words; a domain under its own name."""
    if budget.team is not None:
        return budget.team.name
    who = known.get(budget.owner, "") if budget.owner else ""
    return f"{budget.name} · {who}" if budget.kind == Kind.DOMAIN and who else budget.name or who


def totals(person: Person) -> list[Total]:
    """Return the sums of each kind of what runs today (two queries beside the rule). Raises Refused."""
    require(may_see_totals(person))
    rows = running()
    sums = {(one.kind, one.since): one for one in PersonalSum.objects.all()}
    found = [_total(kind, [row for row in rows if row.kind == kind], sums) for kind in Kind]
    return [one for one in found if one is not None]


def running() -> list[Budget]:
    """Return the budgets that run today (one query)."""
    today = clock.today()
    return list(Budget.objects.filter(starts_on__lte=today, ends_on__gte=today))


def since(rows: Iterable[Budget]) -> date:
    """Return the first day of the earliest of these: what tells the sums of one year from those of the next."""
    return min(row.starts_on for row in rows)


def _total(kind: Kind, rows: list[Budget], sums: Mapping[tuple[str, date], PersonalSum]) -> Total | None:
    if not rows:
        return None
    cents, minutes = sum(row.cents for row in rows), sum(row.minutes for row in rows)
    if kind not in OF_A_PERSON:
        used = sum(row.committed_cents for row in rows), sum(row.committed_minutes for row in rows)
        return Total(kind, len(rows), cents, minutes, *used)
    frozen = sums.get((kind, since(rows)))
    if frozen is None:
        return Total(kind, len(rows), cents, minutes, None, None)
    return Total(kind, len(rows), cents, minutes, frozen.cents, frozen.minutes)
