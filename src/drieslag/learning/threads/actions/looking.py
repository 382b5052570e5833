"""Looking back: what was seen, what surprised, and what follows. Two may do so at once; nothing of either is lost."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import require
from drieslag.journal.verbs import Verb
from drieslag.learning.threads.actions.writing import earlier, locked_try_out, settle, tell, within
from drieslag.learning.threads.enums import Next, Seen, TryOutState
from drieslag.learning.threads.models import EFFECT_MAX, Effect, TryOut
from drieslag.learning.threads.rules import may_add_effect, may_note_effect, may_withdraw_effect
from drieslag.people.models import Person


def note_effect(
    *,
    by: Person | None,
    try_out: TryOut,
    seen: Seen,
    text: str = "",
    surprise: str = "",
    verdict: Next | None = None,
    meeting_id: UUID | None = None,
    again_on: date | None = None,
    key: UUID | None = None,
) -> Effect:
    """Note what was seen. The try-out is then looked back on, or goes on until `again_on`.

    A second look in the same meeting changes the first; the same `key` again returns what was noted.
    """
    with transaction.atomic():
        now = locked_try_out(try_out)
        words = _words(text, surprise)
        if known := earlier(Effect, key, try_out_id=now.pk, by=by.pk if by else None):
            return known
        before = Effect.objects.filter(try_out=now, meeting_id=meeting_id).first() if meeting_id else None
        if before is None and by is not None:
            require(may_note_effect(by, now))
        at = clock.now()
        effect = before or _new(now, key, meeting_id)
        _write(effect, by=by, seen=seen, words=words, verdict=verdict, at=at)
        if again_on is not None:
            now.due_on = again_on
            now.save(update_fields=["due_on"])
        settle(now, TryOutState.RUNNING if again_on else TryOutState.LOOKED_BACK, at)
        tell(
            verb=Verb.NOTED, kind="try_out", key=now.pk, by=by, team_id=now.team_id, of=now.thread_id,
            effect=effect.pk, seen=seen, thread=now.thread_id, meeting=meeting_id, state=now.state,
            due=now.due_on.isoformat(),
        )  # fmt: skip
    return effect


def add_to_look(
    *,
    by: Person,
    try_out: TryOut,
    seen: Seen,
    text: str = "",
    surprise: str = "",
    verdict: Next | None = None,
    key: UUID | None = None,
) -> Effect:
    """Add what one saw oneself to what somebody else noted a moment ago. What follows from it, the first one said."""
    with transaction.atomic():
        now = locked_try_out(try_out)
        words = _words(text, surprise)
        if known := earlier(Effect, key, try_out_id=now.pk, by=by.pk if by else None):
            return known
        require(may_add_effect(by, now))
        effect = _new(now, key, None)
        _write(effect, by=by, seen=seen, words=words, verdict=verdict, at=clock.now())
        tell(
            verb=Verb.NOTED, kind="try_out", key=now.pk, by=by, team_id=now.team_id, of=now.thread_id,
            effect=effect.pk, seen=seen, thread=now.thread_id,
        )  # fmt: skip
    return effect


def change_effect(
    *,
    by: Person,
    effect: Effect,
    seen: Seen,
    text: str,
    surprise: str | None = None,
    verdict: Next | None = None,
) -> Effect:
    """Change what one noted oneself: after the one press come the words."""
    with transaction.atomic():
        now = Effect.objects.select_for_update().get(pk=effect.pk)
        require(may_withdraw_effect(by, now))
        now.seen, now.text = seen, within(text, EFFECT_MAX, needed=False)
        now.surprise = now.surprise if surprise is None else within(surprise, EFFECT_MAX, needed=False)
        now.verdict = verdict or now.verdict
        now.save(update_fields=["seen", "text", "surprise", "verdict"])
        tell(verb=Verb.EDITED, kind="effect", key=now.pk, by=by, team_id=now.team_id, seen=seen)
    return now


def evaluate(
    *, by: Person, effect: Effect, better_life: Seen | None, less_costly: Seen | None, taking_part: Seen | None
) -> Effect:
    """Say what it gave residents: a better life, care that costs less, taking part. Each may stay unsaid."""
    with transaction.atomic():
        now = Effect.objects.select_for_update().get(pk=effect.pk)
        require(may_withdraw_effect(by, now))
        now.better_life, now.less_costly, now.taking_part = better_life or "", less_costly or "", taking_part or ""
        now.save(update_fields=["better_life", "less_costly", "taking_part"])
        tell(verb=Verb.EDITED, kind="effect", key=now.pk, by=by, team_id=now.team_id, evaluated=True)
    return now


def withdraw_effect(*, by: Person, effect: Effect) -> TryOut:
    """Undo noting: the words are erased, and the try-out runs again unless somebody else looked back as well."""
    with transaction.atomic():
        now = locked_try_out(effect.try_out)
        require(may_withdraw_effect(by, effect))
        Effect.objects.filter(pk=effect.pk).delete()
        others = Effect.objects.filter(try_out=now, noted_at__gte=now.ended_at) if now.ended_at else None
        if now.state == TryOutState.LOOKED_BACK and not (others and others.exists()):
            settle(now, TryOutState.RUNNING)
        tell(
            verb=Verb.WITHDREW, kind="effect", key=effect.pk, by=by, team_id=now.team_id, of=now.thread_id,
            state=now.state,
        )  # fmt: skip
    return now


def _words(text: str, surprise: str) -> tuple[str, str]:
    return within(text, EFFECT_MAX, needed=False), within(surprise, EFFECT_MAX, needed=False)


def _new(try_out: TryOut, key: UUID | None, meeting_id: UUID | None) -> Effect:
    return Effect(
        id=key or new_id(),
        organisation_id=try_out.organisation_id,
        team_id=try_out.team_id,
        try_out=try_out,
        meeting_id=meeting_id,
    )


def _write(
    effect: Effect, *, by: Person | None, seen: Seen, words: tuple[str, str], verdict: Next | None, at: datetime
) -> None:
    effect.seen, effect.by, effect.noted_at, effect.verdict = seen, by.pk if by else None, at, verdict or ""
    effect.text, effect.surprise = words
    effect.save()
