"""Joining with a code and a first name."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from drieslag.core import doors, tenancy
from drieslag.core.middleware import GUEST_COOKIE
from drieslag.core.verdict import NotFound
from drieslag.learning.meetings import actions, queries
from drieslag.learning.meetings.models import Meeting
from drieslag.web.meetings.forms import CodeForm, NameForm
from drieslag.web.meetings.limits import count_wrong, too_many_tries
from drieslag.web.requests import Request

UNPROCESSABLE = 422
TOO_MANY = 429
A_DAY = 60 * 60 * 24


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: Request) -> HttpResponse:
    """Ask for the six characters."""
    form = CodeForm(request.POST or None)
    if request.method != "POST":
        return render(request, "meetings/join.html", {"form": form})
    if too_many_tries(request):
        form.add_error("code", _("Too many codes were tried. Wait five minutes and try again."))
        return render(request, "meetings/join.html", {"form": form}, status=TOO_MANY)
    if form.is_valid():
        given = form.cleaned_data["code"]
        if actions.open_join_code(given) is not None:
            return redirect("meetings:join_name", given)
        count_wrong(request)
        form.add_error(
            "code",
            _("This code does not work now. Check it, or ask for the code on the screen."),
        )
    return render(request, "meetings/join.html", {"form": form}, status=UNPROCESSABLE)


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: Request, code: str) -> HttpResponse:
    """Ask a first name and take a seat to wait in. A colleague of this team goes straight to the meeting."""
    if too_many_tries(request):
        return render(request, "meetings/join.html", {"form": _used_up(code)}, status=TOO_MANY)
    opened = actions.open_join_code(doors.normal(code))
    if opened is None:
        count_wrong(request)
        return render(request, "meetings/join.html", {"form": _expired(code)}, status=404)
    organisation_id, meeting_id = opened
    colleague = _meeting_of_colleague(request, meeting_id)
    if colleague is not None:
        return redirect("meetings:meeting", meeting_id)
    tenancy.enter(organisation_id)
    meeting = queries.get_open_meeting(meeting_id)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _seat, secret = actions.join_as_guest(meeting=meeting, name=form.cleaned_data["name"])
        response = redirect("meetings:room", meeting.pk)
        _give_cookie(request, response, meeting, secret)
        return response
    page = {"form": form, "meeting": meeting, "code": code, "format": queries.format_of(meeting)}
    return render(request, "meetings/join_name.html", page, status=UNPROCESSABLE if form.is_bound else 200)


def _meeting_of_colleague(request: Request, meeting_id: object) -> Meeting | None:
    if request.me is None:
        return None
    try:
        return queries.get_meeting(request.me.person, meeting_id)  # type: ignore[arg-type]
    except NotFound:
        return None


def _expired(code: str) -> CodeForm:
    form = CodeForm({"code": code})
    form.is_valid()
    form.add_error("code", _("This code does not work now. Check it, or ask for the code on the screen."))
    return form


def _used_up(code: str) -> CodeForm:
    form = CodeForm({"code": code})
    form.is_valid()
    form.add_error("code", _("Too many codes were tried. Wait five minutes and try again."))
    return form


def _give_cookie(request: Request, response: HttpResponse, meeting: Meeting, secret: str) -> None:
    """The cookie goes to this meeting's paths alone, so it opens nothing else."""
    response.set_cookie(
        GUEST_COOKIE,
        secret,
        max_age=A_DAY,
        path=f"/meetings/{meeting.pk}/",
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
