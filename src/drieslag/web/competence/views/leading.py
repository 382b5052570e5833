"""What a team leader says about whom that one leads: deployable, for a task, until a day."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core import clock
from drieslag.core.verdict import NotFound, require
from drieslag.development.competence import actions, queries, rules
from drieslag.development.competence.terms import months_after
from drieslag.people.queries import get_person
from drieslag.web.competence.forms import DeployableForm, ReasonForm
from drieslag.web.competence.presenters import shown
from drieslag.web.components.forms import refusals_above, status_of
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def people(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Whom one leads, with what leaders said and what each showed."""
    task = queries.get_task(key)
    page = {"task": task, "people": shown.led(queries.led_by(request.person, task))}
    return show(request, "competence/people.html", page)


@signed_in
@require_http_methods(PAGE)
def deployable(request: SignedInRequest, key: UUID, person: UUID) -> HttpResponse:
    """Say that somebody is deployable."""
    task, who = queries.get_task(key), get_person(person)
    if not rules.leads_now(request.person.pk, who.pk):
        raise NotFound
    first = {"from_on": clock.today(), "until_on": months_after(clock.today(), task.deployable_months)}
    form = DeployableForm(posted(request), initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            actions.say_deployable(by=request.person, person=who, task=task, **form.cleaned_data)
            return redirect("competence:people", key)
    page = {"form": form, "task": task, "who": who}
    return show(request, "competence/deployable.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def withdrawal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take it back, with a reason that the person reads."""
    row = queries.get_deployment(request.person, key)
    require(rules.may_withdraw_deployable(request.person, row))
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            actions.take_back_deployable(by=request.person, deployment=row, reason=form.cleaned_data["reason"])
            return redirect("competence:people", row.task_id)
    page = {"form": form, "task": row.task, "who": get_person(row.owner)}
    return show(request, "competence/deployable_end.html", page, status=status_of(request))


@signed_in
@require_POST
def opening(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Look at what was shown, in the owner's sight."""
    row = queries.get_shown(request.person, key)
    actions.open_shown(by=request.person, shown=row)
    return redirect("competence:people", row.task_id)
