"""What else waits on the home page: a plan to look back on, a talk, what a colleague left behind."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from drieslag.core import clock
from drieslag.development.competence import actions as competence
from drieslag.development.competence.actions.moments import Said
from drieslag.development.competence.enums import MomentKind
from drieslag.learning.support import actions as support
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import TryOutKind
from drieslag.learning.threads.models import TryOut
from drieslag.people.queries import of_person
from drieslag.web.today.waiting import waiting
from tests.factories.world import World
from tests.spread.test_trainings import make_plan
from tests.spread.things import make_training

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 8, 50, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


def everything(world: World) -> TryOut:
    """A training of two weeks ago, a buddy of two weeks ago, and a try-out of whoever left."""
    with clock.frozen(NOW - timedelta(weeks=2)):
        make_plan(world, make_training(world, days_ago=0))
        pair = support.choose_buddies(by=world.anna, team=world.team, others=[world.bram])
        support.agree(by=world.bram, pair=pair)
        row = threads.add_try_out(
            by=world.lea, team=world.team, kind=TryOutKind.ACTION, text="Eerst luisteren", owner=world.lea,
            due_on=clock.today() + timedelta(days=30),
        )  # fmt: skip
    world.lea.memberships.update(until=clock.today())
    return row


def test_two_things_and_the_rest_behind_more(world: World) -> None:
    left = everything(world)
    found = waiting(of_person(world.bram))
    assert [each.what for each in found.first] == ["Time to talk with Anna", "Look back on your plan"]
    [last] = found.later
    assert (last.what, last.text, last.press) == ("Who goes on with this?", "Eerst luisteren", "I go on with it")
    page = world.client(world.bram).get("/").content.decode()
    assert "1 more" in page
    answer = world.client(world.bram).post(last.press_url)
    left.refresh_from_db()
    assert (answer.status_code, left.owner) == (302, world.bram.pk)


def test_what_is_anothers_is_not_shown(world: World) -> None:
    everything(world)
    assert [each.what for each in waiting(of_person(world.carla)).first] == []
    assert [each.what for each in waiting(of_person(world.anna)).first] == [
        "Time to talk with Bram",
        "Who goes on with this?",
    ]
    assert "Also for you" not in world.client(world.carla).get("/").content.decode()


def test_one_press_says_that_one_spoke(world: World) -> None:
    everything(world)
    [talk] = [each for each in waiting(of_person(world.bram)).first if each.press == "We spoke"]
    assert (talk.line, world.client(world.bram).post(talk.press_url).status_code) == (
        "the last time was 2 weeks ago",
        302,
    )
    assert not [each for each in waiting(of_person(world.anna)).first if each.press == "We spoke"]


def test_what_a_colleague_asks_leads_to_that_question(world: World) -> None:
    moment = competence.make_moment(
        by=world.bram, kind=MomentKind.OBSERVATION, said=Said("Open vragen", "Ik word stil")
    )
    asked = competence.ask_feedback(by=world.bram, moment=moment, colleague=world.carla)
    [waits] = waiting(of_person(world.carla)).first
    assert (waits.what, waits.url) == ("Bram Visser asks what you saw", f"/competence/feedback/{asked.pk}/")
    declared = competence.declare(
        by=world.bram, can="open vragen", because="ik deed het", until_on=clock.today() + timedelta(days=90)
    )
    view = competence.ask_view(by=world.bram, declaration=declared, colleague=world.carla)
    assert waiting(of_person(world.carla)).first[0].url == f"/competence/views/{view.pk}/"


def test_a_declaration_to_look_at_again_is_opened_itself(world: World) -> None:
    with clock.frozen(NOW - timedelta(days=80)):
        declared = competence.declare(
            by=world.bram, can="open vragen", because="ik deed het", until_on=clock.today() + timedelta(days=90)
        )
    [waits] = waiting(of_person(world.bram)).first
    assert (waits.what, waits.url) == ("Look at your declaration again", f"/competence/declarations/{declared.pk}/")
