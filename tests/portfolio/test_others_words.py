"""What a colleague saw comes into a portfolio where both want it: the colleague agreed, and the owner chose it."""

import re

import pytest

from drieslag.core import clock
from drieslag.development.competence import actions as competence
from drieslag.development.competence.models import Feedback
from drieslag.development.portfolio import actions, queries
from drieslag.development.portfolio.models import Portfolio
from drieslag.development.sharing.enums import Kind
from drieslag.people import actions as people
from drieslag.people.models import Person
from drieslag.web.portfolio.presenters.paper import document
from tests.competence.showing import NOW, moment
from tests.factories.world import World

pytestmark = pytest.mark.django_db
SAW = "Je wachtte tot zij zelf begon"


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def seen_by(world: World, who: Person, saw: str = SAW, *, may_show: bool = True) -> Feedback:
    feedback = competence.ask_feedback(by=world.bram, moment=moment(world), colleague=who)
    return competence.give_feedback(by=who, feedback=feedback, saw=saw, may_show=may_show)


def a_portfolio(world: World, *chosen: Feedback) -> Portfolio:
    made = actions.make(by=world.bram, title="Mijn jaar")
    actions.add_things(by=world.bram, portfolio_id=made.pk, chosen=[(Kind.FEEDBACK, one.pk) for one in chosen])
    return made


def opened(world: World, made: Portfolio) -> str:
    """Return what somebody without an account reads at an address of it."""
    _link, secret = actions.make_link(by=world.bram, portfolio_id=made.pk, until=clock.today())
    return str(world.client().post(f"/p/{secret}/").content.decode())


def is_ticked(page: str) -> bool:
    return re.search(r'<input[^>]*name="may_show"[^>]*checked', page) is not None


def test_each_colleagues_words_are_chosen_by_themselves(world: World) -> None:
    by_anna, by_carla = seen_by(world, world.anna), seen_by(world, world.carla, "Je stem werd zachter")
    kept = seen_by(world, world.lea, "Alleen voor jou", may_show=False)
    made = a_portfolio(world)
    page = world.client(world.bram).get(f"/portfolio/{made.pk}/add/").content.decode()
    assert "Anna de Boer looked along" in page
    assert f"feedback:{by_carla.pk}" in page
    assert str(kept.pk) not in page
    world.client(world.bram).post(f"/portfolio/{made.pk}/add/", {"thing": f"feedback:{by_anna.pk}"})
    text = str(document(queries.story(made, "Bram")))
    assert SAW in text
    assert "zachter" not in text
    assert world.client(world.bram).post(
        f"/portfolio/{made.pk}/add/", {"thing": f"feedback:{kept.pk}"}
    ).status_code == 404  # fmt: skip


def test_the_page_asks_the_colleague_who_says_no_until_ticked(world: World) -> None:
    feedback = competence.ask_feedback(by=world.bram, moment=moment(world), colleague=world.anna)
    browser, address = world.client(world.anna), f"/competence/feedback/{feedback.pk}/"
    assert "unless you let it be shown" in browser.get(address).content.decode()
    browser.post(f"{address}opening/")
    page = browser.get(address).content.decode()
    assert re.search(r'<input[^>]*name="may_show"[^>]*>', page)
    assert not is_ticked(page)
    mine = f"/competence/moments/{feedback.moment_id}/"
    for given, agreed in (({}, False), ({"may_show": "on"}, True), ({}, False)):
        assert browser.post(address, {"saw": SAW, **given}).status_code == 302
        assert Feedback.objects.get().may_show is agreed
        told = world.client(world.bram).get(mine).content.decode()
        assert ("You may put this in your portfolio." in told) is agreed
        assert (
            bool(re.search(r'<input[^>]*name="may_show"[^>]*checked', browser.get(address).content.decode())) is agreed
        )


def test_it_is_out_of_every_portfolio_once_the_colleague_says_otherwise(world: World) -> None:
    by_anna, by_carla = seen_by(world, world.anna), seen_by(world, world.carla, "Je stem werd zachter")
    made = a_portfolio(world, by_anna, by_carla)
    assert SAW in opened(world, made)
    competence.give_feedback(by=world.anna, feedback=by_anna, saw=SAW)
    page = opened(world, made)
    assert SAW not in page
    assert "zachter" in page
    competence.erase_feedback(by=world.carla, feedback=by_carla)
    assert "zachter" not in opened(world, made)
    assert [part.is_gone for part in queries.story(made, "Bram").parts] == [True, True]
    assert "may not be shown any more" in world.client(world.bram).get(f"/portfolio/{made.pk}/").content.decode()


def test_it_goes_with_whoever_wrote_it(world: World) -> None:
    made = a_portfolio(world, seen_by(world, world.anna))
    people.erase(person_id=world.anna.pk)
    assert SAW not in str(document(queries.story(made, "Bram")))


def test_nobody_else_puts_it_in_a_portfolio_of_their_own(world: World) -> None:
    feedback = seen_by(world, world.anna)
    assert world.client(world.bram).get(f"/growth/share/feedback/{feedback.pk}/").status_code == 404
    for who in (world.anna, world.lea, world.carla):
        made = actions.make(by=who, title="Van mij")
        answer = world.client(who).post(f"/portfolio/{made.pk}/add/", {"thing": f"feedback:{feedback.pk}"})
        assert (answer.status_code, made.items.count()) == (404, 0)
