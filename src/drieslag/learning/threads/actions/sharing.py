"""Letting other teams find what a try-out taught, in words that the team chose for them."""

from django.db import transaction

from drieslag.core import clock
from drieslag.core.verdict import require
from drieslag.journal.verbs import Verb
from drieslag.learning.threads.actions.writing import tell, within
from drieslag.learning.threads.enums import Seen
from drieslag.learning.threads.models import LESSON_MAX, TRY_OUT_MAX, SharedResult, TryOut
from drieslag.learning.threads.rules import may_share, may_unshare
from drieslag.people.models import Person


def share_result(*, by: Person, try_out: TryOut, tried: str, learned: str, seen: Seen) -> SharedResult:
    """Let other teams find this. Sharing it again puts the new words in the place of the old."""
    words = within(tried, TRY_OUT_MAX), within(learned, LESSON_MAX)
    with transaction.atomic():
        now = TryOut.objects.select_for_update(of=("self",)).select_related("team").get(pk=try_out.pk)
        require(may_share(by, now))
        shared = SharedResult.objects.filter(try_out=now).first() or SharedResult(
            organisation_id=now.organisation_id, team=now.team, try_out=now, shared_at=clock.now()
        )
        shared.tried, shared.learned, shared.seen, shared.by = *words, seen, by.pk
        shared.save()
        tell(verb=Verb.SHARED, kind="try_out", key=now.pk, by=by, team_id=now.team_id, seen=seen)
    return shared


def unshare_result(*, by: Person, shared: SharedResult) -> TryOut:
    """Take back what was shared: the copy is erased. Doing it twice changes nothing."""
    with transaction.atomic():
        now = SharedResult.objects.select_for_update(of=("self",)).select_related("team").filter(pk=shared.pk).first()
        if now is not None:
            require(may_unshare(by, now))
            SharedResult.objects.filter(pk=now.pk).delete()
            tell(verb=Verb.WITHDREW, kind="shared_result", key=now.pk, by=by, team_id=now.team_id)
    return shared.try_out
