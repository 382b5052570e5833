"""The command with which who runs the program lets an organisation sign with a new key."""

import json
from argparse import ArgumentParser

import django
import pytest

from drieslag.config.commands import renew_badge_key
from drieslag.config.settings import environment
from drieslag.development.badges import actions, keyring
from drieslag.development.badges.checking import Verdict, check
from drieslag.development.badges.models import Badge, IssuerKey
from tests.badges.conftest import Declarations, Verifier
from tests.factories.world import World

pytestmark = pytest.mark.django_db

ACCEPTED = {"verified": True, "revoked": False, "errors": []}


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command work in the database of the tests, which stands already."""
    monkeypatch.setattr(environment, "choose_settings", lambda: None)
    monkeypatch.setattr(environment, "database_url", lambda: "the tests' own")
    monkeypatch.setattr(django, "setup", lambda: None)


def command(*given: str) -> int:
    parser = ArgumentParser()
    renew_badge_key.arguments(parser)
    return renew_badge_key.run(parser.parse_args(given))


def issued(world: World, declarations: Declarations) -> Badge:
    return actions.issue(by=world.bram, about=declarations.add(world.bram.pk), name="Bram Visser")


def key_of(badge: Badge) -> str:
    return str(json.loads(badge.credential)["proof"]["verificationMethod"]).rsplit("#", 1)[1]


@pytest.mark.slow
def test_earlier_badges_stay_good_and_new_ones_carry_the_new_key(
    world: World, declarations: Declarations, verifier: Verifier, capsys: pytest.CaptureFixture[str]
) -> None:
    first = issued(world, declarations)
    assert command(world.organisation.slug) == 0
    assert "2" in capsys.readouterr().out
    second = issued(world, declarations)
    assert [key_of(one) for one in (first, second)] == ["key-1", "key-2"]
    for one in (first, second):
        assert verifier(world, json.loads(one.credential)) == ACCEPTED
        assert check(one.credential.encode()).verdict is Verdict.GENUINE


@pytest.mark.slow
def test_what_a_lost_key_signed_is_refused_and_what_the_new_one_signs_is_not(
    world: World, declarations: Declarations, verifier: Verifier
) -> None:
    first = issued(world, declarations)
    assert command(world.organisation.slug, "--lost") == 0
    second = issued(world, declarations)
    assert verifier(world, json.loads(first.credential))["verified"] is False
    assert verifier(world, json.loads(second.credential)) == ACCEPTED


@pytest.mark.django_db(transaction=True)
def test_the_old_private_half_is_destroyed(committed: World) -> None:
    for number in (1, 2):
        assert command(committed.organisation.slug) == 0
        assert keyring.read(committed.organisation.pk, number) is not None
    assert keyring.read(committed.organisation.pk, 1) is None


def test_an_organisation_that_is_not_there_is_said_so(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("none") == 1
    assert capsys.readouterr().err
    assert not IssuerKey.objects.exists()
