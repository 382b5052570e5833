"""What awaits somebody, what they handed in under their name and who looked; and a reader's page."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from drieslag.surveys.actions import answers as actions
from drieslag.surveys.queries import answers as queries
from drieslag.surveys.queries.rounds import to_answer
from drieslag.web.answers import presenters
from drieslag.web.requests import SignedInRequest, signed_in


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """The list."""
    awaited = [
        {"row": row, "mode": presenters.mode_word(row.mode), "closes": presenters.written(row.closes_at)}
        for row in to_answer(request.me)
    ]
    return render(request, "answers/mine.html", {"awaited": awaited, "given": queries.given_by(request.person)})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The answers under their names, for the reader who was named beforehand. Reading begins with a press, since each
    look is written down.
    """
    if request.method != "POST":
        found = queries.readable(request.person, key)
        return render(request, "answers/read_first.html", {"round": found})
    reading = actions.read_named(by=request.person, round_id=key)
    given = [
        {"name": one.name, "rows": presenters.answer_rows(reading.round.instrument, one.answers)}
        for one in reading.given
    ]
    return render(request, "answers/read.html", {"round": reading.round, "given": given})
