"""Reserved tasks: three separate facts, none derived from another, and what a leader sees of them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.competence import actions, queries
from drieslag.development.competence.actions.tasks import Worded
from drieslag.development.competence.enums import Fact
from drieslag.development.competence.models import Deployment, Qualification, ReservedTask, Shown
from drieslag.development.competence.terms import Term
from drieslag.journal.models import Statement
from drieslag.people import actions as people
from drieslag.people.models import Membership
from drieslag.privacy.models import Consent, Look
from drieslag.privacy.register import export_person
from tests.competence.showing import (
    NOW,
    TODAY,
    adviser,
    consent,
    declaration,
    deployable,
    on,
    outsiders,
    qualified,
    task,
    viewed,
)
from tests.factories.world import World, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def held(world: World, found: ReservedTask) -> tuple[bool, bool, bool]:
    three = queries.three_of(world.bram.pk, [found])[found.pk]
    assert three == queries.task_page(world.bram, found.pk).three
    return three.qualified is not None, three.competent is not None, three.deployable is not None


def test_a_learning_adviser_alone_reserves_tasks(world: World) -> None:
    said = Worded("Medicijnen", "Schade", "Een diploma", qualified_months=60)
    for who in (world.bram, world.lea, world.ada):
        with pytest.raises(Refused, match="learning adviser"):
            actions.define_task(by=who, said=said)
    advises = adviser(world)
    found = actions.define_task(by=advises, said=said)
    assert actions.define_task(by=advises, said=said, key=found.pk).pk == found.pk
    actions.change_task(by=advises, task=found, said=Worded("Injecteren", "Schade", "Een diploma"))
    assert [one.name for one in queries.tasks()] == ["Injecteren"]
    for _press in range(2):
        actions.end_task(by=advises, task=found)
    assert (queries.tasks(), [one.pk for one in queries.tasks(also_ended=True)]) == ([], [found.pk])
    verbs = list(Statement.objects.filter(object_kind="reserved_task").order_by("seq").values_list("verb", flat=True))
    assert verbs == ["planned", "edited", "ended"]
    for refused in (lambda: qualified(world, found), lambda: deployable(world, found)):
        with pytest.raises(Refused, match="not reserved"):
            refused()
    with pytest.raises(Refused, match="not reserved"):
        declaration(world, task=found)
    with pytest.raises(NotFound):
        queries.get_task(world.bram.pk)


@pytest.mark.parametrize(
    "wrong", [{"competent_months": 25}, {"competent_months": 0}, {"deployable_months": 121}, {"qualified_months": 0}]
)
def test_terms_of_a_task_have_bounds(world: World, wrong: dict[str, int]) -> None:
    with pytest.raises(Refused, match="months"):
        task(world, **wrong)


def test_none_of_the_three_follows_from_another(world: World) -> None:
    found = task(world)
    assert held(world, found) == (False, False, False)
    qualification = qualified(world, found)
    assert held(world, found) == (True, False, False)
    said = deployable(world, found)
    assert held(world, found) == (True, False, True)
    stands = declaration(world, task=found)
    viewed(world, stands, world.anna)
    assert held(world, found) == (True, False, True)
    viewed(world, stands, world.carla)
    assert held(world, found) == (True, True, True)
    three = queries.three_of(world.bram.pk, [found])[found.pk]
    assert (three.all_hold, three.until) == (True, date(2027, 5, 24))
    with clock.frozen(on(date(2027, 5, 25))):
        assert held(world, found) == (True, True, False)
    actions.take_back_deployable(by=world.lea, deployment=said, reason="Je werkt nu elders")
    assert held(world, found) == (True, True, False)
    actions.end_qualification(by=world.bram, qualification=qualification)
    assert held(world, found) == (False, True, False)
    actions.withdraw(by=world.bram, declaration=stands)
    assert held(world, found) == (False, False, False)


@pytest.mark.parametrize(
    ("from_on", "until_on", "wrong"),
    [
        (TODAY, date(2027, 11, 24), ""),
        (TODAY, date(2027, 11, 25), "12 months"),
        (TODAY - timedelta(days=1), date(2027, 1, 1), "today or later"),
        (TODAY + timedelta(days=2), TODAY + timedelta(days=1), "before the first"),
    ],
)
def test_deployable_has_a_first_and_a_last_day(world: World, from_on: date, until_on: date, wrong: str) -> None:
    found = task(world)
    if not wrong:
        assert deployable(world, found, from_on=from_on, until_on=until_on).until_on == until_on
        return
    with pytest.raises(Refused, match=wrong):
        deployable(world, found, from_on=from_on, until_on=until_on)


@pytest.mark.parametrize(
    ("from_on", "until_on", "wrong"),
    [
        (TODAY, date(2031, 11, 24), ""),
        (TODAY, date(2031, 11, 25), "60 months"),
        (TODAY, None, "60 months"),
        (TODAY + timedelta(days=1), date(2027, 1, 1), "today or earlier"),
        (date(1900, 1, 1), date(1901, 1, 1), "another first day"),
    ],
)
def test_a_qualification_holds_as_long_as_its_task_lets_it(
    world: World, from_on: date, until_on: date | None, wrong: str
) -> None:
    found = task(world, qualified_months=60)
    if not wrong:
        assert qualified(world, found, from_on=from_on, until_on=until_on).until_on == until_on
        return
    with pytest.raises(Refused, match=wrong):
        qualified(world, found, from_on=from_on, until_on=until_on)


def test_two_terms_of_a_fact_never_overlap(world: World) -> None:
    found = task(world)
    first = deployable(world, found, until_on=TODAY + timedelta(days=30))
    with pytest.raises(Refused, match="overlaps"):
        deployable(world, found, from_on=TODAY + timedelta(days=30), until_on=TODAY + timedelta(days=60))
    next_one = deployable(world, found, from_on=TODAY + timedelta(days=31), until_on=TODAY + timedelta(days=60))
    actions.take_back_deployable(by=world.lea, deployment=first, reason="Opnieuw")
    assert deployable(world, found, until_on=TODAY + timedelta(days=30))
    with pytest.raises(IntegrityError), transaction.atomic():
        Deployment.objects.filter(pk=next_one.pk).update(from_on=TODAY)
    qualified(world, found)
    with pytest.raises(Refused, match="overlaps"):
        qualified(world, found, from_on=TODAY, until_on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deployment.objects.filter(pk=next_one.pk).update(until_on=TODAY)


def test_only_a_team_leader_of_the_person_says_deployable_and_takes_it_back(world: World) -> None:
    found = task(world)
    for who in outsiders(world)[1:]:
        with pytest.raises(Refused, match="Only the team leader"):
            deployable(world, found, by=who)
    with pytest.raises(Refused, match="Only the team leader"):
        deployable(world, found, person=world.lea)
    with pytest.raises(Refused, match="Only the team leader"):
        deployable(world, found, person=world.carla)
    said = deployable(world, found)
    with pytest.raises(Refused, match="Only the team leader"):
        actions.take_back_deployable(by=world.anna, deployment=said, reason="x")
    Membership.objects.filter(person=world.lea).update(until=TODAY)
    with pytest.raises(NotFound):
        queries.get_deployment(world.lea, said.pk)
    with pytest.raises(NotFound):
        queries.led_by(world.lea, found)
    Membership.objects.filter(person=world.lea).update(until=None)
    actions.take_back_deployable(by=world.lea, deployment=queries.get_deployment(world.lea, said.pk), reason="Anders")
    with pytest.raises(Refused, match="already"):
        actions.take_back_deployable(by=world.lea, deployment=said, reason="x")
    ((row, name),) = queries.task_page(world.bram, found.pk).deployments
    assert (row.sentence, row.reason, name) == ("Je deed het drie keer goed", "Anders", "Lea Kok")


def test_the_leader_sees_of_the_other_facts_only_what_was_shown_and_after_opening_it(world: World) -> None:
    found = task(world)
    qualified(world, found, until_on=date(2030, 1, 1))
    stands = declaration(world, task=found)
    viewed(world, stands)
    deployable(world, found)
    with pytest.raises(Refused, match="works council"):
        actions.show_fact(by=world.bram, task=found, fact=Fact.QUALIFIED, leader=world.lea)
    consent(world)
    with pytest.raises(Refused, match="own team leader"):
        actions.show_fact(by=world.bram, task=found, fact=Fact.QUALIFIED, leader=world.anna)

    def row() -> queries.Led:
        return next(one for one in queries.led_by(world.lea, found) if one.person == world.bram.pk)

    assert (row().holds, row().shown) == (Term(TODAY, date(2027, 5, 24)), ())
    for fact in Fact:
        for _press in range(2):
            actions.show_fact(by=world.bram, task=found, fact=fact, leader=world.lea)
    assert [(one.fact, one.is_open, one.holds) for one in row().shown] == [
        (Fact.COMPETENT, False, None),
        (Fact.QUALIFIED, False, None),
    ]
    for one in row().shown:
        actions.open_shown(by=world.lea, shown=queries.get_shown(world.lea, one.key))
    assert [one.holds and one.holds.until_on for one in row().shown] == [date(2027, 11, 24), date(2030, 1, 1)]
    assert {(look.owner, look.viewer) for look in Look.objects.all()} == {(world.bram.pk, world.lea.pk)}
    shown = Shown.objects.first()
    assert shown is not None
    for who in outsiders(world)[1:]:
        with pytest.raises(NotFound):
            queries.get_shown(who, shown.pk)
        with pytest.raises(NotFound):
            actions.open_shown(by=who, shown=shown)
    Consent.objects.update(ended_on=TODAY)
    assert row().shown == ()
    with pytest.raises(NotFound):
        queries.get_shown(world.lea, shown.pk)
    Consent.objects.update(ended_on=None)
    assert actions.stop_showing(by=world.bram, task=found, fact=Fact.QUALIFIED, leader=world.lea.pk) == 1
    assert [one.fact for one in row().shown] == [Fact.COMPETENT]


def test_nobody_else_finds_anything(world: World) -> None:
    found = task(world)
    qualification, said = qualified(world, found), deployable(world, found)
    others = outsiders(world)
    for who in others:
        with pytest.raises(NotFound):
            queries.get_qualification(who, qualification.pk)
        for act in (actions.end_qualification, actions.erase_qualification):
            with pytest.raises(Refused):
                act(by=who, qualification=qualification)
        assert queries.three_of(who.pk, [found])[found.pk].terms == (None, None, None)
        page = queries.task_page(who, found.pk)
        assert (page.qualifications, page.deployments, page.shown) == ((), (), ())
        text = str(export_person(who.pk))
        assert "Diploma verpleegkunde" not in text
        assert "drie keer goed" not in text
    for who in others[1:]:
        with pytest.raises(NotFound):
            queries.get_deployment(who, said.pk)
        with pytest.raises(NotFound):
            queries.led_by(who, found)


def test_of_a_leader_who_is_erased_name_and_words_go_and_the_days_stay(world: World) -> None:
    found = task(world)
    said = deployable(world, found)
    assert "drie keer goed" in str(export_person(world.bram.pk))
    people.erase(person_id=world.lea.pk)
    row = Deployment.objects.get(pk=said.pk)
    assert (row.given_by, row.sentence, row.until_on) == (None, "", said.until_on)
    assert held(world, found) == (False, False, True)
    qualification = qualified(world, found)
    assert "BIG 12345" in str(export_person(world.bram.pk))
    actions.erase_qualification(by=world.bram, qualification=qualification)
    people.erase(person_id=world.bram.pk)
    assert not Deployment.objects.exists()


def test_raw_columns_hold_no_plain_words(world: World) -> None:
    found = task(world)
    qualified(world, found)
    deployable(world, found)
    with connection.cursor() as cursor:
        for model in (ReservedTask, Qualification, Deployment):
            cursor.execute(f"select t::text from {connection.ops.quote_name(model._meta.db_table)} t")
            rows = "".join(row[0] for row in cursor.fetchall())
            for word in ("Medicijnen", "schade", "diploma", "Diploma", "BIG 12345", "drie keer"):
                assert word not in rows
                assert word.encode().hex() not in rows


@pytest.mark.parametrize("count", [1, 4])
def test_reading_costs_the_same_for_one_and_for_many(
    world: World, django_assert_num_queries: object, count: int
) -> None:
    found = task(world)
    consent(world)
    for number in range(count):
        person = make_person(world.organisation, f"Mens {number}", world.team)
        deployable(world, found, person=person)
        actions.show_fact(by=person, task=found, fact=Fact.QUALIFIED, leader=world.lea)
    shown = Shown.objects.first()
    assert shown is not None
    actions.open_shown(by=world.lea, shown=shown)
    with django_assert_num_queries(7):  # type: ignore[operator]
        assert len(queries.led_by(world.lea, found)) == count + 2
    with django_assert_num_queries(3):  # type: ignore[operator]
        queries.three_of(world.bram.pk, [found])


def test_what_is_gone_is_not_found_and_who_does_not_learn_here_states_nothing(world: World) -> None:
    found = task(world)
    with pytest.raises(Refused, match="learn in a team"):
        qualified(world, found, by=world.ada)
    own, said = qualified(world, found), deployable(world, found)
    actions.erase_qualification(by=world.bram, qualification=own)
    Deployment.objects.all().delete()
    with pytest.raises(NotFound):
        actions.end_qualification(by=world.bram, qualification=own)
    with pytest.raises(NotFound):
        actions.take_back_deployable(by=world.lea, deployment=said, reason="x")
