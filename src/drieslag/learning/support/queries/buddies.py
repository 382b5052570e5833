"""Who is whose buddy, what is proposed to oneself, and which talk is due for oneself."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max, Prefetch, QuerySet

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.learning.support.enums import PairState
from drieslag.learning.support.models import BuddyWish, Pair, PairSeat
from drieslag.people.models import Membership, Person


@dataclass(frozen=True, slots=True)
class DueTalk:
    """A talk of buddies that is due, as one's own page shows it. `key` is the pair's."""

    key: UUID
    name: str
    weeks: int
    """How many weeks ago they spoke last, or became buddies."""


@dataclass(frozen=True, slots=True)
class Own:
    """One's own pair or proposal."""

    pair: Pair
    names: tuple[str, ...]
    agreed: bool
    wants_change: bool
    spoke_on: date | None
    due_on: date | None

    @property
    def is_agreed(self) -> bool:
        """Whether they are buddies, and no proposal to each other."""
        return self.pair.state == PairState.AGREED

    @property
    def spoke_today(self) -> bool:
        """Whether a talk of today is noted, so that it can be undone."""
        return self.spoke_on == clock.today()


@dataclass(frozen=True, slots=True)
class Buddies:
    """What the page of buddies of one team shows one member."""

    own: Own | None
    proposals: tuple[Own, ...]
    pairs: tuple[tuple[str, ...], ...]
    """The names in each pair of the team: those agreed to being seen when they said yes."""
    wish: BuddyWish
    others: tuple[Person, ...]


def buddies_of(person: Person, team_id: UUID) -> Buddies:
    """Return the buddies of a team, as this member sees them."""
    names = dict(_members(team_id).values_list("pk", "name"))
    pairs = _live(Pair.objects.filter(team=team_id))
    mine = [pair for pair in pairs if any(seat.person_id == person.pk for seat in pair.seats.all())]
    own = [_own(pair, person, names) for pair in mine]
    wish = BuddyWish.objects.filter(team=team_id, person=person).first()
    return Buddies(
        next((each for each in own if each.is_agreed), None),
        tuple(each for each in own if not each.is_agreed),
        tuple(sorted(_names(pair, names) for pair in pairs if pair.state == PairState.AGREED and _whole(pair, names))),
        wish or BuddyWish(team_id=team_id, person=person),
        tuple(Person(pk=key, name=name) for key, name in names.items() if key != person.pk),
    )


def get_pair(person: Person, key: UUID) -> Pair:
    """Return a pair or proposal that this person is in. Raises NotFound."""
    found = Pair.objects.filter(pk=key, seats__person=person).exclude(state=PairState.ENDED)
    pair = found.select_related("team").first()
    if pair is None:
        raise NotFound
    return pair


def due_talks(person: Person) -> list[DueTalk]:
    """Return the talks that are due for this person, of pairs in which everybody is still there."""
    mine = Pair.objects.filter(state=PairState.AGREED, seats__person=person)
    pairs = _live(mine.filter(team__closed_on=None))
    there = set(
        Membership.objects.filter(team__in={pair.team_id for pair in pairs}, until=None, person__left_on=None)
        .values_list("team_id", "person_id")
        .distinct()
    )
    today, found = clock.today(), []
    for pair in pairs:
        seats = list(pair.seats.all())
        since = _since(pair)
        whole = all((pair.team_id, seat.person_id) in there for seat in seats)
        if whole and _due_on(pair) <= today:
            names = [seat.person.first_name for seat in seats if seat.person_id != person.pk]
            found.append(DueTalk(pair.pk, " + ".join(sorted(names)), (today - since).days // 7))
    return sorted(found, key=lambda talk: -talk.weeks)


def _members(team_id: UUID) -> QuerySet[Person]:
    there = Membership.objects.filter(team=team_id, until=None).values("person")
    return Person.objects.filter(pk__in=there, left_on=None).order_by("name")


def _live(pairs: QuerySet[Pair]) -> list[Pair]:
    """Return the pairs with who is in them and when they spoke last (two queries)."""
    seats = Prefetch("seats", queryset=PairSeat.objects.select_related("person"))
    rows = pairs.exclude(state=PairState.ENDED).annotate(spoke_on=Max("talks__held_on")).order_by("pk")
    return list(rows.prefetch_related(seats))


def _own(pair: Pair, person: Person, names: dict[UUID, str]) -> Own:
    seats = list(pair.seats.all())
    mine = next(seat for seat in seats if seat.person_id == person.pk)
    others = tuple(sorted(seat.person.name for seat in seats if seat.person_id != person.pk))
    whole = _whole(pair, names)
    agreed = pair.state == PairState.AGREED
    return Own(
        pair, others, mine.agreed, mine.wants_change, _spoke_on(pair), _due_on(pair) if agreed and whole else None
    )


def _due_on(pair: Pair) -> date:
    return _since(pair) + timedelta(weeks=pair.every_weeks)


def _since(pair: Pair) -> date:
    """Return when they spoke last, else when they became buddies."""
    return _spoke_on(pair) or pair.starts_on or pair.proposed_on


def _spoke_on(pair: Pair) -> date | None:
    """Return when they spoke last, as `_live` asked it along."""
    found: date | None = getattr(pair, "spoke_on", None)
    return found


def _whole(pair: Pair, names: dict[UUID, str]) -> bool:
    """Whether everybody in it is still in the team; in the night such a pair ends."""
    return all(seat.person_id in names for seat in pair.seats.all())


def _names(pair: Pair, names: dict[UUID, str]) -> tuple[str, ...]:
    return tuple(sorted(names[seat.person_id] for seat in pair.seats.all()))
