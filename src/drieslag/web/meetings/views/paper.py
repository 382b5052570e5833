"""Writing down a meeting that was held on paper, or elsewhere."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from drieslag.learning.meetings import actions
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.meetings.paper import PaperForm
from drieslag.web.requests import SignedInRequest, posted, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: SignedInRequest) -> HttpResponse:
    """Which form, when, with how many; and what came of it, if anything."""
    initial = {"key": fresh_key(), **{name: request.GET.get(name) for name in ("format", "team", "thread", "sitting")}}
    form = PaperForm(request.me, posted(request), initial={name: value for name, value in initial.items() if value})
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            meeting = actions.log_on_paper(by=request.person, **form.logged())
            messages.success(request, _("It is written down."))
            return redirect("meetings:report", meeting.pk)
    return render(request, "meetings/log.html", {"form": form}, status=status_of(request))
