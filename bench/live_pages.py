"""Pages of the measurement's own: a meeting of slips and nothing else, through the program's own middleware and live parts."""

from uuid import UUID

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from drieslag.core import tenancy
from drieslag.core.ids import new_id
from drieslag.live.channels import Topic
from drieslag.live.topics import announce
from drieslag.web.live import urls
from drieslag.web.live.fragments import AudienceRequest, audience_fragment
from drieslag.web.live.listens import listens, stream_url

SLIPS = """{% for slip in slips %}<li class="ds-slip" id="slip-{{ slip.0 }}"><p class="ds-slip-text">{{ slip.1 }}</p>
<p class="ds-meta"><span class="ds-avatar" aria-hidden="true">{{ slip.2|slice:":1" }}</span>{{ slip.2 }}
<a class="ds-link" href="/bench/slips/{{ slip.0 }}/">Bekijk</a></p></li>
{% endfor %}"""
PAGE = """<!doctype html><html lang="nl"><head><title>Bijeenkomst</title></head><body>
{% include "live/stream.html" %}<main><ul id="slips">{{ slips }}</ul></main></body></html>"""


@listens("benchmeeting")
def may_listen(request: HttpRequest, topic: Topic, audience: str) -> tuple[UUID, ...]:
    """Let in everyone who asks with a seat."""
    return (UUID(request.GET["seat"]),)


def _slips(meeting: UUID, since: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, words, who from bench_slip where meeting_id = %s and changed_version > %s order by changed_version",
            [meeting, since],
        )
        return str(engines["django"].from_string(SLIPS).render({"slips": cursor.fetchall()}))


@csrf_exempt
def contribute(request: HttpRequest, organisation: UUID, meeting: UUID) -> HttpResponse:
    """Write a slip as an action does: lock, write, announce."""
    tenancy.enter(organisation)
    with connection.cursor() as cursor:
        cursor.execute("select id from bench_meeting where id = %s for update", [meeting])
        key = new_id()
        cursor.execute(
            "insert into bench_slip values (%s, %s, %s, %s, %s, 0)",
            [key, organisation, meeting, request.POST["text"], request.POST["who"]],
        )
        version = announce(f"benchmeeting:{meeting}")
        cursor.execute("update bench_slip set changed_version = %s where id = %s", [version, key])
    return HttpResponse(status=204)


@gzip_page
def page(request: HttpRequest, organisation: UUID, meeting: UUID) -> HttpResponse:
    """Show the meeting as a participant finds it."""
    tenancy.enter(organisation)
    url = stream_url(request, (f"benchmeeting:{meeting}", "participant"))
    return HttpResponse(engines["django"].from_string(PAGE).render({"url": url, "slips": _slips(meeting, 0)}))


@audience_fragment
def fragment(request: AudienceRequest, since: int, *, key: UUID, audience: str) -> HttpResponse:
    """Show what came after `since`."""
    how = "beforeend" if since else "innerMorph"
    return HttpResponse(f'<hx-partial hx-target="#slips" hx-swap="{how}">{_slips(key, since)}</hx-partial>')


urlpatterns = [
    *urls.urlpatterns,
    path("bench/<uuid:organisation>/<uuid:meeting>/slips/", contribute),
    path("bench/<uuid:organisation>/<uuid:meeting>/", page),
    path("fragments/benchmeeting/<uuid:key>/<str:audience>/", fragment),
]
