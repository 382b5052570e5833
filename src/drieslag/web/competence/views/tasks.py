"""Reserved tasks: which there are, and the three facts about oneself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from drieslag.core.verdict import require
from drieslag.development.competence import actions, queries, rules
from drieslag.development.competence.enums import Fact
from drieslag.people.enums import Role
from drieslag.web.competence.forms import TaskForm
from drieslag.web.competence.presenters import shown
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, colleague, posted

PAGE = ["GET", "HEAD", "POST"]


def _leads(request: SignedInRequest) -> bool:
    return any(Role.TEAM_LEADER in hat.roles for hat in request.me.hats)


@colleague
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    """The tasks that the organisation reserves, with what stands about oneself."""
    rows = queries.tasks()
    page = {
        "tasks": shown.tasks(rows, queries.three_of(request.person.pk, rows)),
        "may_define": request.me.has(Role.LEARNING_ADVISER),
        "leads": _leads(request),
    }
    return show(request, "competence/tasks.html", page)


@colleague
@require_safe
def task(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One task: why it is reserved, and the three facts about oneself, apart."""
    found = queries.task_page(request.person, key)
    may_show = rules.may_be_seen()
    page = {
        "found": found,
        "task": found.task,
        "facts": shown.facts(found.three),
        "sentence": shown.sentence(found.three),
        "all_hold": found.three.all_hold,
        "shown": [(row, shown.fact_word(Fact(row.fact)), name) for row, name in found.shown],
        "to_show": [
            (fact.value, shown.fact_word(fact), leader, name)
            for leader, name in found.leaders
            for fact in Fact
            if not any(row.person == leader and row.fact == fact for row, _name in found.shown)
        ]
        if may_show
        else [],
        "why_not": "" if may_show else may_show.reason,
        "may_define": request.me.has(Role.LEARNING_ADVISER),
        "leads": _leads(request),
    }
    return show(request, "competence/task.html", page)


@colleague
@require_http_methods(PAGE)
def new(request: SignedInRequest) -> HttpResponse:
    """Reserve a task, as learning adviser."""
    require(rules.may_define_tasks(request.person))
    form = TaskForm(posted(request), initial={"client_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            made = actions.define_task(by=request.person, said=form.said(), key=form.cleaned_data["client_key"])
            return redirect("competence:task", made.pk)
    return show(request, "competence/task_form.html", {"form": form}, status=status_of(request))


@colleague
@require_http_methods(PAGE)
def words(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change the words or the terms."""
    row = queries.get_task(key)
    require(rules.may_define_tasks(request.person))
    first = {
        "name": row.name, "why": row.why, "qualifies": row.qualifies, "qualified_months": row.qualified_months,
        "competent_months": row.competent_months, "deployable_months": row.deployable_months,
    }  # fmt: skip
    form = TaskForm(posted(request), initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            actions.change_task(by=request.person, task=row, said=form.said())
            return redirect("competence:task", key)
    return show(request, "competence/task_form.html", {"form": form, "task": row}, status=status_of(request))


@colleague
@require_http_methods(PAGE)
def end(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Reserve it no longer. The page asks first: there is no way back."""
    row = queries.get_task(key)
    if request.method != "POST":
        require(rules.may_define_tasks(request.person))
        if row.ended_on is not None:
            return redirect("competence:task", key)
        return show(request, "competence/task_end.html", {"task": row})
    actions.end_task(by=request.person, task=row)
    messages.info(request, _("This task is not reserved any more."))
    return redirect("competence:tasks")
