"""Going back to where one pressed, with what was said so that it can be undone."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drieslag.learning.rhythm.models import Occurrence
from drieslag.people.models import Team

TODAY = "today"


def back(request: HttpRequest, team: Team, said: Iterable[Occurrence] = ()) -> HttpResponse:
    """Return to the home page or to the rhythm of the team."""
    to_today = request.POST.get("back") == TODAY
    url = reverse("today:home") if to_today else reverse("rhythm:team", args=[team.pk])
    keys = ",".join(str(each.pk) for each in said)
    return redirect(f"{url}?{urlencode({'said': keys})}" if keys else url)
