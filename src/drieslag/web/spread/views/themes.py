"""Themes of the month: the list, one theme, making it and filling it together."""

from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import NotFound, require
from drieslag.kernel.format import Preference
from drieslag.learning.spread import actions, queries, rules
from drieslag.learning.spread.enums import NoteKind
from drieslag.learning.spread.models import Activity, Theme, ThemeNote, ThemeThread
from drieslag.learning.threads import queries as threads
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.requests import SignedInRequest, posted, signed_in
from drieslag.web.spread.answering import show
from drieslag.web.spread.forms.themes import (
    ActivityForm,
    HarvestForm,
    KnowledgeForm,
    LinkThreadForm,
    NoteForm,
    ThemeForm,
)
from drieslag.web.spread.presenters import themes as presenters
from drieslag.web.spread.words import month_year

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    """All themes, the latest first."""
    rows = [presenters.card(theme) for theme in queries.themes(request.person)]
    page = {"themes": rows, "may_make": rules.may_make_theme(request.person)}
    return show(request, "spread/themes.html", page)


@signed_in
@require_http_methods(PAGE)
def new(request: SignedInRequest) -> HttpResponse:
    """Make a theme."""
    queries.colleagues_only(request.person)
    require(rules.may_make_theme(request.person))
    form = ThemeForm(posted(request), initial={"client_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        theme = actions.make_theme(
            by=request.person,
            title=given["title"],
            question=given["question"],
            month=given["month"],
            key=given["client_key"],
        )
        return redirect("spread:theme", theme.pk)
    return show(request, "spread/theme_form.html", {"form": form}, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def edit(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change the words or the month."""
    theme = queries.get_theme(request.person, key)
    require(rules.may_run_theme(request.person, theme))
    kept = {"title": theme.title, "question": theme.question, "month": theme.month.isoformat()}
    form = ThemeForm(posted(request), initial=kept)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.change_theme(
            by=request.person, theme=theme, title=given["title"], question=given["question"], month=given["month"]
        )
        return redirect("spread:theme", key)
    return show(request, "spread/theme_form.html", {"form": form, "theme": theme}, status=status_of(request))


@signed_in
@require_safe
def theme(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One theme."""
    return _page(request, queries.get_theme(request.person, key))


def _page(request: SignedInRequest, theme: Theme, **wrong: forms.Form) -> HttpResponse:
    """Return a theme's page; `wrong` holds the form that could not be taken."""
    row = queries.whole(theme)
    runs, me = bool(rules.may_run_theme(request.person, theme)), request.me.id
    key = {"client_key": uuid4()}  # says nothing of when: what is put in without a name takes it as its own
    page = {
        "theme": theme,
        "month": month_year(theme.month),
        "maker": row.named.get(theme.maker, "") if theme.maker else "",
        "is_open": theme.closed_at is None,
        "runs": runs,
        "ways": presenters.ways(row.mix),
        "mix_line": presenters.mix_line(row.mix),
        "is_whole": row.mix.is_whole,
        "activities": presenters.happenings(row, me, runs=runs),
        "threads": presenters.linked(row, request.me.team_ids),
        "questions": presenters.notes(row, NoteKind.QUESTION, me, runs=runs),
        "knowledge": presenters.notes(row, NoteKind.KNOWLEDGE, me, runs=runs),
        "learned": presenters.notes(row, NoteKind.HARVEST, me, runs=runs),
        "has_team": bool(request.me.hats),
        "question_form": NoteForm(initial=key, prefix="question"),
        "knowledge_form": KnowledgeForm(initial=key, prefix="knowledge"),
        "learned_form": NoteForm(initial=key, prefix="harvest"),
        "activity_form": ActivityForm(initial={**key, "on": theme.month}, prefix="activity"),
        "harvest_form": HarvestForm(initial={"harvest": theme.harvest}, prefix="round"),
        **wrong,
    }
    return show(request, "spread/theme.html", page, status=status_of(request))


@signed_in
@require_POST
def activities(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Put an activity in."""
    found = queries.get_theme(request.person, key)
    form = ActivityForm(request.POST, prefix="activity")
    if form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            actions.add_activity(
                by=request.person,
                theme=found,
                title=given["title"],
                on=given["on"],
                place=given["place"],
                preference=Preference(given["preference"]),
                key=given["client_key"],
            )
            return redirect("spread:theme", key)
    return _page(request, found, activity_form=form)


@signed_in
@require_POST
def notes(request: SignedInRequest, key: UUID, kind: str) -> HttpResponse:
    """Put in a question, knowledge or what was learned."""
    found = queries.get_theme(request.person, key)
    if kind not in NoteKind.values:
        raise NotFound
    form = (KnowledgeForm if kind == NoteKind.KNOWLEDGE else NoteForm)(request.POST, prefix=kind)
    if form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            actions.add_note(
                by=request.person,
                theme=found,
                kind=NoteKind(kind),
                text=given["text"],
                link=given.get("link", ""),
                named=given["named"] == "yes",
                key=given["client_key"],
            )
            return redirect("spread:theme", key)
    name = "learned_form" if kind == NoteKind.HARVEST else f"{kind}_form"
    return _page(request, found, **{name: form})


@signed_in
@require_http_methods(PAGE)
def link(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Show that one's team works on a question within this theme."""
    found = queries.get_theme(request.person, key)
    require(rules.may_add_to_theme(request.person, found))
    questions = queries.open_questions(request.me.team_ids)
    form = LinkThreadForm(posted(request), threads=questions)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        thread = threads.get_thread(request.person, given["thread"].pk)
        actions.link_thread(by=request.person, theme=found, thread=thread, title=given["title"])
        return redirect("spread:theme", key)
    page = {"form": form, "theme": found, "has_questions": bool(questions)}
    return show(request, "spread/theme_link.html", page, status=status_of(request))


@signed_in
@require_POST
def closure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Round a theme off with what it brought."""
    found = queries.get_theme(request.person, key)
    require(rules.may_run_theme(request.person, found))
    form = HarvestForm(request.POST, prefix="round")
    if not form.is_valid():
        return _page(request, found, harvest_form=form)
    actions.close_theme(by=request.person, theme=found, harvest=form.cleaned_data["harvest"])
    return redirect("spread:theme", key)


@signed_in
@require_POST
def reopening(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Undo rounding off."""
    actions.reopen_theme(by=request.person, theme=queries.get_theme(request.person, key))
    return redirect("spread:theme", key)


@signed_in
@require_POST
def activity_end(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take an activity out, or put it back."""
    return _away(request, queries.get_activity(request.person, key))


@signed_in
@require_POST
def note_end(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take a note out, or put it back."""
    return _away(request, queries.get_note(request.person, key))


@signed_in
@require_POST
def link_end(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Show a question of one's team no longer, or show it again."""
    return _away(request, queries.get_link(request.person, key))


def _away(request: SignedInRequest, row: Activity | ThemeNote | ThemeThread) -> HttpResponse:
    if "back" in request.POST:
        return redirect("spread:theme", actions.put_back(by=request.person, row=row).pk)
    theme = actions.take_away(by=request.person, row=row)
    words = row.text if isinstance(row, ThemeNote) else row.title
    return show(request, "spread/taken.html", {"theme": theme, "words": words})
