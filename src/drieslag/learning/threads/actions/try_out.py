"""Taking something on, changing it, looking back on it, stopping it."""

from datetime import date
from enum import Enum
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import YES, Verdict, no, require
from drieslag.journal.verbs import Verb
from drieslag.learning.threads.actions.writing import earlier, locked_if_alive, tell, within
from drieslag.learning.threads.enums import Next, Seen, TryOutKind, TryOutState
from drieslag.learning.threads.models import (
    EFFECT_MAX,
    EXPECTATION_MAX,
    PLAN_MAX,
    TRY_OUT_MAX,
    Effect,
    Thread,
    TryOut,
)
from drieslag.learning.threads.rules import (
    may_add_to,
    may_ask,
    may_change_try_out,
    may_note_effect,
    may_resume,
    may_stop,
    may_withdraw_effect,
)
from drieslag.people.models import Person, Team


class Same(Enum):
    """For a value that stays as it is, where None means something."""

    SAME = "same"


def add_try_out(
    *,
    by: Person | None,
    team: Team,
    kind: TryOutKind,
    text: str,
    owner: Person | None,
    due_on: date,
    thinking: str = "",
    with_whom: str = "",
    how_small: str = "",
    expectation: str = "",
    stop_rule: str = "",
    thread: Thread | None = None,
    follows: TryOut | None = None,
    adopted_from: UUID | None = None,
    meeting_id: UUID | None = None,
    key: UUID | None = None,
) -> TryOut:
    """Take something on until the day to look back; without an owner the whole team does.

    `text` is what we do. `follows` is the try-out of this team that was adapted to this one, `adopted_from` the key of
    another team's that was taken over. The same `key` and words again return the first.
    """
    words = within(text, TRY_OUT_MAX)
    plan = {
        "thinking": within(thinking, EXPECTATION_MAX, needed=False),
        "with_whom": within(with_whom, PLAN_MAX, needed=False),
        "how_small": within(how_small, PLAN_MAX, needed=False),
        "expectation": within(expectation, EXPECTATION_MAX, needed=False),
        "stop_rule": within(stop_rule, PLAN_MAX, needed=False),
    }
    require(_of_this_team(follows, team))
    with transaction.atomic():
        now = locked_if_alive(thread)
        if by is not None:
            require(may_add_to(by, now) if now else may_ask(by, team))
        if owner is not None and owner != by:
            require(may_ask(owner, team))
        known = earlier(TryOut, key)
        if known and (known.team_id, known.text) == (team.pk, words):
            return known
        try_out = TryOut.objects.create(
            id=new_id() if known else key or new_id(),
            organisation_id=team.organisation_id,
            team=team,
            thread=now,
            kind=kind,
            text=words,
            follows=follows,
            adopted_from=adopted_from,
            owner=owner.pk if owner else None,
            due_on=due_on,
            meeting_id=meeting_id,
            begun_at=clock.now(),
            **plan,
        )
        tell(
            verb=Verb.TRIED, kind="try_out", key=try_out.pk, by=by, team_id=team.pk,
            sort=kind, thread=now.pk if now else None, meeting=meeting_id,
        )  # fmt: skip
    return try_out


