"""Mails of a round: who is asked, once more to everybody, that a result is there. The same for all."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest

from drieslag.core import clock
from drieslag.core.models import Installation
from drieslag.learning.notices import jobs as notices
from drieslag.learning.notices.actions import choose
from drieslag.learning.notices.enums import Notice
from drieslag.learning.notices.models import Outgoing
from drieslag.surveys import jobs_mail
from drieslag.surveys.actions import rounds
from drieslag.surveys.models import Invitee, Round
from tests.factories.world import World
from tests.surveys.asking import NOW, answer, close, invitees, key_of, opened, team_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(world: World) -> Round:
    world.colleagues(5)
    return opened(world)


@pytest.fixture
def post(mailoutbox: list[SimpleNamespace]) -> list[SimpleNamespace]:
    return mailoutbox


def out(world: World) -> int:
    """Let everything that is due go out."""
    from drieslag.core import tenancy

    jobs_mail.tell()
    sent = notices.send()
    tenancy.enter(world.organisation.pk)
    return sent


def test_everybody_who_is_asked_is_told_once_with_promise_and_fingerprint(
    world: World, running: Round, post: list[SimpleNamespace]
) -> None:
    assert out(world) == 8
    mail = next(one for one in post if one.to == ["bram.visser@lindestad.example"])
    fingerprint = key_of(invitees(running)[0].group).fingerprint
    assert f"{fingerprint[:4]} {fingerprint[4:8]}" in mail.body
    assert f"https://leren.example/answers/{running.pk}/" in mail.body
    assert "nobody can tell what you answered" in mail.body or "kan nagaan wat" in mail.body
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert Invitee.objects.filter(told=True).count() == 8
    assert out(world) == 0
    assert not Outgoing.objects.exists()


def test_a_title_that_asks_gets_no_second_sign(world: World, running: Round, post: list[SimpleNamespace]) -> None:
    assert running.title.endswith("?")
    assert out(world) == 8
    for mail in post:
        assert running.title in mail.body.split("\n")
        assert not re.search(r"\?[”’]?[.:]", mail.body)


def test_a_reminder_is_the_same_for_who_answered(world: World, running: Round, post: list[SimpleNamespace]) -> None:
    out(world)
    for invitee in invitees(running)[:4]:
        answer(invitee)
    post.clear()
    with clock.frozen(NOW + timedelta(days=2)):
        rounds.remind(by=world.anna, round_id=running.pk)
        assert (out(world), out(world)) == (8, 0)
    texts = {one.body.partition("--")[0].split("\n", 1)[1] for one in post}
    assert len(texts) == 1


def test_outside_working_time_and_in_a_demo_nothing_goes(world: World, running: Round) -> None:
    with clock.frozen(NOW - timedelta(days=1)):  # a Sunday
        assert out(world) == 0
    Installation.objects.update_or_create(id=True, defaults={"is_demo": True})
    assert out(world) == 0


def test_who_wants_no_such_mail_gets_none(world: World, running: Round, post: list[SimpleNamespace]) -> None:
    choose(by=world.bram, wanted={Notice.DIGEST})
    assert out(world) == 7
    assert all(one.to != ["bram.visser@lindestad.example"] for one in post)


def test_what_waits_and_is_over_meanwhile_does_not_go(world: World, running: Round) -> None:
    jobs_mail.tell()
    rounds.stop_round(by=world.anna, round_id=running.pk)
    assert notices.send() == 0


def test_teams_are_told_where_their_result_is(world: World, post: list[SimpleNamespace]) -> None:
    from tests.surveys.asking import learning_adviser

    iris = learning_adviser(world)
    big, small = team_of(world, "Groot", 9), team_of(world, "Klein", 4)
    found = opened(world, iris, teams=[big.pk, small.pk])
    out(world)
    for invitee in invitees(found):
        answer(invitee)
    close(found)
    post.clear()
    with clock.frozen(NOW + timedelta(days=9)):
        assert (out(world), out(world)) == (13, 0)
    assert all("/results/" in one.body or "https://leren.example/" in one.body for one in post)
    assert not Invitee.objects.filter(round=found).exists()
