"""Working time in the Netherlands."""

from datetime import date, datetime, time

import pytest

from drieslag.kernel import working


def at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, working.AMSTERDAM)


@pytest.mark.parametrize(
    ("year", "easter"), [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2026, date(2026, 4, 5))]
)
def test_easter(year: int, easter: date) -> None:
    assert working.easter(year) == easter


def test_holidays() -> None:
    assert date(2025, 4, 26) in working.holidays(2025)  # the 27th is a Sunday
    assert date(2025, 5, 5) in working.holidays(2025)
    assert date(2026, 5, 5) not in working.holidays(2026)
    assert {date(2026, 5, 14), date(2026, 5, 25), date(2026, 4, 6)} <= working.holidays(2026)


@pytest.mark.parametrize(
    ("moment", "works"),
    [
        (at(date(2026, 11, 24), time(8)), True),
        (at(date(2026, 11, 24), time(17, 59)), True),
        (at(date(2026, 11, 24), time(18)), False),
        (at(date(2026, 11, 22), time(12)), False),
        (at(date(2026, 12, 25), time(12)), False),
    ],
)
def test_working_time(moment: datetime, works: bool) -> None:
    assert working.is_working_time(moment) is works


def test_the_next_working_time_passes_weekends_and_holidays() -> None:
    assert working.next_working_time(at(date(2026, 12, 24), time(19))) == at(date(2026, 12, 28), time(8))
    assert working.next_working_time(at(date(2026, 11, 24), time(6))) == at(date(2026, 11, 24), time(8))


def test_one_is_reminded_on_the_working_day_before() -> None:
    assert working.working_day_before(at(date(2026, 11, 23), time(10))) == at(date(2026, 11, 20), time(10))
    assert working.working_day_before(at(date(2026, 11, 24), time(21))) == at(date(2026, 11, 23), time(17))
