"""Trainings, plans after them and looking back; a plan is its owner's; actions and pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.learning.spread import actions, queries
from drieslag.learning.spread.answers import Answers
from drieslag.learning.spread.enums import Week
from drieslag.learning.spread.models import PlanShare, Training, TransferFigure, TransferLook, TransferPlan
from drieslag.learning.threads.enums import Origin, Seen
from drieslag.learning.threads.models import Thread
from drieslag.people import actions as people
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole, Person
from drieslag.privacy.actions import record_consent
from drieslag.privacy.models import Look
from tests.factories.world import World
from tests.spread.things import main_of, make_training

pytestmark = pytest.mark.django_db
type Counting = Callable[[int], AbstractContextManager[object]]
NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def make_plan(world: World, training: Training | None = None, owner: Person | None = None) -> TransferPlan:
    return actions.make_plan(
        by=owner or world.bram, training=training or make_training(world), what="Vragen wat eerder hielp",
        with_whom="Lea", when="Als een gesprek vastloopt",
    )  # fmt: skip


def later(weeks: int) -> AbstractContextManager[None]:
    return clock.frozen(NOW + timedelta(weeks=weeks))


def test_the_weeks_count_from_the_training_or_from_today_when_that_was_long_ago(world: World) -> None:
    assert make_plan(world, make_training(world, days_ago=7)).from_on == clock.today() - timedelta(days=7)
    assert make_plan(world, make_training(world, days_ago=40)).from_on == clock.today()


def test_one_plan_a_training_and_again_changes_it(world: World) -> None:
    training = make_training(world)
    first = make_plan(world, training)
    again = actions.make_plan(by=world.bram, training=training, what="Iets anders", with_whom="", when="")
    assert (again.pk, again.what) == (first.pk, "Iets anders")


@pytest.mark.parametrize(("week", "asked"), [(1, None), (2, 2), (5, 2), (6, 6), (12, 12), (25, 12), (27, None)])
def test_it_is_asked_after_two_six_and_twelve_weeks_and_the_latest_alone(
    world: World, week: int, asked: int | None
) -> None:
    plan = make_plan(world)
    with later(week):
        due = queries.due_looks(world.bram)
    assert [(one.plan_id, one.week) for one in due] == ([(plan.pk, asked)] if asked else [])
    assert queries.due_looks(world.anna) == []


def test_who_looked_back_is_not_asked_again(world: World) -> None:
    plan = make_plan(world)
    with later(2):
        actions.look_back(by=world.bram, plan=plan, week=Week.TWO, answers=Answers(1, Seen.BIT))
        assert queries.due_looks(world.bram) == []


def test_looking_back_before_its_time_is_refused_and_anothers_too(world: World) -> None:
    plan = make_plan(world)
    with pytest.raises(Refused):
        actions.look_back(by=world.bram, plan=plan, week=Week.TWO, answers=Answers(1, Seen.YES))
    with later(2), pytest.raises(Refused):
        actions.look_back(by=world.lea, plan=plan, week=Week.TWO, answers=Answers(1, Seen.YES))


def test_two_who_look_back_at_once_change_one_answer(world: World) -> None:
    plan = make_plan(world)
    with later(2):
        for tried in (1, 4):
            actions.look_back(by=world.bram, plan=plan, week=Week.TWO, answers=Answers(tried, Seen.YES, "Oefening"))
        rows = queries.weeks_of(plan)
    assert TransferLook.objects.count() == 1
    assert rows[0].answers == Answers(4, Seen.YES, "Oefening")


def test_nobody_else_finds_a_plan(world: World) -> None:
    plan = make_plan(world)
    OrganisationRole.objects.create(
        organisation=world.organisation, person=world.carla, role=Role.INTERNAL_TRAINER
    )  # fmt: skip
    for who in (world.lea, world.anna, world.carla, world.ada):
        with pytest.raises(NotFound):
            queries.get_plan(who, plan.pk)


def test_what_is_shared_is_read_by_that_colleague_alone_and_the_owner_sees_that(world: World) -> None:
    plan = make_plan(world)
    share = actions.share_plan(by=world.bram, plan=plan, reader=world.anna)
    assert [one.owner for one in queries.shared_with(world.anna)] == ["Bram Visser"]
    with pytest.raises(NotFound):
        queries.get_share(world.carla, share.pk)
    for _press in range(2):
        actions.open_shared(by=world.anna, share=share)
    look = Look.objects.get()
    assert (look.owner, look.viewer, look.object_id) == (world.bram.pk, world.anna.pk, plan.pk)
    actions.stop_sharing(by=world.bram, plan=plan, reader=world.anna.pk)
    assert queries.shared_with(world.anna) == []


def test_a_leader_reads_no_plan_until_the_works_council_allows_it(world: World) -> None:
    plan = make_plan(world)
    with pytest.raises(Refused):
        actions.share_plan(by=world.bram, plan=plan, reader=world.lea)
    record_consent(
        by=world.ada.pk, scope="leader_sees_plans", body="works_council", given_on=clock.today(), document="OR-12"
    )
    assert actions.share_plan(by=world.bram, plan=plan, reader=world.lea)


def test_a_plan_goes_with_its_owner(world: World) -> None:
    plan = make_plan(world)
    actions.share_plan(by=world.bram, plan=plan, reader=world.anna)
    people.erase(person_id=world.bram.pk)
    assert not (TransferPlan.objects.exists())
    assert not (PlanShare.objects.exists())
    assert Training.objects.exists()


def test_erasing_a_plan_is_the_owners_and_is_whole(world: World) -> None:
    plan = make_plan(world)
    with pytest.raises(Refused):
        actions.erase_plan(by=world.anna, plan=plan)
    for _press in range(2):
        actions.erase_plan(by=world.bram, plan=plan)
    assert not TransferPlan.objects.exists()


# Pages


def test_from_the_list_straight_to_a_plan_and_its_first_look_back(world: World) -> None:
    client = world.client(world.bram)
    answer = client.post("/trainings/", {"title": "Oplossingsgericht", "on": "2026-11-20", "trainer": ""})
    training = Training.objects.get()
    assert answer["Location"] == f"/trainings/{training.pk}/plan/"
    answer = client.post(f"/trainings/{training.pk}/plan/", {"what": "Schaalvraag", "with_whom": "", "when": "Dinsdag"})
    plan = TransferPlan.objects.get()
    assert answer["Location"] == f"/transfer/{plan.pk}/"
    page = main_of(world, f"/transfer/{plan.pk}/")
    assert "Schaalvraag" in page
    assert "On 4 December" in page
    assert client.get(f"/transfer/{plan.pk}/looks/2/").status_code == 403
    assert client.get(f"/transfer/{plan.pk}/looks/3/").status_code == 404
    assert client.get(f"/trainings/{training.pk}/plan/").status_code == 302
    with later(2):
        assert "Schaalvraag" in main_of(world, "/transfer/")
        assert "still use" not in main_of(world, f"/transfer/{plan.pk}/looks/2/")
        wrong = client.post(f"/transfer/{plan.pk}/looks/2/", {"tried": "-1", "need": "Een oefenmaatje"})
        assert (wrong.status_code, "Een oefenmaatje" in wrong.content.decode()) == (422, True)
        client.post(f"/transfer/{plan.pk}/looks/2/", {"tried": "3", "seen": "bit", "need": "Een oefenmaatje"})
        page = main_of(world, f"/transfer/{plan.pk}/")
        assert "Tried 3 times · A bit" in page
        assert "Een oefenmaatje" in page
    with later(12):
        client.post(f"/transfer/{plan.pk}/looks/12/", {"tried": "9", "seen": "yes", "stuck": "60"})
        assert "60 % stuck" in main_of(world, f"/transfer/{plan.pk}/")


def test_another_gets_nothing_of_a_plan(world: World) -> None:
    plan = make_plan(world)
    for part in ("", "words/", "looks/2/"):
        assert world.client(world.lea).get(f"/transfer/{plan.pk}/{part}").status_code == 404
    assert world.client(world.lea).post(f"/transfer/{plan.pk}/erasure/").status_code == 404
    assert "Vragen wat eerder hielp" not in main_of(world, f"/trainings/{plan.training_id}/", world.lea)


def test_sharing_on_the_page_opens_at_a_press(world: World) -> None:
    plan = make_plan(world)
    client = world.client(world.bram)
    assert client.post(f"/transfer/{plan.pk}/shares/", {"reader": str(world.lea.pk)}).status_code == 422
    assert client.post(f"/transfer/{plan.pk}/shares/", {"reader": str(world.anna.pk)}).status_code == 302
    assert "Anna de Boer" in main_of(world, f"/transfer/{plan.pk}/")
    share = PlanShare.objects.get()
    closed = main_of(world, f"/transfer/shared/{share.pk}/", world.anna)
    assert "Bram Visser sees that you opened it" in closed
    assert "Vragen wat eerder hielp" not in closed
    opened = world.client(world.anna).post(f"/transfer/shared/{share.pk}/").content.decode()
    assert "Vragen wat eerder hielp" in opened
    client.post(f"/transfer/{plan.pk}/shares/{world.anna.pk}/end/")
    assert world.client(world.anna).get(f"/transfer/shared/{share.pk}/").status_code == 404
    client.post(f"/transfer/{plan.pk}/words/", {"what": "Anders", "with_whom": "", "when": ""})
    assert "Anders" in main_of(world, f"/transfer/{plan.pk}/")
    client.post(f"/transfer/{plan.pk}/erasure/")
    assert not TransferPlan.objects.exists()


def test_a_question_from_a_training_becomes_a_thread(world: World) -> None:
    training = make_training(world)
    given = {"title": "Hoe vraag ik\nnaar kracht?", "story": "", "named": "yes"}
    assert world.client(world.bram).post(f"/trainings/{training.pk}/question/", given).status_code == 302
    thread = Thread.objects.get()
    assert (thread.origin, thread.source_id, thread.opened_by) == (Origin.TRAINING, training.pk, world.bram.pk)
    assert thread.title == "Hoe vraag ik naar kracht?"


def test_a_question_without_a_name_does_not_say_from_which_training_it_came(world: World) -> None:
    training = make_training(world)
    given = {"title": "Mag ik twijfelen?", "story": "", "named": "no"}
    world.client(world.bram).post(f"/trainings/{training.pk}/question/", given)
    thread = Thread.objects.get()
    assert (thread.origin, thread.source_id, thread.opened_by) == (Origin.PERSON, None, None)


def test_only_the_trainer_or_an_adviser_puts_a_training_right(world: World) -> None:
    OrganisationRole.objects.create(
        organisation=world.organisation, person=world.anna, role=Role.INTERNAL_TRAINER
    )  # fmt: skip
    training = actions.add_training(by=world.bram, title="Rouw", on=clock.today(), trainer=world.anna)
    given = {"title": "Rouw en verlies", "on": "2026-11-20", "trainer": str(world.anna.pk)}
    assert world.client(world.bram).post(f"/trainings/{training.pk}/words/", given).status_code == 403
    assert world.client(world.anna).post(f"/trainings/{training.pk}/words/", given).status_code == 302
    training.refresh_from_db()
    assert (training.title, training.on) == ("Rouw en verlies", date(2026, 11, 20))
    assert "by Anna de Boer" in main_of(world, "/trainings/")


def test_a_figure_on_the_page_says_of_how_many_and_names_nobody(world: World) -> None:
    training = make_training(world)
    page = main_of(world, f"/trainings/{training.pk}/")
    assert page.count("Fewer than 5 people looked back.") == 1
    TransferFigure.objects.create(
        organisation=world.organisation, training=training, week=12, number=1, people=6, tried=2.5, stuck=45
    )
    page = main_of(world, f"/trainings/{training.pk}/")
    assert "6 people looked back. They tried it 2.5 times on average. After 12 weeks about 45 % is still used" in page
    assert "Over all trainings shown here about 45 %" in main_of(world, "/trainings/")


@pytest.mark.parametrize("count", [1, 5])
def test_pages_cost_the_same_for_one_training_and_for_many(
    world: World, django_assert_num_queries: Counting, count: int
) -> None:
    plans = [make_plan(world, make_training(world, title=f"Training {number}")) for number in range(count)]
    client = world.client(world.bram)
    client.get("/trainings/")
    first = plans[0]
    at = (
        (f"/transfer/{first.pk}/", 12),
        ("/transfer/", 13),
        ("/trainings/", 14),
        (f"/trainings/{first.training_id}/", 13),
    )
    for address, most in at:
        with django_assert_num_queries(most):
            client.get(address)
    with later(2), django_assert_num_queries(2):
        assert len(queries.due_looks(world.bram)) == count
