"""Taking something on, changing it, taking it over, stopping it."""

from datetime import date
from enum import Enum
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import YES, Verdict, no, require
from drieslag.journal.verbs import Verb
from drieslag.learning.threads.actions.writing import alive_in, earlier, locked_try_out, settle, tell, within
from drieslag.learning.threads.enums import TryOutKind, TryOutState
from drieslag.learning.threads.models import EXPECTATION_MAX, PLAN_MAX, TRY_OUT_MAX, Thread, TryOut
from drieslag.learning.threads.rules import (
    may_add_to,
    may_ask,
    may_change_try_out,
    may_resume,
    may_stop,
    may_take_over,
)
from drieslag.people.models import Person, Team

LIMITS = {
    "text": TRY_OUT_MAX,
    "thinking": EXPECTATION_MAX,
    "with_whom": PLAN_MAX,
    "how_small": PLAN_MAX,
    "expectation": EXPECTATION_MAX,
    "stop_rule": PLAN_MAX,
}


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

    `follows` was adapted to this one; `adopted_from` is another team's. The same `key` and words return the first.
    """
    words = within(text, TRY_OUT_MAX)
    plan = {
        "thinking": thinking, "with_whom": with_whom, "how_small": how_small, "expectation": expectation,
        "stop_rule": stop_rule,
    }  # fmt: skip
    plan = {name: within(given, LIMITS[name], needed=False) for name, given in plan.items()}
    require(_of_this_team(follows, team))
    with transaction.atomic():
        now = alive_in(thread, team, by_meeting=by is None or meeting_id is not None)
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
            verb=Verb.TRIED, kind="try_out", key=try_out.pk, by=by, team_id=team.pk, of=now.pk if now else None,
            sort=kind, due=due_on.isoformat(), thread=now.pk if now else None, meeting=meeting_id,
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
    thinking: str | None = None,
    with_whom: str | None = None,
    how_small: str | None = None,
    stop_rule: str | None = None,
) -> TryOut:
    """Change what is tried, by whom, until when, or what one hopes to see."""
    words = {
        "text": text, "expectation": expectation, "thinking": thinking, "with_whom": with_whom,
        "how_small": how_small, "stop_rule": stop_rule,
    }  # fmt: skip
    with transaction.atomic():
        now = locked_try_out(try_out)
        if by is not None:
            require(may_change_try_out(by, now))
        if isinstance(owner, Person):
            require(may_ask(owner, now.team))
        for name, given in words.items():
            if given is not None:
                setattr(now, name, within(given, LIMITS[name], needed=name == "text"))
        if not isinstance(owner, Same):
            now.owner = owner.pk if owner else None
        now.due_on = due_on or now.due_on
        now.save(update_fields=[*words, "owner", "due_on"])
        tell(
            verb=Verb.CHANGED, kind="try_out", key=now.pk, by=by, team_id=now.team_id, of=now.thread_id,
            due=now.due_on.isoformat(),
        )  # fmt: skip
    return now


def take_over_try_out(*, by: Person, try_out: TryOut) -> TryOut:
    """Take on what somebody tried who is no longer in the team. Doing it twice changes nothing."""
    with transaction.atomic():
        now = locked_try_out(try_out)
        if now.owner == by.pk:
            return now
        require(may_take_over(by, now))
        now.owner = by.pk
        now.save(update_fields=["owner"])
        tell(verb=Verb.TOOK_OVER, kind="try_out", key=now.pk, by=by, team_id=now.team_id)
    return now


def stop_try_out(*, by: Person, try_out: TryOut) -> TryOut:
    """Stop with something. That is a fact and no fault. Doing it twice changes nothing."""
    with transaction.atomic():
        now = locked_try_out(try_out)
        if now.state == TryOutState.STOPPED:
            return now
        require(may_stop(by, now))
        settle(now, TryOutState.STOPPED)
        tell(
            verb=Verb.CHANGED, kind="try_out", key=now.pk, by=by, team_id=now.team_id, of=now.thread_id,
            state=TryOutState.STOPPED,
        )  # fmt: skip
    return now


def resume_try_out(*, by: Person, try_out: TryOut) -> TryOut:
    """Go on with what was stopped or looked back on."""
    with transaction.atomic():
        now = locked_try_out(try_out)
        if now.state == TryOutState.RUNNING:
            return now
        require(may_resume(by, now))
        settle(now, TryOutState.RUNNING)
        tell(verb=Verb.RESUMED, kind="try_out", key=now.pk, by=by, team_id=now.team_id, of=now.thread_id)
    return now


def _of_this_team(try_out: TryOut | None, team: Team) -> Verdict:
    if try_out is None or try_out.team_id == team.pk:
        return YES
    return no(_("Only what your own team tried can be adapted here."))
