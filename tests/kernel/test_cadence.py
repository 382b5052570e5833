"""When something comes back: against dateutil and a calendar's own reading of the same recurrence, over any input."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from drieslag.kernel.cadence import (
    AMSTERDAM,
    AtLeast,
    Cadence,
    CadenceError,
    Due,
    Kept,
    NeverEnds,
    NeverOccurs,
    Part,
    Unit,
    Unsound,
    due,
    kept,
    last_possible,
    minutes_a_week,
    nth_weekday,
    occurrences,
    part,
    proposed_day,
    rrule,
    share,
    starts_at,
    term,
)
from drieslag.kernel.disclosure import Reason, Shown, Withheld

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def weekly(**changes: object) -> Cadence:
    given_: dict[str, object] = {
        "every": 1, "unit": Unit.WEEK, "weekday": 1, "nth": None, "starts_on": MONDAY, "until": None,
        "at": time(9), "minutes": 15,
    }  # fmt: skip
    return Cadence(**{**given_, **changes})  # type: ignore[arg-type]


@some.composite
def cadences(draw: some.DrawFn) -> Cadence:
    unit = draw(some.sampled_from(Unit))
    starts_on = draw(some.dates(date(2024, 1, 1), date(2030, 12, 31)))
    try:
        return Cadence(
            every=draw(some.integers(1, 13 if unit is Unit.WEEK else 12)),
            unit=unit,
            weekday=draw(some.none() | some.integers(0, 6)),
            nth=None if unit is Unit.WEEK else draw(some.sampled_from([1, 2, 3, 4, -1])),
            starts_on=starts_on,
            until=draw(some.none() | some.dates(starts_on, last_possible(starts_on))),
            at=draw(some.times().map(lambda at: at.replace(second=0, microsecond=0))),
            minutes=draw(some.integers(5, 480)),
        )
    except NeverOccurs:
        assume(condition=False)
        raise


@given(cadences())
@settings(deadline=None)
def test_as_dateutil_reads_its_rule(cadence: Cadence) -> None:
    days = occurrences(cadence, cadence.starts_on, cadence.ends_on)
    rule = rrulestr(rrule(cadence), dtstart=datetime.combine(days[0], cadence.at, AMSTERDAM))
    assert days == [each.date() for each in rule]


@given(cadences())
@settings(deadline=None, max_examples=25)
def test_as_a_calendar_shows_it_also_when_the_clocks_change(cadence: Cadence) -> None:
    days = occurrences(cadence, cadence.starts_on, cadence.starts_on + timedelta(days=600))
    event, calendar = icalendar.Event(), icalendar.Calendar()
    event.add("uid", "rhythm")
    event.add("dtstart", datetime.combine(days[0], cadence.at, AMSTERDAM))
    event.add("dtend", datetime.combine(days[0], cadence.at, AMSTERDAM) + timedelta(minutes=1))
    event["rrule"] = icalendar.vRecur.from_ical(rrule(cadence))
    calendar.add_component(event)
    shown = recurring_ical_events.of(calendar).between(cadence.starts_on, cadence.starts_on + timedelta(days=601))
    found = sorted(each.start for each in shown)
    assert [each.astimezone(AMSTERDAM).date() for each in found if _exists(each)] == [
        day for day in days if _exists(datetime.combine(day, cadence.at, AMSTERDAM))
    ]
    for each in found:
        if _exists(each):
            assert each.astimezone(UTC) == starts_at(each.date(), cadence.at)


def _exists(at: datetime) -> bool:
    """Whether this wall time is there once."""
    return at.astimezone(UTC).astimezone(AMSTERDAM).replace(tzinfo=None) == at.replace(tzinfo=None)


@given(cadences(), some.integers(-50, 700), some.integers(0, 700))
@settings(deadline=None)
def test_a_part_is_what_lies_in_the_whole(cadence: Cadence, after: int, length: int) -> None:
    first = cadence.starts_on + timedelta(days=after)
    last = first + timedelta(days=length)
    whole = occurrences(cadence, cadence.starts_on, cadence.ends_on)
    assert occurrences(cadence, first, last) == [day for day in whole if first <= day <= last]
    assert occurrences(cadence, last, first - DAY) == []
    assert all(day.weekday() == cadence.day_of_week for day in whole)


@given(some.dates(date(2000, 1, 1), date(2040, 1, 1)), some.times())
def test_every_wall_time_begins_once_and_days_stay_in_order(day: date, at: time) -> None:
    begins = starts_at(day, at)
    assert begins.tzinfo is UTC
    assert starts_at(day, time(0)) <= begins < starts_at(day + DAY, time(0))


def test_the_clock_goes_forward() -> None:
    """On 28 March 2027 there is no half past two: it begins an hour later by the clock, as the gap is an hour."""
    local = starts_at(date(2027, 3, 28), time(2, 30)).astimezone(AMSTERDAM)
    assert (local.hour, local.minute) == (3, 30)


def test_the_clock_goes_back() -> None:
    """On 25 October 2026 half past two comes twice: it begins at the first."""
    assert starts_at(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_nine_stays_nine_over_both_changes() -> None:
    cadence = weekly(weekday=6, starts_on=date(2026, 10, 18), until=date(2027, 4, 4))
    days = occurrences(cadence, cadence.starts_on, cadence.ends_on)
    assert {starts_at(day, cadence.at).astimezone(ZoneInfo("Europe/Amsterdam")).hour for day in days} == {9}
    assert {starts_at(day, cadence.at).hour for day in days} == {7, 8}


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"every": 0}, Unsound),
        ({"every": 53}, Unsound),
        ({"weekday": 7}, Unsound),
        ({"nth": 1}, Unsound),
        ({"unit": Unit.MONTH}, Unsound),
        ({"unit": Unit.MONTH, "nth": 5}, Unsound),
        ({"minutes": 0}, Unsound),
        ({"minutes": 1441}, Unsound),
        ({"at": time(9, tzinfo=UTC)}, Unsound),
        ({"until": date(2031, 11, 24)}, NeverEnds),
        ({"starts_on": date(9999, 1, 1)}, NeverEnds),
        ({"until": MONDAY - DAY}, NeverOccurs),
        ({"until": MONDAY}, NeverOccurs),
        ({"every": 12, "unit": Unit.MONTH, "nth": 1, "until": MONDAY + timedelta(days=30)}, NeverOccurs),
    ],
)
def test_what_cannot_be(changes: dict[str, object], error: type[CadenceError]) -> None:
    with pytest.raises(error):
        weekly(**changes)


def test_at_most_five_years() -> None:
    cadence = weekly(until=date(2031, 11, 23))
    assert occurrences(cadence, MONDAY, date(2040, 1, 1))[-1] == date(2031, 11, 18)
    assert occurrences(weekly(), MONDAY, date(2040, 1, 1))[-1] == date(2031, 11, 18)
    assert last_possible(date(2024, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize(("weeks", "minutes"), [(0, 30), (53, 30), (6, 0), (6, 2000)])
def test_what_at_least_cannot_be(weeks: int, minutes: int) -> None:
    with pytest.raises(Unsound):
        AtLeast(weeks, MONDAY, minutes)


@pytest.mark.parametrize(
    ("nth", "weekday", "day"),
    [(1, 1, date(2026, 12, 1)), (1, 0, date(2026, 12, 7)), (4, 1, date(2026, 12, 22)), (-1, 1, date(2026, 12, 29))],
)
def test_the_nth_weekday(nth: int, weekday: int, day: date) -> None:
    assert nth_weekday(2026, 12, weekday, nth) == day


def test_without_a_weekday_it_is_that_of_the_first_day() -> None:
    assert occurrences(weekly(weekday=None, every=2), MONDAY, MONDAY + timedelta(days=20)) == [
        MONDAY, MONDAY + timedelta(days=14),
    ]  # fmt: skip


def test_what_the_seeds_ask_is_95_minutes_a_week() -> None:
    rhythm: list[Cadence | AtLeast] = [weekly(minutes=minutes) for minutes in (15, 45, 5)]
    rhythm += [weekly(minutes=30, every=2), AtLeast(6, MONDAY, 90)]
    assert minutes_a_week(rhythm) == 95
    assert round(share(95, 24), 1) == 6.6
    monthly = weekly(unit=Unit.MONTH, nth=1, minutes=60)
    assert 13.7 < minutes_a_week([monthly]) < 13.9


RULE = AtLeast(6, MONDAY, 90)


def test_due_two_weeks_before_its_term() -> None:
    by = MONDAY + timedelta(weeks=6)
    assert due(RULE, held=[], planned=[], today=by - timedelta(days=15)) is None
    assert due(RULE, held=[], planned=[], today=by - timedelta(days=14)) == Due(by, None)
    held = [MONDAY + timedelta(weeks=2), MONDAY - timedelta(weeks=9), by + timedelta(days=99)]
    found = due(RULE, held=held, planned=[], today=by - DAY)
    assert found is None
    assert term(RULE, held, by) == Due(MONDAY + timedelta(weeks=8), MONDAY + timedelta(weeks=2))


def test_what_is_planned_in_time_is_not_due() -> None:
    by = MONDAY + timedelta(weeks=6)
    assert due(RULE, held=[], planned=[by], today=by - DAY) is None
    assert due(RULE, held=[], planned=[by + DAY], today=by - DAY) == Due(by, None)
    assert due(RULE, held=[], planned=[by - timedelta(days=3)], today=by - DAY) == Due(by, None)
    late = by + timedelta(days=10)
    assert due(RULE, held=[], planned=[late + DAY], today=late) is None
    assert due(RULE, held=[], planned=[], today=late).is_late(late)  # type: ignore[union-attr]


@given(
    some.dates(date(2026, 1, 1), date(2028, 1, 1)), some.integers(0, 40), some.none() | some.integers(0, 6),
    some.sets(some.integers(0, 60)),
)  # fmt: skip
def test_a_proposed_day_is_a_working_day_and_free_where_one_is(
    first: date, length: int, weekday: int | None, taken: set[int]
) -> None:
    full = {first + timedelta(days=number) for number in taken}
    day = proposed_day(first, first + timedelta(days=length), weekday, full)
    days = [first + timedelta(days=number) for number in range(length + 1)]
    free = [each for each in days if each.weekday() < 5 and each not in full]
    assert day.weekday() < 5
    assert day in free or not free
    if any(each.weekday() == weekday for each in free):
        assert day.weekday() == weekday


def test_a_weekend_moves_on_to_monday() -> None:
    assert proposed_day(date(2026, 11, 28), date(2026, 11, 29), 3, ()) == date(2026, 11, 30)


def test_what_was_kept_is_counted() -> None:
    moments = [("held", False)] * 3 + [("held", True), ("given_up", False), ("given_up", True), ("planned", False)]
    counts = kept(moments)
    assert counts == Kept(held=4, moved=1, given_up=2, open=1)
    assert counts.settled == 6


@pytest.mark.parametrize(
    ("count", "word"), [(0, "few"), (2, "few"), (3, "half"), (5, "half"), (6, "most"), (8, "most")]
)
def test_a_word_for_eight(count: int, word: str) -> None:
    assert part(count, 8) == Shown(Part(word))


def test_no_word_for_seven() -> None:
    assert part(7, 7) == Withheld(Reason.TOO_FEW)
