"""Changes: what the team lets go of and what it builds, and how much at a time."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.learning.groundwork import actions, queries
from drieslag.learning.groundwork.enums import ChangeState, Side
from drieslag.people.models import Team
from drieslag.web.components.forms import UNPROCESSABLE, fresh_key, refusals_above, status_of
from drieslag.web.groundwork.forms import CapForm, ChangeForm, LineForm
from drieslag.web.groundwork.presenters import lists
from drieslag.web.requests import SignedInRequest, hat_in, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def index(request: SignedInRequest, team: UUID) -> HttpResponse:
    """The team's changes, and beginning one while there is room."""
    hat_in(request, team)
    form = ChangeForm(posted(request), initial={"client_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            change = actions.begin_change(
                by=request.person,
                team=_team(request, team),
                title=given["title"],
                why=given["why"],
                key=given["client_key"],
            )
            return redirect("groundwork:change", change.pk)
    return _index(request, team, form, status_of(request))


def _index(
    request: SignedInRequest, team: UUID, form: ChangeForm, status: int = 200, cap: CapForm | None = None
) -> HttpResponse:
    room = queries.room_for_change(_team(request, team))
    page = {
        "hat": hat_in(request, team),
        "form": form,
        "room": room,
        "cap": cap or CapForm(initial={"most": room.most}),
        "changes": queries.changes_of(team),
    }
    return render(request, "groundwork/changes.html", page, status=status)


@signed_in
@require_POST
def cap(request: SignedInRequest, team: UUID) -> HttpResponse:
    """Agree on how much at a time."""
    hat_in(request, team)
    form = CapForm(request.POST)
    if not form.is_valid():
        return _index(request, team, ChangeForm(initial={"client_key": fresh_key()}), UNPROCESSABLE, form)
    actions.set_cap(by=request.person, team=_team(request, team), most=form.cleaned_data["most"])
    return redirect("groundwork:changes", team)


@signed_in
@require_http_methods(PAGE)
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One change with its two lists; what is posted goes on one of them."""
    change = queries.get_change(request.person, key)
    form = LineForm(posted(request), initial={"client_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.add_line(
            by=request.person, change=change, side=Side(given["side"]), text=given["text"], key=given["client_key"]
        )
        return redirect("groundwork:change", key)
    page = {"change": change, "lists": lists(change, form if form.is_bound else None), "states": ChangeState}
    return render(request, "groundwork/change.html", page, status=status_of(request))


@signed_in
@require_POST
def line(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Tick a line, untick it, or take it off."""
    found = queries.get_line(request.person, key)
    if "remove" in request.POST:
        actions.remove_line(by=request.person, line=found)
    else:
        actions.mark_line(by=request.person, line=found, done=request.POST.get("done") == "yes")
    return redirect("groundwork:change", found.change_id)


@signed_in
@require_POST
def state(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Let it become ordinary, stop with it, or take it up again."""
    change = queries.get_change(request.person, key)
    wanted = request.POST.get("state", "")
    if wanted in ChangeState.values:
        actions.put_change(by=request.person, change=change, state=ChangeState(wanted))
    return redirect("groundwork:change", key)


def _team(request: SignedInRequest, team: UUID) -> Team:
    return Team(pk=team, organisation_id=request.person.organisation_id)
