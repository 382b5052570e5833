"""Turns: who speaks when, passing one's own, skipping another's."""

from uuid import UUID

from drieslag.core.verdict import require
from drieslag.kernel import moves
from drieslag.kernel.script import TURNS, State
from drieslag.learning.meetings.enums import SeatState
from drieslag.learning.meetings.models import Meeting, Participant
from drieslag.learning.meetings.rules import may_pass_turn
from drieslag.learning.meetings.scene import Scene, on_stage


def call_turns(scene: Scene) -> bool:
    """Give everybody a turn who is in the room and has none yet; the facilitator comes last. False: nothing changed."""
    if not scene.state.is_live or scene.step.speaks != TURNS:
        return False
    seats = scene.meeting.seats.filter(state=SeatState.LET_IN).order_by("pk")
    ordered = sorted(seats, key=lambda seat: seat.is_of(scene.meeting.facilitator_id))
    known = scene.state.turns[scene.step.key].order if scene.step.key in scene.state.turns else ()
    new = tuple(seat.pk for seat in ordered if seat.pk not in known)
    return bool(new) and scene.happen(moves.TurnsOrdered(scene.now, scene.step.key, new))


def order_turns(*, by: Participant, meeting: Meeting) -> State:
    """Call everybody who has no turn yet in the step that runs."""
    with on_stage(meeting) as scene:
        scene.facilitator(by)
        if call_turns(scene):
            scene.announce()
        return scene.state


def pass_turn(*, by: Participant, meeting: Meeting, seat: UUID, declined: bool = False) -> State:
    """End the turn of `seat`: one's own, or anybody's for the facilitator. A second press ends nobody else's."""
    with on_stage(meeting) as scene:
        who = scene.seat(by)
        require(may_pass_turn(who, scene.meeting, Participant(pk=seat)))
        if scene.happen(moves.TurnPassed(scene.now, scene.state.step, seat, declined)):
            scene.announce()
        return scene.state


def skip_turn(*, by: Participant, meeting: Meeting, seat: UUID) -> State:
    """Go on to the next in turn; who was skipped can still write after the round."""
    return pass_turn(by=by, meeting=meeting, seat=seat, declined=True)
