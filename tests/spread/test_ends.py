"""What ends: sharing with somebody who came to lead, an offer that was taken back, a question that moved on."""

from datetime import timedelta

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.journal.models import Statement
from drieslag.learning.spread import actions, jobs, queries
from drieslag.learning.spread.enums import AmbassadorState
from drieslag.learning.spread.models import Adoption, Offer, ThemeThread, TransferPlan
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.models import TryOut
from drieslag.people import actions as people
from drieslag.people.enums import Role
from drieslag.people.models import Membership, OrganisationRole
from drieslag.privacy.actions import end_consent, record_consent
from drieslag.privacy.models import Consent
from tests.factories.world import World
from tests.spread.things import make_offer, make_thread, make_training

pytestmark = pytest.mark.django_db


def make_plan(world: World) -> TransferPlan:
    return actions.make_plan(
        by=world.bram, training=make_training(world), what="Eerst vragen", with_whom="Anna", when="Dinsdag"
    )


def allow(world: World) -> None:
    record_consent(
        by=world.ada.pk, scope="leader_sees_plans", body="works_council", given_on=clock.today(), document="OR-12"
    )


def test_who_comes_to_lead_reads_a_shared_plan_no_longer(world: World) -> None:
    share = actions.share_plan(by=world.bram, plan=make_plan(world), reader=world.anna)
    Membership.objects.create(
        organisation=world.organisation, person=world.anna, team=world.team, role=Role.TEAM_LEADER, since=clock.today()
    )
    assert queries.shared_with(world.anna) == []
    with pytest.raises(NotFound):
        queries.get_share(world.anna, share.pk)
    allow(world)
    assert queries.get_share(world.anna, share.pk) == share


def test_a_leader_reads_as_long_as_the_consent_stands(world: World) -> None:
    allow(world)
    share = actions.share_plan(by=world.bram, plan=make_plan(world), reader=world.lea)
    assert len(queries.shared_with(world.lea)) == 1
    end_consent(by=world.ada.pk, consent_id=Consent.objects.get().pk)
    assert queries.shared_with(world.lea) == []
    with pytest.raises(NotFound):
        queries.get_share(world.lea, share.pk)


def test_a_director_leads_everybody(world: World) -> None:
    OrganisationRole.objects.create(organisation=world.organisation, person=world.carla, role=Role.DIRECTOR)
    with pytest.raises(Refused):
        actions.share_plan(by=world.bram, plan=make_plan(world), reader=world.carla)


def test_who_learns_here_no_longer_reads_no_shared_plan(world: World) -> None:
    share = actions.share_plan(by=world.bram, plan=make_plan(world), reader=world.carla)
    people.end_membership(by=world.ada, team=world.other_team, person=world.carla)
    assert queries.shared_with(world.carla) == []
    with pytest.raises(NotFound):
        queries.get_share(world.carla, share.pk)


def test_an_offer_that_was_taken_back_is_erased_after_a_day(world: World) -> None:
    offer = make_offer(world)
    adoption = actions.adopt(
        by=world.carla, offer=offer, team=world.other_team, text="Wij ook", differently="Kort",
        due_on=clock.today() + timedelta(days=7),
    )  # fmt: skip
    actions.withdraw_offer(by=world.bram, offer=offer)
    jobs.erase_all_taken()
    assert Offer.objects.exists()
    assert queries.taken_over([world.other_team.pk]) == []
    with clock.frozen(clock.now() + timedelta(days=1, minutes=1)):
        assert jobs.erase_all_taken() > 0
    assert not Offer.objects.exists()
    assert not Adoption.objects.exists()
    assert TryOut.objects.filter(pk=adoption.try_out_id).exists()


def test_who_declines_to_carry_an_offer_stands_nowhere(world: World) -> None:
    made = actions.name_ambassador(
        by=world.anna, offer=make_offer(world), person=world.bram, until=clock.today() + timedelta(days=60)
    )
    actions.answer(by=world.bram, ambassador=made, state=AmbassadorState.DECLINED)
    assert Statement.objects.get(object_kind="ambassador").actor is None


def test_a_question_that_another_team_took_over_stands_in_a_theme_under_that_team(world: World) -> None:
    theme = actions.make_theme(by=world.lea, title="Stilte", question="Wat helpt?", month=clock.today())
    thread = make_thread(world)
    actions.link_thread(by=world.bram, theme=theme, thread=thread, title="Van ons")
    offer = threads.hand_over(by=world.bram, thread=thread, to_team=world.other_team)
    now = threads.take_thread(by=world.carla, hand_over=offer)
    actions.link_thread(by=world.carla, theme=theme, thread=now, title="Van hen")
    link = ThemeThread.objects.get()
    assert (link.title, link.team) == ("Van hen", world.other_team)
