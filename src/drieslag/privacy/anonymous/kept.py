"""What the anonymous part keeps about a person: that they got a token, while the round is open. Nothing else can be
found.
"""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.privacy.anonymous.models import Issue
from drieslag.privacy.register import Kept, Rows, register


def _issues(holder: UUID) -> Rows:
    rows = Issue.objects.filter(holder=holder).order_by("round__fingerprint")
    return list(rows.values("round__purpose", "round__fingerprint"))


def _erase(holder: UUID) -> int:
    return Issue.objects.filter(holder=holder).delete()[0]


def fill() -> None:
    """Put it in the register."""
    register(
        Kept(
            Issue,
            _("That you got a token for something anonymous"),
            _("To give each person one token"),
            _("The legitimate interest of the organisation"),
            _("Until the round is closed"),
            _("Nobody"),
            _issues,
            _erase,
        )
    )
