"""A minute a week, and how somebody wants to work at goals."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core import clock
from drieslag.core.verdict import Refused
from drieslag.development.plans import actions, queries
from drieslag.development.plans.enums import WeekAnswer
from drieslag.development.plans.models import PlanSetting
from drieslag.web.components import dates
from drieslag.web.components.forms import refuse, status_of
from drieslag.web.growth import asides
from drieslag.web.growth.forms import ApplyingForm, MostForm, WeekForm
from drieslag.web.requests import SignedInRequest, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def week(request: SignedInRequest) -> HttpResponse:
    """One line about each goal that one works at; what is left open is left open. What was said this week stands there
    already. Of a goal that has changed one can look back at once; with one that did not work out stands what one wrote
    for that.
    """
    rows = [(line, _week_form(request, line)) for line in queries.this_week(request.person)]
    if request.method == "POST" and all(form.is_valid() for _line, form in rows):
        said = [(line.goal, form.cleaned_data) for line, form in rows if form.has_changed()]
        for goal, given in said:
            if given["answer"]:
                actions.note_week(
                    by=request.person, goal_id=goal.pk, answer=given["answer"], text=given["text"],
                    empties=given["known"],
                )  # fmt: skip
        if any(given["answer"] == WeekAnswer.CHANGED for _goal, given in said):
            messages.info(request, _("Kept. Where something has changed, you can look back now."))
            return redirect("growth:week")
        if any(asides.after_setback(goal, given["answer"]) for goal, given in said):
            messages.info(request, _("Kept. Below stands what you wrote for when it did not work out."))
            return redirect("growth:week")
        if said:
            messages.info(request, _("Kept. See you next week."))
        return redirect("growth:home")
    page = {
        "rows": [
            (line, form, line.answer == WeekAnswer.CHANGED, asides.after_setback(line.goal, line.answer))
            for line, form in rows
        ]
    }
    return render(request, "growth/week.html", page, status=status_of(request))


def _week_form(request: SignedInRequest, line: queries.WeekLine) -> WeekForm:
    """Return the form of one goal, with what was said this week. It says that this was in sight: words are emptied by
    who saw them, and not by a page that was opened before they were written.
    """
    mark = f"goal-{line.goal.pk}"
    said = {"answer": line.answer, "text": line.text, "known": line.is_written}
    return WeekForm(posted(request), prefix=mark, auto_id=f"{mark}-%s", initial=said)


@signed_in
@require_http_methods(PAGE)
def settings(request: SignedInRequest) -> HttpResponse:
    """How many goals at once, and a time only to apply what was learned."""
    chosen = queries.setting(request.person)
    form = _most_form(chosen, posted(request))
    if request.method == "POST" and form.is_valid():
        actions.set_most_active(by=request.person, most=form.cleaned_data["most"])
        if (day := form.cleaned_data["week_day"]) is not None:
            actions.set_week_day(by=request.person, day=day)
        messages.info(request, _("Kept."))
        return redirect("growth:settings")
    return _settings(request, form, ApplyingForm(auto_id="applying-%s"))


def _most_form(chosen: PlanSetting, data: QueryDict | None = None) -> MostForm:
    return MostForm(data, initial={"most": chosen.most_active, "week_day": chosen.week_day})


def _settings(request: SignedInRequest, form: MostForm, applying: ApplyingForm) -> HttpResponse:
    chosen = queries.setting(request.person)
    until = chosen.applying_until if queries.applies(chosen, clock.today()) else None
    page = {"form": form, "applying": applying, "until": dates.long_day(until) if until else ""}
    return render(request, "growth/settings.html", page, status=status_of(request))


@signed_in
@require_POST
def applying(request: SignedInRequest) -> HttpResponse:
    """Begin a time in which nothing new is offered."""
    form = ApplyingForm(request.POST, auto_id="applying-%s")
    if form.is_valid():
        try:
            actions.begin_applying(by=request.person, until=form.cleaned_data["until"])
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("growth:settings")
    return _settings(request, _most_form(queries.setting(request.person)), form)


@signed_in
@require_POST
def applying_end(request: SignedInRequest) -> HttpResponse:
    """End it earlier."""
    actions.stop_applying(by=request.person)
    return redirect("growth:settings")
