"""One request for help: what the team asks, the questions in answer, a talk, and advice when wished for."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import NotFound, require
from drieslag.learning.support import actions, queries, rules
from drieslag.learning.support.enums import HELP_STATES, WITH_THE_ASKED, HelpState
from drieslag.learning.support.models import HelpRequest
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.requests import SignedInRequest, posted, signed_in
from drieslag.web.support.forms import SayForm, TalkForm

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def page(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The request, for its team and for whoever it asks."""
    return _page(request, queries.get_request(request.person, key))


@signed_in
@require_POST
def state(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Ask it, take it back, talk, try out, round off."""
    found = queries.get_request(request.person, key)
    require(rules.may_take_part_in(request.person, found.team))
    try:
        to = HelpState(request.POST.get("state", ""))
    except ValueError:
        return redirect("support:request", key)
    actions.bring_to(by=request.person, request=found, state=to)
    return redirect("support:request", key)


@signed_in
@require_POST
def removal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase a concept."""
    found = queries.get_request(request.person, key)
    actions.remove_request(by=request.person, request=found)
    return redirect("support:requests", found.team_id)


@signed_in
@require_POST
def questions(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Put a question to the team."""
    found = queries.get_request(request.person, key)
    form = SayForm(request.POST, prefix="question")
    if form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            actions.ask_question(by=request.person, request=found, text=given["text"], key=given["client_key"])
            return redirect("support:request", key)
    require(rules.may_respond(request.person, found))
    return _page(request, found, question=form)


@signed_in
@require_POST
def advice(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Advise, when the team wishes for it."""
    found = queries.get_request(request.person, key)
    form = SayForm(request.POST, prefix="advice")
    require(rules.may_advise(request.person, found))
    if form.is_valid():
        given = form.cleaned_data
        actions.advise(by=request.person, request=found, text=given["text"], key=given["client_key"])
        return redirect("support:request", key)
    return _page(request, found, advice=form)


@signed_in
@require_POST
def advice_wish(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say whether the team wishes for advice."""
    found = queries.get_request(request.person, key)
    actions.wish_advice(by=request.person, request=found, wants=request.POST.get("wants") == "yes")
    return redirect("support:request", key)


@signed_in
@require_POST
def talk(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Propose a day to talk."""
    found = queries.get_request(request.person, key)
    form = TalkForm(request.POST)
    require(rules.may_respond(request.person, found))
    if form.is_valid():
        with refusals_above(form):
            actions.propose_talk(by=request.person, request=found, day=form.cleaned_data["day"])
            return redirect("support:request", key)
    return _page(request, found, talk=form)


@signed_in
@require_POST
def thread(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Put it on the board as a question."""
    found = queries.get_request(request.person, key)
    made = actions.begin_thread(by=request.person, request=found)
    return redirect("board:thread", made.pk)


@signed_in
@require_http_methods(PAGE)
def answer(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Answer a question, as the team."""
    question = queries.get_question(request.person, key)
    require(rules.may_answer_question(request.person, question))
    form = SayForm(posted(request), initial={"client_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.answer(by=request.person, question=question, text=given["text"], key=given["client_key"])
        return redirect("support:request", question.request_id)
    given_page = {"form": form, "question": question, "request_": question.request}
    return render(request, "support/answer.html", given_page, status=status_of(request))


@signed_in
@require_POST
def word_withdrawal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take back what one said."""
    word = queries.get_word(request.person, key)
    actions.withdraw_word(by=request.person, word=word)
    return redirect("support:request", word.request_id)


def _page(
    request: SignedInRequest,
    found: HelpRequest,
    *,
    question: SayForm | None = None,
    advice: SayForm | None = None,
    talk: TalkForm | None = None,
) -> HttpResponse:
    exchange = queries.exchange(request.me, found)
    if not (exchange.is_team or exchange.is_asked):
        raise NotFound
    is_open = found.state in WITH_THE_ASKED
    fresh = {"client_key": fresh_key()}
    context = {
        "request_": found,
        "exchange": exchange,
        "is_open": is_open,
        "next": HELP_STATES[HelpState(found.state)] if exchange.is_team else frozenset(),
        "responds": exchange.is_asked and is_open,
        "may_advise": rules.may_advise(request.person, found) if exchange.is_asked and is_open else None,
        "question": question or SayForm(prefix="question", initial=fresh),
        "advice": advice or SayForm(prefix="advice", initial=fresh),
        "talk": talk or TalkForm(initial={"day": found.talk_on or rules.last_day_of_talk(found)}),
        "talk_before": rules.last_day_of_talk(found),
    }
    return render(request, "support/request.html", context, status=status_of(request))
