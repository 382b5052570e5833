"""Terms, on their boundary days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieslag.development.competence.terms import Term, Three, holding, is_renewed_soon, months_after

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
TERMS = st.builds(
    lambda start, length: Term(start, None if length is None else start + timedelta(days=length)),
    DAYS,
    st.none() | st.integers(0, 900),
)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 24), 24, date(2028, 11, 24)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 24, date(2030, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


@given(DAYS, st.integers(0, 240))
def test_months_never_shorten_and_never_pass_the_month(day: date, months: int) -> None:
    then = months_after(day, months)
    assert then >= day
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day <= day.day


@given(TERMS, DAYS)
def test_a_term_holds_on_its_first_and_last_day_and_not_outside(term: Term, day: date) -> None:
    assert term.holds(term.from_on)
    assert not term.holds(term.from_on - timedelta(days=1))
    if term.until_on is None:
        assert term.holds(max(day, term.from_on))
    else:
        assert term.holds(term.until_on)
        assert not term.holds(term.until_on + timedelta(days=1))


@given(st.lists(TERMS, max_size=5), DAYS)
def test_of_several_the_longest_holds(terms: list[Term], day: date) -> None:
    found = holding(terms, day)
    assert (found is None) == (not any(term.holds(day) for term in terms))
    if found is not None:
        assert all((term.until_on or date.max) <= (found.until_on or date.max) for term in terms if term.holds(day))


@given(*[st.none() | TERMS] * 3)
def test_none_of_the_three_follows_from_another(first: Term | None, second: Term | None, third: Term | None) -> None:
    three = Three(first, second, third)
    assert three.all_hold == (first is not None and second is not None and third is not None)
    if three.until is not None:
        assert three.all_hold
        assert all(term is not None and (term.until_on is None or three.until <= term.until_on) for term in three.terms)


@pytest.mark.parametrize(("before", "soon"), [(57, False), (56, True), (0, True), (-1, False)])
def test_renewing_comes_up_eight_weeks_before(before: int, soon: bool) -> None:
    end = date(2027, 11, 24)
    assert is_renewed_soon(end, end - timedelta(days=before)) is soon
