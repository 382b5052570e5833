"""The map in time: every knot on the paper, readable on a phone, and text as text."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drieslag.core import clock
from drieslag.web.spread.presenters import travel_map
from drieslag.web.spread.presenters.travel_map import Chart, Kind, Knot, Strand, month_starts

NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def chart(*ago: int, team: str = "Team Oost") -> Chart:
    first = Knot(0, TODAY - timedelta(days=ago[0]), Kind.OFFERED, "1 Jan")
    went = tuple(
        Knot(row, TODAY - timedelta(days=days), Kind.ADOPTED, "2 Jan") for row, days in enumerate(ago[1:], start=1)
    )
    return Chart(("De Linde", *(team for _ in went)), (first, *went), tuple(Strand(first, one) for one in went))


def test_a_team_name_is_text_and_a_long_one_is_cut() -> None:
    drawn = travel_map.narrow(chart(30, 10, team="<b>Team</b> met een heel erg lange naam in de wijk"), "Kaart")
    assert "&lt;b&gt;Team" in drawn
    assert "…</text>" in drawn
    assert 'role="img" aria-label="Kaart"' in drawn


def test_the_months_stand_above_and_are_thinned_on_a_phone() -> None:
    assert list(month_starts(date(2026, 11, 2), date(2027, 2, 1))) == [
        date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1),
    ]  # fmt: skip
    year = chart(360, 5)
    assert travel_map.narrow(year, "").count('class="tick"') <= 4
    assert 6 <= travel_map.wide(year, "").count('class="tick"') <= 12


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 700), min_size=1, max_size=12))
def test_every_knot_lies_on_the_paper(ago: list[int]) -> None:
    with clock.frozen(NOW):
        for draw, width in ((travel_map.narrow, 350), (travel_map.middle, 740), (travel_map.wide, 1200)):
            drawn = draw(chart(max(ago), *ago), "")
            height = int(re.search(r'viewBox="0 0 \d+ (\d+)"', drawn)[1])  # type: ignore[index]
            spots = re.findall(r'cx="([\d.-]+)" cy="([\d.-]+)"', drawn)
            assert len(spots) == len(ago) + 1
            assert all(0 <= float(x) <= width and 0 <= float(y) <= height for x, y in spots)
