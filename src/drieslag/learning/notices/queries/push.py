"""Reading what a page needs to ask for messages on a device."""

import base64

from drieslag.learning.notices import vapid
from drieslag.learning.notices.models import PushDevice
from drieslag.people.models import Person


def count_devices(person: Person) -> int:
    """Return on how many devices somebody wants messages (one query)."""
    return PushDevice.objects.filter(person=person).count()


def push_key() -> str:
    """Return the key by which a browser knows us, in the letters that addresses have."""
    return base64.urlsafe_b64encode(vapid.public_point()).decode().rstrip("=")
