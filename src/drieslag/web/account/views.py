"""One's own account: what one is called here, what is kept about one, taking that along and having it erased."""

from allauth.account.views import LoginView
from django.conf import settings as installation
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from drieslag.core import clock
from drieslag.core.queries import get_organisation, is_demo
from drieslag.core.verdict import YES, require
from drieslag.people import actions, rules
from drieslag.privacy.register import everything
from drieslag.web.account import export, presenters
from drieslag.web.account.adapter import remember_language
from drieslag.web.account.forms import ProfileForm
from drieslag.web.requests import Request, SignedInRequest, posted, signed_in

UNPROCESSABLE = 422
BY_ADDRESS = "with"


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """Sign in. A demo first shows the people one can be."""
    wants_password = request.method == "POST" or BY_ADDRESS in request.GET or request.user.is_authenticated
    if is_demo() and not wants_password:
        following = request.GET.get("next", "")
        query = f"?{urlencode({'next': following})}" if following else ""
        return redirect(reverse("demo:home") + query)
    response: HttpResponse = LoginView.as_view(extra_context={"is_demo": is_demo()})(request)
    return response


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: SignedInRequest) -> HttpResponse:
    """Name, language, light or dark, keys, and the ways to what is kept and to signing in."""
    account = request.person.account
    language = (account.language if account else "") or get_language()
    form = ProfileForm(posted(request), initial={"name": request.person.name, "language": language})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.change_profile(by=request.person, name=given["name"], language=given["language"])
        messages.info(request, _("Kept."))
        response = redirect("account:settings")
        remember_language(response, given["language"])
        return response
    page = {"form": form, "place": "more", "organisation": get_organisation(request.person.organisation_id)}
    return render(request, "account_pages/settings.html", page, status=UNPROCESSABLE if form.is_bound else 200)


@signed_in
@require_safe
def privacy(request: SignedInRequest) -> HttpResponse:
    """What Drieslag keeps about whoever asks: the register in words, with how much there is of each."""
    page = _about(request)
    return render(request, "account_pages/privacy.html", page)


@signed_in
@require_safe
def copy(request: SignedInRequest) -> HttpResponse:
    """All that is kept about whoever asks, to take along: for people and for programs, in one file."""
    data = export.bundle(request.person)
    name = f"drieslag-{clock.today():%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type="application/zip", headers=headers)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request: SignedInRequest) -> HttpResponse:
    """Erase oneself: first what goes and what stays, then once more whether, also without script; then it is done."""
    require(rules.may_erase_oneself(request.person) if request.method == "POST" else YES)
    if request.POST.get("sure"):
        actions.erase_oneself(by=request.person)
        logout(request)
        return render(request, "account_pages/erased.html", {"me": None})
    page = _about(request)
    return render(request, "account_pages/erasure.html", {**page, "ask": request.method == "POST"})


@require_safe
def promise(request: Request) -> HttpResponse:
    """What is private, what is without name, and where that ends; for everyone, also for guests."""
    page = {"minimums": presenters.minimums(), "register": everything(), "place": "more"}
    return render(request, "account_pages/promise.html", page)


@require_safe
def accessibility(request: Request) -> HttpResponse:
    """How far everyone can use these pages, and where to say that something does not work."""
    page = {"mail": installation.DEFAULT_FROM_EMAIL, "place": "more"}
    return render(request, "account_pages/accessibility.html", page)


def _about(request: SignedInRequest) -> dict[str, object]:
    may_erase = rules.may_erase_oneself(request.person)
    return {"rows": presenters.kept(request.me.id), "may_erase": may_erase, "place": "more"}
