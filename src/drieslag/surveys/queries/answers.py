"""What somebody is asked to fill in, what they filled in so far, and what a named reader reads."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.kernel.disclosure import MINIMUMS
from drieslag.kernel.instrument import Instrument
from drieslag.library import instruments
from drieslag.people.models import Person
from drieslag.people.queries import names
from drieslag.privacy.anonymous.enums import RoundState as KeyState
from drieslag.privacy.anonymous.models import Box
from drieslag.privacy.anonymous.models import Round as KeyRound
from drieslag.privacy.anonymous.queries import RoundCard, WayIn, card
from drieslag.privacy.fields import Sealed
from drieslag.privacy.models import Look
from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import Group, NamedAnswer, Round
from drieslag.surveys.rules.answers import may_answer, may_read_named, teams_read_by
from drieslag.surveys.rules.rounds import may_know

SHUT = frozenset({RoundState.CLOSED, RoundState.STOPPED})


@dataclass(frozen=True)
class Sheet:
    """A questionnaire for one invitee. `counted_in` is the group whose key the answers get, nothing when named.

    `mean`, `distribution` and `relation` are the minimums that hold here; `reader` and `subject` are names.
    `way` is where an anonymous one is handed in; without it the keys are gone.
    """

    round: Round
    group: Group
    counted_in: Group | None
    holder: UUID
    named: bool
    mean: int
    distribution: int
    relation: int
    reader: str
    subject: str
    together: tuple[str, ...]  # the groups that are read together there, by name; those in no team have none
    way: WayIn | None
    card: RoundCard | None  # while tokens are given

    @property
    def instrument(self) -> Instrument:
        """What is asked."""
        return instruments.pinned(self.round.instrument)


def sheet_for(person: Person, round_id: UUID) -> Sheet:
    """Return what this person is asked in this round. Raises NotFound for who is not asked."""
    return _sheet({"person": person.pk, "round": round_id, "invitee": None})


def sheet_of(invitee_id: UUID) -> Sheet:
    """Return what somebody with a code is asked. Raises NotFound."""
    return _sheet({"person": None, "round": None, "invitee": invitee_id})


# All that a page needs, in one query: hundreds open it within the minute in which the invitation comes. Whom a mirror
# is about answers before it is open. Keys of a group: a signing key that is not closed, and a box that is shut.
_SHEET = """
    select invitee.id, invitee.person, invitee.named,
        round.id, round.organisation_id, round.kind, round.mode, round.state, round.title, round.instrument,
        round.closes_at, round.reader_role, round.reader, round.subject, round.shareable,
        own.id, own.name, own.relation, own.team_id, counted.id, counted.name, counted.relation,
        minimum.mean, minimum.distribution, minimum.relation, reader.name, subject.name,
        array(
            select case when part.parent_id is null and part.team_id is null then '' else part.name end
            from surveys_group part where part.keyed_in_id = counted.id and part.members > 0 order by part.name
        ),
        key.id, key.modulus, key.fingerprint, key.state, box.id, box.max_length
    from surveys_invitee invitee
    join surveys_round round on round.id = invitee.round_id
    join surveys_group own on own.id = invitee.group_id
    left join surveys_group counted on counted.id = own.keyed_in_id and not invitee.named
    left join surveys_minimum minimum on minimum.organisation_id = invitee.organisation_id
    left join people_person reader on reader.id = round.reader
    left join people_person subject on subject.id = round.subject
    left join privacy_round key
        on key.scope = counted.id and key.purpose = 'survey' and key.part = '' and key.state <> 'closed'
    left join privacy_box box
        on box.scope = counted.id and box.purpose = 'survey' and box.part = '' and box.state = 'shut'
    where (invitee.person = %(person)s and invitee.round_id = %(round)s
            or invitee.id = %(invitee)s and invitee.person is null)
        and (round.state not in ('draft', 'preparing') or round.state = 'draft' and round.subject = %(person)s)
