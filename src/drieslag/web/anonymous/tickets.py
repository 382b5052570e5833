"""The shield's ticket for anonymous pages: it says that a page of ours asks, and nothing about whose.

All who look at one box in the same hour get the same ticket, so that it cannot be told whose page sent it.
"""

from uuid import UUID

from django.core import signing

from drieslag.core import clock

HOURS = 12
SECONDS = 3600
_signer = signing.Signer(salt="drieslag.web.anonymous.shield")


def _hour() -> int:
    return int(clock.now().timestamp()) // SECONDS


def make(box: UUID) -> str:
    """Return the ticket of a page with this box, good for half a day."""
    return _signer.sign(f"{box}/{_hour()}")


def is_good(ticket: str) -> bool:
    """Say whether the ticket is ours and still young."""
    try:
        _, hour = _signer.unsign(ticket).split("/")
    except signing.BadSignature:
        return False
    return _hour() - HOURS < int(hour) <= _hour()
