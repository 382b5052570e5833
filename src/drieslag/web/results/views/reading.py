# ruff: noqa: A002 — `round` is the word of the trade
"""Reading a result: one's own team, the whole, and everything through time."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import NotFound
from drieslag.kernel.instrument import ItemKind
from drieslag.surveys.enums import Texts
from drieslag.surveys.models import Group
from drieslag.surveys.queries import results as queries
from drieslag.surveys.queries.asked import minimums
from drieslag.surveys.queries.results import GroupResult
from drieslag.surveys.rules import results as rules
from drieslag.web.requests import SignedInRequest, signed_in
from drieslag.web.results.presenters import once, words
from drieslag.web.results.presenters import page as pages


@signed_in
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """The results that one reads: of the own teams and of the whole, the latest first."""
    rows = queries.listed(request.me)
    page = {
        "own": [row for row in rows if not row.is_whole],
        "whole": [row for row in rows if row.is_whole],
        "released": bool(rules.may_see_released(request.me)),
    }
    return render(request, "results/list.html", page)


@signed_in
@require_safe
def certainty(request: SignedInRequest) -> HttpResponse:
    """How often a real change is seen, by the number of people: so that nobody reads more in a figure than it holds."""
    return render(request, "results/certainty.html", {"rows": words.power_rows()})


@signed_in
@require_safe
def one(request: SignedInRequest, group: UUID) -> HttpResponse:
    """A team's own result, or that of the group in which it is counted."""
    asked, counted = queries.readable(request.me, group)
    return _render(request, queries.result_of(request.me, asked, counted), named=asked.group(group))


@signed_in
@require_safe
def whole(request: SignedInRequest, round: UUID) -> HttpResponse:
    """The result of everybody together; as long as only the teams read theirs, one's own."""
    asked = queries.get_asked(round)
    if not rules.may_see_whole(request.me, asked):
        own = next((group for group in asked.groups if rules.is_own(request.me, asked, group)), None)
        if own is None:
            raise NotFound
        return redirect("results:one", own.pk)
    return _render(request, queries.result_of(request.me, asked, asked.whole))


@signed_in
@require_safe
def panel(request: SignedInRequest, group: UUID) -> HttpResponse:
    """A result as the table that lies beside a script, for who may read it."""
    found = pages.page_of(queries.results_for(request.me, group))
    return render(request, "results/panel.html", {"page": found})


def _render(request: SignedInRequest, result: GroupResult, named: Group | None = None) -> HttpResponse:
    of = named if named is not None and named.team_id else result.group
    discusses = bool(rules.may_discuss(request.me, of))
    until = result.round.team_first_until
    meeting = queries.meeting_of(of) if discusses else None
    told = pages.page_of(result, may_ask=discusses)
    page = {
        "result": result,
        "page": told,
        "sections": once.sections(told),
        "without_bar": once.without_bar(told),
        "sources": once.sources(told),
        "group": of,
        "joined": (joined := of.pk != result.group.pk),
        "is_small": joined and of.members < minimums().mean,
        "view": "table" if request.GET.get("view") == "table" else "picture",
        "discusses": discusses,
        "meeting": meeting,
        "moment": queries.next_moment(of) if discusses and not (meeting and meeting.closed_at is None) else None,
        "key": new_id(),
        "until": words.first_until(until) if until and until > clock.now() and result.is_own else "",
        "texts": _texts(request, of, result),
        "groups": queries.groups_to_read(request.me, result.asked) if result.is_whole else [],
        "releases": result.is_whole and bool(rules.may_release(request.me, result.asked)),
    }
    return render(request, "results/one.html", page)


def _texts(request: SignedInRequest, group: Group, result: GroupResult) -> str:
    """Say what becomes of what the team wrote: nothing for others, where too few answered or nothing was asked."""
    asked = any(item.kind is ItemKind.TEXT for item in result.instrument.items)
    if not asked or not rules.hat_of(request.me, group) or (group.answers or 0) < result.least:
        return ""
    if group.texts == Texts.LAID_OPEN:
        return "open"
    return "look" if rules.may_look_over(request.me, group) else "wait"
