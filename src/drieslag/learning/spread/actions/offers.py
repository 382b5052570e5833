"""Offering what a team learned to other teams, changing its words, taking it back, and taking it over."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import require
from drieslag.journal.verbs import Verb
from drieslag.learning.spread.enums import OfferKind
from drieslag.learning.spread.models import TITLE_MAX, WORDS_MAX, Adoption, Offer
from drieslag.learning.spread.rules import (
    may_adopt,
    may_change_offer,
    may_offer_thread,
    may_offer_try_out,
    may_restore_offer,
    may_tell,
)
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.actions.writing import earlier, tell, within
from drieslag.learning.threads.enums import Seen, TryOutKind
from drieslag.learning.threads.models import Effect, Thread, TryOut
from drieslag.learning.threads.rules import may_close
from drieslag.people.models import Person, Team

WITHDRAWN_KEPT = timedelta(days=1)


def offer(
    *,
    by: Person,
    source: Thread | TryOut,
    kind: OfferKind,
    title: str,
    what: str,
    came: str,
    needed: str = "",
    and_close: bool = False,
    key: UUID | None = None,
) -> Offer:
    """Offer what came of a question or a try-out, in words of its own. With `and_close` the question is round by it.

    The same `key` again returns what was offered then.
    """
    words = _words(title, what, needed, came)
    with transaction.atomic():
        if known := earlier(Offer, key, team_id=source.team_id, **_made_of(source)):
            return known
        thread = source if isinstance(source, Thread) else source.thread
        require(may_offer_thread(by, source) if isinstance(source, Thread) else may_offer_try_out(by, source))
        made = Offer.objects.create(
            id=key or new_id(),
            organisation_id=source.organisation_id,
            team_id=source.team_id,
            thread_id=thread.pk if thread else None,
            try_out_id=_last_tried(source) if isinstance(source, Thread) else source.pk,
            kind=kind,
            offered_at=clock.now(),
            **words,
        )
        tell(verb=Verb.OFFERED, kind="offer", key=made.pk, by=by, team_id=made.team_id, sort=kind,
             thread=made.thread_id, try_out=made.try_out_id)  # fmt: skip
        if and_close and thread is not None and may_close(by, thread):
            threads.close_thread(by=by, thread=thread, shared_with=_("Offered to all teams"))
    return made


def change_offer(*, by: Person, offer: Offer, kind: OfferKind, title: str, what: str, needed: str, came: str) -> Offer:
    """Change the words of an offer. Who took it over keeps what it took."""
    words = _words(title, what, needed, came)
    with transaction.atomic():
        now = _locked(offer)
        require(may_change_offer(by, now))
        now.kind, now.edited_at = kind, clock.now()
        for name, value in words.items():
            setattr(now, name, value)
        now.save(update_fields=["kind", "edited_at", *words])
        tell(verb=Verb.EDITED, kind="offer", key=now.pk, by=by, team_id=now.team_id)
    return now


def withdraw_offer(*, by: Person, offer: Offer) -> Offer:
    """Take an offer back. Others no longer see it; what they took over stays theirs. It can be restored for a day; then
    it is erased. Twice changes nothing.
    """
    with transaction.atomic():
        now = _locked(offer)
        if now.withdrawn_at is not None:
            return now
        require(may_change_offer(by, now))
        now.withdrawn_at = clock.now()
        now.save(update_fields=["withdrawn_at"])
        tell(verb=Verb.WITHDREW, kind="offer", key=now.pk, by=by, team_id=now.team_id)
    return now


def restore_offer(*, by: Person, offer: Offer) -> Offer:
    """Undo taking back."""
    with transaction.atomic():
        now = _locked(offer)
        if now.withdrawn_at is None:
            require(may_change_offer(by, now))
            return now
        require(may_restore_offer(by, now))
        now.withdrawn_at = None
        now.save(update_fields=["withdrawn_at"])
        tell(verb=Verb.RESUMED, kind="offer", key=now.pk, by=by, team_id=now.team_id)
    return now


def erase_withdrawn(*, before: datetime | None = None) -> int:
    """Erase the offers that were taken back more than a day ago, with what was told of them, in the organisation of the
    transaction. The try-outs of other teams stay. Returns how many went.
    """
    gone = Offer.objects.filter(withdrawn_at__lt=before or clock.now() - WITHDRAWN_KEPT)
    return gone.delete()[1].get("spread.Offer", 0)


def adopt(
    *,
    by: Person,
    offer: Offer,
    team: Team,
    text: str,
    differently: str,
    due_on: date,
    owner: Person | None = None,
    expectation: str = "",
    thread: Thread | None = None,
) -> Adoption:
    """Take an offer over as a try-out of one's own team, adapted. A team does so once; again returns the first."""
    words = within(differently, WORDS_MAX, needed=False)
    with transaction.atomic():
        now = _locked(offer)
        require(may_adopt(by, now, team))
        known = Adoption.objects.filter(offer=now, team=team).first()
        if known:
            return known
        try_out = threads.add_try_out(
            by=by, team=team, kind=TryOutKind.EXPERIMENT, text=text, owner=owner, due_on=due_on,
            expectation=expectation, thread=thread, adopted_from=now.try_out_id,
        )  # fmt: skip
        adoption = Adoption.objects.create(
            organisation_id=now.organisation_id, offer=now, team=team, try_out_id=try_out.pk,
            differently=words, adopted_at=clock.now(),
        )  # fmt: skip
        tell(verb=Verb.ADOPTED, kind="offer", key=now.pk, by=by, team_id=team.pk, adoption=adoption.pk,
             try_out=try_out.pk)  # fmt: skip
    return adoption


