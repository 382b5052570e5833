"""One's own budgets, what waits for one's word, and the ledger of one budget on a page and as a sheet."""

import csv as writer
from io import StringIO
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from drieslag.development.budgets import queries, rules
from drieslag.development.budgets.enums import OF_A_PERSON
from drieslag.development.budgets.models import Budget
from drieslag.people.queries import names
from drieslag.web.budgets import presenters
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, colleague

BOM = "\ufeff"  # without it a spreadsheet program takes é for two signs


@colleague
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    """What one can spend, what one asked, what waits for one's word."""
    person = request.person
    page = {
        "budgets": [presenters.card(budget) for budget in queries.mine(person)],
        "domains": [(budget, who, presenters.title(budget)) for budget, who in queries.askable(person)],
        "asked": [(row, presenters.amount(row.cents, row.minutes)) for row in queries.my_requests(person)],
        "waiting": [
            (row, who, presenters.amount(row.cents, row.minutes), presenters.title(row.budget))
            for row, who in queries.to_decide(person)
        ],
        "may_set_up": bool(rules.may_set_up(person)),
        "may_see_totals": bool(rules.may_see_totals(person)),
    }
    return show(request, "budgets/list.html", page)


@colleague
@require_safe
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One budget as a plain table."""
    budget = queries.get_budget(request.person, key)
    page = {
        "budget": budget,
        "title": presenters.title(budget),
        "period": presenters.period(budget),
        "left": presenters.left(budget),
        "whole": presenters.amount(budget.cents, budget.minutes),
        "holder": _holder(request, budget),
        "heads": presenters.heads(),
        "lines": [presenters.line(row) for row in queries.ledger(request.person, budget)],
        "may_ask": bool(rules.may_ask(request.person, budget)),
        "may_change": bool(rules.may_set_up(request.person)),
        "is_personal": budget.kind in OF_A_PERSON,
    }
    return show(request, "budgets/one.html", page)


def _holder(request: SignedInRequest, budget: Budget) -> str:
    """Return whose it is, when that is somebody else."""
    if budget.owner is None or budget.owner == request.person.pk:
        return ""
    return names({budget.owner}).get(budget.owner, "")


@colleague
@require_safe
def csv(request: SignedInRequest, key: UUID) -> HttpResponse:
    """What the page shows as lines with semicolons, as a Dutch spreadsheet program opens them."""
    budget = queries.get_budget(request.person, key)
    out = StringIO()
    lines = writer.writer(out, delimiter=";", lineterminator="\r\n")
    lines.writerows(presenters.cells(queries.ledger(request.person, budget)))
    headers = {
        "Content-Disposition": f'attachment; filename="drieslag-{budget.pk}.csv"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse((BOM + out.getvalue()).encode(), content_type="text/csv; charset=utf-8", headers=headers)
