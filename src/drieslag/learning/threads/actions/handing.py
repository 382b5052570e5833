"""Handing a question to another team, which takes it over or gives it back."""

from uuid import UUID

from django.db import transaction

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import require
from drieslag.journal.verbs import Verb
from drieslag.learning.threads.actions.writing import earlier, locked, tell, within
from drieslag.learning.threads.enums import HandOverState, ThreadState
from drieslag.learning.threads.models import WHY_MAX, Effect, Exploration, HandOver, Insight, Thread, TryOut
from drieslag.learning.threads.rules import may_hand_over, may_recall, may_settle
from drieslag.live.topics import announce
from drieslag.people.models import Person, Team


def hand_over(*, by: Person, thread: Thread, to_team: Team, why: str = "", key: UUID | None = None) -> HandOver:
    """Offer a question to another team. Until that takes it over, it stays where it is."""
    words = within(why, WHY_MAX, needed=False)
    with transaction.atomic():
        now = locked(thread)
        if known := earlier(HandOver, key, thread_id=now.pk, by=by.pk):
            return known
        require(may_hand_over(by, now, to_team))
        made = HandOver.objects.create(
            id=key or new_id(),
            organisation_id=now.organisation_id,
            team=now.team,
            to_team=to_team,
            thread=now,
            why=words,
            by=by.pk,
            offered_at=clock.now(),
        )
        tell(verb=Verb.HANDED_OVER, kind="thread", key=now.pk, by=by, team_id=now.team_id, to=to_team.pk)
        announce(f"team:{to_team.pk}")
    return made


def take_thread(*, by: Person, hand_over: HandOver) -> Thread:
    """Take a question over, with all that came of it. Names stay with the team that it comes from.

    What runs stays to be done, and its owner is of another team: so it is offered to the team (queries.offered).
    """
    with transaction.atomic():
        now, thread = _locked(hand_over)
        if now.state == HandOverState.TAKEN:
            return thread
        require(may_settle(by, now))
        _settle(now, HandOverState.TAKEN)
        thread.team, thread.handed_at, thread.state, thread.aside_at = now.to_team, clock.now(), ThreadState.OPEN, None
        thread.save(update_fields=["team", "handed_at", "state", "aside_at"])
        for rows in (
            Exploration.objects.filter(thread=thread),
            Insight.objects.filter(thread=thread),
            TryOut.objects.filter(thread=thread),
            Effect.objects.filter(try_out__thread=thread),
        ):
            rows.update(team=now.to_team)
        tell(
            verb=Verb.TOOK_OVER, kind="thread", key=thread.pk, by=by, team_id=now.to_team_id, of=thread.pk,
            was=now.team_id,
        )  # fmt: skip
        announce(f"team:{now.team_id}")
    return thread


def give_back(*, by: Person, hand_over: HandOver) -> HandOver:
    """Give back what another team offered. That needs no reason."""
    with transaction.atomic():
        now, _thread = _locked(hand_over)
        if now.state == HandOverState.GIVEN_BACK:
            return now
        require(may_settle(by, now))
        return _returned(now, HandOverState.GIVEN_BACK, by, Verb.GAVE_BACK)


def recall(*, by: Person, hand_over: HandOver) -> HandOver:
    """Take back what was offered, as long as the other team has not taken it over."""
    with transaction.atomic():
        now, _thread = _locked(hand_over)
        if now.state == HandOverState.RECALLED:
            return now
        require(may_recall(by, now))
        return _returned(now, HandOverState.RECALLED, by, Verb.WITHDREW)


def _locked(hand_over: HandOver) -> tuple[HandOver, Thread]:
    thread = locked(Thread(pk=hand_over.thread_id))
    found = HandOver.objects.select_for_update(of=("self",)).select_related("team", "to_team").get(pk=hand_over.pk)
    return found, thread


def _returned(hand_over: HandOver, state: HandOverState, by: Person, verb: Verb) -> HandOver:
    _settle(hand_over, state)
    tell(verb=verb, kind="hand_over", key=hand_over.pk, by=by, team_id=hand_over.team_id, thread=hand_over.thread_id)
    announce(f"team:{hand_over.to_team_id}")
    return hand_over


def _settle(hand_over: HandOver, state: HandOverState) -> None:
    hand_over.state, hand_over.settled_at = state, clock.now()
    hand_over.save(update_fields=["state", "settled_at"])
