"""Over HTTP: a token for who is known, and acts in which nobody is."""

import json
import secrets
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from pytest_django import Settings

from drieslag.core import clock, tenancy
from drieslag.privacy.anonymous import actions, keyfolder, queries, seal
from drieslag.privacy.anonymous.enums import Taking
from drieslag.privacy.anonymous.models import Box, Issue, Round, Slip
from drieslag.privacy.anonymous.tokens import from_text, to_text
from drieslag.web.anonymous import tickets, views
from drieslag.web.anonymous.urls import urlpatterns
from tests.factories.world import TenantClient, World
from tests.privacy.anonymous.people import Browser, Circle

pytestmark = pytest.mark.urls("drieslag.web.anonymous.urls")


def post(client: TenantClient, noun: str, body: object, **extra: Any) -> Any:
    sent = body if isinstance(body, str) else json.dumps(body)
    return client.post(f"/anonymous/{noun}", sent, content_type="application/json", **extra)


def slip_body(found: Round, box: Box, browser: Browser, text: str, secret: bytes = bytes(32)) -> dict[str, str]:
    assert browser.token is not None
    return {
        "round": str(found.pk),
        "box": str(box.pk),
        "prepared": to_text(browser.token.prepared),
        "signature": to_text(browser.token.signature),
        "text": text,
        "change_hash": to_text(seal.change_hash(secret)),
        "mark": to_text(seal.mark_of(secret)),
    }


@pytest.fixture
def ready_made(circle: Circle, world: World) -> tuple[Round, Box, Browser]:
    """Bram has his token."""
    circle.members.add(world.bram.pk)
    found, box = circle.open()
    browser = Browser(world.bram.pk)
    browser.fetch_token(found)
    return found, box, browser


ReadyMade = tuple[Round, Box, Browser]


def test_only_a_holder_who_is_signed_in_gets_a_token(circle: Circle, world: World) -> None:
    circle.members |= {world.bram.pk, world.dirk.pk}
    found, _ = circle.open()
    browser = Browser(world.bram.pk)
    body = {"round": str(found.pk), "blinded": to_text(browser.ask(found))}

    got = {
        name: post(world.client(person), "token/", body)
        for name, person in (("bram", world.bram), ("carla", world.carla), ("dirk", world.dirk), ("nobody", None))
    }

    assert {name: answer.status_code for name, answer in got.items()} == {
        "bram": 200,
        "carla": 409,
        "dirk": 404,
        "nobody": 404,
    }
    assert browser.finish(found, from_text(got["bram"].json()["signature"])).is_of(queries.key_of(found))
    assert [row.holder for row in Issue.objects.all()] == [world.bram.pk]


