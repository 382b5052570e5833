"""Trainings: the list, one training with its figures, and a question that it raised."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from drieslag.core.verdict import Refused, require
from drieslag.learning.spread import actions, queries, rules
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Origin
from drieslag.people.queries import teams_of
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.requests import SignedInRequest, posted, signed_in
from drieslag.web.spread.answering import show
from drieslag.web.spread.forms.trainings import QuestionForm, TrainingForm
from drieslag.web.spread.presenters import trainings as presenters

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def listing(request: SignedInRequest) -> HttpResponse:
    """The organisation's list, and one more."""
    queries.colleagues_only(request.person)
    form = TrainingForm(posted(request), trainers=queries.trainers(), initial={"client_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = actions.add_training(
            by=request.person, title=given["title"], on=given["on"], trainer=given["trainer"], key=given["client_key"]
        )
        return redirect("spread:plan_new", made.pk)
    rows = queries.trainings(request.person)
    page = {
        "form": form,
        "trainings": [presenters.card(row) for row in rows],
        "over_all": presenters.over_all(queries.stuck_over_all(rows)),
    }
    return show(request, "spread/trainings.html", page, status=status_of(request))


@signed_in
@require_safe
def training(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One training: its figures without names, and one's own way on."""
    row = queries.get_training(request.person, key)
    page = {
        "row": row,
        "training": row.training,
        "line": presenters.line_of(row),
        "figures": presenters.figures(row),
        "has_team": bool(request.me.hats),
        "may_change": rules.may_change_training(request.person, row.training),
    }
    return show(request, "spread/training.html", page)


@signed_in
@require_http_methods(PAGE)
def edit(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Put a training's name, day or trainer right."""
    row = queries.get_training(request.person, key)
    require(rules.may_change_training(request.person, row.training))
    kept = {"title": row.training.title, "on": row.training.on, "trainer": str(row.training.trainer or "")}
    form = TrainingForm(posted(request), trainers=queries.trainers(), initial=kept)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.change_training(
            by=request.person, training=row.training, title=given["title"], on=given["on"], trainer=given["trainer"]
        )
        return redirect("spread:training", key)
    page = {"form": form, "training": row.training}
    return show(request, "spread/training_form.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def question(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Bring a question that the training raised to one's team."""
    row = queries.get_training(request.person, key)
    if not request.me.hats:
        raise Refused(_("You are in no team yet. Ask your team leader."))
    form = QuestionForm(posted(request), hats=request.me.hats, initial={"client_key": uuid4()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            named = given["named"] == "yes"  # without a name its training is left out too: few of a team followed it
            thread = threads.open_thread(
                by=request.person,
                team=teams_of(request.me).get(pk=given["team"]),
                origin=Origin.TRAINING if named else Origin.PERSON,
                source_id=row.training.pk if named else None,
                title=given["title"],
                story=given["story"],
                named=named,
                key=given["client_key"],
            )
            messages.info(request, _("Your question is on the board."))
            return redirect("board:thread", thread.pk)
    page = {"form": form, "training": row.training}
    return show(request, "spread/question.html", page, status=status_of(request))
