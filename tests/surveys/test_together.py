"""Two at once: jobs that close one round, and people who hand in while it closes."""

import json
import secrets
from datetime import timedelta
from functools import partial

import pytest

from drieslag.core import clock, tenancy
from drieslag.privacy.anonymous.models import Box, Slip
from drieslag.privacy.anonymous.models import Round as KeyRound
from drieslag.surveys.actions import closing, opening, rounds
from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import ClosedAnswer, Group, Record, Round
from tests.factories.world import World, make_world
from tests.privacy.anonymous.people import Browser
from tests.support.together import together
from tests.surveys.asking import ENDS, answers, box_of, invitees, key_of, opened

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
OVER = ENDS + timedelta(days=1, hours=3)


@pytest.fixture
def world() -> World:
    made = make_world()
    with tenancy.inside(made.organisation.pk):
        made.colleagues(9)
    return made


def late_round(world: World, handed_in: int) -> tuple[Round, list[Browser], Group]:
    """A round in its day for late answers; all have a token and so many handed in."""
    with tenancy.inside(world.organisation.pk):
        found = opened(world)
        asked = invitees(found)
        browsers = [Browser(row.person or row.pk) for row in asked]
        for number, browser in enumerate(browsers):
            browser.fetch_token(key_of(asked[0].group))
            if number < handed_in:
                give(browser, asked[0].group)
    with clock.frozen(ENDS + timedelta(minutes=5)), tenancy.inside(world.organisation.pk):
        closing.begin_closing(round_id=found.pk)
    return found, browsers, asked[0].group


def give(browser: Browser, group: Group) -> object:
    return browser.hand_in(key_of(group), box_of(group), json.dumps(answers()), secrets.token_bytes(32))


def test_two_jobs_close_a_round_once(world: World) -> None:
    found, _, _ = late_round(world, handed_in=6)
    together(world.organisation.pk, [partial(closing.close_round, round_id=found.pk)] * 3, at=OVER)
    with tenancy.inside(world.organisation.pk):
        assert Round.objects.get().state == RoundState.CLOSED
        assert ClosedAnswer.objects.count() == 6
        assert Record.objects.filter(of="calm").count() == 1


def test_two_jobs_prepare_a_round_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "INLINE", 0)
    with tenancy.inside(world.organisation.pk):
        found = opened(world, closes_at=OVER + timedelta(days=1))
    together(world.organisation.pk, [partial(opening.make_next_keys, round_id=found.pk)] * 3, at=OVER)
    together(world.organisation.pk, [partial(opening.make_next_keys, round_id=found.pk)] * 3, at=OVER)
    with tenancy.inside(world.organisation.pk):
        assert Round.objects.get().state == RoundState.OPEN
        assert KeyRound.objects.count() == Box.objects.count() == 1


def test_who_hands_in_while_it_closes_is_in_it_or_is_told_that_it_is_not(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, browsers, group = late_round(world, handed_in=6)
    with tenancy.inside(world.organisation.pk):
        # The job comes a little early here, so that late answers are still good when it does.
        KeyRound.objects.update(takes_until=OVER + timedelta(minutes=1))
    monkeypatch.setattr(closing, "_is_over", lambda _round: True)
    late = [partial(give, browser, group) for browser in browsers[6:]]
    outcomes = together(
        world.organisation.pk, [*late[:3], partial(closing.close_round, round_id=found.pk), *late[3:]], at=OVER
    )
    received = outcomes.count("received")
    assert received + outcomes.count("refused") == len(late)
    with tenancy.inside(world.organisation.pk):
        assert ClosedAnswer.objects.count() == 6 + received
        assert Group.objects.get().answers == 6 + received
        assert not Slip.objects.exists()
