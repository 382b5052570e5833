"""What the facilitator does to the meeting as a whole: on, back, pause, more time, who leads, turning the cards."""

from drieslag.core import clock
from drieslag.core.verdict import require
from drieslag.kernel import moves
from drieslag.kernel.format import StepKind
from drieslag.kernel.script import State
from drieslag.learning.meetings.actions.anonymous import open_box, set_out_box, shut_box
from drieslag.learning.meetings.actions.jar import empty_jar
from drieslag.learning.meetings.actions.turns import call_turns
from drieslag.learning.meetings.enums import LIVE_PHASES
from drieslag.learning.meetings.models import Meeting, Participant
from drieslag.learning.meetings.rules import facilitator_is_silent, may_give_back, may_hand_over, may_take_over
from drieslag.learning.meetings.scene import Scene, on_stage


def _happen(by: Participant, meeting: Meeting, kind: type[moves.Paused] | type[moves.Resumed]) -> State:
    with on_stage(meeting) as scene:
        seat = scene.facilitator(by)
        if scene.happen(kind(scene.now), seat.person_id):
            scene.announce()
        return scene.state


def pause(*, by: Participant, meeting: Meeting) -> State:
    """Stop the clock."""
    return _happen(by, meeting, moves.Paused)


def resume(*, by: Participant, meeting: Meeting) -> State:
    """Let the clock run again."""
    return _happen(by, meeting, moves.Resumed)


def move(*, by: Participant, meeting: Meeting, from_step: str, to_step: str) -> State:
    """Go to the next step or back. From a step that was left already nothing happens: two presses move one step."""
    with on_stage(meeting) as scene:
        seat = scene.facilitator(by)
        if scene.happen(moves.Moved(scene.now, from_step, to_step), seat.person_id):
            _leave(scene, from_step)
            arrive(scene)
            scene.announce()
        return scene.state


def _leave(scene: Scene, step: str) -> None:
    """A box is not left standing: who wrote a slip meant it to be read, and nobody may add to a step that is over."""
    if shut_box(scene.meeting, step) and scene.happen(moves.Opened(scene.now, step)):
        open_box(scene, step)


def arrive(scene: Scene) -> None:
    """Make ready what the step needs that the meeting has come to: turns, a box for slips, the jar."""
    call_turns(scene)
    set_out_box(scene)
    if scene.step.kind is StepKind.DRAW:
        empty_jar(scene)


def add_time(*, by: Participant, meeting: Meeting, step: str, minutes: int) -> State:
    """Give the step that runs more minutes."""
    with on_stage(meeting) as scene:
        seat = scene.facilitator(by)
        if scene.happen(moves.TimeAdded(scene.now, step, minutes), seat.person_id):
            scene.announce()
        return scene.state


def hand_over(*, by: Participant, meeting: Meeting, to: Participant) -> State:
    """Give the meeting to somebody else in the room."""
    with on_stage(meeting) as scene:
        seat, other = scene.facilitator(by), scene.seat(to)
        require(may_hand_over(seat, scene.meeting, other))
        assert other.person_id is not None
        if scene.happen(moves.HandedOver(scene.now, other.person_id), seat.person_id):
            _seen(scene.meeting)
            scene.announce()
        return scene.state


def take_over(*, by: Participant, meeting: Meeting) -> State:
    """Stand in for a facilitator whose pages gave no sign for 90 seconds. Of two who press at once one does."""
    with on_stage(meeting) as scene:
        seat = scene.seat(by)
        if seat.is_of(scene.meeting.facilitator_id):
            return scene.state
        require(may_take_over(seat, scene.meeting))
        assert seat.person_id is not None
        scene.happen(moves.TakenOver(scene.now, seat.person_id), seat.person_id)
        _seen(scene.meeting)
        scene.announce()
        return scene.state


def give_back(*, by: Participant, meeting: Meeting) -> State:
    """Give the meeting back to the facilitator whose place one took."""
    with on_stage(meeting) as scene:
        seat = scene.seat(by)
        require(may_give_back(seat, scene.meeting))
        if scene.happen(moves.GivenBack(scene.now), seat.person_id):
            _seen(scene.meeting)
            scene.announce()
        return scene.state


def _seen(meeting: Meeting) -> None:
    """Whoever leads from now on starts with a fresh beat."""
    meeting.facilitator_seen_at = clock.now()
    meeting.save(update_fields=["facilitator_seen_at"])


def beat(*, by: Participant, meeting: Meeting) -> bool:
    """Note that the facilitator's pages are there, every 20 seconds. Said to the others only when they were missed."""
    if not by.is_of(meeting.facilitator_id):
        return False
    with on_stage(meeting) as scene:
        row = scene.meeting
        if row.phase not in LIVE_PHASES or not by.is_of(row.facilitator_id):
            return False
        was_silent = facilitator_is_silent(row)
        _seen(row)
        if was_silent:
            scene.announce_presence()
        return True


def open_step(*, by: Participant, meeting: Meeting, step: str) -> State:
    """Turn the closed cards of a step, or open the box of an anonymous one. Twice is once."""
    with on_stage(meeting) as scene:
        seat = scene.facilitator(by)
        if scene.happen(moves.Opened(scene.now, step), seat.person_id):
            if scene.step_named(step).is_anonymous:
                open_box(scene, step)
            scene.announce()
        return scene.state
