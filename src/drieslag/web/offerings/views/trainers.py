"""The internal trainers: what they give and how often."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from drieslag.core.verdict import require
from drieslag.development.offerings import actions, queries, rules
from drieslag.web.components.forms import status_of
from drieslag.web.components.growing import show
from drieslag.web.offerings import presenters
from drieslag.web.offerings.forms import TrainerForm
from drieslag.web.requests import SignedInRequest, colleague, posted


@colleague
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: SignedInRequest) -> HttpResponse:
    """Who gives what, and for a trainer the form to say so."""
    is_trainer = bool(rules.may_say_room(request.person))
    if request.method == "POST":
        require(rules.may_say_room(request.person))
    said = queries.trainer(request.person) if is_trainer else None
    form = TrainerForm(posted(request), initial={"gives": said.gives, "a_quarter": said.a_quarter} if said else None)
    if request.method == "POST" and form.is_valid():
        actions.say_room(by=request.person, **form.cleaned_data)
        messages.info(request, _("Your words are kept."))
        return redirect("offerings:trainers")
    page = {
        "trainers": [(row, presenters.room(row)) for row in queries.trainers()],
        "form": form if is_trainer else None,
    }
    return show(request, "offerings/trainers.html", page, status=status_of(request))