def tell_what_was_seen(*, by: Person, adoption: Adoption, seen: Seen, told: str) -> Adoption:
    """Share with all teams what one's own team saw of what it took over."""
    words = within(told, WORDS_MAX, needed=False)
    with transaction.atomic():
        now = Adoption.objects.select_for_update(of=("self",)).select_related("team").get(pk=adoption.pk)
        require(may_tell(by, now))
        now.seen, now.told, now.told_at = seen, words, now.told_at or clock.now()
        now.save(update_fields=["seen", "told", "told_at"])
        tell(verb=Verb.SHARED, kind="adoption", key=now.pk, by=by, team_id=now.team_id, seen=seen)
    return now


def take_back_what_was_seen(*, by: Person, adoption: Adoption) -> Adoption:
    """Undo sharing: the words are erased."""
    with transaction.atomic():
        now = Adoption.objects.select_for_update(of=("self",)).select_related("team").get(pk=adoption.pk)
        require(may_tell(by, now))
        now.seen, now.told, now.told_at = "", "", None
        now.save(update_fields=["seen", "told", "told_at"])
        tell(verb=Verb.WITHDREW, kind="adoption", key=now.pk, by=by, team_id=now.team_id)
    return now


def _locked(offer: Offer) -> Offer:
    return Offer.objects.select_for_update(of=("self",)).select_related("team").get(pk=offer.pk)


def _last_tried(thread: Thread) -> UUID | None:
    """Return what the team looked back on last, so that a take-over points at it."""
    effects = Effect.objects.filter(try_out__thread=thread).order_by("-noted_at")
    return effects.values_list("try_out_id", flat=True).first()


def _words(title: str, what: str, needed: str, came: str) -> dict[str, str]:
    return {
        "title": within(title, TITLE_MAX),
        "what": within(what, WORDS_MAX),
        "needed": within(needed, WORDS_MAX, needed=False),
        "came": within(came, WORDS_MAX),
    }


def _made_of(source: Thread | TryOut) -> dict[str, object]:
    return {"thread_id": source.pk} if isinstance(source, Thread) else {"try_out_id": source.pk}
