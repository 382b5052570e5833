"""Quarters of a year in whole weeks: a week belongs to the quarter in which its Thursday lies, as ISO weeks go."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from drieslag.core import clock

_WRITTEN = re.compile(r"(20\d\d)-([1-4])")
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter, by year and number."""

    year: int
    number: int

    @property
    def key(self) -> str:
        """As it stands in an address."""
        return f"{self.year}-{self.number}"

    @property
    def name(self) -> str:
        """Fourth quarter 2026."""
        words = (_("first quarter"), _("second quarter"), _("third quarter"), _("fourth quarter"))
        return f"{words[self.number - 1]} {self.year}"

    @property
    def mondays(self) -> tuple[date, ...]:
        """The weeks of it."""
        first, last = date(self.year, self.number * 3 - 2, 1), self.next.first_day - timedelta(days=1)
        thursday = first + timedelta(days=(3 - first.weekday()) % 7)
        count = (last - thursday).days // 7 + 1
        return tuple(thursday - timedelta(days=3) + number * WEEK for number in range(count))

    @property
    def first_day(self) -> date:
        """The first day of its first month."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def next(self) -> "Quarter":
        """The one after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        """The one before it."""
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)


def quarter_of(written: str = "") -> Quarter:
    """Return the quarter that is asked for; else the present one, by the Thursday of this week."""
    found = _WRITTEN.fullmatch(written)
    if found:
        return Quarter(int(found[1]), int(found[2]))
    today = clock.today()
    thursday = today + timedelta(days=3 - today.weekday())
    return Quarter(thursday.year, (thursday.month - 1) // 3 + 1)
