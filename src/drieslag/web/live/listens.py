"""Which rule may listen to which topic, and the address of a stream for whoever it allows."""

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from drieslag.core import tenancy
from drieslag.core.verdict import NotFound
from drieslag.live.channels import Channel, Topic, place, topic
from drieslag.live.tickets import Ticket, seal_ticket
from drieslag.live.topics import versions_of

type Rule = Callable[[HttpRequest, Topic, str], tuple[UUID, ...] | None]

STREAM_PATH = "/live/stream"
_rules: dict[str, Rule] = {}


def listens(kind: str) -> Callable[[Rule], Rule]:
    """Register the rule of a kind of topic. It gets request, topic and audience.

    It returns the keys of the places by which this person may listen (seat, membership, person): when one of them is
    dismissed, the stream ends. None when this person may not listen to this, or there is no such audience.
    """

    def keep(rule: Rule) -> Rule:
        if kind in _rules or kind == "place":
            raise ValueError(f"{kind} has its rule already")
        _rules[kind] = rule
        return rule

    return keep


def stream_url(request: HttpRequest, *channels: tuple[str, str]) -> str:
    """Return the address of one stream of all these channels (topic, audience); NotFound unless every rule allows.

    Call it before reading what the page shows: its versions must not be newer than the content.
    """
    ticket, versions = _ticket(request, *channels)
    return stream_address(ticket, ".".join(map(str, versions)))


def ticket_for(request: HttpRequest, *channels: tuple[str, str]) -> Ticket:
    """Ask the rule of each channel, and say for which places it allowed."""
    ticket, _versions = _ticket(request, *channels)
    return ticket


def _ticket(request: HttpRequest, *channels: tuple[str, str]) -> tuple[Ticket, tuple[int, ...]]:
    """Return the ticket and the versions of its channels, read in one query with those of the places."""
    organisation = tenancy.current()
    if organisation is None:
        raise NotFound
    keys: set[UUID] = set()
    for name, audience in channels:
        keys.update(_allowed(request, topic(name), audience))
    ordered = sorted(keys)
    versions = versions_of(*map(place, ordered), *(name for name, _ in channels))
    language = get_language() or settings.LANGUAGE_CODE
    ticket = Ticket(
        channels=tuple(Channel(organisation, name, audience, language) for name, audience in channels),
        places=tuple(zip(ordered, versions[: len(ordered)], strict=True)),
    )
    return ticket, versions[len(ordered) :]


def stream_address(ticket: Ticket, since: str) -> str:
    return f"{STREAM_PATH}?{urlencode({'ticket': seal_ticket(ticket, key=settings.LIVE_SIGNING_KEY), 'since': since})}"


def _allowed(request: HttpRequest, of: Topic, audience: str) -> tuple[UUID, ...]:
    rule = _rules.get(of.kind)
    keys = rule(request, of, audience) if rule else None
    if not keys:  # without a place nobody could be made to stop listening
        raise NotFound
    return keys
