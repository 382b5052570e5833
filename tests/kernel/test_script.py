"""The state machine of a meeting: examples of each move and why some are illegal."""

import itertools
from datetime import timedelta

import pytest

from drieslag.kernel import moves
from drieslag.kernel.format import Showing, StepKind
from drieslag.kernel.moves import AlreadyMoved, CloseReason, IllegalMove, Reason
from drieslag.kernel.script import (
    NEXT_PHASES,
    Phase,
    State,
    apply,
    as_it_runs,
    check,
    deadline,
    fold,
    is_open,
    is_over,
    neighbour,
    planned_seconds,
    position,
    seconds_left,
    used_seconds,
    with_review,
)
from tests.kernel.scripts import ANNA, BRAM, CEES, START, a_format, a_step, at

FORMAT = a_format()
STARTED = moves.Started(at=START, facilitator=ANNA)
KEYS = [step.key for step in FORMAT.steps]


def after(*events: moves.Event) -> State:
    state = State()
    for event in (STARTED, *events):
        check(FORMAT, state, event)
        state = apply(FORMAT, state, event)
    return state


def walk(to: str) -> list[moves.Event]:
    """Return the moves from the first step to this one, a minute each."""
    path = KEYS[: KEYS.index(to) + 1]
    return [moves.Moved(at(60 * n), a, b) for n, (a, b) in enumerate(itertools.pairwise(path), start=1)]


def refusal(state: State, event: moves.Event) -> tuple[type[IllegalMove], Reason]:
    with pytest.raises(IllegalMove) as caught:
        check(FORMAT, state, event)
    return type(caught.value), caught.value.reason


def test_every_phase_is_in_the_table_and_only_closed_is_final() -> None:
    assert set(NEXT_PHASES) == set(Phase)
    assert [phase for phase, following in NEXT_PHASES.items() if not following] == [Phase.CLOSED]


def test_starting_puts_the_meeting_in_its_first_step() -> None:
    state = after()
    assert (state.phase, state.step, state.facilitator, state.is_live) == (Phase.RUNNING, "collect", ANNA, True)
    assert refusal(state, STARTED) == (AlreadyMoved, Reason.ALREADY_STARTED)


def test_nothing_happens_before_the_start_or_after_the_end() -> None:
    assert refusal(State(), moves.Paused(START)) == (IllegalMove, Reason.NOT_STARTED)
    closed = after(moves.Closed(at(5), CloseReason.STOPPED))
    assert (closed.phase, closed.closed_at, closed.close_reason) == (Phase.CLOSED, at(5), CloseReason.STOPPED)
    assert refusal(closed, moves.Moved(at(6), "collect", "hidden")) == (IllegalMove, Reason.CLOSED)


def test_two_facilitators_who_press_next_at_once_move_one_step() -> None:
    state = after(moves.Moved(at(1), "collect", "hidden"))
    assert refusal(state, moves.Moved(at(1), "collect", "hidden")) == (AlreadyMoved, Reason.ALREADY_MOVED)
    assert state.step == "hidden"


def test_one_moves_to_a_neighbour_and_back_only() -> None:
    assert after(*walk("hidden"), moves.Moved(at(99), "hidden", "collect")).step == "collect"
    assert refusal(after(), moves.Moved(at(1), "collect", "slips")) == (IllegalMove, Reason.NOT_NEXT)
    assert refusal(after(), moves.Moved(at(1), "collect", "nowhere")) == (IllegalMove, Reason.NO_SUCH_STEP)


def test_neighbours_end_at_both_ends() -> None:
    assert neighbour(FORMAT, "collect", -1) is None
    assert neighbour(FORMAT, "rate", 1) is None
    following = neighbour(FORMAT, "collect", 1)
    assert following is not None
    assert following.key == "hidden"


def test_a_pause_stops_the_clock_and_costs_no_time() -> None:
    state = after(moves.Paused(at(60)))
    assert (state.phase, deadline(FORMAT, state)) == (Phase.PAUSED, None)
    assert seconds_left(FORMAT, state, at(900)) == 240
    resumed = apply(FORMAT, state, moves.Resumed(at(900)))
    assert deadline(FORMAT, resumed) == at(900 + 240)
    assert refusal(state, moves.Paused(at(61))) == (AlreadyMoved, Reason.PAUSED)
    assert refusal(resumed, moves.Resumed(at(901))) == (AlreadyMoved, Reason.NOT_PAUSED)


