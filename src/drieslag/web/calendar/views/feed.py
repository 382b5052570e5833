"""The calendar behind a secret address: for a program that signs in nowhere."""

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

from drieslag.core import tenancy
from drieslag.core.doors import open_door
from drieslag.core.models import DoorKind
from drieslag.core.verdict import NotFound
from drieslag.learning.notices import queries
from drieslag.web.requests import Request

TYPE = "text/calendar; charset=utf-8"


@require_safe
def feed(request: Request, secret: str) -> HttpResponse:
    """Serve the calendar, or say that it did not change. It asks for no cookie and sets none."""
    door = open_door(kind=DoorKind.CALENDAR, secret=secret)
    if door is None or door.organisation_id is None or door.target is None:
        raise NotFound
    tenancy.enter(door.organisation_id)
    served = queries.serve(door.target)
    etag = f'"{served.etag}"'
    changed = int(served.changed_at.timestamp()) if served.changed_at else None
    response = HttpResponseNotModified() if _has(request, etag, changed) else HttpResponse(served.body, TYPE)
    response["ETag"] = etag
    if changed is not None:
        response["Last-Modified"] = http_date(changed)
    response["Content-Disposition"] = 'inline; filename="drieslag.ics"'
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, private=True, max_age=300)
    return response


def _has(request: Request, etag: str, changed: int | None) -> bool:
    """Return whether the asker has this already. The tag goes before the time: it sees everything, and of one's own
    calendar nothing else does.
    """
    if known := request.headers.get("If-None-Match"):
        plain = {one.strip().removeprefix("W/") for one in known.split(",")}
        return etag in plain or "*" in plain
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and changed is not None and since >= changed
