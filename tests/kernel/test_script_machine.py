"""Whatever people press, in whatever order and however often: no impossible state, no lost time."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from drieslag.kernel import moves
from drieslag.kernel.moves import CloseReason, Event, IllegalMove
from drieslag.kernel.script import NEXT_PHASES, Phase, State, apply, check, deadline, fold, seconds_left, used_seconds
from tests.kernel.scripts import ANNA, BRAM, CEES, START, a_format

FORMAT = a_format()
KEYS = [step.key for step in FORMAT.steps]
keys = st.sampled_from(KEYS)
people = st.sampled_from([ANNA, BRAM, CEES])
orders = st.lists(people, max_size=3).map(tuple)


class MeetingMachine(RuleBasedStateMachine):
    """Presses of all sorts; an independent stopwatch counts the seconds that ran."""

    def __init__(self) -> None:
        super().__init__()
        self.now = START
        self.state = State()
        self.history: list[Event] = []
        self.ran = 0.0
        self.paused = 0.0

    def press(self, event: Event) -> bool:
        """Do what an action does: check, then apply. Return whether it was legal."""
        before = self.state
        try:
            check(FORMAT, before, event)
        except IllegalMove:
            return False
        self.state = apply(FORMAT, before, event)
        self.history.append(event)
        assert self.state.phase is before.phase or self.state.phase in NEXT_PHASES[before.phase]
        return True

    @initialize()
    def begin(self) -> None:
        assert not self.press(moves.Paused(self.now))
        assert self.press(moves.Started(self.now, ANNA))

    @rule(seconds=st.integers(0, 900))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        self.ran += seconds if self.state.phase is Phase.RUNNING else 0
        self.paused += seconds if self.state.phase is Phase.PAUSED else 0

    @rule(a=keys, b=keys)
    def move(self, a: str, b: str) -> None:
        here = self.state.step
        moved = self.press(moves.Moved(self.now, a, b))
        assert not moved or (here == a and abs(KEYS.index(a) - KEYS.index(b)) == 1)

    @rule()
    def two_press_next(self) -> None:
        here = self.state.step
        following = KEYS[min(KEYS.index(here) + 1, len(KEYS) - 1)]
        press = moves.Moved(self.now, here, following)
        assert [self.press(press), self.press(press)] in ([True, False], [False, False])
        assert self.state.step in {here, following}

    @rule()
    def pause(self) -> None:
        left = seconds_left(FORMAT, self.state, self.now)
        self.press(moves.Paused(self.now))
        assert seconds_left(FORMAT, self.state, self.now) == left

    @rule()
    def resume(self) -> None:
        left = seconds_left(FORMAT, self.state, self.now)
        self.press(moves.Resumed(self.now))
        assert seconds_left(FORMAT, self.state, self.now) == left

    @rule(step=keys, minutes=st.integers(-5, 70))
    def add_time(self, step: str, minutes: int) -> None:
        self.press(moves.TimeAdded(self.now, step, minutes))

    @rule(to=people)
    def change_facilitator(self, to: moves.Person) -> None:
        self.press(moves.HandedOver(self.now, to))
        self.press(moves.TakenOver(self.now, CEES))

    @rule()
    def give_back(self) -> None:
        owner = self.state.stands_in_for
        assert not self.press(moves.GivenBack(self.now)) or self.state.facilitator == owner

    @rule(order=orders, seat=people, declined=st.booleans())
    def turns(self, order: tuple[moves.Seat, ...], seat: moves.Seat, declined: bool) -> None:
        self.press(moves.TurnsOrdered(self.now, self.state.step, order))
        self.press(moves.TurnPassed(self.now, self.state.step, seat, declined))

    @rule(step=keys, slip=people)
    def cards(self, step: str, slip: moves.Seat) -> None:
        self.press(moves.Opened(self.now, step))
        self.press(moves.MadeNamed(self.now, step))
        self.press(moves.Drawn(self.now, step, slip))
        self.press(moves.PutBack(self.now, step, BRAM))
        self.press(moves.Shown(self.now, step, CEES))
        self.press(moves.GroupsFormed(self.now, step, ((ANNA, slip),)))

    @rule(reason=st.sampled_from(CloseReason), sure=st.integers(0, 9))
    def close(self, reason: CloseReason, sure: int) -> None:
        if sure == 0:
            assert self.press(moves.Closed(self.now, reason)) or self.state.phase is Phase.CLOSED

    @invariant()
    def used_seconds_add_up_to_what_the_stopwatch_says(self) -> None:
        assert sum(used_seconds(self.state, key, self.now) for key in KEYS) == self.ran

    @invariant()
    def the_state_is_possible(self) -> None:
        state = self.state
        assert (state.running_since is not None) == (state.phase is Phase.RUNNING)
        assert (state.paused_at is not None) == (state.phase is Phase.PAUSED)
        assert (state.closed_at is not None) == (state.phase is Phase.CLOSED) == (state.close_reason is not None)
        assert (deadline(FORMAT, state) is not None) == (state.phase is Phase.RUNNING)
        assert state.phase is Phase.PLANNED or state.step in state.reached
        assert state.reached <= set(KEYS)
        assert state.opened <= {"hidden", "slips"} & state.reached
        assert all(turns.at <= len(turns.order) for turns in state.turns.values())
        assert set(state.turns) <= {"round"}
        assert state.named <= {"slips"}
        assert set(state.shown) <= set(state.drawn) <= {"draw"}

    @invariant()
    def the_history_gives_the_same_state(self) -> None:
        assert fold(FORMAT, self.history) == self.state


MeetingMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestMeetingMachine = MeetingMachine.TestCase
