"""Setting budgets up, and what the organisation spends over all."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from drieslag.core.verdict import NotFound, require
from drieslag.development.budgets import actions, queries, rules
from drieslag.development.budgets.enums import Kind
from drieslag.kernel import money
from drieslag.people.queries import list_teams
from drieslag.web.budgets import presenters
from drieslag.web.budgets.forms import AmountsForm, ForAllForm, NewBudgetForm
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, colleague, posted

PAGE = ["GET", "HEAD", "POST"]


@colleague
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """Sums over all; for who sets them up also the list."""
    if not rules.may_see_totals(request.person):
        raise NotFound
    may_set_up = bool(rules.may_set_up(request.person))
    rows = queries.list_budgets(request.person) if may_set_up else []
    page = {
        "totals": [presenters.total_line(total) for total in queries.totals(request.person)],
        "rows": [(row.whose, presenters.card(row.budget)) for row in rows],
        "may_set_up": may_set_up,
    }
    return show(request, "budgets/organisation.html", page)


@colleague
@require_http_methods(PAGE)
def new(request: SignedInRequest) -> HttpResponse:
    """Set one budget up."""
    require(rules.may_set_up(request.person))
    form = NewBudgetForm(
        posted(request), people=queries.people(), teams=list_teams(), initial={"client_key": fresh_key()}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            made = actions.set_up(
                by=request.person,
                starts_on=given["starts_on"],
                ends_on=given["ends_on"],
                key=given["client_key"],
                **form.of_whom(),
            )
            return redirect("budgets:one", made.pk)
    return show(request, "budgets/new.html", {"form": form}, status=status_of(request))


@colleague
@require_http_methods(PAGE)
def for_all(request: SignedInRequest) -> HttpResponse:
    """Give everybody such a budget: first what would come of it, then the press that does it."""
    require(rules.may_set_up(request.person))
    form = ForAllForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        kind = Kind(given["kind"])
        if not given["sure"]:
            return _preview(request, form, kind)
        with refusals_above(form):
            made = actions.set_up_for_all(
                by=request.person, kind=kind, starts_on=given["starts_on"], ends_on=given["ends_on"], **form.amounts()
            )
            said = ngettext("%(count)d budget was made.", "%(count)d budgets were made.", made)
            messages.info(request, said % {"count": made})
            return redirect("budgets:organisation")
    return show(request, "budgets/all.html", {"form": form}, status=status_of(request))


def _preview(request: SignedInRequest, form: ForAllForm, kind: Kind) -> HttpResponse:
    given, sums = form.cleaned_data, form.amounts()
    fresh, have = queries.preview(request.person, kind, given["starts_on"])
    page = {
        "form": form,
        "fresh": fresh,
        "have": have,
        "kind": kind,
        "each": presenters.amount(sums["cents"], sums["minutes"]),
        "whole": presenters.amount(fresh * sums["cents"], fresh * sums["minutes"]),
        "since": given["starts_on"],
        "until": given["ends_on"],
    }
    return show(request, "budgets/preview.html", page)


@colleague
@require_http_methods(PAGE)
def amount(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Make a budget larger or smaller."""
    budget = queries.get_budget(request.person, key)
    require(rules.may_set_up(request.person))
    kept = {"amount": money.plain(budget.cents), "hours": money.hours(budget.minutes) if budget.minutes else ""}
    form = AmountsForm(posted(request), initial=kept)
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            actions.change_budget(by=request.person, budget=budget, **form.amounts())
            messages.info(request, _("The amount is changed."))
            return redirect("budgets:one", key)
    page = {"form": form, "budget": budget, "title": presenters.title(budget)}
    return show(request, "budgets/amount.html", page, status=status_of(request))
