"""What the world sees of badges: who issues, with which keys, what a badge is for, which stand no longer, and a check.

These pages ask no cookie and name no person. An organisation that never signed a badge is not told of.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from drieslag.core import tenancy
from drieslag.development.badges import actions, addresses, queries, signing
from drieslag.development.badges.checking import Checked, Verdict, check
from drieslag.development.badges.listing import listed
from drieslag.development.badges.rules import is_adviser
from drieslag.web.badges.forms import CheckForm, WrongForm
from drieslag.web.components.forms import refusals_above, status_of
from drieslag.web.requests import Request, SignedInRequest, address_of, posted, signed_in

FRESH = 5 * 60
WINDOW = 5 * 60
MOST_CHECKS = 60
TOO_MANY = 429
UNAVAILABLE = 503


@require_safe
def keys(request: Request, organisation: str) -> HttpResponse:
    """The keys of an issuer, as did:web has them."""
    found = queries.issuer(organisation)
    with tenancy.inside(found.pk):
        document = signing.document(found.slug, queries.issuer_keys())
    return _data(document, "application/did+json")


@require_safe
def status(request: Request, organisation: str) -> HttpResponse:
    """The signed list of places whose badge stands no longer. It holds bits alone."""
    found = queries.issuer(organisation)
    with tenancy.inside(found.pk):
        queries.issuer_keys()
        signer = queries.signer(found)
        revoked = queries.revoked()
    if signer is None:
        return HttpResponse(status=UNAVAILABLE)
    told = listed(found.pk, signer, revoked)
    response = _data(told.signed, "application/vc")
    response["ETag"] = quote_etag(told.mark)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


@require_safe
def issuer(request: Request, organisation: str) -> HttpResponse:
    """Who issues, for people."""
    found = queries.issuer(organisation)
    with tenancy.inside(found.pk):
        held = [one for one in queries.issuer_keys() if one.retired_on is None]
    page = {"organisation": found, "did": addresses.did(found.slug), "keys": held}
    return render(request, "badges/issuer.html", page)


@require_safe
def achievement(request: Request, organisation: str, code: str) -> HttpResponse:
    """What a badge is for, for people."""
    found = queries.issuer(organisation)
    with tenancy.inside(found.pk):
        told = queries.get_achievement(code)
    return render(request, "badges/achievement.html", {"organisation": found, "achievement": told})


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: Request) -> HttpResponse:
    """Check a badge. What is shown here is kept nowhere."""
    form = CheckForm(posted(request), request.FILES or None)
    if request.method == "POST" and _too_many(request):
        form.add_error(None, _("Many badges were checked from here. Wait five minutes and try again."))
        return render(request, "badges/verify.html", {"form": form}, status=TOO_MANY)
    if not form.is_valid():
        return render(request, "badges/verify.html", {"form": form}, status=status_of(request))
    checked = check(form.data_given)
    is_read = checked.verdict is not Verdict.UNREADABLE
    page = {"form": CheckForm() if is_read else form, **_said(request, checked)}
    return render(request, "badges/verify.html", page, status=200 if is_read else status_of(request))


def _too_many(request: Request) -> bool:
    """Count a check of this address (hashed under a key, core.counting); checking costs the server some work."""
    key = f"badge:{address_of(request)}"
    count = int(cache.get(key, 0)) + 1
    cache.set(key, count, WINDOW)
    return count > MOST_CHECKS


def _said(request: Request, checked: Checked) -> dict[str, Any]:
    kind, words = {
        Verdict.GENUINE: ("ok", _("This badge is genuine and stands.")),
        Verdict.WITHDRAWN: ("warning", _("This badge is genuine, but it was taken back. It stands no longer.")),
        Verdict.EXPIRED: ("warning", _("This badge is genuine, but its last day is over.")),
        Verdict.CHANGED: ("error", _("Something in this badge was changed after it was signed. It is worth nothing.")),
        Verdict.ELSEWHERE: ("info", _("This badge is not ours. Check it where it was issued.")),
        Verdict.UNREADABLE: ("info", _("There is no badge in this that we can read.")),
    }[checked.verdict]
    here = request.me.person if request.me and request.me.person.organisation_id == checked.organisation else None
    may_take_back = here is not None and checked.verdict is Verdict.GENUINE and is_adviser(here)
    return {"kind": kind, "said": words, "checked": checked, "may_take_back": may_take_back}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def wrong(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take back a badge that was issued wrongly: for the learning adviser who holds its file. The page says no more of
    it than its public words: the key alone is no reason to learn whose it is, or what that person wrote.
    """
    badge = queries.get_shown(request.person, key)
    form = WrongForm(posted(request))
    if form.is_valid():
        with refusals_above(form):
            actions.withdraw_wrong(by=request.person, badge_id=key, reason=form.cleaned_data["reason"])
            messages.info(request, _("The badge is taken back. Its owner reads why."))
            return redirect("badges:verify")
    page = {"title": queries.achievement_name(badge), "form": form}
    return render(request, "badges/wrong.html", page, status=status_of(request))


def _data(plain: dict[str, Any], content_type: str) -> JsonResponse:
    """Return data that any page on the web may read, fresh for some minutes."""
    response = JsonResponse(plain, content_type=content_type)
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=FRESH)
    return response
