# ruff: noqa: A002 — `round` is the word of the trade
"""Reading mirrors: one's own, and those that somebody shared. Nobody else finds them, whatever their role."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from drieslag.core.verdict import NotFound
from drieslag.kernel.instrument import Instrument
from drieslag.kernel.scoring import score
from drieslag.library import instruments
from drieslag.people.models import Membership, Person
from drieslag.people.queries import names
from drieslag.privacy.models import Look
from drieslag.surveys.enums import NAMED_RELATIONS, Relation, RoundKind, RoundState
from drieslag.surveys.models import ClosedText, Group, Invitee, MirrorShare, NamedAnswer, Record, Round
from drieslag.surveys.queries.instruments import all_for, is_own
from drieslag.surveys.rules.mirror import Pool, is_mirror, is_of, is_sharing_on, may_share

MOST_FOUND = 20
LISTED = 60


@dataclass(frozen=True)
class Chosen:
    """Somebody who can be asked, and how they stand to the subject, if that was said."""

    id: UUID
    name: str
    relation: str = ""


@dataclass(frozen=True)
class Given:
    """What somebody answered under the own name, with the scores on the scales."""

    key: UUID
    person: UUID
    name: str
    answers: Mapping[str, object]
    scores: Mapping[str, float | None]


@dataclass(frozen=True)
class Column:
    """Those who are read together: of which relations, and every figure of them."""

    relations: tuple[str, ...]
    size: int
    answers: int
    records: Mapping[tuple[str, str], Record]


@dataclass(frozen=True)
class Mirror:
    """A closed mirror, for its subject or for somebody with whom it was shared.

    `unread` are the relations of which too few answered; `texts` are what people wrote, by item, in random order.
    """

    round: Round
    instrument: Instrument
    subject: UUID
    name: str
    is_own: bool
    own: Given | None
    leaders: tuple[Given, ...]
    columns: tuple[Column, ...]
    whole: Column | None
    unread: tuple[str, ...]
    texts: Mapping[str, list[str]]


@dataclass(frozen=True)
class Shared:
    """With whom a mirror is shared, and on which days they looked."""

    person: UUID
    name: str
    since: date
    is_on: bool
    days: tuple[date, ...]


def mine(person: Person) -> list[Round]:
    """Return the mirrors of somebody's own work, the latest first (one query)."""
    found = Round.objects.filter(kind=RoundKind.MIRROR, subject=person.pk).exclude(state=RoundState.STOPPED, lost=False)
    return list(found.defer("instrument").order_by("-made_at", "-pk")[:LISTED])


def shared_with(person: Person) -> list[tuple[Round, str]]:
    """Return the mirrors that others share with somebody, with the name of whom each is about."""
    if person.left_on is not None or not is_sharing_on():
        return []
    shares = MirrorShare.objects.filter(person=person.pk).values("round")
    found = Round.objects.filter(pk__in=shares, state=RoundState.CLOSED, shareable=True).order_by("-closed_at")
    rows = list(found.defer("instrument")[:LISTED])
    known = names({row.subject for row in rows if row.subject})
    return [(row, known[row.subject]) for row in rows if row.subject in known]


def get_own(person: Person, key: UUID) -> Round:
    """Return a mirror of one's own work. Raises NotFound."""
    found = Round.objects.filter(pk=key).first()
    if found is None or not is_of(person, found):
        raise NotFound
    return found


def to_choose_from(person: Person) -> list[Instrument]:
    """Return the questionnaires that can be asked as a mirror, the organisation's own first (one query)."""
    found = [each for each in all_for(person).values() if is_mirror(each)]
    return sorted(found, key=lambda each: (not is_own(each.code), each.code))


def can_be_asked() -> QuerySet[Person]:
    """Everybody of the organisation who can sign in."""
    return Person.objects.filter(left_on=None, account__is_active=True)


def chosen(round: Round) -> list[Chosen]:
    """Return who was chosen, by name (two queries)."""
    rows = dict(
        Invitee.objects.filter(round=round, person__isnull=False)
        .exclude(group__relation=Relation.SELF)
        .values_list("person", "group__relation")
    )
    known = names({key for key in rows if key})
    return [Chosen(key, known[key], rows[key]) for key in sorted(known, key=lambda key: known[key])]


def close_by(person: Person) -> list[Chosen]:
    """Return who is in the same teams, by name (one query)."""
    teams = Membership.objects.filter(person=person, until=None).values("team")
    there = Membership.objects.filter(team__in=teams, until=None).values("person")
    return _chosen(can_be_asked().filter(pk__in=there).exclude(pk=person.pk))


def found_by_name(person: Person, words: str) -> list[Chosen]:
    """Return the people in whose names these words stand (one query)."""
    wanted = can_be_asked().exclude(pk=person.pk)
    parts = words.replace("\x00", "").split()[:5]
    for part in parts:
        wanted = wanted.filter(name__icontains=part)
    return _chosen(wanted)[:MOST_FOUND] if parts else []


def _chosen(people: QuerySet[Person]) -> list[Chosen]:
    return [Chosen(key, name) for key, name in people.order_by("name", "pk").values_list("pk", "name")[:200]]


def codes_of(round: Round) -> dict[str, int]:
    """Return how many come with a code, by relation (one query)."""
    found: dict[str, int] = defaultdict(int)
    for relation in Invitee.objects.filter(round=round, person=None).values_list("group__relation", flat=True):
        found[relation] += 1
    return dict(found)


