"""What a team learned from mistakes."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.learning.groundwork import actions, queries
from drieslag.learning.threads.enums import Level
from drieslag.people.models import Team
from drieslag.web.components.forms import status_of
from drieslag.web.groundwork.forms import LessonForm
from drieslag.web.requests import SignedInRequest, hat_in, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def index(request: SignedInRequest, team: UUID) -> HttpResponse:
    """The team's lessons, and writing one. Its key tells no time: a lesson has no moment but its day."""
    hat = hat_in(request, team)
    form = LessonForm(posted(request), initial={"client_key": uuid4()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.note_lesson(
            by=request.person,
            team=Team(pk=team, organisation_id=request.person.organisation_id),
            happened=given["happened"],
            made_possible=given["made_possible"],
            next_time=given["next_time"],
            level=Level(given["level"]),
            key=given["client_key"],
        )
        return redirect("groundwork:lessons", team)
    page = {"hat": hat, "form": form, "lessons": queries.lessons_of(team), "removed": _key(request.GET.get("removed"))}
    return render(request, "groundwork/lessons.html", page, status=status_of(request))


@signed_in
@require_POST
def removal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take a lesson away, or undo that."""
    lesson = queries.get_lesson(request.person, key)
    if lesson.removed_on is None:
        actions.remove_lesson(by=request.person, lesson=lesson)
        return redirect(f"{reverse('groundwork:lessons', args=[lesson.team_id])}?removed={key}")
    actions.return_lesson(by=request.person, lesson=lesson)
    return redirect("groundwork:lessons", lesson.team_id)


def _key(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
