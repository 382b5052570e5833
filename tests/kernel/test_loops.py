"""Figures of loops, of threads as they stand."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from drieslag.kernel.cycle import Facts
from drieslag.kernel.folding import Event, fold
from drieslag.kernel.format import Phase
from drieslag.kernel.loops import Loop, days_in, report, stands_still

ASKED = datetime(2026, 9, 14, 9, tzinfo=UTC)


def on(day: float) -> datetime:
    return ASKED + timedelta(days=day)


ROUND = Facts(ASKED, on(2), on(3), on(10), on(40), on(47), tries=1)
STILL = Facts(ASKED, explored_at=on(4))
MONTHS = on(200).date()


def test_how_long_a_thread_was_in_each_phase_that_it_left() -> None:
    assert days_in(ROUND) == {
        Phase.QUESTION: 2, Phase.EXPLORATION: 1, Phase.INSIGHT: 7, Phase.TRY_OUT: 30, Phase.EFFECT: 7,
    }  # fmt: skip
    skipped = Facts(ASKED, tried_at=on(5))
    assert days_in(skipped) == {Phase.QUESTION: 5}
    backwards = Facts(ASKED, explored_at=on(9), insight_at=on(3))
    assert days_in(backwards) == {Phase.QUESTION: 9, Phase.EXPLORATION: 0}


def test_the_figures_of_some_threads() -> None:
    found = report([Loop(ROUND, levels=(1, 2, 0)), Loop(STILL), Loop(STILL, aside=True)], MONTHS)
    assert (found.asked, found.closed, found.days_to_round, found.levels) == (3, 1, 47, (1, 2, 0))
    assert found.share == 1 / 3
    assert found.stalled == {each: int(each is Phase.EXPLORATION) for each in tuple(Phase)[:-1]}
    assert (found.stays[Phase.QUESTION].days, found.stays[Phase.QUESTION].count) == (4, 3)
    assert report([], MONTHS).share is None


def test_a_tough_issue_is_never_unfinished() -> None:
    found = report([Loop(STILL, tough=True), Loop(ROUND, tough=True)], MONTHS)
    assert (found.asked, found.closed, found.tough, sum(found.stalled.values())) == (1, 1, 1, 0)
    assert not stands_still(Loop(STILL, tough=True), MONTHS)


moments = st.none() | st.integers(0, 100).map(on)


@given(
    st.lists(
        st.builds(
            Loop, st.builds(Facts, st.just(ASKED), moments, moments, moments, moments, moments), st.booleans(),
            st.booleans(), st.tuples(*[st.integers(0, 3)] * 3),
        )
    )
)  # fmt: skip
def test_figures_add_up(loops: list[Loop]) -> None:
    found = report(loops, MONTHS)
    assert found.closed <= found.asked
    assert found.asked + found.tough == len(loops)
    assert sum(found.stalled.values()) <= len(loops)
    assert all(stay.days is None or stay.days >= 0 for stay in found.stays.values())


def test_what_the_journal_tells_of_other_things_is_left_alone() -> None:
    events = [
        Event(on(0), "asked", "thread", "a"),
        Event(on(1), "planned", "meeting", "m"),
        Event(on(1), "explored", "thread", "unknown", {"meeting": "m"}),
        Event(on(2), "changed", "try_out", "unknown", {"state": "stopped"}),
        Event(on(2), "edited", "effect", "e", {"seen": "no"}),
        Event(on(2), "withdrew", "effect", "e", {"state": "running"}),
        Event(on(3), "changed", "exploration", "m", {"thread": "a", "was": "b"}),
    ]
    assert fold(events) == {"a": Loop(Facts(ASKED, last_moved_at=ASKED))}
