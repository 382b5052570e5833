"""Filling in: the page for everybody, and what is posted by who answers under the own name.

An anonymous form posts nothing here; its script hands it in without a name (web.anonymous).
"""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import NotFound, Refused
from drieslag.surveys.actions import answers as actions
from drieslag.surveys.queries import answers as queries
from drieslag.surveys.queries.answers import Own, Sheet
from drieslag.surveys.rules.answers import may_answer
from drieslag.web.answers import presenters
from drieslag.web.components.forms import UNPROCESSABLE
from drieslag.web.components.survey import Answers, answers_of, moved
from drieslag.web.components.views import YEAR
from drieslag.web.requests import SignedInRequest, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The questionnaire. What is posted is of somebody who answers under the own name."""
    try:
        sheet = queries.sheet_for(request.person, key)
    except NotFound:
        return _shut(request, key)
    if not may_answer(sheet.round, request.person.pk):
        return _shut(request, key)
    if not sheet.named:
        if request.method == "POST":
            raise NotFound
        page = presenters.page_of(sheet)
        return render(request, "answers/fill.html", {"page": page, "drawn": presenters.drawn_sheet(page)})
    if request.method == "POST":
        return _posted(request, sheet)
    return render(request, "answers/fill.html", _page(sheet, queries.own_answers(request.person, key)))


def _shut(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say that it is over to who may know of the round; what lies on the device can still be copied."""
    found = queries.get_shut(request.person, key)
    return render(request, "answers/shut.html", {"round": found})


def _page(sheet: Sheet, own: Own | None = None, errors: dict[str, str] | None = None) -> dict[str, object]:
    page: dict[str, object] = {
        "page": presenters.page_of(sheet, own),
        "questions": presenters.questions(sheet, own or Own({}, is_handed_in=False), errors),
        "own": own,
        "errors": errors,
    }
    if sheet.named:
        page |= {"reader": presenters.reader_words(sheet), "consent": presenters.consent_words()}
    return page


def _posted(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    """Hand in, keep for later, or one of the presses that a page without script has inside its questions."""
    given, unread = answers_of(sheet.instrument, request.POST)
    if "hand_in" in request.POST:
        return _hand_in(request, sheet, given, unread)
    if move := request.POST.get("move"):
        given = moved(sheet.instrument, given, move)
    given.pop(request.POST.get("clear", ""), None)
    kept = actions.keep_draft(by=request.person, round_id=sheet.round.pk, answers=given)
    if "later" in request.POST:
        if kept is not None:
            messages.success(request, _("What you filled in is kept. Go on whenever you like."))
        return redirect("answers:mine")
    if language := request.POST.get("language"):
        return _in_language(redirect("answers:fill", sheet.round.pk), language)
    own = Own(given, is_handed_in=kept is None)
    return render(request, "answers/fill.html", _page(sheet, own))


def _hand_in(request: SignedInRequest, sheet: Sheet, given: Answers, unread: dict[str, str]) -> HttpResponse:
    errors = actions.problems(sheet.round, given) | unread
    if not errors:
        try:
            actions.hand_in_named(by=request.person, round_id=sheet.round.pk, answers=given)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            return redirect("answers:received", sheet.round.pk)
    before = queries.own_answers(request.person, sheet.round.pk)
    own = Own(given, is_handed_in=before.is_handed_in)
    return render(request, "answers/fill.html", _page(sheet, own, errors), status=UNPROCESSABLE)


def _in_language(response: HttpResponseRedirect, language: str) -> HttpResponse:
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
    return response


@signed_in
@require_POST
def draft(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Keep what the script sends after a pause."""
    sheet = queries.sheet_for(request.person, key)
    if not sheet.named:
        raise NotFound
    given, _unread = answers_of(sheet.instrument, request.POST)
    actions.keep_draft(by=request.person, round_id=key, answers=given)
    return HttpResponse(status=204)


@signed_in
@require_safe
def received(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say that it came in, and what happens now."""
    sheet = queries.sheet_for(request.person, key)
    own = queries.own_answers(request.person, key)
    if not own.is_handed_in:
        return redirect("answers:fill", key)
    page = {"page": presenters.page_of(sheet, own), "reader": presenters.reader_words(sheet)}
    return render(request, "answers/received.html", page)


@signed_in
@require_POST
def withdrawal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take back what one handed in under the own name."""
    actions.withdraw_named(by=request.person, round_id=key)
    messages.success(request, _("You took your answers back. Nothing of them is kept."))
    return redirect("answers:mine")
