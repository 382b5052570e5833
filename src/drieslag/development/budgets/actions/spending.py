"""What it cost in the end, and giving back what is not needed."""

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import Refused, require
from drieslag.development.budgets.actions.holding import amounts, hold, locked
from drieslag.development.budgets.enums import State
from drieslag.development.budgets.models import Request
from drieslag.development.budgets.rules import may_move, may_undo
from drieslag.kernel.money import euros
from drieslag.people.models import Person


def spend(*, by: Person, request: Request, cents: int, minutes: int = 0) -> Request:
    """Say what it cost. What was granted and not needed is in the budget again; more than was granted is refused."""
    amounts(cents, minutes, needed=False)
    with transaction.atomic():
        now = locked(request)
        if now.state == State.SPENT and now.held == (cents, minutes):
            return now
        require(may_move(by, now, State.SPENT))
        was_cents, was_minutes = now.held
        if cents > was_cents or minutes > was_minutes:
            raise Refused(
                _("%(granted)s was granted. Did it cost more? Ask who decided to grant more first.")
                % {"granted": euros(was_cents)}
            )
        hold(now.budget, cents - was_cents, minutes - was_minutes)
        now.state, now.spent_on = State.SPENT, clock.today()
        now.spent_cents, now.spent_minutes = cents, minutes
        now.save(update_fields=["state", "spent_on", "spent_cents", "spent_minutes"])
    return now


def undo_spending(*, by: Person, request: Request) -> Request:
    """Put it back to granted. Raises Refused when what was left over is granted to something else by now."""
    with transaction.atomic():
        now = locked(request)
        if now.state == State.GRANTED:
            return now
        require(may_undo(by, now))
        was_cents, was_minutes = now.held
        hold(now.budget, (now.granted_cents or 0) - was_cents, (now.granted_minutes or 0) - was_minutes)
        now.state, now.spent_on, now.spent_cents, now.spent_minutes = State.GRANTED, None, None, None
        now.save(update_fields=["state", "spent_on", "spent_cents", "spent_minutes"])
    return now


def take_back(*, by: Person, request: Request) -> Request:
    """Give back what was granted and is not needed. It can be asked again. Twice changes nothing."""
    with transaction.atomic():
        now = locked(request)
        if now.state == State.TAKEN_BACK:
            return now
        require(may_move(by, now, State.TAKEN_BACK))
        cents, minutes = now.held
        hold(now.budget, -cents, -minutes)
        now.state, now.granted_cents, now.granted_minutes = State.TAKEN_BACK, None, None
        now.save(update_fields=["state", "granted_cents", "granted_minutes"])
        now.voices.all().delete()
    return now
