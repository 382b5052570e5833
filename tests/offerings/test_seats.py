"""Signing up, waiting in line, letting go; who is told, and what goes."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.offerings import actions, queries
from drieslag.development.offerings import jobs as offerings
from drieslag.development.offerings.enums import Kind, Standing
from drieslag.development.offerings.models import Offering, Seat
from drieslag.learning.notices import jobs
from drieslag.learning.notices.actions import choices
from drieslag.learning.notices.models import Outgoing
from drieslag.people import actions as people
from drieslag.people.models import Membership
from drieslag.people.queries import names
from tests.factories.world import World
from tests.offerings.things import after, draft, make_offering, make_trainer, reads_english, when

pytestmark = pytest.mark.django_db


def standings(offering: Offering) -> dict[str, str]:
    rows = Seat.objects.filter(offering=offering).order_by("asked_at", "pk")
    known = names({row.person for row in rows})
    return {known[row.person]: row.standing for row in rows}


def test_one_press_gives_a_seat_and_the_next_waits(world: World) -> None:
    offering = make_offering(world, seats=1)
    assert actions.sign_up(by=world.bram, offering=offering).standing == Standing.SEATED
    assert actions.sign_up(by=world.carla, offering=offering).standing == Standing.WAITING
    assert actions.sign_up(by=world.bram, offering=offering).standing == Standing.SEATED
    assert standings(offering) == {"Bram Visser": "seated", "Carla Bakker": "waiting"}
    offering.refresh_from_db()
    assert offering.taken == 1


def test_without_a_bound_everybody_has_a_seat(world: World) -> None:
    offering = make_offering(world, seats=None)
    for person in (world.bram, world.carla, world.lea):
        assert actions.sign_up(by=person, offering=offering).standing == Standing.SEATED
    row = queries.get_row(world.bram, offering.pk)
    assert (row.offering.taken, row.left) == (3, None)


def test_the_first_who_waits_moves_up_and_is_told(world: World) -> None:
    reads_english(world.carla)
    offering = make_offering(world, seats=1)
    for person in (world.bram, world.carla, world.anna):
        actions.sign_up(by=person, offering=offering)
    assert queries.place_in_line(world.anna, offering) == 2
    actions.withdraw(by=world.bram, offering=offering)
    assert standings(offering) == {"Carla Bakker": "seated", "Anna de Boer": "waiting"}
    assert Outgoing.objects.get().person == world.carla
    jobs.send()
    assert [(one.to, "A seat came free" in str(one.body)) for one in mail.outbox] == [
        ([world.carla.account.email], True)  # type: ignore[union-attr]
    ]
    assert "Schaalvragen" in mail.outbox[0].subject


def test_who_wants_no_such_mail_gets_none_and_the_seat_all_the_same(world: World) -> None:
    choices.choose(by=world.carla, wanted=set())
    offering = make_offering(world, seats=1)
    actions.sign_up(by=world.bram, offering=offering)
    actions.sign_up(by=world.carla, offering=offering)
    actions.withdraw(by=world.bram, offering=offering)
    assert standings(offering) == {"Carla Bakker": "seated"}
    assert Outgoing.objects.count() == 0


def test_a_mail_is_not_sent_to_who_let_the_seat_go_again(world: World) -> None:
    offering = make_offering(world, seats=1)
    actions.sign_up(by=world.bram, offering=offering)
    actions.sign_up(by=world.carla, offering=offering)
    actions.withdraw(by=world.bram, offering=offering)
    actions.withdraw(by=world.carla, offering=offering)
    jobs.send()
    assert mail.outbox == []


def test_the_seat_of_who_left_goes_at_night_to_who_waits_and_is_here(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, trainer, seats=1)
    over = make_offering(world, trainer, seats=1, title="Eerder", moments=[when(1)])
    for person in (world.bram, world.carla, world.anna):
        actions.sign_up(by=person, offering=offering)
    actions.sign_up(by=world.bram, offering=over)
    with clock.frozen(after(over, 0.1)):
        for person in (world.bram, world.carla):
            people.let_go(by=world.ada, person_id=person.pk)
        offerings.tidy()
        assert standings(offering) == {"Anna de Boer": "seated"}
        assert standings(over) == {"Bram Visser": "seated"}
        offering.refresh_from_db()
        assert offering.taken == 1
        assert [row.person for row in Outgoing.objects.all()] == [world.anna]
        assert actions.give_up_of_leavers() == 0


def test_who_waits_can_let_go_and_nobody_moves(world: World) -> None:
    offering = make_offering(world, seats=1)
    for person in (world.bram, world.carla):
        actions.sign_up(by=person, offering=offering)
    assert actions.withdraw(by=world.carla, offering=offering) == 1
    assert actions.withdraw(by=world.carla, offering=offering) == 0
    offering.refresh_from_db()
    assert (offering.taken, standings(offering)) == (1, {"Bram Visser": "seated"})


def test_more_seats_go_to_who_waits_and_fewer_than_taken_are_refused(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, trainer, seats=1)
    for person in (world.bram, world.carla, world.anna):
        actions.sign_up(by=person, offering=offering)
    actions.change(by=trainer, offering=offering, draft=draft(seats=2, hosts=[trainer]))
    assert standings(offering) == {"Bram Visser": "seated", "Carla Bakker": "seated", "Anna de Boer": "waiting"}
    with pytest.raises(Refused, match="2 people have a seat"):
        actions.change(by=trainer, offering=offering, draft=draft(seats=1, hosts=[trainer]))
    actions.change(by=trainer, offering=offering, draft=draft(seats=None, hosts=[trainer]))
    assert set(standings(offering).values()) == {"seated"}


def test_the_database_keeps_no_more_than_there_are(world: World) -> None:
    offering = make_offering(world, seats=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offering.objects.filter(pk=offering.pk).update(taken=2)


def test_after_it_began_nobody_signs_up_or_lets_go(world: World) -> None:
    offering = make_offering(world, seats=1)
    actions.sign_up(by=world.bram, offering=offering)
    with clock.frozen(offering.first_at):
        for act, person in ((actions.sign_up, world.carla), (actions.withdraw, world.bram)):
            with pytest.raises(Refused, match="has begun"):
                act(by=person, offering=offering)


def test_hosts_administrators_and_others_do_not_sign_up(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, trainer)
    for person in (trainer, world.ada):
        with pytest.raises(Refused):
            actions.sign_up(by=person, offering=offering)
    for person in (world.ada, world.dirk):
        with pytest.raises(NotFound):
            queries.get_row(person, offering.pk)


def test_a_host_sees_who_is_coming_and_nobody_else_does(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, trainer, seats=1)
    for person in (world.bram, world.carla):
        actions.sign_up(by=person, offering=offering)
    assert [(one.name, one.standing) for one in queries.guests(trainer, offering)] == [
        ("Bram Visser", "seated"), ("Carla Bakker", "waiting"),
    ]  # fmt: skip
    for person in (world.lea, world.bram, world.anna, world.ada):
        with pytest.raises(Refused):
            queries.guests(person, offering)


def test_who_becomes_a_host_leaves_the_list(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, trainer, seats=1)
    for person in (world.bram, world.carla):
        actions.sign_up(by=person, offering=offering)
    actions.change(by=trainer, offering=offering, draft=draft(seats=1, hosts=[trainer, world.bram]))
    assert standings(offering) == {"Carla Bakker": "seated"}


def test_names_go_thirty_days_after(world: World) -> None:
    offering = make_offering(world, seats=2)
    actions.sign_up(by=world.bram, offering=offering)
    with clock.frozen(after(offering, 29)):
        assert actions.forget_names() == 0
    with clock.frozen(after(offering, 31)):
        assert actions.forget_names() == 1
    offering.refresh_from_db()
    assert (Seat.objects.count(), offering.taken) == (0, 1)


def test_who_is_erased_frees_the_seat(world: World) -> None:
    offering = make_offering(world, seats=1)
    for person in (world.bram, world.carla):
        actions.sign_up(by=person, offering=offering)
    people.erase(person_id=world.bram.pk)
    assert standings(offering) == {"Carla Bakker": "seated"}


def test_what_one_signed_up_for_comes_in_one_query(world: World, django_assert_num_queries: object) -> None:
    offering = make_offering(world, seats=1)
    actions.sign_up(by=world.bram, offering=offering)
    actions.sign_up(by=world.carla, offering=offering)
    visit = make_offering(world, world.bram, kind=Kind.VISIT, title="Meelopen")
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = queries.coming(world.bram)
    assert [(one.title, one.standing) for one in found] == [("Schaalvragen", "seated"), ("Meelopen", None)]
    assert [one.standing for one in queries.coming(world.carla)] == ["waiting"]
    assert queries.coming(world.lea) == []
    with clock.frozen(after(visit)):
        assert queries.coming(world.bram) == []


def test_who_left_all_teams_no_longer_signs_up(world: World) -> None:
    offering = make_offering(world)
    Membership.objects.filter(person=world.bram).update(until=clock.today() + timedelta(days=0))
    with pytest.raises(Refused):
        actions.sign_up(by=world.bram, offering=offering)
