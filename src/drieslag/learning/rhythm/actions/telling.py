"""What all actions of a rhythm share: a line of text, a lock, and telling the journal and the pages."""

from django.db import connection
from django.utils.translation import gettext as _

from drieslag.core.verdict import Refused
from drieslag.journal.actions import Value, record
from drieslag.journal.verbs import Verb
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.live.topics import announce
from drieslag.people.models import Person, Team

MAX_BIGINT = 2**63 - 1


def line(text: str, most: int) -> str:
    """Return a text on one line. Raises Refused when it is too long."""
    words = " ".join(text.replace("\x00", "").split())
    if len(words) > most:
        raise Refused(_("This is too long. Keep to %(count)d characters.") % {"count": most})
    return words


def tell_agreement(agreement: Agreement, verb: Verb, by: Person | None, **context: Value) -> None:
    """Write what happened to an agreement."""
    record(
        verb=verb,
        object_kind="agreement",
        object_id=agreement.pk,
        by=by.pk if by else None,
        place=agreement.team_id,
        context={"kind": agreement.kind, **context},
    )
    announce(f"team:{agreement.team_id}")


def tell_moment(occurrence: Occurrence, verb: Verb, by: Person | None, **context: Value) -> None:
    """Write what happened to a moment."""
    record(
        verb=verb,
        object_kind="moment",
        object_id=occurrence.pk,
        by=by.pk if by else None,
        place=occurrence.agreement.team_id,
        context={"kind": occurrence.agreement.kind, "agreement": occurrence.agreement_id, **context},
    )
    announce(f"team:{occurrence.agreement.team_id}")


def alone(team: Team) -> None:
    """Wait for whoever changes what this team agreed on at this moment."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [team.pk.int & MAX_BIGINT])


def locked_agreement(agreement: Agreement) -> Agreement:
    """Return the agreement as it is now, locked until the transaction ends."""
    return Agreement.objects.select_for_update(of=("self",)).select_related("team").get(pk=agreement.pk)


def locked(occurrence: Occurrence) -> Occurrence:
    """Return the moment as it is now, locked until the transaction ends. Raises Refused when it is gone.

    It is read anew after the lock is there: who waited for it would see the meeting that was not made yet.
    """
    if Occurrence.objects.select_for_update().filter(pk=occurrence.pk).first() is None:
        raise Refused(_("A colleague changed the rhythm just now: this moment is not there any more."))
    return Occurrence.objects.select_related("agreement__team", "meeting").get(pk=occurrence.pk)
