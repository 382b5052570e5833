"""Reading offers: what teams offer, where it went and what came of it there. No person stands in any of it but who
carries an offer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.learning.spread.enums import AmbassadorState, OfferKind, Stage
from drieslag.learning.spread.models import Adoption, Ambassador, Offer
from drieslag.learning.spread.rules import is_colleague
from drieslag.learning.threads.enums import Seen
from drieslag.learning.threads.models import Effect, SharedResult, Thread, TryOut
from drieslag.people.models import Membership, Person
from drieslag.people.queries import names

MOST_SEARCHED = 2000


@dataclass(frozen=True, slots=True)
class Travel:
    """That a team took an offer over, and what it shared about that."""

    adoption_id: UUID
    offer_id: UUID
    team_id: UUID
    team: str
    adopted_at: datetime
    differently: str
    seen: Seen | None
    told: str
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offer with where it went."""

    offer: Offer
    team: str
    travels: tuple[Travel, ...]

    @property
    def id(self) -> UUID:
        """The offer's key."""
        return self.offer.pk

    @property
    def taken_by(self) -> tuple[str, ...]:
        """The teams that took it over, by name: in no order that says anything."""
        return tuple(sorted(travel.team for travel in self.travels))


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who is asked to carry an offer, or carries it."""

    id: UUID
    person_id: UUID
    name: str
    state: AmbassadorState
    stage: Stage
    until: date


@dataclass(frozen=True, slots=True)
class Asked:
    """That somebody is asked to carry an offer, or carries it: as a line for that person."""

    id: UUID
    offer_id: UUID
    title: str
    state: AmbassadorState
    until: date


def colleagues_only(person: Person) -> None:
    """Raise NotFound for who does not learn here: there is nothing of this kind for them."""
    if not is_colleague(person):
        raise NotFound


def offers(*, text: str = "", kind: OfferKind | None = None, most: int = MOST_SEARCHED) -> list[OfferRow]:
    """Return what teams offer now, newest first (two queries). `text` is looked for in the words, opened here."""
    found = Offer.objects.filter(withdrawn_at=None).select_related("team").order_by("-offered_at", "-pk")
    rows = list((found.filter(kind=kind) if kind else found)[:most])
    wanted = text.casefold().split()
    if wanted:
        rows = [row for row in rows if _has(row, wanted)]
    return _with_travels(rows)


def offers_of(team_ids: Iterable[UUID], most: int = 5) -> list[OfferRow]:
    """Return what these teams offer, newest first, with where it went."""
    found = Offer.objects.filter(team__in=list(team_ids), withdrawn_at=None).select_related("team")
    return _with_travels(list(found.order_by("-offered_at", "-pk")[:most]))


def get_offer(person: Person, key: UUID) -> OfferRow:
    """Return an offer with where it went. One that was taken back is found by its own team alone. Raises NotFound."""
    colleagues_only(person)
    row = Offer.objects.select_related("team").filter(pk=key).filter(_living_or_own(person)).first()
    if row is None:
        raise NotFound
    return _with_travels([row])[0]


def travelling(since: date) -> list[OfferRow]:
    """Return all offers that were made or taken over since a day, oldest first: for the organisation's map."""
    later = Exists(Adoption.objects.filter(offer=OuterRef("pk"), adopted_at__date__gte=since))
    found = Offer.objects.filter(Q(offered_at__date__gte=since) | later, withdrawn_at=None)
    return _with_travels(list(found.select_related("team").order_by("offered_at", "pk")))


def offers_of_thread(thread_id: UUID) -> list[Offer]:
    """Return what its team offers of a thread."""
    return list(Offer.objects.filter(thread_id=thread_id, withdrawn_at=None).order_by("offered_at"))


def travels_of_thread(thread_id: UUID) -> list[Travel]:
    """Return who took over what its team offers of a thread, in time: for the thread's story."""
    found = Adoption.objects.filter(offer__thread_id=thread_id, offer__withdrawn_at=None)
    return [_travel(row) for row in found.select_related("team").order_by("adopted_at")]


def get_adoption(person: Person, key: UUID) -> Adoption:
    """Return what one of one's own teams took over. Raises NotFound."""
    found = Adoption.objects.filter(Exists(_mine(person)), pk=key).select_related("team", "offer__team").first()
    if found is None:
        raise NotFound
    return found


