"""Notes: the list, writing one, one by itself, changing and erasing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.development.offerings import queries as offerings
from drieslag.development.plans import queries as plans
from drieslag.development.reflections import actions, queries
from drieslag.development.reflections.marks import Marks
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.queries import names_shared_with, readers_of
from drieslag.people.models import Person
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.reflections.forms import FindForm, NoteForm, kept, typed
from drieslag.web.reflections.presenters import notes as presenters
from drieslag.web.requests import SignedInRequest, number_in, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]
PLACE = {"place": "growth"}


@signed_in
@require_http_methods(PAGE)
def listing(request: SignedInRequest) -> HttpResponse:
    """All one's notes, the latest first, or those one looks for."""
    before = queries.remembered(request.person)
    form = FindForm(posted(request), goals=plans.choices(request.person), tags=before.tags)
    number = _number(request)
    status = 200
    if form.is_valid() and (wanted := form.wanted()):
        found, is_found = queries.found(request.person, wanted), True
    else:
        found, is_found = queries.listed(request.person, number), False
        status = status_of(request) if form.errors else 200
    page = PLACE | {
        "form": form,
        "is_found": is_found,
        "notes": presenters.cards(found.notes, names_shared_with(request.person)),
        "older": number + 1 if found.has_older else 0,
        "most": queries.SHOWN if found.has_more else 0,
        "backs": presenters.backs(queries.backs(request.person)),
        "asks": queries.asks(request.person),
    }
    return render(request, "reflections/list.html", page, status=status)


def _number(request: SignedInRequest) -> int:
    asked = number_in(request.GET.get("page", ""), digits=4)
    return 1 if asked is None else asked


@signed_in
@require_http_methods(PAGE)
def new(request: SignedInRequest) -> HttpResponse:
    """Write a note; another question comes at a press and costs no word."""
    said = request.GET.get("about", "")
    about, goal, occasion = queries.subject(request.person, said, _offered) if said else (None, None, Marks().occasion)
    marks = Marks(about=about, occasion=occasion, goal=goal)
    before = queries.remembered(request.person)
    goals = plans.choices(request.person)
    asked = presenters.question(request.POST, before.prompts, occasion)
    if request.POST.get("do") in presenters.OTHER_QUESTION:
        form = NoteForm(goals=goals, known=before.tags, initial=typed(request.POST) | {"prompt": asked.key})
        return _form(request, form, asked, marks, 200)
    first = {"client_key": fresh_key(), "prompt": asked.key, "occasion": occasion, "goal": str(goal or "")}
    form = NoteForm(posted(request), goals=goals, known=before.tags, initial=first)
    if form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            made = actions.write(
                by=request.person, text=given["text"], marks=form.marks(marks), key=given["client_key"]
            )
            return redirect(f"{reverse('reflections:one', args=[made.pk])}?kept={presenters.draft(said)}")
    return _form(request, form, asked, marks, status_of(request))


def _offered(person: Person, key: UUID) -> str:
    """Return the title of what a colleague offers."""
    return offerings.get_offering(person, key).title


def _form(
    request: SignedInRequest, form: NoteForm, asked: presenters.Question, marks: Marks, status: int
) -> HttpResponse:
    page = PLACE | {
        "form": form,
        "asked": asked,
        "about_line": presenters.about_words(marks.about) if marks.about else "",
        "draft": presenters.draft(request.GET.get("about", "")),
        "is_open": presenters.shows_more(form),
    }
    return render(request, "reflections/write.html", page, status=status)


@signed_in
@require_safe
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One note, with whom it is shared."""
    note = queries.get_own(request.person, key)
    goals = plans.words_of(request.person, {note.marks.goal} if note.marks.goal else set())
    page = PLACE | {
        "note": note,
        "shown": presenters.shown(note, goals),
        "readers": [each for each in readers_of(request.person, Kind.REFLECTION, key) if each.is_on],
    }
    return render(request, "reflections/one.html", page)


@signed_in
@require_http_methods(PAGE)
def edit(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change a note; its question and day stay."""
    note = queries.get_own(request.person, key)
    before = queries.remembered(request.person)
    goals = presenters.goals_with(plans.choices(request.person), request.person, note.marks.goal)
    form = NoteForm(posted(request), goals=goals, known=before.tags, initial=kept(note.text, note.marks, before.tags))
    if form.is_valid():
        with refusals_above(form):
            actions.change(by=request.person, note=note, text=form.cleaned_data["text"], marks=form.marks(note.marks))
            return redirect("reflections:one", key)
    page = PLACE | {
        "form": form,
        "asked": presenters.asked_before(note.marks),
        "about_line": presenters.about_words(note.marks.about) if note.marks.about else "",
        "note": note,
        "draft": f"reflection:{key}",
        "is_open": presenters.shows_more(form),
    }
    return render(request, "reflections/write.html", page, status=status_of(request))


@signed_in
@require_POST
def erasure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase a note; the page asked first."""
    actions.erase(by=request.person, note=queries.get_own(request.person, key))
    messages.info(request, _("The reflection is erased."))
    return redirect("reflections:list")


@signed_in
@require_POST
def asking(request: SignedInRequest) -> HttpResponse:
    """Say whether Today asks to reflect after a meeting or a try-out."""
    actions.set_asks(by=request.person, asks=request.POST.get("asks") == "yes")
    messages.info(request, _("That is set."))
    return redirect("reflections:list")
