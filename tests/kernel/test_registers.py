"""Adding up for a register: what is outside the period never counts, nor what the register does not know."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drieslag.kernel.format import Text
from drieslag.kernel.registers import (
    Category,
    Certainty,
    Entry,
    Form,
    Own,
    Period,
    Reason,
    Rules,
    Source,
    Unit,
    check,
    count,
    why_not,
)

NAME = Text("naam", "name")
RULES = Rules(
    code="T",
    name=NAME,
    register="Proef",
    version=1,
    years=5,
    certainty=Certainty.CHECK,
    categories=(
        Category("schooling", NAME, Unit.POINTS, minimum=6000),
        Category("reflection", NAME, Unit.MINUTES, minimum=600),
        Category("other", NAME, Unit.MINUTES, minimum=0, cap=300),
        Category("unknown", NAME, Unit.MINUTES),
    ),
    forms=(
        Form("course", NAME, "schooling", accredited=True),
        Form("intervision", NAME, "reflection", smallest=4, largest=8, shortest=60, live=True),
        Form("self_reflection", NAME, "reflection", counts=False, alone=True),
        Form("walk", NAME, "reflection", counts=False),
        Form("other", NAME, "other"),
        Form("free", NAME, "unknown"),
    ),
    sources=(Source("bron", "https://example.nl", "2026-11-22"),),
)
PERIOD = Period(date(2022, 3, 1), date(2027, 2, 28))


def met(day: date = date(2024, 5, 5), **given: object) -> Entry:
    plain = Entry("e", "intervision", day, minutes=120, net=90, people=5)
    return replace(plain, **given)  # type: ignore[arg-type]


def net_of(key: str, *entries: Entry, own: Own | None = None) -> int:
    tally = count(RULES, PERIOD, entries, own or Own())
    return next(row.net for row in tally.rows if row.category.key == key)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2022, 2, 28), False), (date(2022, 3, 1), True), (date(2022, 3, 2), True),
        (date(2027, 2, 27), True), (date(2027, 2, 28), True), (date(2027, 3, 1), False),
    ],
)  # fmt: skip
def test_the_first_and_last_day_are_inside(day: date, counts: bool) -> None:
    assert net_of("reflection", met(day)) == (90 if counts else 0)
    assert why_not(RULES, PERIOD, met(day)) is (None if counts else Reason.OUTSIDE)


def test_net_time_counts_and_not_how_long_it_took() -> None:
    assert net_of("reflection", met(minutes=180, net=75)) == 75


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (met(form="self_reflection", people=1), Reason.ALONE),
        (met(people=1), Reason.ALONE),
        (met(people=3), Reason.TOO_FEW),
        (met(people=9), Reason.TOO_MANY),
        (met(net=59), Reason.TOO_SHORT),
        (met(is_online=True), Reason.NOT_LIVE),
        (met(form="walk"), Reason.NOT_A_FORM),
        (met(form="none"), Reason.UNKNOWN),
        (met(form="course", points=600), Reason.NOT_ACCREDITED),
        (met(form="course", is_accredited=True), Reason.NOTHING),
        (met(form="other", net=0), Reason.NOTHING),
    ],
)
def test_what_does_not_count_says_why(entry: Entry, reason: Reason) -> None:
    assert count(RULES, PERIOD, [entry]).refused == ((entry, reason),)


@pytest.mark.parametrize(
    "entry", [met(people=4), met(people=8), met(net=60), met(is_online=True, is_live=True), met(is_live=False)]
)
def test_what_is_just_within_counts(entry: Entry) -> None:
    assert not count(RULES, PERIOD, [entry]).refused


def test_a_cap_holds_and_what_is_above_stays_in_sight() -> None:
    tally = count(RULES, PERIOD, [met(form="other", net=200), met(form="other", net=200)])
    row = tally.rows[2]
    assert (row.net, row.counted, row.left) == (400, 300, 0)


def test_points_count_where_the_register_grants_them() -> None:
    assert net_of("schooling", met(form="course", points=1250, is_accredited=True)) == 1250


def test_where_no_minimum_is_known_nothing_is_left_to_say() -> None:
    rows = count(RULES, PERIOD, []).rows
    assert rows[3].left is None
    assert rows[1].left == 600


def test_what_somebody_looked_up_goes_before() -> None:
    own = Own(minimums={"unknown": 120, "reflection": 60}, caps={"other": 100}, smallest=3, largest=9, shortest=30)
    rows = count(RULES, PERIOD, [met(people=3, net=45), met(people=9), met(form="other")], own).rows
    assert [(row.counted, row.left) for row in rows] == [(0, 6000), (135, 0), (90, 0), (0, 120)]


def test_all_is_there_when_every_known_minimum_is_met() -> None:
    entries = [met(net=600), met(form="course", points=6000, is_accredited=True)]
    assert count(RULES, PERIOD, entries).is_all_there
    assert not count(RULES, PERIOD, entries[:1]).is_all_there


def test_bad_rules_are_told_all_at_once() -> None:
    bad = replace(
        RULES,
        categories=(*RULES.categories, Category("other", NAME, Unit.MINUTES, minimum=10, cap=5)),
        forms=(*RULES.forms, Form("x", NAME, "nowhere"), Form("course", NAME, "other", smallest=5, largest=4)),
    )
    assert [at for at, _text in check(bad)] == [
        "forms[7].category", "forms[8].largest", "categories", "forms", "categories[5].cap",
    ]  # fmt: skip
    assert check(RULES) == []


PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
DAYS = st.dates(date(2020, 1, 1), date(2029, 1, 1))
ENTRIES = st.lists(
    st.builds(
        Entry,
        st.just("e"),
        st.sampled_from([form.key for form in RULES.forms] + ["none"]),
        DAYS,
        st.integers(0, 600),
        st.integers(0, 600),
        st.integers(0, 2000),
        st.integers(1, 12),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    max_size=12,
)


@PATIENT
@given(ENTRIES)
def test_nothing_is_lost_and_nothing_counts_twice(entries: list[Entry]) -> None:
    tally = count(RULES, PERIOD, entries)
    good = [entry for entry in entries if why_not(RULES, PERIOD, entry) is None]
    assert len(good) + len(tally.refused) == len(entries)
    worth = sum(entry.points if entry.form == "course" else entry.net for entry in good)
    assert sum(row.net for row in tally.rows) == worth


@PATIENT
@given(ENTRIES)
def test_no_amount_is_below_nothing_or_above_its_cap(entries: list[Entry]) -> None:
    for row in count(RULES, PERIOD, entries).rows:
        assert 0 <= row.counted <= row.net
        assert row.category.cap is None or row.counted <= row.category.cap
        assert row.left is None or row.left >= 0


@PATIENT
@given(ENTRIES, st.randoms())
def test_the_order_does_not_matter(entries: list[Entry], chance: object) -> None:
    mixed = list(entries)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert count(RULES, PERIOD, mixed).rows == count(RULES, PERIOD, entries).rows


@PATIENT
@given(ENTRIES)
def test_outside_the_period_nothing_ever_counts(entries: list[Entry]) -> None:
    away = [replace(entry, finished_on=PERIOD.last + timedelta(days=1)) for entry in entries]
    assert all(row.net == 0 for row in count(RULES, PERIOD, away).rows)


@PATIENT
@given(ENTRIES, ENTRIES)
def test_more_entries_never_make_less(some: list[Entry], more: list[Entry]) -> None:
    before, after = count(RULES, PERIOD, some), count(RULES, PERIOD, some + more)
    assert all(one.counted <= other.counted for one, other in zip(before.rows, after.rows, strict=True))
