"""Choosing one's own role, and what it asks: themes and lines, each a possible goal of one's own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from drieslag.development.frameworks import queries
from drieslag.development.frameworks.actions import leave_role, take_role
from drieslag.web.components.forms import refusals_above, status_of
from drieslag.web.frameworks.forms import RoleForm
from drieslag.web.frameworks.presenters.reading import page_of
from drieslag.web.requests import SignedInRequest, colleague, posted


@colleague
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: SignedInRequest) -> HttpResponse:
    """My role: nobody else sees which one."""
    if request.method == "POST" and "leave" in request.POST:
        leave_role(by=request.person)
        messages.info(request, _("You have no role now. Your goals stay as they are."))
        return redirect("frameworks:role")
    chosen = queries.current(request.person)
    form = RoleForm(posted(request), used=queries.in_use(), chosen=chosen)
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            code, key = form.chosen_role()
            take_role(by=request.person, code=code, role=key)
            return redirect("frameworks:role")
    page = {
        "chosen": chosen,
        "page": page_of(chosen.framework, chosen.role.key) if chosen else None,
        "form": form,
        "may_make": True,
    }
    return render(request, "frameworks/role.html", page, status=status_of(request))
