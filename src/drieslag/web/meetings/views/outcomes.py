"""What comes out while people are together: try-outs, insights, and what was seen of earlier try-outs."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from drieslag.learning.meetings import actions, queries
from drieslag.learning.meetings.models import Meeting, Participant
from drieslag.learning.meetings.rules import TextRefused
from drieslag.learning.threads.enums import Level, Seen, TryOutKind
from drieslag.web.meetings.access import in_room
from drieslag.web.meetings.answers import back, is_htmx
from drieslag.web.meetings.forms import EffectForm, InsightForm, TryOutForm
from drieslag.web.meetings.views.room import mine_response
from drieslag.web.meetings.views.writing import client_key
from drieslag.web.requests import Request


@require_POST
@in_room
def try_outs(request: Request, meeting: Meeting, seat: Participant, step: str) -> HttpResponse:
    """Agree on something to try: what, who, when we look, what we expect to see."""
    form = TryOutForm(meeting, request.POST, is_guest=seat.is_guest)
    if not form.is_valid():
        return mine_response(request, meeting, seat, form=form)
    given = form.cleaned_data
    try:
        actions.decide(
            by=seat,
            meeting=meeting,
            step=step,
            kind=TryOutKind(given["kind"]),
            text=given["text"],
            owner=given["owner"],
            due_on=given["due_on"],
            expectation=given["expectation"],
            client_key=client_key(request),
        )
    except TextRefused as refused:
        form.add_error("text", str(refused.reason))
        return mine_response(request, meeting, seat, form=form, over=refused.over)
    return mine_response(request, meeting, seat) if is_htmx(request) else back(request, meeting, seat)


@require_POST
@in_room
def insights(request: Request, meeting: Meeting, seat: Participant, step: str) -> HttpResponse:
    """Keep an insight with its level."""
    form = InsightForm(request.POST)
    if not form.is_valid():
        return mine_response(request, meeting, seat, form=form)
    try:
        actions.harvest(
            by=seat,
            meeting=meeting,
            step=step,
            text=form.cleaned_data["text"],
            level=Level(form.cleaned_data["level"]),
            client_key=client_key(request),
        )
    except TextRefused as refused:
        form.add_error("text", str(refused.reason))
        return mine_response(request, meeting, seat, form=form, over=refused.over)
    return mine_response(request, meeting, seat) if is_htmx(request) else back(request, meeting, seat)


@require_POST
@in_room
def effects(request: Request, meeting: Meeting, seat: Participant, step: str, try_out: UUID) -> HttpResponse:
    """Say what was seen of a try-out that is due."""
    form = EffectForm(request.POST)
    if not form.is_valid():
        return mine_response(request, meeting, seat, form=form)
    found = queries.get_due_try_out(meeting, try_out)
    actions.note_effect(
        by=seat,
        meeting=meeting,
        step=step,
        try_out=found,
        seen=Seen(form.cleaned_data["seen"]),
        text=form.cleaned_data["text"],
        again_on=form.cleaned_data["again_on"],
        client_key=client_key(request),
    )
    return mine_response(request, meeting, seat) if is_htmx(request) else back(request, meeting, seat)
