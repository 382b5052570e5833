"""Reading consents."""

from uuid import UUID

from drieslag.core.verdict import NotFound
from drieslag.privacy.consents import RULES_VERSION
from drieslag.privacy.models import Consent, ConsentScope


def list_consents() -> list[Consent]:
    """Return all consents, newest first."""
    return list(Consent.objects.order_by("-given_on", "-pk"))


def get_consent(key: UUID) -> Consent:
    """Return a consent. Raises NotFound."""
    found = Consent.objects.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def allowed_scopes() -> frozenset[ConsentScope]:
    """Return what a consent allows that has not ended, for the present version of the rules."""
    found = Consent.objects.filter(ended_on=None, rules_version=RULES_VERSION).values_list("scope", flat=True)
    return frozenset(ConsentScope(scope) for scope in found)
