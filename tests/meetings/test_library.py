"""Every format of the library runs from its first step to its report."""

from datetime import timedelta

import pytest

from drieslag.core import clock
from drieslag.kernel.format import Keeps, Readers, StepKind, Use
from drieslag.kernel.visibility import Viewer
from drieslag.learning.formats.actions import note_consent
from drieslag.learning.meetings import actions, queries
from drieslag.learning.meetings.models import Contribution
from drieslag.learning.meetings.queries import Room
from drieslag.learning.threads.enums import Level, TryOutKind
from drieslag.library import formats
from tests.factories.world import World
from tests.meetings.rooms import Hall

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def act(hall: Hall, room: Room) -> None:
    """Let whoever may do so do something in this step."""
    assert room.step is not None
    step, meeting = room.step, hall.fresh()
    writers = [seat for seat in hall.seats.values() if queries.mine(meeting, seat).may_write]
    match step.kind:
        case StepKind.CHECK_IN:
            values = {scale.key: scale.low for scale in step.scales}
            actions.check_in(by=writers[0], meeting=meeting, step=step.key, word="zon", values=values)
        case StepKind.DECIDE:
            due = clock.today() + timedelta(days=7)
            actions.decide(
                by=writers[0],
                meeting=meeting,
                step=step.key,
                kind=TryOutKind.ACTION,
                text="Doen",
                owner=None,
                due_on=due,
            )
        case StepKind.HARVEST:
            actions.harvest(by=writers[0], meeting=meeting, step=step.key, text="Gezien", level=Level.DOUBLE)
        case _ if writers:
            field = step.fields[0].key if step.fields else ""
            actions.contribute(by=writers[0], meeting=meeting, step=step.key, text="Een zin", field=field)
        case _:
            pass


MEETINGS = [
    (format_.code, number)
    for format_ in formats.load_all().values()
    if format_.use is not Use.LOG
    for number in range(1, format_.sittings + 1)
]


@pytest.mark.parametrize(("code", "sitting"), MEETINGS)
def test_it_runs_from_the_first_step_to_the_report(world: World, code: str, sitting: int) -> None:
    if formats.get(code).use is Use.CONSENT:
        note_consent(by=world.ada, code=code, whose="De makers", given_on=clock.today(), document="Brief 4")
    meeting = actions.plan(
        by=world.anna,
        team=world.team,
        format_code=code,
        sitting=sitting,
        planned_at=clock.now(),
        facilitator=world.anna,
        presenter=world.bram,
    )
    hall = Hall(actions.start(by=world.anna, meeting=meeting))
    people = [world.anna, world.bram, world.lea, *world.colleagues(3)]
    hall.seats = {f"{number}": actions.enter(by=person, meeting=meeting) for number, person in enumerate(people)}
    hall.seats["anna"] = hall.seats["0"]
    for step in queries.format_of(hall.meeting).steps:
        hall.go_to(step.key)
        room = queries.room(hall.fresh(), Viewer.PARTICIPANT)
        assert (room.step, room.present) == (step, 6)
        act(hall, room)
        if step.opens:
            actions.open_step(by=hall.anna, meeting=hall.meeting, step=step.key)
    actions.close(by=hall.anna, meeting=hall.meeting)
    found = formats.get(code).one_sitting(sitting)
    page = queries.report(world.bram, hall.fresh())
    assert [step.reached for step in page.steps] == [True] * len(found.steps)
    kinds = {step.kind for step in found.steps}
    outcomes = (bool(page.insights or page.inside), bool(page.try_outs or page.inside))
    assert outcomes == (
        StepKind.HARVEST in kinds or (found.readers is Readers.PARTICIPANTS and StepKind.DECIDE in kinds),
        StepKind.DECIDE in kinds or (found.readers is Readers.PARTICIPANTS and StepKind.HARVEST in kinds),
    )
    if found.keeps is Keeps.OUTCOMES:
        assert Contribution.objects.count() == 0
