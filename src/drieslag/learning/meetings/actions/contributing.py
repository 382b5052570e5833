"""Writing in a step, changing and taking back one's own, hiding what should not be there, and being ready."""

from uuid import UUID

from drieslag.core.verdict import NotFound, require
from drieslag.journal.verbs import Verb
from drieslag.kernel import script
from drieslag.kernel import writing as kernel
from drieslag.kernel.format import Step, StepKind
from drieslag.kernel.moves import IllegalMove, Reason
from drieslag.kernel.writing import Given, Writer
from drieslag.learning.meetings.enums import PRESENT
from drieslag.learning.meetings.guarded import writing
from drieslag.learning.meetings.models import Contribution, Meeting, Participant, Rating
from drieslag.learning.meetings.reasons import TextRefused
from drieslag.learning.meetings.rules import may_change_contribution, may_hide
from drieslag.learning.meetings.scene import Scene, on_stage, text_refused


def contribute(
    *,
    by: Participant,
    meeting: Meeting,
    step: str,
    text: str,
    field: str = "",
    client_key: UUID | None = None,
) -> Contribution:
    """Write something in the step that runs. The same `client_key` again is the same contribution.

    Raises TextRefused with the reason; `over` when the step has been left, so that the page keeps the text.
    """
    with on_stage(meeting) as scene:
        seat = scene.seat(by)
        if there := sent_before(seat, client_key):
            return there
        with text_refused():
            kernel.may_contribute(scene.format, scene.state, step, writer_of(scene, seat, step), given(seat, step))
            kernel.check_text(scene.format.step(step), text, field)
        return write(scene, seat, step, text, field=field, client_key=client_key)


def sent_before(seat: Participant, client_key: UUID | None) -> Contribution | None:
    """Return what this device's key brought already."""
    return seat.contributions.filter(client_key=client_key).first() if client_key else None


def writer_of(scene: Scene, seat: Participant, step_key: str) -> Writer:
    """Return what the kernel must know of whoever writes."""
    leads = {kernel.FACILITATOR} if seat.is_of(scene.meeting.facilitator_id) else set()
    speaks = scene.step_named(step_key).speaks
    held = True
    if speaks not in kernel.EVERYBODY and speaks != kernel.FACILITATOR:
        held = scene.meeting.seats.filter(role=speaks, state__in=PRESENT).exists()
    return Writer(seat=seat.pk, roles=frozenset({seat.role} | leads), role_is_held=held)


def given(seat: Participant, step_key: str) -> Given:
    """Return how much stands in a step, of this seat and of all."""
    seats = Contribution.objects.filter(meeting_id=seat.meeting_id, step_key=step_key, withdrawn_at=None)
    owners = list(seats.values_list("seat_id", flat=True))
    return Given(each=owners.count(seat.pk), all=len(owners))


def write(
    scene: Scene, seat: Participant, step_key: str, text: str, *, field: str = "", client_key: UUID | None = None
) -> Contribution:
    """Write the row, its statement and its signal; what may be written was checked."""
    version = scene.announce_writing(step_key)
    with writing():
        made = Contribution.objects.create(
            organisation_id=scene.meeting.organisation_id,
            meeting=scene.meeting,
            step_key=step_key,
            field_key=field,
            seat=seat,
            person_id=seat.person_id,
            text=text.strip(),
            group=_group_of(scene, seat.pk),
            client_key=client_key,
            made_version=version,
            changed_version=version,
        )
    if scene.format.step(step_key).kind is not StepKind.CHECK_IN:
        scene.record(Verb.CONTRIBUTED, seat.person_id, {"step": step_key})
    return made


def _group_of(scene: Scene, seat: UUID) -> int | None:
    return next((number for number, group in enumerate(scene.state.last_groups) if seat in group), None)


def change_contribution(*, by: Participant, contribution: Contribution, text: str) -> Contribution:
    """Change one's own words while their step runs."""
    with on_stage(contribution.meeting) as scene:
        row = _own(scene, by, contribution)
        with text_refused():
            kernel.may_change(scene.format, scene.state, row.step_key)
            kernel.check_text(scene.format.step(row.step_key), text, row.field_key)
        row.text = text.strip()
        row.changed_version = scene.announce_writing(row.step_key)
        with writing():
            row.save(update_fields=["text", "changed_version"])
        return row


def withdraw(*, by: Participant, contribution: Contribution) -> Contribution:
    """Take one's own words back while their step runs: they are erased at once. Twice is once."""
    with on_stage(contribution.meeting) as scene:
        row = _own(scene, by, contribution, withdrawn=True)
        if row.withdrawn_at is not None:
            return row
        with text_refused():
            kernel.may_change(scene.format, scene.state, row.step_key)
        row.text, row.withdrawn_at = "", scene.now
        row.changed_version = scene.announce_writing(row.step_key)
        with writing():
            row.save(update_fields=["text", "withdrawn_at", "changed_version"])
        row.votes.all().delete()
        return row


