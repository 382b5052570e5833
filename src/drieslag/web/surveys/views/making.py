"""Asking something: one short form, and then what it comes to."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.kernel.instrument import Instrument, Mode
from drieslag.people.queries import list_teams
from drieslag.surveys.actions.pulses import begin_pulse, put_away_draft
from drieslag.surveys.actions.rounds import make_round
from drieslag.surveys.enums import Asked, RoundState
from drieslag.surveys.models import Round
from drieslag.surveys.queries.instruments import find
from drieslag.surveys.rules import rounds as rules
from drieslag.surveys.rules.instruments import may_be_asked
from drieslag.web.components.forms import fresh_key, refuse, status_of
from drieslag.web.components.navigation import address
from drieslag.web.requests import SignedInRequest, posted, signed_in
from drieslag.web.surveys.forms import ALL, ONCE, PEOPLE, TEAM, TEAMS, Offer, RoundForm
from drieslag.web.surveys.presenters.rounds import language, last_day
from drieslag.web.surveys.views.found import organised

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def new(request: SignedInRequest) -> HttpResponse:
    """Ask the questionnaire that `instrument` names. With `from`, as another round was asked."""
    code = request.GET.get("instrument", "")
    if not code:
        return redirect(address("instruments:list") or "surveys:list")
    offer = _offer(request, find(code))
    if not offer.whom:
        raise NotFound
    before = _before(request)
    initial = {"client_key": fresh_key()} | _as_before(request, before)
    form = RoundForm(offer, posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            key = _make(request, form)
        except Refused as refused:
            refuse(form, refused)
        else:
            if before is not None and before.pk != key and before.state == RoundState.DRAFT:
                put_away_draft(by=request.person, draft=before)
            return redirect("surveys:one", key)
    page = {
        "form": form,
        "offer": offer,
        "may_be_asked": may_be_asked(offer.instrument),
        "purpose": offer.instrument.purpose.get(language()),
        "only_one": len(offer.whom) == 1,
        "is_confidential": Mode.CONFIDENTIAL in offer.instrument.modes and Mode.CONFIDENTIAL not in offer.shut,
        "unfold": bool({"every_weeks", "team_first_days", "codes", "title"} & set(form.errors)),
    }
    return render(request, "surveys/new.html", page, status=status_of(request))


def _offer(request: SignedInRequest, instrument: Instrument) -> Offer:
    is_wide = request.me.has(*rules.FOR_ALL)
    teams = [(team.pk, team.name) for team in list_teams()] if is_wide else []
    shut: dict[Mode, str] = {}
    for mode, verdict in (
        (Mode.ANONYMOUS, rules.may_be_anonymous()),
        (Mode.CONFIDENTIAL, rules.may_be_confidential() if Mode.CONFIDENTIAL in instrument.modes else True),
    ):
        if not verdict:
            shut[mode] = str(getattr(verdict, "reason", ""))
    own = tuple((hat.team_id, hat.team) for hat in request.me.hats)
    return Offer(
        me=request.me,
        instrument=instrument,
        name=instrument.name.get(language()),
        teams=tuple(teams) or own,
        is_wide=is_wide,
        shut=shut,
    )


def _make(request: SignedInRequest, form: RoundForm) -> UUID:
    """Make the round, or the first of a pulse, and return its key."""
    wanted = form.wanted()
    given: dict[str, Any] = {
        "by": request.person,
        "instrument_code": form.offer.instrument.code,
        "title": wanted.title,
        "mode": wanted.mode,
        "teams": None if wanted.asked is Asked.ORGANISATION else wanted.teams,
        "persons": wanted.persons,
        "closes_at": wanted.closes_at,
        "team_first_days": wanted.team_first_days,
        "reader_role": wanted.reader_role,
        "reader": request.person.pk if wanted.mode is Mode.OPEN else None,
    }
    key = form.cleaned_data["client_key"]
    if not wanted.every_weeks:
        return make_round(**given, codes=wanted.codes, key=key).pk
    return begin_pulse(every_weeks=wanted.every_weeks, key=key, **given).pk


def _before(request: SignedInRequest) -> Round | None:
    """Return the round that `from` names: one that was not opened, to be changed, or one to be asked like that."""
    try:
        key = UUID(request.GET.get("from", ""))
    except ValueError:
        return None
    return organised(request, key)


def _as_before(request: SignedInRequest, found: Round | None) -> dict[str, Any]:
    """Return what the form begins with when it goes back to a round."""
    if found is None:
        return {}
    groups = [group for group in found.groups.all() if group.team_id]
    whom = {Asked.ORGANISATION: ALL, Asked.PEOPLE: PEOPLE}.get(Asked(found.asked), TEAMS)
    if whom == TEAMS and len(groups) == 1 and groups[0].team_id in request.me.team_ids:
        whom = f"{TEAM}:{groups[0].team_id}"
    return {
        "whom": whom,
        "teams": [str(group.team_id) for group in groups],
        "people": _names(found.invitees.values_list("person", flat=True)) if whom == PEOPLE else "",
        "mode": found.mode,
        "reader_role": found.reader_role,
        "closes_on": max(last_day(found), clock.today() + timedelta(days=1)),
        "title": found.title,
        "team_first_days": found.team_first_days,
        "codes": found.invitees.filter(person=None).count(),
        "every_weeks": str(found.series.every_weeks) if found.series else ONCE,
    }


def _names(keys: Any) -> str:
    from drieslag.people.queries import names

    return "\n".join(sorted(names({key for key in keys if key}).values()))
