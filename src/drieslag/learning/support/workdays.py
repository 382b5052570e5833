"""Working days: Monday to Friday. Holidays differ a region and a house, so they count as working days here."""

from datetime import date, timedelta

WEEKEND = 5


def working_days_after(day: date, count: int) -> date:
    """Return the day that lies so many working days after this one."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < WEEKEND
    return day
