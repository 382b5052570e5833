"""Who comes to lead somebody finds nothing of plans and declarations, not even that there is one."""

from datetime import timedelta

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.development.competence import actions, queries
from drieslag.people.enums import Role
from drieslag.people.models import Membership, OrganisationRole
from tests.factories.world import World

pytestmark = [pytest.mark.django_db]


@pytest.mark.parametrize("becomes", ["leader", "director"])
def test_a_question_about_a_declaration_waits_no_longer_for_who_came_to_lead(world: World, becomes: str) -> None:
    made = actions.declare(
        by=world.bram, can="Ik kan de-escaleren.", because="Ik deed het.",
        until_on=clock.today() + timedelta(days=300),
    )  # fmt: skip
    view = actions.ask_view(by=world.bram, declaration=made, colleague=world.carla)
    assert queries.due(world.carla).views
    if becomes == "leader":
        Membership.objects.create(
            organisation=world.organisation, person=world.carla, team=world.team, role=Role.TEAM_LEADER,
            since=clock.today(),
        )  # fmt: skip
    else:
        OrganisationRole.objects.create(organisation=world.organisation, person=world.carla, role=Role.DIRECTOR)
    with pytest.raises(NotFound):
        queries.get_view(world.carla, view.pk)
    assert not queries.due(world.carla)
    client = world.client(world.carla)
    for path in ("/", "/competence/"):
        answer = client.get(path)
        assert "Bram" not in answer.content.decode(), path
