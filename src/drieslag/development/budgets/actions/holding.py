"""What all writers share: locks in one order, and moving what a budget holds. The budget's row is locked first, so that
two who spend at once come one after the other, and the second is told what is left.
"""

from django.utils.translation import gettext as _

from drieslag.core.verdict import Refused
from drieslag.development.budgets.models import Budget, Request
from drieslag.kernel.money import MOST_CENTS, MOST_MINUTES, euros, hours


def locked_budget(budget: Budget) -> Budget:
    """Return the budget as it is now, locked until the transaction ends."""
    return Budget.objects.select_for_update(of=("self",)).select_related("team").get(pk=budget.pk)


def locked(request: Request) -> Request:
    """Return the request as it is now with its budget, both locked, the budget first."""
    budget = locked_budget(Budget(pk=request.budget_id))
    now = Request.objects.select_for_update().get(pk=request.pk)
    now.budget = budget
    return now


def hold(budget: Budget, cents: int, minutes: int) -> None:
    """Let a locked budget hold so much more, or less. Raises Refused, with what is left, when that is not there."""
    if cents > budget.cents_left or minutes > budget.minutes_left:
        raise Refused(too_much(budget))
    budget.committed_cents += cents
    budget.committed_minutes += minutes
    budget.save(update_fields=["committed_cents", "committed_minutes"])


def too_much(budget: Budget) -> str:
    """Say what is left, where more was wanted."""
    if not budget.minutes:
        return _("There is %(left)s left in this budget. That is not enough.") % {"left": euros(budget.cents_left)}
    return _("There is %(left)s and %(hours)s hours left in this budget. That is not enough.") % {
        "left": euros(budget.cents_left),
        "hours": hours(budget.minutes_left),
    }


def amounts(cents: int, minutes: int, *, needed: bool = True) -> None:
    """Raise Refused for what is no amount."""
    if not (0 <= cents <= MOST_CENTS and 0 <= minutes <= MOST_MINUTES):
        raise Refused(_("Write an amount like this: 1.250,50."))
    if needed and not (cents or minutes):
        raise Refused(_("Write an amount, or hours."))
