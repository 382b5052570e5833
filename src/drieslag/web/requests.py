"""What a view knows of whoever asks."""

from collections.abc import Callable
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django_htmx.middleware import HtmxDetails

from drieslag.core.verdict import NotFound
from drieslag.live.tickets import Audience
from drieslag.people.models import Person
from drieslag.people.queries import Hat, Me


class Request(HttpRequest):
    """A request after the middleware: `me` is who is signed in, `guest_seat` a guest's seat, `audience` who a fragment
    is for.
    """

    me: Me | None
    guest_seat: UUID | None
    audience: Audience | None
    htmx: HtmxDetails


class SignedInRequest(Request):
    """A request of someone who is signed in and belongs to the organisation."""

    me: Me

    @property
    def person(self) -> Person:
        """Who is signed in."""
        return self.me.person


def hat_in(request: SignedInRequest, team: UUID) -> Hat:
    """Return what the person is in this team. Raises NotFound for a team that is not theirs."""
    for hat in request.me.hats:
        if hat.team_id == team:
            return hat
    raise NotFound


def colleague(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only colleagues in to what teams share with each other: for others there is no such page."""

    @wraps(view)
    @signed_in
    def wrapped(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.me.is_colleague:
            raise NotFound
        return view(request, *args, **kwargs)

    return wrapped


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was posted, also when that is nothing: a form without anything in it was handed in as well."""
    return request.POST if request.method == "POST" else None


def address_of(request: HttpRequest) -> str:
    """Return the address from which somebody asks, for counting only: the one that the outermost of our own proxies
    saw. Of IPv6 the half that one household or office has.
    """
    said = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    proxies = settings.DRIESLAG_PROXIES
    found = said[-proxies] if 0 < proxies <= len(said) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(found)
    except ValueError:
        return str(found)
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else str(address)


type View[R: HttpRequest] = Callable[..., HttpResponse]


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only people of this organisation in: others sign in first, and an account without a person finds nothing."""

    @wraps(view)
    def wrapped(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        if request.me is not None:
            return view(request, *args, **kwargs)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            raise NotFound
        return redirect_to_login(request.get_full_path())

    wrapped.signed_in = True  # type: ignore[attr-defined]
    return wrapped


def number_in(text: str, *, digits: int) -> int | None:
    """Return the whole number that an address or a form holds, in at most so many digits; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None
