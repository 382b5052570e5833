"""What all writers of threads share: texts within their limits, and telling the journal and the pages."""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.core import clock
from drieslag.core.models import TenantModel
from drieslag.core.verdict import NotFound, Refused
from drieslag.journal.actions import Value, record
from drieslag.journal.verbs import Verb
from drieslag.learning.threads.actions.folding import fold
from drieslag.learning.threads.enums import ThreadState, TryOutState
from drieslag.learning.threads.models import Thread, TryOut
from drieslag.live.topics import announce
from drieslag.people.models import Person, Team

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


def tell(
    *, verb: Verb, kind: str, key: UUID, by: Person | None, team_id: UUID, of: UUID | None = None, **context: Value
) -> None:
    """Write the statement, fold it into the facts of the thread `of`, and let the team's open pages know."""
    record(verb=verb, object_kind=kind, object_id=key, by=by.pk if by else None, place=team_id, context=context)
    if of is not None:
        fold(of)
    announce(f"team:{team_id}")


def earlier[M: TenantModel](model: type[M], key: UUID | None, **whose: object) -> M | None:
    """Return the row that this key made before, waiting for whoever makes it at this moment (a double click).

    `whose` says in which columns it must agree: the person who sends it, and what it hangs under. Raises NotFound for
    a key of another's row. Without `whose` the caller compares for itself, and takes a fresh key for what differs.
    """
    if key is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [key.int & MAX_BIGINT])
    found = model._default_manager.filter(pk=key).first()
    if found is not None and any(getattr(found, column) != value for column, value in whose.items()):
        raise NotFound
    return found


def locked(thread: Thread) -> Thread:
    """Return the thread as it is now, locked until the transaction ends."""
    return Thread.objects.select_for_update(of=("self",)).select_related("team").get(pk=thread.pk)


def locked_if_alive(thread: Thread | None) -> Thread | None:
    """Return the thread, locked, or the one that it was joined with; None when it was taken back meanwhile, so that no
    insight is lost by that.
    """
    if thread is None:
        return None
    now = locked(thread)
    while now.joined_into_id is not None:
        now = locked(Thread(pk=now.joined_into_id))
    return None if now.state == ThreadState.WITHDRAWN else now


def locked_in_order(*threads: Thread) -> list[Thread]:
    """Return these threads, locked in the order of their keys, so that two who do this at once never wait in a ring."""
    found = {each: locked(Thread(pk=each)) for each in sorted(thread.pk for thread in threads)}
    return [found[thread.pk] for thread in threads]


def alive_in(thread: Thread | None, team: Team, *, by_meeting: bool) -> Thread | None:
    """Return the thread, locked, for what came of it in this team; None, too, when it was handed to another team while
    a meeting was about it: what that brings stays with its own team.
    """
    now = locked_if_alive(thread)
    return None if now is not None and by_meeting and now.team_id != team.pk else now


def locked_try_out(try_out: TryOut) -> TryOut:
    """Return the try-out as it is now, locked until the transaction ends."""
    return TryOut.objects.select_for_update(of=("self",)).select_related("team").get(pk=try_out.pk)


def settle(try_out: TryOut, state: TryOutState, at: datetime | None = None) -> None:
    """Put a locked try-out in a state that its rule allowed, with the moment that belongs to it."""
    try_out.state = state
    try_out.ended_at = None if state is TryOutState.RUNNING else at or clock.now()
    try_out.save(update_fields=["state", "ended_at"])
