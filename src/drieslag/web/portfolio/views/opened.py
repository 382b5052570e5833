"""A portfolio for whoever has its address. Nobody signs in; the owner sees on which days it was opened."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core import tenancy
from drieslag.core.doors import open_door
from drieslag.core.models import DoorKind
from drieslag.core.verdict import NotFound
from drieslag.development.portfolio import actions, queries
from drieslag.web.portfolio.presenters import paper
from drieslag.web.portfolio.views.carrying import attached
from drieslag.web.requests import Request

type View = Callable[[Request, str], HttpResponse]


def by_address(view: View) -> View:
    """Answer who comes with an address that opens nothing with a page of their own: they may have no account, and the
    page for colleagues leads to places that are not theirs.
    """

    @wraps(view)
    def wrapped(request: Request, secret: str) -> HttpResponse:
        try:
            return view(request, secret)
        except NotFound:
            return _unlisted(render(request, "portfolio/no_address.html", {}, status=404))

    return wrapped


def _through(secret: str) -> UUID:
    """Enter the organisation of an address. Raises NotFound: wrong, ended and withdrawn look the same."""
    door = open_door(kind=DoorKind.PORTFOLIO, secret=secret)
    if door is None or door.organisation_id is None or door.target is None:
        raise NotFound
    tenancy.enter(door.organisation_id)
    queries.owner_of(queries.get_link(door.target).portfolio)
    return door.target


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@by_address
def open_(request: Request, secret: str) -> HttpResponse:
    """Say first that opening is seen: programs that look into mails follow addresses, and press nothing."""
    link = _through(secret)
    if request.method != "POST":
        return _unlisted(render(request, "portfolio/door.html", {}))
    page = {"story": actions.open_by_link(link_id=link), "secret": secret}
    return _unlisted(render(request, "portfolio/opened.html", page))


@never_cache
@require_POST
@by_address
def pdf(request: Request, secret: str) -> HttpResponse:
    """The same on paper. It counts as an opening."""
    story = actions.open_by_link(link_id=_through(secret))
    return _unlisted(attached(paper.printed(story), "application/pdf", "portfolio.pdf"))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Keep the address out of search engines and out of what other sites are told."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    # The address is not in any referrer. "no-referrer" would hide who asks from ourselves too: a browser then sends
    # "Origin: null" with the press, which is refused as another site's.
    response["Referrer-Policy"] = "strict-origin"
    return response