def change_try_out(
    *,
    by: Person | None,
    try_out: TryOut,
    text: str | None = None,
    owner: Person | Same | None = Same.SAME,
    due_on: date | None = None,
    expectation: str | None = None,
) -> TryOut:
    """Change what is tried, by whom, until when, or what one hopes to see."""
    with transaction.atomic():
        now = _locked(try_out)
        if by is not None:
            require(may_change_try_out(by, now))
        if isinstance(owner, Person):
            require(may_ask(owner, now.team))
        now.text = now.text if text is None else within(text, TRY_OUT_MAX)
        now.expectation = now.expectation if expectation is None else within(expectation, EXPECTATION_MAX, needed=False)
        if not isinstance(owner, Same):
            now.owner = owner.pk if owner else None
        now.due_on = due_on or now.due_on
        now.save(update_fields=["text", "expectation", "owner", "due_on"])
        tell(verb=Verb.CHANGED, kind="try_out", key=now.pk, by=by, team_id=now.team_id)
    return now


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
        now = _locked(try_out)
        words = within(text, EFFECT_MAX, needed=False)
        if key is not None and (known := Effect.objects.filter(pk=key, try_out=now).first()):
            return known
        before = Effect.objects.filter(try_out=now, meeting_id=meeting_id).first() if meeting_id else None
        if before is None and by is not None:
            require(may_note_effect(by, now))
        effect = before or Effect(
            id=key or new_id(),
            organisation_id=now.organisation_id,
            team_id=now.team_id,
            try_out=now,
            meeting_id=meeting_id,
        )
        effect.seen, effect.text, effect.by, effect.noted_at = seen, words, by.pk if by else None, clock.now()
        effect.surprise, effect.verdict = within(surprise, EFFECT_MAX, needed=False), verdict or ""
        effect.save()
        _after_looking(now, again_on)
        tell(
            verb=Verb.NOTED, kind="try_out", key=now.pk, by=by, team_id=now.team_id,
            seen=seen, thread=now.thread_id, meeting=meeting_id,
        )  # fmt: skip
    return effect


def change_effect(*, by: Person, effect: Effect, seen: Seen, text: str) -> Effect:
    """Change what one noted oneself: after the one press comes what surprised."""
    with transaction.atomic():
        now = Effect.objects.select_for_update().get(pk=effect.pk)
        require(may_withdraw_effect(by, now))
        now.seen, now.text = seen, within(text, EFFECT_MAX, needed=False)
        now.save(update_fields=["seen", "text"])
        tell(verb=Verb.EDITED, kind="effect", key=now.pk, by=by, team_id=now.team_id, seen=seen)
    return now


def withdraw_effect(*, by: Person, effect: Effect) -> TryOut:
    """Undo noting: the words are erased and the try-out runs again."""
    with transaction.atomic():
        now = _locked(effect.try_out)
        require(may_withdraw_effect(by, effect))
        Effect.objects.filter(pk=effect.pk).delete()
        if now.state == TryOutState.LOOKED_BACK:
            _into(now, TryOutState.RUNNING)
        tell(verb=Verb.WITHDREW, kind="effect", key=effect.pk, by=by, team_id=now.team_id)
    return now


def stop_try_out(*, by: Person, try_out: TryOut) -> TryOut:
    """Stop with something. That is a fact and no fault. Doing it twice changes nothing."""
    with transaction.atomic():
        now = _locked(try_out)
        if now.state == TryOutState.STOPPED:
            return now
        require(may_stop(by, now))
        _into(now, TryOutState.STOPPED)
        tell(verb=Verb.CHANGED, kind="try_out", key=now.pk, by=by, team_id=now.team_id, state=TryOutState.STOPPED)
    return now


def resume_try_out(*, by: Person, try_out: TryOut) -> TryOut:
    """Go on with what was stopped or looked back on."""
    with transaction.atomic():
        now = _locked(try_out)
        if now.state == TryOutState.RUNNING:
            return now
        require(may_resume(by, now))
        _into(now, TryOutState.RUNNING)
        tell(verb=Verb.RESUMED, kind="try_out", key=now.pk, by=by, team_id=now.team_id)
    return now


def _locked(try_out: TryOut) -> TryOut:
    return TryOut.objects.select_for_update(of=("self",)).select_related("team").get(pk=try_out.pk)


def _after_looking(try_out: TryOut, again_on: date | None) -> None:
    if again_on is not None:
        try_out.due_on = again_on
        try_out.save(update_fields=["due_on"])
    _into(try_out, TryOutState.RUNNING if again_on else TryOutState.LOOKED_BACK)


def _into(try_out: TryOut, state: TryOutState) -> None:
    try_out.state = state
    try_out.ended_at = None if state is TryOutState.RUNNING else clock.now()
    try_out.save(update_fields=["state", "ended_at"])


def _of_this_team(try_out: TryOut | None, team: Team) -> Verdict:
    if try_out is None or try_out.team_id == team.pk:
        return YES
    return no(_("Only what your own team tried can be adapted here."))
