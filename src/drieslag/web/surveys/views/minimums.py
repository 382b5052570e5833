"""From how many answers something is shown here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from drieslag.core.verdict import require
from drieslag.privacy.consents import is_allowed
from drieslag.privacy.models import ConsentScope
from drieslag.surveys.actions.rounds import set_minimums
from drieslag.surveys.queries.asked import minimums
from drieslag.surveys.rules.rounds import may_set_minimums
from drieslag.web.components.forms import refusals_above, status_of
from drieslag.web.requests import SignedInRequest, posted, signed_in
from drieslag.web.surveys.forms import MinimumsForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: SignedInRequest) -> HttpResponse:
    """Everybody may read the numbers; who may, raises them."""
    now, may = minimums(), may_set_minimums(request.person)
    first = {"mean": now.mean, "distribution": now.distribution, "relation": now.relation}
    form = MinimumsForm(posted(request), initial=first)
    if request.method == "POST":
        require(may)
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            set_minimums(by=request.person, **form.cleaned_data)
            messages.info(request, _("Kept. It holds for every round from now on."))
            return redirect("surveys:minimums")
    page = {
        "form": form,
        "may": may,
        "minimums": now,
        "confidential": is_allowed(ConsentScope.CONFIDENTIAL_ROUNDS),
    }
    return render(request, "surveys/minimums.html", page, status=status_of(request))
