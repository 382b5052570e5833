"""What budgets keep about a person. When somebody is erased, amounts and days stay for the books, without words and
without a name.
"""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.development.budgets.enums import State
from drieslag.development.budgets.models import Budget, Request, Voice
from drieslag.privacy.register import Kept, Rows, register


def _budgets(key: UUID) -> Rows:
    rows = Budget.objects.filter(owner=key).order_by("starts_on", "pk")
    return [
        {
            "kind": r.kind, "name": r.name, "from": r.starts_on, "until": r.ends_on, "cents": r.cents,
            "minutes": r.minutes, "cents_left": r.cents_left, "minutes_left": r.minutes_left,
        }
        for r in rows
    ]  # fmt: skip


def _requests(key: UUID) -> Rows:
    rows = Request.objects.filter(asker=key).order_by("asked_on", "pk")
    return [
        {
            "what": r.what, "for": r.purpose, "state": r.state, "on": r.asked_on, "cents": r.cents,
            "minutes": r.minutes, "spent_cents": r.spent_cents, "spent_minutes": r.spent_minutes, "reason": r.reason,
        }
        for r in rows
    ]  # fmt: skip


def _voices(key: UUID) -> Rows:
    return [{"agrees": row.agrees} for row in Voice.objects.filter(person=key)]


def _erase_requests(key: UUID) -> int:
    """Empty the words, row by row for they are encrypted, and let the amounts stand without a name. What still waits
    for a decision is asked no longer: nobody is there to get it.
    """
    own = list(Request.objects.filter(asker=key))
    for row in own:
        row.asker, row.what, row.reason, row.goal_id = None, "", "", None
        if row.state == State.ASKED:
            row.state = State.WITHDRAWN
            row.voices.all().delete()
        row.save(update_fields=["asker", "what", "reason", "goal_id", "state"])
    return len(own) + Request.objects.filter(decider=key).update(decider=None)


def _erase_budgets(key: UUID) -> int:
    return Budget.objects.filter(owner=key).update(owner=None)


def fill() -> None:
    """Put these kinds of rows in the register."""
    purpose, basis = _("To give money and time for learning"), _("The work that was agreed on, and keeping books")
    books = _("Seven years: amounts and days. Your name and your words go when you are erased")
    register(
        Kept(
            Budget, _("Your budgets for learning"), purpose, basis, books, _("You and a learning adviser"),
            _budgets, _erase_budgets,
        )
    )  # fmt: skip
    register(
        Kept(
            Request, _("What you asked of a budget"), purpose, basis, books, _("You and who decides about it"),
            _requests, _erase_requests,
        )
    )  # fmt: skip
    register(
        Kept(
            Voice, _("What you said of a request of your team"), purpose, basis, _("As long as the request is kept"),
            _("Your team"), _voices, lambda key: Voice.objects.filter(person=key).delete()[0],
        )
    )  # fmt: skip
