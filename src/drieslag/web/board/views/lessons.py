"""What did not work and taught something: finding it, sharing it, taking it back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import Refused, require
from drieslag.learning.threads import actions, queries, rules
from drieslag.learning.threads.enums import Seen
from drieslag.learning.threads.models import TryOut
from drieslag.web.board.forms import ShareForm
from drieslag.web.components.forms import refuse, status_of
from drieslag.web.requests import SignedInRequest, colleague, signed_in

PAGE = ["GET", "HEAD", "POST"]
A_PAGE = 20
LONGEST = 100


@colleague
@require_safe
def find(request: SignedInRequest) -> HttpResponse:
    """What teams shared: first of all what did not work."""
    text = request.GET.get("q", "")[:LONGEST].replace("\x00", "")
    which = request.GET.get("seen", Seen.NO)
    seen = Seen(which) if which in Seen.values else None
    found = queries.findable(request.person, text, seen=seen)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    choices = [(Seen.NO, _("Did not work")), (Seen.BIT, _("A bit")), (Seen.YES, _("Worked")), ("all", _("Everything"))]
    context = {
        "page": page,
        "text": text,
        "which": seen or "all",
        "choices": choices,
        "mine": request.me.team_ids,
        "has_team": bool(request.me.hats),
    }
    return render(request, "board/lessons.html", context)


@signed_in
@require_http_methods(PAGE)
def share(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Let other teams find what this try-out taught, in words for them."""
    try_out = queries.get_try_out(request.person, key)
    require(rules.may_share(request.person, try_out))
    shared = queries.shared_of(try_out)
    form = ShareForm(request.POST or None, initial=_initial(try_out))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.share_result(
                by=request.person,
                try_out=try_out,
                tried=given["tried"],
                learned=given["learned"],
                seen=Seen(given["seen"]),
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("Other teams can find this now. You can take it back at any time."))
            return _onwards(try_out)
    page = {"form": form, "try_out": try_out, "thread": try_out.thread, "shared": shared}
    return render(request, "board/share.html", page, status=status_of(request))


@signed_in
@require_POST
def unshare(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take back what was shared."""
    try_out = actions.unshare_result(by=request.person, shared=queries.get_shared(request.person, key))
    messages.info(request, _("Other teams no longer find this."))
    return _onwards(try_out) if try_out.team_id in request.me.team_ids else redirect("board:lessons")


def _initial(try_out: TryOut) -> dict[str, str]:
    shared = queries.shared_of(try_out)
    if shared is not None:
        return {"tried": shared.tried, "learned": shared.learned, "seen": shared.seen}
    last = next(iter(queries.looks_of(try_out)), None)
    return {"tried": try_out.text, "learned": "", "seen": last.seen if last else ""}


def _onwards(try_out: TryOut) -> HttpResponse:
    return redirect("board:thread", try_out.thread_id) if try_out.thread_id else redirect("board:lessons")
