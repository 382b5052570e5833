"""What one states about oneself for a task, and to whom one shows it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core.verdict import NotFound
from drieslag.development.competence import actions, queries
from drieslag.development.competence.enums import Fact
from drieslag.people.queries import get_person
from drieslag.web.competence.forms import QualificationForm
from drieslag.web.components.forms import refusals_above, refusals_said, status_of
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, colleague, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]


@colleague
@require_http_methods(PAGE)
def qualification(request: SignedInRequest, key: UUID) -> HttpResponse:
    """State that one is qualified."""
    task = queries.get_task(key)
    form = QualificationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            actions.state_qualified(by=request.person, task=task, **form.cleaned_data)
            return redirect("competence:task", key)
    page = {"form": form, "task": task}
    return show(request, "competence/qualification_form.html", page, status=status_of(request))


@signed_in
@require_POST
def qualification_end(request: SignedInRequest, key: UUID) -> HttpResponse:
    """It holds no longer; or, once more, erase it."""
    row = queries.get_qualification(request.person, key)
    if row.withdrawn_on is None:
        actions.end_qualification(by=request.person, qualification=row)
    else:
        actions.erase_qualification(by=request.person, qualification=row)
    return redirect("competence:task", row.task_id)


@colleague
@require_POST
def showing(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Show a fact to one's team leader, or show it no longer."""
    task = queries.get_task(key)
    fact = request.POST.get("fact", "")
    if fact not in Fact:
        raise NotFound
    try:
        leader = get_person(UUID(request.POST.get("person", "")))
    except ValueError as wrong:
        raise NotFound from wrong
    if request.POST.get("show") == "no":
        actions.stop_showing(by=request.person, task=task, fact=Fact(fact), leader=leader.pk)
        return redirect("competence:task", key)
    with refusals_said(request):
        actions.show_fact(by=request.person, task=task, fact=Fact(fact), leader=leader)
    return redirect("competence:task", key)
