"""No row outside the store was written in one transaction with a row of it (trust.md, Anonymous acts 3 and 11).

Read from PostgreSQL itself: `xmin` is the number of the transaction that wrote a row. All of it goes over HTTP, through
every middleware, among the ordinary acts of the same people.
"""

import json
import secrets
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from drieslag.config import postgres
from drieslag.core import tenancy
from drieslag.people.models import Person
from drieslag.privacy.anonymous import actions, holders
from drieslag.privacy.anonymous.models import STORE, Box, Round, Slip
from drieslag.privacy.anonymous.tokens import from_text, to_text
from tests.factories.world import World, make_world
from tests.privacy.anonymous.people import Browser, Circle
from tests.privacy.anonymous.test_views import slip_body

pytestmark = [
    pytest.mark.slow,
    pytest.mark.urls("drieslag.web.anonymous.urls"),
    pytest.mark.django_db(transaction=True),
]

INSIDE = frozenset(model._meta.db_table for model in STORE)


@pytest.fixture
def everything() -> Iterator[psycopg.Connection]:
    """A look at all tables of this test's database, policies or not."""
    found = connection.settings_dict
    with psycopg.connect(
        host=found["HOST"], port=found["PORT"], user=postgres.SUPERUSER, dbname=found["NAME"], autocommit=True
    ) as opened:
        yield opened


def written_by(everything: psycopg.Connection, *, inside: bool) -> set[str]:
    """The transactions that wrote the rows that are there now, in the store or in all other tables."""
    tables = everything.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
    chosen = [name for (name,) in tables if (name in INSIDE) == inside]
    assert len(chosen) >= (len(INSIDE) if inside else 20)
    return {
        row[0] for name in chosen for row in everything.execute(f'select distinct xmin::text from "{name}"'.encode())
    }


@pytest.fixture
def opened(key_folder: object) -> Iterator[tuple[World, Circle, Round, Box]]:
    world, before = make_world(), dict(holders._rules)
    with tenancy.inside(world.organisation.pk):
        circle = Circle()
        circle.members |= {world.bram.pk, world.anna.pk, world.lea.pk}
        found, box = circle.open()
    yield world, circle, found, box
    holders._rules.clear()
    holders._rules.update(before)


Opened = tuple[World, Circle, Round, Box]


def post(client: Client, noun: str, body: dict[str, object] | dict[str, str]) -> dict[str, str]:
    answer = client.post(f"/anonymous/{noun}", json.dumps(body), content_type="application/json")
    assert answer.status_code == 200, answer.content
    told: dict[str, str] = answer.json()
    return told


def test_no_table_outside_the_store_shares_a_transaction_with_it(
    opened: Opened, everything: psycopg.Connection, capfd: pytest.CaptureFixture[str], settings: Settings
) -> None:
    world, _, found, box = opened
    where = {"round": str(found.pk), "box": str(box.pk)}
    seen: list[set[str]] = []
    hidden: list[str] = []
    for person in (world.bram, world.anna, world.lea):
        signed_in = world.client(person)  # signing in writes a session and the moment of it
        browser = Browser(person.pk)
        asked = {"round": str(found.pk), "blinded": to_text(browser.ask(found))}
        browser.finish(found, from_text(post(signed_in, "token/", asked)["signature"]))
        seen.append(written_by(everything, inside=True))
        secret = secrets.token_bytes(32)
        body = slip_body(found, box, browser, f"wat {person.name} denkt", secret)
        token = {name: body[name] for name in ("prepared", "signature")}
        post(Client(), "slip/", body)
        seen.append(written_by(everything, inside=True))
        post(Client(), "ready/", {**where, **token, "ready": True})
        seen.append(written_by(everything, inside=True))
        post(Client(), "slip/change/", {**where, "secret": to_text(secret), "text": "toch anders"})
        seen.append(written_by(everything, inside=True))
        hidden += [person.name, str(person.pk), body["prepared"], to_text(secret), "toch anders", str(found.pk)]

    inside = set().union(*seen)
    assert len(inside) == 3 * 4, "each act was a transaction of its own"
    assert inside.isdisjoint(written_by(everything, inside=False))
    logged = "".join(capfd.readouterr())
    assert not [word for word in hidden if word in logged]


def test_the_proof_sees_an_act_that_writes_something_besides(opened: Opened, everything: psycopg.Connection) -> None:
    """What goes wrong when a page that hands in also writes when somebody was last there."""
    world, _, _, box = opened
    with tenancy.inside(world.organisation.pk):
        Slip.objects.create(organisation=world.organisation, box=box, sealed=b"x", change_hash=bytes(32))
        Person.objects.filter(pk=world.bram.pk).update(name="Bram Visser")

    assert not written_by(everything, inside=True).isdisjoint(written_by(everything, inside=False))


def test_opening_writes_all_texts_at_once_and_leaves_nothing_in_the_store(
    opened: Opened, everything: psycopg.Connection
) -> None:
    world, circle, found, box = opened
    with tenancy.inside(world.organisation.pk):
        for member in sorted(circle.members)[:5]:
            browser = Browser(member)
            browser.fetch_token(found)
            browser.hand_in(found, box, "tekst")
    with tenancy.inside(world.organisation.pk):
        assert len(actions.open_slips(box_id=box.pk)) == 5
        actions.close_round(round_id=found.pk)
    assert written_by(everything, inside=True) == set()