def groups_of(round: Round) -> list[Group]:
    """Return the groups of a mirror, the relations in their own order (one query)."""
    order = {relation.value: place for place, relation in enumerate(Relation)}
    return sorted(round.groups.all(), key=lambda group: order.get(group.relation, len(order)))


def pools(round: Round) -> list[Pool]:
    """Return whose answers are told together: each group with a key of its own, and everybody. Codes count as if the
    same people held them in every mirror, which is the worst that can be.
    """
    found: dict[UUID | None, set[object]] = defaultdict(set)
    number: dict[str, int] = defaultdict(int)
    asked = Invitee.objects.filter(round=round, named=False).order_by("pk")
    for person, relation, pool in asked.values_list("person", "group__relation", "group__keyed_in"):
        if person is None:
            number[relation] += 1
        who: object = person or (relation, number[relation])
        found[pool].add(who)
        found[None].add(who)
    return [frozenset(pool) for pool in found.values()]


def is_enough(round: Round) -> bool:
    """Whether enough people answered, as it was found last night."""
    return any(group.enough for group in round.groups.all() if group.relation not in NAMED_RELATIONS)


def own_is_in(person: Person, round: Round) -> bool:
    """Whether somebody wrote down how they see themselves."""
    return NamedAnswer.objects.filter(round=round, person=person.pk, handed_in_at__isnull=False).exists()


def look_into(person: Person, key: UUID) -> Mirror:
    """Return a closed mirror as its subject, or as somebody with whom it is shared, sees it. Raises NotFound.

    Use `actions.mirror.look`: looks are written down. Whoever it is shared with reads neither what people wrote nor
    what a leader answered: that was said to the subject.
    """
    found = Round.objects.filter(pk=key, kind=RoundKind.MIRROR, state=RoundState.CLOSED).first()
    if found is None or found.subject is None:
        raise NotFound
    owns = is_of(person, found)
    if not owns and person.left_on is not None:  # who left comes in for what is their own
        raise NotFound
    if not owns and not (found.shares.filter(person=person.pk).exists() and may_share(found)):
        raise NotFound
    instrument = instruments.pinned(found.instrument)
    groups = groups_of(found)
    whole = next(group for group in groups if group.parent_id is None)
    own, leaders = _named(found, instrument)
    columns, everybody = _columns(found, groups, whole)
    return Mirror(
        round=found,
        instrument=instrument,
        subject=found.subject,
        name=person.name if owns else own.name if own else names({found.subject}).get(found.subject, ""),
        is_own=owns,
        own=own,
        leaders=tuple(given for given in leaders if owns or given.person == person.pk),
        columns=columns,
        whole=everybody if len(columns) > 1 else None,
        unread=tuple(group.relation for group in _asked(groups) if group.counted_in_id is None),
        texts=_texts(whole) if owns else {},
    )


def _asked(groups: list[Group]) -> list[Group]:
    """The relations of which somebody was asked without a name."""
    return [group for group in groups if group.members and group.relation not in {"", *NAMED_RELATIONS}]


def _columns(round: Round, groups: list[Group], whole: Group) -> tuple[tuple[Column, ...], Column]:
    records: dict[UUID, dict[tuple[str, str], Record]] = defaultdict(dict)
    for record in Record.objects.filter(round=round):
        records[record.group_id][record.about, record.of] = record
    parts = _asked(groups)

    def column(group: Group) -> Column:
        inside = tuple(part.relation for part in parts if part.counted_in_id == group.pk)
        return Column(inside, group.size or 0, group.answers or 0, records[group.pk])

    counting = [group for group in groups if group.counted_in_id == group.pk and group.relation not in NAMED_RELATIONS]
    columns = tuple(column(group) for group in counting)
    asked = sum(each.size for each in columns), sum(each.answers for each in columns)
    return columns, Column(tuple(part.relation for part in parts), *asked, records[whole.pk])


def _named(round: Round, instrument: Instrument) -> tuple[Given | None, list[Given]]:
    rows = list(NamedAnswer.objects.filter(round=round, handed_in_at__isnull=False).order_by("pk"))
    known = names({row.person for row in rows}) if rows else {}
    given = [_given(row, instrument, known.get(row.person, "")) for row in rows]
    own = next((each for each in given if each.person == round.subject), None)
    return own, [each for each in given if each.person != round.subject]


def _given(row: NamedAnswer, instrument: Instrument, name: str) -> Given:
    answers = json.loads(row.answers)
    return Given(row.pk, row.person, name, answers, score(instrument, answers))


def _texts(whole: Group) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in ClosedText.objects.filter(group=whole).order_by("pk"):
        found[row.item].append(row.text)
    return dict(found)


def shares_of(person: Person, round: Round) -> list[Shared]:
    """Return with whom the subject shares a mirror, or did, and every look at it (three queries)."""
    if not is_of(person, round):
        raise NotFound
    since = dict(MirrorShare.objects.filter(round=round).values_list("person", "shared_on"))
    days: dict[UUID, list[date]] = defaultdict(list)
    looks = Look.objects.filter(owner=person.pk, object_kind="mirror", object_id=round.pk).order_by("day")
    for viewer, day in looks.values_list("viewer", "day"):
        days[viewer].append(day)
    known = names({*since, *days})
    return [
        Shared(key, known[key], since.get(key) or days[key][0], key in since, tuple(days[key]))
        for key in sorted(known, key=lambda key: known[key])
    ]
