"""Formative moments: tried as often as one likes, looked at by whom one asks, without any mark."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from drieslag.core import clock, tenancy
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.competence import actions, queries
from drieslag.development.competence.actions.moments import Said
from drieslag.development.competence.enums import FEEDBACK_STATES, FeedbackState, MomentKind
from drieslag.development.competence.jobs import forget_all_links
from drieslag.development.competence.models import Feedback, Moment
from drieslag.development.plans import actions as plans
from drieslag.development.sharing import things
from drieslag.development.sharing.actions import share
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.models import Share
from drieslag.people import actions as people
from drieslag.privacy.models import Look
from drieslag.privacy.register import export_person
from tests.competence.showing import FILM, NOW, declaration, moment, outsiders
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def asked(world: World, **more: object) -> Feedback:
    return actions.ask_feedback(by=world.bram, moment=moment(world, **more), colleague=world.anna)  # type: ignore[arg-type]


def test_a_moment_holds_no_mark_of_any_kind() -> None:
    assert set(FEEDBACK_STATES) == set(FeedbackState)
    names = {field.name for model in (Moment, Feedback) for field in model._meta.get_fields()}
    assert names.isdisjoint({"score", "mark", "grade", "passed", "result", "level", "standing"})


def test_it_is_written_down_and_completed_and_repeated(world: World) -> None:
    first = moment(world)
    said = Said(task=first.task, prediction=first.prediction, tried_on=clock.today(), next="Nog eens")
    assert actions.change_moment(by=world.bram, moment=first, said=said).tried_on == clock.today()
    again = actions.make_moment(
        by=world.bram, kind=MomentKind.OBSERVATION, said=Said(task=first.task), earlier=first, key=uuid4()
    )
    assert actions.make_moment(by=world.bram, kind=MomentKind.CASE, said=Said(task="x"), key=again.pk).pk == again.pk
    assert [row.pk for row in queries.moment_page(world.bram, first.pk).times] == [again.pk]
    assert [row.pk for row in queries.moment_page(world.bram, again.pk).times] == [first.pk]
    assert [row.pk for row in queries.unfinished(world.bram)] == [again.pk]
    actions.erase_moment(by=world.bram, moment=first)
    assert queries.get_moment(world.bram, again.pk).earlier_id is None


def test_a_day_to_come_was_not_tried_and_a_goal_is_ones_own(world: World) -> None:
    with pytest.raises(Refused, match="still to come"):
        moment(world, tried_on=clock.today() + timedelta(days=1))
    theirs = plans.add_goal(by=world.carla, text="Van Carla", for_residents="Rust")
    with pytest.raises(Refused, match="own goals"):
        moment(world, goal_id=theirs.pk)
    mine = plans.add_goal(by=world.bram, text="Van Bram", for_residents="Rust")
    found = moment(world, goal_id=mine.pk, theme="F01:1:rest")
    assert (found.goal_id, found.theme_code, found.theme_key) == (mine.pk, "F01", "rest")
    with pytest.raises(Refused, match="list"):
        moment(world, theme="rest")


def test_who_does_not_learn_here_makes_none(world: World) -> None:
    with pytest.raises(Refused):
        actions.make_moment(by=world.ada, kind=MomentKind.CASE, said=Said(task="x"))


def test_a_film_needs_everybodys_consent_and_stays_elsewhere(world: World) -> None:
    with pytest.raises(Refused, match="everybody in the picture"):
        moment(world, MomentKind.FILM, film="phone")
    for link in ("http://film.example/a", "film.example", "javascript:alert(1)"):
        with pytest.raises(Refused, match="whole link"):
            moment(world, MomentKind.FILM, **{**FILM, "link": link})
    on_phone = moment(world, MomentKind.FILM, **{**FILM, "film": "phone"})
    assert (on_phone.film, on_phone.link, on_phone.link_until) == ("phone", "", None)


@pytest.mark.parametrize(("days", "kept"), [(0, True), (13, True), (14, False), (15, False)])
def test_a_link_is_forgotten_after_fourteen_days(world: World, days: int, kept: bool) -> None:
    found = moment(world, MomentKind.FILM, **FILM)
    with clock.frozen(NOW + timedelta(days=days)):
        assert bool(queries.link_of(queries.get_moment(world.bram, found.pk))) is kept
        assert actions.forget_links() == (0 if kept else 1)
        now = queries.get_moment(world.bram, found.pk)
        assert (now.link, now.link_until is not None) == ((FILM["link"], True) if kept else ("", False))


def test_links_are_forgotten_in_every_organisation_and_at_once_when_asked(world: World) -> None:
    found = moment(world, MomentKind.FILM, **FILM)
    same = Said(task="x", film="link", link=str(FILM["link"]), all_agreed=True)
    with clock.frozen(NOW + timedelta(days=3)):
        assert actions.change_moment(by=world.bram, moment=found, said=same).link_until == found.link_until
    with clock.frozen(NOW + timedelta(days=14)), tenancy.nowhere():
        assert forget_all_links() == 1
    tenancy.enter(world.organisation.pk)
    other = moment(world, MomentKind.FILM, **FILM)
    assert actions.forget_link(by=world.bram, moment=other).link == ""


def test_who_was_asked_opens_it_in_sight_and_writes_to_the_owner_alone(world: World) -> None:
    feedback = asked(world)
    assert [one.name for one in queries.due(world.anna).feedback] == ["Bram Visser"]
    assert not queries.is_open(world.anna, feedback.moment_id)
    for _press in range(2):
        actions.open_moment(by=world.anna, feedback=feedback)
    assert queries.is_open(world.anna, feedback.moment_id)
    assert [(look.owner, look.viewer, look.object_kind) for look in Look.objects.all()] == [
        (world.bram.pk, world.anna.pk, "moment")
    ]
    actions.give_feedback(by=world.anna, feedback=feedback, saw="Je wachtte", effect="Zij ging praten", idea="Langer")
    assert not queries.due(world.anna)
    (row,) = queries.moment_page(world.bram, feedback.moment_id).asked
    assert (row.name, row.feedback.saw) == ("Anna de Boer", "Je wachtte")
    told = things.one(world.bram.pk, Kind.MOMENT, feedback.moment_id)
    assert told is not None
    assert "Je wachtte" not in str(told)
    assert "Alleen voor mij" not in str(told)


def test_a_colleagues_words_are_told_only_where_that_colleague_agreed(world: World) -> None:
    feedback = asked(world)
    given = {"by": world.anna, "feedback": feedback, "saw": "Je wachtte", "effect": "Zij ging praten"}
    actions.give_feedback(**given)  # type: ignore[arg-type]
    assert things.told(world.bram.pk, Kind.FEEDBACK) == []
    actions.give_feedback(**given, may_show=True)  # type: ignore[arg-type]
    (told,) = things.told(world.bram.pk, Kind.FEEDBACK)
    assert (told.id, told.title) == (feedback.pk, "Anna de Boer looked along: Een gesprek openen")
    assert told.lines == (("Anna de Boer saw", "Je wachtte"), ("What it did with the other", "Zij ging praten"))
    assert things.told(world.bram.pk, Kind.FEEDBACK, [feedback.moment_id]) == []
    for who in (world.anna, world.carla, world.lea):
        assert things.told(who.pk, Kind.FEEDBACK) == []
    assert "Je wachtte" not in str(things.told(world.bram.pk, Kind.MOMENT))
    actions.give_feedback(**given)  # type: ignore[arg-type]
    assert things.told(world.bram.pk, Kind.FEEDBACK) == []


def test_what_a_colleague_agreed_to_is_a_portfolio_and_nothing_more(world: World) -> None:
    feedback = asked(world)
    actions.give_feedback(by=world.anna, feedback=feedback, saw="Je wachtte", may_show=True)
    for reader in (world.carla, world.lea, world.anna):
        with pytest.raises(Refused, match="portfolio"):
            share(by=world.bram, kind=Kind.FEEDBACK, key=feedback.pk, reader=reader)
    declared = declaration(world)
    assert set(queries.evidence_to_choose(declared)) == {Kind.MOMENT}
    with pytest.raises(Refused, match="yours"):
        actions.lay_evidence(by=world.bram, declaration=declared, chosen={feedback.pk: Kind.FEEDBACK})


@pytest.mark.parametrize("state", [FeedbackState.ASKED, FeedbackState.DECLINED])
def test_nothing_can_be_shown_that_was_not_written(world: World, state: FeedbackState) -> None:
    feedback = asked(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=feedback.pk).update(state=state, may_show=True)


@pytest.mark.parametrize("count", [1, 4])
def test_telling_what_colleagues_saw_costs_the_same(world: World, django_assert_num_queries: Any, count: int) -> None:
    found = moment(world)
    for colleague in world.colleagues(count):
        row = actions.ask_feedback(by=world.bram, moment=found, colleague=colleague)
        actions.give_feedback(by=colleague, feedback=row, saw="Je wachtte", may_show=True)
    with django_assert_num_queries(2):
        assert len(things.told(world.bram.pk, Kind.FEEDBACK)) == count


def test_asking_the_same_twice_is_one_and_declining_needs_no_reason(world: World) -> None:
    feedback = asked(world)
    again = actions.ask_feedback(by=world.bram, moment=feedback.moment, colleague=world.anna)
    assert again.pk == feedback.pk
    actions.decline_feedback(by=world.anna, feedback=feedback)
    with pytest.raises(Refused, match="already"):
        actions.give_feedback(by=world.anna, feedback=feedback, saw="Toch")
    for wrong in (world.bram, world.ada):
        with pytest.raises(Refused, match="Ask a colleague"):
            actions.ask_feedback(by=world.bram, moment=feedback.moment, colleague=wrong)


def test_nobody_else_finds_or_does_anything(world: World) -> None:
    feedback = asked(world)
    share(by=world.bram, kind=Kind.MOMENT, key=feedback.moment_id, reader=world.anna)
    for who in [*outsiders(world), world.carla]:
        for read in (queries.get_moment, queries.moment_page):
            with pytest.raises(NotFound):
                read(who, feedback.moment_id)
        with pytest.raises(NotFound):
            queries.get_feedback(who, feedback.pk)
        with pytest.raises(NotFound):
            actions.open_moment(by=who, feedback=feedback)
        for act in (actions.erase_moment, actions.forget_link):
            with pytest.raises(Refused):
                act(by=who, moment=feedback.moment)
        with pytest.raises(Refused):
            actions.give_feedback(by=who, feedback=feedback, saw="x")
        with pytest.raises(Refused):
            actions.erase_feedback(by=who, feedback=feedback)
        with pytest.raises(Refused):
            actions.ask_feedback(by=who, moment=feedback.moment, colleague=who)
        assert (queries.moments(who), bool(queries.due(who))) == ([], False)
        assert "Een gesprek openen" not in str(export_person(who.pk))
    actions.erase_moment(by=world.bram, moment=feedback.moment)
    assert (Share.objects.count(), Feedback.objects.count()) == (0, 0)
    with pytest.raises(NotFound):
        actions.erase_moment(by=world.bram, moment=feedback.moment)
    with pytest.raises(NotFound):
        actions.give_feedback(by=world.anna, feedback=feedback, saw="x")


def test_words_go_with_their_writer_and_a_moment_with_its_owner(world: World) -> None:
    feedback = asked(world)
    actions.give_feedback(by=world.anna, feedback=feedback, saw="Woorden van Anna")
    assert all("Woorden van Anna" in str(export_person(who.pk)) for who in (world.bram, world.anna))
    people.erase(person_id=world.anna.pk)
    assert queries.moment_page(world.bram, feedback.moment_id).asked == ()
    people.erase(person_id=world.bram.pk)
    assert not Moment.objects.exists()


def test_the_writer_takes_words_back_and_the_owner_takes_the_question_away(world: World) -> None:
    feedback = asked(world)
    actions.erase_feedback(by=world.anna, feedback=feedback)
    other = actions.ask_feedback(by=world.bram, moment=feedback.moment, colleague=world.anna)
    actions.erase_feedback(by=world.bram, feedback=other)
    assert not Feedback.objects.exists()


def test_raw_columns_hold_no_plain_words(world: World) -> None:
    feedback = asked(world, kind=MomentKind.FILM, **FILM)
    actions.give_feedback(by=world.anna, feedback=feedback, saw="Je wachtte")
    with connection.cursor() as cursor:
        for model in (Moment, Feedback):
            cursor.execute(f"select t::text from {connection.ops.quote_name(model._meta.db_table)} t")
            rows = "".join(row[0] for row in cursor.fetchall())
            for word in ("gesprek openen", "word stil", "film.example", "wachtte"):
                assert word not in rows
                assert word.encode().hex() not in rows


@pytest.mark.parametrize("count", [1, 4])
def test_reading_costs_the_same_for_one_and_for_many(
    world: World, django_assert_num_queries: object, count: int
) -> None:
    found = moment(world)
    for colleague in world.colleagues(count):
        actions.ask_feedback(by=world.bram, moment=found, colleague=colleague)
    with django_assert_num_queries(4):  # type: ignore[operator]
        assert len(queries.moment_page(world.bram, found.pk).asked) == count
    with django_assert_num_queries(1):  # type: ignore[operator]
        queries.moments(world.bram)
