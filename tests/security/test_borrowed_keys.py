"""Promise: the key that makes sending a form twice one act is nobody's way to learn that another organisation has
something under that key; it costs neither an error page nor a word that was typed.
"""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from drieslag.core import tenancy
from drieslag.development.reflections.models import Reflection
from drieslag.kernel.format import StepKind
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Level, Origin
from drieslag.learning.threads.models import Insight
from tests.factories.world import TenantClient, World
from tests.meetings.rooms import a_format, a_hall, a_step
from tests.security.rooms import address

pytestmark = pytest.mark.django_db

WORDS = "Ik bleef stil, en toen kwam het."
AGAIN = "This could not be kept. Send it once more."
ANEW = "This could not be kept. Open the page again and send it once more."


def patient(world: World) -> TenantClient:
    """Return Anna's device, to which an error is an answer."""
    client = world.client(world.anna)
    client.raise_request_exception = False
    return client


def post(client: TenantClient, url: str, given: Mapping[str, object], **headers: str) -> Any:
    return client.post(url, dict(given), headers={"Accept-Language": "en", **headers})


def said(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def key_in(answer: Any) -> str:
    found = re.search(r'name="client_key"[^>]*value="([^"]*)"', answer.content.decode())
    assert found
    return found[1]


def note_elsewhere(world: World) -> UUID:
    """Let Dirk write a note on the page of his organisation; return the key that his form carried."""
    client, new = world.client(world.dirk), reverse("reflections:new")
    key = key_in(client.get(new))
    assert client.post(new, {"client_key": key, "text": "Van Dirk"}).status_code == 302
    return UUID(key)


def insight_elsewhere(world: World) -> UUID:
    with tenancy.inside(world.elsewhere.pk):
        made = threads.add_insight(by=world.dirk, team=world.team_elsewhere, text="Van Dirk", level=Level.SINGLE)
        return made.pk


def test_a_form_keeps_the_words_and_can_be_sent_again(world: World) -> None:
    key, client, new = note_elsewhere(world), patient(world), reverse("reflections:new")
    page = post(client, new, {"client_key": str(key), "text": WORDS})
    assert page.status_code == 422
    assert AGAIN in said(page)
    assert WORDS in page.content.decode()
    assert not Reflection.objects.exists()
    fresh = key_in(page)
    assert fresh != str(key)
    assert post(client, new, {"client_key": fresh, "text": WORDS}).status_code == 302
    assert [(str(row.pk), row.text) for row in Reflection.objects.all()] == [(fresh, WORDS)]
    with tenancy.inside(world.elsewhere.pk):
        assert [(row.pk, row.text) for row in Reflection.objects.all()] == [(key, "Van Dirk")]


def test_a_page_that_shows_no_form_again_asks_to_be_opened_again(world: World) -> None:
    key = insight_elsewhere(world)
    thread = threads.open_thread(by=world.anna, team=world.team, origin=Origin.PERSON, title="Wat doe ik bij stilte?")
    given = {"client_key": str(key), "text": WORDS, "level": "single"}
    page = post(patient(world), reverse("board:insights", args=[thread.pk]), given)
    assert page.status_code == 403
    assert ANEW in said(page)
    assert not Insight.objects.exists()


def test_a_part_of_a_running_meeting_gets_the_sentence_alone(world: World) -> None:
    key, hall = insight_elsewhere(world), a_hall(world, a_format(a_step("insights", StepKind.HARVEST)))
    given = {"client_key": str(key), "text": WORDS, "level": "single"}
    part = post(patient(world), address("insights", hall, "insights"), given, **{"HX-Request": "true"})
    assert part.status_code == 403
    assert said(part) == ANEW
    assert "data-refused" in part.content.decode()
    assert not Insight.objects.exists()
