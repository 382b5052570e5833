"""What a rhythm keeps about a person: only that one sees to it that something goes on."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.learning.rhythm.models import Agreement
from drieslag.privacy.register import Kept, Rows, register


def _held(key: UUID) -> Rows:
    rows = Agreement.objects.filter(holder=key).order_by("agreed_at")
    return [{"what": row.title, "minutes": row.minutes, "from": row.starts_on} for row in rows]


def fill() -> None:
    """Put these kinds of rows in the register."""
    register(
        Kept(
            Agreement, _("What you see to in the rhythm of your team"), _("To learn together from the work"),
            _("The work that was agreed on"), _("As long as you see to it"), _("Your team"), _held,
            lambda key: Agreement.objects.filter(holder=key).update(holder=None),
        )
    )  # fmt: skip
