"""The list, one offering, and its days for a calendar."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from drieslag.core import clock
from drieslag.development.offerings import queries, rules
from drieslag.development.offerings.enums import Kind, State
from drieslag.development.offerings.queries import Row
from drieslag.development.plans.queries import active, is_applying
from drieslag.web.components.forms import fresh_key, status_of
from drieslag.web.components.growing import show
from drieslag.web.offerings import presenters
from drieslag.web.offerings.forms import MaterialForm
from drieslag.web.requests import SignedInRequest, colleague


@colleague
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    """What is offered, the first to come first."""
    chosen = request.GET.get("kind", "")
    kind = Kind(chosen) if chosen in Kind else None
    rows = queries.offered(request.person, kind)
    page = {
        "offered": [presenters.card(row) for row in rows if not (row.standing or row.is_host)],
        "mine": [presenters.card(row) for row in rows if row.standing or row.is_host],
        "past": [presenters.card(row) for row in queries.lately(request.person)],
        "kinds": Kind.choices,
        "chosen": kind,
        "is_applying": is_applying(request.person),
    }
    return show(request, "offerings/list.html", page)


@colleague
@require_safe
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One offering, and what one can do with it."""
    return page_of(request, queries.get_row(request.person, key))


def page_of(request: SignedInRequest, row: Row, form: MaterialForm | None = None) -> HttpResponse:
    """Return the page of an offering, with a form that could not be taken when there is one."""
    offering, person, now = row.offering, request.person, clock.now()
    may_run = bool(rules.may_run(person, offering))
    page = {
        "row": row,
        "offering": offering,
        "days": [presenters.day_line(moment) for moment in row.moments],
        "lasts": presenters.lasts(row),
        "spot": presenters.place(offering),
        "seats": presenters.seats(row),
        "theme": presenters.theme(offering),
        "said": presenters.state_line(offering, now),
        "is_over": offering.last_at <= now,
        "has_begun": offering.first_at <= now,
        "is_cancelled": offering.state == State.CANCELLED,
        "is_held": offering.state == State.HELD,
        "may_run": may_run,
        "in_line": queries.place_in_line(person, offering) if row.standing == "waiting" else 0,
        "materials": queries.materials(offering),
        **_beside(request, row, is_over=offering.last_at <= now),
    }
    if may_run:
        page["form"] = form or MaterialForm(initial={"client_key": fresh_key()})
    return show(request, "offerings/one.html", page, status=status_of(request))


def _beside(request: SignedInRequest, row: Row, *, is_over: bool) -> dict[str, object]:
    """Return what depends on who looks: who is coming, for hosts; one's own goals, for who
    signed up; one's own having been there, afterwards.
    """
    found: dict[str, object] = {}
    if row.is_host:
        found["guests"] = queries.guests(request.person, row.offering)
    if row.standing and row.offering.first_at > clock.now() and not is_applying(request.person):
        found["goals"] = active(request.person)
    if is_over:
        found["taken"] = queries.taken_of(request.person, row.offering)
        found["may_plan"] = bool(rules.may_plan(request.person, row.offering))
    return found


@colleague
@require_safe
def calendar(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Its days as a file for one's own calendar."""
    row = queries.get_row(request.person, key)
    headers = {
        "Content-Disposition": f'attachment; filename="{presenters.file_name(row)}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(presenters.calendar(row), content_type="text/calendar; charset=utf-8", headers=headers)
