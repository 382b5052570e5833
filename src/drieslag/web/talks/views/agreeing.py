"""Writing down what was agreed, signing it, answering it, closing the talk, erasing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core.verdict import NotFound, Refused, require
from drieslag.development.talks import actions, queries, rules
from drieslag.web.components.forms import refuse, status_of
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, number_in, posted, signed_in
from drieslag.web.talks.forms import AgreementsForm, SentenceForm
from drieslag.web.talks.presenters import shown

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def agreements(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The owner writes; each change is a version that the other confirms anew."""
    seen = queries.seen(request.person, key)
    require(rules.may_write(request.person, seen.talk))
    latest = seen.latest
    kept: dict[str, object] = {"after": seen.talk.agreed_number}
    if latest:
        kept |= {"help": latest.agreement.help, "evidence": latest.agreement.evidence}
        kept |= AgreementsForm.initial_of(latest.lines)
    form = AgreementsForm(posted(request), names=shown.who_names(seen), initial=kept)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.write_agreements(
                by=request.person,
                talk=seen.talk,
                lines=form.lines,
                help_=given["help"],
                evidence=given["evidence"],
                after=given["after"],
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.info(request, _("Kept, with your name under it. %(name)s confirms it.") % {"name": _name(seen)})
            return redirect("talks:one", key)
    page = {"form": form, "talk": seen.talk, "title": shown.title(seen.talk, seen.name), "name": _name(seen)}
    return show(request, "talks/agreements.html", page, status=status_of(request))


def _name(seen: queries.Seen) -> str:
    return seen.name or _("The other")


@signed_in
@require_POST
def confirmation(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The other signs the version that was read."""
    talk = queries.get_talk(request.person, key)
    try:
        actions.confirm(by=request.person, talk=talk, number=_number(request))
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    return redirect("talks:one", key)


def _number(request: SignedInRequest) -> int:
    number = number_in(request.POST.get("number", ""), digits=4)
    if number is None:
        raise NotFound
    return number


@signed_in
@require_http_methods(PAGE)
def sentence(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The other answers with a sentence instead of signing."""
    seen = queries.seen(request.person, key)
    latest = seen.latest
    if latest is None:
        raise NotFound
    require(rules.may_reply(request.person, seen.talk, latest.agreement))
    kept = {"number": latest.agreement.number, "sentence": latest.sentence}
    form = SentenceForm(posted(request), initial=kept)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_with_a_sentence(by=request.person, talk=seen.talk, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("talks:one", key)
    page = {"form": form, "title": shown.title(seen.talk, seen.name), **shown.page(request.person, seen)}
    return show(request, "talks/sentence.html", page, status=status_of(request))


@signed_in
@require_POST
def closure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The talk was; its agreements can be shared from now on."""
    try:
        actions.close_talk(by=request.person, talk=queries.get_talk(request.person, key))
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    return redirect("talks:one", key)


@signed_in
@require_POST
def erasure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase the talk; the page asked first."""
    actions.erase_talk(by=request.person, talk=queries.get_talk(request.person, key))
    messages.info(request, _("The talk is erased, for both of you."))
    return redirect("talks:list")
