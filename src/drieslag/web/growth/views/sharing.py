"""Sharing a thing of one's own with somebody by name, whatever part keeps it; reading what others share; who looked."""

from collections import defaultdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import NotFound, Refused
from drieslag.development.sharing import actions, queries, things
from drieslag.development.sharing.enums import FOR_PORTFOLIO, Kind
from drieslag.development.sharing.queries import LookAt
from drieslag.development.sharing.rules import BY_CONSENT, kept_readers
from drieslag.people.queries import get_person
from drieslag.web.components import dates
from drieslag.web.components.forms import UNPROCESSABLE
from drieslag.web.requests import SignedInRequest, signed_in

PAGE = ["GET", "HEAD", "POST"]
NAME_MAX = 80


@signed_in
@require_http_methods(PAGE)
def share(request: SignedInRequest, kind: str, key: UUID) -> HttpResponse:
    """What they will see, with whom it is shared, who looked, and finding somebody by name."""
    thing = queries.get_own(request.person, kind, key)
    if thing.kind in FOR_PORTFOLIO:
        raise NotFound
    if chosen := request.POST.get("person", ""):
        return _share(request, thing, chosen)
    return _page(request, thing)


def _share(request: SignedInRequest, thing: things.Told, chosen: str) -> HttpResponse:
    try:
        reader = get_person(UUID(chosen))
        actions.share(by=request.person, kind=thing.kind, key=thing.id, reader=reader)
    except ValueError as wrong:
        raise NotFound from wrong
    except Refused as refused:
        return _page(request, thing, str(refused.reason))
    messages.info(request, _("%(name)s can read it now.") % {"name": reader.name})
    return redirect("growth:share", thing.kind.value, thing.id)


def _page(request: SignedInRequest, thing: things.Told, refused: str = "") -> HttpResponse:
    words = request.POST.get("words", "").replace("\x00", "").strip()
    if len(words) > NAME_MAX:
        refused = refused or _("No name is that long. Look for a part of it.")
    readers = queries.readers_of(request.person, thing.kind, thing.id)
    there = {one.person for one in readers if one.is_on}
    found = [row for row in queries.found_by_name(request.person, words[:NAME_MAX]) if row[0] not in there]
    kept = kept_readers(request.person.pk, {key for key, _name in found}, thing.kind)
    page = {
        "thing": thing,
        "kind": thing.kind.value,
        "day": dates.long_day(thing.on),
        "back": reverse(thing.page, args=[thing.id]) if thing.page else "",
        "readers": readers,
        "refused": refused,
        "words": words,
        "found": [(key, name, BY_CONSENT if key in kept else "") for key, name in found],
        "by_consent": BY_CONSENT if any(one.is_kept for one in readers) else "",
    }
    return render(request, "growth/share.html", page, status=UNPROCESSABLE if refused else 200)


@signed_in
@require_POST
def share_end(request: SignedInRequest, kind: str, key: UUID, person: UUID) -> HttpResponse:
    """Share it no longer with somebody."""
    queries.get_own(request.person, kind, key)
    actions.stop_sharing(by=request.person, key=key, reader=person)
    messages.info(request, _("You took it back. It is no longer there for them."))
    return redirect("growth:share", kind, key)


@signed_in
@require_safe
def shared(request: SignedInRequest) -> HttpResponse:
    """What colleagues share with me. Nothing is opened by this list."""
    rows = [(one, dates.long_day(one.on)) for one in queries.shared_with(request.person)]
    return render(request, "growth/shared.html", {"rows": rows})


@signed_in
@require_http_methods(PAGE)
def shared_one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One of them. It opens at a press: its owner sees that one looked, and a page alone writes nothing."""
    about = queries.get_shared(request.person, key)
    page: dict[str, object] = {"about": about}
    if request.method == "POST":
        _owner, thing = actions.read(by=request.person, share_id=key)
        page |= {"thing": thing, "day": dates.long_day(thing.on)}
    return render(request, "growth/shared_one.html", page)


@signed_in
@require_safe
def looks(request: SignedInRequest) -> HttpResponse:
    """Who looked at what of mine."""
    found = queries.looks_at(request.person)
    keys: dict[Kind, set[UUID]] = defaultdict(set)
    for look in found:
        if look.kind in Kind:
            keys[Kind(look.kind)].add(look.object_id)
    titles = {
        thing.id: thing.title for kind, ids in keys.items() for thing in things.told(request.person.pk, kind, ids)
    }
    return render(request, "growth/looks.html", {"rows": look_rows(found, titles)})


def look_rows(found: list[LookAt], titles: dict[UUID, str]) -> list[dict[str, str]]:
    """Say who read what, and on which day."""
    return [
        {
            "name": look.name or _("Somebody who is gone"),
            "kind": str(Kind(look.kind).label) if look.kind in Kind else _("something of yours"),
            "title": titles.get(look.object_id, ""),
            "day": dates.week_day(look.day),
        }
        for look in found
    ]
