"""Being somebody of the made-up organisation, with one press. Only on a database that was made for a demo."""

from django.contrib.auth import login, logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from drieslag.core.queries import is_demo
from drieslag.core.verdict import NotFound
from drieslag.web.demo import presenters
from drieslag.web.requests import Request

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_safe
def home(request: Request) -> HttpResponse:
    """Everybody one can be."""
    _only_in_a_demo()
    page = {"rows": presenters.personas(), "next": request.GET.get("next", "")}
    return render(request, "demo/home.html", page)


@require_POST
def sign_in(request: Request, key: str) -> HttpResponse:
    """Come in as this persona; whoever was signed in before goes out first, so that nothing is carried over."""
    _only_in_a_demo()
    account = presenters.account_of(key)
    if account is None:
        raise NotFound
    logout(request)
    login(request, account, backend=BACKEND)
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(target if safe else "/")


def _only_in_a_demo() -> None:
    if not is_demo():
        raise NotFound
