"""Deciding about what is asked: by one who may, or by two others of the team together."""

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import Refused, require
from drieslag.development.budgets.actions.holding import amounts, hold, locked
from drieslag.development.budgets.enums import Kind, State
from drieslag.development.budgets.models import REASON_MAX, Request, Voice
from drieslag.development.budgets.rules import may_decide, may_raise, voices_needed
from drieslag.learning.threads.actions.writing import within
from drieslag.people.models import Membership, Person


def decide(*, by: Person, request: Request, agrees: bool, reason: str = "") -> Request:
    """Grant or refuse; refusing takes a reason. In a team this is one voice: two others decide together.

    Granting what is no longer there is refused, and the request stays as it was. The same decision again changes
    nothing.
    """
    words = within(reason, REASON_MAX, needed=False)
    state = State.GRANTED if agrees else State.REFUSED
    with transaction.atomic():
        now = locked(request)
        if now.state == state and now.decider == by.pk:
            return now
        require(may_decide(by, now, state))
        if not agrees and not words:
            raise Refused(_("Say why, in a sentence."))
        needed = voices_needed(now)
        if now.budget.kind == Kind.TEAM and needed and _say(now, by, agrees=agrees) < needed:
            if words:
                now.reason = words
                now.save(update_fields=["reason"])
            return now
        _settle(now, by, state, words or now.reason)
    return now


def raise_grant(*, by: Person, request: Request, cents: int, minutes: int = 0) -> Request:
    """Grant more than before, where it costs more. Raises Refused when that is not there."""
    amounts(cents, minutes)
    with transaction.atomic():
        now = locked(request)
        require(may_raise(by, now))
        was_cents, was_minutes = now.held
        if cents < was_cents or minutes < was_minutes:
            raise Refused(_("This is less than was granted. Say what it cost instead."))
        hold(now.budget, cents - was_cents, minutes - was_minutes)
        now.granted_cents, now.granted_minutes, now.decider = cents, minutes, by.pk
        now.save(update_fields=["granted_cents", "granted_minutes", "decider"])
    return now


def _say(request: Request, by: Person, *, agrees: bool) -> int:
    """Write down one voice, and return how many say the same who are in the team now."""
    Voice.objects.update_or_create(
        organisation_id=request.organisation_id, request=request, person=by.pk, defaults={"agrees": agrees}
    )
    there = Membership.objects.filter(team=request.budget.team_id, until=None).values("person")
    return Voice.objects.filter(request=request, agrees=agrees, person__in=there).count()


def _settle(request: Request, by: Person, state: State, reason: str) -> None:
    fields = ["state", "reason", "decider", "decided_on"]
    if state is State.GRANTED:
        hold(request.budget, request.cents, request.minutes)
        request.granted_cents, request.granted_minutes = request.cents, request.minutes
        fields += ["granted_cents", "granted_minutes"]
    request.state, request.reason, request.decider, request.decided_on = state, reason, by.pk, clock.today()
    request.save(update_fields=fields)
