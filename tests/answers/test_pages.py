"""The pages on which somebody answers: what they say before the first question, and for whom they are there."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drieslag.core import clock
from drieslag.people.models import Membership
from drieslag.surveys.actions import answers as actions
from drieslag.surveys.actions import closing
from tests.answers.asked import anonymous, named
from tests.factories.world import TenantClient, World
from tests.surveys.asking import learning_adviser, team_of

pytestmark = [pytest.mark.django_db]
MOST_OF_THE_LIST = 14
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
        "What you write in your own words only your team reads, from 8 answers on",
        "For 24 hours after that, answers still count",
        "The fingerprint of the key",
        "0 of 8 questions",
    ):
        assert sentence in said
    assert (
        "csrfmiddlewaretoken" not in answer.content.decode().partition("data-questionnaire")[2].partition("</form>")[0]
    )
    assert str(found.pk) in answer.content.decode()


def test_who_is_asked_with_other_teams_is_told_that_own_words_are_not_kept(world: World) -> None:
    iris = learning_adviser(world)
    small = team_of(world, "Klein", 3)
    found = anonymous(world, iris, teams=[world.team.pk, small.pk])
    said = words(get(world.client(world.bram), f"/answers/{found.pk}/"))
    assert "is read by nobody and is not kept" in said
    assert "only your team reads" not in said


def test_who_is_read_with_others_reads_their_names_as_on_the_page_of_the_round(world: World) -> None:
    iris = learning_adviser(world)
    teams = [team_of(world, "Noord", 10), team_of(world, "West", 4)]
    found = anonymous(world, iris, teams=[world.team.pk, *(team.pk for team in teams)])
    noord, west = (Membership.objects.filter(team=team)[0].person for team in teams)
    together = f"West and {world.team.name}"
    for person, names in ((noord, "Noord"), (west, together), (world.bram, together)):
        assert f"They count in: {names}." in words(get(world.client(person), f"/answers/{found.pk}/"))
    assert f"{together} : not known yet" in words(get(world.client(iris), f"/rounds/{found.pk}/"))


def test_of_many_that_are_read_together_the_promise_tells_the_number(world: World) -> None:
    teams = [team_of(world, f"Buurt {number}", 2) for number in range(6)]
    found = anonymous(world, learning_adviser(world), teams=[team.pk for team in teams])
    person = Membership.objects.filter(team=teams[0])[0].person
    assert "They count in: 6 groups together." in words(get(world.client(person), f"/answers/{found.pk}/"))


def test_opening_it_takes_eight_queries_at_most(world: World) -> None:
    found = anonymous(world)
    client = world.client(world.bram)
    get(client, f"/answers/{found.pk}/")
    with CaptureQueriesContext(connection) as asked:
        get(client, f"/answers/{found.pk}/")
    sql = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))][:-1]  # the test's own
    assert len(sql) <= MOST_QUERIES, "\n".join(one[:200] for one in sql)


def test_the_list_says_what_waits_and_no_more(world: World) -> None:
    without, with_name = anonymous(world), named(world)
    said = words(get(world.client(world.bram), "/answers/"))
    for sentence in (without.title, "About 3 minutes", "Anonymous", "With name"):
        assert sentence in said
    actions.hand_in_named(by=world.bram, round_id=with_name.pk, answers={"calm": 4})
    page = get(world.client(world.bram), "/answers/").content.decode()
    assert page.count("data-answered=") == 1
    assert "Nobody has read them yet" in page
    assert "Nothing waits for you" in words(get(world.client(world.carla), "/answers/"))
    client = world.client(world.bram)
    get(client, "/answers/")
    with CaptureQueriesContext(connection) as asked:
        get(client, "/answers/")
    assert len(asked) <= MOST_OF_THE_LIST


def test_a_late_page_says_until_when_and_still_finds_the_token(world: World) -> None:
    found = anonymous(world)
    with clock.frozen(found.closes_at + timedelta(minutes=1)):
        closing.begin_closing(round_id=found.pk)
        page = get(world.client(world.bram), f"/answers/{found.pk}/")
    assert "It is closed. What is handed in until" in words(page)
    assert f'data-holder="{world.bram.pk}"' in page.content.decode()
    assert 'data-anonymous-rounds="[]"' in page.content.decode(), "no more tokens are given"


def test_what_two_people_of_one_team_see_differs_in_nothing_but_the_holder(world: World) -> None:
    """The page is drawn once for all: nothing of whoever came first may be in it."""
    found = anonymous(world)
    first, second = (
        get(world.client(who), f"/answers/{found.pk}/").content.decode() for who in (world.bram, world.anna)
    )
    assert str(world.bram.pk) in first
    assert str(world.bram.pk) not in second
    assert world.bram.name not in second
    asked = [page.partition("data-questionnaire")[2].partition("</form>")[0] for page in (first, second)]
    assert asked[0] == asked[1] != ""