def test_going_on_from_a_pause_starts_the_clock_of_the_next_step() -> None:
    state = after(moves.Paused(at(60)), moves.Moved(at(100), "collect", "hidden"))
    assert (state.phase, state.paused_at, state.running_since) == (Phase.RUNNING, None, at(100))
    assert used_seconds(state, "collect", at(500)) == 60


def test_added_minutes_move_the_deadline() -> None:
    state = after(moves.TimeAdded(at(10), "collect", 3))
    assert deadline(FORMAT, state) == START + timedelta(minutes=8)
    assert planned_seconds(FORMAT, state, "collect") == 480
    assert refusal(state, moves.TimeAdded(at(11), "collect", 0)) == (IllegalMove, Reason.BAD_MINUTES)
    assert refusal(state, moves.TimeAdded(at(11), "hidden", 3)) == (AlreadyMoved, Reason.ALREADY_MOVED)


def test_time_used_in_a_step_that_one_comes_back_to_counts_on() -> None:
    state = after(*walk("hidden"), moves.Moved(at(100), "hidden", "collect"))
    assert used_seconds(state, "collect", at(110)) == 70
    assert used_seconds(state, "hidden", at(110)) == 40


def test_a_clock_that_goes_back_costs_nobody_time() -> None:
    state = after(moves.Paused(at(-30)))
    assert used_seconds(state, "collect", at(0)) == 0
    assert seconds_left(FORMAT, State(), at(0)) == 0


def test_handing_over_is_for_good_and_standing_in_is_not() -> None:
    handed = after(moves.HandedOver(at(1), BRAM))
    assert (handed.facilitator, handed.stands_in_for) == (BRAM, None)
    assert refusal(handed, moves.HandedOver(at(2), BRAM)) == (AlreadyMoved, Reason.ALREADY_FACILITATES)
    assert refusal(handed, moves.GivenBack(at(2))) == (AlreadyMoved, Reason.NO_STAND_IN)
    taken = after(moves.TakenOver(at(1), BRAM), moves.TakenOver(at(2), CEES))
    assert (taken.facilitator, taken.stands_in_for) == (CEES, ANNA)
    assert refusal(taken, moves.TakenOver(at(3), CEES)) == (AlreadyMoved, Reason.ALREADY_FACILITATES)
    assert apply(FORMAT, taken, moves.GivenBack(at(4))).facilitator == ANNA


def test_turns_go_round_once_and_a_second_press_passes_nobody_else() -> None:
    state = after(*walk("round"), moves.TurnsOrdered(at(300), "round", (ANNA, BRAM)))
    state = apply(FORMAT, state, moves.TurnPassed(at(301), "round", ANNA))
    assert state.turns["round"].whose == BRAM
    assert refusal(state, moves.TurnPassed(at(301), "round", ANNA)) == (AlreadyMoved, Reason.NOT_YOUR_TURN)
    state = apply(FORMAT, state, moves.TurnPassed(at(302), "round", BRAM, declined=True))
    assert (state.turns["round"].whose, state.turns["round"].declined) == (None, frozenset({BRAM}))
    assert refusal(state, moves.TurnPassed(at(303), "round", BRAM)) == (IllegalMove, Reason.NO_TURNS)


def test_who_comes_late_speaks_last() -> None:
    events = [moves.TurnsOrdered(at(300), "round", (ANNA, BRAM)), moves.TurnsOrdered(at(301), "round", (CEES, ANNA))]
    assert after(*walk("round"), *events).turns["round"].order == (ANNA, BRAM, CEES)


def test_turns_are_for_steps_in_turns() -> None:
    assert refusal(after(), moves.TurnsOrdered(at(1), "collect", (ANNA,))) == (IllegalMove, Reason.NO_TURNS)
    assert refusal(after(), moves.TurnPassed(at(1), "collect", ANNA)) == (IllegalMove, Reason.NO_TURNS)


def test_closed_cards_open_once_and_only_where_there_are_any() -> None:
    state = after(*walk("hidden"))
    assert not is_open(FORMAT, state, "hidden")
    assert refusal(state, moves.Opened(at(99), "collect")) == (IllegalMove, Reason.NEVER_CLOSED)
    assert refusal(state, moves.Opened(at(99), "slips")) == (IllegalMove, Reason.STEP_NOT_REACHED)
    opened = apply(FORMAT, state, moves.Opened(at(99), "hidden"))
    assert is_open(FORMAT, opened, "hidden")
    assert is_open(FORMAT, opened, "collect")
    assert refusal(opened, moves.Opened(at(99), "hidden")) == (AlreadyMoved, Reason.ALREADY_OPEN)


