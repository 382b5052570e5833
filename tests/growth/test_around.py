"""What stands around one's goals: what is coming, until when one applies, and ways for who learns here."""

from datetime import date

from django.urls import reverse

from drieslag.core import clock
from drieslag.development.offerings import actions as offerings
from drieslag.development.plans import actions
from drieslag.people.models import Membership, Person
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


TRADE = ("evaluations:home", "talks:list", "competence:home", "badges:mine", "registers:home", "offerings:list")


def test_pages_of_the_trade_are_told_to_who_learns_here_or_left(world: World) -> None:
    goal = actions.add_goal(by=world.ada, text="Ik leg het uit.", for_residents="Rust")
    page = world.client(world.ada).get("/growth/").content.decode()
    for name in TRADE:
        assert f'href="{reverse(name)}"' not in page, name
    for name in ("reflections:list", "portfolio:home", "growth:settings"):
        assert f'href="{reverse(name)}"' in page, name
    one = world.client(world.ada).get(reverse("growth:goal", args=[goal.pk])).content.decode()
    assert reverse("competence:moment_kinds") not in one
    for name in TRADE:
        assert f'href="{reverse(name)}"' in home(world), name
    Membership.objects.filter(person=world.bram).update(until=clock.today())
    Person.objects.filter(pk=world.bram.pk).update(left_on=clock.today())
    for name in TRADE[:-1]:
        assert f'href="{reverse(name)}"' in home(world), name
