"""What is to begin, and saying that one takes part."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core.verdict import NotFound
from drieslag.learning.support import actions, queries
from drieslag.learning.threads.models import TryOut
from drieslag.learning.threads.queries import get_try_out
from drieslag.people.models import Team
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.requests import SignedInRequest, hat_in, posted, signed_in
from drieslag.web.support.forms import PartForm, UndertakingForm

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def undertakings(request: SignedInRequest, team: UUID) -> HttpResponse:
    """What is to begin in a team; `?try_out=` begins with a try-out of it."""
    hat = hat_in(request, team)
    try_out = _try_out(request, team)
    initial = {"client_key": fresh_key(), "title": " ".join(try_out.text.split())[:140] if try_out else ""}
    form = UndertakingForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            made = actions.open_undertaking(
                by=request.person,
                team=Team(pk=team, organisation_id=request.person.organisation_id),
                title=given["title"],
                try_out=try_out,
                key=given["client_key"],
            )
            return redirect("support:part", made.pk)
    page = {
        "hat": hat,
        "hats": request.me.hats,
        "form": form,
        "takings": queries.undertakings_of(request.person, team),
    }
    return render(request, "support/undertakings.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def part(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say that one takes part, or change that."""
    found = queries.get_undertaking(request.person, key)
    own = queries.own_part(request.person, found)
    initial = {"minutes_a_week": own.minutes_a_week, "until": own.until} if own else {}
    form = PartForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.take_part(by=request.person, undertaking=found, **form.cleaned_data)
        return redirect("support:undertakings", found.team_id)
    page = {"form": form, "undertaking": found, "own": own}
    return render(request, "support/part.html", page, status=status_of(request))


@signed_in
@require_POST
def withdrawal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Stop taking part."""
    found = queries.get_undertaking(request.person, key)
    actions.withdraw(by=request.person, undertaking=found)
    return redirect("support:undertakings", found.team_id)


@signed_in
@require_POST
def removal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take away what one put there."""
    found = queries.get_undertaking(request.person, key)
    actions.remove_undertaking(by=request.person, undertaking=found)
    return redirect("support:undertakings", found.team_id)


def _try_out(request: SignedInRequest, team: UUID) -> TryOut | None:
    """Return the try-out that the address names, when it is this team's."""
    try:
        key = UUID(request.GET.get("try_out", ""))
    except ValueError:
        return None
    found = get_try_out(request.person, key)
    if found.team_id != team:
        raise NotFound
    return found
