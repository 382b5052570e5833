"""What bad input gets: a token used twice, forged, of another round or too late; and answers that cannot be."""

import json
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from drieslag.core import clock
from drieslag.privacy.anonymous import seal
from drieslag.privacy.anonymous.models import Slip, Spent
from drieslag.privacy.anonymous.tokens import Token, to_text
from drieslag.surveys.actions import closing
from drieslag.surveys.models import Invitee, Round
from tests.answers.asked import anonymous, codes_of
from tests.factories.world import TenantClient, World
from tests.privacy.anonymous.people import Browser
from tests.surveys.asking import box_of, close, key_of

pytestmark = [pytest.mark.django_db]


def invited(found: Round, world: World) -> Invitee:
    return Invitee.objects.select_related("group").get(round=found, person=world.bram.pk)


def fetched(invitee: Invitee) -> Token:
    assert invitee.person is not None
    return Browser(invitee.person).fetch_token(key_of(invitee.group))


def post(invitee: Invitee, token: Token, answers: object, **other: str) -> Any:
    secret = secrets.token_bytes(32)
    where = other or {"round": str(key_of(invitee.group).pk), "box": str(box_of(invitee.group).pk)}
    body = {
        "prepared": to_text(token.prepared),
        "signature": to_text(token.signature),
        "text": answers if isinstance(answers, str) else json.dumps(answers),
        "change_hash": to_text(seal.change_hash(secret)),
        "mark": to_text(seal.mark_of(secret)),
        **where,
    }
    return TenantClient().post(
        "/anonymous/slip/", json.dumps(body), content_type="application/json", HTTP_ACCEPT_LANGUAGE="en"
    )


def get_token(world: World, invitee: Invitee) -> Any:
    body = {"round": str(key_of(invitee.group).pk), "blinded": to_text(secrets.token_bytes(256))}
    return world.client(world.anna).post("/anonymous/token/", json.dumps(body), content_type="application/json")


def counts() -> tuple[int, int]:
    return Slip.objects.count(), Spent.objects.count()


def test_a_token_counts_once_whatever_comes_after(world: World) -> None:
    invitee = invited(anonymous(world), world)
    token = fetched(invitee)
    assert post(invitee, token, {"calm": 4}).json() == {"state": "received"}
    for again in ({"calm": 4}, {"calm": 1}, "no answers at all"):
        assert post(invitee, token, again).json() == {"state": "already"}
    assert counts() == (1, 1)


def test_forged_tokens_and_those_of_another_round_are_refused(world: World) -> None:
    first, second = invited(anonymous(world), world), invited(anonymous(world), world)
    token = fetched(first)
    forged = Token(token.prepared, secrets.token_bytes(256))
    for wrong in (post(first, forged, {"calm": 4}), post(second, token, {"calm": 4})):
        assert (wrong.status_code, wrong.json()["reason"]) == (409, "This token is not valid here.")
    mixed = post(first, token, {"calm": 4}, round=str(key_of(first.group).pk), box=str(box_of(second.group).pk))
    assert mixed.status_code == 409
    assert counts() == (0, 0)


def test_late_answers_are_taken_for_a_day_and_no_longer(world: World) -> None:
    found = anonymous(world)
    invitee = invited(found, world)
    token = fetched(invitee)
    with clock.frozen(found.closes_at + timedelta(minutes=1)):
        closing.begin_closing(round_id=found.pk)
        assert get_token(world, invitee).status_code == 409
        assert post(invitee, token, {"calm": 4}).json() == {"state": "received"}
    body = {"round": str(key_of(invitee.group).pk), "box": str(box_of(invitee.group).pk)}
    close(found)
    assert post(invitee, token, {"calm": 4}, **body).status_code in {404, 409}
    assert counts() == (0, 0)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"calm": 4, "gone": 1}, "belongs to no question"),
        ({"calm": 6}, "Choose a number from 1 to 5"),
        ({"calm": 4, "years": 51}, "Choose a number from 0 to 50"),
        ({"calm": 4, "where": "z"}, "does not have that answer"),
        ({"calm": 4, "what": ["a", "b", "c"]}, "Choose at most 2"),
        ({"calm": 4, "words": "x" * 201}, "1 sign too long"),
        ({"hurry": 2}, "has no answer yet"),
        ({}, ""),
        ([], "no answers to this questionnaire"),
        ("{", "no answers to this questionnaire"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_and_spends_nothing(world: World, answers: Any, said: str) -> None:
    invitee = invited(anonymous(world), world)
    token = fetched(invitee)
    refused = post(invitee, token, answers)
    assert refused.status_code == 409
    assert said in refused.json()["reason"]
    assert counts() == (0, 0)
    assert post(invitee, token, {"calm": 4}).json() == {"state": "received"}


def test_the_sentence_says_which_question_it_is_about(world: World) -> None:
    invitee = invited(anonymous(world), world)
    refused = post(invitee, fetched(invitee), {"calm": 4, "years": 51})
    assert refused.json()["item"] == "years"


def ask(noun: str, body: Mapping[str, object]) -> Any:
    return TenantClient().post(
        f"/answer/{noun}/", json.dumps(body), content_type="application/json", HTTP_ACCEPT_LANGUAGE="en"
    )


def test_a_code_gives_its_questionnaire_and_one_token_and_nothing_else(world: World) -> None:
    found = anonymous(world, codes=2)
    first, second = codes_of(found, world.anna)
    sheet = ask("sheet", {"code": f" {first}\n"}).json()
    assert "I have calm in my work" in sheet["main"]
    assert "This is anonymous" in sheet["main"]
    (card,) = json.loads(sheet["rounds"])
    browser = Browser(Invitee.objects.get(pk=sheet["holder"]).pk)
    key = key_of(Invitee.objects.select_related("group").get(pk=sheet["holder"]).group)
    blinded = to_text(browser.ask(key))

    given = [ask("token", {"code": first, "round": card["id"], "blinded": blinded}) for _ in range(2)]
    assert given[0].json() == given[1].json(), "the same question again gets the same answer"
    other = to_text(Browser(browser.holder).ask(key))
    assert ask("token", {"code": first, "round": card["id"], "blinded": other}).status_code == 409
    elsewhere = anonymous(world, codes=2)
    wrong = {"code": second, "round": str(key_of(invited(elsewhere, world).group).pk), "blinded": other}
    assert ask("token", wrong).status_code == 409
    assert not any(answer.cookies for answer in given)


def test_a_code_that_opens_nothing_says_so(world: World) -> None:
    found = anonymous(world, codes=1)
    (code,) = codes_of(found, world.anna)
    for wrong in ("", "x", code[:-1], code + "A", "\0", "é" * 500):
        assert ask("sheet", {"code": wrong}).status_code == 409
    assert ask("sheet", {"code": 3}).status_code == 400
    assert ask("sheet", {}).status_code == 400
    close(found)
    closed = ask("sheet", {"code": code})
    assert (closed.status_code, "does not work" in closed.json()["reason"]) == (409, True)
    assert TenantClient().get("/answer/sheet/").status_code == 405
    page = TenantClient().get("/answer/", HTTP_ACCEPT_LANGUAGE="nl")
    assert "De code op uw brief" in page.content.decode()
