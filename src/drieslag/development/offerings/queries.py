"""Reading what is offered. Names of who is coming are read by its hosts alone; who came stands nowhere."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection

from drieslag.core import clock
from drieslag.core.verdict import NotFound, require
from drieslag.development.offerings.enums import Kind, Standing, State
from drieslag.development.offerings.models import Host, Material, Moment, Offering, Seat, TakenPart, Trainer
from drieslag.development.offerings.rules import are_names_over, may_see_who_comes
from drieslag.development.offerings.taken import Taken
from drieslag.learning.spread.rules import is_colleague
from drieslag.people.enums import Role
from drieslag.people.models import Membership, OrganisationRole, Person
from drieslag.people.queries import Me, names
from drieslag.privacy.fields import opener_of

LISTED = 200
PAST = timedelta(days=92)
# The home page of growing asks this each time, so it is one plain query.
_COMING = """
    select offering.id, offering.title, offering.first_at, seat.standing
    from offerings_seat seat join offerings_offering offering on offering.id = seat.offering_id
    where seat.person = %(person)s and offering.state = 'planned' and offering.last_at > %(now)s
    union all
    select offering.id, offering.title, offering.first_at, null
    from offerings_host host join offerings_offering offering on offering.id = host.offering_id
    where host.person = %(person)s and offering.state = 'planned' and offering.last_at > %(now)s
    order by 3, 1
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One offering with its days, who gives it, and how the reader stands to it."""

    offering: Offering
    moments: tuple[Moment, ...]
    hosts: tuple[str, ...]
    standing: Standing | None
    is_host: bool

    @property
    def left(self) -> int | None:
        """How many seats are free; None where there is no bound."""
        return None if self.offering.seats is None else self.offering.seats - self.offering.taken

    @property
    def minutes(self) -> int:
        """How long it lasts in all."""
        return sum(moment.minutes for moment in self.moments)

    @property
    def net_minutes(self) -> int:
        """How long one learns in all, without breaks."""
        return sum(moment.net_minutes for moment in self.moments)


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that somebody signed up for, or gives."""

    key: UUID
    title: str
    at: datetime
    standing: Standing | None  # None for who gives it


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is coming, or waits, as its hosts see it before and shortly after."""

    name: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class TakenRow:
    """One thing that somebody took part in, as its owner keeps it."""

    id: UUID
    day: date
    title: str
    minutes: int
    net_minutes: int
    is_live: bool
    host: str
    kind: Kind
    brought: str
    offering: UUID


@dataclass(frozen=True, slots=True)
class TrainerRow:
    """An internal trainer: what one gives, and how often one still can this quarter. None where that was not said."""

    person: UUID
    name: str
    gives: str
    a_quarter: int | None
    planned: int

    @property
    def room(self) -> int | None:
        """How many trainings one can still give this quarter."""
        return None if self.a_quarter is None else max(0, self.a_quarter - self.planned)


def colleagues_only(person: Person) -> None:
    """Raise NotFound for who does not learn here."""
    if not is_colleague(person):
        raise NotFound


def offered(person: Person, kind: Kind | None = None) -> list[Row]:
    """Return what is offered and not over, the first to come first (five queries)."""
    colleagues_only(person)
    found = Offering.objects.filter(state=State.PLANNED, last_at__gt=clock.now())
    found = found.filter(kind=kind) if kind else found
    return _rows(person, list(found.order_by("first_at", "pk")[:LISTED]))


def to_come(me: Me, most: int = LISTED) -> list[Offering]:
    """Return what is offered and did not begin, the first to come first, without its hosts (one query)."""
    if not me.is_colleague:
        return []
    found = Offering.objects.filter(state=State.PLANNED, first_at__gt=clock.now())
    return list(found.order_by("first_at", "pk")[:most])


def lately(person: Person) -> list[Row]:
    """Return what is over for less than three months, the last first (five queries)."""
    colleagues_only(person)
    now = clock.now()
    found = Offering.objects.exclude(state=State.CANCELLED).filter(last_at__lte=now, last_at__gt=now - PAST)
    return _rows(person, list(found.order_by("-last_at", "-pk")[:LISTED]))


def get_row(person: Person, key: UUID) -> Row:
    """Return one offering. Raises NotFound."""
    return _rows(person, [get_offering(person, key)])[0]


def get_offering(person: Person, key: UUID) -> Offering:
    """Return one offering. Raises NotFound."""
    colleagues_only(person)
    found = Offering.objects.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def coming(person: Person) -> list[Coming]:
    """Return what somebody signed up for or gives, and is not over, soonest first (one query)."""
    title_of = opener_of(Offering, "title")
    with connection.cursor() as cursor:
        cursor.execute(_COMING, {"person": person.pk, "now": clock.now()})
        return [
            Coming(key, title_of(title, key), at, Standing(standing) if standing else None)
            for key, title, at, standing in cursor.fetchall()
        ]


def guests(person: Person, offering: Offering) -> list[Guest]:
    """Return who signed up, in the order of asking, for its hosts (two queries beside the rule); nobody from 30 days
    after its end on, whenever the rows themselves go. Raises Refused.
    """
    require(may_see_who_comes(person, offering))
    if are_names_over(offering):
        return []
    seats = list(Seat.objects.filter(offering=offering).order_by("standing", "asked_at", "pk"))
    known = names({seat.person for seat in seats})
    return [Guest(known[seat.person], Standing(seat.standing)) for seat in seats if seat.person in known]


def count_signed_up(offering: Offering) -> int:
    """Return how many signed up or wait: so many get a mail when it changes, unless they want none. No names."""
    return Seat.objects.filter(offering=offering).count()


def place_in_line(person: Person, offering: Offering) -> int:
    """Return how many wait before this person, counting from one; 0 for who does not wait. One's own place only."""
    line = Seat.objects.filter(offering=offering, standing=Standing.WAITING).order_by("asked_at", "pk")
    keys = list(line.values_list("person", flat=True))
    return keys.index(person.pk) + 1 if person.pk in keys else 0


