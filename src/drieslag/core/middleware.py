"""One transaction a page, in one organisation (ATOMIC_REQUESTS would open it too late and lose the setting; see
docs/decisions).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from psycopg import IsolationLevel
from psycopg.pq import TransactionStatus

from drieslag.core import tenancy
from drieslag.core.doors import open_door
from drieslag.core.models import DoorKind
from drieslag.core.verdict import NotFound, Refused

GUEST_COOKIE = "drieslag_guest"  # its path is one meeting's, so it is sent nowhere else
AWAY = (OperationalError, InterfaceError)
READING = frozenset({"GET", "HEAD"})


@contextmanager
def _one_moment(request: HttpRequest) -> Iterator[None]:
    """Let all that a page reads be of one moment, so that the version it carries is that of its content. A fragment,
    which is asked for an audience, writes nothing.
    """
    connection.ensure_connection()
    underlying = connection.connection
    underlying.isolation_level = IsolationLevel.REPEATABLE_READ
    underlying.read_only = True if hasattr(request, "audience") else None
    try:
        yield
    finally:  # the next to have this connection may be somebody who writes
        if underlying.info.transaction_status == TransactionStatus.IDLE:
            underlying.isolation_level = underlying.read_only = None
        else:
            underlying.close()


def database_away() -> HttpResponse:
    """Say that the database cannot be reached, from a page that needs none."""
    return HttpResponse(render_to_string("errors/database.html"), status=503, headers={"Retry-After": "5"})


class TenancyMiddleware:
    """Open the transaction, set the organisation of whoever asks, and turn refusals into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reads = request.method in READING and not connection.in_atomic_block
        try:
            with _one_moment(request) if reads else nullcontext(), transaction.atomic(), tenancy.nowhere():
                return self._inside(request)
        except AWAY:
            return database_away()

    def _inside(self, request: HttpRequest) -> HttpResponse:
        organisation = organisation_of(request)
        if organisation is not None:
            tenancy.enter(organisation)
        response = self.get_response(request)
        if isinstance(response, TemplateResponse) and not response.is_rendered:
            response.render()
        if response.status_code >= 500:  # noqa: PLR2004 — the class of answers in which nothing is promised
            transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal with its reason (403), and what is not there or not theirs with 404. Either way nothing is
        kept.
        """
        if isinstance(exception, NotFound):
            transaction.set_rollback(True)
            return render(request, "404.html", status=404)
        if isinstance(exception, Refused):
            transaction.set_rollback(True)
            template = "errors/refused_part.html" if request.headers.get("HX-Request") else "errors/refused.html"
            return render(request, template, {"reason": exception.reason}, status=403)
        if isinstance(exception, AWAY):
            return database_away()
        return None


def organisation_of(request: HttpRequest) -> UUID | None:
    """Return the organisation of the audience, the account or the guest that asks."""
    if audience := getattr(request, "audience", None):
        found: UUID = audience.organisation_id
        return found
    if secret := request.COOKIES.get(GUEST_COOKIE):
        door = open_door(kind=DoorKind.GUEST, secret=secret)
        if door is not None:
            request.guest_seat = door.target  # type: ignore[attr-defined]
            return door.organisation_id
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        entered: UUID | None = user.organisation_id
        return entered
    return None
