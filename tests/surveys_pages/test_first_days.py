"""While the teams alone read their results, no page sends others to what they may not see yet, or says otherwise."""

from datetime import timedelta

import pytest

from drieslag.core import clock
from drieslag.surveys.models import Group
from tests.factories.world import World
from tests.surveys.asking import NOW, answer, close, invitees, learning_adviser, opened, team_of
from tests.surveys_pages.test_making import main_of

pytestmark = pytest.mark.django_db
CLOSED = NOW + timedelta(days=9)


def test_in_the_days_of_the_teams_the_link_is_theirs_and_joined_ones_read_who_sees_it(world: World) -> None:
    iris = learning_adviser(world)
    teams = [team_of(world, name, size) for name, size in (("Groot", 9), ("Midden", 6), ("Klein", 4))]
    found = opened(world, iris, teams=[team.pk for team in teams])
    for invitee in invitees(found):
        answer(invitee)
    close(found)
    address, results = f"/rounds/{found.pk}/", f'href="/results/rounds/{found.pk}/"'
    group = Group.objects.get(round=found, name="Midden")
    member = next(row for row in teams[1].memberships.select_related("person")).person
    with clock.frozen(CLOSED):
        assert results not in main_of(world.client(iris), address)
        assert results in main_of(world.client(member), address)
        page = main_of(world.client(member), f"/results/groups/{group.pk}/")
        assert "Only teams whose answers are read together see this now" in page
        assert "Everyone in the organisation sees this" not in page
        assert "Midden is not read by itself" in page
    with clock.frozen(CLOSED + timedelta(days=8)):
        assert results in main_of(world.client(iris), address)
        assert "Klein is too small" in main_of(
            world.client(iris), f"/results/groups/{Group.objects.get(round=found, name='Klein').pk}/"
        )
