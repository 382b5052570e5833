"""Writing down who agreed that materials of somebody else are used here."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.kernel.format import Use
from drieslag.learning.formats import queries
from drieslag.learning.formats.models import DOCUMENT_MAX, MaterialConsent
from drieslag.learning.formats.rules import may_note_consent
from drieslag.people.models import Person


def note_consent(*, by: Person, code: str, whose: str, given_on: date, document: str) -> MaterialConsent:
    """Write down who agreed, when and where that stands. One stands at a time; noting it again replaces it."""
    with transaction.atomic():
        require(may_note_consent(by))
        if queries.find(code).use is not Use.CONSENT:
            raise Refused(_("Nobody has to agree to this format."))
        if given_on > clock.today():
            raise Refused(_("This day is still to come."))
        _end(code)
        consent = MaterialConsent.objects.create(
            organisation_id=by.organisation_id, format_code=code, whose=whose[:DOCUMENT_MAX],
            document=document[:DOCUMENT_MAX], given_on=given_on, by=by.pk, noted_at=clock.now(),
        )  # fmt: skip
        record(verb=Verb.CONSENTED, object_kind="material", object_id=consent.pk, by=by.pk, context={"format": code})
    return consent


def end_consent(*, by: Person, code: str) -> None:
    """Say that the consent no longer holds: nobody starts this format from now on. Raises NotFound."""
    with transaction.atomic():
        require(may_note_consent(by))
        standing = queries.consent_for(code)
        if standing is None:
            raise NotFound
        _end(code)
        record(verb=Verb.WITHDREW, object_kind="material", object_id=standing.pk, by=by.pk, context={"format": code})


def _end(code: str) -> None:
    standing = MaterialConsent.objects.select_for_update().filter(format_code=code, ended_at=None)
    standing.update(ended_at=clock.now())
