"""Asking for a talk, and agreeing on its moment."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from drieslag.core.ids import new_id
from drieslag.core.verdict import require
from drieslag.development.talks.actions.locking import locked, settle
from drieslag.development.talks.enums import Side, TalkKind, TalkState
from drieslag.development.talks.models import ABOUT_MAX, PLACE_MAX, Talk
from drieslag.development.talks.rules import may_answer, may_ask, may_call_off, may_move, may_plan_at, side_of
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.people.models import Person


def ask_for_talk(
    *,
    by: Person,
    owner: Person,
    other: Person,
    kind: TalkKind,
    planned_at: datetime,
    place: str = "",
    about: str = "",
    key: UUID | None = None,
) -> Talk:
    """Ask a colleague for a talk about one's own growth; or, as a leader, somebody for a talk about theirs.

    Whoever is asked accepts the moment. Raises Refused.
    """
    with transaction.atomic():
        require(may_ask(by, owner, other))
        side = Side.OWNER if by.pk == owner.pk else Side.OTHER
        known = earlier(Talk, key)
        if known and (known.owner, known.other, known.begun_by) == (owner.pk, other.pk, side):
            return known
        require(may_plan_at(planned_at))
        return Talk.objects.create(
            id=new_id() if known else key or new_id(),
            organisation_id=by.organisation_id,
            owner=owner.pk,
            other=other.pk,
            kind=kind,
            begun_by=side,
            asked_by=side,
            planned_at=planned_at,
            place=within(place, PLACE_MAX, needed=False),
            about=within(about, ABOUT_MAX, needed=False),
        )


def accept(*, by: Person, talk: Talk) -> Talk:
    """Accept the moment; twice is once."""
    with transaction.atomic():
        now = locked(by, talk)
        if now.state == TalkState.PLANNED:
            return now
        require(may_answer(by, now))
        return settle(now, TalkState.PLANNED)


def decline(*, by: Person, talk: Talk) -> Talk:
    """Say that it does not fit; no reason is asked."""
    with transaction.atomic():
        now = locked(by, talk)
        require(may_answer(by, now))
        return settle(now, TalkState.DECLINED)


def move(*, by: Person, talk: Talk, planned_at: datetime, place: str) -> Talk:
    """Propose another moment or place, which the other then accepts."""
    with transaction.atomic():
        now = locked(by, talk)
        require(may_move(by, now))
        require(may_plan_at(planned_at))
        side = side_of(by, now)
        assert side is not None
        now.asked_by, now.planned_at, now.place = side, planned_at, within(place, PLACE_MAX, needed=False)
        return settle(now, TalkState.ASKED, "asked_by", "planned_at", "place")


def call_off(*, by: Person, talk: Talk) -> Talk:
    """Call it off; what was prepared stays with who wrote it."""
    with transaction.atomic():
        now = locked(by, talk)
        require(may_call_off(by, now))
        return settle(now, TalkState.CALLED_OFF)
