"""Questionnaires on the home page."""

from datetime import timedelta

import pytest

from drieslag.core import clock
from tests.factories.world import World
from tests.surveys.asking import NOW, answer, close, invitees, opened
from tests.surveys_pages.test_making import main_of

pytestmark = pytest.mark.django_db


def test_a_card_stays_until_closing_for_who_is_asked(world: World) -> None:
    world.colleagues(5)
    found = opened(world)
    page = main_of(world.client(world.bram), "/")
    assert f'data-answered="{found.pk}"' in page
    assert "A questionnaire waits for you" in page
    assert "about 3 minutes, until the end of Monday 30 November" in page
    assert f'href="/answers/{found.pk}/"' in page
    assert "A questionnaire waits" not in main_of(world.client(world.carla), "/")
    for invitee in invitees(found)[:6]:
        answer(invitee)
    assert "A questionnaire waits for you" in main_of(world.client(world.bram), "/")  # nobody knows who answered
    close(found)
    with clock.frozen(NOW + timedelta(days=9)):
        after = main_of(world.client(world.bram), "/")
    assert "A questionnaire waits" not in after
    assert "The result of Hoe is het bij ons? is there. Look at it together." in after
    with clock.frozen(NOW + timedelta(days=30)):
        assert "The result of" not in main_of(world.client(world.bram), "/")
