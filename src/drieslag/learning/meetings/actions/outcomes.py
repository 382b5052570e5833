"""What comes out of a meeting: try-outs, insights, and what was seen of earlier try-outs.

They become steps of the thread, on the team's board; in a format whose report is for its participants alone they stay
in the meeting, as contributions.
"""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import Refused
from drieslag.kernel import writing as kernel
from drieslag.kernel.format import Readers
from drieslag.kernel.writing import Given
from drieslag.learning.meetings.actions.contributing import given, sent_before, write, writer_of
from drieslag.learning.meetings.lots import DRAWN, JAR
from drieslag.learning.meetings.models import Contribution, Meeting, MeetingEvent, Participant
from drieslag.learning.meetings.scene import Scene, on_stage, text_refused
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads import queries as thread_queries
from drieslag.learning.threads.enums import Level, Origin, Seen, TryOutKind
from drieslag.learning.threads.models import Effect, Insight, Thread, TryOut
from drieslag.people.models import Person
from drieslag.people.rules import is_member


def decide(
    *,
    by: Participant,
    meeting: Meeting,
    step: str,
    kind: TryOutKind,
    text: str,
    owner: Person | None,
    due_on: date,
    expectation: str = "",
    client_key: UUID | None = None,
) -> TryOut | Contribution:
    """Write down a try-out: what, whose (None: the whole team), until when, and what one expects to see."""
    with on_stage(meeting) as scene:
        seat = scene.seat(by)
        there = thread_queries.of_meeting(scene.meeting.pk)
        if same := _noted_before(there.try_outs, client_key) or sent_before(seat, client_key):
            return same
        with text_refused():
            kernel.may_decide(
                scene.format,
                scene.state,
                step,
                writer_of(scene, seat, step),
                _count(scene, seat, step, len(_of_step(scene, step, there.try_outs, lambda one: one.begun_at))),
            )
            kernel.check_due(scene.format.step(step), due_on, clock.today())
            kernel.check_text(scene.format.step(step), text)
        _require_owner(scene, owner)
        if _stays_inside(scene):
            return write(scene, seat, step, _said(text, expectation), field=f"{kind}:{due_on}", client_key=client_key)
        made = threads.add_try_out(
            by=None,
            team=scene.meeting.team,
            kind=kind,
            text=text,
            owner=owner,
            due_on=due_on,
            expectation=expectation,
            thread=_thread(scene),
            meeting_id=scene.meeting.pk,
            key=client_key,
        )
        scene.announce()
        return made


def _thread(scene: Scene) -> Thread | None:
    """Return what the meeting is about. A question from the jar becomes a thread, of nobody, once something comes of
    it; until then it goes when the meeting closes.
    """
    row = scene.meeting
    if row.thread_id is None and (question := _out_of_jar(scene)):
        row.thread = threads.open_thread(by=None, team=row.team, origin=Origin.JAR, title=question)
        row.save(update_fields=["thread"])
    return row.thread


def _out_of_jar(scene: Scene) -> str:
    draws = [step.key for step in scene.format.steps if step.source == JAR]
    shown = Contribution.objects.filter(
        meeting=scene.meeting, step_key__in=draws, field_key=DRAWN, withdrawn_at=None, hidden_at=None
    )
    return next((one.text for one in shown), "")


def _noted_before[T: (TryOut, Insight)](rows: tuple[T, ...], client_key: UUID | None) -> T | None:
    return next((one for one in rows if one.pk == client_key), None)


def _count(scene: Scene, seat: Participant, step: str, on_board: int) -> Given:
    return given(seat, step) if _stays_inside(scene) else Given(all=on_board)


def _of_step[T](scene: Scene, step: str, rows: tuple[T, ...], at: Callable[[T], datetime]) -> list[T]:
    """Return what was written down since the meeting came to this step: each step has room of its own. Only a format
    with several such steps is asked when that was.
    """
    kind = next((one.kind for one in scene.format.steps if one.key == step), None)
    if sum(one.kind is kind for one in scene.format.steps) < 2 or not rows:  # noqa: PLR2004
        return list(rows)
    came = MeetingEvent.objects.filter(meeting=scene.meeting, kind="moved", payload__to_step=step).order_by("seq")
    since = came.values_list("at", flat=True).first()
    return [row for row in rows if since is None or at(row) >= since]


def _stays_inside(scene: Scene) -> bool:
    return scene.format.readers is Readers.PARTICIPANTS


def _said(text: str, expectation: str) -> str:
    return f"{text.strip()}\n{expectation.strip()}".strip()


def _require_owner(scene: Scene, owner: Person | None) -> None:
    """Somebody of the team, on whose board it comes to stand; nobody is the whole team."""
    if owner is not None and not is_member(owner, scene.meeting.team):
        raise Refused(_("Choose somebody of the team."))


def harvest(
    *, by: Participant, meeting: Meeting, step: str, text: str, level: Level, client_key: UUID | None = None
) -> Insight | Contribution:
    """Write down an insight with its loop level."""
    with on_stage(meeting) as scene:
        seat = scene.seat(by)
        insights = thread_queries.of_meeting(scene.meeting.pk).insights
        if same := _noted_before(insights, client_key) or sent_before(seat, client_key):
            return same
        here = _of_step(scene, step, insights, lambda one: one.noted_at)
        mine = sum(one.by is not None and one.by == seat.person_id for one in here)
        amount = given(seat, step) if _stays_inside(scene) else Given(each=mine, all=len(here))
        with text_refused():
            kernel.may_harvest(scene.format, scene.state, step, writer_of(scene, seat, step), amount)
            kernel.check_text(scene.format.step(step), text)
        if _stays_inside(scene):
            return write(scene, seat, step, text, field=str(level), client_key=client_key)
        made = threads.add_insight(
            by=_author(seat),
            team=scene.meeting.team,
            text=text,
            level=level,
            thread=_thread(scene),
            meeting_id=scene.meeting.pk,
            key=client_key,
        )
        scene.announce()
        return made


def note_effect(
    *,
    by: Participant,
    meeting: Meeting,
    step: str,
    try_out: TryOut,
    seen: Seen,
    text: str = "",
    again_on: date | None = None,
    client_key: UUID | None = None,
) -> Effect:
    """Note what was seen of a try-out that was due: done, or with a day on which to look again."""
    with on_stage(meeting) as scene:
        scene.seat(by)
        with text_refused():
            kernel.may_look_back(scene.format, scene.state, step)
            if text:
                kernel.check_text(scene.format.step(step), text)
        if try_out.team_id != scene.meeting.team_id:
            raise Refused(_("This try-out is of another team."))
        noted = threads.note_effect(
            by=None,
            try_out=try_out,
            seen=seen,
            text=text,
            meeting_id=scene.meeting.pk,
            again_on=again_on,
            key=client_key,
        )
        scene.announce()
        return noted


def _author(seat: Participant) -> Person | None:
    """Return who is named with an insight: nobody, when a guest or a facilitator from elsewhere wrote it down."""
    return seat.person if seat.person is not None and is_member(seat.person, seat.meeting.team) else None
