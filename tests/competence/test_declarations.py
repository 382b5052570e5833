"""Self-declarations: a term on its boundary days, the views of two colleagues, and what a leader does not see."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.competence import actions, queries
from drieslag.development.competence.enums import VIEW_STATES, Standing, ViewState
from drieslag.development.competence.models import Declaration, Evidence, View
from drieslag.development.plans import actions as plans
from drieslag.development.sharing import things
from drieslag.development.sharing.actions import read, share
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.models import Share
from drieslag.people import actions as people
from drieslag.people.enums import Role
from drieslag.people.models import Membership
from drieslag.privacy.models import Look
from drieslag.privacy.register import export_person
from tests.competence.showing import (
    NEXT_YEAR,
    NOW,
    TODAY,
    consent,
    declaration,
    moment,
    on,
    outsiders,
    task,
    viewed,
)
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def standing(world: World, found: Declaration) -> Standing:
    return queries.page_of(world.bram, found.pk).standing


def test_every_state_is_told() -> None:
    assert set(VIEW_STATES) == set(ViewState)


@pytest.mark.parametrize(
    ("until", "wrong"),
    [
        (TODAY, "to come"),
        (TODAY + timedelta(days=1), ""),
        (date(2028, 11, 24), ""),
        (date(2028, 11, 25), "24 months"),
    ],
)
def test_it_holds_for_24_months_at_most(world: World, until: date, wrong: str) -> None:
    if not wrong:
        assert declaration(world, until_on=until).until_on == until
        return
    with pytest.raises(Refused, match=wrong):
        declaration(world, until_on=until)


def test_a_task_can_ask_for_a_shorter_term(world: World) -> None:
    reserved = task(world, competent_months=6)
    assert declaration(world, task=reserved, until_on=date(2027, 5, 24))
    with pytest.raises(Refused, match="6 months"):
        declaration(world, task=reserved, until_on=date(2027, 5, 25))


def test_it_stands_by_two_views_within_its_term(world: World) -> None:
    found = declaration(world)
    assert standing(world, found) == Standing.WAITS
    viewed(world, found, world.anna)
    assert standing(world, found) == Standing.WAITS
    viewed(world, found, world.carla)
    assert standing(world, found) == Standing.STANDS
    for day, expected in ((NEXT_YEAR, Standing.STANDS), (NEXT_YEAR + timedelta(days=1), Standing.OVER)):
        with clock.frozen(on(day)):
            assert standing(world, found) == expected
            assert [row.standing for row in queries.declarations(world.bram)] == [expected]


def test_two_colleagues_who_do_not_lead_are_asked(world: World) -> None:
    found = declaration(world)
    with pytest.raises(Refused, match="does not lead you"):
        actions.ask_view(by=world.bram, declaration=found, colleague=world.lea)
    for wrong in (world.bram, world.ada):
        with pytest.raises(Refused, match="Ask a colleague"):
            actions.ask_view(by=world.bram, declaration=found, colleague=wrong)
    first, second = (
        actions.ask_view(by=world.bram, declaration=found, colleague=who) for who in (world.anna, world.carla)
    )
    assert actions.ask_view(by=world.bram, declaration=found, colleague=world.anna).pk == first.pk
    third = world.colleagues(1)[0]
    with pytest.raises(Refused, match="two colleagues already"):
        actions.ask_view(by=world.bram, declaration=found, colleague=third)
    actions.decline_view(by=world.anna, view=first)
    assert queries.page_of(world.bram, found.pk).may_ask_more
    actions.ask_view(by=world.bram, declaration=found, colleague=third)
    with pytest.raises(Refused, match="two colleagues already"):
        actions.ask_view(by=world.bram, declaration=found, colleague=world.anna)
    actions.stop_asking(by=world.bram, view=second)
    with pytest.raises(NotFound):
        actions.give_view(by=world.carla, view=second, words="Te laat")
    assert actions.ask_view(by=world.bram, declaration=found, colleague=world.anna).state == ViewState.ASKED


def test_words_that_were_seen_stay_and_before_that_they_change(world: World) -> None:
    found = declaration(world)
    said = {"can": "anders", "because": "daarom", "until_on": NEXT_YEAR}
    assert actions.change_declaration(by=world.bram, declaration=found, **said).can == "anders"  # type: ignore[arg-type]
    viewed(world, found, world.anna)
    with pytest.raises(Refused, match="saw these words"):
        actions.change_declaration(by=world.bram, declaration=found, **said)  # type: ignore[arg-type]


def test_a_view_is_given_changed_and_taken_back_within_the_term(world: World) -> None:
    found = declaration(world)
    first, _second = viewed(world, found)
    actions.give_view(by=world.anna, view=first, words="Ik zag het twee keer")
    with pytest.raises(Refused, match="already"):
        actions.decline_view(by=world.anna, view=first)
    actions.take_view_back(by=world.anna, view=first)
    assert standing(world, found) == Standing.WAITS
    assert "twee keer" not in str(things.told(world.bram.pk, Kind.DECLARATION))
    actions.give_view(by=world.anna, view=first, words="Toch weer")
    assert standing(world, found) == Standing.STANDS
    with clock.frozen(on(NEXT_YEAR + timedelta(days=1))), pytest.raises(Refused, match="is over"):
        actions.give_view(by=world.anna, view=first, words="Te laat")


def test_renewing_is_a_new_one_and_comes_up_eight_weeks_before(world: World) -> None:
    first = declaration(world)
    viewed(world, first)
    for before, asked in ((57, False), (56, True), (0, True), (-1, False)):
        with clock.frozen(on(NEXT_YEAR - timedelta(days=before))):
            due = queries.due(world.bram).renewals
            assert [one.key for one in due] == ([first.pk] if asked else [])
    with clock.frozen(on(NEXT_YEAR - timedelta(days=20))):
        second = declaration(world, earlier=first, key=uuid4())
        assert declaration(world, earlier=first, key=second.pk).pk == second.pk
        assert not queries.due(world.bram)
        assert standing(world, first) == Standing.STANDS
        assert queries.page_of(world.bram, first.pk).renewed_by == second.pk
        assert [row.is_renewed for row in queries.declarations(world.bram)] == [False, True]
        actions.withdraw(by=world.bram, declaration=second)
        assert queries.due(world.bram).renewals


def test_it_is_withdrawn_at_any_time_and_then_nobody_else_reads_it(world: World) -> None:
    found = declaration(world)
    view = viewed(world, found)[0]
    third = world.colleagues(1)[0]
    share(by=world.bram, kind=Kind.DECLARATION, key=found.pk, reader=third)
    for _press in range(2):
        actions.withdraw(by=world.bram, declaration=found)
    assert standing(world, found) == Standing.WITHDRAWN
    assert Share.objects.count() == 0
    with pytest.raises(NotFound):
        queries.get_view(world.anna, view.pk)
    with pytest.raises(NotFound):
        actions.give_view(by=world.anna, view=view, words="x")
    for act in (
        lambda: actions.change_declaration(by=world.bram, declaration=found, can="x", because="y", until_on=NEXT_YEAR),
        lambda: actions.lay_evidence(by=world.bram, declaration=found, chosen={}),
        lambda: actions.ask_view(by=world.bram, declaration=found, colleague=third),
    ):
        with pytest.raises(Refused, match="withdrew"):
            act()
    assert things.told(world.bram.pk, Kind.DECLARATION) == []


def test_evidence_is_of_ones_own_and_told_as_it_is_now(world: World) -> None:
    found, mine = declaration(world), moment(world)
    goal = plans.add_goal(by=world.bram, text="Stiltes", for_residents="Rust")
    theirs = plans.add_goal(by=world.carla, text="Van Carla", for_residents="Rust")
    assert set(queries.evidence_to_choose(found)) == {Kind.GOAL, Kind.MOMENT}
    chosen = {mine.pk: Kind.MOMENT, goal.pk: Kind.GOAL}
    assert actions.lay_evidence(by=world.bram, declaration=found, chosen=chosen) == 2
    for wrong in ({theirs.pk: Kind.GOAL}, {found.pk: Kind.DECLARATION}, {uuid4(): Kind.MOMENT}):
        with pytest.raises(Refused, match="what is yours"):
            actions.lay_evidence(by=world.bram, declaration=found, chosen=wrong)
    with pytest.raises(Refused, match="twenty"):
        actions.lay_evidence(by=world.bram, declaration=found, chosen={uuid4(): Kind.MOMENT for _ in range(21)})
    assert {told.title for told in queries.page_of(world.bram, found.pk).evidence} == {"Stiltes", mine.task}
    actions.erase_moment(by=world.bram, moment=mine)
    assert [told.title for told in queries.evidence_of(found)] == ["Stiltes"]
    actions.lay_evidence(by=world.bram, declaration=found, chosen={})
    assert not Evidence.objects.exists()


def test_who_was_asked_opens_it_in_the_owners_sight(world: World) -> None:
    found = declaration(world)
    view = actions.ask_view(by=world.bram, declaration=found, colleague=world.anna)
    assert [(one.key, one.name) for one in queries.due(world.anna).views] == [(view.pk, "Bram Visser")]
    actions.open_declaration(by=world.anna, view=view)
    assert [(look.owner, look.viewer, look.object_id) for look in Look.objects.all()] == [
        (world.bram.pk, world.anna.pk, found.pk)
    ]
    assert queries.is_open(world.anna, found.pk)


def test_who_comes_to_lead_the_owner_reads_it_no_longer_until_the_works_council_agrees(world: World) -> None:
    found = declaration(world)
    view = actions.ask_view(by=world.bram, declaration=found, colleague=world.anna)
    Membership.objects.create(
        organisation=world.organisation, person=world.anna, team=world.team, role=Role.TEAM_LEADER, since=TODAY
    )
    for act in (
        lambda: queries.get_view(world.anna, view.pk),
        lambda: actions.open_declaration(by=world.anna, view=view),
        lambda: actions.give_view(by=world.anna, view=view, words="x"),
    ):
        with pytest.raises(NotFound):
            act()
    consent(world)
    assert queries.get_view(world.anna, view.pk).pk == view.pk


def test_a_leader_sees_none_without_consent(world: World) -> None:
    found = declaration(world)
    viewed(world, found)
    with pytest.raises(Refused, match="works council"):
        share(by=world.bram, kind=Kind.DECLARATION, key=found.pk, reader=world.lea)
    consent(world)
    made = share(by=world.bram, kind=Kind.DECLARATION, key=found.pk, reader=world.lea)
    _name, told = read(by=world.lea, share_id=made.pk)
    assert ("Anna de Boer saw", "Gezien door Anna") in told.lines
    assert ("Where it is", "stands") in told.lines


def test_nobody_else_finds_or_does_anything(world: World) -> None:
    found = declaration(world)
    view = viewed(world, found)[0]
    for who in outsiders(world):
        for get in (queries.get_declaration, queries.page_of):
            with pytest.raises(NotFound):
                get(who, found.pk)
        with pytest.raises(NotFound):
            queries.get_view(who, view.pk)
        for act in (actions.give_view, actions.take_view_back):
            with pytest.raises(NotFound):
                act(by=who, view=view, **({"words": "x"} if act is actions.give_view else {}))
        for change in (actions.withdraw, actions.erase_declaration):
            with pytest.raises(Refused):
                change(by=who, declaration=found)
        with pytest.raises(Refused):
            actions.stop_asking(by=who, view=view)
        with pytest.raises(Refused):
            actions.ask_view(by=who, declaration=found, colleague=who)
        with pytest.raises(Refused):
            declaration(world, by=world.ada)
        with pytest.raises(Refused):
            actions.declare(by=world.anna, can="x", because="y", until_on=NEXT_YEAR, earlier=found)
        assert queries.declarations(who) == []
        assert not queries.due(who)
        assert "stiltes" not in str(export_person(who.pk))


def test_that_it_was_seen_stays_when_who_saw_it_is_erased(world: World) -> None:
    found = declaration(world)
    viewed(world, found)
    third = actions.ask_view(by=world.bram, declaration=declaration(world), colleague=world.anna)
    assert "Gezien door Anna" in str(export_person(world.anna.pk))
    people.erase(person_id=world.anna.pk)
    page = queries.page_of(world.bram, found.pk)
    assert page.standing == Standing.STANDS
    assert sorted((row.name, row.view.words) for row in page.views) == [("", ""), ("Carla Bakker", "Gezien door Carla")]
    assert not View.objects.filter(pk=third.pk).exists()
    (told,) = (one for one in things.told(world.bram.pk, Kind.DECLARATION) if one.id == found.pk)
    assert "Anna" not in str(told)
    people.erase(person_id=world.bram.pk)
    assert not Declaration.objects.exists()


def test_erasing_is_whole(world: World) -> None:
    found = declaration(world)
    view = viewed(world, found)[0]
    actions.erase_declaration(by=world.bram, declaration=found)
    assert not View.objects.exists()
    with pytest.raises(NotFound):
        actions.erase_declaration(by=world.bram, declaration=found)
    with pytest.raises(NotFound):
        actions.give_view(by=world.anna, view=view, words="x")


def test_raw_columns_hold_no_plain_words(world: World) -> None:
    viewed(world, declaration(world))
    with connection.cursor() as cursor:
        for model in (Declaration, View):
            cursor.execute(f"select t::text from {connection.ops.quote_name(model._meta.db_table)} t")
            rows = "".join(row[0] for row in cursor.fetchall())
            for word in ("stiltes laten", "tien keer", "Gezien door", "stands"):
                assert word not in rows
                assert word.encode().hex() not in rows


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_the_same_for_one_and_for_many(
    world: World, django_assert_num_queries: object, count: int
) -> None:
    for _number in range(count):
        found = declaration(world)
        viewed(world, found)
        actions.ask_view(by=world.bram, declaration=declaration(world), colleague=world.carla)
        actions.ask_feedback(by=world.bram, moment=moment(world), colleague=world.carla)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(queries.declarations(world.bram)) == 2 * count
    with django_assert_num_queries(5):  # type: ignore[operator]
        queries.page_of(world.bram, found.pk)
    with django_assert_num_queries(5):  # type: ignore[operator]  # three ask whether the reader leads an owner
        assert len(queries.due(world.carla).views) == count
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert not queries.due(world.anna)
