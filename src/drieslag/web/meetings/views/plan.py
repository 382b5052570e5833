"""Planning a meeting, its invitation, and starting it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.learning.meetings import actions, queries, rules
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.web.meetings import codes, presenters
from drieslag.web.meetings.answers import room_address
from drieslag.web.meetings.forms import PlanForm
from drieslag.web.requests import SignedInRequest, signed_in

UNPROCESSABLE = 422


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """What is coming and what was."""
    page = {
        "coming": queries.upcoming_for(request.person, limit=20),
        "past": presenters.past(request.me),
        "may_plan": bool(request.me.hats),
    }
    return render(request, "meetings/home.html", page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Plan a meeting, or begin one now."""
    form = PlanForm(request.me, request.POST or None, initial=presenters.plan_initial(request))
    if request.method == "POST" and form.is_valid():
        meeting = actions.plan(by=request.person, **form.planned())
        if not form.begins_now:
            return redirect("meetings:meeting", meeting.pk)
        actions.start(by=request.person, meeting=meeting)
        return redirect("meetings:facilitator", meeting.pk)
    page = {"form": form, "format": form.chosen_format()}
    return render(request, "meetings/new.html", page, status=UNPROCESSABLE if form.is_bound else 200)


@signed_in
@require_safe
def meeting(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The invitation before, the way in during, the report after."""
    found = queries.get_meeting(request.person, key)
    if found.phase == MeetingPhase.CLOSED:
        return redirect("meetings:report", key)
    link = request.build_absolute_uri(reverse("meetings:join_name", args=[found.join_code])) if found.join_code else ""
    script = queries.format_of(found)
    page = {
        "meeting": found,
        "format": script,
        "draws_from_jar": any(step.source == "jar" for step in script.steps),
        "link": link,
        "may_change": rules.may_change_plan(request.person, found),
        "may_start": rules.may_start(request.person, found) and rules.may_run(script),
        "thread": found.own_thread,
    }
    return render(request, "meetings/meeting.html", page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change when, where and who."""
    found = queries.get_meeting(request.person, key)
    form = PlanForm(request.me, request.POST or None, initial=presenters.plan_of(found), meeting=found)
    if request.method == "POST" and form.is_valid():
        actions.change_plan(by=request.person, meeting=found, **form.changed())
        return redirect("meetings:meeting", key)
    page = {"form": form, "format": queries.format_of(found), "meeting": found}
    return render(request, "meetings/change.html", page, status=UNPROCESSABLE if form.is_bound else 200)


@signed_in
@require_POST
def cancel(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Call the meeting off."""
    actions.cancel(by=request.person, meeting=queries.get_meeting(request.person, key))
    messages.info(request, _("The meeting is called off. Nobody gets an invitation any more."))
    return redirect("meetings:list")


@signed_in
@require_POST
def start(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Begin; who begins facilitates."""
    found = actions.start(by=request.person, meeting=queries.get_meeting(request.person, key))
    seat = queries.get_seat(found, request.person)
    return redirect(room_address(found, seat))


@signed_in
@require_safe
def qr(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The way in as a QR code."""
    found = queries.get_meeting(request.person, key)
    link = request.build_absolute_uri(reverse("meetings:join_name", args=[found.join_code or "-"]))
    return HttpResponse(codes.qr_svg(link), content_type="image/svg+xml", headers={"Cache-Control": "no-store"})
