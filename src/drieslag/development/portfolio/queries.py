"""Reading portfolios: one's own, and one that somebody opens by its address."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from drieslag.core.verdict import NotFound
from drieslag.development.portfolio.models import Item, Link, Opening, Portfolio
from drieslag.development.portfolio.rules import is_open
from drieslag.development.sharing import things
from drieslag.development.sharing.enums import Kind
from drieslag.people.models import Person


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the story: what its owner says about it, and the thing, unless that is gone or it is words alone."""

    key: UUID
    caption: str
    thing: things.Told | None
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Story:
    """A whole portfolio as a reader gets it."""

    key: UUID
    owner: str
    title: str
    story: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class LinkRow:
    """An address with the days on which it was opened, the latest first."""

    key: UUID
    whom: str
    made_on: date
    until: date
    is_open: bool
    is_withdrawn: bool
    days: tuple[tuple[date, int], ...]


def mine(person: Person) -> list[Portfolio]:
    """Return one's own portfolios, the latest first (one query)."""
    return list(Portfolio.objects.filter(owner=person.pk).order_by("-made_at", "-pk"))


def get_own(person: Person, key: UUID) -> Portfolio:
    """Return a portfolio of one's own. Raises NotFound."""
    found = Portfolio.objects.filter(pk=key, owner=person.pk).first()
    if found is None:
        raise NotFound
    return found


def story(portfolio: Portfolio, owner: str) -> Story:
    """Return a portfolio with all that it shows, as that is now: one query, and those of each kind in it."""
    items = list(Item.objects.filter(portfolio=portfolio).order_by("place"))
    found = _things(portfolio.owner, items)
    parts = tuple(_part(item, found) for item in items)
    return Story(portfolio.pk, owner, portfolio.title, portfolio.story, parts)


def _things(owner: UUID, items: Iterable[Item]) -> dict[UUID, things.Told]:
    wanted: dict[str, list[UUID]] = defaultdict(list)
    for item in items:
        if item.object_id is not None:
            wanted[item.kind].append(item.object_id)
    return {thing.id: thing for kind, keys in wanted.items() for thing in things.told(owner, Kind(kind), keys)}


def _part(item: Item, found: dict[UUID, things.Told]) -> Part:
    thing = found.get(item.object_id) if item.object_id else None
    return Part(item.pk, item.caption, thing, is_gone=item.object_id is not None and thing is None)


def links_of(portfolio: Portfolio) -> list[LinkRow]:
    """Return the addresses of a portfolio, those that work first (two queries)."""
    links = list(Link.objects.filter(portfolio=portfolio).order_by("-made_on", "-pk"))
    days: dict[UUID, list[tuple[date, int]]] = defaultdict(list)
    for row in Opening.objects.filter(link__in=links).order_by("-day"):
        days[row.link_id].append((row.day, row.times))
    rows = [
        LinkRow(
            link.pk, link.whom, link.made_on, link.until, is_open(link), link.withdrawn_on is not None,
            tuple(days[link.pk]),
        )
        for link in links
    ]  # fmt: skip
    return sorted(rows, key=lambda row: not row.is_open)


def get_link(key: UUID) -> Link:
    """Return an address that works today, of somebody who still works here. Raises NotFound: wrong, withdrawn and
    ended look the same.
    """
    link = Link.objects.filter(pk=key).select_related("portfolio").first()
    if link is None or not is_open(link):
        raise NotFound
    return link


def owner_of(portfolio: Portfolio) -> Person:
    """Return whose portfolio it is. Raises NotFound for somebody who left or is gone."""
    found = Person.objects.filter(pk=portfolio.owner, left_on=None).first()
    if found is None:
        raise NotFound
    return found