def _own(scene: Scene, by: Participant, contribution: Contribution, *, withdrawn: bool = False) -> Contribution:
    seat = scene.seat(by)
    row = Contribution.objects.filter(pk=contribution.pk, meeting=scene.meeting).first()
    if row is None:
        raise NotFound
    row.meeting = scene.meeting
    if not (withdrawn and row.withdrawn_at and row.seat_id == seat.pk):
        require(may_change_contribution(seat, row))
    return row


def hide_contribution(*, by: Participant, meeting: Meeting, contribution_id: UUID) -> Contribution:
    """Hide what should not be there from everybody but its author. Nothing tells who that is."""
    return _set_hidden(by, meeting, contribution_id, hidden=True)


def show_contribution(*, by: Participant, meeting: Meeting, contribution_id: UUID) -> Contribution:
    """Put back what was hidden."""
    return _set_hidden(by, meeting, contribution_id, hidden=False)


def _set_hidden(by: Participant, meeting: Meeting, contribution_id: UUID, *, hidden: bool) -> Contribution:
    with on_stage(meeting) as scene:
        seat = scene.facilitator(by)
        row = Contribution.objects.filter(pk=contribution_id, meeting=scene.meeting).defer("seat", "person").first()
        if row is None:
            raise NotFound
        row.meeting = scene.meeting
        require(may_hide(seat, row, is_open=script.is_open(scene.format, scene.state, row.step_key)))
        if (row.hidden_at is not None) == hidden:
            return row
        row.hidden_at = scene.now if hidden else None
        row.changed_version = scene.announce()
        with writing():
            row.save(update_fields=["hidden_at", "changed_version"])
        if hidden:
            scene.record(Verb.HID, seat.person_id, {"step": row.step_key})
        return row


def check_in(
    *, by: Participant, meeting: Meeting, step: str, word: str = "", values: dict[str, int] | None = None
) -> None:
    """Say how one is there: a word, a scale or both; again replaces it. Erased at closing, and never in a statement."""
    with on_stage(meeting) as scene:
        seat = scene.seat(by)
        with text_refused():
            found = kernel.running_step(scene.format, scene.state, step)
            if found.kind is not StepKind.CHECK_IN:
                raise IllegalMove(Reason.WRONG_KIND)
            kernel.may_contribute(scene.format, scene.state, step, writer_of(scene, seat, step), Given())
            for scale, value in (values or {}).items():
                kernel.check_scale(found, scale, value)
            if word or not values:
                kernel.check_text(found, word)
        if word:
            _say(scene, seat, found, word)
        for scale, value in (values or {}).items():
            _put_value(scene, seat, step, scale, value)
        if not word:
            scene.announce_writing(step)


def _say(scene: Scene, seat: Participant, step: Step, word: str) -> None:
    there = seat.contributions.filter(step_key=step.key, withdrawn_at=None).first()
    if there is None:
        write(scene, seat, step.key, word)
        return
    there.text, there.changed_version = word.strip(), scene.announce_writing(step.key)
    with writing():
        there.save(update_fields=["text", "changed_version"])


def rate(*, by: Participant, meeting: Meeting, step: str, scale: str, value: int) -> None:
    """Give a value on a scale, with name; again replaces it."""
    with on_stage(meeting) as scene:
        seat = scene.seat(by)
        with text_refused():
            kernel.may_rate(scene.format, scene.state, step, scale, value)
        _put_value(scene, seat, step, scale, value)
        scene.announce_writing(step)


def _put_value(scene: Scene, seat: Participant, step: str, scale: str, value: int) -> None:
    Rating.objects.update_or_create(
        meeting=scene.meeting,
        step_key=step,
        seat=seat,
        scale_key=scale,
        defaults={"organisation_id": scene.meeting.organisation_id, "value": value},
    )


def set_ready(*, by: Participant, meeting: Meeting, step: str, ready: bool = True) -> None:
    """Say that one is ready with the step. In an anonymous step the device does so in nobody's name."""
    with on_stage(meeting) as scene:
        seat = scene.seat(by)
        with text_refused():
            found = kernel.running_step(scene.format, scene.state, step)
        if found.is_anonymous:
            raise TextRefused(IllegalMove(Reason.ANONYMOUS_STEP))
        seat.ready_step = step if ready else ""
        seat.save(update_fields=["ready_step"])
        scene.announce_presence()
