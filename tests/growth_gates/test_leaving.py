"""Who left signs in for three months more to take along what is their own: nothing of colleagues is open to them."""

from datetime import timedelta

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.development.competence import actions as competence
from drieslag.development.competence import queries as showing
from drieslag.development.competence.actions.moments import Said
from drieslag.development.competence.enums import MomentKind
from drieslag.development.plans import actions as plans
from drieslag.development.sharing import actions, queries
from drieslag.development.sharing.enums import Kind
from drieslag.development.talks import actions as talks
from drieslag.development.talks import queries as talking
from drieslag.development.talks.enums import Side, TalkKind
from drieslag.development.talks.script import PREPARED
from drieslag.people.actions import let_go
from drieslag.people.enums import Role
from drieslag.people.models import Membership, Person
from tests.factories.world import World

pytestmark = [pytest.mark.django_db]


def left(world: World, who: Person) -> Person:
    return let_go(by=world.ada, person_id=who.pk)


def a_shared_goal(world: World, reader: Person) -> None:
    goal = plans.add_goal(by=world.bram, text="Ik laat stiltes bestaan.", for_residents="Zij praten.")
    actions.share(by=world.bram, kind=Kind.GOAL, key=goal.pk, reader=reader)


def test_what_was_shared_is_closed_to_who_left(world: World) -> None:
    a_shared_goal(world, world.carla)
    key = queries.shared_with(world.carla)[0].key
    carla = left(world, world.carla)
    assert queries.shared_with(carla) == []
    with pytest.raises(NotFound):
        queries.get_shared(carla, key)
    with pytest.raises(NotFound):
        actions.read(by=carla, share_id=key)


def test_a_leader_who_was_kept_out_is_not_let_in_by_leaving(world: World) -> None:
    a_shared_goal(world, world.carla)
    key = queries.shared_with(world.carla)[0].key
    Membership.objects.create(
        organisation=world.organisation, person=world.carla, team=world.team, role=Role.TEAM_LEADER,
        since=clock.today(),
    )  # fmt: skip
    assert queries.shared_with(world.carla) == []
    carla = left(world, world.carla)
    with pytest.raises(NotFound):
        actions.read(by=carla, share_id=key)


def test_a_declaration_and_a_moment_are_closed_to_who_was_asked_and_left(world: World) -> None:
    made = competence.declare(
        by=world.bram, can="Ik kan de-escaleren.", because="Ik deed het.",
        until_on=clock.today() + timedelta(days=300),
    )  # fmt: skip
    view = competence.ask_view(by=world.bram, declaration=made, colleague=world.carla)
    moment = competence.make_moment(by=world.bram, kind=MomentKind.OBSERVATION, said=Said(task="Een intake doen."))
    asked = competence.ask_feedback(by=world.bram, moment=moment, colleague=world.carla)
    carla = left(world, world.carla)
    assert not showing.due(carla)
    with pytest.raises(NotFound):
        showing.get_view(carla, view.pk)
    with pytest.raises(NotFound):
        showing.get_feedback(carla, asked.pk)


def test_what_was_asked_of_colleagues_is_closed_to_them_when_its_owner_left(world: World) -> None:
    made = competence.declare(
        by=world.bram, can="Ik kan de-escaleren.", because="Ik deed het.",
        until_on=clock.today() + timedelta(days=300),
    )  # fmt: skip
    view = competence.ask_view(by=world.bram, declaration=made, colleague=world.carla)
    moment = competence.make_moment(by=world.bram, kind=MomentKind.OBSERVATION, said=Said(task="Een intake doen."))
    asked = competence.ask_feedback(by=world.bram, moment=moment, colleague=world.carla)
    left(world, world.bram)
    assert not showing.due(world.carla)
    with pytest.raises(NotFound):
        showing.get_view(world.carla, view.pk)
    with pytest.raises(NotFound):
        showing.get_feedback(world.carla, asked.pk)


def test_words_laid_open_for_a_talk_are_closed_to_the_other_who_left(world: World) -> None:
    talk = talks.ask_for_talk(
        by=world.bram, owner=world.bram, other=world.carla, kind=TalkKind.COACHING,
        planned_at=clock.now() + timedelta(days=3),
    )  # fmt: skip
    key = PREPARED[Side.OWNER][0].key
    talks.prepare(by=world.bram, talk=talk, answers={key: "Ik twijfel aan mezelf."})
    talks.lay_open(by=world.bram, talk=talk)
    carla = left(world, world.carla)
    assert talking.seen(carla, talk.pk).theirs is None
    with pytest.raises(NotFound):
        talks.read_prepared(by=carla, talk=talk)
