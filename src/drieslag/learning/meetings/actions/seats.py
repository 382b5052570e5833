"""Seats in the room: coming in, waiting as a guest, being let in, leaving, roles. None has a statement (trust)."""

from datetime import timedelta

from django.utils.translation import gettext as _

from drieslag.core.doors import close_doors, make_secret
from drieslag.core.models import DoorKind
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.learning.meetings.actions.anonymous import set_out_box
from drieslag.learning.meetings.actions.turns import call_turns
from drieslag.learning.meetings.enums import SEAT_STATES, SeatState
from drieslag.learning.meetings.models import Meeting, Participant
from drieslag.learning.meetings.rules import may_admit, may_join, may_join_as_guest
from drieslag.learning.meetings.scene import Scene, on_stage
from drieslag.live.topics import dismiss
from drieslag.people.models import Person

NAME_MAX = 40
GUEST_STAYS = timedelta(days=1)  # the guest's cookie; the name is removed 30 days after
MOST_SEATS = 400


def enter(*, by: Person, meeting: Meeting) -> Participant:
    """Take one's seat, or take it again after having been away. Whoever was put out stays out."""
    with on_stage(meeting) as scene:
        require(may_join(by, scene.meeting))
        return seat_person(scene, by)


def seat_person(scene: Scene, person: Person) -> Participant:
    """Give a person the one seat, in a meeting that is locked."""
    row = scene.meeting
    role = "presenter" if person.pk == row.presenter_id else "participant"
    seat, made = Participant.objects.get_or_create(
        meeting=row,
        person=person,
        defaults={"organisation_id": row.organisation_id, "state": SeatState.LET_IN, "role": role},
    )
    if not made and seat.state != SeatState.LET_IN:
        _go(seat, SeatState.LET_IN)
    elif not made:
        return seat
    _arrived(scene)
    return seat


def _arrived(scene: Scene) -> None:
    """Who comes late gets a turn too, the fifth one makes a step without names possible, and everybody sees it."""
    called = call_turns(scene)
    boxed = scene.state.is_live and set_out_box(scene)
    if called or boxed:
        scene.announce()
    scene.announce_presence()


def _go(seat: Participant, state: SeatState) -> None:
    if state not in SEAT_STATES[SeatState(seat.state)]:
        raise Refused(_("The facilitator has put you out of this meeting."))
    seat.state = state
    seat.save(update_fields=["state"])


def join_as_guest(*, meeting: Meeting, name: str) -> tuple[Participant, str]:
    """Wait at the door under a first name. The secret is for the guest's own device and opens this seat again."""
    with on_stage(meeting) as scene:
        row = scene.meeting
        require(may_join_as_guest(row))
        plain = " ".join(name.split())
        if not plain:
            raise Refused(_("Tell us your first name."))
        if len(plain) > NAME_MAX:
            raise Refused(_("This is too long. Keep to %(count)d characters.") % {"count": NAME_MAX})
        if row.seats.count() >= MOST_SEATS:
            raise Refused(_("This meeting is full."))
        seat = Participant.objects.create(
            organisation_id=row.organisation_id, meeting=row, guest_name=plain, state=SeatState.WAITING
        )
        secret = make_secret(
            DoorKind.GUEST,
            organisation_id=row.organisation_id,
            target=seat.pk,
            expires_at=max(scene.now, row.planned_at) + GUEST_STAYS,
        )
        scene.announce_presence()
        return seat, secret


def admit_guest(*, by: Participant, guest: Participant) -> Participant:
    """Let a guest in who waits. Twice is once."""
    with on_stage(by.meeting) as scene:
        seat = scene.facilitator(by)
        other = _locked(guest)
        require(may_admit(seat, other))
        if other.state == SeatState.WAITING:
            _go(other, SeatState.LET_IN)
            _arrived(scene)
        return other


def remove_seat(*, by: Participant, other: Participant) -> Participant:
    """Put somebody out for good: streams end, old tickets and a guest's device open nothing any more."""
    with on_stage(by.meeting) as scene:
        seat = scene.facilitator(by)
        gone = _locked(other)
        require(may_admit(seat, gone))
        gone.state = SeatState.REMOVED
        gone.save(update_fields=["state"])
        close_doors(gone.pk)
        scene.announce_presence()
        dismiss(gone.pk)
        return gone


def leave(*, by: Participant) -> Participant:
    """Go. One can come in again while the meeting runs."""
    return _step_out(by, SeatState.LEFT)


def away(*, by: Participant) -> Participant:
    """Be away for a moment: the phone lost its network, the page was put aside."""
    return _step_out(by, SeatState.AWAY)


def back(*, by: Participant) -> Participant:
    """Be there again."""
    return _step_out(by, SeatState.LET_IN)


def _locked(seat: Participant) -> Participant:
    """Return the seat as it is now. Raises NotFound when the meeting ended meanwhile, and the seat with it."""
    found = Participant.objects.select_for_update().filter(pk=seat.pk).first()
    if found is None:
        raise NotFound
    return found


def _step_out(by: Participant, state: SeatState) -> Participant:
    with on_stage(by.meeting) as scene:
        seat = _locked(by)
        if state in SEAT_STATES[SeatState(seat.state)] and not _would_let_oneself_in(seat, state):
            seat.state = state
            seat.save(update_fields=["state"])
            scene.announce_presence()
        return seat


def _would_let_oneself_in(seat: Participant, state: SeatState) -> bool:
    return seat.state == SeatState.WAITING and state == SeatState.LET_IN


def give_role(*, by: Participant, other: Participant, role: str) -> Participant:
    """Give somebody a role of the format: presenter, scribe, timekeeper, or none (`participant`)."""
    with on_stage(by.meeting) as scene:
        scene.facilitator(by)
        target = scene.seat(other)
        known = {known.key for known in scene.format.roles} | {"participant", "scribe", "timekeeper", "presenter"}
        if role not in known - {"facilitator"}:
            raise Refused(_("This format has no such role."))
        target.role = role
        target.save(update_fields=["role"])
        scene.announce()
        return target
