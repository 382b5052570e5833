"""The registers that ship: they load, name their sources, and state no figure that was not published."""

from datetime import date

import pytest

from drieslag.kernel.registers import Certainty, Entry, Period, Reason, Rules, count
from drieslag.library.registers import all_versions, find, load, newest

ALL = list(all_versions().values())


def test_three_registers_ship() -> None:
    assert [rules.code for rules in newest()] == ["REGISTERPLEIN", "SKJ-JGP", "SKJ-JZW"]
    assert find("SKJ-JGP", 1) is not None
    assert find("SKJ-JGP", 99) is None


@pytest.mark.parametrize("rules", ALL, ids=lambda rules: rules.code)
def test_each_names_where_it_was_read_and_what_is_unsure(rules: Rules) -> None:
    assert rules.years == 5
    assert all(source.url.startswith("https://") and date.fromisoformat(source.read_on) for source in rules.sources)
    assert bool(rules.unsure) == (rules.certainty is Certainty.UNSURE)


@pytest.mark.parametrize("rules", ALL, ids=lambda rules: rules.code)
def test_reflection_by_oneself_counts_nowhere(rules: Rules) -> None:
    entry = Entry("e", "self_reflection", date(2026, 5, 5), 90, 90, points=100)
    tally = count(rules, Period(date(2024, 1, 1), date(2028, 12, 31)), [entry])
    assert tally.refused == ((entry, Reason.ALONE),)


def test_published_totals_stand_as_they_were_published() -> None:
    skj, former = find("SKJ-JGP", 1), find("SKJ-JZW", 1)
    assert skj is not None
    assert former is not None
    assert {one.key: one.minimum for one in skj.categories} == {
        "schooling": 60_00, "reflection": None, "work": 3368 * 60,
    }  # fmt: skip
    assert [one.minimum for one in former.categories] == [60_00, 50_00, 50_00]


def test_registerplein_tells_no_minimum_that_we_did_not_find() -> None:
    rules = find("REGISTERPLEIN", 1)
    assert rules is not None
    assert [one.minimum for one in rules.categories] == [None, None, 0]
    assert all(form.live for form in rules.forms if form.category == "reflection" and form.counts)


def test_a_bad_file_says_everything_that_is_wrong() -> None:
    wrong = load("schema: 1\ncode: X1\nversion: 0\nyears: 5\nforms:\n  - {key: a, category: b}\n", file="x.yaml")
    assert isinstance(wrong, list)
    assert {problem.key for problem in wrong} >= {"version", "forms[1]"}


def test_a_form_under_no_heading_is_refused() -> None:
    text = """schema: 1
code: X1
version: 1
register: X
name: {nl: X, en: X}
years: 5
certainty: check
categories: [{key: a, unit: minutes, name: {nl: A, en: A}}]
forms: [{key: f, category: b, name: {nl: F, en: F}}]
sources: [{title: X, url: "https://x.nl", read_on: 2026-01-01}]
"""
    wrong = load(text, file="x.yaml")
    assert isinstance(wrong, list)
    assert [problem.key for problem in wrong] == ["forms[1].category"]
