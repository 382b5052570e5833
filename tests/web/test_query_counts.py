"""Pages of a meeting cost a fixed number of queries, whatever was written: the numbers stand here to be lowered.

Counted is also what only a test adds: a savepoint around the page, and the organisation that is entered again after it.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.conf import LazySettings

from drieslag.kernel.format import StepKind
from drieslag.learning.meetings import actions
from drieslag.learning.meetings.guarded import writing
from drieslag.learning.meetings.models import Contribution
from drieslag.live.channels import Channel
from drieslag.live.tickets import AUDIENCE_HEADER, seal_audience
from drieslag.live.topics import versions_of
from tests.factories.world import TenantClient, World
from tests.meetings.rooms import Hall, a_format, a_hall, a_step

pytestmark = pytest.mark.django_db

type Counting = Callable[[int], AbstractContextManager[object]]

HTMX = {"HX-Request": "true"}
CARDS = pytest.mark.parametrize("cards", [10, 200])


@pytest.fixture
def hall(world: World) -> Hall:
    """A meeting in a step where all write openly."""
    return a_hall(world, a_format(a_step("cards", StepKind.COLLECT, max_each=50, max_length=200)))


def write(hall: Hall, cards: int) -> None:
    """Put cards on the table, as many actions would."""
    seats = (hall.anna, hall.lea)
    rows = [
        Contribution(
            organisation_id=hall.meeting.organisation_id,
            meeting=hall.meeting,
            step_key="cards",
            seat=seats[number % 2],
            person_id=seats[number % 2].person_id,
            text=f"Wat zegt het gezin zelf? {number}",
            made_version=1,
            changed_version=1,
        )
        for number in range(cards)
    ]
    with writing():
        Contribution.objects.bulk_create(rows)


def at(hall: Hall, rest: str) -> str:
    return f"/meetings/{hall.meeting.pk}/{rest}"


@CARDS
def test_the_room(world: World, hall: Hall, django_assert_num_queries: Counting, cards: int) -> None:
    write(hall, cards)
    browser = world.client(world.bram)
    with django_assert_num_queries(13):
        assert browser.get(at(hall, "room/")).status_code == 200


@CARDS
def test_the_room_as_text(world: World, hall: Hall, django_assert_num_queries: Counting, cards: int) -> None:
    write(hall, cards)
    browser = world.client(world.bram)
    with django_assert_num_queries(13):
        assert browser.get(at(hall, "room/?text=1")).status_code == 200


@CARDS
def test_ones_own_part(world: World, hall: Hall, django_assert_num_queries: Counting, cards: int) -> None:
    write(hall, cards)
    browser = world.client(world.bram)
    with django_assert_num_queries(11):
        assert browser.get(at(hall, "room/mine/")).status_code == 200


@CARDS
def test_the_desk(world: World, hall: Hall, django_assert_num_queries: Counting, cards: int) -> None:
    write(hall, cards)
    browser = world.client(world.anna)
    with django_assert_num_queries(13):
        assert browser.get(at(hall, "facilitator/")).status_code == 200


@CARDS
def test_a_contribution(world: World, hall: Hall, django_assert_num_queries: Counting, cards: int) -> None:
    write(hall, cards)
    browser = world.client(world.bram)
    with django_assert_num_queries(25):
        sent = browser.post(at(hall, "steps/cards/contributions/"), {"text": "Zij belde drie keer"}, headers=HTMX)
    assert sent.status_code == 200


def fragment(browser: TenantClient, hall: Hall, settings: LazySettings, since: int) -> str:
    channel = Channel(hall.meeting.organisation_id, hall.meeting.topic, "participant", "nl")
    header = {AUDIENCE_HEADER: seal_audience(channel, key=settings.LIVE_SIGNING_KEY)}
    return browser.get(f"{channel.path}?since={since}", headers=header).content.decode()


@CARDS
def test_a_fragment_of_one_card(
    world: World, hall: Hall, django_assert_num_queries: Counting, settings: LazySettings, cards: int
) -> None:
    write(hall, cards)
    (since,) = versions_of(hall.meeting.topic)
    actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="Zij belde drie keer")
    with django_assert_num_queries(10):
        sent = fragment(world.client(), hall, settings, since)
    assert sent.count("<li") == 1


@CARDS
def test_a_fragment_of_everything(
    world: World, hall: Hall, django_assert_num_queries: Counting, settings: LazySettings, cards: int
) -> None:
    write(hall, cards)
    with django_assert_num_queries(10):
        sent = fragment(world.client(), hall, settings, 0)
    assert sent.count("Wat zegt het gezin zelf?") == cards


@CARDS
def test_the_report(world: World, hall: Hall, django_assert_num_queries: Counting, cards: int) -> None:
    write(hall, cards)
    actions.close(by=hall.anna, meeting=hall.meeting)
    browser = world.client(world.bram)
    with django_assert_num_queries(16):
        assert browser.get(at(hall, "report/")).content.decode().count("Wat zegt het gezin zelf?") == cards
