"""Making the sums of personal budgets that directors read: as of the first of a month, from five people on, and only
anew when three people more or fewer stand behind them. Two sums a month apart would else tell what one person got.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from drieslag.core import clock, tenancy
from drieslag.development.budgets.enums import OF_A_PERSON, Kind, State
from drieslag.development.budgets.models import HELD, Budget, PersonalSum, Request
from drieslag.development.budgets.queries.organisation import running, since
from drieslag.kernel.disclosure import MINIMUMS

type Amounts = tuple[int, int]  # cents and minutes


def sum_up() -> int:
    """Make the sums of this month, for the organisation of the transaction. Returns how many were made anew."""
    with transaction.atomic():
        rows = [row for row in running() if row.kind in OF_A_PERSON]
        first = clock.today().replace(day=1)
        held = _before(first, [row.pk for row in rows])
        return sum(
            _sum_up(kind, [row for row in rows if row.kind == kind], held, first) for kind in sorted(OF_A_PERSON)
        )


def _before(first: date, budgets: Iterable[UUID]) -> Mapping[UUID, Amounts]:
    """Return what each of these held when the month began, as far as it is held still."""
    found: dict[UUID, Amounts] = {}
    rows = Request.objects.filter(budget__in=list(budgets), state__in=HELD, decided_on__lt=first)
    for row in rows.defer("what", "reason"):
        later = row.state == State.SPENT and row.spent_on is not None and row.spent_on >= first
        cents, minutes = (row.granted_cents or 0, row.granted_minutes or 0) if later else row.held
        if cents or minutes:
            was = found.get(row.budget_id, (0, 0))
            found[row.budget_id] = (was[0] + cents, was[1] + minutes)
    return found


def _sum_up(kind: Kind, rows: list[Budget], held: Mapping[UUID, Amounts], first: date) -> int:
    by_person: dict[UUID, list[Amounts]] = defaultdict(list)
    for row in rows:
        if row.pk in held:
            by_person[row.owner or row.pk].append(held[row.pk])
    people = len(by_person)
    if people < MINIMUMS.private_acts:
        return 0
    begins = since(rows)
    there = PersonalSum.objects.filter(kind=kind, since=begins).first()
    if there is not None and (there.on == first or abs(people - there.people) < MINIMUMS.changed_members):
        return 0
    PersonalSum.objects.filter(kind=kind).delete()
    amounts = [one for each in by_person.values() for one in each]
    PersonalSum.objects.create(
        organisation_id=tenancy.entered(), kind=kind, since=begins, on=first, people=people,
        cents=sum(cents for cents, _minutes in amounts), minutes=sum(minutes for _cents, minutes in amounts),
    )  # fmt: skip
    return 1
