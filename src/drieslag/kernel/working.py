"""When people work, in the Netherlands: Monday to Friday from eight to six, and not on a public holiday."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
BEGINS, ENDS = time(8), time(18)
SATURDAY: Final = 5
DAY: Final = timedelta(days=1)
FROM_EASTER: Final = (0, 1, 39, 49, 50)  # both days of Easter, Ascension Day, both days of Pentecost
SUNDAY: Final = 6


def easter(year: int) -> date:
    """Return Easter Sunday, by the rule that Meeus wrote down."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=32)
def holidays(year: int) -> frozenset[date]:
    """Return the public holidays of the Netherlands: the King's day moves from a Sunday to the Saturday before, and
    Liberation Day is free for all in every fifth year.
    """
    king = date(year, 4, 27)
    fixed = {date(year, 1, 1), king - DAY if king.weekday() == SUNDAY else king, date(year, 12, 25), date(year, 12, 26)}
    liberation = {date(year, 5, 5)} if year % 5 == 0 else set()
    return frozenset(fixed | liberation | {easter(year) + days * DAY for days in FROM_EASTER})


def is_working_day(day: date) -> bool:
    """Whether one works on that day."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def is_working_time(at: datetime) -> bool:
    """Whether one works at that moment."""
    here = at.astimezone(AMSTERDAM)
    return is_working_day(here.date()) and BEGINS <= here.time() < ENDS


def next_working_time(at: datetime) -> datetime:
    """Return that moment, or the next beginning of a working day when one does not work then."""
    if is_working_time(at):
        return at
    here = at.astimezone(AMSTERDAM)
    day = here.date() if here.time() < BEGINS else here.date() + DAY
    while not is_working_day(day):
        day += DAY
    return datetime.combine(day, BEGINS, AMSTERDAM)


def working_day_before(at: datetime) -> datetime:
    """Return the same time on the working day before, within working hours: when one is reminded of something."""
    here = at.astimezone(AMSTERDAM)
    day = here.date() - DAY
    while not is_working_day(day):
        day -= DAY
    last = time(ENDS.hour - 1)
    return datetime.combine(day, min(max(here.time(), BEGINS), last), AMSTERDAM)
