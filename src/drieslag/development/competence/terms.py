"""Terms, as days: how long a declaration stands, and which of three facts hold on a day. Pure: no clock, no rows."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

YEAR = 12
LONGEST_MONTHS = 24  # a self-declaration stands no longer
USUAL_MONTHS = 12
RENEW_BEFORE = timedelta(weeks=8)
LINK_KEPT = timedelta(days=14)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later; where that month is too short, its last day."""
    year, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Term:
    """From a day until and with another; without end where `until_on` is empty."""

    from_on: date
    until_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it holds on this day; its first and last day belong to it."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class Three:
    """Qualified, competent, deployable: three separate facts, none derived from another."""

    qualified: Term | None = None
    competent: Term | None = None
    deployable: Term | None = None

    @property
    def terms(self) -> tuple[Term | None, Term | None, Term | None]:
        """The three, in their order."""
        return self.qualified, self.competent, self.deployable

    @property
    def all_hold(self) -> bool:
        """Whether all three hold."""
        return all(self.terms)

    @property
    def until(self) -> date | None:
        """The last day on which all three hold; empty when they do not, or when none has an end."""
        ends = [term.until_on for term in self.terms if term is not None and term.until_on is not None]
        return min(ends) if self.all_hold and ends else None


def holding(terms: Iterable[Term], day: date) -> Term | None:
    """Return the term that holds on this day, the longest where there are several; None when none does."""
    held = [term for term in terms if term.holds(day)]
    return max(held, key=lambda term: term.until_on or date.max, default=None)


def is_renewed_soon(until_on: date, day: date) -> bool:
    """Whether it is time to think of renewing: in the last eight weeks, the last day with them."""
    return until_on - RENEW_BEFORE <= day <= until_on
