"""One's own badges: make one, look at it, carry it along, take it back. Nobody else finds anything here."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import NotFound
from drieslag.development.badges import actions, addresses, queries
from drieslag.development.badges.models import Badge
from drieslag.development.badges.rules import may_issue
from drieslag.development.badges.telling import state_words
from drieslag.web.badges.forms import IssueForm
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.printing import badges as baked
from drieslag.web.requests import SignedInRequest, posted, signed_in


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """My badges, and the declarations for which I could have one."""
    page = {
        "badges": [(one, state_words(one.state)) for one in queries.mine(request.person.pk)],
        "could": [(one, may_issue(one)) for one in queries.could_have(request.person)],
        "is_reachable": addresses.is_reachable(),
    }
    return render(request, "badges/mine.html", page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Ask for a badge of one declaration."""
    declared = queries.get_declared(request.person, key)
    form = IssueForm(posted(request), initial={"client_key": fresh_key(), "name": request.person.name})
    if form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            made = actions.issue(
                by=request.person, about=key, name=given["name"], email=given["email"],
                with_words=given["with_words"], key=given["client_key"],
            )  # fmt: skip
            return redirect("badges:one", made.pk)
    may = may_issue(declared)
    page = {"declared": declared, "form": form, "why_not": "" if may else may.reason}
    return render(request, "badges/new.html", page, status=status_of(request))


@signed_in
@require_safe
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One badge: how it stands, its files, and what it says."""
    shown = queries.get_own(request.person, key)
    wording = queries.wording(shown.badge)
    page = {
        "badge": shown.badge,
        "shown": shown,
        "state": state_words(shown.state),
        "wording": wording,
        "picture": _("The picture of the badge: %(name)s") % {"name": wording.name},
    }
    return render(request, "badges/one.html", page)


@signed_in
@never_cache
@require_safe
def file(request: SignedInRequest, key: UUID, kind: str) -> HttpResponse:
    """The badge to carry along: baked into a drawing or an image, or the credential as it is."""
    shown = queries.get_own(request.person, key)
    make, content_type = FILES.get(kind, (None, ""))
    if make is None:
        raise NotFound
    response = HttpResponse(make(shown.badge, request.person.organisation.name), content_type)
    response["Content-Disposition"] = f'attachment; filename="badge.{kind}"'
    return response


def _json(badge: Badge, _issuer: str) -> bytes:
    return badge.credential.encode()


FILES: dict[str, tuple[Callable[[Badge, str], bytes], str]] = {
    "svg": (baked.svg, "image/svg+xml"),
    "png": (baked.png, "image/png"),
    "json": (_json, "application/vc"),
}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take it back. The page asks first: there is no way back."""
    shown = queries.get_own(request.person, key)
    if request.method != "POST":
        if not shown.is_standing:
            return redirect("badges:one", key)
        return render(request, "badges/withdrawal.html", {"badge": shown.badge})
    actions.withdraw(by=request.person, badge_id=key)
    messages.info(request, _("You took the badge back. Whoever checks it is told so."))
    return redirect("badges:one", key)


@signed_in
@require_POST
def erase(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase it here."""
    actions.erase(by=request.person, badge_id=key)
    messages.info(request, _("The badge is gone from here."))
    return redirect("badges:mine")
