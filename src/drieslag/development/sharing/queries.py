"""Reading shares: with whom something is shared, what others share with me, and who looked."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Exists, OuterRef, Subquery, Value

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.development.sharing import things
from drieslag.development.sharing.enums import GATED, Kind
from drieslag.development.sharing.models import Share
from drieslag.development.sharing.rules import kept_from, leads
from drieslag.people.enums import LEARNING_ROLES
from drieslag.people.models import Membership, OrganisationRole, Person
from drieslag.people.queries import names
from drieslag.privacy.consents import is_allowed
from drieslag.privacy.models import ConsentScope, Look

LISTED = 60
LATELY = timedelta(days=30)  # after that it is no news any more
MOST_FOUND = 20
MOST_PARTS = 5

# Two that pages ask with every list of things of one's own.
_SHARED = """
    select share.object_id, person.name, share.kind = any(%(gated)s) and (
        exists (select from people_organisationrole hat where hat.person_id = person.id and hat.role = 'director')
        or exists (
            select from people_membership led join people_membership own on own.team_id = led.team_id
            where led.person_id = person.id and led.role = 'team_leader' and led.until is null
            and own.person_id = %(owner)s and own.until is null
        )
    )
    from sharing_share share join people_person person on person.id = share.person
    where share.owner = %(owner)s order by person.name, person.id
"""
_LOOKS = """
    select coalesce(person.name, ''), look.object_kind, look.object_id, look.day
    from privacy_look look left join people_person person on person.id = look.viewer
    where look.owner = %(owner)s order by look.day desc, look.id desc limit %(most)s
"""


@dataclass(frozen=True, slots=True)
class SharedWith:
    """With whom a thing is shared, or was, and on which days they looked."""

    person: UUID
    name: str
    is_on: bool
    days: tuple[date, ...]
    is_kept: bool = False  # whether it cannot be read now: a leader's, without consent

    @property
    def reads_now(self) -> bool:
        """Whether it is shared with them and they can read it."""
        return self.is_on and not self.is_kept


@dataclass(frozen=True, slots=True)
class Readers:
    """The names of those with whom a thing is shared: who can read it now, and from whom it is kept for want of
    consent.
    """

    now: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SharedByOther:
    """Something that a colleague shares: of what kind and since when. Its words are opened only when one asks."""

    key: UUID
    kind: Kind
    owner: str
    on: date


@dataclass(frozen=True, slots=True)
class LookAt:
    """One look of somebody at something of mine."""

    name: str
    kind: str
    object_id: UUID
    day: date


def get_own(person: Person, kind: str, key: UUID) -> things.Told:
    """Return a thing of one's own, as others would read it. Raises NotFound."""
    found = things.one(person.pk, Kind(kind), key) if kind in Kind else None
    if found is None:
        raise NotFound
    return found


def readers_of(person: Person, kind: Kind, key: UUID) -> list[SharedWith]:
    """Return with whom a thing of one's own is shared and who looked at it (three queries, and one where it is shared
    with a leader who reads it only by consent).
    """
    now = set(Share.objects.filter(owner=person.pk, kind=kind, object_id=key).values_list("person", flat=True))
    days: dict[UUID, list[date]] = defaultdict(list)
    looks = Look.objects.filter(owner=person.pk, object_id=key).order_by("day")
    for viewer, day in looks.values_list("viewer", "day"):
        days[viewer].append(day)
    leader = leads(person.pk) if kind in GATED else Value(False, BooleanField())
    known = list(
        Person.objects.filter(pk__in=now | set(days)).annotate(leader=leader).values_list("pk", "name", "leader")
    )
    is_kept = any(led and key in now for key, _name, led in known) and not is_allowed(ConsentScope.LEADER_SEES_PLANS)
    found = [
        SharedWith(key, name, key in now, tuple(days[key]), is_kept and led and key in now) for key, name, led in known
    ]
    return sorted(found, key=lambda one: (not one.is_on, one.name))


