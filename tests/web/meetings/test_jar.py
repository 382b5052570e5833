"""The page of the question jar: whose it is, what it promises, and that reading it changes nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from drieslag.core import clock, tenancy
from drieslag.learning.meetings import actions, jobs, queries
from drieslag.privacy.anonymous.models import Box, Round
from tests.factories.world import World

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def test_the_first_jar_of_a_team_is_set_out_with_a_press(world: World) -> None:
    bram, address = world.client(world.bram), reverse("meetings:jar", args=[world.team.pk])
    assert 'name="text"' not in bram.get(address).content.decode()
    assert Box.objects.count() == 0
    assert bram.post(address)["Location"] == address
    page = bram.get(address).content.decode()
    jar = queries.jar_of(world.team.pk)
    assert jar is not None
    assert f'data-box="{jar.box.pk}"' in page
    assert 'maxlength="140"' in page
    assert 'data-shield-url="/anonymous/shield/"' in page
    assert 'class="ds-promise"' in page


def test_the_jar_is_the_teams_own(world: World) -> None:
    actions.ensure_jar(by=world.bram, team=world.team)
    address = reverse("meetings:jar", args=[world.team.pk])
    answers = [world.client(who).get(address).status_code for who in (world.anna, world.bram, world.carla, world.dirk)]
    assert answers == [200, 200, 404, 404]
    assert world.client(world.carla).post(address).status_code == 404


def test_a_new_week_gives_every_jar_its_round_at_night(world: World) -> None:
    first = actions.ensure_jar(by=world.bram, team=world.team)
    with clock.frozen(NOW + timedelta(days=7)):
        assert queries.jar_of(world.team.pk) is None
        assert jobs.renew_every_jar() == 1
        tenancy.enter(world.organisation.pk)
        second = queries.jar_of(world.team.pk)
    assert second is not None
    assert (second.round.part, second.box) == ("2026-W11", first.box)
    assert Round.objects.filter(scope=world.other_team.pk).count() == 0
