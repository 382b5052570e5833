"""What all writers of threads share: texts within their limits, and telling the journal and the pages."""

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.core.models import TenantModel
from drieslag.core.verdict import Refused
from drieslag.journal.actions import Value, record
from drieslag.journal.verbs import Verb
from drieslag.learning.threads.enums import ThreadState
from drieslag.learning.threads.models import Thread
from drieslag.live.topics import announce
from drieslag.people.models import Person

MAX_BIGINT = 2**63 - 1


def within(text: str, limit: int, *, needed: bool = True) -> str:
    """Return the text without blanks around it. Raises Refused, in words, when it is too long or empty."""
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if needed and not text:
        raise Refused(_("There are no words in it yet."))
    if len(text) > limit:
        over = len(text) - limit
        long = ngettext(
            "This is %(over)d sign too long. Keep it to %(limit)d.",
            "This is %(over)d signs too long. Keep it to %(limit)d.",
            over,
        )
        raise Refused(long % {"over": over, "limit": limit})
    return text


def tell(*, verb: Verb, kind: str, key: UUID, by: Person | None, team_id: UUID, **context: Value) -> None:
    """Write the statement, and let the team's open pages know."""
    record(verb=verb, object_kind=kind, object_id=key, by=by.pk if by else None, place=team_id, context=context)
    announce(f"team:{team_id}")


def earlier[M: TenantModel](model: type[M], key: UUID | None) -> M | None:
    """Return the row that this key made before, waiting for whoever makes it at this moment (a double click)."""
    if key is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [key.int & MAX_BIGINT])
    return model._default_manager.filter(pk=key).first()


def locked(thread: Thread) -> Thread:
    """Return the thread as it is now, locked until the transaction ends."""
    return Thread.objects.select_for_update(of=("self",)).select_related("team").get(pk=thread.pk)


def locked_if_alive(thread: Thread | None) -> Thread | None:
    """Return the thread, locked; None when it was taken back meanwhile, so that no insight is lost by that."""
    if thread is None:
        return None
    now = locked(thread)
    return None if now.state == ThreadState.WITHDRAWN else now
