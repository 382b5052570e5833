"""Asking something of a budget, deciding about it, saying what it cost."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import require
from drieslag.development.budgets import actions, queries, rules
from drieslag.development.budgets.enums import Purpose, State
from drieslag.development.budgets.models import Budget, Request
from drieslag.development.budgets.queries import RequestRow
from drieslag.development.plans.queries import choices
from drieslag.kernel import money
from drieslag.people.queries import names
from drieslag.web.budgets import presenters
from drieslag.web.budgets.forms import AmountsForm, DecisionForm, RequestForm
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, colleague, posted

PAGE = ["GET", "HEAD", "POST"]


@colleague
@require_http_methods(PAGE)
def new(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Ask something of a budget."""
    budget = queries.to_ask_of(request.person, key)
    require(rules.may_ask(request.person, budget))
    form = RequestForm(
        posted(request),
        goals=choices(request.person),
        has_hours=budget.minutes > 0,
        initial={"client_key": fresh_key()},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            made = actions.ask(
                by=request.person,
                budget=budget,
                what=given["what"],
                purpose=Purpose(given["purpose"]),
                goal_id=form.goal_id(),
                key=given["client_key"],
                **form.amounts(),
            )
            return redirect("budgets:asked", made.pk)
    return _form(request, form, Request(budget=budget))


def _form(request: SignedInRequest, form: RequestForm, asked: Request) -> HttpResponse:
    budget = asked.budget
    page = {
        "form": form,
        "budget": budget,
        "asked": asked if asked.asker else None,
        "title": presenters.title(budget),
        "left": presenters.left(budget) if rules.may_see(request.person, budget) else "",
        "sight": presenters.sight(asked, _holder(budget)),
    }
    return show(request, "budgets/form.html", page, status=status_of(request))


def _holder(budget: Budget) -> str:
    return names({budget.owner}).get(budget.owner, "") if budget.owner else ""


@colleague
@require_safe
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One request, and what can be done with it."""
    return _page(request, queries.get_request(request.person, key))


def _page(
    request: SignedInRequest,
    row: RequestRow,
    *,
    decision: DecisionForm | None = None,
    cost: AmountsForm | None = None,
) -> HttpResponse:
    asked, person = row.request, request.person
    held = asked.held
    typed = {"amount": money.plain(held[0]), "hours": money.hours(held[1]) if held[1] else ""}
    page = {
        "row": row,
        "asked": asked,
        "title": presenters.title(asked.budget),
        "amount": presenters.amount(asked.cents, asked.minutes),
        "held": presenters.amount(*held),
        "granted": presenters.amount(asked.granted_cents or 0, asked.granted_minutes or 0),
        "voices": presenters.voices(row),
        "sight": presenters.sight(asked, _holder(asked.budget), mine=asked.asker == person.pk),
        "mine": asked.asker == person.pk,
        "sees_budget": bool(rules.may_see(person, asked.budget)),
        "may_decide": bool(rules.may_decide(person, asked, State.GRANTED)),
        "may_change": bool(rules.may_change_request(person, asked)),
        "may_more": bool(rules.may_raise(person, asked)),
        "may": {str(state): bool(rules.may_move(person, asked, state)) for state in _MOVES},
        "decision": decision or DecisionForm(initial={"answer": "yes"}),
        "cost": cost or AmountsForm(initial=typed),
    }
    return show(request, "budgets/asked.html", page, status=status_of(request))


_MOVES = (State.ASKED, State.WITHDRAWN, State.SPENT, State.TAKEN_BACK, State.GRANTED)


@colleague
@require_http_methods(PAGE)
def edit(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change what one asks, until it is decided."""
    asked = queries.get_request(request.person, key).request
    require(rules.may_change_request(request.person, asked))
    kept = {
        "what": asked.what,
        "purpose": asked.purpose,
        "amount": money.plain(asked.cents) if asked.cents else "",
        "hours": money.hours(asked.minutes) if asked.minutes else "",
    }
    form = RequestForm(posted(request), goals=None, has_hours=asked.budget.minutes > 0, initial=kept)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            actions.change_request(
                by=request.person,
                request=asked,
                what=given["what"],
                purpose=Purpose(given["purpose"]),
                **form.amounts(),
            )
            return redirect("budgets:asked", key)
    return _form(request, form, asked)


@colleague
@require_POST
def decision(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say yes, or no with a reason."""
    row = queries.get_request(request.person, key)
    require(rules.may_decide(request.person, row.request, State.GRANTED))
    form = DecisionForm(request.POST)
    if form.is_valid():
        with refusals_above(form):
            actions.decide(
                by=request.person,
                request=row.request,
                agrees=form.cleaned_data["answer"] == "yes",
                reason=form.cleaned_data["reason"],
            )
            return redirect("budgets:asked", key)
    return _page(request, row, decision=form)


@colleague
@require_POST
def more(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Grant more than before."""
    row = queries.get_request(request.person, key)
    require(rules.may_raise(request.person, row.request))
    return _amounts(request, row, actions.raise_grant)


@colleague
@require_POST
def cost(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say what it cost."""
    row = queries.get_request(request.person, key)
    require(rules.may_move(request.person, row.request, State.SPENT))
    return _amounts(request, row, actions.spend)


def _amounts(request: SignedInRequest, row: RequestRow, act: Callable[..., Request]) -> HttpResponse:
    form = AmountsForm(request.POST)
    if form.is_valid():
        with refusals_above(form):
            act(by=request.person, request=row.request, **form.amounts())
            return redirect("budgets:asked", row.request.pk)
    return _page(request, row, cost=form)


@colleague
@require_POST
def cost_end(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Undo saying what it cost."""
    return _do(request, key, actions.undo_spending, _("It is granted again, and not spent."))


@colleague
@require_POST
def withdrawal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Ask it no longer."""
    return _do(request, key, actions.withdraw, _("You ask this no longer."))


@colleague
@require_POST
def giving_back(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Give back what is not needed."""
    return _do(request, key, actions.take_back, _("The amount is in the budget again."))


@colleague
@require_POST
def asking_again(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Ask it again, or look at it again."""
    return _do(request, key, actions.ask_again, _("It waits for a decision again."))


def _do(request: SignedInRequest, key: UUID, act: Callable[..., Request], said: str) -> HttpResponse:
    act(by=request.person, request=queries.get_request(request.person, key).request)
    messages.info(request, said)
    return redirect("budgets:asked", key)
