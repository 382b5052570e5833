"""What badges keep about a person. A badge file that its owner carries along stays good after the row is gone."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.development.badges import actions
from drieslag.development.badges.models import Badge
from drieslag.privacy.register import Kept, Rows, register


def _badges(key: UUID) -> Rows:
    rows = Badge.objects.filter(owner=key).order_by("issued_on", "pk")
    return [
        {
            "title": row.title, "name": row.name, "issued_on": row.issued_on, "valid_until": row.valid_until,
            "ended_on": row.ended_on, "ended_by": row.ended_by, "reason": row.reason, "credential": row.credential,
        }
        for row in rows
    ]  # fmt: skip


def _erase(key: UUID) -> int:
    return actions.remove(list(Badge.objects.filter(owner=key)))


def fill() -> None:
    """Put it in the register."""
    register(
        Kept(
            Badge, _("Your badges"), _("To show elsewhere what you declared here"),
            _("What you chose yourself"), _("Until you erase it or leave; the file is yours"), _("Only you"), _badges,
            _erase,
        )
    )  # fmt: skip