def materials(offering: Offering) -> list[Material]:
    """Return what goes with an offering, in the order in which it was added."""
    return list(Material.objects.filter(offering=offering).order_by("pk"))


def get_material(person: Person, key: UUID) -> Material:
    """Return a material of an offering. Raises NotFound."""
    colleagues_only(person)
    found = Material.objects.select_related("offering").filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def hosts_of(offering: Offering) -> list[UUID]:
    """Return who gives it."""
    return list(Host.objects.filter(offering=offering).order_by("pk").values_list("person", flat=True))


def possible_hosts() -> list[Person]:
    """Return the colleagues who can give something, by name."""
    there = Membership.objects.filter(until=None, team__closed_on=None).values("person")
    held = OrganisationRole.objects.filter(role__in=(Role.INTERNAL_TRAINER, Role.LEARNING_ADVISER)).values("person")
    people = Person.objects.filter(left_on=None)
    return list((people.filter(pk__in=there) | people.filter(pk__in=held)).order_by("name"))


def taken_part(owner: UUID, keys: Collection[UUID] | None = None) -> list[TakenRow]:
    """Return what somebody says to have been at, the latest first (one query). For its owner's eyes."""
    rows = TakenPart.objects.filter(owner=owner)
    found = [_taken(row) for row in (rows if keys is None else rows.filter(pk__in=keys))]
    return sorted(found, key=lambda one: (one.day, one.id), reverse=True)


def get_taken(person: Person, key: UUID) -> TakenRow:
    """Return one's own row. Raises NotFound, also for everybody else's."""
    for row in taken_part(person.pk, [key]):
        return row
    raise NotFound


def _taken(row: TakenPart) -> TakenRow:
    said = Taken.from_text(row.text)
    return TakenRow(
        row.pk, said.day, said.title, said.minutes, said.net_minutes, said.is_live, said.host, Kind(said.kind),
        said.brought, said.offering,
    )  # fmt: skip


def taken_of(person: Person, offering: Offering) -> TakenRow | None:
    """Return one's own row about an offering, or None (one query)."""
    return next((row for row in taken_part(person.pk) if row.offering == offering.pk), None)


def trainers() -> list[TrainerRow]:
    """Return the internal trainers with their room this quarter, by name (four queries)."""
    held = OrganisationRole.objects.filter(role=Role.INTERNAL_TRAINER).values("person")
    there = Membership.objects.filter(role=Role.INTERNAL_TRAINER, until=None).values("person")
    here = Person.objects.filter(left_on=None)
    people = list((here.filter(pk__in=held) | here.filter(pk__in=there)).order_by("name"))
    said = {row.person: row for row in Trainer.objects.all()}
    planned = _planned_this_quarter([one.pk for one in people])
    return [
        TrainerRow(one.pk, one.name, row.gives if row else "", row.a_quarter if row else None, planned[one.pk])
        for one in people
        for row in (said.get(one.pk),)
    ]


def trainer(person: Person) -> Trainer | None:
    """Return what this person said to give, or None."""
    return Trainer.objects.filter(person=person.pk).first()


def _planned_this_quarter(people: Iterable[UUID]) -> dict[UUID, int]:
    since, until = quarter(clock.today())
    rows = Host.objects.filter(
        person__in=list(people),
        offering__kind=Kind.TRAINING,
        offering__first_at__date__gte=since,
        offering__first_at__date__lt=until,
    ).exclude(offering__state=State.CANCELLED)
    found: dict[UUID, int] = defaultdict(int)
    for person in rows.values_list("person", flat=True):
        found[person] += 1
    return found


def quarter(day: date) -> tuple[date, date]:
    """Return the first day of the quarter in which a day lies, and of the one after it."""
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return first, (first + timedelta(days=100)).replace(day=1)


def _rows(person: Person, offerings: list[Offering]) -> list[Row]:
    keys = [one.pk for one in offerings]
    moments: dict[UUID, list[Moment]] = defaultdict(list)
    for moment in Moment.objects.filter(offering__in=keys).order_by("starts_at"):
        moments[moment.offering_id].append(moment)
    hosts: dict[UUID, list[UUID]] = defaultdict(list)
    for offering_id, host in Host.objects.filter(offering__in=keys).order_by("pk").values_list("offering_id", "person"):
        hosts[offering_id].append(host)
    known = names({host for found in hosts.values() for host in found})
    mine = dict(Seat.objects.filter(person=person.pk, offering__in=keys).values_list("offering_id", "standing"))
    return [
        Row(
            one,
            tuple(moments[one.pk]),
            tuple(known[host] for host in hosts[one.pk] if host in known),
            Standing(mine[one.pk]) if one.pk in mine else None,
            person.pk in hosts[one.pk],
        )
        for one in offerings
    ]
