"""A question from the jar becomes a thread of nobody, once something comes of it."""

from datetime import timedelta

import pytest

from drieslag.core import clock
from drieslag.kernel.format import StepKind
from drieslag.learning.meetings import actions
from drieslag.learning.threads.enums import Origin, TryOutKind
from drieslag.learning.threads.models import Thread, TryOut
from tests.factories.world import World
from tests.meetings.rooms import Hall, a_format, a_hall, a_step
from tests.meetings.test_anonymous import fill_jar, key_folder, press_and_draw

__all__ = ["key_folder"]  # a fixture

pytestmark = pytest.mark.django_db
TALK = a_format(
    a_step("pick", StepKind.DRAW, source="jar"),
    a_step("talk", StepKind.TALK),
    a_step("together", StepKind.DECIDE),
)
QUESTION = "Wie wil er ander werk?"


def drawn(world: World) -> Hall:
    world.colleagues(2)
    fill_jar(world, [QUESTION])
    hall = a_hall(world, TALK, more=world.more)
    press_and_draw(hall)
    for seat in hall.seats.values():
        if seat.pk in hall.state.drawn["pick"].readers:
            actions.confirm_drawn(by=seat, meeting=hall.meeting, step="pick")
    return hall


def agree(hall: Hall) -> None:
    hall.go_to("together")
    actions.decide(
        by=hall.bram,
        meeting=hall.meeting,
        step="together",
        kind=TryOutKind.EXPERIMENT,
        text="Vier weken niets nieuws.",
        owner=None,
        due_on=clock.today() + timedelta(days=28),
    )


def test_what_was_agreed_hangs_on_the_question_and_nobody_asked_it(world: World) -> None:
    hall = drawn(world)
    assert Thread.objects.count() == 0
    agree(hall)
    thread = Thread.objects.get()
    assert (thread.title, thread.origin, thread.opened_by) == (QUESTION, Origin.JAR, None)
    assert TryOut.objects.get().thread == thread
    agree(hall)
    assert Thread.objects.count() == 1


def test_a_question_of_which_nothing_comes_is_kept_nowhere(world: World) -> None:
    hall = drawn(world)
    actions.close(by=hall.anna, meeting=hall.meeting)
    assert Thread.objects.count() == 0
