"""Offering, changing, calling off, holding; and what each one keeps of having been there."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.offerings import actions, jobs, queries
from drieslag.development.offerings.actions import When
from drieslag.development.offerings.enums import Kind, State
from drieslag.development.offerings.models import Material, Moment, Offering, TakenPart, Trainer
from drieslag.development.sharing import things
from drieslag.development.sharing.enums import Kind as Thing
from drieslag.journal.models import Statement
from drieslag.learning.notices import jobs as notices
from drieslag.learning.spread.models import Training
from drieslag.people import actions as people
from drieslag.people.enums import Role
from drieslag.privacy.register import export_person
from tests.factories.world import World
from tests.offerings.things import after, draft, give_role, make_offering, make_trainer, reads_english, when

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "role", "may"),
    [
        ("bram", None, {Kind.VISIT}),
        ("lea", None, {Kind.VISIT}),
        ("anna", None, {Kind.VISIT, Kind.ACTIVITY}),
        ("bram", Role.DOMAIN_HOLDER, {Kind.VISIT, Kind.ACTIVITY}),
        ("bram", Role.AMBASSADOR, {Kind.VISIT, Kind.ACTIVITY}),
        ("bram", Role.INTERNAL_TRAINER, {Kind.VISIT, Kind.ACTIVITY, Kind.TRAINING}),
        ("bram", Role.LEARNING_ADVISER, {Kind.VISIT, Kind.ACTIVITY, Kind.TRAINING}),
        ("ada", None, set()),
    ],
)
def test_who_offers_what(world: World, who: str, role: Role | None, may: set[Kind]) -> None:
    person = getattr(world, who)
    if role:
        give_role(person, role)
    for kind in Kind:
        if kind in may:
            assert actions.offer(by=person, kind=kind, draft=draft()).kind == kind
        else:
            with pytest.raises(Refused):
                actions.offer(by=person, kind=kind, draft=draft())


def test_the_same_key_offers_once_and_says_so_in_the_journal(world: World) -> None:
    trainer = make_trainer(world)
    first = make_offering(world, trainer)
    again = actions.offer(by=trainer, kind=Kind.TRAINING, draft=draft(title="Anders"), key=first.pk)
    assert (again.pk, again.title) == (first.pk, "Schaalvragen")
    assert list(Statement.objects.filter(object_kind="offering").values_list("verb", flat=True)) == ["planned"]


@pytest.mark.parametrize(
    ("moments", "said"),
    [
        ([], "Choose a day."),
        ([when(-1)], "has passed"),
        ([when(900)], "within two years"),
        ([when(3, hours=-1)], "after the beginning"),
        ([when(3, hours=25)], "after the beginning"),
        ([when(3, hours=1, pause=60)], "breaks are shorter"),
        ([when(3), when(3)], "overlap"),
        ([when(day) for day in range(3, 16)], "Up to 12 days"),
    ],
)
def test_days_that_cannot_be_are_refused(world: World, moments: list[When], said: str) -> None:
    with pytest.raises(Refused, match=said):
        make_offering(world, moments=moments)
    assert Offering.objects.count() == 0


def test_breaks_do_not_count_as_learning(world: World) -> None:
    offering = make_offering(world, moments=[when(14, hours=2, pause=0), when(7, hours=7, pause=75)])
    row = queries.get_row(world.bram, offering.pk)
    assert (row.minutes, row.net_minutes) == (540, 465)
    assert [moment.starts_at for moment in row.moments] == [when(7).starts_at, when(14).starts_at]
    assert (offering.first_at, offering.last_at) == (when(7).starts_at, when(14, hours=2).ends_at)


def test_only_who_gives_it_or_an_adviser_changes_it(world: World) -> None:
    offering = make_offering(world)
    for person in (world.bram, world.lea, world.ada, world.carla):
        for act in (actions.call_off, actions.hold):
            with pytest.raises(Refused):
                act(by=person, offering=offering)
        with pytest.raises(Refused):
            actions.change(by=person, offering=offering, draft=draft())
    adviser = give_role(world.carla, Role.LEARNING_ADVISER)
    assert actions.change(by=adviser, offering=offering, draft=draft(title="Nieuw")).title == "Nieuw"


def test_another_day_is_told_and_other_words_are_not(world: World) -> None:
    reads_english(world.bram)
    trainer = make_trainer(world)
    offering = make_offering(world, trainer)
    actions.sign_up(by=world.bram, offering=offering)
    actions.change(by=trainer, offering=offering, draft=draft(title="Doorvragen", hosts=[trainer]))
    notices.send()
    assert mail.outbox == []
    actions.change(by=trainer, offering=offering, draft=draft(moments=[when(9)], hosts=[trainer]))
    notices.send()
    assert [one.subject for one in mail.outbox] == ["Changed: Schaalvragen"]
    assert Moment.objects.get().starts_at == when(9).starts_at


def test_calling_off_is_told_and_can_be_undone(world: World) -> None:
    reads_english(world.bram)
    trainer = make_trainer(world)
    offering = make_offering(world, trainer)
    actions.sign_up(by=world.bram, offering=offering)
    for _press in range(2):
        actions.call_off(by=trainer, offering=offering)
    with pytest.raises(Refused, match="called off"):
        actions.sign_up(by=world.carla, offering=offering)
    notices.send()
    assert [one.subject for one in mail.outbox] == ["Called off: Schaalvragen"]
    assert queries.offered(world.bram) == []
    for _press in range(2):
        actions.plan_again(by=trainer, offering=offering)
    assert [row.standing for row in queries.offered(world.bram)] == ["seated"]
    actions.call_off(by=trainer, offering=offering)
    with clock.frozen(offering.first_at), pytest.raises(Refused, match="day has passed"):
        actions.plan_again(by=trainer, offering=offering)


def test_what_was_held_comes_on_the_list_of_trainings_and_nobody_s_presence_does(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, trainer)
    with pytest.raises(Refused, match="not over"):
        actions.hold(by=trainer, offering=offering)
    with clock.frozen(after(offering)):
        for _press in range(2):
            held = actions.hold(by=trainer, offering=offering)
        with pytest.raises(Refused):
            actions.call_off(by=trainer, offering=offering)
        assert queries.lately(world.bram)[0].offering.state == State.HELD
    training = Training.objects.get()
    assert (held.training_id, training.title, training.trainer) == (training.pk, "Schaalvragen", trainer.pk)


def test_nobody_has_to_press_that_it_was_held(world: World) -> None:
    offering = make_offering(world)
    visit = make_offering(world, world.bram, kind=Kind.VISIT)
    with clock.frozen(after(offering, 2)):
        assert jobs.tidy() == 2
        assert jobs.tidy() == 0
    visit.refresh_from_db()
    assert (visit.state, visit.training_id) == (State.HELD, None)
    assert Training.objects.count() == 1


def test_a_training_of_who_left_becomes_held_without_a_trainer(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, trainer)
    people.erase(person_id=trainer.pk)
    with clock.frozen(after(offering, 2)):
        assert actions.hold_past() == 1
    assert Training.objects.count() == 0


def test_one_says_oneself_that_one_was_there_and_nobody_else_reads_it(world: World) -> None:
    offering = make_offering(world)
    with pytest.raises(Refused, match="not over"):
        actions.say_i_was_there(by=world.bram, offering=offering)
    with clock.frozen(after(offering)):
        first = actions.say_i_was_there(by=world.bram, offering=offering, brought="Een schaalvraag")
        assert actions.say_i_was_there(by=world.bram, offering=offering).pk == first.pk
    row = queries.taken_part(world.bram.pk)[0]
    assert (row.title, row.minutes, row.net_minutes, row.is_live, row.host, row.brought) == (
        "Schaalvragen", 180, 150, True, "Tess Jansen", "Een schaalvraag",
    )  # fmt: skip
    assert first.pk.version == 4
    for person in (world.lea, world.ada, world.carla, world.anna):
        with pytest.raises(NotFound):
            queries.get_taken(person, first.pk)
        assert queries.taken_part(person.pk) == []
        assert things.told(person.pk, Thing.TAKEN_PART, [first.pk]) == []
    with connection.cursor() as cursor:
        cursor.execute("select * from offerings_takenpart")
        columns = {column.name for column in cursor.description or ()}
    assert columns == {"id", "organisation_id", "owner", "text"}


def test_what_one_kept_stays_when_the_offering_goes_and_is_told_to_whom_one_shares_it_with(world: World) -> None:
    offering = make_offering(world)
    with clock.frozen(after(offering)):
        kept = actions.say_i_was_there(by=world.bram, offering=offering)
    offering.delete()
    actions.keep_what_it_brought(by=world.bram, key=kept.pk, brought="Rustiger vragen")
    told = things.one(world.bram.pk, Thing.TAKEN_PART, kept.pk)
    assert told is not None
    assert told.lines == (
        ("What it was", "training"), ("Time, without breaks", "2 hours and 30 minutes"), ("Given by", "Tess Jansen"),
        ("What it brought me", "Rustiger vragen"),
    )  # fmt: skip
    with pytest.raises(NotFound):
        actions.keep_what_it_brought(by=world.lea, key=kept.pk, brought="x")
    assert actions.take_back(by=world.lea, key=kept.pk) == 0
    assert actions.take_back(by=world.bram, key=kept.pk) == 1


def test_of_what_was_called_off_nobody_says_to_have_been_there(world: World) -> None:
    trainer = make_trainer(world)
    offering = actions.call_off(by=trainer, offering=make_offering(world, trainer))
    with clock.frozen(after(offering)), pytest.raises(Refused, match="called off"):
        actions.say_i_was_there(by=world.bram, offering=offering)
    with clock.frozen(after(make_offering(world, trainer))), pytest.raises(Refused):
        actions.say_i_was_there(by=world.ada, offering=make_offering(world, trainer))


def test_materials_are_links_and_short_texts(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, trainer)
    given = {"by": trainer, "offering": offering, "title": "Kaartje", "goal": "Doorvragen", "text": "Vijf vragen"}
    first = actions.add_material(**given)  # type: ignore[arg-type]
    assert actions.add_material(**given, key=first.pk).pk == first.pk  # type: ignore[arg-type]
    for wrong in ({"text": ""}, {"link": "http://x.example"}, {"link": "javascript:alert(1)"}, {"by": world.bram}):
        with pytest.raises(Refused):
            actions.add_material(**{**given, **wrong})  # type: ignore[arg-type]
    for _number in range(19):
        actions.add_material(**given)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="20 already"):
        actions.add_material(**given)  # type: ignore[arg-type]
    assert len(queries.materials(offering)) == 20
    with pytest.raises(Refused):
        actions.remove_material(by=world.bram, material=first)
    actions.remove_material(by=trainer, material=queries.get_material(trainer, first.pk))
    assert Material.objects.count() == 19


def test_a_trainer_says_how_often_and_the_list_says_what_is_left(world: World) -> None:
    trainer, other = make_trainer(world), give_role(world.anna, Role.INTERNAL_TRAINER)
    with pytest.raises(Refused):
        actions.say_room(by=world.bram, gives="", a_quarter=1)
    with pytest.raises(Refused):
        actions.say_room(by=trainer, gives="", a_quarter=91)
    with clock.frozen(clock.now().replace(month=11, day=2)):
        make_offering(world, trainer)
        actions.call_off(by=trainer, offering=make_offering(world, trainer, moments=[when(8)]))
        for often in (1, 3):
            actions.say_room(by=trainer, gives="Schaalvragen", a_quarter=often)
        found = {row.name: (row.a_quarter, row.planned, row.room) for row in queries.trainers()}
    assert found == {"Anna de Boer": (None, 0, None), "Tess Jansen": (3, 1, 2)}
    assert Trainer.objects.count() == 1
    assert other.pk != trainer.pk


def test_all_of_it_is_taken_along_and_goes(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, trainer)
    actions.add_material(by=trainer, offering=offering, title="Kaartje", text="Vijf vragen")
    actions.say_room(by=trainer, gives="Vragen", a_quarter=2)
    with clock.frozen(after(offering)):
        actions.say_i_was_there(by=trainer, offering=offering)
    mine = export_person(trainer.pk)
    for name in ("Offering", "Host", "Material", "TakenPart", "Trainer"):
        assert len(mine[f"offerings.{name}"]) == 1
    people.erase(person_id=trainer.pk)
    assert (Offering.objects.get().maker, Material.objects.get().by) == (None, None)
    assert (TakenPart.objects.count(), Trainer.objects.count()) == (0, 0)


def test_a_quarter_ends_where_the_next_begins() -> None:
    for month in range(1, 13):
        since, until = queries.quarter(clock.today().replace(month=month, day=28))
        assert (until - since) in {timedelta(days=90), timedelta(days=91), timedelta(days=92)}
        assert queries.quarter(until)[0] == until
