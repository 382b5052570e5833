"""Bringing a practice question in, changing its words, taking it back."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core.verdict import require
from drieslag.learning.threads import actions, queries, rules
from drieslag.people.queries import count_members, get_team
from drieslag.web.board.forms import NewQuestionForm, PictureForm, QuestionForm
from drieslag.web.board.presenters.phases import NUMBERS
from drieslag.web.components.forms import status_of
from drieslag.web.requests import SignedInRequest, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def ask(request: SignedInRequest) -> HttpResponse:
    """Bring a question in. The key is random, since a question without a name may not tell when it was begun."""
    if not request.me.hats:
        return redirect("board:mine")
    asked_for = request.GET.get("team", "")
    known = [str(hat.team_id) for hat in request.me.hats]
    chosen = asked_for if asked_for in known else known[0]
    form = NewQuestionForm(request.POST or None, hats=request.me.hats, initial={"client_key": uuid4(), "team": chosen})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        team = get_team(request.person, UUID(given["team"]))
        thread = actions.open_thread(
            by=request.person,
            team=team,
            origin=given["origin"],
            title=given["title"],
            story=given["story"],
            named=given["named"] == "yes",
            key=given["client_key"],
        )
        messages.success(request, _("Your question is on the board of %(team)s.") % {"team": team.name})
        return _onwards(request, reverse("board:thread", args=[thread.pk]))
    hat = next(hat for hat in request.me.hats if str(hat.team_id) == chosen)
    page = {"form": form, "hat": hat, "count": count_members(hat.team_id), "phases": NUMBERS, "place": "ask"}
    template = "board/new.html#ask" if request.method == "POST" and request.htmx else "board/new.html"
    return render(request, template, page, status=status_of(request))


def _onwards(request: SignedInRequest, url: str) -> HttpResponse:
    """Go to the question. A script is told where to go: following by itself it would use up the message on the way."""
    return HttpResponse(headers={"HX-Redirect": url}) if request.htmx else redirect(url)


@signed_in
@require_http_methods(PAGE)
def edit(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change the words of an own question."""
    thread = queries.get_thread(request.person, key)
    require(rules.may_edit(request.person, thread))
    form = QuestionForm(request.POST or None, initial={"title": thread.title, "story": thread.story})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.edit_thread(by=request.person, thread=thread, title=given["title"], story=given["story"])
        return redirect("board:thread", thread.pk)
    page = {"form": form, "thread": thread, "may_withdraw": rules.may_withdraw(request.person, thread)}
    return render(request, "board/edit.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def picture(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Write down what is going on with residents."""
    thread = queries.get_thread(request.person, key)
    form = PictureForm(posted(request), initial={name: getattr(thread, name) for name in PictureForm.base_fields})
    if request.method == "POST" and form.is_valid():
        actions.describe_picture(by=request.person, thread=thread, **form.cleaned_data)
        return redirect("board:thread", key)
    return render(request, "board/picture.html", {"form": form, "thread": thread}, status=status_of(request))


@signed_in
@require_POST
def withdrawal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take an own question back; the page says how to undo that."""
    thread = queries.get_thread(request.person, key)
    actions.withdraw_thread(by=request.person, thread=thread)
    return render(
        request, "board/withdrawn.html", {"undo": reverse("board:restoration", args=[thread.pk]), "thread": thread}
    )


@signed_in
@require_POST
def restoration(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Undo taking back."""
    thread = actions.restore_thread(by=request.person, thread=queries.get_withdrawn(request.person, key))
    return redirect("board:thread", thread.pk)
