"""What a colleague asked: to look at a moment, or at a declaration. It opens at a press, in the owner's sight."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.development.competence import actions, queries
from drieslag.development.competence.enums import READ_BEFORE, FeedbackState, MomentKind, ViewState
from drieslag.people.queries import get_person
from drieslag.web.competence.forms import FeedbackForm, ViewForm
from drieslag.web.competence.presenters import shown
from drieslag.web.components.forms import refusals_above, refusals_said, status_of
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def feedback(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Read what a colleague tries, and write what one saw."""
    row = queries.get_feedback(request.person, key)
    first = {"saw": row.saw, "effect": row.effect, "idea": row.idea, "may_show": row.may_show}
    kind = MomentKind(row.moment.kind)
    form = FeedbackForm(posted(request), kind=kind, initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            actions.give_feedback(by=request.person, feedback=row, **form.cleaned_data)
            return redirect("competence:feedback", key)
    page = {
        "feedback": row,
        "moment": row.moment,
        "line": shown.moment_line(row.moment),
        "read_before": READ_BEFORE[kind],
        "link": queries.link_of(row.moment),
        "name": get_person(row.moment.owner).name,
        "is_open": queries.is_open(request.person, row.moment_id),
        "is_given": row.state == FeedbackState.GIVEN,
        "is_declined": row.state == FeedbackState.DECLINED,
        "form": form,
    }
    return show(request, "competence/feedback.html", page, status=status_of(request))


@signed_in
@require_POST
def feedback_opening(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Open it."""
    actions.open_moment(by=request.person, feedback=queries.get_feedback(request.person, key))
    return redirect("competence:feedback", key)


@signed_in
@require_POST
def feedback_end(request: SignedInRequest, key: UUID) -> HttpResponse:
    """It does not fit now; or, once written, take one's words back."""
    row = queries.get_feedback(request.person, key)
    if row.state == FeedbackState.GIVEN:
        actions.erase_feedback(by=request.person, feedback=row)
        messages.info(request, _("Your words are erased."))
        return redirect("competence:home")
    with refusals_said(request):
        actions.decline_feedback(by=request.person, feedback=row)
        messages.info(request, _("You said that it does not fit now. No reason was asked."))
    return redirect("competence:home")


@signed_in
@require_http_methods(PAGE)
def view(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Read what a colleague declares, and say what one saw of it."""
    row = queries.get_view(request.person, key)
    declaration = row.declaration
    form = ViewForm(posted(request), initial={"words": row.words})
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            actions.give_view(by=request.person, view=row, words=form.cleaned_data["words"])
            return redirect("competence:view", key)
    is_open = queries.is_open(request.person, declaration.pk)
    page = {
        "view": row,
        "declaration": declaration,
        "name": get_person(declaration.owner).name,
        "is_open": is_open,
        "theme": shown.theme_name(shown.theme_of(declaration)) if is_open else "",
        "evidence": queries.evidence_of(declaration) if is_open else (),
        "is_given": row.state == ViewState.SAW,
        "is_declined": row.state == ViewState.DECLINED,
        "form": form,
    }
    return show(request, "competence/view.html", page, status=status_of(request))


@signed_in
@require_POST
def view_opening(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Open it."""
    actions.open_declaration(by=request.person, view=queries.get_view(request.person, key))
    return redirect("competence:view", key)


@signed_in
@require_POST
def view_end(request: SignedInRequest, key: UUID) -> HttpResponse:
    """It does not fit now; or, once written, take one's words back."""
    row = queries.get_view(request.person, key)
    with refusals_said(request):
        if row.state == ViewState.SAW:
            actions.take_view_back(by=request.person, view=row)
            messages.info(request, _("Your words are erased."))
        else:
            actions.decline_view(by=request.person, view=row)
            messages.info(request, _("You said that it does not fit now. No reason was asked."))
    return redirect("competence:home")
