"""What somebody is asked to fill in, what they filled in so far, and what a named reader reads."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from drieslag.core.verdict import NotFound
from drieslag.kernel.disclosure import MINIMUMS
from drieslag.kernel.instrument import Instrument
from drieslag.library import instruments
from drieslag.people.models import Person
from drieslag.people.queries import names
from drieslag.privacy.anonymous.enums import Purpose
from drieslag.privacy.anonymous.queries import WayIn, way_of, ways
from drieslag.privacy.models import Look
from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import Group, Invitee, Minimum, NamedAnswer, Round
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
    way: WayIn | None

    @property
    def instrument(self) -> Instrument:
        """What is asked."""
        return instruments.pinned(self.round.instrument)


def sheet_for(person: Person, round_id: UUID) -> Sheet:
    """Return what this person is asked in this round. Raises NotFound for who is not asked."""
    return _sheet(Q(person=person.pk, round=round_id), Q(round__subject=person.pk, round__state=RoundState.DRAFT))


def sheet_of(invitee_id: UUID) -> Sheet:
    """Return what somebody with a code is asked. Raises NotFound."""
    return _sheet(Q(pk=invitee_id, person=None))


def _sheet(invited: Q, before: Q | None = None) -> Sheet:
    """Read the sheet; `before` says of which rounds it is there although they are not open yet."""
    minimum = Minimum.objects.filter(organisation=OuterRef("organisation"))
    opened = ~Q(round__state__in=[RoundState.DRAFT, RoundState.PREPARING])
    person = Person.objects.all()
    found = (
        Invitee.objects.filter(invited)
        .filter(opened | before if before else opened)
        .select_related("round", "group__keyed_in")
        .annotate(
            at_mean=Subquery(minimum.values("mean")[:1]),
            at_distribution=Subquery(minimum.values("distribution")[:1]),
            at_relation=Subquery(minimum.values("relation")[:1]),
            reader_name=Subquery(person.filter(pk=OuterRef("round__reader")).values("name")[:1]),
            subject_name=Subquery(person.filter(pk=OuterRef("round__subject")).values("name")[:1]),
            **ways(Purpose.SURVEY, "group__keyed_in"),
        )
        .first()
    )
    if found is None:
        raise NotFound
    return Sheet(
        round=found.round,
        group=found.group,
        counted_in=None if found.named else found.group.keyed_in,
        holder=found.person or found.pk,
        named=found.named,
        mean=found.at_mean or MINIMUMS.mean,
        distribution=found.at_distribution or MINIMUMS.distribution,
        relation=found.at_relation or MINIMUMS.relation,
        reader=found.reader_name or "",
        subject=found.subject_name or "",
        way=None if found.named else way_of(found),
    )


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
