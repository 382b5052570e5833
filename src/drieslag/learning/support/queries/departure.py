"""Lists of who leaves, for those who may know of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from drieslag.core.verdict import NotFound
from drieslag.learning.support.enums import ItemKind
from drieslag.learning.support.models import Departure, DepartureItem
from drieslag.learning.support.rules import may_see_departure
from drieslag.learning.threads.queries import DueTryOut, my_try_outs
from drieslag.people.models import Person
from drieslag.people.queries import Me, names


@dataclass(frozen=True, slots=True)
class Line:
    """One line with the names that belong to it."""

    item: DepartureItem
    passed_to: str
    by: str
    may_remove: bool


@dataclass(frozen=True, slots=True)
class Leaving:
    """One list as its page shows it to this reader."""

    departure: Departure
    lines: dict[ItemKind, tuple[Line, ...]]
    try_outs: Sequence[DueTryOut]
    is_own: bool
    may_fill: bool


def departures_for(me: Me) -> list[Departure]:
    """Return one's own lists, those one helps with, and those that were shared with one's teams (one query)."""
    mine = Q(person=me.person) | Q(team__in=me.team_ids) & (Q(shared_at__isnull=False) | Q(colleague=me.person))
    return list(Departure.objects.filter(mine).select_related("team", "person").order_by("began_on", "pk"))


def get_departure(person: Person, key: UUID) -> Departure:
    """Return a list that this person may know of. Raises NotFound."""
    found = Departure.objects.filter(pk=key).select_related("team", "person", "colleague").first()
    if found is None or not may_see_departure(person, found):
        raise NotFound
    return found


def get_item(person: Person, key: UUID) -> DepartureItem:
    """Return a line of a list that this person may know of. Raises NotFound."""
    found = DepartureItem.objects.filter(pk=key).first()
    if found is None:
        raise NotFound
    found.departure = get_departure(person, found.departure_id)
    return found


def leaving(person: Person, departure: Departure) -> Leaving:
    """Return a list with its lines; one's own open try-outs in that team stand beside it for the leaver alone."""
    items = list(departure.items.order_by("noted_at", "pk"))
    named = names({key for item in items for key in (item.passed_to, item.by) if key})
    own = person.pk == departure.person_id
    lines = {
        kind: tuple(_line(item, named, person, own=own) for item in items if item.kind == kind) for kind in ItemKind
    }
    tries = [one for one in my_try_outs(person) if one.team_id == departure.team_id] if own else []
    return Leaving(departure, lines, tries, own, own or person.pk == departure.colleague_id)


def _line(item: DepartureItem, named: dict[UUID, str], person: Person, *, own: bool) -> Line:
    def name(key: UUID | None) -> str:
        return named.get(key, "") if key else ""

    return Line(item, name(item.passed_to), name(item.by), own or item.by == person.pk)
