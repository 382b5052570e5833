"""Reading talks: by the two people of each, and by nobody else whatever their role."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.development.talks import agreed, table
from drieslag.development.talks.enums import AHEAD, ReplyKind, Side, TalkKind, TalkState
from drieslag.development.talks.models import Agreement, Preparation, Reply, Talk
from drieslag.development.talks.rules import side_of
from drieslag.development.talks.table import Laid
from drieslag.people.models import Person
from drieslag.people.queries import names
from drieslag.privacy.models import Look

SOON = timedelta(days=8)
LISTED = 100
AHEAD_NAMES = [state.value for state in AHEAD]
# Two pages ask this each time they are opened, so it is one plain query.
_COMING = """
    select talk.id, coalesce(person.name, ''), talk.planned_at, talk.kind, talk.owner = %(person)s, talk.state,
        talk.asked_by, talk.agreed_number, talk.replied_number
    from talks_talk talk left join people_person person
        on person.id = case when talk.owner = %(person)s then talk.other else talk.owner end
    where (talk.owner = %(person)s or talk.other = %(person)s) and (
        (talk.state = any(%(ahead)s) and talk.planned_at >= %(since)s)
        or (talk.other = %(person)s and talk.agreed_number > talk.replied_number)
    )
    order by talk.planned_at, talk.id limit %(most)s
"""


@dataclass(frozen=True, slots=True)
class Coming:
    """A talk that comes, or that waits for an answer of this person."""

    key: UUID
    name: str
    at: datetime
    kind: TalkKind
    is_mine: bool  # whether it is about this person's own growth
    is_asked: bool  # whether it waits for this person's answer
    to_confirm: bool  # whether agreements wait for this person's name
    is_planned: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A talk in the list."""

    talk: Talk
    name: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the agreements, and what the other did with it."""

    agreement: Agreement
    lines: tuple[agreed.Line, ...]
    confirmed_on: date | None
    sentence: str
    said_on: date | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A talk as one of its two people sees it at this moment."""

    talk: Talk
    side: Side
    name: str  # of the other of the two
    mine: Preparation | None
    theirs: Preparation | None  # only what was laid open
    theirs_is_closed: bool  # laid open, but not opened by this reader today: opening is seen
    versions: tuple[Version, ...]  # the latest first

    @property
    def latest(self) -> Version | None:
        """The version that holds, or waits to be confirmed."""
        return self.versions[0] if self.versions else None


def get_talk(person: Person, key: UUID) -> Talk:
    """Return a talk of this person. Raises NotFound for everybody else, whatever their role."""
    found = _of(person).filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def _of(person: Person) -> QuerySet[Talk]:
    return Talk.objects.filter(Q(owner=person.pk) | Q(other=person.pk))


def seen(person: Person, key: UUID) -> Seen:
    """Return a talk as this person sees it now (at most six queries). Raises NotFound."""
    talk = get_talk(person, key)
    side = side_of(person, talk)
    assert side is not None
    with_whom = talk.other if side == Side.OWNER else talk.owner
    prepared_here = Preparation.objects.filter(talk=talk)
    may_read = person.left_on is None or side == Side.OWNER  # who left reads no colleague's words any more
    open_now = prepared_here.filter(Q(side=side) | Q(opened_on__isnull=False) if may_read else Q(side=side))
    prepared = {Side(row.side): row for row in open_now}
    theirs = prepared.get(Side.OTHER if side == Side.OWNER else Side.OWNER)
    return Seen(
        talk=talk,
        side=side,
        name=names({with_whom}).get(with_whom, "") if with_whom else "",
        mine=prepared.get(side),
        theirs=theirs,
        theirs_is_closed=theirs is not None and side == Side.OTHER and not _looked_today(person, talk),
        versions=_versions(talk),
    )


def _looked_today(person: Person, talk: Talk) -> bool:
    return Look.objects.filter(viewer=person.pk, object_id=talk.pk, day=clock.today()).exists()


def _versions(talk: Talk) -> tuple[Version, ...]:
    rows = list(Agreement.objects.filter(talk=talk).order_by("-number"))
    replies = {(row.agreement_id, ReplyKind(row.kind)): row for row in Reply.objects.filter(agreement__talk=talk)}
    found = []
    for row in rows:
        signed = replies.get((row.pk, ReplyKind.CONFIRMED))
        said = replies.get((row.pk, ReplyKind.SENTENCE))
        found.append(
            Version(
                row,
                agreed.from_text(row.lines),
                signed.said_on if signed else None,
                said.sentence if said else "",
                said.said_on if said else None,
            )
        )
    return tuple(found)


def answers_of(preparation: Preparation | None) -> dict[str, str]:
    """Return what was prepared, by the key of the question."""
    return dict(json.loads(preparation.answers)) if preparation else {}


def cards_of(talk: Talk) -> tuple[Laid, ...]:
    """Return the cards that lie on the table."""
    return table.from_text(talk.cards)


def talks(person: Person) -> list[Row]:
    """Return the talks of this person, the latest moment first (two queries)."""
    rows = list(_of(person).order_by("-planned_at", "-pk")[:LISTED])
    known = names({key for row in rows for key in (row.owner, row.other) if key and key != person.pk})
    return [_row(person, row, known) for row in rows]


def _row(person: Person, talk: Talk, known: dict[UUID, str]) -> Row:
    is_mine = talk.owner == person.pk
    with_whom = talk.other if is_mine else talk.owner
    return Row(talk, known.get(with_whom, "") if with_whom else "", is_mine)


def coming(person: Person) -> list[Coming]:
    """Return the talks that come, that wait for an answer, or whose agreements do (one query)."""
    since = clock.now() - timedelta(hours=12)
    with connection.cursor() as cursor:
        cursor.execute(_COMING, {"person": person.pk, "ahead": AHEAD_NAMES, "since": since, "most": LISTED})
        return [
            Coming(
                key=key,
                name=name,
                at=at,
                kind=TalkKind(kind),
                is_mine=is_mine,
                is_asked=state == TalkState.ASKED and asked_by != (Side.OWNER if is_mine else Side.OTHER),
                to_confirm=not is_mine and agreed_ > replied,
                is_planned=state == TalkState.PLANNED,
            )
            for key, name, at, kind, is_mine, state, asked_by, agreed_, replied in cursor.fetchall()
        ]


def waiting(person: Person) -> list[Coming]:
    """Return of those what asks something of this person now: an answer, a name, or to prepare a talk of this week
    (one query).
    """
    until = clock.now() + SOON
    return [one for one in coming(person) if one.is_asked or one.to_confirm or (one.is_planned and one.at <= until)]
