"""Asking colleagues to confirm a gathering, and answering a colleague who asks."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import NotFound, Refused
from drieslag.development.registers import actions, queries
from drieslag.development.registers.enums import Answer
from drieslag.development.registers.models import TITLE_MAX
from drieslag.development.registers.noted import Noted
from drieslag.development.registers.rules import may_gather
from drieslag.development.sharing.queries import found_by_name
from drieslag.people.queries import get_person
from drieslag.web.components.forms import UNPROCESSABLE, refusals_said
from drieslag.web.registers.words import duration
from drieslag.web.requests import SignedInRequest, signed_in


@signed_in
@require_safe
def asked(request: SignedInRequest) -> HttpResponse:
    """What colleagues ask me to confirm."""
    rows = [(row, duration(row.noted.net)) for row in queries.asked_of(request.person)]
    return render(request, "registers/asked.html", {"rows": rows})


@signed_in
@require_POST
def answer(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say whether it is right."""
    said = request.POST.get("answer", "")
    if said not in Answer:
        raise NotFound
    with refusals_said(request):
        actions.answer(by=request.person, confirmation_id=key, answer=Answer(said))
        messages.info(request, _("Noted. You can come back on it."))
    return redirect("registers:asked")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Find the colleagues who were there, and ask them."""
    entry = queries.get_entry(request.person, key)
    if entry.series_id is None:
        raise NotFound
    refused = ""
    if chosen := request.POST.get("person", ""):
        try:
            actions.ask(by=request.person, entry_id=key, people=[get_person(UUID(chosen))])
        except ValueError as wrong:
            raise NotFound from wrong
        except Refused as no:
            refused = str(no.reason)
        else:
            messages.info(request, _("The question stands ready for your colleague."))
            return redirect("registers:people", key)
    found = queries.series_page(request.person, entry.series_id)
    held = next((said for row, said in found.gatherings if row.key == key), ())
    words, may = request.POST.get("words", "").replace("\x00", "").strip(), may_gather()
    too_long = len(words) > TITLE_MAX
    if too_long:
        refused = _("No name is that long. Look for a part of it.")
    there = {one.person for one in held}
    page = {
        "entry": entry,
        "noted": Noted.from_text(entry.text),
        "held": held,
        "words": words,
        "refused": refused,
        "why_not": "" if may else may.reason,
        "found": [one for one in found_by_name(request.person, words) if one[0] not in there]
        if words and may and not too_long
        else [],
    }
    return render(request, "registers/people.html", page, status=UNPROCESSABLE if refused else 200)
