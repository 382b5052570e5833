"""The small acts of a participant: ready, a turn, a check-in, dots, a rating, a number for the draw."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from drieslag.core.verdict import NotFound
from drieslag.learning.meetings import actions
from drieslag.learning.meetings.models import Meeting, Participant
from drieslag.learning.meetings.rules import TextRefused
from drieslag.web.meetings.access import in_room
from drieslag.web.meetings.answers import back, is_htmx
from drieslag.web.meetings.views.room import mine_response
from drieslag.web.requests import Request

MOST_DIGITS = 9  # no number that is asked for here is longer, and the database takes no more


def _answer(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    return mine_response(request, meeting, seat) if is_htmx(request) else back(request, meeting, seat)


def _given(request: Request) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in request.POST.items()]


def _number(text: str) -> int | None:
    digits = text.removeprefix("-")
    return int(text) if digits.isdecimal() and len(digits) <= MOST_DIGITS else None


def _key(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error


@require_POST
@in_room
def readiness(request: Request, meeting: Meeting, seat: Participant, step: str) -> HttpResponse:
    """Say that one is ready, or not yet."""
    actions.set_ready(by=seat, meeting=meeting, step=step, ready=not request.POST.get("not_yet"))
    return _answer(request, meeting, seat)


@require_POST
@in_room
def turn(request: Request, meeting: Meeting, seat: Participant, step: str) -> HttpResponse:
    """End a turn: one's own (done or passed), or, for the facilitator, somebody's."""
    whose = _key(request.POST.get("seat", "")) or seat.pk
    if step != meeting.step:  # a press that came after the meeting went on
        return _answer(request, meeting, seat)
    if whose == seat.pk:
        actions.pass_turn(by=seat, meeting=meeting, seat=whose, declined=bool(request.POST.get("declined")))
    else:
        actions.skip_turn(by=seat, meeting=meeting, seat=whose)
        return back(request, meeting, seat)
    return _answer(request, meeting, seat)


@require_POST
@in_room
def check_in(request: Request, meeting: Meeting, seat: Participant, step: str) -> HttpResponse:
    """A word, a scale or both; kept nowhere after the meeting."""
    values = {
        name.removeprefix("scale_"): _number(value) for name, value in _given(request) if name.startswith("scale_")
    }
    given = {name: value for name, value in values.items() if value is not None}
    try:
        actions.check_in(by=seat, meeting=meeting, step=step, word=request.POST.get("word", ""), values=given)
    except TextRefused as refused:
        return mine_response(
            request, meeting, seat, problem=refused.reason, kept=request.POST.get("word", ""), over=refused.over
        )
    return _answer(request, meeting, seat)


@require_POST
@in_room
def votes(request: Request, meeting: Meeting, seat: Participant, step: str) -> HttpResponse:
    """Set one's dots on a card, or choose an option."""
    dots = _number(request.POST.get("dots", "1"))
    actions.vote(
        by=seat,
        meeting=meeting,
        step=step,
        dots=1 if dots is None else dots,
        target=_key(request.POST.get("target", "")),
        option=request.POST.get("option", "").replace("\0", ""),
    )
    return _answer(request, meeting, seat)


@require_POST
@in_room
def ratings(request: Request, meeting: Meeting, seat: Participant, step: str) -> HttpResponse:
    """Give values on one or more scales."""
    for name, value in _given(request):
        number_ = _number(value)
        if name.startswith("scale_") and number_ is not None:
            actions.rate(by=seat, meeting=meeting, step=step, scale=name.removeprefix("scale_"), value=number_)
    return _answer(request, meeting, seat)


@require_POST
@in_room
def number(request: Request, meeting: Meeting, seat: Participant, step: str) -> HttpResponse:
    """Press a number for the blind draw."""
    pressed = _number(request.POST.get("number", ""))
    if pressed is not None:
        actions.press_number(by=seat, meeting=meeting, step=step, number=pressed)
    return _answer(request, meeting, seat)


@require_POST
@in_room
def draw(request: Request, meeting: Meeting, seat: Participant, step: str) -> HttpResponse:
    """Draw one slip blindly."""
    actions.draw(by=seat, meeting=meeting, step=step)
    return back(request, meeting, seat)


@require_POST
@in_room
def drawn(request: Request, meeting: Meeting, seat: Participant, step: str) -> HttpResponse:
    """Show the drawn slip to all, or put it back unseen: asked of two members who were drawn at random."""
    act = actions.put_back if request.POST.get("put_back") else actions.confirm_drawn
    act(by=seat, meeting=meeting, step=step)
    return _answer(request, meeting, seat)
