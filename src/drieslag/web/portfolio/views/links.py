"""Addresses under which others read a portfolio until a day."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.development.portfolio import actions, queries
from drieslag.web.components.forms import refusals_above, status_of
from drieslag.web.portfolio.forms import LinkForm
from drieslag.web.requests import SignedInRequest, posted, signed_in


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Make an address, shown once, and see when each was opened."""
    portfolio = queries.get_own(request.person, key)
    form = LinkForm(posted(request))
    made = ""
    if form.is_valid():
        with refusals_above(form):
            _link, secret = actions.make_link(by=request.person, portfolio_id=key, **form.cleaned_data)
            made = request.build_absolute_uri(reverse("portfolio:open", args=[secret]))
            form = LinkForm()
    page = {"portfolio": portfolio, "form": form, "made": made, "links": queries.links_of(portfolio)}
    return render(request, "portfolio/links.html", page, status=200 if made else status_of(request))


@signed_in
@require_POST
def end(request: SignedInRequest, key: UUID, link: UUID) -> HttpResponse:
    """Take an address back."""
    actions.withdraw_link(by=request.person, portfolio_id=key, link_id=link)
    messages.info(request, _("This address works no more."))
    return redirect("portfolio:links", key)