"""


def _sheet(wanted: dict[str, UUID | None]) -> Sheet:
    with connection.cursor() as cursor:
        cursor.execute(_SHEET, wanted)
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    invitee, person, named = row[:3]
    found = _round(row[3:15])
    own = Group(pk=row[15], round=found, name=row[16], relation=row[17], team_id=row[18])
    minimums = zip(row[22:25], (MINIMUMS.mean, MINIMUMS.distribution, MINIMUMS.relation), strict=True)
    mean, distribution, relation = (given or least for given, least in minimums)
    return Sheet(
        round=found,
        group=own,
        counted_in=None if row[19] is None else Group(pk=row[19], round=found, name=row[20], relation=row[21]),
        holder=person or invitee,
        named=named,
        mean=mean,
        distribution=distribution,
        relation=relation,
        reader=row[25] or "",
        subject=row[26] or "",
        together=tuple(row[27]),
        way=_way(row[28:]),
        card=_card(found, row[28:32]),
    )


def _round(columns: Sequence[Any]) -> Round:
    names_ = ("pk", "organisation_id", "kind", "mode", "state", "title", "instrument", "closes_at", "reader_role",
              "reader", "subject", "shareable")  # fmt: skip
    given = dict(zip(names_, columns, strict=True))
    return Round(**{**given, "title": Sealed(bytes(given["title"]))})


def _way(columns: Sequence[Any]) -> WayIn | None:
    key, _modulus, fingerprint, state, box, max_length = columns
    if key is None or box is None:
        return None
    return WayIn(KeyRound(pk=key, fingerprint=fingerprint, state=state), Box(pk=box, max_length=max_length))


def _card(found: Round, columns: Sequence[Any]) -> RoundCard | None:
    """The round for which a token is given now."""
    key, modulus, fingerprint, state = columns
    if key is None or state != KeyState.OPEN or found.state != RoundState.OPEN or found.closes_at <= clock.now():
        return None
    return card(KeyRound(pk=key, modulus=modulus, fingerprint=fingerprint))


def get_shut(person: Person, round_id: UUID) -> Round:
    """Return a round that takes no answers any more, for who may know of it. Raises NotFound."""
    found = Round.objects.filter(pk=round_id, state__in=SHUT).first()
    if found is None or not may_know(person, found):
        raise NotFound
    return found


@dataclass(frozen=True)
class Own:
    """What somebody answered under the own name so far."""

    answers: Mapping[str, object]
    is_handed_in: bool


NOTHING_YET = Own({}, is_handed_in=False)


def own_answers(person: Person, round_id: UUID) -> Own:
    """Return one's own draft or answers."""
    found = NamedAnswer.objects.filter(round=round_id, person=person.pk).first()
    return Own(json.loads(found.answers), found.handed_in_at is not None) if found else NOTHING_YET


def handed_in(person: Person, rounds: Sequence[UUID]) -> set[UUID]:
    """Return in which of these rounds this person has handed in under the own name."""
    found = NamedAnswer.objects.filter(round__in=rounds, person=person.pk, handed_in_at__isnull=False)
    return set(found.values_list("round_id", flat=True))


@dataclass(frozen=True)
class Looked:
    """That somebody read one's answers."""

    name: str
    day: date


@dataclass(frozen=True)
class Handed:
    """Answers that somebody handed in under the own name, and who looked at them."""

    round: Round
    can_change: bool
    looks: tuple[Looked, ...]


def given_by(person: Person) -> list[Handed]:
    """Return what this person handed in under the own name, the latest first, with every look at it (three queries)."""
    rows = NamedAnswer.objects.filter(person=person.pk, handed_in_at__isnull=False).select_related("round")
    found = list(rows.order_by("-round__closes_at", "pk"))
    looks = list(Look.objects.filter(owner=person.pk, object_id__in=[row.pk for row in found]).order_by("day", "pk"))
    known = names({look.viewer for look in looks}) if looks else {}
    return [
        Handed(
            row.round,
            bool(may_answer(row.round, person.pk)),
            tuple(Looked(known.get(look.viewer, ""), look.day) for look in looks if look.object_id == row.pk),
        )
        for row in found
    ]


def readable(person: Person, round_id: UUID) -> Round:
    """Return a round whose answers this person reads under their names. Raises NotFound."""
    found = Round.objects.filter(pk=round_id).first()
    if found is None or not may_read_named(person, found):
        raise NotFound
    return found


@dataclass(frozen=True)
class Given:
    """One person's answers, for the reader who was named beforehand."""

    name: str
    answers: Mapping[str, object]


@dataclass(frozen=True)
class Reading:
    """The answers of a round that one reads under their names."""

    round: Round
    instrument: Instrument
    given: tuple[Given, ...]
    keys: tuple[tuple[UUID, UUID], ...]  # of each answer and its owner


def reading_for(person: Person, round_id: UUID) -> Reading:
    """Return what this reader reads. Raises NotFound for everybody else, and when the consent has ended.

    Use `actions.answers.read_named`: each look is written down for who is looked at.
    """
    found = readable(person, round_id)
    rows = NamedAnswer.objects.filter(round=found, handed_in_at__isnull=False)
    teams = teams_read_by(person, found)
    if teams is not None:
        rows = rows.filter(group__team__in=teams)
    answers = list(rows)
    known = names({row.person for row in answers})
    order = sorted(answers, key=lambda row: known.get(row.person, ""))
    return Reading(
        round=found,
        instrument=instruments.pinned(found.instrument),
        given=tuple(Given(known.get(row.person, ""), json.loads(row.answers)) for row in order),
        keys=tuple((row.pk, row.person) for row in order),
    )
