"""What the stream brings: cards that changed, or whole regions. One render serves a whole audience."""

from uuid import UUID

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from drieslag.kernel.visibility import Viewer
from drieslag.learning.meetings import queries
from drieslag.learning.meetings.enums import LIVE_PHASES
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.meetings.queries import Changes
from drieslag.web.live.fragments import AudienceRequest, audience_fragment
from drieslag.web.meetings import presenters
from drieslag.web.meetings.presenters.items import card, cards

VIEWERS = {
    "participant": Viewer.PARTICIPANT,
    "text": Viewer.PARTICIPANT,
    "facilitator": Viewer.FACILITATOR,
    "screen": Viewer.SCREEN,
}
TEMPLATES = {
    "participant": "meetings/room.html",
    "text": "meetings/room_text.html",
    "facilitator": "meetings/facilitator.html",
    "screen": "meetings/screen.html",
}
REGIONS = {
    "participant": ("head", "ask", "stage", "presence"),
    "text": ("head", "ask", "stage", "presence"),
    "facilitator": ("script", "step", "people", "controls"),
    "screen": ("screen",),
}
PRESENCE = {"participant": ("presence",), "text": ("presence",), "facilitator": ("people",)}
NOTHING = 204
GROWING = frozenset({"collect", "ask", "round", "check_in", "compose", "groups"})


@audience_fragment
def meeting(request: AudienceRequest, since: int, *, key: UUID, audience: str) -> HttpResponse:
    """Everything that changed in the meeting for this audience."""
    viewer = VIEWERS.get(audience)
    found = queries.get_for_audience(key)
    if viewer is None or found is None:
        return HttpResponse(status=NOTHING)
    if found.phase not in LIVE_PHASES:
        return _over()
    changes = queries.changes_since(found, viewer, since) if audience != "screen" else None
    if changes is not None and not _in_boxes(found):
        return HttpResponse(_cards(found, changes, hides=audience == "facilitator"))
    return _regions(found, viewer, audience, REGIONS[audience], "step")


@audience_fragment
def presence(request: AudienceRequest, since: int, *, key: UUID, audience: str) -> HttpResponse:
    """Who is there and how many are ready."""
    found = queries.get_for_audience(key)
    if audience not in PRESENCE or found is None or found.phase not in LIVE_PHASES:
        return HttpResponse(status=NOTHING)
    return _regions(found, VIEWERS[audience], audience, PRESENCE[audience], "")


def _in_boxes(found: Meeting) -> bool:
    """Whether the step has named boxes, so that a card must land in the right one."""
    format_ = queries.format_of(found)
    return any(step.key == found.step and (step.fields or step.kind.value not in GROWING) for step in format_.steps)


def _over() -> HttpResponse:
    words = format_html('<p class="strong">{}</p>', _("The meeting is over."))
    body = format_html('<hx-partial hx-target="#ended" hx-swap="innerHTML">{}</hx-partial>', words)
    return HttpResponse(body, headers={"X-Drieslag-Events": "step"})


def _regions(found: Meeting, viewer: Viewer, audience: str, names: tuple[str, ...], event: str) -> HttpResponse:
    room = queries.room(found, viewer)
    page = {"meeting": found, "stage": presenters.stage(room, hides=audience == "facilitator")}
    if audience == "facilitator":
        page["desk"] = presenters.desk(room)
    parts = ((name, SafeString(render_to_string(f"{TEMPLATES[audience]}#{name}", page))) for name in names)
    body = format_html_join("", '<hx-partial hx-target="#{}" hx-swap="innerMorph">{}</hx-partial>', parts)
    response = HttpResponse(body)
    if event:
        response["X-Drieslag-Events"] = event
    return response


def _cards(found: Meeting, changes: Changes, *, hides: bool) -> str:
    appended = cards(changes.appended, found.pk, hides=hides)
    new = (
        format_html('<hx-partial hx-target="#items" hx-swap="beforeend">{}</hx-partial>', appended)
        if changes.appended
        else ""
    )
    changed = format_html_join(
        "",
        '<hx-partial hx-target="#item-{}" hx-swap="outerMorph">{}</hx-partial>',
        ((item.id, card(item, found.pk, hides=hides)) for item in changes.changed),
    )
    gone = format_html_join(
        "", '<hx-partial hx-target="#item-{}" hx-swap="delete"></hx-partial>', ((key,) for key in changes.gone)
    )
    return f"{new}{changed}{gone}"
