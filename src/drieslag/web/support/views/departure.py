"""What one passes on when leaving a team."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import require
from drieslag.learning.support import actions, queries, rules
from drieslag.learning.support.enums import ItemKind
from drieslag.learning.support.models import Departure
from drieslag.learning.threads.queries import get_try_out
from drieslag.people.models import Person, Team
from drieslag.people.queries import people_in
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.requests import SignedInRequest, hat_in, signed_in
from drieslag.web.support.forms import FrameForm, LineForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def departures(request: SignedInRequest) -> HttpResponse:
    """One's own lists, and those that were shared; or begin one."""
    if request.method == "POST":
        team = next((hat.team_id for hat in request.me.hats if str(hat.team_id) == request.POST.get("team")), None)
        if team is None:
            return redirect("support:departures")
        hat_in(request, team)
        given = Team(pk=team, organisation_id=request.person.organisation_id)
        return redirect("support:departure", actions.begin_departure(by=request.person, team=given).pk)
    lists = queries.departures_for(request.me)
    own = {one.team_id for one in lists if one.person_id == request.person.pk}
    page = {"lists": lists, "hats": [hat for hat in request.me.hats if hat.team_id not in own]}
    return render(request, "support/departures.html", page)


@signed_in
@require_safe
def departure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One list."""
    return _page(request, queries.get_departure(request.person, key))


@signed_in
@require_POST
def lines(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Put a line on the list."""
    found = queries.get_departure(request.person, key)
    form = _line_form(request, found, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            actions.add_item(
                by=request.person,
                departure=found,
                kind=ItemKind(given["kind"]),
                text=given["text"],
                passed_to=given.get("passed_to"),
                key=given["client_key"],
            )
            return redirect("support:departure", key)
    return _page(request, found, line=form)


@signed_in
@require_POST
def frame(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say until when, and with whom."""
    found = queries.get_departure(request.person, key)
    require(rules.may_own_departure(request.person, found))
    form = FrameForm(request.POST, others=_others(request, found))
    if form.is_valid():
        actions.set_departure(by=request.person, departure=found, **form.cleaned_data)
        return redirect("support:departure", key)
    return _page(request, found, frame=form)


@signed_in
@require_POST
def sharing(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Share with the team, or take that back."""
    found = queries.get_departure(request.person, key)
    actions.share_departure(by=request.person, departure=found, shared=request.POST.get("shared") == "yes")
    return redirect("support:departure", key)


@signed_in
@require_POST
def removal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase the list."""
    found = queries.get_departure(request.person, key)
    actions.erase_departure(by=request.person, departure=found)
    messages.info(request, _("The list is erased. What became an insight of the team stays."))
    return redirect("support:departures")


@signed_in
@require_POST
def try_out(request: SignedInRequest, key: UUID, try_out: UUID) -> HttpResponse:
    """Leave one's own try-out to the team."""
    found = queries.get_departure(request.person, key)
    require(rules.may_own_departure(request.person, found))
    actions.offer_try_out(by=request.person, departure=found, try_out=get_try_out(request.person, try_out))
    messages.success(request, _("From now on this is of the whole team."))
    return redirect("support:departure", key)


@signed_in
@require_POST
def line_removal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase a line."""
    item = queries.get_item(request.person, key)
    actions.remove_item(by=request.person, item=item)
    return redirect("support:departure", item.departure_id)


@signed_in
@require_POST
def passing(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say that it was passed on, or not yet."""
    item = queries.get_item(request.person, key)
    actions.mark_passed_on(by=request.person, item=item, done=request.POST.get("done") == "yes")
    return redirect("support:departure", item.departure_id)


@signed_in
@require_POST
def insight(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Make it an insight of the team."""
    item = queries.get_item(request.person, key)
    actions.to_insight(by=request.person, item=item)
    messages.success(request, _("This is an insight of your team now. It stays when the list goes."))
    return redirect("support:departure", item.departure_id)


def _others(request: SignedInRequest, found: Departure) -> list[Person]:
    return [person for person in people_in(found.team_id) if person != request.person]


def _line_form(request: SignedInRequest, found: Departure, data: QueryDict | None = None) -> LineForm:
    """Return the form of a line: all kinds for the two who fill it, a question of the team for the others."""
    fills = request.person.pk in {found.person_id, found.colleague_id}
    others = [person for person in people_in(found.team_id) if person.pk != found.person_id] if fills else []
    return LineForm(data, others=others, only_asks=not fills, initial={"client_key": fresh_key()})


def _page(
    request: SignedInRequest, found: Departure, *, line: LineForm | None = None, frame: FrameForm | None = None
) -> HttpResponse:
    leaving = queries.leaving(request.person, found)
    initial = {"last_day": found.last_day, "colleague": str(found.colleague_id or "")}
    if frame is None and leaving.is_own:
        frame = FrameForm(others=_others(request, found), initial=initial)
    context = {
        "departure": found,
        "leaving": leaving,
        "sections": _sections(leaving),
        "line": line or _line_form(request, found),
        "frame": frame,
    }
    return render(request, "support/departure.html", context, status=status_of(request))


def _sections(leaving: queries.Leaving) -> list[tuple[str, tuple[queries.Line, ...]]]:
    titles = {
        ItemKind.KNOWLEDGE: _("What only you know") if leaving.is_own else _("What one person knows"),
        ItemKind.QUESTION: _("Questions that stay with the team"),
        ItemKind.CONTACT: _("Contacts"),
        ItemKind.ASKS: _("What the team wants to ask"),
    }
    return [(titles[kind], found) for kind, found in leaving.lines.items()]
