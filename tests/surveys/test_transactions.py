"""No row outside the store was written in one transaction with an answer (trust.md, Anonymous acts 3 and 11).

A round of a questionnaire over HTTP, through every middleware, among the ordinary acts of the same people.
"""

import json
import secrets

import psycopg
import pytest
from django.test import Client

from drieslag.core import clock, tenancy
from drieslag.privacy.anonymous.tokens import from_text, to_text
from drieslag.surveys.actions import closing
from drieslag.surveys.models import ClosedAnswer, Round
from tests.factories.world import World, make_world
from tests.privacy.anonymous.people import Browser
from tests.privacy.anonymous.test_transactions import everything, post, written_by
from tests.privacy.anonymous.test_views import slip_body
from tests.surveys.asking import answers, box_of, close, invitees, key_of, opened

__all__ = ["everything"]  # a fixture
pytestmark = [
    pytest.mark.slow,
    pytest.mark.urls("drieslag.web.anonymous.urls"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def world() -> World:
    return make_world()


def test_no_table_outside_the_store_shares_a_transaction_with_an_answer(
    world: World, everything: psycopg.Connection, capfd: pytest.CaptureFixture[str]
) -> None:
    with tenancy.inside(world.organisation.pk):
        world.colleagues(2)
        found = opened(world)
        asked = invitees(found)
        key, box = key_of(asked[0].group), box_of(asked[0].group)
    seen: list[set[str]] = []
    hidden: list[str] = []
    for person in (world.bram, world.anna, world.lea, *world.more):
        signed_in = world.client(person)  # signing in writes a session and the moment of it
        browser = Browser(person.pk)
        sent = {"round": str(key.pk), "blinded": to_text(browser.ask(key))}
        browser.finish(key, from_text(post(signed_in, "token/", sent)["signature"]))
        seen.append(written_by(everything, inside=True))
        words = f"wat {person.name} denkt"
        body = slip_body(key, box, browser, json.dumps(answers(words=words)), secrets.token_bytes(32))
        assert post(Client(), "slip/", body)["state"] == "received"
        seen.append(written_by(everything, inside=True))
        hidden += [words, str(person.pk), body["prepared"], str(found.pk), str(asked[0].group.pk)]
    inside = set().union(*seen)
    assert len(inside) == 2 * 5, "each act was a transaction of its own"
    assert inside.isdisjoint(written_by(everything, inside=False))
    logged = "".join(capfd.readouterr())
    assert not [word for word in hidden if word in logged]


def test_what_the_night_tells_shares_none_either(world: World, everything: psycopg.Connection) -> None:
    with tenancy.inside(world.organisation.pk):
        world.colleagues(2)
        found = opened(world)
        asked = invitees(found)
    for row in asked:
        with tenancy.inside(world.organisation.pk):
            browser = Browser(row.person or row.pk)
            browser.fetch_token(key_of(row.group))
        with tenancy.inside(world.organisation.pk):
            browser.hand_in(key_of(row.group), box_of(row.group), json.dumps(answers()), secrets.token_bytes(32))
    with tenancy.inside(world.organisation.pk):
        assert closing.note_enough() == 1
    assert written_by(everything, inside=True).isdisjoint(written_by(everything, inside=False))


def test_closing_leaves_nothing_in_the_store(world: World, everything: psycopg.Connection) -> None:
    with tenancy.inside(world.organisation.pk):
        world.colleagues(2)
        found: Round = opened(world)
        for row in invitees(found):
            browser = Browser(row.person or row.pk)
            browser.fetch_token(key_of(row.group))
            browser.hand_in(key_of(row.group), box_of(row.group), json.dumps(answers()), secrets.token_bytes(32))
    with tenancy.inside(world.organisation.pk), clock.frozen(found.closes_at):
        close(found)
        assert ClosedAnswer.objects.count() == 5
    assert written_by(everything, inside=True) == set()
