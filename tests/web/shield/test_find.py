"""Asking the shield from a page."""

import json

import pytest
from django.test import Client

from tests.factories.world import World
from tests.support.english import _english_pages

__all__ = ["_english_pages"]
pytestmark = pytest.mark.django_db
SHIELD = "/shield/"


def test_a_form_gets_findings_with_places_and_neutral_words(world: World) -> None:
    answer = world.client(world.bram).post(SHIELD, {"text": "Gisteren belde mevrouw De Graaf."})
    assert answer.json() == {
        "findings": [
            {
                "start": 15, "end": 31, "kind": "name", "kind_label": "name",
                "text": "mevrouw De Graaf", "neutral": "een bewoonster",
            }
        ]
    }  # fmt: skip


def test_json_gets_the_same(world: World) -> None:
    answer = world.client(world.bram).post(SHIELD, {"text": "BSN 123456782"}, content_type="application/json")
    assert [(found["kind"], found["text"]) for found in answer.json()["findings"]] == [("bsn", "123456782")]


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"text": 3}', b"\xff"])
def test_what_cannot_be_read_is_said_so(world: World, body: bytes) -> None:
    answer = world.client(world.bram).generic("POST", SHIELD, body, content_type="application/json")
    assert (answer.status_code, answer.json()["findings"]) == (400, [])
    assert answer.json()["reason"].startswith("Your browser sent something")


def test_a_text_of_100_000_characters_gets_a_clear_answer(world: World) -> None:
    answer = world.client(world.bram).post(SHIELD, {"text": "Jan " * 25_000})
    assert (answer.status_code, answer.json()["findings"]) == (413, [])
    assert "at most 20000 characters" in answer.json()["reason"]


def test_only_who_is_signed_in_may_ask_and_only_by_post(world: World) -> None:
    assert Client().post(SHIELD, {"text": "Fatima"}).status_code == 302
    assert world.client(world.bram).get(SHIELD).status_code == 405


def test_a_page_of_another_site_may_not_ask(world: World) -> None:
    browser = world.client(world.bram)
    browser.handler.enforce_csrf_checks = True
    answer = browser.post(SHIELD, json.dumps({"text": "Fatima"}), content_type="application/json")
    assert answer.status_code == 403
