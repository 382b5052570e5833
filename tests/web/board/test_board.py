"""The board: what stands on it, for whom, and what it costs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import RequestFactory

from drieslag.core import clock
from drieslag.learning.threads import actions
from drieslag.learning.threads.enums import Level, Origin, TryOutKind
from drieslag.learning.threads.models import Thread
from drieslag.live.channels import Channel, topic
from drieslag.live.tickets import seal_audience
from drieslag.people.queries import of_person
from drieslag.web.board import live
from tests.factories.world import World
from tests.threads.test_try_outs import fill_board

pytestmark = pytest.mark.django_db
type Counting = Callable[[int], AbstractContextManager[object]]
NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def ask(world: World, title: str, days_ago: int, **changes: object) -> Thread:
    given = {"by": world.bram, "team": world.team, "origin": Origin.PERSON, "title": title}
    with clock.frozen(NOW - timedelta(days=days_ago)):
        return actions.open_thread(**{**given, **changes})  # type: ignore[arg-type]


def text_of(world: World, who: str = "bram", query: str = "") -> str:
    page = world.client(getattr(world, who)).get(f"/board/{world.team.pk}/{query}")
    assert page.status_code == 200
    return str(page.content.decode())


def test_questions_stand_in_their_group(world: World) -> None:
    ask(world, "Puber die zwijgt", 1)
    ask(world, "Wachttijd", 40)
    ask(world, "Nee zeggen", 40, tough=True, by=None, origin=Origin.JAR)
    actions.lay_aside(by=world.anna, thread=ask(world, "Weigeren", 3))
    page = text_of(world)
    order = [page.index(word) for word in ("Moving", "Puber", "Lying still", "Wachttijd", "Tough issue", "Nee zeggen")]
    assert order == sorted(order)
    assert "Bram · since yesterday" in page
    assert "Bram · nothing happened for 5 weeks" in page
    assert "from the question jar" in page
    assert "0 of 3 questions are round" in page
    assert page.index("Laid aside") < page.index("Weigeren")


def test_how_often_it_was_tried_is_said_in_words(world: World) -> None:
    for attempts, title in ((2, "Twee"), (5, "Vijf"), (7, "Zeven")):
        thread = ask(world, title, 3)
        for _ in range(attempts):
            actions.add_try_out(
                by=None, team=world.team, thread=thread, kind=TryOutKind.ACTION, text="Vragen", owner=None,
                due_on=NOW.date() + timedelta(days=7),
            )  # fmt: skip
    page = text_of(world)
    assert [words in page for words in ("second try", "fifth try", "try 7", "until 1 Dec")] == [True] * 4


def test_the_line_of_a_tough_issue_curls_for_each_earlier_try(world: World) -> None:
    thread = ask(world, "Nee zeggen", 30, tough=True)
    with clock.frozen(NOW - timedelta(days=20)):
        actions.note_exploration(thread=thread, meeting_id=uuid4())
        actions.add_insight(by=None, team=world.team, thread=thread, text="Zo", level=Level.TRIPLE)
    curls = []
    for _ in range(3):
        actions.add_try_out(
            by=None,
            team=world.team,
            thread=thread,
            kind=TryOutKind.ACTION,
            text="Vragen",
            owner=None,
            due_on=NOW.date(),
        )
        curls.append(text_of(world).count("C29 -2 24 -6 20 -6"))
    assert curls == [0, 1, 2]


def test_each_knot_says_in_words_where_the_question_is(world: World) -> None:
    thread = ask(world, "Puber die zwijgt", 20)
    with clock.frozen(NOW - timedelta(days=2)):
        actions.add_insight(by=None, team=world.team, thread=thread, text="Zo", level=Level.DOUBLE)
    [row] = world.client(world.bram).get(f"/board/{world.team.pk}/").context["board"].sections[0].rows
    said = [
        word for word in ("skipped", "the question is here now", "not yet") for _ in range(row.loom.count(f">{word}<"))
    ]
    assert said == ["skipped", "the question is here now", *["not yet"] * 3]
    assert "double loop" in row.loom
    assert "Phase 3 of 6: insight" in row.strand


def test_words_cannot_break_out_of_the_page(world: World) -> None:
    ask(world, "<script>alert(1)</script>", 1)
    page = text_of(world)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_an_empty_board_says_how_to_begin(world: World) -> None:
    page = text_of(world)
    assert "Your first thread begins here" in page
    assert "<table" not in page


@pytest.mark.parametrize(("who", "status"), [("anna", 200), ("bram", 200), ("carla", 404), ("ada", 404), ("dirk", 404)])
def test_only_the_team_has_this_board(world: World, who: str, status: int) -> None:
    ask(world, "Puber die zwijgt", 1)
    assert world.client(getattr(world, who)).get(f"/board/{world.team.pk}/").status_code == status


def test_who_is_not_signed_in_signs_in_first(world: World) -> None:
    answer = world.client().get(f"/board/{world.team.pk}/")
    assert answer.status_code == 302
    assert "next=/board/" in answer.headers["Location"]


def test_the_menu_leads_to_ones_own_board(world: World) -> None:
    assert world.client(world.carla).get("/board/").headers["Location"] == f"/board/{world.other_team.pk}/"


@pytest.mark.parametrize("count", [1, 3, pytest.param(1000, marks=pytest.mark.slow)])
def test_a_board_costs_as_many_queries_whatever_it_holds(
    world: World, django_assert_num_queries: Counting, count: int
) -> None:
    fill_board(world, count)
    browser = world.client(world.bram)
    with django_assert_num_queries(14):
        page = browser.get(f"/board/{world.team.pk}/").content.decode()
    assert page.count('<th scope="row">') == min(count, 30)
    assert (f"Show {count - 30} more" in page) == (count > 30)


def test_everything_is_shown_when_asked_for(world: World) -> None:
    fill_board(world, 40)
    assert text_of(world, query="?all").count('<th scope="row">') == 40


def test_members_listen_to_their_team_and_nobody_else_does(world: World) -> None:
    request = RequestFactory().get("/")
    heard = []
    for person in (world.bram, world.carla):
        request.me = of_person(person)  # type: ignore[attr-defined]
        heard.append(live.team(request, topic(f"team:{world.team.pk}"), "member"))
    request.me = of_person(world.bram)  # type: ignore[attr-defined]
    assert heard == [(world.bram.pk,), None]
    assert live.team(request, topic(f"team:{world.team.pk}"), "screen") is None


def test_the_stream_gives_the_board_in_its_place(world: World) -> None:
    ask(world, "Puber die zwijgt", 1)
    page = text_of(world)
    assert 'id="board"' in page
    assert "hx-sse:connect=" in page
    address = f"/fragments/team/{world.team.pk}/member/"
    channel = Channel(world.organisation.pk, f"team:{world.team.pk}", "member", "en")
    sealed = {"X-Drieslag-Audience": seal_audience(channel, key=settings.LIVE_SIGNING_KEY)}
    part = world.client().get(address, headers=sealed).content.decode().strip()
    assert part.startswith('<hx-partial hx-target="#board" hx-swap="innerMorph">')
    assert part.endswith("</hx-partial>")
    assert "Puber die zwijgt" in part
    assert "Bring a question in" not in part
    assert world.client(world.bram).get(address).status_code == 404