def names_shared_with(person: Person) -> dict[UUID, list[str]]:
    """Return who can read each thing of one's own now, by its key (one query, two where a leader needs consent)."""
    return {key: found.now for key, found in readers_by_thing(person).items() if found.now}


def readers_by_thing(person: Person) -> dict[UUID, Readers]:
    """Return with whom each thing of one's own is shared, by its key, and whether they can read it now (one query, and
    one where something is shared with a leader who reads it only by consent).
    """
    with connection.cursor() as cursor:
        cursor.execute(_SHARED, {"owner": person.pk, "gated": [kind.value for kind in GATED]})
        rows = cursor.fetchall()
    is_kept = any(by_consent for _key, _name, by_consent in rows) and not is_allowed(ConsentScope.LEADER_SEES_PLANS)
    found: dict[UUID, Readers] = defaultdict(Readers)
    for key, name, by_consent in rows:
        (found[key].kept if by_consent and is_kept else found[key].now).append(name)
    return dict(found)


def shared_with(person: Person) -> list[SharedByOther]:
    """Return what colleagues share with this person and may reach them now, the latest first (two queries, and two to
    four more for what leaders read only by consent); nothing is opened by it.
    """
    return _reached(person, list(Share.objects.filter(person=person.pk).order_by("-shared_on", "-pk")[:LISTED]))


def unopened(person: Person) -> str:
    """Return who shared something with this person lately that was not opened yet, or no name (one query, and one to
    four more where only plans and declarations were shared, which reach leaders by consent).
    """
    looked = Look.objects.filter(viewer=person.pk, object_id=OuterRef("object_id"))
    owner = Person.objects.filter(pk=OuterRef("owner")).values("name")
    recent = Share.objects.filter(~Exists(looked), person=person.pk, shared_on__gt=clock.today() - LATELY)
    named = recent.annotate(name=Subquery(owner)).exclude(name=None).order_by("-shared_on", "-pk")
    found = list(named.values_list("kind", "owner", "name")[:LISTED])
    free = [name for kind, _owner, name in found if kind not in GATED]
    if not free and found:
        kept = kept_from(person.pk, {each for _kind, each, _name in found})
        free = [name for _kind, each, name in found if each not in kept]
    return free[0] if free and person.left_on is None else ""


def get_shared(person: Person, share_id: UUID) -> SharedByOther:
    """Return of what kind and whose a shared thing is, without opening it. Raises NotFound."""
    found = _reached(person, list(Share.objects.filter(pk=share_id, person=person.pk)))
    if not found:
        raise NotFound
    return found[0]


def _reached(person: Person, rows: list[Share]) -> list[SharedByOther]:
    """Who left comes in for what is their own, and for nothing of colleagues."""
    if person.left_on is not None:
        return []
    kept = kept_from(person.pk, {row.owner for row in rows if row.kind in GATED})
    rows = [row for row in rows if row.kind not in GATED or row.owner not in kept]
    known = names({row.owner for row in rows})
    return [
        SharedByOther(row.pk, Kind(row.kind), known[row.owner], row.shared_on) for row in rows if row.owner in known
    ]


def looks_at(person: Person, most: int = LISTED) -> list[LookAt]:
    """Return who looked at what of mine, the latest first (one query)."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOKS, {"owner": person.pk, "most": most})
        return [LookAt(*row) for row in cursor.fetchall()]


def found_by_name(person: Person, words: str) -> list[tuple[UUID, str]]:
    """Return the colleagues in whose names these words stand, without this person (one query)."""
    in_team = Membership.objects.filter(person=OuterRef("pk"), until=None, team__closed_on=None)
    learning = OrganisationRole.objects.filter(person=OuterRef("pk"), role__in=LEARNING_ROLES)
    found = Person.objects.filter(Exists(in_team) | Exists(learning), left_on=None).exclude(pk=person.pk)
    parts = words.replace("\x00", "").split()[:MOST_PARTS]
    for part in parts:
        found = found.filter(name__icontains=part)
    return list(found.order_by("name", "pk").values_list("pk", "name")[:MOST_FOUND]) if parts else []
