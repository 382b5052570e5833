"""What goes with an offering."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from drieslag.core.verdict import require
from drieslag.development.offerings import actions, queries, rules
from drieslag.web.components.forms import refusals_above
from drieslag.web.offerings.forms import MaterialForm
from drieslag.web.offerings.views.listing import page_of
from drieslag.web.requests import SignedInRequest, colleague


@colleague
@require_POST
def add(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Put a link or a text with it."""
    row = queries.get_row(request.person, key)
    require(rules.may_run(request.person, row.offering))
    form = MaterialForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            actions.add_material(
                by=request.person,
                offering=row.offering,
                title=given["title"],
                goal=given["goal"],
                text=given["text"],
                link=given["address"],
                key=given["client_key"],
            )
            return redirect("offerings:one", key)
    return page_of(request, row, form)


@colleague
@require_POST
def end(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take it away."""
    material = queries.get_material(request.person, key)
    actions.remove_material(by=request.person, material=material)
    return redirect("offerings:one", material.offering_id)
