"""What may be written, voted, rated and decided in a step."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from drieslag.kernel import moves, writing
from drieslag.kernel.format import Field, Option, Showing, StepKind
from drieslag.kernel.moves import CloseReason, IllegalMove, Reason, StepIsOver
from drieslag.kernel.script import State, fold
from drieslag.kernel.writing import Given, Writer
from tests.kernel.scripts import ANNA, BRAM, CEES, START, WORRY, T, a_format, a_step, at

ONE_BOX = (Field(key="facts", name=T),)
FORMAT = a_format(
    replace(a_step("collect"), max_each=2, max_all=3, max_length=10, fields=ONE_BOX),
    replace(a_step("ask", StepKind.ASK), speaks="turns"),
    replace(a_step("compose", StepKind.COMPOSE), speaks="presenter"),
    a_step("slips", showing=Showing.ANONYMOUS),
    a_step("talk", StepKind.TALK),
    replace(a_step("vote", StepKind.VOTE), dots=3, options=(Option(key="yes", name=T),)),
    replace(a_step("rate", StepKind.RATE), scales=(WORRY,)),
    replace(a_step("decide", StepKind.DECIDE), due_within_days=14, max_all=3),
    a_step("harvest", StepKind.HARVEST),
    a_step("review", StepKind.REVIEW),
    replace(a_step("silent vote", StepKind.VOTE), showing=Showing.ANONYMOUS),
    replace(a_step("silent rate", StepKind.RATE), showing=Showing.ANONYMOUS, scales=(WORRY,)),
)
KEYS = [step.key for step in FORMAT.steps]
SOMEONE, NONE = Writer(seat=BRAM), Given()


def in_step(key: str, *more: moves.Event) -> State:
    path = KEYS[: KEYS.index(key) + 1]
    walked = [moves.Moved(at(n), a, b) for n, (a, b) in enumerate(itertools.pairwise(path))]
    return fold(FORMAT, [moves.Started(START, ANNA), *walked, *more])


def refused(ask: Callable[[], None]) -> tuple[type[IllegalMove], Reason, int]:
    with pytest.raises(IllegalMove) as caught:
        ask()
    return type(caught.value), caught.value.reason, caught.value.limit


def why(state: State, key: str, writer: Writer = SOMEONE, given: Given = NONE) -> Reason | None:
    try:
        writing.may_contribute(FORMAT, state, key, writer, given)
    except IllegalMove as illegal:
        return illegal.reason
    return None


def test_one_writes_in_the_step_that_runs() -> None:
    assert why(in_step("collect"), "collect") is None
    assert why(State(), "collect") is Reason.NOT_STARTED
    assert why(in_step("collect"), "ask") is Reason.STEP_NOT_REACHED
    assert why(in_step("collect"), "nowhere") is Reason.NO_SUCH_STEP


def test_a_pause_stops_no_pen() -> None:
    assert why(in_step("collect", moves.Paused(at(5))), "collect") is None


def test_a_contribution_that_comes_too_late_is_told_so() -> None:
    late = in_step("ask")
    closed = in_step("ask", moves.Closed(at(9), CloseReason.FINISHED))
    assert refused(lambda: writing.may_contribute(FORMAT, late, "collect", SOMEONE, NONE)) == (
        StepIsOver,
        Reason.STEP_IS_OVER,
        0,
    )
    assert refused(lambda: writing.may_change(FORMAT, closed, "ask")) == (StepIsOver, Reason.CLOSED, 0)


def test_limits_of_each_and_of_all() -> None:
    state = in_step("collect")
    assert why(state, "collect", given=Given(each=1, all=2)) is None
    assert why(state, "collect", given=Given(each=2, all=2)) is Reason.TOO_MANY_EACH
    assert why(state, "collect", given=Given(each=1, all=3)) is Reason.TOO_MANY_ALL


def test_a_step_without_limits_still_ends_somewhere() -> None:
    free = replace(FORMAT.step("collect"), max_each=0, max_all=0)
    writing.check_limits(free, Given(each=99, all=1_999))
    assert refused(lambda: writing.check_limits(free, Given(each=100)))[1:] == (Reason.TOO_MANY_EACH, 100)
    assert refused(lambda: writing.check_limits(free, Given(all=2_000)))[1:] == (Reason.TOO_MANY_ALL, 2_000)


def test_a_text_is_something_fits_and_goes_in_a_box_that_exists() -> None:
    step = FORMAT.step("collect")
    writing.check_text(step, "tien teken", "facts")
    assert refused(lambda: writing.check_text(step, " \n")) == (IllegalMove, Reason.EMPTY, 0)
    assert refused(lambda: writing.check_text(step, "x" * 11)) == (IllegalMove, Reason.TOO_LONG, 10)
    few = replace(step, max_words=2)
    assert refused(lambda: writing.check_text(few, "een twee 3"))[1:] == (Reason.TOO_MANY_WORDS, 2)
    assert refused(lambda: writing.check_text(step, "x", "other")) == (IllegalMove, Reason.NO_SUCH_FIELD, 0)


def test_in_turns_one_writes_in_the_own_turn_and_freely_after_the_round() -> None:
    assert why(in_step("ask"), "ask") is None
    ordered = moves.TurnsOrdered(at(50), "ask", (ANNA, BRAM))
    state = in_step("ask", ordered)
    assert why(state, "ask", Writer(seat=ANNA)) is None
    assert why(state, "ask", Writer(seat=BRAM)) is Reason.NOT_YOUR_TURN
    assert why(state, "ask", Writer(seat=BRAM, roles=frozenset({"scribe"}))) is None
    rounded = [moves.TurnPassed(at(51), "ask", ANNA), moves.TurnPassed(at(52), "ask", BRAM)]
    assert why(in_step("ask", ordered, *rounded), "ask", Writer(seat=CEES)) is None


@pytest.mark.parametrize(
    ("roles", "role_is_held", "expected"),
    [
        ({"presenter"}, True, None),
        ({"facilitator"}, True, None),
        ({"participant"}, True, Reason.NOT_YOUR_ROLE),
        ({"participant"}, False, None),
    ],
)
def test_one_person_composes_unless_nobody_took_the_role(
    roles: set[str], role_is_held: bool, expected: Reason | None
) -> None:
    writer = Writer(seat=BRAM, roles=frozenset(roles), role_is_held=role_is_held)
    assert why(in_step("compose"), "compose", writer) is expected


def test_where_only_talking_happens_nothing_is_written() -> None:
    assert why(in_step("talk"), "talk") is Reason.NOTHING_WRITTEN_HERE


def test_an_anonymous_step_takes_slips_and_never_a_name() -> None:
    state = in_step("slips")
    assert why(state, "slips") is Reason.ANONYMOUS_STEP
    writing.may_hand_in_slip(FORMAT, state, "slips")
    opened = in_step("slips", moves.Opened(at(50), "slips"))
    assert refused(lambda: writing.may_hand_in_slip(FORMAT, opened, "slips"))[1] is Reason.SLIPS_ARE_CLOSED
    assert refused(lambda: writing.may_hand_in_slip(FORMAT, in_step("talk"), "talk"))[1] is Reason.NOT_ANONYMOUS
    for key, ask in (
        ("silent vote", lambda s: writing.may_vote(FORMAT, s, "silent vote", 1)),
        ("silent rate", lambda s: writing.may_rate(FORMAT, s, "silent rate", "calm", 1)),
    ):
        state = in_step(key)
        assert refused(lambda ask=ask, state=state: ask(state))[1] is Reason.ANONYMOUS_STEP  # type: ignore[misc]


def test_dots_are_counted_over_the_whole_step() -> None:
    state = in_step("vote")
    writing.may_vote(FORMAT, state, "vote", 3, "yes")
    writing.may_vote(FORMAT, state, "vote", 0)
    assert refused(lambda: writing.may_vote(FORMAT, state, "vote", 4))[1:] == (Reason.NO_DOTS_LEFT, 3)
    assert refused(lambda: writing.may_vote(FORMAT, state, "vote", -1))[1:] == (Reason.NO_DOTS_LEFT, 3)
    assert refused(lambda: writing.may_vote(FORMAT, state, "vote", 1, "no"))[1] is Reason.NO_SUCH_OPTION
    assert refused(lambda: writing.may_vote(FORMAT, in_step("talk"), "talk", 1))[1] is Reason.WRONG_KIND


def test_a_rating_lies_on_a_scale_of_the_step() -> None:
    state = in_step("rate")
    writing.may_rate(FORMAT, state, "rate", "calm", 10)
    assert refused(lambda: writing.may_rate(FORMAT, state, "rate", "calm", 11))[1] is Reason.OFF_THE_SCALE
    assert refused(lambda: writing.may_rate(FORMAT, state, "rate", "other", 1))[1] is Reason.OFF_THE_SCALE
    assert refused(lambda: writing.may_rate(FORMAT, in_step("talk"), "talk", "calm", 1))[1] is Reason.WRONG_KIND


def test_try_outs_are_few_and_soon() -> None:
    state, step, today = in_step("decide"), FORMAT.step("decide"), date(2026, 3, 2)
    writing.may_decide(FORMAT, state, "decide", SOMEONE, Given(all=2))
    assert refused(lambda: writing.may_decide(FORMAT, state, "decide", SOMEONE, Given(all=3)))[1:] == (
        Reason.TOO_MANY_ALL,
        3,
    )
    assert refused(lambda: writing.may_decide(FORMAT, in_step("talk"), "talk", SOMEONE, NONE))[1] is Reason.WRONG_KIND
    writing.check_due(step, date(2026, 3, 16), today)
    writing.check_due(FORMAT.step("harvest"), None, today)
    assert refused(lambda: writing.check_due(step, date(2026, 3, 17), today))[1:] == (Reason.DUE_TOO_LATE, 14)
    assert refused(lambda: writing.check_due(step, None, today))[1] is Reason.DUE_TOO_LATE
    assert refused(lambda: writing.check_due(step, date(2026, 3, 1), today))[1] is Reason.DUE_PAST


def test_insights_and_effects_have_their_own_steps() -> None:
    writing.may_harvest(FORMAT, in_step("harvest"), "harvest", SOMEONE, NONE)
    writing.may_look_back(FORMAT, in_step("review"), "review")
    assert refused(lambda: writing.may_harvest(FORMAT, in_step("talk"), "talk", SOMEONE, NONE))[1] is Reason.WRONG_KIND
    assert refused(lambda: writing.may_look_back(FORMAT, in_step("talk"), "talk"))[1] is Reason.WRONG_KIND
