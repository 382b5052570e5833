"""What may be posted without a token against forgery is on a list: it has no authority to abuse (trust.md)."""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.views.decorators.csrf import csrf_exempt

from tests.factories.world import World

EXEMPT = {
    "answers:code_sheet": "a code opens one questionnaire, without a cookie",
    "answers:code_token": "a code has its one token signed, without a cookie",
    "anonymous_slip": "handed in without a cookie",
    "anonymous_slip_change": "handed in without a cookie",
    "anonymous_slip_withdrawal": "handed in without a cookie",
    "anonymous_ready": "handed in without a cookie",
    "anonymous_shield": "asked without a cookie, by a ticket of the page",
    "calendar:off": "a mail program presses it without a page (RFC 8058); its secret switches one kind of mail off",
}


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, Callable[..., HttpResponse]]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield f"{prefix}{one.name}", one.callback
        else:
            yield from patterns(one, f"{prefix}{one.namespace}:" if one.namespace else prefix)


def is_exempt(view: Callable[..., HttpResponse]) -> bool:
    return bool(getattr(view, "csrf_exempt", False))


def test_only_what_is_on_the_list_is_exempt() -> None:
    assert {name for name, view in patterns(get_resolver()) if is_exempt(view)} == set(EXEMPT)


def test_the_sweep_sees_an_exempt_view() -> None:
    @csrf_exempt
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert is_exempt(view)


@pytest.mark.parametrize("path", ["/language/", "/account/", "/questions/new/", "/organisation/teams/"])
def test_a_forged_post_is_refused(world: World, path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert world.ada.account is not None
    client.force_login(world.ada.account, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(path, {"name": "Kwaad"}).status_code == 403
