"""Days as one says them: 14 september, yesterday, in 6 days. Kept by day and language: a board asks for many."""

from datetime import date, datetime
from functools import lru_cache

from django.utils.dateformat import format as written
from django.utils.translation import get_language, gettext, ngettext

from drieslag.core import clock

NEAR = 300  # days in which a month cannot be mistaken for that of another year
WEEKS_FROM = 14  # days; under it one counts days, from it weeks


def day_of(at: datetime | date) -> date:
    """Return the day in the Netherlands."""
    return at.astimezone(clock.AMSTERDAM).date() if isinstance(at, datetime) else at


def long_day(at: datetime | date) -> str:
    """14 september; with the year when it is longer than ten months ago or ahead."""
    day = day_of(at)
    near = abs((clock.today() - day).days) < NEAR
    return _written(day, "j F" if near else "j F Y", get_language())


def short_day(at: datetime | date) -> str:
    """14 sep, in English 14 Sep; longer than ten months ago or ahead only the month and the year."""
    day, language = day_of(at), get_language() or ""
    near, month = abs((clock.today() - day).days) < NEAR, "M" if language.startswith("en") else "b"
    return _written(day, f"j {month}" if near else f"{month} Y", language)


def week_day(at: datetime | date) -> str:
    """Dinsdag 24 november."""
    return _written(day_of(at), "l j F", get_language())


def past_day(at: datetime | date) -> str:
    """Today, yesterday, or 14 september."""
    day = day_of(at)
    ago = (clock.today() - day).days
    if ago == 0:
        return gettext("today")
    return gettext("yesterday") if ago == 1 else long_day(day)


def coming(day: date) -> str:
    """In how long: in 6 days, in 2 weeks."""
    days = (day - clock.today()).days
    if days < WEEKS_FROM:
        return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}
    weeks = round(days / 7)
    return ngettext("in %(count)d week", "in %(count)d weeks", weeks) % {"count": weeks}


def moment(at: datetime) -> str:
    """10.15, or 10:15 in English."""
    return written(at.astimezone(clock.AMSTERDAM), gettext("H:i"))


@lru_cache(maxsize=4096)
def _written(day: date, pattern: str, _language: str | None) -> str:
    return written(day, pattern)
