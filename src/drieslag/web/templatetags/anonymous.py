"""What pages write so that the browser can act for nobody (docs/anonymous-pages.md)."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import template
from django.db import transaction
from django.middleware.csrf import get_token
from django.template import RequestContext
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from drieslag.privacy.anonymous import queries
from drieslag.privacy.anonymous.models import Box, Round
from drieslag.privacy.anonymous.queries import RoundCard
from drieslag.privacy.anonymous.tokens import to_text
from drieslag.web.anonymous import tickets

register = template.Library()
GROUP = 4


def offered(cards: Sequence[RoundCard]) -> str:
    """Return rounds as the script reads them."""
    return json.dumps([asdict(card) | {"id": str(card.id)} for card in cards])


def grouped(fingerprint: str) -> str:
    """Return a fingerprint in parts that can be compared by eye."""
    return " ".join(fingerprint[at : at + GROUP] for at in range(0, len(fingerprint), GROUP))


@register.simple_tag(takes_context=True)
def anonymous_rounds(context: RequestContext, scope: UUID | None = None, *, late: bool = False) -> SafeString | str:
    """Write the rounds for which this browser may fetch a token: of one's own teams, of what one is asked, and of the
    meeting when one is given. With `late` also when there are none, so that a token that lies here is found once no
    more are given. A page that says why something was undone asks the database nothing any more.
    """
    if transaction.get_connection().needs_rollback:
        return ""
    request: Any = context["request"]
    me, guest_seat = getattr(request, "me", None), getattr(request, "guest_seat", None)
    holder = me.id if me else guest_seat
    if holder is None:
        return ""
    teams = sorted(me.team_ids) if me else []
    cards = queries.cards_for(holder, [*teams, *([scope] if scope else [])])
    if not cards and not late:
        return ""
    guest = scope is not None and me is None
    url = reverse("anonymous_guest_token", args=[scope]) if guest else reverse("anonymous_token")
    given = {"rounds": offered(cards), "holder": holder, "token_url": url, "csrf": get_token(request)}
    return render_to_string("anonymous/rounds.html", given)


@register.simple_tag
def anonymous_box(found: Round, box: Box) -> SafeString:
    """Write the attributes by which a form or button knows its box."""
    return render_to_string("anonymous/box.html", {"round": found, "box": box, "ticket": tickets.make(box.pk)})


@register.simple_tag
def anonymous_promise(found: Round) -> SafeString:
    """Write the promise, its limits and the fingerprint to compare."""
    given = {"round": found, "fingerprint": grouped(found.fingerprint)}
    return render_to_string("anonymous/promise.html", given)


@register.filter
def anonymous_mark(mark: bytes) -> str:
    """Return an opened slip's mark as the script compares it."""
    return to_text(bytes(mark))
