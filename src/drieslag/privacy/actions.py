"""Writing down what a works council allowed."""

from datetime import date
from uuid import UUID

from django.db import transaction

from drieslag.core import clock, tenancy
from drieslag.core.verdict import NotFound
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.privacy.consents import RULES_VERSION
from drieslag.privacy.models import Consent


def record_consent(*, by: UUID, scope: str, body: str, given_on: date, document: str, reason: str = "") -> Consent:
    """Write a consent down, for the present version of the rules. Whoever calls has asked whether `by` may."""
    with transaction.atomic():
        consent = Consent.objects.create(
            organisation_id=tenancy.entered(),
            scope=scope,
            body=body,
            given_on=given_on,
            document=document,
            reason=reason,
            rules_version=RULES_VERSION,
        )
        record(verb=Verb.CONSENTED, object_kind="consent", object_id=consent.pk, by=by, context={"scope": scope})
    return consent


def end_consent(*, by: UUID, consent_id: UUID) -> Consent:
    """Let a consent end today. Raises NotFound."""
    with transaction.atomic():
        consent = Consent.objects.select_for_update().filter(pk=consent_id, ended_on=None).first()
        if consent is None:
            raise NotFound
        consent.ended_on = max(clock.today(), consent.given_on)
        consent.save(update_fields=["ended_on"])
        record(verb=Verb.WITHDREW, object_kind="consent", object_id=consent.pk, by=by, context={"scope": consent.scope})
    return consent
