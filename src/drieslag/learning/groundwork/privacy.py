"""What is kept here about a person. What somebody wrote is the team's: erasing takes the name away."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.learning.groundwork.models import Change, FoundRoom, Goal
from drieslag.privacy.register import Kept, Rows, register


def _rooms(key: UUID) -> Rows:
    rows = FoundRoom.objects.filter(by=key).order_by("noted_at")
    return [{"title": r.title, "thought": r.thought, "found": r.found, "rule": r.rule, "at": r.noted_at} for r in rows]


def _changes(key: UUID) -> Rows:
    rows = Change.objects.filter(by=key).order_by("begun_at")
    return [{"title": row.title, "why": row.why, "from": row.begun_at, "state": row.state} for row in rows]


def _goals(key: UUID) -> Rows:
    rows = Goal.objects.filter(by=key).order_by("begun_at")
    return [{"text": row.text, "percent": row.percent, "until": row.due_on} for row in rows]


def fill() -> None:
    """Put these kinds of rows in the register."""
    purpose, basis = _("To learn together from the work"), _("The work that was agreed on")
    retention = _("As long as the team keeps it")
    register(
        Kept(
            FoundRoom, _("Room that you found and wrote down"), purpose, basis, retention,
            _("Your organisation"), _rooms,
            lambda key: FoundRoom.objects.filter(by=key).update(by=None),
        )
    )  # fmt: skip
    register(
        Kept(
            Change, _("Changes that you began with your team"), purpose, basis, retention, _("Your team"), _changes,
            lambda key: Change.objects.filter(by=key).update(by=None),
        )
    )  # fmt: skip
    register(
        Kept(
            Goal, _("Goals that you set with your team"), purpose, basis, retention, _("Your team"), _goals,
            lambda key: Goal.objects.filter(by=key).update(by=None),
        )
    )  # fmt: skip
