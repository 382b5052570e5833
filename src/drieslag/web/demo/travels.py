"""The rhythm of many teams and what travelled between them, for a large made-up past.

Made after everything else and with chance of its own: what the same seed gave before, it gives still.
"""

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from drieslag.core import clock
from drieslag.kernel.cadence import occurrences
from drieslag.learning.rhythm.enums import Kind, Reason, Shape, State
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.learning.rhythm.terms import cadence_of, starts_at
from drieslag.learning.spread.enums import OfferKind
from drieslag.learning.spread.models import Adoption, Offer
from drieslag.learning.threads.enums import Seen, TryOutKind, TryOutState
from drieslag.learning.threads.models import Effect, TryOut
from drieslag.people.models import Team
from drieslag.web.demo.history import History

DAYS_A_MONTH = 30
AHEAD = timedelta(days=92)
SIX_WEEKS = 6
CHANCE_GIVEN_UP, CHANCE_MOVED, CHANCE_OFFERED, CHANCE_ADOPTED, CHANCE_TOLD = 0.2, 0.06, 0.15, 0.4, 0.6


def add(history: History, teams: Sequence[Team], months: int) -> None:
    """Let every team keep a rhythm, and some of what was looked back on travel."""
    chance = random.Random(history.dice.getrandbits(32))  # noqa: S311 — made-up days, no secret
    begin = history.today - timedelta(days=months * DAYS_A_MONTH)
    for team in teams:
        _keep_rhythm(history, chance, team, begin)
    for effect in history.rows[Effect]:
        assert isinstance(effect, Effect)
        if chance.random() < CHANCE_OFFERED:
            _offer(history, chance, effect, teams)


def _keep_rhythm(history: History, chance: random.Random, team: Team, begin: date) -> None:
    """A case discussion every week, and an intervision at least every six weeks."""
    weekday, at = chance.randrange(5), time(chance.randrange(9, 16))
    weekly = _agreement(team, begin, Kind.CASE_DISCUSSION, Shape.RECURS, at)
    weekly.weekday, weekly.minutes = weekday, 45
    history.add(weekly)
    rule = cadence_of(weekly)
    assert rule is not None
    for day in occurrences(rule, begin, history.today + AHEAD):
        _moment(history, chance, weekly, day)
    now_and_then = _agreement(team, begin, Kind.INTERVISION, Shape.AT_LEAST, at)
    now_and_then.at_least_weeks = SIX_WEEKS
    history.add(now_and_then)
    day = begin + timedelta(weeks=chance.randrange(1, 5))
    while day < history.today:
        _moment(history, chance, now_and_then, day)
        day += timedelta(weeks=chance.randrange(5, 9))


def _agreement(team: Team, begin: date, kind: Kind, shape: Shape, at: time) -> Agreement:
    return Agreement(
        team=team, kind=kind, shape=shape, at=at, minutes=90, starts_on=begin,
        agreed_at=starts_at(Agreement(at=at), begin),
    )  # fmt: skip


def _moment(history: History, chance: random.Random, agreement: Agreement, day: date) -> None:
    at, extra = starts_at(agreement, day), agreement.shape == Shape.AT_LEAST
    row = Occurrence(agreement=agreement, original_on=day, starts_at=at, extra=extra, **_fate(chance, at))
    if row.settled_at and not row.reason and not extra and chance.random() < CHANCE_MOVED:
        row.starts_at, row.moved, row.sequence = at + timedelta(hours=2), True, 1
    history.add(row)


def _fate(chance: random.Random, at: datetime) -> dict[str, Any]:
    if at >= clock.now():
        return {}
    settled_at = at + timedelta(hours=2)
    if chance.random() < CHANCE_GIVEN_UP:
        return {"state": State.GIVEN_UP, "reason": chance.choice(list(Reason)), "settled_at": settled_at}
    return {"state": State.HELD, "settled_at": settled_at}


def _offer(history: History, chance: random.Random, effect: Effect, teams: Sequence[Team]) -> None:
    """Offer what was seen, in the words that the team wrote for itself: here nobody reads them."""
    try_out = effect.try_out
    kind = OfferKind.DID_NOT if effect.seen == Seen.NO else OfferKind.WORKS
    words = {"title": try_out.text[:80], "what": try_out.text, "came": effect.text}
    offer = history.add(
        Offer(
            team_id=effect.team_id, thread_id=try_out.thread_id, try_out_id=try_out.pk, kind=kind,
            offered_at=effect.noted_at, **words,
        )
    )  # fmt: skip
    day = history.later(effect.noted_at.date(), 5, 90)
    other = chance.choice(teams)
    if day and other.pk != effect.team_id and chance.random() < CHANCE_ADOPTED:
        _adopt(history, chance, offer, other, day)


def _adopt(history: History, chance: random.Random, offer: Offer, team: Team, day: date) -> None:
    at, due = history.moment(day), day + timedelta(days=42)
    told = due < history.today and chance.random() < CHANCE_TOLD
    try_out = history.add(
        TryOut(
            team=team, kind=TryOutKind.EXPERIMENT, text=offer.what, adopted_from=offer.try_out_id, begun_at=at,
            due_on=due, state=TryOutState.LOOKED_BACK if told else TryOutState.RUNNING,
            ended_at=history.moment(due) if told else None,
        )
    )  # fmt: skip
    history.add(
        Adoption(
            offer=offer, team=team, try_out_id=try_out.pk, adopted_at=at,
            seen=chance.choice(list(Seen)) if told else "", told=offer.came if told else "",
            told_at=try_out.ended_at,
        )
    )  # fmt: skip
