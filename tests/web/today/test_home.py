"""The home page: what asks for me now."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from drieslag.core import clock
from drieslag.kernel.format import Text
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.queries import Upcoming
from drieslag.learning.threads import actions
from drieslag.learning.threads.enums import Origin, TryOutKind
from drieslag.learning.threads.models import TryOut
from drieslag.people.enums import Role
from drieslag.people.queries import of_person
from drieslag.web.today import presenters
from tests.factories.world import World
from tests.support.roles import with_role

pytestmark = pytest.mark.django_db
type Counting = Callable[[int], AbstractContextManager[object]]
NOW = datetime(2026, 11, 24, 8, 50, tzinfo=UTC)  # 9.50 in the Netherlands


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def take_on(world: World, text: str, days: int) -> TryOut:
    with clock.frozen(NOW - timedelta(days=15)):
        thread = actions.open_thread(by=world.anna, team=world.team, origin=Origin.PERSON, title="Luisteren")
        return actions.add_try_out(
            by=world.bram,
            team=world.team,
            thread=thread,
            kind=TryOutKind.ACTION,
            text=text,
            owner=world.bram,
            due_on=(NOW + timedelta(days=days)).date(),
        )


def main_of(world: World, who: str = "bram") -> str:
    page = world.client(getattr(world, who)).get("/")
    assert page.status_code == 200
    return str(page.content.decode().split("<main")[1].split("</main>")[0])


def test_what_is_due_stands_first_with_its_three_answers(world: World) -> None:
    later, due = take_on(world, "Wie helpt u nu al?", 6), take_on(world, "Eerst luisteren", 0)
    page = main_of(world)
    assert page.index("Eerst luisteren") < page.index("Wie helpt u nu al?")
    assert page.count(f'action="/try-outs/{due.pk}/effect/"') == 1
    assert [f'name="seen" value="{answer}"' in page for answer in ("yes", "bit", "no")] == [True] * 3
    assert f'href="/try-outs/{later.pk}/effect/"' in page
    assert "Looking back in 6 days" in page
    assert "Since 9 November · from “Luisteren”" in page
    assert "Eerst luisteren" not in main_of(world, "anna")


def test_the_highlighter_marks_three_at_most(world: World) -> None:
    for number in range(5):
        take_on(world, f"Proef {number}", -number)
    page = main_of(world)
    assert (page.count('class="marker"'), page.count("Look back today")) == (3, 5)


def test_a_newcomer_is_invited_to_ask(world: World) -> None:
    page = main_of(world)
    assert "Good morning, Bram" in page
    assert "Tuesday 24 November" in page
    assert "Nothing at the moment. It begins with a question." in page
    assert 'utrecht-button--primary-action" href="/questions/new/"' in page
    assert f'href="/board/{world.team.pk}/"' in page


@pytest.mark.parametrize(("hour", "said"), [(3, "evening"), (6, "morning"), (12, "afternoon"), (18, "evening")])
def test_the_greeting_knows_the_hour(world: World, hour: int, said: str) -> None:
    with clock.frozen(datetime(2026, 11, 24, hour - 1, tzinfo=UTC)):
        assert presenters.today(of_person(world.bram), [], []).greeting == f"Good {said}, Bram"


def upcoming(minutes: int, *, is_live: bool = False, facilitator: str = "Anna") -> Upcoming:
    return Upcoming(
        id=uuid4(),
        team_id=uuid4(),
        team="De Linde",
        title="Loslaten",
        format_name=Text("Actieleren", "Action learning"),
        format_slug="actieleren",
        planned_at=NOW + timedelta(minutes=minutes),
        minutes=75,
        place="Kamer 2",
        phase=MeetingPhase.PLANNED,
        facilitator_id=None,
        facilitator=facilitator,
        thread_id=None,
        is_live=is_live,
    )


@pytest.mark.parametrize(
    ("minutes", "when"),
    [
        (1, "in 1 minute"),
        (25, "in 25 minutes"),
        (125, "in 2 hours"),
        (60 * 20, "tomorrow"),
        (60 * 72, "Friday 27 November"),
    ],
)
def test_the_next_meeting_says_in_how_long(world: World, minutes: int, when: str) -> None:
    assert presenters.until(NOW + timedelta(minutes=minutes)) == when


def test_a_meeting_that_runs_is_now(world: World) -> None:
    page = presenters.today(of_person(world.bram), [upcoming(-5, is_live=True), upcoming(90, facilitator="")], [])
    assert page.first is not None
    assert (page.first.when, page.first.what, page.first.who) == (
        "now",
        "Action learning, 75 minutes",
        "Anna facilitates",
    )
    assert [(each.time, each.who) for each in page.later] == [("11:20", "De Linde")]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_home_costs_as_many_queries_whatever_one_tries(
    world: World, django_assert_num_queries: Counting, count: int
) -> None:
    for number in range(count):
        take_on(world, f"Proef {number}", number)
    browser = world.client(world.bram)
    with django_assert_num_queries(28):
        browser.get("/")


def test_a_planned_meeting_stands_first_and_a_running_one_is_entered_with_one_press(world: World) -> None:
    meeting = meetings.plan(by=world.anna, team=world.team, format_code="W01", planned_at=NOW + timedelta(minutes=25))
    assert f'href="/meetings/{meeting.pk}/"' in main_of(world)
    assert "in 25 minutes" in main_of(world)
    meetings.start(by=world.anna, meeting=meeting)
    assert f'action="/meetings/{meeting.pk}/seat/"' in main_of(world)
    assert "Action learning" not in main_of(world, "carla")


@pytest.mark.parametrize(
    ("role", "leads"), [(Role.DIRECTOR, True), (Role.LEARNING_ADVISER, True), (Role.ADMINISTRATOR, False)]
)
def test_who_looks_after_learning_finds_which_themes_live(world: World, role: Role, *, leads: bool) -> None:
    person = with_role(world, "Vera Vooruit", role)
    assert ('href="/frameworks/themes/"' in world.client(person).get("/").content.decode()) is leads
