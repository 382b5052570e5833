"""Closing a talk, and erasing it."""

from django.db import transaction

from drieslag.core import clock
from drieslag.core.verdict import require
from drieslag.development.sharing.actions import forget
from drieslag.development.talks.actions.locking import locked, settle
from drieslag.development.talks.enums import TalkState
from drieslag.development.talks.models import Talk
from drieslag.development.talks.rules import may_close, may_erase
from drieslag.people.models import Person


def close_talk(*, by: Person, talk: Talk) -> Talk:
    """Say that the talk was; from then on its agreements can be shared. Twice is once."""
    with transaction.atomic():
        now = locked(by, talk)
        if now.state == TalkState.CLOSED and may_erase(by, now):
            return now
        require(may_close(by, now))
        now.closed_on = clock.today()
        return settle(now, TalkState.CLOSED, "closed_on")


def erase_talk(*, by: Person, talk: Talk) -> None:
    """Erase it with all that was prepared and agreed, of both; what was shared of it goes too."""
    with transaction.atomic():
        now = locked(by, talk)
        require(may_erase(by, now))
        forget(key=now.pk)
        now.delete()
