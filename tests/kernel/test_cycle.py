"""Where a thread is, from what happened to it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieslag.kernel.cycle import (
    Facts,
    Group,
    LoopFigures,
    NextStep,
    closes_loop,
    group,
    loop_figures,
    next_step,
    phase,
    weeks_still,
    weeks_to_round,
)
from drieslag.kernel.format import Phase

ASKED = datetime(2026, 9, 14, 9, tzinfo=UTC)


def on(week: int) -> datetime:
    return ASKED + timedelta(weeks=week)


def day(week: int) -> date:
    return on(week).date()


QUESTION = Facts(ASKED)
EXPLORED = Facts(ASKED, explored_at=on(1))
INSIGHT = Facts(ASKED, explored_at=on(1), insight_at=on(3))
TRYING = Facts(ASKED, explored_at=on(1), insight_at=on(3), tried_at=on(4), tries=1, running=1, due_on=day(10))
STOPPED = Facts(ASKED, tried_at=on(4), tries=1)
EFFECT = Facts(ASKED, tried_at=on(4), looked_back_at=on(10), tries=1)
AGAIN = Facts(ASKED, tried_at=on(4), looked_back_at=on(10), tries=2, running=1, due_on=day(16))
SHARED = Facts(ASKED, tried_at=on(4), looked_back_at=on(8), shared_at=on(9), tries=1)
TOLD_ONLY = Facts(ASKED, shared_at=on(2))


@pytest.mark.parametrize(
    ("facts", "expected", "step"),
    [
        (QUESTION, Phase.QUESTION, NextStep.EXPLORE),
        (EXPLORED, Phase.EXPLORATION, NextStep.FIND_INSIGHT),
        (INSIGHT, Phase.INSIGHT, NextStep.TRY),
        (TRYING, Phase.TRY_OUT, NextStep.KEEP_TRYING),
        (STOPPED, Phase.TRY_OUT, NextStep.TRY),
        (EFFECT, Phase.EFFECT, NextStep.SHARE),
        (AGAIN, Phase.TRY_OUT, NextStep.KEEP_TRYING),
        (SHARED, Phase.SHARED, NextStep.NOTHING),
    ],
)
def test_the_phase_and_what_comes_next(facts: Facts, expected: Phase, step: NextStep) -> None:
    assert (phase(facts), next_step(facts, day(5))) == (expected, step)


@pytest.mark.parametrize(
    ("week", "step"), [(9, NextStep.KEEP_TRYING), (10, NextStep.LOOK_BACK), (30, NextStep.LOOK_BACK)]
)
def test_from_its_day_a_try_out_asks_to_be_looked_back_on(week: int, step: NextStep) -> None:
    assert next_step(TRYING, day(week)) is step


def test_a_loop_is_closed_by_trying_looking_back_and_sharing() -> None:
    assert [closes_loop(each) for each in (TRYING, EFFECT, TOLD_ONLY, SHARED)] == [False, False, False, True]
    assert [weeks_to_round(each) for each in (EFFECT, TOLD_ONLY, SHARED)] == [None, None, 9]


def test_the_figures_of_a_team() -> None:
    quick = Facts(ASKED, tried_at=on(0), looked_back_at=on(0), shared_at=on(0) + timedelta(days=2))
    figures = loop_figures([QUESTION, SHARED, quick, TOLD_ONLY])
    assert figures == LoopFigures(asked=4, closed=2, median_weeks=5)
    assert figures.share == 0.5
    assert loop_figures([]) == LoopFigures(0, 0, None)
    assert loop_figures([]).share is None


def test_standing_still_starts_when_nothing_happens_and_not_while_something_is_tried() -> None:
    assert [weeks_still(INSIGHT, day(week)) for week in (3, 7, 8)] == [0, 4, 5]
    assert [weeks_still(TRYING, day(week)) for week in (9, 12)] == [0, 2]
    assert weeks_still(Facts(ASKED, last_moved_at=on(6)), day(8)) == 2


@pytest.mark.parametrize(
    ("facts", "tough", "aside", "expected"),
    [
        (QUESTION, False, False, Group.STILL),
        (TRYING, False, False, Group.MOVING),
        (QUESTION, True, False, Group.TOUGH),
        (SHARED, True, False, Group.ROUND),
        (SHARED, False, True, Group.ASIDE),
    ],
)
def test_where_it_stands_on_the_board(facts: Facts, tough: bool, aside: bool, expected: Group) -> None:
    assert group(facts, day(11), tough=tough, aside=aside) is expected


moments = st.none() | st.integers(0, 60).map(on)


@st.composite
def lives(draw: st.DrawFn) -> Facts:
    tried = draw(moments)
    running = draw(st.integers(0, 2)) if tried else 0
    return Facts(
        ASKED, draw(moments), draw(moments), tried, draw(moments) if tried else None, draw(moments),
        tries=running + bool(tried), running=running, due_on=day(draw(st.integers(0, 60))) if running else None,
    )  # fmt: skip


@given(lives(), st.integers(0, 80))
def test_every_life_has_one_place_and_one_next_step(facts: Facts, week: int) -> None:
    where, step = phase(facts), next_step(facts, day(week))
    assert facts.reached_at(where) is not None
    assert (step is NextStep.NOTHING) == (where is Phase.SHARED) == (facts.shared_at is not None)
    assert (group(facts, day(week)) is Group.ROUND) == (where is Phase.SHARED)
    assert weeks_still(facts, day(week)) >= 0
    assert not closes_loop(facts) or weeks_to_round(facts)


@given(st.lists(lives()))
def test_the_share_is_a_share(threads: list[Facts]) -> None:
    figures = loop_figures(threads)
    assert figures.closed <= figures.asked == len(threads)
    assert (figures.median_weeks is None) == (figures.closed == 0)
