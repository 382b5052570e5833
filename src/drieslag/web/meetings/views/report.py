"""What is kept of a meeting: a page, a tagged PDF, a sheet; and 'I was there', for oneself."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from drieslag.core.verdict import NotFound
from drieslag.learning.meetings import actions, queries
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.queries import ReportPage
from drieslag.web.meetings import presenters
from drieslag.web.meetings.presenters import report as papers
from drieslag.web.printing import pdf as printing
from drieslag.web.printing import sheets
from drieslag.web.requests import SignedInRequest, signed_in

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _report(request: SignedInRequest, key: UUID) -> ReportPage:
    meeting = queries.get_meeting_for(request.me, key)
    if meeting.phase != MeetingPhase.CLOSED:
        raise NotFound
    return queries.report(request.person, meeting)


@signed_in
@require_safe
def page(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The report."""
    found = _report(request, key)
    shown = {
        "report": found,
        "meeting": found.meeting,
        "page": papers.page(found),
        "next_sitting": presenters.next_sitting(found.meeting),
    }
    return render(request, "meetings/report.html", shown)


@signed_in
@require_safe
def pdf(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The report as a tagged PDF."""
    body = printing.render(papers.document(_report(request, key)))
    return _file(body, "application/pdf", f"drieslag-{key}.pdf")


@signed_in
@require_safe
def sheet(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The report as a sheet."""
    return _file(sheets.render(papers.document(_report(request, key))), SHEET, f"drieslag-{key}.xlsx")


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(body, content_type=kind, headers=headers)


@signed_in
@require_POST
def attendance(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Keep for oneself that one was there."""
    actions.confirm_attendance(by=request.person, meeting=queries.get_meeting(request.person, key))
    return redirect("meetings:report", key)