def test_an_anonymous_step_may_go_on_with_names_behind_closed_cards() -> None:
    state = after(*walk("slips"), moves.MadeNamed(at(200), "slips"))
    assert as_it_runs(FORMAT, state).step("slips").showing is Showing.HIDDEN
    assert as_it_runs(FORMAT, after()) is FORMAT
    assert refusal(state, moves.MadeNamed(at(201), "slips")) == (AlreadyMoved, Reason.NOT_ANONYMOUS)
    assert refusal(after(), moves.MadeNamed(at(1), "collect")) == (IllegalMove, Reason.NOT_ANONYMOUS)
    opened = after(*walk("slips"), moves.Opened(at(200), "slips"))
    assert refusal(opened, moves.MadeNamed(at(201), "slips")) == (IllegalMove, Reason.NOT_ANONYMOUS)


def test_what_was_drawn_may_go_back_unseen() -> None:
    state = after(*walk("draw"), moves.Drawn(at(400), "draw", BRAM))
    assert state.drawn["draw"].slip == BRAM
    assert refusal(state, moves.Drawn(at(400), "draw", CEES)) == (AlreadyMoved, Reason.ALREADY_DRAWN)
    assert refusal(state, moves.PutBack(at(401), "draw", CEES)) == (AlreadyMoved, Reason.NOT_DRAWN)
    again = apply(FORMAT, state, moves.PutBack(at(401), "draw", BRAM))
    assert again.drawn == {}
    assert refusal(after(), moves.Drawn(at(1), "collect", BRAM)) == (IllegalMove, Reason.WRONG_KIND)


def test_what_everybody_read_cannot_go_back() -> None:
    state = after(*walk("draw"), moves.Drawn(at(400), "draw", BRAM), moves.Shown(at(401), "draw", BRAM))
    assert set(state.shown) == {"draw"}
    assert refusal(state, moves.PutBack(at(402), "draw", BRAM)) == (AlreadyMoved, Reason.ALREADY_SHOWN)


def test_groups_hold_everyone_at_most_once() -> None:
    state = after(*walk("groups"), moves.GroupsFormed(at(400), "groups", ((ANNA, BRAM), (CEES,))))
    assert state.groups["groups"] == ((ANNA, BRAM), (CEES,))
    for groups in (((ANNA,), (ANNA,)), ((ANNA,), ())):
        assert refusal(state, moves.GroupsFormed(at(401), "groups", groups)) == (IllegalMove, Reason.BAD_GROUPS)
    assert refusal(after(), moves.GroupsFormed(at(1), "collect", ())) == (IllegalMove, Reason.WRONG_KIND)


def test_a_step_is_over_once_it_was_left() -> None:
    state = after(*walk("hidden"))
    assert [is_over(FORMAT, state, key) for key in ("collect", "hidden", "slips")] == [True, False, False]
    closed = apply(FORMAT, state, moves.Closed(at(99), CloseReason.FINISHED))
    assert [is_over(FORMAT, closed, key) for key in ("hidden", "slips")] == [True, False]
    with pytest.raises(IllegalMove):
        position(FORMAT, "nowhere")


def test_looking_back_comes_first_unless_the_format_has_it() -> None:
    reviewed = with_review(FORMAT)
    assert (reviewed.steps[0].kind, reviewed.minutes) == (StepKind.REVIEW, FORMAT.minutes + 5)
    assert with_review(reviewed) is reviewed
    own = a_format(a_step("collect"), a_step("back", StepKind.REVIEW))
    assert with_review(own) is own


def test_an_unknown_event_is_a_fault_of_the_program() -> None:
    with pytest.raises(TypeError):
        apply(FORMAT, State(), moves.Event(START))


def test_folding_a_history_gives_the_same_as_living_it() -> None:
    history = [STARTED, *walk("draw"), moves.Drawn(at(400), "draw", BRAM)]
    assert fold(FORMAT, history) == after(*history[1:])
    assert FORMAT.step("slips").showing is Showing.ANONYMOUS