def test_a_key_that_is_lost_between_the_rule_and_the_act_is_told_in_words(
    circle: Circle, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    circle.members.add(world.bram.pk)
    found, _ = circle.open()
    body = {"round": str(found.pk), "blinded": to_text(Browser(world.bram.pk).ask(found))}
    keyfolder.destroy(keyfolder.SIGN, found.pk)
    monkeypatch.setattr(keyfolder, "is_there", lambda *_: True)

    answer = post(world.client(world.bram), "token/", body, HTTP_ACCEPT_LANGUAGE="en")

    assert answer.status_code == 409
    assert "asked again" in answer.json()["reason"]


def test_a_token_is_asked_for_under_csrf_protection_and_nothing_else_is(world: World) -> None:
    found = {pattern.callback.__name__ for pattern in urlpatterns if getattr(pattern.callback, "csrf_exempt", False)}
    assert found == views.EXEMPT == {"slip", "slip_change", "slip_withdrawal", "ready", "shield"}


def test_a_slip_comes_in_without_any_cookie_and_nothing_but_the_outcome_goes_out(
    ready_made: ReadyMade, world: World
) -> None:
    found, box, browser = ready_made
    answer = post(TenantClient(), "slip/", slip_body(found, box, browser, "wat niemand zegt"))

    assert (answer.status_code, answer.json()) == (200, {"state": "received"})
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert b"niemand" not in bytes(Slip.objects.get().sealed)
    assert [content.text for content in actions.open_slips(box_id=box.pk)] == ["wat niemand zegt"]


def test_a_cookie_that_comes_along_changes_nothing(ready_made: ReadyMade, world: World) -> None:
    """A browser that sends cookies after all, even of another organisation, is treated like any other."""
    found, box, browser = ready_made
    dirk = world.client(world.dirk)
    before = dict(dirk.session)

    answer = post(dirk, "slip/", slip_body(found, box, browser, "van niemand"))

    assert answer.json() == {"state": "received"}
    assert not answer.cookies
    assert dict(dirk.session) == before
    assert Slip.objects.get().organisation_id == world.organisation.pk


def test_a_slip_is_changed_withdrawn_and_counted_as_ready(ready_made: ReadyMade) -> None:
    found, box, browser = ready_made
    client, secret = TenantClient(), secrets.token_bytes(32)
    where = {"round": str(found.pk), "box": str(box.pk)}
    body = slip_body(found, box, browser, "eerst", secret)
    token = {name: body[name] for name in ("prepared", "signature")}
    post(client, "slip/", body)

    assert post(client, "slip/", body).json() == {"state": "already"}
    changed = post(client, "slip/change/", {**where, "secret": to_text(secret), "text": "later"})
    assert changed.json() == {"state": "changed"}
    assert post(client, "ready/", {**where, **token, "ready": True}).json() == {"state": "ready"}
    assert queries.count_ready(box) == 1
    assert post(client, "ready/", {**where, **token, "ready": False}).json() == {"state": "busy"}
    assert queries.count_ready(box) == 0
    assert post(client, "slip/withdrawal/", {**where, "secret": to_text(secret)}).json() == {"state": "withdrawn"}
    assert actions.open_slips(box_id=box.pk) == []


def test_a_refusal_is_a_sentence_and_leaves_nothing(ready_made: ReadyMade) -> None:
    found, box, browser = ready_made
    client = TenantClient()
    too_long = post(client, "slip/", slip_body(found, box, browser, "x" * 100_000), HTTP_ACCEPT_LANGUAGE="en")
    nowhere = post(client, "slip/", {**slip_body(found, box, browser, "x"), "round": str(uuid4())})
    gone = post(client, "slip/withdrawal/", {"round": str(found.pk), "box": str(box.pk), "secret": to_text(bytes(32))})
    keyfolder.destroy(keyfolder.SEAL, box.pk)
    lost = post(client, "slip/", slip_body(found, box, browser, "x"), HTTP_ACCEPT_LANGUAGE="en")

    assert (too_long.status_code, too_long.json()) == (409, {"reason": "This is longer than 2000 characters."})
    assert (nowhere.status_code, gone.status_code) == (404, 404)
    assert lost.status_code == 409
    assert "asked again" in lost.json()["reason"]
    assert not Slip.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        "no json",
        "[]",
        "[" * 100_000,
        {"round": "x"},
        {"round": 3},
        {"prepared": "é"},
        {"text": None},
        {"mark": "AAAA"},
        {"change_hash": "AAAA"},
    ],
)
def test_what_our_script_never_sends_is_refused_in_words(ready_made: ReadyMade, change: object) -> None:
    found, box, browser = ready_made
    good = slip_body(found, box, browser, "x")
    body = {**good, **change} if isinstance(change, dict) else change
    answer = post(TenantClient(), "slip/", body, HTTP_ACCEPT_LANGUAGE="en")
    assert (answer.status_code, "could not be read" in answer.json()["reason"]) == (400, True)
    assert not Slip.objects.exists()


def test_a_body_far_too_large_is_not_read(ready_made: ReadyMade) -> None:
    assert post(TenantClient(), "slip/", "x" * 300_000).status_code == 400


