"""Looking back on a week or a quarter."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.development.plans import queries as plans
from drieslag.development.reflections import actions, queries
from drieslag.development.reflections.enums import Span
from drieslag.development.reflections.queries import Looked
from drieslag.web.components.forms import status_of
from drieslag.web.reflections.forms import CloseForm, KeepForm
from drieslag.web.reflections.presenters import backs as presenters
from drieslag.web.requests import SignedInRequest, posted, signed_in


def _day(request: SignedInRequest) -> date:
    """Return the day in the address; today where there is none. Raises NotFound for days that are to come."""
    asked = request.GET.get("of", "")
    if not asked:
        return clock.today()
    try:
        day = date.fromisoformat(asked)
    except ValueError as wrong:
        raise NotFound from wrong
    if not presenters.EARLIEST <= day <= clock.today():
        raise NotFound
    return day


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: SignedInRequest, span: Span) -> HttpResponse:
    """Read one's notes of a time back, and keep of it what one wants."""
    day = _day(request)
    looked = queries.look(request.person, span, day)
    if request.method != "POST":
        return _page(request, looked, None)
    if request.POST.get("do") == "away":
        actions.put_away(by=request.person, span=span, day=day, key=request.POST.get("key", ""))
        return redirect(presenters.address(looked))
    if "key" in request.POST:
        form: KeepForm | CloseForm = KeepForm(posted(request))
        if form.is_valid():
            actions.keep_pattern(by=request.person, span=span, day=day, **form.cleaned_data)
            return redirect(presenters.address(looked))
    else:
        form = CloseForm(posted(request))
        if form.is_valid():
            actions.close(by=request.person, span=span, day=day, closing=form.cleaned_data["closing"])
            return redirect(f"{presenters.address(looked)}&kept={presenters.draft(looked)}")
    return _page(request, looked, form)


def _page(request: SignedInRequest, looked: Looked, sent: KeepForm | CloseForm | None) -> HttpResponse:
    goals = plans.words_of(request.person, presenters.goals_in(looked))
    page = presenters.page(looked, goals, sent) | {"place": "growth"}
    if looked.span is Span.QUARTER:
        page["firsts"] = plans.new_between(request.person, looked.begins_on, looked.ends_on)
    return render(request, "reflections/back.html", page, status=status_of(request))


@signed_in
@require_safe
def back(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Go to the week or quarter of a look back."""
    row = queries.get_back(request.person, key)
    return redirect(f"{reverse(f'reflections:{row.span}')}?of={row.begins_on.isoformat()}")


@signed_in
@require_POST
def erasure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase what was kept; the notes stay."""
    row = queries.get_back(request.person, key)
    actions.erase_back(by=request.person, back=row)
    messages.info(request, _("What you kept of it is erased. Your notes are still there."))
    return redirect("reflections:list")
