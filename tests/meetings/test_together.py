"""Two at once, on connections of their own: one step, one contribution, one stand-in, one draw, one report."""

from functools import partial
from uuid import uuid4

import pytest

from drieslag.core import clock, tenancy
from drieslag.core.verdict import NotFound
from drieslag.kernel.format import StepKind
from drieslag.kernel.visibility import Viewer
from drieslag.learning.meetings import actions, queries
from drieslag.learning.meetings.models import Contribution, Meeting, MeetingEvent, Report
from tests.factories.world import World, make_world
from tests.meetings.rooms import Hall, a_format, a_hall, a_step
from tests.support.together import together

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FORMAT = a_format(
    a_step("cards", StepKind.COLLECT, max_all=5),
    a_step("turns", StepKind.ROUND, speaks="turns"),
    a_step("talk", StepKind.TALK),
)


@pytest.fixture
def place() -> World:
    """The standing people, committed."""
    return make_world()


@pytest.fixture
def hall(place: World) -> Hall:
    """A meeting that everybody's connection can see."""
    with tenancy.inside(place.organisation.pk):
        return a_hall(place, FORMAT)


def test_two_facilitators_pressing_next_move_one_step(place: World, hall: Hall) -> None:
    press = partial(actions.move, by=hall.anna, meeting=hall.meeting, from_step="cards", to_step="turns")
    together(place.organisation.pk, [press, press, press])
    with tenancy.inside(place.organisation.pk):
        assert hall.state.step == "turns"
        kinds = list(MeetingEvent.objects.filter(meeting=hall.meeting).order_by("seq").values_list("kind", flat=True))
    assert kinds == ["started", "moved", "turns_ordered"]


def test_a_double_click_writes_once(place: World, hall: Hall) -> None:
    press = partial(
        actions.contribute, by=hall.bram, meeting=hall.meeting, step="cards", text="Eén", client_key=uuid4()
    )
    made = together(place.organisation.pk, [press] * 4)
    assert len(set(made)) == 1
    with tenancy.inside(place.organisation.pk):
        assert Contribution.objects.count() == 1


def test_the_last_place_is_taken_once_and_nothing_is_lost(place: World, hall: Hall) -> None:
    acts = [
        partial(actions.contribute, by=seat, meeting=hall.meeting, step="cards", text=f"kaart {number}")
        for number, seat in enumerate([*hall.seats.values()] * 3)
    ]
    outcomes = together(place.organisation.pk, acts)
    assert outcomes.count("refused") == 4
    with tenancy.inside(place.organisation.pk):
        versions = sorted(Contribution.objects.values_list("changed_version", flat=True))
    assert versions == list(range(versions[0], versions[0] + 5))


def test_a_contribution_and_next_at_once_end_in_the_step_or_are_refused(place: World, hall: Hall) -> None:
    go_on = partial(actions.move, by=hall.anna, meeting=hall.meeting, from_step="cards", to_step="turns")
    write = partial(actions.contribute, by=hall.bram, meeting=hall.meeting, step="cards", text="Net op tijd?")
    outcomes = together(place.organisation.pk, [go_on, write])
    with tenancy.inside(place.organisation.pk):
        assert Contribution.objects.filter(step_key="cards").count() == (outcomes[1] != "refused")


def test_of_two_who_take_over_at_once_one_leads(place: World, hall: Hall) -> None:
    with tenancy.inside(place.organisation.pk):
        Meeting.objects.update(facilitator_seen_at=hall.meeting.planned_at.replace(year=2020))
    acts = [partial(actions.take_over, by=seat, meeting=hall.meeting) for seat in (hall.bram, hall.lea)]
    outcomes = together(place.organisation.pk, acts)
    assert outcomes.count("refused") == 1
    with tenancy.inside(place.organisation.pk):
        assert hall.fresh().facilitator_id in {place.bram.pk, place.lea.pk}


def test_a_turn_that_is_passed_twice_passes_one(place: World, hall: Hall) -> None:
    with tenancy.inside(place.organisation.pk):
        hall.go_to("turns")
        first, second, _last = hall.state.turns["turns"].order
    press = partial(actions.skip_turn, by=hall.anna, meeting=hall.meeting, seat=first)
    together(place.organisation.pk, [press, press])
    with tenancy.inside(place.organisation.pk):
        assert hall.state.turns["turns"].whose == second


def test_entering_twice_at_once_gives_one_seat(place: World, hall: Hall) -> None:
    with tenancy.inside(place.organisation.pk):
        late = place.colleagues(1)[0]
    seats = together(place.organisation.pk, [partial(actions.enter, by=late, meeting=hall.meeting)] * 3)
    assert len(set(seats)) == 1


def test_closing_twice_at_once_makes_one_report(place: World, hall: Hall) -> None:
    together(place.organisation.pk, [partial(actions.close, by=hall.anna, meeting=hall.meeting)] * 2)
    with tenancy.inside(place.organisation.pk):
        assert Report.objects.count() == 1
        assert hall.fresh().participants_count == 3


def test_starting_twice_at_once_pins_one_script(place: World) -> None:
    from tests.meetings.rooms import planned

    with tenancy.inside(place.organisation.pk):
        meeting = planned(place, FORMAT)
    together(place.organisation.pk, [partial(actions.start, by=place.anna, meeting=meeting)] * 2)
    with tenancy.inside(place.organisation.pk):
        assert MeetingEvent.objects.filter(meeting=meeting).count() == 1


def test_another_organisation_finds_nothing(place: World, hall: Hall) -> None:
    with tenancy.inside(place.elsewhere.pk):
        assert Meeting.objects.count() == 0
        with pytest.raises(NotFound):
            queries.get_meeting(place.dirk, hall.meeting.pk)
        with pytest.raises(NotFound):
            actions.pause(by=hall.anna, meeting=hall.meeting)
    with tenancy.inside(place.organisation.pk):
        assert queries.room(hall.fresh(), Viewer.SCREEN).present == 3
        assert clock.now()
