"""Amounts are read and written in Dutch notation, and never pass through a float."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieslag.kernel import money

AMOUNTS = st.integers(min_value=0, max_value=money.MOST_CENTS)
TIMES = st.integers(min_value=0, max_value=money.MOST_MINUTES)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.250,50", 125050), ("1250,5", 125050), ("1250", 125000), ("1.250", 125000), ("0,01", 1), ("€ 12", 1200),
        ("12,-", 1200), ("12,--", 1200), (" €\u00a01.000.000,00 ", 100_000_000), ("12 €", 1200), ("007", 700),
        ("0", 0),
    ],
)  # fmt: skip
def test_reads_dutch_amounts(text: str, amount: int) -> None:
    assert money.cents(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "", "€", "1.25", "1,250.50", "1250.50", "12,345", "-5", "+5", "1e3", "1.2500", "12.50,00", "één", "1 250",
        ",50", "12,", "١٢", "1_000", "nan", "10000000,01", "9" * 40, "1\n250",
    ],
)  # fmt: skip
def test_refuses_what_can_be_read_in_two_ways_or_in_none(text: str) -> None:
    with pytest.raises(money.NotAnAmount):
        money.cents(text)


@pytest.mark.parametrize(
    ("text", "found"), [("8", 480), ("7,5", 450), ("7:30", 450), ("8 uur", 480), ("0,25", 15), ("0", 0), ("1,99", 119)]
)
def test_reads_hours(text: str, found: int) -> None:
    assert money.minutes(text) == found


@pytest.mark.parametrize("text", ["", "7:60", "7.5", "-1", "7,555", "uur", "9" * 30, "100001"])
def test_refuses_what_are_no_hours(text: str) -> None:
    with pytest.raises(money.NotAnAmount):
        money.minutes(text)


@pytest.mark.parametrize(
    ("amount", "text"), [(125050, "€\u00a01.250,50"), (0, "€\u00a00,00"), (5, "€\u00a00,05"), (-1250, "€\u00a0-12,50")]
)
def test_writes_amounts(amount: int, text: str) -> None:
    assert money.euros(amount) == text


@pytest.mark.parametrize(("amount", "text"), [(480, "8"), (450, "7:30"), (0, "0"), (65, "1:05"), (-90, "-1:30")])
def test_writes_hours(amount: int, text: str) -> None:
    assert money.hours(amount) == text


@given(AMOUNTS)
def test_what_is_written_is_read_as_the_same(amount: int) -> None:
    assert money.cents(money.euros(amount)) == amount
    assert money.cents(money.plain(amount)) == amount
    assert money.cents(money.plain(amount).replace(".", "")) == amount


@given(TIMES)
def test_hours_that_are_written_are_read_as_the_same(amount: int) -> None:
    assert money.minutes(money.hours(amount)) == amount


@given(st.text(alphabet="0123456789.,-€: \u00a0eE+", max_size=24) | st.text(max_size=24))
def test_any_text_gives_an_amount_within_bounds_or_is_refused(text: str) -> None:
    for read, most in ((money.cents, money.MOST_CENTS), (money.minutes, money.MOST_MINUTES)):
        try:
            found = read(text)
        except money.NotAnAmount:
            continue
        assert 0 <= found <= most


@given(AMOUNTS, AMOUNTS)
def test_what_is_written_differs_where_the_amounts_differ(one: int, other: int) -> None:
    assert (money.plain(one) == money.plain(other)) == (one == other)
