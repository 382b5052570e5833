"""What is rare: acts at the wrong moment, mails that are no longer true, themes, meeting online."""

from datetime import timedelta

import pytest
from django.core import mail

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.frameworks import actions as frameworks
from drieslag.development.frameworks.actions import writing
from drieslag.development.offerings import actions, jobs, queries
from drieslag.development.offerings.enums import STATES, State, Where
from drieslag.development.offerings.models import Offering, Seat
from drieslag.development.offerings.rules import may_withdraw
from drieslag.development.offerings.telling import in_words, tell
from drieslag.learning.notices import jobs as notices
from drieslag.learning.notices.actions import choices
from drieslag.people.enums import Role
from drieslag.people.models import Person
from tests.factories.world import World
from tests.offerings.things import after, draft, give_role, main_of, make_offering, make_trainer, reads_english, when

pytestmark = pytest.mark.django_db


def test_what_is_over_or_called_off_is_not_changed(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, trainer)
    with clock.frozen(after(offering)):
        with pytest.raises(Refused, match="over already"):
            actions.change(by=trainer, offering=offering, draft=draft(moments=[when(20)]))
        with pytest.raises(Refused, match="over already"):
            actions.call_off(by=trainer, offering=offering)
    actions.call_off(by=trainer, offering=offering)
    with pytest.raises(Refused, match="not planned"):
        actions.change(by=trainer, offering=offering, draft=draft())
    with pytest.raises(Refused, match="cannot be done"):
        actions.hold(by=trainer, offering=offering)


def test_a_seat_is_its_own_person_s(world: World) -> None:
    seat = actions.sign_up(by=world.bram, offering=make_offering(world))
    assert not may_withdraw(world.carla, Seat.objects.select_related("offering").get(pk=seat.pk))
    assert actions.withdraw(by=world.carla, offering=seat.offering) == 0


def test_a_mail_that_is_no_longer_true_or_wanted_does_not_go(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, trainer, seats=1)
    for person in (world.bram, world.carla):
        reads_english(person)
        actions.sign_up(by=person, offering=offering)
    actions.change(by=trainer, offering=offering, draft=draft(moments=[when(9)], seats=1, hosts=[trainer]))
    choices.choose(by=world.carla, wanted=set())
    with clock.frozen(after(offering, 5)):
        jobs.tidy()
        notices.send()
    assert mail.outbox == []


def test_a_seat_that_came_free_before_it_began_is_told_only_until_then(world: World) -> None:
    offering = make_offering(world, seats=1)
    for person in (world.bram, world.carla):
        actions.sign_up(by=person, offering=offering)
    actions.withdraw(by=world.bram, offering=offering)
    with clock.frozen(offering.first_at):
        notices.send()
    assert mail.outbox == []


def test_planned_again_gives_no_seat_that_is_not_there_and_is_told_once(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, trainer, seats=1)
    reads_english(world.bram)
    actions.sign_up(by=world.bram, offering=offering)
    actions.call_off(by=trainer, offering=offering)
    actions.withdraw(by=world.bram, offering=offering)
    assert Seat.objects.count() == 0
    actions.plan_again(by=trainer, offering=offering)
    notices.send()
    assert mail.outbox == []


def test_online_with_a_theme_of_a_framework(world: World) -> None:
    adviser = give_role(world.anna, Role.LEARNING_ADVISER)
    frameworks.use_shipped(by=adviser, code="F01")
    form = main_of(world, "/offerings/new/training/", adviser)
    choice = form.split('value="F01|')[1].split('"')[0]
    given = {
        "title": "Herstel", "what_for": "Doorvragen", "theme": f"F01|{choice}", "where": "online",
        "link": "https://meet.example/herstel", "is_live": "on", "host": str(adviser.pk), "place": "Met camera",
        "when-TOTAL_FORMS": "1", "when-INITIAL_FORMS": "0", "when-0-begins": "09:00", "when-0-ends": "10:00",
        "when-0-day": f"{clock.today() + timedelta(days=3)}",
    }  # fmt: skip
    at = world.client(adviser).post("/offerings/new/training/", given)["Location"]
    made = Offering.objects.get()
    assert (made.theme_code, made.where, made.is_live) == ("F01", Where.ONLINE, True)
    page = main_of(world, at)
    assert "Fits the theme" in page
    assert "online, with live sound and picture · Met camera" in page
    assert "https://meet.example/herstel" in page
    assert f'value="F01|{choice}" selected' in main_of(world, f"{at}words/", adviser)
    made.theme_key, made.is_live, made.place = "nothing", False, ""
    made.save()
    page = main_of(world, at)
    assert "Fits the theme" not in page
    assert "with live sound" not in page


def test_themes_stand_under_their_framework_where_there_is_more_than_one(world: World) -> None:
    adviser = give_role(world.anna, Role.LEARNING_ADVISER)
    shipped = frameworks.use_shipped(by=adviser, code="F01")
    assert "<optgroup" not in main_of(world, "/offerings/new/visit/", world.bram)
    own = writing.copy_framework(by=adviser, code="F01", name="Ons eigen kader")
    frameworks.publish(by=adviser, own=own)
    form = main_of(world, "/offerings/new/visit/", world.bram)
    assert form.count("<optgroup") == 2
    assert '<optgroup label="Ons eigen kader">' in form
    choice = form.split(f'value="{own.code}|')[1].split('"')[0]
    given = {
        "title": "Mee", "what_for": "Zien", "theme": f"{own.code}|{choice}", "host": str(world.bram.pk),
        "when-TOTAL_FORMS": "1", "when-INITIAL_FORMS": "0", "when-0-begins": "09:00", "when-0-ends": "10:00",
        "when-0-day": f"{clock.today() + timedelta(days=3)}",
    }  # fmt: skip
    world.client(world.bram).post("/offerings/new/visit/", given)
    assert (Offering.objects.get().theme_code, shipped.code) == (own.code, "F01")


def test_what_is_gone_is_not_found(world: World) -> None:
    offering, second = make_offering(world), make_offering(world, make_trainer(world, "Tom"))
    with clock.frozen(after(offering)):
        kept = actions.say_i_was_there(by=world.bram, offering=offering)
        other = actions.say_i_was_there(by=world.bram, offering=second)
    assert other.pk != kept.pk
    offering.delete()
    with pytest.raises(NotFound):
        queries.get_material(world.bram, kept.pk)
    assert "Make my plan" not in main_of(world, f"/offerings/taken/{kept.pk}/")
    too_long = world.client(world.bram).post(f"/offerings/taken/{kept.pk}/", {"brought": "x" * 1001})
    assert too_long.status_code == 422


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 minutes"), (1, "1 minute"), (60, "1 hour"), (150, "2 hours and 30 minutes"), (45, "45 minutes")],
)
def test_time_in_words(minutes: int, said: str) -> None:
    assert in_words(minutes) == said


def test_where_nobody_gave_it_or_nothing_is_said_no_line_stands(world: World) -> None:
    trainer: Person = make_trainer(world)
    offering = make_offering(world, trainer)
    offering.hosts.all().delete()
    with clock.frozen(after(offering)):
        kept = actions.say_i_was_there(by=world.bram, offering=offering)
    assert [label for label, _text in tell(world.bram.pk, [kept.pk])[0].lines] == [
        "What it was",
        "Time, without breaks",
    ]


def test_the_nightly_work_and_the_states(world: World) -> None:
    offering = make_offering(world)
    with clock.frozen(after(offering, 2)):
        jobs.tidy_now(0)
    offering.refresh_from_db()
    assert offering.state == State.HELD
    assert set(STATES) == set(State)