def test_readiness_that_is_no_yes_or_no_is_refused(ready_made: ReadyMade) -> None:
    found, box, browser = ready_made
    assert post(TenantClient(), "ready/", {**slip_body(found, box, browser, ""), "ready": "yes"}).status_code == 400


def test_nothing_is_read_from_these_addresses(world: World) -> None:
    for noun in ("token/", "slip/", "slip/change/", "slip/withdrawal/", "ready/", "shield/"):
        assert TenantClient().get(f"/anonymous/{noun}").status_code == 405


def test_the_shield_is_asked_with_a_ticket_that_tells_nothing_of_who_asks(ready_made: ReadyMade) -> None:
    _, box, _ = ready_made
    ticket = tickets.make(box.pk)
    answer = post(TenantClient(), "shield/", {"ticket": ticket, "text": "Mail naar jan.devries@example.org graag"})
    found = answer.json()["findings"]

    assert ("jan.devries@example.org", True) in {(one["text"], bool(one["kind_label"])) for one in found}
    assert tickets.make(box.pk) == ticket, "two pages of one hour have one ticket"
    with clock.frozen(clock.now() + timedelta(hours=13)):
        assert not tickets.is_good(ticket)
    for wrong in ("", "made/up", ticket + "x"):
        assert post(TenantClient(), "shield/", {"ticket": wrong, "text": "Jan"}).status_code == 409


def page(world: World, source: str, **given: Any) -> str:
    request: Any = RequestFactory().get("/")
    request.me, request.guest_seat = given.pop("me", None), given.pop("guest_seat", None)
    return Template("{% load anonymous %}" + source).render(RequestContext(request, given))


def test_a_page_carries_the_rounds_of_whoever_looks(circle: Circle, world: World) -> None:
    from drieslag.people.queries import of_person

    guest = uuid4()
    circle.members |= {world.bram.pk, guest}
    found, _ = circle.open()
    source = "{% anonymous_rounds meeting %}"

    bram = page(world, source, me=of_person(world.bram), meeting=circle.scope)
    visitor = page(world, source, guest_seat=guest, meeting=circle.scope)

    assert str(found.pk) in bram
    assert 'data-token-url="/anonymous/token/"' in bram
    assert f'data-token-url="/meetings/{circle.scope}/anonymous/token/"' in visitor
    assert page(world, source, me=of_person(world.carla), meeting=circle.scope) == ""
    assert page(world, source, meeting=circle.scope) == ""
    assert page(world, "{% anonymous_rounds %}", me=of_person(world.bram)) == ""


def test_the_promise_stands_with_its_limits_and_the_key(circle: Circle, world: World, settings: Settings) -> None:
    found, box = circle.open(Taking.ONCE, max_each=2)
    shown = page(world, "{% language 'en' %}{% anonymous_promise round %}{% endlanguage %}", round=found)
    attributes = page(world, "<form {% anonymous_box round box %}>", round=found, box=box)

    assert found.fingerprint in shown.replace(" ", "")
    for words in ("not the administrator either", "changes the running program", "never given", "<noscript>"):
        assert words in " ".join(shown.split())
    assert f'data-box="{box.pk}"' in attributes
    assert 'data-max-each="2"' in attributes
    closing = actions.begin_closing(round_id=found.pk)
    assert "You can hand in until" in page(
        world, "{% language 'en' %}{% anonymous_promise r %}{% endlanguage %}", r=closing
    )
    assert Template("{% load anonymous %}{{ mark|anonymous_mark }}").render(Context({"mark": b"\0"})) == "AA"


def test_a_door_leads_to_its_own_organisation_alone(ready_made: ReadyMade, world: World) -> None:
    found, box, browser = ready_made
    post(TenantClient(), "slip/", slip_body(found, box, browser, "hier"))
    with tenancy.inside(world.elsewhere.pk):
        assert not Slip.objects.exists()
    assert Slip.objects.count() == 1
