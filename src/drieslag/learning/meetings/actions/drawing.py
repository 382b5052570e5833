"""The blind draw that anybody can compute again (privacy.anonymous.draw): two numbers, one slip, two first readers."""

import uuid
from uuid import UUID

from django.utils.translation import gettext as _

from drieslag.core.verdict import Refused
from drieslag.kernel import moves, script
from drieslag.kernel.format import StepKind
from drieslag.kernel.moves import IllegalMove, Reason
from drieslag.kernel.writing import running_step
from drieslag.learning.meetings.enums import PRESENT
from drieslag.learning.meetings.guarded import writing
from drieslag.learning.meetings.lots import DRAWN, JAR, NUMBERS, lots
from drieslag.learning.meetings.models import Contribution, DrawNumber, JarSlip, Meeting, Participant
from drieslag.learning.meetings.scene import Scene, on_stage, text_refused
from drieslag.privacy.anonymous import draw as recipe

HIGHEST = 999_999
FEWEST_FOR_READERS = 3  # with fewer people than this nobody reads first


def press_number(*, by: Participant, meeting: Meeting, step: str, number: int) -> int:
    """Give a number for the draw. The first two who press count; returns how many numbers there are."""
    with on_stage(meeting) as scene:
        seat = scene.seat(by)
        _require_draw(scene, step)
        if not 0 <= number <= HIGHEST:
            raise Refused(_("Choose a whole number of at most six digits."))
        there = scene.meeting.draw_numbers.filter(step_key=step)
        count = there.count()
        if count < NUMBERS and not there.filter(seat=seat).exists():
            DrawNumber.objects.create(
                organisation_id=scene.meeting.organisation_id,
                meeting=scene.meeting,
                step_key=step,
                seat=seat,
                number=number,
            )
            count += 1
            scene.announce()
        return count


def _require_draw(scene: Scene, step: str) -> None:
    with text_refused():
        found = running_step(scene.format, scene.state, step)
        if found.kind is not StepKind.DRAW:
            raise IllegalMove(Reason.WRONG_KIND)


def draw(*, by: Participant, meeting: Meeting, step: str) -> script.State:
    """Draw, once two numbers are in. Twice is once."""
    with on_stage(meeting) as scene:
        seat = scene.facilitator(by)
        _require_draw(scene, step)
        if step in scene.state.drawn:
            return scene.state
        numbers = _numbers(scene, step)
        if len(numbers) < NUMBERS:
            raise Refused(_("Two people press a number first: then nobody can steer the draw."))
        there = lots(scene.meeting, scene.step.source)
        if not there:
            raise Refused(_("There is nothing to draw."))
        drawn = recipe.drawn_hash([lot.hash for lot in there], numbers)
        slip = next(lot.key for lot in there if lot.hash == drawn)
        first = _draw_readers(scene, drawn, numbers)
        hashes = tuple(lot.hash for lot in there)
        scene.happen(moves.Drawn(scene.now, step, slip, first, hashes, tuple(numbers)), seat.person_id)
        if not first:
            _show(scene, step)
        scene.announce()
        return scene.state


def _draw_readers(scene: Scene, drawn: str, numbers: list[int]) -> tuple[UUID, ...]:
    """Return the two seats that read a question of the jar first, drawn by the same numbers."""
    seats = [str(seat.pk) for seat in scene.meeting.seats.filter(state__in=PRESENT)]
    if scene.step.source != JAR or len(seats) < FEWEST_FOR_READERS:
        return ()
    return tuple(UUID(one) for one in recipe.draw_readers(seats, [drawn], numbers))


def _numbers(scene: Scene, step: str) -> list[int]:
    return list(scene.meeting.draw_numbers.filter(step_key=step).values_list("number", flat=True))


def put_back(*, by: Participant, meeting: Meeting, step: str) -> script.State:
    """Put the drawn question back unseen. Only the two first readers may; then there are new numbers and a new draw."""
    with on_stage(meeting) as scene:
        seat = _reader(scene, by, step)
        if scene.happen(moves.PutBack(scene.now, step, scene.state.drawn[step].slip), seat.person_id):
            scene.meeting.draw_numbers.filter(step_key=step).delete()
            scene.meeting.seats.filter(confirmed_step=step).update(confirmed_step="")
            scene.announce()
        return scene.state


def confirm_drawn(*, by: Participant, meeting: Meeting, step: str) -> script.State:
    """Say that the question can be read aloud. Once both first readers said so, everybody sees it."""
    with on_stage(meeting) as scene:
        seat = _reader(scene, by, step)
        seat.confirmed_step = step
        seat.save(update_fields=["confirmed_step"])
        waits = scene.meeting.seats.filter(pk__in=scene.state.drawn[step].readers, state__in=PRESENT)
        if step not in scene.state.shown and not waits.exclude(confirmed_step=step).exists():
            _show(scene, step)
        scene.announce()
        return scene.state


def _reader(scene: Scene, by: Participant, step: str) -> Participant:
    """Return the seat of a first reader; of whoever leads, when both readers are gone."""
    seat = scene.seat(by)
    _require_draw(scene, step)
    drawn = scene.state.drawn.get(step)
    first = drawn.readers if drawn else ()
    gone = not scene.meeting.seats.filter(pk__in=first, state__in=PRESENT).exists()
    if seat.pk in first or (first and gone and seat.is_of(scene.meeting.facilitator_id)):
        return seat
    raise Refused(_("Two others were drawn to read the question first."))


def _show(scene: Scene, step: str) -> None:
    """Lay the drawn question on the table: it leaves the jar, and is nobody's."""
    slip = scene.state.drawn[step].slip
    source = scene.format.step(step).source
    lot = next(lot for lot in lots(scene.meeting, source) if lot.key == slip)
    scene.happen(moves.Shown(scene.now, step, slip, lot.nonce.hex()))
    with writing():
        Contribution.objects.create(
            id=uuid.uuid4(),
            organisation_id=scene.meeting.organisation_id,
            meeting=scene.meeting,
            step_key=step,
            field_key=DRAWN,
            anonymous=True,
            text=lot.text,
        )
    if source == JAR:
        JarSlip.objects.filter(pk=slip).delete()
