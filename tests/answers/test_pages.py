"""The pages on which somebody answers: what they say before the first question, and for whom they are there."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.answers.asked import anonymous
from tests.factories.world import TenantClient, World

pytestmark = [pytest.mark.django_db]
MOST_QUERIES = 6  # and over HTTP one to say that all is of one moment


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def get(client: TenantClient, address: str) -> Any:
    return client.get(address, HTTP_ACCEPT_LANGUAGE="en")


def test_an_anonymous_page_promises_before_the_first_question(world: World) -> None:
    found = anonymous(world)
    answer = get(world.client(world.bram), f"/answers/{found.pk}/")
    said = words(answer)

    assert answer.status_code == 200
    assert said.index("This is anonymous") < said.index("I have calm in my work")
    for sentence in (
        "neither can the administrator",
        "from 5 answers on",
        "from 8",
        "Your team leader does not see who took part",
        "you can change or erase nothing",
        "you get no other",
        "For 24 hours after that, answers still count",
        "The fingerprint of the key",
        "0 of 8 questions",
    ):
        assert sentence in said
    assert (
        "csrfmiddlewaretoken" not in answer.content.decode().partition("data-questionnaire")[2].partition("</form>")[0]
    )
    assert str(found.pk) in answer.content.decode()


def test_opening_it_takes_eight_queries_at_most(world: World) -> None:
    found = anonymous(world)
    client = world.client(world.bram)
    get(client, f"/answers/{found.pk}/")
    with CaptureQueriesContext(connection) as asked:
        get(client, f"/answers/{found.pk}/")
    sql = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))][:-1]  # the test's own
    assert len(sql) <= MOST_QUERIES, "\n".join(one[:200] for one in sql)
