"""Versions: publishing one, comparing two, going back; and letting others have one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import NotFound, require
from drieslag.kernel.format import Use
from drieslag.learning.formats import actions, queries, rules
from drieslag.learning.formats.actions.publishing import NotReady
from drieslag.library import formats
from drieslag.privacy import shield
from drieslag.web.components.forms import refusals_above, status_of
from drieslag.web.formats.forms import ConsentForm
from drieslag.web.formats.presenters.compare import changes, words_of
from drieslag.web.formats.presenters.editor import name_of
from drieslag.web.requests import SignedInRequest, number_in, posted, signed_in

MOST_ASKED = 20


@signed_in
@require_POST
def publish(request: SignedInRequest, code: str) -> HttpResponse:
    """Make the draft the version that is used."""
    own = queries.get_own(request.person, code)
    try:
        version = actions.publish(by=request.person, own=own)
    except NotReady as missing:
        messages.warning(request, str(missing.reason))
        return redirect("formats:edit", own.slug)
    said = _("Version %(number)d is in use. Meetings that were planned keep theirs.") % {"number": version.number}
    messages.success(request, said)
    return redirect("formats:edit", own.slug)


@signed_in
@require_safe
def versions(request: SignedInRequest, code: str) -> HttpResponse:
    """All versions, and what changed between two of them."""
    own = queries.get_own(request.person, code)
    rows = queries.versions_of(own)
    known = {row.number: row for row in rows}
    new = known.get(_number(request, "new"), rows[0] if rows else None)
    old = known.get(_number(request, "old"), known.get(new.number - 1) if new else None)
    page = {
        "own": own,
        "name": name_of(own),
        "rows": rows,
        "old": old,
        "new": new,
        "changes": changes(formats.pinned(old.text), formats.pinned(new.text)) if old and new else [],
        "may_edit": rules.may_edit(request.person, own),
    }
    return render(request, "formats/versions.html", page)


def _number(request: SignedInRequest, name: str) -> int:
    asked = request.GET.get(name, "") or request.POST.get(name, "")
    return number_in(asked, digits=8) or 0


@signed_in
@require_POST
def go_back(request: SignedInRequest, code: str) -> HttpResponse:
    """Use an earlier version again."""
    own = queries.get_own(request.person, code)
    version = actions.go_back(by=request.person, own=own, number=_number(request, "number"))
    messages.success(request, _("It is in use again, as version %(number)d.") % {"number": version.number})
    return redirect("formats:versions", own.slug)


@signed_in
@require_POST
def give(request: SignedInRequest, code: str) -> HttpResponse:
    """Make a team's format the whole organisation's."""
    own = actions.give_to_organisation(by=request.person, own=queries.get_own(request.person, code))
    messages.success(request, _("It is the whole organisation’s now."))
    return redirect("formats:edit", own.slug)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: SignedInRequest, code: str) -> HttpResponse:
    """Let other organisations have a copy, after a look at what stands in it; or take it back."""
    own = queries.get_own(request.person, code)
    require(rules.may_release(request.person, own))
    if request.method == "POST":
        if request.POST.get("withdraw"):
            actions.withdraw_release(by=request.person, own=own)
            messages.info(request, _("The copy is gone. What others took already is theirs."))
        else:
            with_name = request.POST.get("with_name") == "yes"
            actions.release(by=request.person, own=own, number=own.published, with_name=with_name)
            messages.success(request, _("Other organisations can take a copy now."))
        return redirect("formats:release", own.slug)
    found = queries.find(own.code)
    asked = shield.find("\n".join(words_of(found)))
    page = {
        "own": own,
        "name": name_of(own),
        "asked": sorted({one.text for one in asked})[:MOST_ASKED],
        "released": own.versions.exclude(released=None).first(),
    }
    return render(request, "formats/release.html", page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who agreed that we use somebody else's materials."""
    found = queries.get_format(request.person, slug)
    if found.use is not Use.CONSENT:
        raise NotFound
    may = rules.may_note_consent(request.person)
    form = ConsentForm(posted(request))
    if request.method == "POST":
        require(may)
        if request.POST.get("end"):
            actions.end_consent(by=request.person, code=found.code)
            return redirect("formats:consent", slug)
        if form.is_valid():
            with refusals_above(form):
                actions.note_consent(by=request.person, code=found.code, **form.cleaned_data)
                return redirect("formats:consent", slug)
    page = {"form": form, "format": found, "standing": queries.consent_for(found.code), "may": may}
    return render(request, "formats/consent.html", page, status=status_of(request))
