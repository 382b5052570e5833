"""The pages of what colleagues offer: for who gives it, who comes, and who has nothing to do with it."""

from datetime import UTC, datetime, timedelta

import pytest

from drieslag.core import clock
from drieslag.development.offerings import actions
from drieslag.development.offerings.enums import Kind, State
from drieslag.development.offerings.models import Material, Offering, Seat, TakenPart, Trainer
from drieslag.development.plans import actions as plans
from drieslag.development.plans.models import Activity
from drieslag.learning.spread.models import Training
from drieslag.people.enums import Role
from tests.factories.world import World
from tests.offerings.things import after, give_role, main_of, make_offering, make_trainer, when

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)
FORM = {
    "title": "Schaalvragen", "what_for": "Beter doorvragen", "where": "spot", "place": "De Linde", "seats": "8",
    "is_live": "on", "when-TOTAL_FORMS": "3", "when-INITIAL_FORMS": "0", "when-0-day": "2026-12-08",
    "when-0-begins": "09:00", "when-0-ends": "12:00", "when-0-pause": "15", "when-1-day": "2026-12-15",
    "when-1-begins": "09:00", "when-1-ends": "12:00",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def test_a_trainer_puts_a_training_on_the_list_with_two_days(world: World) -> None:
    trainer = make_trainer(world)
    assert "/offerings/new/training/" in main_of(world, "/offerings/new/", trainer)
    page = main_of(world, "/offerings/new/training/", trainer)
    assert page.count("Day ") == 3
    assert "data-shield-url" in page
    answer = world.client(trainer).post("/offerings/new/training/", {**FORM, "host": str(trainer.pk)})
    made = Offering.objects.get()
    assert answer["Location"] == f"/offerings/{made.pk}/"
    assert [moment.net_minutes for moment in made.moments.order_by("starts_at")] == [165, 180]
    assert made.first_at == datetime(2026, 12, 8, 8, tzinfo=UTC)
    listed = main_of(world, "/offerings/?kind=training")
    assert "8 seats are free." in listed
    assert "and 1 day more" in listed
    assert "Schaalvragen" not in main_of(world, "/offerings/?kind=visit")


def test_who_may_not_offer_reads_whom_to_ask(world: World) -> None:
    page = main_of(world, "/offerings/new/")
    assert "/offerings/new/visit/" in page
    assert "/offerings/new/training/" not in page
    assert "An internal trainer or a learning adviser" in page
    assert world.client(world.bram).get("/offerings/new/training/").status_code == 403
    assert world.client(world.bram).get("/offerings/new/party/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Give it a name"),
        ({"when-0-day": ""}, "Choose a day."),
        ({"when-0-ends": "08:00"}, "The end lies after the beginning"),
        ({"when-0-day": "2026-11-01"}, "This day has passed."),
        ({"when-1-day": "2026-12-08"}, "Two of these days overlap."),
        ({"seats": "0"}, "Write a number from 1 to 500."),
        ({"link": "http://x.example"}, "Begin the address with https://."),
        ({"when-TOTAL_FORMS": "x"}, "Choose a day."),
    ],
)
def test_what_is_wrong_is_said_and_the_words_stay(world: World, wrong: dict[str, str], said: str) -> None:
    trainer = make_trainer(world)
    given = {**FORM, "host": str(trainer.pk), "place": "Een eigen plek", **wrong}
    answer = world.client(trainer).post("/offerings/new/training/", given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Een eigen plek" in answer.content.decode()
    assert Offering.objects.count() == 0


def test_changing_shows_what_there_is_and_keeps_it(world: World) -> None:
    offering = make_offering(world, world.bram, kind=Kind.VISIT, moments=[when(7), when(14)])
    page = main_of(world, f"/offerings/{offering.pk}/words/")
    assert page.count('name="when-') > 8
    assert 'value="2026-12-01"' in page
    given = {
        "title": "Meelopen", "what_for": "Zien hoe wij het doen", "place": "De Linde", "host": str(world.bram.pk),
        "other": str(world.lea.pk), "when-TOTAL_FORMS": "3", "when-INITIAL_FORMS": "2", "when-0-day": "2026-12-02",
        "when-0-begins": "09:00", "when-0-ends": "12:00",
    }  # fmt: skip
    wrong = world.client(world.bram).post(f"/offerings/{offering.pk}/words/", given)
    assert wrong.status_code == 422  # the second day was there, and is empty now
    given |= {"when-1-day": "2026-12-15", "when-1-begins": "09:00", "when-1-ends": "11:30"}
    assert world.client(world.bram).post(f"/offerings/{offering.pk}/words/", given).status_code == 302
    offering.refresh_from_db()
    assert (offering.title, offering.last_at) == ("Meelopen", datetime(2026, 12, 15, 10, 30, tzinfo=UTC))
    assert set(offering.hosts.values_list("person", flat=True)) == {world.bram.pk, world.lea.pk}
    assert world.client(world.carla).get(f"/offerings/{offering.pk}/words/").status_code == 403


def test_one_press_signs_up_and_one_lets_go(world: World) -> None:
    offering = make_offering(world, seats=1)
    at = f"/offerings/{offering.pk}/"
    page = main_of(world, at)
    assert "Who gives it sees your name, until 30 days after" in page
    world.client(world.bram).post(f"{at}seat/")
    assert "You have a seat" in main_of(world, at)
    assert "Put me on the waiting list" in main_of(world, at, world.carla)
    world.client(world.carla).post(f"{at}seat/")
    assert "You are the first in line." in main_of(world, at, world.carla)
    world.client(world.bram).post(f"{at}seat/end/")
    assert "You have a seat" in main_of(world, at, world.carla)
    assert Seat.objects.count() == 1


def test_the_list_says_what_one_signed_up_for_until_it_has_been(world: World) -> None:
    trainer = make_trainer(world)
    gone, coming = make_offering(world, trainer), make_offering(world, trainer, moments=[when(40)])
    for offering in (gone, coming):
        actions.sign_up(by=world.bram, offering=offering)
    assert main_of(world, "/offerings/").count("you have a seat") == 2
    with clock.frozen(after(gone)):
        page = main_of(world, "/offerings/")
        assert "Not long ago" in page
        assert page.count("you have a seat") == 1


def test_who_signed_up_puts_it_under_a_goal_with_one_press(world: World) -> None:
    goal = plans.add_goal(by=world.bram, text="Ik vraag door.", for_residents="Rust")
    offering = make_offering(world)
    page, choose = f"/offerings/{offering.pk}/", f"/growth/goals/{goal.pk}/choice/"
    assert "Put it under a goal" not in main_of(world, page)
    assert "What colleagues offer" in main_of(world, choose)
    actions.sign_up(by=world.bram, offering=offering)
    assert "Ik vraag door." in main_of(world, page)
    for _press in range(2):
        assert world.client(world.bram).post(choose, {"of": f"offering:{offering.pk}"}).status_code == 302
    kept = Activity.objects.get(goal=goal)
    assert (kept.origin_kind, kept.origin_id, kept.text) == ("offering", offering.pk, "Schaalvragen")
    assert "stands under it" in main_of(world, choose)
    plans.begin_applying(by=world.bram, until=clock.today() + timedelta(days=30))
    assert "Put it under a goal" not in main_of(world, page)


def test_names_of_who_comes_are_on_the_page_of_a_host_alone(world: World) -> None:
    trainer = make_trainer(world)
    adviser = give_role(world.anna, Role.LEARNING_ADVISER)
    offering = make_offering(world, trainer)
    actions.sign_up(by=world.bram, offering=offering)
    assert "Bram Visser" in main_of(world, f"/offerings/{offering.pk}/", trainer)
    for person in (world.lea, world.carla, adviser):
        assert "Bram Visser" not in main_of(world, f"/offerings/{offering.pk}/", person)
    for person in (world.ada, world.dirk):
        assert world.client(person).get(f"/offerings/{offering.pk}/").status_code == 404


def test_afterwards_one_says_so_oneself_and_gets_a_plan(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, trainer)
    at = f"/offerings/{offering.pk}/"
    with clock.frozen(after(offering)):
        assert "It was held" in main_of(world, at, trainer)
        world.client(trainer).post(f"{at}holding/")
        offering.refresh_from_db()
        page = main_of(world, at)
        assert "I was there" in page
        assert f"/trainings/{offering.training_id}/plan/" in page
        kept = world.client(world.bram).post(f"{at}presence/")["Location"]
        page = main_of(world, kept)
        assert "2 hours and 30 minutes" in page
        assert "Only you see this" in page
        world.client(world.bram).post(kept, {"brought": "Rustiger vragen"})
        assert "Rustiger vragen" in main_of(world, "/offerings/taken/")
        for person in (world.lea, trainer, world.ada, world.carla, world.anna):
            assert world.client(person).get(kept).status_code == 404
            assert world.client(person).post(f"{kept}erasure/").status_code == 404
            assert "Rustiger vragen" not in main_of(world, "/offerings/taken/", person)
        assert "You keep that you were there." in main_of(world, at)
        world.client(world.bram).post(f"{kept}erasure/")
    assert TakenPart.objects.count() == 0


def test_calling_off_asks_first_and_planning_again_is_one_press(world: World) -> None:
    offering = make_offering(world, world.bram, kind=Kind.VISIT, seats=1)
    at = f"/offerings/{offering.pk}/"
    assert f'href="{at}cancellation/"' in main_of(world, at)
    assert f'action="{at}cancellation/"' not in main_of(world, at)
    assert "nobody gets a mail" in main_of(world, f"{at}cancellation/")
    for person in (world.carla, world.anna):  # one has the seat, one waits: both are told
        actions.sign_up(by=person, offering=offering)
    asked = main_of(world, f"{at}cancellation/")
    assert "2 people signed up or wait" in asked
    assert "Until it begins you can plan it again" in asked
    assert "Carla" not in asked
    assert Offering.objects.get().state == State.PLANNED
    with clock.frozen(offering.first_at + timedelta(minutes=5)):
        assert "You cannot plan it again" in main_of(world, f"{at}cancellation/")
    assert world.client(world.carla).get(f"{at}cancellation/").status_code == 403
    world.client(world.bram).post(f"{at}cancellation/")
    assert "This is called off." in main_of(world, at, world.carla)
    assert "I am coming" not in main_of(world, at, world.carla)
    world.client(world.bram).post(f"{at}return/")
    assert Offering.objects.get().state == State.PLANNED
    assert world.client(world.carla).post(f"{at}cancellation/").status_code == 403


def test_who_was_there_makes_a_plan_before_its_giver_says_that_it_was_held(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, trainer)
    at = f"/offerings/{offering.pk}/"
    assert world.client(world.bram).post(f"{at}plan/").status_code == 403
    with clock.frozen(after(offering)):
        kept = world.client(world.bram).post(f"{at}presence/")["Location"]
        assert Training.objects.count() == 0  # to keep it for oneself changes nothing that others see
        for page in (main_of(world, kept), main_of(world, at), main_of(world, at, trainer)):
            assert f'action="{at}plan/"' in page
        for _press in range(2):
            answer = world.client(world.bram).post(f"{at}plan/")
        training = Training.objects.get()
        assert answer["Location"] == f"/trainings/{training.pk}/plan/"
        assert "It was held" in main_of(world, at, trainer)
        assert training.trainer == trainer.pk
        assert answer["Location"] in main_of(world, kept)
        assert world.client(world.ada).post(f"{at}plan/").status_code == 404
    visit = make_offering(world, world.bram, kind=Kind.VISIT)
    with clock.frozen(after(visit)):
        assert "Make my plan" not in main_of(world, f"/offerings/{visit.pk}/")
        assert world.client(world.carla).post(f"/offerings/{visit.pk}/plan/").status_code == 403


def test_who_gives_what_is_full_is_offered_no_waiting_list(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, trainer, seats=1)
    actions.sign_up(by=world.bram, offering=offering)
    url = f"/offerings/{offering.pk}/"
    assert "All seats are taken." in main_of(world, url, trainer)
    assert "You can wait for one." not in main_of(world, url, trainer)
    assert "You can wait for one." in main_of(world, url, world.carla)


def test_names_are_off_the_page_thirty_days_after_also_before_the_night(world: World) -> None:
    offering = make_offering(world, world.bram, kind=Kind.VISIT)
    actions.sign_up(by=world.carla, offering=offering)
    for days, seen in ((29, True), (31, False)):
        with clock.frozen(after(offering, days)):
            assert ("Carla Bakker" in main_of(world, f"/offerings/{offering.pk}/")) is seen
    assert Seat.objects.count() == 1


def test_its_days_come_as_a_file_for_a_calendar(world: World) -> None:
    offering = make_offering(world, moments=[when(7), when(14)])
    answer = world.client(world.bram).get(f"/offerings/{offering.pk}/calendar/")
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert (text.count("BEGIN:VEVENT"), text.count("SUMMARY:Schaalvragen")) == (2, 2)
    assert world.client(world.bram).get(f"/offerings/{offering.pk}/calendar/").content == answer.content


def test_materials_are_put_with_it_and_taken_away(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, trainer)
    at = f"/offerings/{offering.pk}/materials/"
    assert world.client(trainer).post(at, {"title": "Kaartje"}).status_code == 422
    world.client(trainer).post(at, {"title": "Kaartje", "address": "https://kaart.example/", "goal": "Doorvragen"})
    assert "https://kaart.example/" in main_of(world, f"/offerings/{offering.pk}/")
    assert world.client(world.bram).post(at, {"title": "x", "text": "y"}).status_code == 403
    end = f"/offerings/materials/{Material.objects.get().pk}/end/"
    assert world.client(world.bram).post(end).status_code == 403
    world.client(trainer).post(end)
    assert Material.objects.count() == 0


def test_a_trainer_says_what_one_gives(world: World) -> None:
    trainer = make_trainer(world)
    assert world.client(world.bram).post("/offerings/trainers/", {"a_quarter": "3"}).status_code == 403
    assert world.client(trainer).post("/offerings/trainers/", {"a_quarter": "x"}).status_code == 422
    world.client(trainer).post("/offerings/trainers/", {"gives": "Schaalvragen", "a_quarter": "1"})
    assert "Can give 1 more this quarter." in main_of(world, "/offerings/trainers/")
    make_offering(world, trainer)
    assert "This quarter is full." in main_of(world, "/offerings/trainers/")
    assert Trainer.objects.get().gives == "Schaalvragen"


def test_in_an_application_period_the_list_stays_and_proposes_nothing(world: World) -> None:
    make_offering(world)
    plans.begin_applying(by=world.bram, until=clock.today() + timedelta(days=30))
    page = main_of(world, "/offerings/")
    assert "You are in your application period." in page
    assert "Schaalvragen" in page


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_a_fixed_number_of_queries(world: World, count: int, django_assert_num_queries: object) -> None:
    trainer = make_trainer(world)
    made = [make_offering(world, trainer, moments=[when(7 + each), when(30 + each)]) for each in range(count)]
    for offering in made:
        actions.sign_up(by=world.carla, offering=offering)
    client = world.client(world.bram)
    for most, url in ((17, "/offerings/"), (17, f"/offerings/{made[0].pk}/")):
        client.get(url)
        with django_assert_num_queries(most):  # type: ignore[operator]
            client.get(url)
