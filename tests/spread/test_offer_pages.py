"""The pages of offers: for whoever reads, for the team that offers, for the team that takes over."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest

from drieslag.core import clock
from drieslag.learning.spread import actions
from drieslag.learning.spread.enums import OfferKind, Stage
from drieslag.learning.spread.models import Adoption, Ambassador, Offer
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Origin, Seen
from drieslag.learning.threads.models import TryOut
from drieslag.people.models import Membership, Person, Team
from tests.factories.world import World
from tests.spread.things import main_of, make_offer, make_thread, make_try_out

pytestmark = pytest.mark.django_db
type Counting = Callable[[int], AbstractContextManager[object]]
NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)
OFFER = {
    "kind": "works", "title": "Tien tellen stil", "what": "Na een vraag tel je tot tien.", "needed": "Geduld",
    "came": "Bewoners vertellen meer.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def adopt(world: World, offer: Offer, team: Team | None = None, by: Person | None = None) -> Adoption:
    return actions.adopt(
        by=by or world.carla, offer=offer, team=team or world.other_team, text="Wij tellen tot vijf.",
        differently="Bij ons korter.", due_on=clock.today() + timedelta(days=42),
    )  # fmt: skip


def test_offering_goes_from_what_was_looked_back_on(world: World) -> None:
    tried = make_try_out(world, make_thread(world))
    assert f"/offers/new/try-out/{tried.pk}/" in main_of(world, "/offers/new/")
    form = main_of(world, f"/offers/new/try-out/{tried.pk}/")
    assert "Tel tot tien." in form
    assert "data-shield-url" in form
    key = re.findall(r'name="client_key" value="([^"]+)"', form)[0]
    for _press in range(2):
        answer = world.client(world.bram).post(f"/offers/new/try-out/{tried.pk}/", {**OFFER, "client_key": key})
    assert answer["Location"] == f"/offers/{key}/"
    assert Offer.objects.count() == 1


def test_what_is_missing_is_said_beside_the_field_and_the_words_stay(world: World) -> None:
    tried = make_try_out(world)
    answer = world.client(world.bram).post(
        f"/offers/new/try-out/{tried.pk}/", {**OFFER, "came": "", "what": "x" * 1001}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Write what came of it." in page
    assert "This is 1 sign too long. Keep it to 1000." in page
    assert "Tien tellen stil" in page


def test_what_nobody_looked_back_on_is_not_offered(world: World) -> None:
    tried = make_try_out(world, seen=None)
    assert world.client(world.bram).get(f"/offers/new/try-out/{tried.pk}/").status_code == 403
    assert world.client(world.carla).get(f"/offers/new/try-out/{tried.pk}/").status_code == 404


def test_from_a_question_its_round_is_offered_too(world: World) -> None:
    thread = make_thread(world)
    make_try_out(world, thread)
    assert "Our question is round with this" in main_of(world, f"/offers/new/thread/{thread.pk}/")
    world.client(world.bram).post(f"/offers/new/thread/{thread.pk}/", {**OFFER, "and_close": "on"})
    thread.refresh_from_db()
    assert thread.state == "closed"


def test_an_offer_begins_from_the_words_that_the_team_shared_before(world: World) -> None:
    thread = make_thread(world)
    tried = make_try_out(world, thread, seen=Seen.NO)
    threads.share_result(by=world.bram, try_out=tried, tried="Tellen", learned="Te lang is dreigend.", seen=Seen.NO)
    for at in (f"/offers/new/try-out/{tried.pk}/", f"/offers/new/thread/{thread.pk}/"):
        page = main_of(world, at)
        assert "Te lang is dreigend." in page
        assert re.search(r'value="did_not"[^>]* checked', page)
    assert f"/offers/new/thread/{thread.pk}/" in main_of(world, f"/threads/{thread.pk}/")


def test_a_colleague_finds_an_offer_and_takes_it_over_adapted(world: World) -> None:
    offer = make_offer(world)
    listed = main_of(world, "/offers/?text=tellen", world.carla)
    assert "Tien tellen stil" in listed
    assert "Nothing has these words." in main_of(world, "/offers/?text=huisbezoek", world.carla)
    page = main_of(world, f"/offers/{offer.pk}/", world.carla)
    assert f"/offers/{offer.pk}/take-over/" in page
    assert "Change the words" not in page
    assert "/export/" not in page
    question = make_thread_of_carla(world)
    given = {"text": "Wij tellen tot vijf.", "differently": "Korter", "owner": "me", "due_on": "2027-01-05",
             "thread": str(question)}  # fmt: skip
    answer = world.client(world.carla).post(f"/offers/{offer.pk}/take-over/", given)
    assert answer["Location"] == f"/offers/{offer.pk}/"
    tried = TryOut.objects.get(team=world.other_team)
    assert (tried.owner, tried.thread_id, tried.adopted_from) == (world.carla.pk, question, offer.try_out_id)
    assert "Team Oost" in main_of(world, f"/offers/{offer.pk}/")


def make_thread_of_carla(world: World) -> object:
    made = threads.open_thread(by=world.carla, team=world.other_team, origin=Origin.PERSON, title="Hoe vraag ik door?")
    return made.pk


def test_a_day_that_passed_is_refused_beside_the_field(world: World) -> None:
    offer = make_offer(world)
    given = {"text": "Vijf tellen", "owner": "team", "due_on": "2026-11-01"}
    answer = world.client(world.carla).post(f"/offers/{offer.pk}/take-over/", given)
    assert answer.status_code == 422
    assert "This day has passed." in answer.content.decode()


def test_with_two_teams_one_says_for_which_and_the_question_must_be_of_it(world: World) -> None:
    third = Team.objects.create(organisation=world.organisation, name="Team West")
    Membership.objects.create(
        organisation=world.organisation, person=world.carla, team=third, since=clock.today()
    )  # fmt: skip
    offer, question = make_offer(world), make_thread_of_carla(world)
    given = {"text": "Vijf", "owner": "team", "due_on": "2027-01-05", "team": str(third.pk), "thread": str(question)}
    answer = world.client(world.carla).post(f"/offers/{offer.pk}/take-over/", given)
    assert "This question is of your other team." in answer.content.decode()
    assert world.client(world.carla).post(f"/offers/{offer.pk}/take-over/", {**given, "thread": ""}).status_code == 302
    assert Adoption.objects.get().team_id == third.pk


def test_whose_team_offers_it_or_has_it_already_is_not_asked_again(world: World) -> None:
    offer = make_offer(world)
    assert "take-over" not in main_of(world, f"/offers/{offer.pk}/")
    assert world.client(world.bram).get(f"/offers/{offer.pk}/take-over/").status_code == 403
    adopt(world, offer)
    assert world.client(world.carla).get(f"/offers/{offer.pk}/take-over/").status_code == 403


def test_the_map_draws_where_it_went_and_a_table_says_the_same(world: World) -> None:
    with clock.frozen(NOW - timedelta(days=80)):
        offer = make_offer(world)
    with clock.frozen(NOW - timedelta(days=30)):
        adoption = adopt(world, offer)
    actions.tell_what_was_seen(by=world.carla, adoption=adoption, seen=Seen.BIT, told="Soms te lang.")
    page = main_of(world, f"/offers/{offer.pk}/")
    assert page.count('role="img"') >= 2
    assert "Map in time: from Wijkteam De Linde to 1 other team." in page
    for words in ("Team Oost", "25 October", "Bij ons korter.", "A bit", "Soms te lang."):
        assert words in page


def test_telling_begins_from_what_the_team_noted_and_is_taken_back(world: World) -> None:
    offer = make_offer(world)
    adoption = adopt(world, offer)
    assert world.client(world.bram).get(f"/adoptions/{adoption.pk}/").status_code == 404
    world.client(world.carla).post(f"/adoptions/{adoption.pk}/", {"seen": "no", "told": "Te kort"})
    assert "Te kort" in main_of(world, f"/offers/{offer.pk}/")
    assert "Take back what we told" in main_of(world, f"/adoptions/{adoption.pk}/", world.carla)
    world.client(world.carla).post(f"/adoptions/{adoption.pk}/withdrawal/")
    assert "Te kort" not in main_of(world, f"/offers/{offer.pk}/")


def test_asking_somebody_to_carry_it_and_the_answer(world: World) -> None:
    offer = make_offer(world)
    given = {"person": str(world.bram.pk), "until": "2027-02-16"}
    assert world.client(world.lea).post(f"/offers/{offer.pk}/ambassador/", given).status_code == 302
    asked = Ambassador.objects.get()
    assert "Will you carry ‘Tien tellen stil’ to other teams" in main_of(world, "/spread/")
    assert "Bram Visser is asked." in main_of(world, f"/offers/{offer.pk}/", world.anna)
    assert "Bram" not in main_of(world, f"/offers/{offer.pk}/", world.carla)
    assert world.client(world.anna).post(f"/ambassadors/{asked.pk}/answer/", {"answer": "accepted"}).status_code == 403
    assert world.client(world.carla).post(f"/ambassadors/{asked.pk}/answer/", {"answer": "ended"}).status_code == 404
    assert world.client(world.bram).post(f"/ambassadors/{asked.pk}/answer/", {"answer": "nonsense"}).status_code == 404
    world.client(world.bram).post(f"/ambassadors/{asked.pk}/answer/", {"answer": "accepted"})
    assert "Bram Visser, until" in main_of(world, f"/offers/{offer.pk}/", world.carla)
    world.client(world.bram).post(f"/ambassadors/{asked.pk}/stage/", {"stage": "tell"})
    asked.refresh_from_db()
    assert asked.stage == Stage.TELL
    world.client(world.anna).post(f"/ambassadors/{asked.pk}/answer/", {"answer": "ended"})
    assert "Wijkteam De Linde, together." in main_of(world, f"/offers/{offer.pk}/", world.carla)


def test_a_wrong_day_for_carrying_is_said_on_the_offer(world: World) -> None:
    offer = make_offer(world)
    given = {"person": str(world.bram.pk), "until": "2026-01-01"}
    answer = world.client(world.lea).post(f"/offers/{offer.pk}/ambassador/", given)
    assert answer.status_code == 422
    assert "This day has passed." in answer.content.decode()


def test_the_words_are_changed_and_the_offer_taken_back_and_put_back(world: World) -> None:
    offer = make_offer(world)
    world.client(world.anna).post(f"/offers/{offer.pk}/words/", {**OFFER, "title": "Elf tellen"})
    assert "Elf tellen" in main_of(world, f"/offers/{offer.pk}/", world.carla)
    world.client(world.anna).post(f"/offers/{offer.pk}/withdrawal/")
    assert "You took this back" in main_of(world, f"/offers/{offer.pk}/")
    assert world.client(world.carla).get(f"/offers/{offer.pk}/").status_code == 404
    world.client(world.anna).post(f"/offers/{offer.pk}/return/")
    assert world.client(world.carla).get(f"/offers/{offer.pk}/").status_code == 200
    assert world.client(world.carla).post(f"/offers/{offer.pk}/withdrawal/").status_code == 403
    assert world.client(world.carla).post(f"/offers/{offer.pk}/return/").status_code == 403


def test_what_goes_to_other_organisations_names_nobody_and_no_team(world: World) -> None:
    offer = make_offer(world, kind=OfferKind.DID_NOT)
    actions.name_ambassador(by=world.lea, offer=offer, person=world.lea, until=clock.today() + timedelta(days=50))
    text = world.client(world.bram).get(f"/offers/{offer.pk}/export/markdown/")
    assert text["Content-Type"].startswith("text/markdown")
    words = text.content.decode()
    assert words.startswith("# Tien tellen stil\n\nWijkzorg Lindestad, November 2026\n\n*This did not work for us*")
    for name in ("Lea", "Bram", "De Linde"):
        assert name not in words
    paper = world.client(world.bram).get(f"/offers/{offer.pk}/export/pdf/")
    assert paper.content.startswith(b"%PDF")
    assert world.client(world.carla).get(f"/offers/{offer.pk}/export/").status_code == 403


def test_the_shield_looks_at_it_before_it_goes_along(world: World) -> None:
    offer = make_offer(world, what="Bel mevrouw Jansen op 06-12345678 en tel tot tien.")
    page = main_of(world, f"/offers/{offer.pk}/export/")
    assert "Look at these words first" in page
    assert "06-12345678" in page


def test_the_organisations_map_has_its_teams_by_name_and_its_numbers_in_a_table(world: World) -> None:
    assert "The map begins with one offer" in main_of(world, "/offers/map/")
    offer = make_offer(world)
    adopt(world, offer)
    page = main_of(world, "/offers/map/", world.carla)
    drawing = page.split("<svg")[1]
    assert drawing.index("Team Oost") < drawing.index("Wijkteam De Linde")
    assert "What the numbers mean" in page


@pytest.mark.parametrize(
    "address", ["/spread/", "/offers/", "/offers/map/", "/offers/new/", "/themes/", "/trainings/", "/transfer/"]
)
def test_an_administrator_and_a_stranger_find_nothing_here(world: World, address: str) -> None:
    assert world.client(world.ada).get(address).status_code == 404
    assert world.client().get(address).status_code == 302
    assert world.client(world.bram).get(address).status_code == 200


@pytest.mark.parametrize("count", [1, 6])
def test_pages_cost_the_same_for_one_offer_and_for_many(
    world: World, django_assert_num_queries: Counting, count: int
) -> None:
    made = [make_offer(world) for _ in range(count)]
    for offer in made:
        adopt(world, offer)
    client = world.client(world.bram)
    client.get("/offers/")
    for address, most in (("/offers/", 11), ("/offers/map/", 11), (f"/offers/{made[0].pk}/", 15), ("/spread/", 18)):
        with django_assert_num_queries(most):
            client.get(address)
