"""Putting something on the list, changing it, calling it off."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core import clock
from drieslag.core.verdict import NotFound, require
from drieslag.development.frameworks.queries import in_use
from drieslag.development.offerings import actions, queries, rules
from drieslag.development.offerings.enums import Kind, State
from drieslag.development.offerings.models import Offering
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.components.growing import show
from drieslag.web.offerings.forms import OfferingForm, moments_form, whens
from drieslag.web.requests import SignedInRequest, colleague, posted

PAGE = ["GET", "HEAD", "POST"]


@colleague
@require_safe
def choose(request: SignedInRequest) -> HttpResponse:
    """What kind one offers; what one may not offer says who can."""
    rows = [(kind, rules.may_offer(request.person, kind)) for kind in Kind]
    return show(request, "offerings/choose.html", {"rows": rows})


@colleague
@require_http_methods(PAGE)
def new(request: SignedInRequest, kind: str) -> HttpResponse:
    """Put something on the list."""
    if kind not in Kind:
        raise NotFound
    chosen = Kind(kind)
    require(rules.may_offer(request.person, chosen))
    form = _form(request, chosen, {"client_key": fresh_key()})
    moments = moments_form(posted(request))
    if request.method == "POST" and form.is_valid() & moments.is_valid():
        with refusals_above(form):
            made = actions.offer(
                by=request.person, kind=chosen, draft=form.draft(whens(moments)), key=form.cleaned_data["client_key"]
            )
            return redirect("offerings:one", made.pk)
    page = {"form": form, "moments": moments, "kind": chosen}
    return show(request, "offerings/form.html", page, status=status_of(request))


def _form(request: SignedInRequest, kind: Kind, initial: dict[str, object]) -> OfferingForm:
    return OfferingForm(
        posted(request),
        kind=kind,
        me=request.person,
        people=queries.possible_hosts(),
        themes=in_use(),
        initial=initial,
    )


@colleague
@require_http_methods(PAGE)
def edit(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change it. Who signed up is told of another day or place."""
    row = queries.get_row(request.person, key)
    require(rules.may_change(request.person, row.offering))
    kept = OfferingForm.kept(row.offering, queries.hosts_of(row.offering))
    form = _form(request, Kind(row.offering.kind), kept)
    moments = moments_form(posted(request), row.moments)
    if request.method == "POST" and form.is_valid() & moments.is_valid():
        with refusals_above(form):
            actions.change(by=request.person, offering=row.offering, draft=form.draft(whens(moments)))
            return redirect("offerings:one", key)
    page = {"form": form, "moments": moments, "kind": Kind(row.offering.kind), "offering": row.offering}
    return show(request, "offerings/form.html", page, status=status_of(request))


@colleague
@require_http_methods(PAGE)
def cancellation(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Call it off. The page asks first, and says how many are told."""
    if request.method == "POST":
        return _do(request, key, actions.call_off, _("It is called off. Who signed up gets a mail."))
    offering = queries.get_offering(request.person, key)
    require(rules.may_settle(request.person, offering, State.CANCELLED))
    page = {
        "offering": offering,
        "count": queries.count_signed_up(offering),
        "has_begun": offering.first_at <= clock.now(),
    }
    return show(request, "offerings/cancellation.html", page)


@colleague
@require_POST
def restoration(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Plan it again."""
    return _do(request, key, actions.plan_again, _("It is planned again. Who signed up gets a mail."))


@colleague
@require_POST
def holding(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say that it was held."""
    return _do(request, key, actions.hold, _("Who was there can make a plan now."))


def _do(request: SignedInRequest, key: UUID, act: Callable[..., Offering], said: str) -> HttpResponse:
    act(by=request.person, offering=queries.get_offering(request.person, key))
    messages.info(request, said)
    return redirect("offerings:one", key)
