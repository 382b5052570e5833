"""All that a page reads is of one moment, and a connection that served it writes for the next."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from drieslag.core.middleware import TenancyMiddleware

pytestmark = pytest.mark.django_db(transaction=True)


def settings_now() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('transaction_isolation'), current_setting('transaction_read_only')")
        isolation, read_only = cursor.fetchone()
    return isolation, read_only


def within(request: HttpRequest, act: Callable[[], object] = settings_now) -> object:
    """Return what `act` returns in the transaction that this request gets."""
    found: list[object] = []

    def page(_request: HttpRequest) -> HttpResponse:
        found.append(act())
        return HttpResponse()

    TenancyMiddleware(page)(request)
    return found[0]


def test_a_page_reads_one_moment_and_what_is_sent_in_sees_what_others_did() -> None:
    pages = RequestFactory()
    assert within(pages.get("/growth/")) == ("repeatable read", "off")
    assert within(pages.post("/growth/")) == ("read committed", "off")


def test_a_fragment_writes_nothing() -> None:
    request = RequestFactory().get("/fragments/team/")
    request.audience = None  # type: ignore[attr-defined]
    assert within(request) == ("repeatable read", "on")


def test_the_next_on_the_connection_is_not_held_to_it() -> None:
    within(RequestFactory().get("/growth/"))
    with transaction.atomic():
        assert settings_now() == ("read committed", "off")


def test_a_connection_that_broke_in_a_page_is_not_handed_on() -> None:
    def broken(_request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(pg_backend_pid())")
        return HttpResponse()

    request = RequestFactory().get("/growth/")
    assert TenancyMiddleware(broken)(request).status_code == 503
    assert within(request) == ("repeatable read", "off")
