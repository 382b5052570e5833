"""Promise: whoever comes a moment too late gets an answer, and nothing is half done (issue 2, What bad input gets)."""

from collections.abc import Callable

import pytest

from drieslag.core.verdict import NotFound, Refused
from drieslag.learning.meetings import actions
from drieslag.learning.meetings.models import Contribution, Report
from tests.factories.world import World
from tests.meetings.rooms import Hall, a_hall
from tests.security.rooms import a_guest

pytestmark = pytest.mark.django_db

TOO_LATE: tuple[Callable[[Hall], object], ...] = (
    lambda hall: actions.away(by=hall.bram),
    lambda hall: actions.leave(by=hall.bram),
    lambda hall: actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="Te laat"),
    lambda hall: actions.set_ready(by=hall.bram, meeting=hall.meeting, step="cards"),
    lambda hall: actions.give_role(by=hall.anna, other=hall.bram, role="presenter"),
    lambda hall: actions.remove_seat(by=hall.anna, other=hall.bram),
    lambda hall: actions.move(by=hall.anna, meeting=hall.meeting, from_step="cards", to_step="closed"),
    lambda hall: actions.hand_over(by=hall.anna, meeting=hall.meeting, to=hall.bram),
)


def test_what_is_pressed_while_the_meeting_closes_is_refused(world: World) -> None:
    hall = a_hall(world)
    hall.go_to("cards")
    waiting, _device = a_guest(world, hall, admitted=False)
    actions.close(by=hall.anna, meeting=hall.meeting)
    for act in TOO_LATE:
        with pytest.raises((NotFound, Refused)):
            act(hall)
    with pytest.raises((NotFound, Refused)):
        actions.admit_guest(by=hall.anna, guest=waiting)
    assert not Contribution.objects.filter(meeting=hall.meeting).exists()


def test_closing_twice_makes_one_report(world: World) -> None:
    hall = a_hall(world)
    first = actions.close(by=hall.anna, meeting=hall.meeting)
    assert actions.close(by=hall.anna, meeting=hall.meeting) == first
    assert Report.objects.filter(meeting=hall.meeting).count() == 1


def test_who_was_put_out_is_not_let_in_by_a_press_that_came_later(world: World) -> None:
    hall = a_hall(world)
    waiting, device = a_guest(world, hall, admitted=False)
    actions.remove_seat(by=hall.anna, other=waiting)
    actions.admit_guest(by=hall.anna, guest=waiting)  # pressed on a page of before
    assert device.get(f"/meetings/{hall.meeting.pk}/room/").status_code in {302, 404}
