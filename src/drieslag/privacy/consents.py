"""Asking whether a works council allowed something. Until it did, it is off."""

from datetime import date

from drieslag.core import clock
from drieslag.privacy.models import Consent, ConsentScope

# Raised whenever a rule lets more people see more of one person's acts; a consent for an older version no longer
# counts.
RULES_VERSION = 1


def is_allowed(scope: ConsentScope, *, on: date | None = None) -> bool:
    """Return whether a consent for this scope, in the present version of the rules, holds on that day or today."""
    day = on or clock.today()
    consents = Consent.objects.filter(scope=scope, rules_version=RULES_VERSION, given_on__lte=day)
    return any(consent.ended_on is None or consent.ended_on > day for consent in consents)
