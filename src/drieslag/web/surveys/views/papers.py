# ruff: noqa: A001 — `round` is the word of the trade
"""What is printed: codes for people without an account, and the sheet for a works council."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from drieslag.core.verdict import Refused
from drieslag.kernel.instrument import Instrument, Mode
from drieslag.surveys.actions.invitations import make_codes
from drieslag.surveys.enums import TAKING
from drieslag.surveys.queries import rounds as queries
from drieslag.surveys.queries.asked import minimums
from drieslag.web.components.slips import slips
from drieslag.web.requests import SignedInRequest, signed_in
from drieslag.web.surveys.presenters import groups
from drieslag.web.surveys.presenters.rounds import language
from drieslag.web.surveys.views.found import known, organised
from drieslag.web.surveys.views.rounds import about


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Make the codes of a round and show them, once: they are kept nowhere."""
    round = organised(request, key)
    if round.state not in TAKING:
        return redirect("surveys:one", key)
    page = about(round) | {"count": round.invitees.filter(person=None).count()}
    if request.method != "POST":
        return render(request, "surveys/codes.html", page)
    try:
        made = make_codes(by=request.person, round_id=key)
    except Refused as refused:
        return render(request, "surveys/codes.html", page | {"refused": refused.reason}, status=422)
    return render(request, "surveys/codes.html", page | {"slips": slips(made)})


@dataclass(frozen=True, slots=True)
class Printed:
    """One page of the questionnaire as the sheet prints it; `start` is the number of its first question."""

    title: str
    intro: str
    texts: tuple[str, ...]
    start: int


def _pages(instrument: Instrument) -> Iterator[Printed]:
    start = 1
    for page in instrument.pages:
        texts = tuple(item.text.get(language()) for item in page.items)
        yield Printed(page.title.get(language()), page.intro.get(language()), texts, start)
        start += len(texts)


@signed_in
@require_safe
def council(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The sheet of one round, for whoever may know of it: a works council judges it by this."""
    round = known(request, key)
    instrument = queries.instrument_of(round)
    anonymous = round.mode == Mode.ANONYMOUS
    page = about(round) | {
        "pages": list(_pages(instrument)),
        "groups": groups.in_words(round),
        "keys": groups.keys(round, queries.fingerprints(round)) if anonymous and round.state in TAKING else (),
        "minimums": minimums(),
        "late_until": queries.late_until(round),
        "has_texts": any(item.kind == "text" for item in instrument.items),
    }
    return render(request, "surveys/council.html", page)
