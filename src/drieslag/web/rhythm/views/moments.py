"""One moment: its page, and all that is said of it in one press."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.learning.rhythm import actions, queries
from drieslag.learning.rhythm.enums import Reason
from drieslag.learning.rhythm.models import Occurrence
from drieslag.learning.rhythm.queries.due import QUIET
from drieslag.learning.rhythm.terms import shorter
from drieslag.people.models import Team
from drieslag.web.components.forms import UNPROCESSABLE, refusals_above, refusals_said
from drieslag.web.requests import SignedInRequest, hat_in, signed_in
from drieslag.web.rhythm.forms import MoveForm
from drieslag.web.rhythm.presenters import moments as presenters
from drieslag.web.rhythm.views.answering import back


@signed_in
@require_safe
def moment(request: SignedInRequest, key: UUID) -> HttpResponse:
    """When it is, what became of it, and what can be said of it."""
    found = queries.get_moment(request.person, key)
    return _page(request, found, MoveForm(initial=presenters.move_initial(found)), 200)


def _page(request: SignedInRequest, found: Occurrence, form: MoveForm, status: int) -> HttpResponse:
    page = {"page": presenters.moment(request.person, found), "form": form, "team": found.agreement.team}
    return render(request, "rhythm/moment.html", page, status=status)


@signed_in
@require_POST
def held(request: SignedInRequest, key: UUID) -> HttpResponse:
    """It went on."""
    found = queries.get_moment(request.person, key)
    with refusals_said(request):
        actions.hold(by=request.person, occurrence=found)
        return back(request, found.agreement.team, [found])
    return back(request, found.agreement.team)


@signed_in
@require_POST
def day_held(request: SignedInRequest, team: UUID, day: str) -> HttpResponse:
    """All of a day went on."""
    hat = hat_in(request, team)
    try:
        which = date.fromisoformat(day)
    except ValueError as error:
        raise NotFound from error
    own = Team(pk=hat.team_id, organisation_id=request.person.organisation_id)
    with refusals_said(request):
        done = actions.hold_day(by=request.person, team=own, day=which)
        return back(request, own, done)
    return back(request, own)


@signed_in
@require_POST
def given_up(request: SignedInRequest, key: UUID) -> HttpResponse:
    """It gave way to something else."""
    found = queries.get_moment(request.person, key)
    reason = request.POST.get("reason", "")
    if reason not in Reason.values:
        messages.warning(request, _("Choose what it gave way to."))
        return redirect("rhythm:moment", key)
    with refusals_said(request):
        actions.give_up(by=request.person, occurrence=found, reason=Reason(reason))
        return back(request, found.agreement.team, [found])
    return back(request, found.agreement.team)


@signed_in
@require_POST
def moving(request: SignedInRequest, key: UUID) -> HttpResponse:
    """To another moment: with one press on a day that is offered, or with a form, this time or from then on."""
    found = queries.get_moment(request.person, key)
    form = MoveForm(_given(request))
    if not form.is_valid():
        return _page(request, found, form, UNPROCESSABLE)
    to = form.cleaned_data["to"]
    with refusals_above(form):
        if form.cleaned_data["scope"] == MoveForm.ALL:
            actions.move_from_then_on(by=request.person, occurrence=found, to=to)
            messages.info(request, _("From then on it is on that day and time."))
            return back(request, found.agreement.team)
        actions.move(by=request.person, occurrence=found, to=to)
        return back(request, found.agreement.team, [found])
    return _page(request, found, form, UNPROCESSABLE)


def _given(request: SignedInRequest) -> dict[str, str]:
    """Return what the form holds; the one press sends day and time together."""
    at = _moment(request.POST.get("to", ""))
    if at is None:
        return request.POST.dict()
    return {"day": at.date().isoformat(), "at": f"{at:%H:%M}", "scope": MoveForm.ONCE}


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at.astimezone(clock.AMSTERDAM) if at.tzinfo else at.replace(tzinfo=clock.AMSTERDAM)


@signed_in
@require_POST
def undo(request: SignedInRequest) -> HttpResponse:
    """Take back what was said just now, of one moment or of all of a day."""
    keys = request.POST.getlist("moment")[: presenters.MOST_SAID]
    try:
        rows = [queries.get_moment(request.person, UUID(key)) for key in keys]
    except ValueError as error:
        raise NotFound from error
    if not rows:
        raise NotFound
    with refusals_said(request):
        for row in rows:
            actions.undo(by=request.person, occurrence=row)
        messages.info(request, _("Taken back."))
    return back(request, rows[0].agreement.team)


@signed_in
@require_POST
def meeting(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Make a meeting of it; `begin` starts it at once."""
    found = queries.get_moment(request.person, key)
    begin = "begin" in request.POST
    with refusals_said(request):
        made = actions.plan_meeting(by=request.person, occurrence=found, begin=begin)
        if not begin:
            return redirect("meetings:change", made.pk)
        leads = made.facilitator_id == request.person.pk
        return redirect("meetings:facilitator" if leads else "meetings:meeting", made.pk)
    return redirect("rhythm:moment", key)


@signed_in
@require_POST
def presence(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Note for oneself to have been at an intervision."""
    found = queries.get_moment(request.person, key)
    with refusals_said(request):
        actions.say_there(by=request.person, occurrence=found)
        messages.info(request, _("Noted. Only you see this."))
    return redirect("rhythm:moment", key)


@signed_in
@require_POST
def acceptance(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Plan what is proposed."""
    agreement = queries.get_agreement(request.person, key)
    at = _moment(request.POST.get("on", ""))
    if at is None:
        messages.warning(request, _("Choose a day."))
        return back(request, agreement.team)
    code, minutes = agreement.format_code, agreement.minutes
    if "short" in request.POST:
        code, minutes = shorter(agreement.kind, code, minutes)
    with refusals_said(request):
        made = actions.plan_moment(by=request.person, agreement=agreement, at=at, format_code=code, minutes=minutes)
        messages.info(request, _("It is planned. You can move it or make a meeting of it."))
        return redirect("rhythm:moment", made.pk)
    return back(request, agreement.team)


@signed_in
@require_POST
def quiet(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Not now: it is proposed again after two weeks."""
    agreement = queries.get_agreement(request.person, key)
    with refusals_said(request):
        actions.not_now(by=request.person, agreement=agreement, until=clock.today() + timedelta(days=QUIET.days))
        messages.info(request, _("Fine. It comes back in two weeks."))
    return back(request, agreement.team)
