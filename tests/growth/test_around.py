"""What stands around one's goals: what is coming, until when one applies, and ways for who learns here."""

from datetime import date

from drieslag.development.offerings import actions as offerings
from drieslag.development.plans import actions
from tests.factories.world import World
from tests.offerings.things import make_offering, make_trainer


def home(world: World, language: str = "en") -> str:
    return world.client(world.bram).get("/growth/", HTTP_ACCEPT_LANGUAGE=language).content.decode()


def test_home_tells_a_place_from_waiting_for_one(world: World) -> None:
    offering = make_offering(world, make_trainer(world), seats=1)
    offerings.sign_up(by=world.carla, offering=offering)
    offerings.sign_up(by=world.bram, offering=offering)
    waits = "you are on the waiting list"
    assert waits in home(world)
    assert waits not in world.client(world.carla).get("/growth/").content.decode()
    offerings.withdraw(by=world.carla, offering=offering)
    page = home(world)
    assert waits not in page
    assert offering.title in page


def test_the_last_day_of_applying_is_said_in_one_way(world: World) -> None:
    actions.begin_applying(by=world.bram, until=date(2026, 12, 20))
    settings = world.client(world.bram).get("/growth/settings/", HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert "Tot en met 20 december." in settings
    assert "Tot en met 20 december pas je toe" in home(world, "nl")
