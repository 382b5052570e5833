"""Budgets as pages and sheets print them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.development.budgets.enums import OF_A_PERSON, Kind, Purpose, State
from drieslag.development.budgets.models import Budget, Request
from drieslag.development.budgets.queries import LedgerRow, RequestRow, Total
from drieslag.kernel import money
from drieslag.web.components.dates import long_day

RISKY = ("=", "+", "-", "@", "\t", "\r")  # a sheet would take it for a formula


@dataclass(frozen=True, slots=True)
class Card:
    """One budget on a list."""

    url: str
    title: str
    period: str
    left: str
    whole: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a ledger."""

    url: str
    day: str
    who: str
    what: str
    purpose: str
    state: str
    asked: str
    held: str
    left: str


def title(budget: Budget) -> str:
    """Return what a budget is called."""
    kind = str(Kind(budget.kind).label).capitalize()
    if budget.team is not None:
        return f"{kind} · {budget.team.name}"
    return f"{kind} · {budget.name}" if budget.name else kind


def amount(cents: int, minutes: int) -> str:
    """Return money and hours, what there is of them."""
    time = _("%(hours)s hours") % {"hours": money.hours(minutes)} if minutes else ""
    if not cents:
        return time or money.euros(0)
    return _("%(money)s and %(time)s") % {"money": money.euros(cents), "time": time} if time else money.euros(cents)


def period(budget: Budget) -> str:
    """Return from when until when: 2027 for a whole year."""
    starts, ends = budget.starts_on, budget.ends_on
    if (starts.month, starts.day, ends.month, ends.day, ends.year) == (1, 1, 12, 31, starts.year):
        return str(starts.year)
    return _("%(first)s to %(last)s") % {
        "first": date_format(starts, "DATE_FORMAT"),
        "last": date_format(ends, "DATE_FORMAT"),
    }


def card(budget: Budget) -> Card:
    """Return a budget as a list prints it."""
    return Card(
        reverse("budgets:one", args=[budget.pk]), title(budget), period(budget), left(budget),
        amount(budget.cents, budget.minutes),
    )  # fmt: skip


def left(budget: Budget) -> str:
    """Return what is left."""
    return amount(budget.cents_left, budget.minutes_left)


def line(row: LedgerRow) -> Line:
    """Return one line of a ledger; without words it leads nowhere."""
    request = row.request
    return Line(
        url=reverse("budgets:asked", args=[request.pk]) if row.what else "",
        day=long_day(request.asked_on),
        who=row.asker,
        what=row.what,
        purpose=str(Purpose(request.purpose).label),
        state=str(State(request.state).label),
        asked=amount(request.cents, request.minutes),
        held=amount(row.cents, row.minutes) if row.cents or row.minutes else "",
        left=amount(row.cents_left, row.minutes_left),
    )


def heads() -> list[str]:
    """Return the heads of a ledger."""
    return [_("Asked on"), _("Who"), _("What"), _("For"), _("State"), _("Asked"), _("Set aside"), _("Left")]


def cells(rows: list[LedgerRow]) -> list[list[str]]:
    """Return a ledger for a sheet: what the page shows, amounts without their sign."""
    found = [heads()]
    for row in rows:
        one, request = line(row), row.request
        sums = [money.plain(each) for each in (request.cents, row.cents, row.cents_left)]
        texts = [request.asked_on.isoformat(), one.who, one.what, one.purpose, one.state]
        found.append([*map(_safe, texts), *sums])
    return found


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text


def sight(request: Request, holder: str, *, mine: bool = True) -> str:
    """Return who sees a request, in words, to who asked it or to another."""
    if request.budget.kind in OF_A_PERSON:
        return _("You and a learning adviser see this") if mine else _("The owner and a learning adviser see this")
    if request.budget.kind == Kind.TEAM:
        return _("The members of your team see this")
    if not mine:
        return _("Who asked and %(name)s see this") % {"name": holder or _("a learning adviser")}
    return _("You and %(name)s see this") % {"name": holder or _("a learning adviser")}


def voices(row: RequestRow) -> str:
    """Return how far a team is, as a number; no names."""
    if not row.needed or row.request.state != State.ASKED:
        return ""
    said = ngettext(
        "%(agree)d of %(needed)d colleague agrees.", "%(agree)d of %(needed)d colleagues agree.", row.needed
    )  # fmt: skip
    return said % {"agree": row.agree, "needed": row.needed}


def total_line(total: Total) -> tuple[str, str, str, str, str]:
    """Return one kind over all: what it is, how many, what there is, what was granted, and what is left."""
    label = str(Kind(total.kind).label).capitalize()
    whole = amount(total.cents, total.minutes)
    if total.used_cents is None or total.used_minutes is None:
        return label, str(total.budgets), whole, "", ""
    rest = amount(total.cents - total.used_cents, total.minutes - total.used_minutes)
    return label, str(total.budgets), whole, amount(total.used_cents, total.used_minutes), rest
