"""Asking something of a budget, changing that, withdrawing it."""

from uuid import UUID

from django.db import transaction

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import Refused, require
from drieslag.development.budgets.actions.holding import amounts, locked, locked_budget, too_much
from drieslag.development.budgets.enums import Purpose, State
from drieslag.development.budgets.models import WHAT_MAX, Budget, Request
from drieslag.development.budgets.rules import may_ask, may_change_request, may_move
from drieslag.development.plans.queries import get_goal
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.people.models import Person


def ask(
    *,
    by: Person,
    budget: Budget,
    what: str,
    purpose: Purpose,
    cents: int,
    minutes: int = 0,
    goal_id: UUID | None = None,
    key: UUID | None = None,
) -> Request:
    """Ask for an amount, hours or both. More than is left is refused at once. The same key again returns it."""
    words = within(what, WHAT_MAX)
    amounts(cents, minutes)
    with transaction.atomic():
        if known := earlier(Request, key, budget_id=budget.pk, asker=by.pk):
            return known
        now = locked_budget(budget)
        require(may_ask(by, now))
        _is_there(now, cents, minutes)
        return Request.objects.create(
            id=key or new_id(),
            organisation_id=now.organisation_id,
            budget=now,
            asker=by.pk,
            what=words,
            goal_id=get_goal(by, goal_id).pk if goal_id else None,
            purpose=purpose,
            cents=cents,
            minutes=minutes,
            asked_on=clock.today(),
        )


def change_request(
    *, by: Person, request: Request, what: str, purpose: Purpose, cents: int, minutes: int = 0
) -> Request:
    """Change what is asked, until it is decided. What others said of it before counts no more."""
    words = within(what, WHAT_MAX)
    amounts(cents, minutes)
    with transaction.atomic():
        now = locked(request)
        require(may_change_request(by, now))
        _is_there(now.budget, cents, minutes)
        now.what, now.purpose, now.cents, now.minutes = words, purpose, cents, minutes
        now.save(update_fields=["what", "purpose", "cents", "minutes"])
        now.voices.all().delete()
    return now


def withdraw(*, by: Person, request: Request) -> Request:
    """Ask it no longer. Can be asked again. Twice changes nothing."""
    with transaction.atomic():
        now = locked(request)
        if now.state == State.WITHDRAWN and now.asker == by.pk:
            return now
        require(may_move(by, now, State.WITHDRAWN))
        now.state = State.WITHDRAWN
        now.save(update_fields=["state"])
        now.voices.all().delete()
    return now


def ask_again(*, by: Person, request: Request) -> Request:
    """Ask once more what was withdrawn or given back, or as who decides look again at what was refused."""
    with transaction.atomic():
        now = locked(request)
        if now.state == State.ASKED:
            return now
        require(may_move(by, now, State.ASKED))
        now.state, now.reason, now.decider, now.decided_on = State.ASKED, "", None, None
        now.save(update_fields=["state", "reason", "decider", "decided_on"])
    return now


def _is_there(budget: Budget, cents: int, minutes: int) -> None:
    if cents > budget.cents_left or minutes > budget.minutes_left:
        raise Refused(too_much(budget))
