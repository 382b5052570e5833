"""Signed notes between the pages and the live program: tickets (who may listen to what) and audiences (for whom to
render).

The live program has no session and asks no rule: it checks the signature, the term and whether a place was taken
away since. A ticket is good for connecting during ten minutes; a stream once open lives on. It names the holder's
places (seat, membership, person) each with the number of times that it was taken away when the ticket was made:
that number is written in the transaction that takes the place away, so an older ticket is worthless from that
commit on, without comparing clocks, and also after a restart of either program.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from drieslag.core import clock
from drieslag.live.channels import Channel

TICKET_SECONDS: Final = 600
RENEWAL_SECONDS: Final = 86_400  # how old a ticket may be that is shown to get a new one; the rule is asked again
AUDIENCE_SECONDS: Final = 60
AUDIENCE_HEADER: Final = "X-Drieslag-Audience"

Audience = Channel


class Worthless(Exception):
    """A note that was not signed by us, or whose term is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """Who may listen to what, until one of the places is taken away."""

    channels: tuple[Channel, ...]
    places: tuple[tuple[UUID, int], ...]

    @property
    def organisation_id(self) -> UUID:
        return self.channels[0].organisation_id


def seal_ticket(ticket: Ticket, *, key: str) -> str:
    """Write a ticket as one word for an address."""
    first = ticket.channels[0]
    if any(
        (each.organisation_id, each.language) != (first.organisation_id, first.language) for each in ticket.channels
    ):
        raise ValueError("a ticket is for one organisation and one language")
    said = {
        "o": str(first.organisation_id),
        "l": first.language,
        "c": [[each.topic, each.audience] for each in ticket.channels],
        "p": [[str(place), times] for place, times in ticket.places],
    }
    return _seal("ticket", said, key)


def open_ticket(word: str, *, key: str, seconds: int = TICKET_SECONDS) -> Ticket:
    """Read a ticket made at most `seconds` ago; Worthless when it is not ours or too old."""
    said = _open("ticket", word, key, seconds)
    organisation = UUID(said["o"])
    return Ticket(
        channels=tuple(Channel(organisation, topic, audience, said["l"]) for topic, audience in said["c"]),
        places=tuple((UUID(place), times) for place, times in said["p"]),
    )


def seal_audience(channel: Channel, *, key: str) -> str:
    """Write the header under which the live program asks the pages for a fragment."""
    said = {"o": str(channel.organisation_id), "t": channel.topic, "a": channel.audience, "l": channel.language}
    return _seal("audience", said, key)


def open_audience(word: str, *, key: str) -> Channel:
    """Read the header; Worthless when it is not ours or more than a minute old."""
    said = _open("audience", word, key, AUDIENCE_SECONDS)
    return Channel(UUID(said["o"]), said["t"], said["a"], said["l"])


def read_audience(header: str) -> Channel | None:
    """Read the header under the installation's own key; None for a worthless one. For the pages."""
    from django.conf import settings

    try:
        return open_audience(header, key=settings.LIVE_SIGNING_KEY)
    except Worthless:
        return None


def _seal(purpose: str, said: dict[str, Any], key: str) -> str:
    body = json.dumps({**said, "at": int(clock.now().timestamp())}, separators=(",", ":"))
    payload = base64.urlsafe_b64encode(body.encode()).rstrip(b"=")
    return f"{payload.decode()}.{_signature(purpose, payload, key)}"


def _open(purpose: str, word: str, key: str, seconds: int) -> dict[str, Any]:
    payload, _, signature = word.partition(".")
    if not word.isascii() or not hmac.compare_digest(signature, _signature(purpose, payload.encode(), key)):
        raise Worthless
    said: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    if int(clock.now().timestamp()) - said["at"] > seconds:
        raise Worthless
    return said


def _signature(purpose: str, payload: bytes, key: str) -> str:
    """Sign for one purpose only, so that a ticket can never pass for an audience."""
    digest = hmac.digest(key.encode(), f"drieslag.live.{purpose}:".encode() + payload, hashlib.sha256)
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
