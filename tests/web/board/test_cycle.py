"""The pages of the whole cycle: splitting, joining, handing over, looking back, sharing, figures."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from drieslag.core import clock
from drieslag.learning.threads import actions
from drieslag.learning.threads.enums import HandOverState, Next, Origin, Seen, ThreadState, TryOutState
from drieslag.learning.threads.models import Effect, HandOver, Insight, SharedResult, Thread, TryOut
from tests.factories.world import World
from tests.threads.lives import ask, leave, look_back, see, take_on

pytestmark = pytest.mark.django_db
type Counting = Callable[[int], AbstractContextManager[object]]
NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)
SOON = NOW.date() + timedelta(days=14)


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def main_of(world: World, url: str, who: str = "bram", status: int = 200) -> str:
    page = world.client(getattr(world, who)).get(url)
    assert page.status_code == status
    return str(page.content.decode().split("<main")[1].split("</main>")[0])


def test_splitting_and_undoing_that(world: World) -> None:
    thread = ask(world)
    insight, try_out = see(world, thread), take_on(world, thread)
    browser, url = world.client(world.bram), f"/threads/{thread.pk}/split/"
    assert "We vragen het nooit" in main_of(world, url)
    given = {"client_key": uuid4(), "title": "Nee  zeggen", "insights": [insight.pk], "try_outs": [try_out.pk]}
    assert browser.post(url, {**given, "title": ""}).status_code == 422
    made = browser.post(url, given)
    second = Thread.objects.get(split_from=thread)
    assert (made.headers["Location"], second.title) == (f"/threads/{second.pk}/", "Nee zeggen")
    assert "This question was split from another." in main_of(world, f"/threads/{second.pk}/")
    assert "Nee zeggen" in main_of(world, f"/threads/{thread.pk}/")
    back = browser.post(f"/threads/{second.pk}/split/undoing/")
    assert back.headers["Location"] == f"/threads/{thread.pk}/"
    assert thread.insights.get() == insight


def test_a_joined_question_leads_to_the_other_and_can_be_parted(world: World) -> None:
    thread, into = ask(world), ask(world, "Wachttijd")
    browser, url = world.client(world.anna), f"/threads/{thread.pk}/joining/"
    assert "Wachttijd" in main_of(world, url)
    assert browser.post(url, {}).status_code == 422
    assert browser.post(url, {"into": into.pk}).headers["Location"] == f"/threads/{into.pk}/"
    assert browser.get(f"/threads/{thread.pk}/").headers["Location"] == f"/threads/{into.pk}/"
    assert world.client(world.carla).get(f"/threads/{thread.pk}/").status_code == 404
    assert f"/threads/{thread.pk}/parting/" in main_of(world, f"/threads/{into.pk}/")
    browser.post(f"/threads/{thread.pk}/parting/")
    assert Thread.objects.get(pk=thread.pk).state == ThreadState.OPEN


def test_another_team_takes_a_question_over(world: World) -> None:
    thread = ask(world)
    see(world, thread)
    url = f"/threads/{thread.pk}/hand-over/"
    assert world.client(world.anna).get(url).status_code == 403
    browser, carla = world.client(world.bram), world.client(world.carla)
    assert browser.post(url, {"client_key": uuid4(), "to_team": "", "why": ""}).status_code == 422
    browser.post(url, {"client_key": uuid4(), "to_team": world.other_team.pk, "why": "Meer van jullie"})
    offer = HandOver.objects.get()
    address = f"/hand-overs/{offer.pk}/"
    assert address in main_of(world, f"/board/{world.other_team.pk}/", "carla")
    shown = main_of(world, address, "carla")
    assert "Meer van jullie" in shown
    assert "We vragen het nooit" not in shown
    assert "Bram" not in shown
    assert world.client(world.ada).get(address).status_code == 404
    assert browser.post(f"{address}acceptance/").status_code == 403
    assert carla.post(f"{address}acceptance/").headers["Location"] == f"/threads/{thread.pk}/"
    story = main_of(world, f"/threads/{thread.pk}/", "carla")
    assert "Taken over from Wijkteam De Linde." in story
    assert "We vragen het nooit" in story
    assert "Anna" not in story
    gone = main_of(world, f"/threads/{thread.pk}/")
    assert "This question is with Team Oost now" in gone
    assert "We vragen het nooit" not in gone


@pytest.mark.parametrize(
    ("who", "act", "state"), [("carla", "giving-back", "given_back"), ("anna", "recall", "recalled")]
)
def test_an_offer_is_given_back_or_taken_back(world: World, who: str, act: str, state: str) -> None:
    offer = actions.hand_over(by=world.bram, thread=ask(world), to_team=world.other_team)
    assert f"/hand-overs/{offer.pk}/recall/" in main_of(world, f"/threads/{offer.thread_id}/")
    world.client(getattr(world, who)).post(f"/hand-overs/{offer.pk}/{act}/")
    assert HandOver.objects.get().state == HandOverState(state)
    main_of(world, f"/hand-overs/{offer.pk}/", "carla")


def test_looking_back_adapts_into_a_try_out_that_follows_and_then_asks_what_was_learned(world: World) -> None:
    first = take_on(world, ask(world), world.bram, thinking="Zij durft niet")
    browser = world.client(world.bram)
    given = {"client_key": uuid4(), "seen": "no", "surprise": "Stilte", "text": "", "then": "adapt"}
    noted = browser.post(f"/try-outs/{first.pk}/effect/", given)
    assert noted.headers["Location"].startswith(f"/try-outs/{first.pk}/next/")
    form = browser.get(noted.headers["Location"]).context["form"]
    assert form.initial["thinking"] == "Zij durft niet"
    plan = {"client_key": uuid4(), "text": "Eerst vragen", "kind": "experiment", "owner": world.bram.pk}
    assert browser.post(noted.headers["Location"], {**plan, "due_on": "gisteren"}).status_code == 422
    made = browser.post(noted.headers["Location"], {**plan, "due_on": SOON.isoformat()})
    effect = Effect.objects.get()
    assert TryOut.objects.get(follows=first).text == "Eerst vragen"
    assert made.headers["Location"] == f"/effects/{effect.pk}/"
    said = {"seen": "no", "surprise": "Stilte", "learned": "Stilte helpt", "client_key": uuid4(), "better_life": "bit"}
    assert browser.post(f"/effects/{effect.pk}/", said).status_code == 422
    browser.post(f"/effects/{effect.pk}/", {**said, "level": "triple"})
    effect.refresh_from_db()
    assert (effect.better_life, effect.verdict, Insight.objects.get().text) == ("bit", Next.ADAPT, "Stilte helpt")
    page = main_of(world, f"/threads/{first.thread_id}/")
    assert "What surprised us" in page
    assert "Asking what we stand for." in page


def test_who_comes_second_sees_the_first_and_adds(world: World) -> None:
    try_out = take_on(world, ask(world))
    look_back(try_out, world.anna, Seen.YES, surprise="Bij ons rustiger")
    browser, url = world.client(world.bram), f"/try-outs/{try_out.pk}/effect/"
    given = {"client_key": uuid4(), "seen": "no", "text": "", "surprise": "Bij mij niet"}
    late = browser.post(url, given)
    page = late.content.decode()
    assert late.status_code == 422
    assert [words in page for words in ("Bij ons rustiger", "Bij mij niet", 'name="beside" value="yes"')] == [True] * 3
    browser.post(url, {**given, "beside": "yes"})
    assert {each.surprise for each in Effect.objects.all()} == {"Bij ons rustiger", "Bij mij niet"}
    assert TryOut.objects.get().state == TryOutState.LOOKED_BACK


def test_what_somebody_tried_who_left_stands_on_the_board(world: World) -> None:
    try_out = take_on(world, ask(world), world.bram, due_on=SOON)
    leave(world.bram, world.team.pk)
    board = main_of(world, f"/board/{world.team.pk}/", "anna")
    assert f"/try-outs/{try_out.pk}/owner/" in board
    story = main_of(world, f"/threads/{try_out.thread_id}/", "anna")
    assert "nobody now" in story
    world.client(world.anna).post(f"/try-outs/{try_out.pk}/owner/")
    assert TryOut.objects.get().owner == world.anna.pk
    assert "Nobody has this" not in main_of(world, f"/board/{world.team.pk}/", "anna")


def test_sharing_what_did_not_work(world: World) -> None:
    try_out = take_on(world, ask(world, "Geheim"), world.bram)
    look_back(try_out, world.bram, text="Fatima sloeg dicht")
    browser, url = world.client(world.bram), f"/try-outs/{try_out.pk}/sharing/"
    assert browser.get(url).context["form"].initial["seen"] == "no"
    assert world.client(world.anna).get(url).status_code == 403
    assert browser.post(url, {"tried": "Bellen", "learned": "", "seen": "no"}).status_code == 422
    browser.post(url, {"tried": "Bellen", "learned": "Ga langs", "seen": "no"})
    found = main_of(world, "/board/lessons/", "carla")
    assert "Ga langs" in found
    assert not [word for word in ("Fatima", "Geheim", "Bram") if word in found]
    assert "Ga langs" in main_of(world, "/board/lessons/?q=bellen&seen=all", "carla")
    assert "Nothing has these words" in main_of(world, "/board/lessons/?q=fatima", "carla")
    assert world.client(world.ada).get("/board/lessons/").status_code == 404
    assert f"{url}withdrawal/" in main_of(world, url)
    world.client(world.anna).post(f"{url}withdrawal/")
    assert not SharedResult.objects.exists()
    assert world.client(world.carla).post(f"{url}withdrawal/").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_of_lessons_costs_as_many_queries(
    world: World, django_assert_num_queries: Counting, count: int
) -> None:
    for _ in range(count):
        try_out = take_on(world, None)
        look_back(try_out)
        actions.share_result(by=world.bram, try_out=try_out, tried="Bellen", learned="Ga langs", seen=Seen.NO)
    browser = world.client(world.carla)
    with django_assert_num_queries(10):
        page = browser.get("/board/lessons/").content.decode()
    assert page.count("Ga langs") == min(count, 20)
    assert ("page=2" in page) == (count > 20)


@pytest.mark.parametrize("count", [1, 30])
def test_the_figures_cost_as_many_queries(world: World, django_assert_num_queries: Counting, count: int) -> None:
    for _ in range(count):
        thread = ask(world)
        see(world, thread)
        look_back(take_on(world, thread))
        actions.close_thread(by=world.anna, thread=thread, shared_with="Oost")
    browser = world.client(world.bram)
    with django_assert_num_queries(9):
        page = browser.get(f"/board/{world.team.pk}/figures/").content.decode()
    assert f"{count} of {count} question" in page
    assert ("Half of them took" in page) == (count > 1)


def test_figures_are_for_the_team_and_may_be_empty(world: World) -> None:
    assert "nothing to count yet" in main_of(world, f"/board/{world.team.pk}/figures/")
    main_of(world, f"/board/{world.team.pk}/figures/", "carla", 404)
    ask(world, tough=True)
    assert "1 tough issue" in main_of(world, f"/board/{world.team.pk}/figures/")


def test_a_tough_issue_shows_its_log_and_thinking_beside_doing(world: World) -> None:
    thread = ask(world, tough=True)
    see(world, thread)
    look_back(take_on(world, thread, thinking="Angst"))
    page = main_of(world, f"/threads/{thread.pk}/")
    assert [words in page for words in ("What you learned so far", "You thought: Angst", "Try something out")] == [
        True
    ] * 3
    browser = world.client(world.anna)
    browser.post(f"/threads/{thread.pk}/picture/", {"needs": "Rust", "wants": "", "demands": "", "competence": ""})
    assert browser.post(f"/threads/{thread.pk}/picture/", {"needs": "x" * 500}).status_code == 422
    browser.post(f"/threads/{thread.pk}/sides/", {"both": "yes"})
    page = main_of(world, f"/threads/{thread.pk}/")
    assert "Thinking and doing" in page
    assert "Rust" in page


def test_a_question_says_where_it_comes_from(world: World) -> None:
    browser = world.client(world.bram)
    given = {"client_key": uuid4(), "title": "Wachttijd", "story": "", "named": "yes", "team": world.team.pk}
    browser.post("/questions/new/", {**given, "origin": "complaint"})
    assert Thread.objects.get().origin == Origin.COMPLAINT
    assert "Bram, from a complaint" in main_of(world, f"/board/{world.team.pk}/")
    assert browser.post("/questions/new/", {**given, "origin": "jar"}).status_code == 422


def test_a_long_board_is_searched_and_what_is_round_is_leafed_through(world: World) -> None:
    for number in range(32):
        thread = ask(world, f"Vraag {number}")
        look_back(take_on(world, thread))
        actions.close_thread(by=world.bram, thread=thread, shared_with="Oost")
    url = f"/board/{world.team.pk}/"
    assert "Find a question" in main_of(world, url)
    assert "?round=2" in main_of(world, url)
    assert "?round=1" in main_of(world, f"{url}?round=2")
    assert main_of(world, f"{url}?q=vraag 31").count('<th scope="row">') == 1
    assert "No question has these words" in main_of(world, f"{url}?q=niets")
    main_of(world, f"{url}?round=999999999999")
