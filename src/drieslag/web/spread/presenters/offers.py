"""Offers as pages print them, with the map of where they went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from drieslag.learning.spread.enums import OfferKind
from drieslag.learning.spread.queries.offers import OfferRow, Travel
from drieslag.web.components.dates import day_of, long_day, short_day
from drieslag.web.spread.presenters import travel_map
from drieslag.web.spread.presenters.travel_map import Chart, Kind, Knot, Strand


@dataclass(frozen=True, slots=True)
class Card:
    """An offer on a list."""

    url: str
    title: str
    what: str
    did_not: bool
    line: str
    taken: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A team where an offer went, as a row of the table beside the map."""

    team: str
    on: date
    line: str
    differently: str
    seen: str
    told: str
    told_line: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map in time, drawn for both kinds of screen."""

    narrow: SafeString
    wide: SafeString


def card(row: OfferRow) -> Card:
    """Return an offer as a list prints it."""
    return Card(
        url=reverse("spread:offer", args=[row.id]),
        title=row.offer.title,
        what=row.offer.what,
        did_not=row.offer.kind == OfferKind.DID_NOT,
        line=gettext("%(team)s, %(day)s") % {"team": row.team, "day": long_day(row.offer.offered_at)},
        taken=taken(row.taken_by),
    )


def taken(teams: Sequence[str]) -> str:
    """Return who took an offer over, in words; nothing when nobody did yet."""
    if not teams:
        return ""
    return gettext("Taken over by %(teams)s") % {"teams": joined(teams)}


def joined(words: Sequence[str]) -> str:
    """Return words as one says them: a, b and c."""
    if len(words) == 1:
        return words[0]
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def stops(row: OfferRow) -> list[Stop]:
    """Return where an offer went, in time."""
    return [_stop(travel) for travel in row.travels]


def _stop(travel: Travel) -> Stop:
    return Stop(
        team=travel.team,
        on=day_of(travel.adopted_at),
        line=long_day(travel.adopted_at),
        differently=travel.differently,
        seen=str(travel.seen.label) if travel.seen else "",
        told=travel.told,
        told_line=long_day(travel.told_at) if travel.told_at else "",
    )


def map_of(row: OfferRow) -> Map:
    """Return the map of one offer: its team first, then in time where it went, each with its days."""
    teams = (row.team, *(travel.team for travel in row.travels))
    first = Knot(0, day_of(row.offer.offered_at), Kind.OFFERED, short_day(row.offer.offered_at))
    knots, strands = [first], []
    for number, travel in enumerate(row.travels, start=1):
        knot = Knot(number, day_of(travel.adopted_at), Kind.ADOPTED, short_day(travel.adopted_at))
        knots.append(knot)
        strands.append(Strand(first, knot))
        if travel.told_at:
            told = Knot(number, day_of(travel.told_at), Kind.TOLD, short_day(travel.told_at))
            knots.append(told)
            strands.append(Strand(knot, told))
    count = len(row.travels)
    label = ngettext(
        "Map in time: from %(team)s to %(count)d other team. The table says the same in words.",
        "Map in time: from %(team)s to %(count)d other teams. The table says the same in words.",
        count,
    ) % {"team": row.team, "count": count}
    chart = Chart(teams, tuple(knots), tuple(strands))
    return Map(travel_map.narrow(chart, label), travel_map.middle(chart, label))


@dataclass(frozen=True, slots=True)
class Numbered:
    """An offer on the organisation's map, under the number by which its knots are called."""

    number: int
    card: Card
    stops: tuple[Stop, ...]


def house_map(rows: Sequence[OfferRow]) -> tuple[Map, list[Numbered]]:
    """Return the organisation's map, teams by name, and what its numbers mean."""
    teams = sorted(
        {row.team for row in rows} | {travel.team for row in rows for travel in row.travels}, key=str.casefold
    )
    at = travel_map.rows_of(teams)
    knots: list[Knot] = []
    strands: list[Strand] = []
    for number, row in enumerate(rows, start=1):
        first = Knot(at[row.team], day_of(row.offer.offered_at), Kind.OFFERED, str(number))
        went = [Knot(at[one.team], day_of(one.adopted_at), Kind.ADOPTED, str(number)) for one in row.travels]
        knots += [first, *went]
        strands += [Strand(first, knot) for knot in went]
    label = gettext("Map in time of what travelled between teams. The list says the same in words.")
    numbered = [Numbered(number, card(row), tuple(stops(row))) for number, row in enumerate(rows, start=1)]
    chart = Chart(tuple(teams), tuple(knots), tuple(strands))
    return Map(travel_map.narrow(chart, label), travel_map.wide(chart, label)), numbered
