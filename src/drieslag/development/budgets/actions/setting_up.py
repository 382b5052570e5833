"""Setting budgets up: one, or the same for everybody at once."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from drieslag.core.ids import new_id
from drieslag.core.verdict import Refused, require
from drieslag.development.budgets.actions.holding import amounts, locked_budget
from drieslag.development.budgets.enums import OF_A_PERSON, Kind
from drieslag.development.budgets.models import NAME_MAX, Budget
from drieslag.development.budgets.queries.organisation import everybody_without
from drieslag.development.budgets.rules import may_set_up
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.people.models import Person, Team

LONGEST = timedelta(days=6 * 366)


def set_up(
    *,
    by: Person,
    kind: Kind,
    starts_on: date,
    ends_on: date,
    cents: int,
    minutes: int = 0,
    owner: Person | None = None,
    team: Team | None = None,
    name: str = "",
    key: UUID | None = None,
) -> Budget:
    """Set one budget up: of a person, a team, or who holds a domain. One for each person or team and beginning."""
    words = within(name, NAME_MAX, needed=kind is Kind.DOMAIN)
    amounts(cents, minutes)
    _period(starts_on, ends_on)
    if (team is None) is (kind is Kind.TEAM) or (owner is None) is (kind is not Kind.TEAM):
        raise Refused(_("Say whose budget it is."))
    with transaction.atomic():
        require(may_set_up(by))
        whose = {"kind": kind, "owner": owner.pk if owner else None, "team_id": team.pk if team else None}
        known = earlier(Budget, key)
        if known and _is(known, {**whose, "starts_on": starts_on}):
            return known
        try:
            with transaction.atomic():
                return Budget.objects.create(
                    id=new_id() if known else key or new_id(),
                    organisation_id=by.organisation_id,
                    **whose,
                    name=words,
                    starts_on=starts_on,
                    ends_on=ends_on,
                    cents=cents,
                    minutes=minutes,
                )
        except IntegrityError as error:
            raise Refused(_("There is such a budget from that day on already. Change that one.")) from error


def set_up_for_all(
    *, by: Person, kind: Kind, starts_on: date, ends_on: date, cents: int, minutes: int = 0
) -> int:  # fmt: skip
    """Give every colleague such a budget. Who has one from that day on keeps it as it is, so that pressing twice gives
    nobody two. Returns how many were made.
    """
    if kind not in OF_A_PERSON:
        raise Refused(_("Only a budget of a person is set up for everybody at once."))
    amounts(cents, minutes)
    _period(starts_on, ends_on)
    with transaction.atomic():
        require(may_set_up(by))
        fresh = [
            Budget(
                organisation_id=by.organisation_id,
                kind=kind,
                owner=person,
                starts_on=starts_on,
                ends_on=ends_on,
                cents=cents,
                minutes=minutes,
            )
            for person in everybody_without(kind, starts_on)
        ]
        before = Budget.objects.filter(kind=kind, starts_on=starts_on).count()
        Budget.objects.bulk_create(fresh, ignore_conflicts=True)
        return Budget.objects.filter(kind=kind, starts_on=starts_on).count() - before


def change_budget(*, by: Person, budget: Budget, cents: int, minutes: int = 0) -> Budget:
    """Make a budget larger or smaller, never smaller than what was granted of it."""
    amounts(cents, minutes, needed=False)
    with transaction.atomic():
        now = locked_budget(budget)
        require(may_set_up(by))
        if cents < now.committed_cents or minutes < now.committed_minutes:
            raise Refused(_("More than that was granted already. Choose a larger amount."))
        now.cents, now.minutes = cents, minutes
        now.save(update_fields=["cents", "minutes"])
    return now


def _is(budget: Budget, said: Mapping[str, object]) -> bool:
    return all(getattr(budget, column) == value for column, value in said.items())


def _period(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Refused(_("The last day lies after the first."))
    if ends_on - starts_on > LONGEST:
        raise Refused(_("A budget lasts six years at most."))
