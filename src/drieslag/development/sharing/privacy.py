"""What sharing keeps about a person."""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from drieslag.development.sharing.models import Share
from drieslag.privacy.register import Kept, Rows, register


def _shares(key: UUID) -> Rows:
    rows = Share.objects.filter(Q(owner=key) | Q(person=key)).order_by("shared_on", "pk")
    return [{"kind": row.kind, "on": row.shared_on, "with_you": row.person == key} for row in rows]


def fill() -> None:
    """Put it in the register."""
    register(
        Kept(
            Share, _("What you share with colleagues, and they with you"), _("To learn from each other"),
            _("What you chose yourself"), _("Until it is withdrawn"), _("You and the other"), _shares,
            lambda key: Share.objects.filter(Q(owner=key) | Q(person=key)).delete()[0],
        )
    )  # fmt: skip
