"""Bringing a question in, in a page."""

from uuid import uuid4

import pytest
from django.urls import reverse

from drieslag.learning.threads import actions
from drieslag.learning.threads.enums import Level, Origin, ThreadState
from drieslag.learning.threads.models import Thread
from drieslag.people.enums import Role
from drieslag.people.models import Membership
from tests.factories.world import World

pytestmark = pytest.mark.django_db
ASK = "/questions/new/"


def asked(world: World, **changes: object) -> dict[str, object]:
    return {
        "client_key": uuid4(), "title": "Wanneer laat je een gezin los?", "story": "Al anderhalf jaar.",
        "named": "yes", "team": str(world.team.pk), **changes,
    }  # fmt: skip


def make(world: World, **changes: object) -> Thread:
    given = {"by": world.bram, "team": world.team, "origin": Origin.PERSON, "title": "Loslaten", "story": "Al lang"}
    return actions.open_thread(**{**given, **changes})  # type: ignore[arg-type]


def test_two_fields_and_one_press_put_a_question_on_the_board(world: World) -> None:
    browser = world.client(world.bram)
    page = browser.get(ASK)
    assert page.context["form"].asks_team is False
    answer = browser.post(ASK, asked(world))
    thread = Thread.objects.get()
    assert answer.headers["Location"] == reverse("board:thread", args=[thread.pk])
    shown = browser.get(answer.headers["Location"]).content.decode()
    assert "Your question is on the board of Wijkteam De Linde." in shown
    assert "Al anderhalf jaar." in shown


def test_a_script_is_told_where_to_go_and_the_message_waits_there(world: World) -> None:
    browser = world.client(world.bram)
    answer = browser.post(ASK, asked(world), headers={"HX-Request": "true"})
    url = answer.headers["HX-Redirect"]
    assert (answer.status_code, url) == (200, f"/threads/{Thread.objects.get().pk}/")
    assert "Your question is on the board" in browser.get(url).content.decode()


def test_the_form_watches_for_names_and_keeps_a_draft(world: World) -> None:
    page = world.client(world.bram).get(ASK).content.decode()
    assert page.count('data-shield-url="') == 2
    assert 'data-outbox data-draft-key="ask"' in page


def test_the_same_form_sent_twice_is_one_question(world: World) -> None:
    browser, form = world.client(world.bram), asked(world)
    first, second = (browser.post(ASK, form).headers["Location"] for _ in range(2))
    assert first == second
    assert Thread.objects.count() == 1


def test_a_text_of_a_hundred_thousand_signs_is_refused_kindly_and_kept(world: World) -> None:
    story = "Dit is lang. " * 7_693
    answer = world.client(world.bram).post(ASK, asked(world, story=story))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "This is 96008 signs too long. Keep it to 4000." in page
    assert story.strip() in page
    assert not Thread.objects.exists()


def test_new_lines_count_as_one_sign_and_a_title_is_one_line(world: World) -> None:
    world.client(world.bram).post(ASK, asked(world, story="a\r\n" * 1_999 + "bc", title="Eerste\r\ntweede"))
    thread = Thread.objects.get()
    assert (len(thread.story), thread.title) == (4_000, "Eerste tweede")


def test_an_empty_question_says_what_to_write_and_a_script_gets_the_form_alone(world: World) -> None:
    browser = world.client(world.bram)
    whole = browser.post(ASK, asked(world, title=" "))
    part = browser.post(ASK, asked(world, title=" "), headers={"HX-Request": "true"})
    assert (whole.status_code, part.status_code) == (422, 422)
    assert b"Write one question about your own work." in part.content
    assert b"<html" in whole.content
    assert b"<html" not in part.content


def test_without_a_name_the_page_says_so_and_nobody_can_change_it(world: World) -> None:
    browser = world.client(world.bram)
    url = browser.post(ASK, asked(world, named="no")).headers["Location"]
    shown = browser.get(url).content.decode()
    assert "without a name" in shown
    assert "Bram" not in shown.split("<main")[1]
    assert browser.get(f"{url}words/").status_code == 403


def test_who_is_in_two_teams_chooses(world: World) -> None:
    Membership.objects.create(
        organisation=world.organisation,
        person=world.bram,
        team=world.other_team,
        role=Role.PROFESSIONAL,
        since="2026-01-01",
    )
    browser = world.client(world.bram)
    page = browser.get(f"{ASK}?team={world.other_team.pk}")
    assert page.context["form"].initial["team"] == str(world.other_team.pk)
    assert "Only the team that you choose sees this question" in page.content.decode()
    browser.post(ASK, asked(world, team=str(world.other_team.pk)))
    assert Thread.objects.get().team == world.other_team


@pytest.mark.parametrize("team", ["other_team", "team_elsewhere"])
def test_a_team_that_is_not_mine_gets_nothing(world: World, team: str) -> None:
    answer = world.client(world.bram).post(ASK, asked(world, team=str(getattr(world, team).pk)))
    assert answer.status_code == 422 or Thread.objects.get().team == world.team
    assert not Thread.objects.exclude(team=world.team).exists()


def test_without_a_team_one_is_told_what_to_do(world: World) -> None:
    browser = world.client(world.ada)
    assert browser.get(ASK).headers["Location"] == "/board/"
    assert b"You are not in a team yet" in browser.get("/board/").content


def test_changing_the_words(world: World) -> None:
    thread = make(world)
    browser, url = world.client(world.bram), f"/threads/{thread.pk}/words/"
    assert browser.get(url).context["form"].initial == {"title": "Loslaten", "story": "Al lang"}
    assert browser.post(url, {"title": "", "story": "x"}).status_code == 422
    browser.post(url, {"title": "Leren loslaten", "story": ""})
    assert Thread.objects.get().title == "Leren loslaten"
    assert world.client(world.anna).get(url).status_code == 403


def test_taking_back_offers_to_put_it_back(world: World) -> None:
    thread = make(world)
    browser = world.client(world.bram)
    gone = browser.post(f"/threads/{thread.pk}/withdrawal/")
    assert f"/threads/{thread.pk}/return/" in gone.content.decode()
    assert browser.get(f"/threads/{thread.pk}/").status_code == 404
    assert browser.post(f"/threads/{thread.pk}/return/").status_code == 302
    assert Thread.objects.get().state == ThreadState.OPEN


def test_what_the_team_worked_on_is_not_taken_back(world: World) -> None:
    thread = make(world)
    actions.add_insight(by=None, team=world.team, thread=thread, text="Nooit", level=Level.SINGLE)
    browser = world.client(world.bram)
    assert (
        "Your team has worked on this question already" in browser.get(f"/threads/{thread.pk}/words/").content.decode()
    )
    assert browser.post(f"/threads/{thread.pk}/withdrawal/").status_code == 403
    assert Thread.objects.get().state == ThreadState.OPEN