def adoption_of_try_out(try_out_id: UUID) -> Adoption | None:
    """Return that a try-out was taken over from another team, or None."""
    return Adoption.objects.filter(try_out_id=try_out_id).select_related("offer__team").first()


def taken_over(team_ids: Iterable[UUID]) -> list[Adoption]:
    """Return what these teams took over of what is still offered, newest first."""
    living = Adoption.objects.filter(team__in=list(team_ids), offer__withdrawn_at=None)
    found = living.select_related("team", "offer__team")
    return list(found.order_by("-adopted_at"))


def effect_of(adoption: Adoption) -> Effect | None:
    """Return what the team noted last of what it took over: to begin from when it shares that."""
    return Effect.objects.filter(try_out=adoption.try_out_id).order_by("-noted_at").first()


def to_offer(person: Person) -> list[TryOut]:
    """Return what one's teams looked back on and offer nowhere yet, newest first."""
    looked = Exists(Effect.objects.filter(try_out=OuterRef("pk")))
    offered = Exists(Offer.objects.filter(try_out_id=OuterRef("pk"), withdrawn_at=None))
    found = TryOut.objects.filter(Exists(_mine(person)), looked, ~offered).select_related("thread", "team")
    return list(found.order_by("-begun_at")[:50])


def lesson_of(source: Thread | TryOut) -> SharedResult | None:
    """Return what the team shared of it before, in words for others, to begin an offer from."""
    of = Q(try_out__thread=source) if isinstance(source, Thread) else Q(try_out=source)
    return SharedResult.objects.filter(of).order_by("-shared_at").first()


def carrier_of(offer: Offer) -> Carrier | None:
    """Return who is asked or carries it. Past its term, or with a person who left the team, it is the team's again."""
    there = Membership.objects.filter(person=OuterRef("person"), team=OuterRef("offer__team"), until=None)
    current = (AmbassadorState.OFFERED, AmbassadorState.ACCEPTED)
    found = Ambassador.objects.filter(Exists(there), offer=offer, state__in=current, until__gte=clock.today()).first()
    if found is None or found.person is None:
        return None
    name = names({found.person}).get(found.person, "")
    return Carrier(
        found.pk, found.person, name, AmbassadorState(found.state), Stage(found.stage), found.until
    )  # fmt: skip


def get_ambassador(person: Person, key: UUID) -> Ambassador:
    """Return the asking, for its own team. Raises NotFound."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("offer__team"))
    found = Ambassador.objects.filter(Exists(mine), pk=key).select_related("offer__team").first()
    if found is None:
        raise NotFound
    return found


def asked_of(person: Person) -> list[Asked]:
    """Return what this person is asked to carry, and carries."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("offer__team"))
    current = (AmbassadorState.OFFERED, AmbassadorState.ACCEPTED)
    found = Ambassador.objects.filter(
        Exists(mine), person=person.pk, state__in=current, until__gte=clock.today(), offer__withdrawn_at=None
    ).select_related("offer")
    return [
        Asked(row.pk, row.offer_id, row.offer.title, AmbassadorState(row.state), row.until)
        for row in found.order_by("asked_at")
    ]


def _mine(person: Person) -> QuerySet[Membership]:
    return Membership.objects.filter(person=person, until=None, team=OuterRef("team"))


def _living_or_own(person: Person) -> Q:
    return Q(withdrawn_at=None) | Q(Exists(_mine(person)))


def _has(row: Offer, wanted: list[str]) -> bool:
    words = f"{row.title} {row.what} {row.needed} {row.came}".casefold()
    return all(word in words for word in wanted)


def _with_travels(rows: list[Offer]) -> list[OfferRow]:
    found = Adoption.objects.filter(offer__in=[row.pk for row in rows]).select_related("team").order_by("adopted_at")
    by_offer: dict[UUID, list[Travel]] = {}
    for adoption in found:
        by_offer.setdefault(adoption.offer_id, []).append(_travel(adoption))
    return [OfferRow(row, row.team.name, tuple(by_offer.get(row.pk, ()))) for row in rows]


def _travel(row: Adoption) -> Travel:
    return Travel(
        adoption_id=row.pk,
        offer_id=row.offer_id,
        team_id=row.team_id,
        team=row.team.name,
        adopted_at=row.adopted_at,
        differently=row.differently,
        seen=Seen(row.seen) if row.seen else None,
        told=row.told,
        told_at=row.told_at,
    )
