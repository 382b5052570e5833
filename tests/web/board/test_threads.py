"""The page of a thread, what one tries out, and looking back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from drieslag.core import clock
from drieslag.learning.threads import actions
from drieslag.learning.threads.enums import Level, Origin, Seen, ThreadState, TryOutKind, TryOutState
from drieslag.learning.threads.models import Effect, Insight, Thread, TryOut
from drieslag.library import formats
from drieslag.people.models import Person
from drieslag.web.board.presenters.story import LONG
from tests.factories.world import World

pytestmark = pytest.mark.django_db
type Counting = Callable[[int], AbstractContextManager[object]]
NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def thread(world: World) -> Thread:
    with clock.frozen(NOW - timedelta(days=70)):
        return actions.open_thread(
            by=world.bram, team=world.team, origin=Origin.PERSON, title="Loslaten", story="Al anderhalf jaar"
        )


def take_on(world: World, thread: Thread, owner: Person | None, due: date = TODAY, **changes: object) -> TryOut:
    given = {
        "by": owner, "team": world.team, "thread": thread, "kind": TryOutKind.EXPERIMENT, "text": "Eerst luisteren",
        "owner": owner, "due_on": due, "expectation": "Rust",
    }  # fmt: skip
    return actions.add_try_out(**{**given, **changes})  # type: ignore[arg-type]


def main_of(world: World, url: str, who: str = "bram", status: int = 200) -> str:
    page = world.client(getattr(world, who)).get(url)
    assert page.status_code == status
    return str(page.content.decode().split("<main")[1].split("</main>")[0])


def page_of(world: World, thread: Thread, who: str = "bram") -> str:
    return main_of(world, f"/threads/{thread.pk}/", who)


def test_a_question_proposes_ways_of_working_that_fit(world: World, thread: Thread) -> None:
    page = page_of(world, thread)
    assert "Look at it together. A good question helps more than advice." in page
    code = next(each.format.code for each in formats.recommend(phase="question") if each.format.minutes <= LONG)
    assert f"?team={world.team.pk}&amp;thread={thread.pk}&amp;format={code}" in page
    assert "The 3 colleagues of Wijkteam De Linde." in page


def test_the_story_is_told_in_time_with_the_next_step_dashed(world: World, thread: Thread) -> None:
    actions.note_exploration(thread=thread, meeting_id=uuid4(), format_code="W01", people=6)
    actions.note_exploration(thread=thread, meeting_id=uuid4(), format_code="X99")
    actions.add_insight(by=world.anna, team=world.team, thread=thread, text="We vragen het nooit", level=Level.DOUBLE)
    take_on(world, thread, world.bram, TODAY + timedelta(days=49))
    page = page_of(world, thread)
    words = (
        "Al anderhalf jaar",
        "with 6 people",
        "a meeting",
        "We vragen het nooit",
        "Not only doing it",
        "Eerst luisteren",
        "What we hope to see: Rust",
        "ds-knot--coming",
        "looking back on 12 January",
    )
    order = [page.index(word) for word in words]
    assert order == sorted(order)


def test_only_who_tries_it_out_is_asked_to_look_back(world: World, thread: Thread) -> None:
    own, shared = take_on(world, thread, world.bram), take_on(world, thread, None)
    for who, expected in (("bram", [True, True]), ("anna", [False, True])):
        page = page_of(world, thread, who)
        assert [f"/try-outs/{each.pk}/effect/" in page for each in (own, shared)] == expected
    assert "look back now" in page_of(world, thread)


def test_writing_an_insight_down_and_taking_it_back(world: World, thread: Thread) -> None:
    browser, url = world.client(world.bram), f"/threads/{thread.pk}/insights/"
    empty = browser.post(url, {"client_key": uuid4(), "text": " ", "level": "double"})
    assert (empty.status_code, "Write what you came to see." in empty.content.decode()) == (422, True)
    browser.post(url, {"client_key": uuid4(), "text": "Zo dus", "level": "triple"})
    insight = Insight.objects.get()
    assert (insight.level, insight.text, insight.by) == (Level.TRIPLE, "Zo dus", world.bram.pk)
    back = f"/insights/{insight.pk}/withdrawal/"
    assert back in page_of(world, thread)
    assert back not in page_of(world, thread, "anna")
    assert world.client(world.carla).post(back).status_code == 404
    assert browser.post(back).headers["Location"] == f"/threads/{thread.pk}/"
    loose = actions.add_insight(by=world.bram, team=world.team, text="Los", level=Level.SINGLE)
    assert browser.post(f"/insights/{loose.pk}/withdrawal/").headers["Location"] == f"/board/{world.team.pk}/"
    assert not Insight.objects.exists()


def test_laying_aside_taking_up_and_marking_tough(world: World, thread: Thread) -> None:
    browser = world.client(world.anna)
    assert browser.post(f"/threads/{thread.pk}/shelf/").headers["Location"] == f"/board/{world.team.pk}/"
    assert "laid aside" in page_of(world, thread)
    assert "ds-knot--coming" not in page_of(world, thread)
    browser.post(f"/threads/{thread.pk}/shelf/")
    browser.post(f"/threads/{thread.pk}/toughness/", {"tough": "yes"})
    now = Thread.objects.get()
    assert (now.state, now.tough) == (ThreadState.OPEN, True)
    assert "No longer a tough issue" in page_of(world, thread)


def test_rounding_off_by_sharing(world: World, thread: Thread) -> None:
    browser, url = world.client(world.bram), f"/threads/{thread.pk}/closure/"
    early = browser.post(url, {"shared_with": "Team Oost"})
    assert early.status_code == 422
    actions.note_effect(by=world.bram, try_out=take_on(world, thread, world.bram), seen=Seen.YES, text="Rustiger")
    assert "Who else can use this?" in page_of(world, thread)
    assert browser.post(url, {"shared_with": ""}).status_code == 422
    browser.post(url, {"shared_with": "Team Oost"})
    page = page_of(world, thread)
    assert "Team Oost" in page
    assert "ds-story--end" in page
    assert "1 of 1 question is round" in main_of(world, f"/board/{world.team.pk}/")


def test_taking_something_on(world: World, thread: Thread) -> None:
    browser, url = world.client(world.bram), f"/threads/{thread.pk}/try-outs/"
    form = browser.get(url).context["form"]
    assert form.fields["due_on"].initial == TODAY + timedelta(weeks=6)
    given = {
        "client_key": uuid4(), "text": "Eerst luisteren", "expectation": "", "kind": "experiment", "owner": "team",
        "due_on": "2026-12-24",
    }  # fmt: skip
    for wrong, sentence in (
        ({"due_on": "24 dec"}, "Write the date like this"),
        ({"due_on": "2026-11-01"}, "This day has passed"),
        ({"due_on": "2029-11-01"}, "within a year"),
        ({"text": ""}, "Write what you will try out."),
    ):
        answer = browser.post(url, {**given, **wrong})
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    answer = browser.post(url, given)
    assert answer.headers["Location"] == f"/threads/{thread.pk}/?kept=try-out:{thread.pk}"
    made = TryOut.objects.get()
    assert (made.owner, made.due_on) == (None, date(2026, 12, 24))
    browser.post(url, {**given, "client_key": uuid4(), "owner": str(world.anna.pk)})
    assert TryOut.objects.get(owner=world.anna.pk).text == "Eerst luisteren"
    assert browser.post(url, {**given, "owner": str(world.carla.pk)}).status_code == 422


def test_changing_and_stopping_what_one_tries(world: World, thread: Thread) -> None:
    try_out = take_on(world, thread, world.bram)
    browser, url = world.client(world.bram), f"/try-outs/{try_out.pk}/"
    assert browser.get(url).context["form"].initial["text"] == "Eerst luisteren"
    given = {
        "client_key": uuid4(),
        "text": "Langer luisteren",
        "kind": "action",
        "owner": str(world.bram.pk),
        "due_on": "2026-12-01",
    }
    assert browser.post(url, {**given, "text": ""}).status_code == 422
    browser.post(url, given)
    assert TryOut.objects.get().text == "Langer luisteren"
    assert world.client(world.anna).get(url).status_code == 403
    for state in (TryOutState.STOPPED, TryOutState.RUNNING):
        browser.post(f"{url}stop/")
        assert TryOut.objects.get().state == state
    browser.post(f"{url}stop/")
    assert "Stopped." in page_of(world, thread)


def test_one_press_looks_back_and_then_asks_what_surprised(world: World, thread: Thread) -> None:
    try_out, key = take_on(world, thread, world.bram), uuid4()
    browser = world.client(world.bram)
    noted = browser.post(f"/try-outs/{try_out.pk}/effect/", {"client_key": key, "seen": "bit"})
    assert noted.headers["Location"] == f"/effects/{key}/"
    assert "Written down: A bit" in main_of(world, f"/effects/{key}/")
    browser.post(f"/effects/{key}/", {"seen": "yes", "text": "Vaker dan ik dacht"})
    effect = Effect.objects.get()
    assert (effect.seen, effect.text) == (Seen.YES, "Vaker dan ik dacht")
    assert browser.post(f"/effects/{key}/", {"seen": "yes", "text": "x" * 2_000}).status_code == 422
    assert world.client(world.anna).get(f"/effects/{key}/").status_code == 403
    undone = browser.post(f"/effects/{key}/withdrawal/")
    assert undone.headers["Location"] == f"/try-outs/{try_out.pk}/effect/"
    assert TryOut.objects.get().state == TryOutState.RUNNING


def test_looking_back_in_full_and_going_on(world: World, thread: Thread) -> None:
    try_out = take_on(world, thread, world.bram)
    browser, url = world.client(world.bram), f"/try-outs/{try_out.pk}/effect/"
    assert "You hoped to see: Rust" in main_of(world, url)
    unsaid = browser.post(url, {"client_key": uuid4(), "text": "Iets"})
    assert (unsaid.status_code, "Choose one of the three." in unsaid.content.decode()) == (422, True)
    browser.post(url, {"client_key": uuid4(), "seen": "no", "text": "Lastig in een crisis", "then": "again_2"})
    now = TryOut.objects.get()
    assert (now.state, now.due_on) == (TryOutState.RUNNING, TODAY + timedelta(weeks=2))
    browser.post(url, {"client_key": uuid4(), "seen": "yes", "text": ""})
    late = browser.post(url, {"client_key": uuid4(), "seen": "no", "text": "Nog een"})
    assert late.status_code == 422
    assert "Nog een" in late.content.decode()
    assert "This was looked back on already" in late.content.decode()
    assert Effect.objects.count() == 2


def test_a_try_out_without_a_question_leads_home(world: World) -> None:
    try_out = take_on(world, None, world.bram)  # type: ignore[arg-type]
    browser, key = world.client(world.bram), uuid4()
    browser.post(f"/try-outs/{try_out.pk}/effect/", {"client_key": key, "seen": "yes"})
    assert browser.post(f"/effects/{key}/", {"seen": "yes", "text": ""}).headers["Location"] == "/"
    other = take_on(world, None, world.bram)  # type: ignore[arg-type]
    assert browser.post(f"/try-outs/{other.pk}/stop/").headers["Location"] == f"/board/{world.team.pk}/"


@pytest.mark.parametrize("who", ["carla", "ada", "dirk"])
def test_others_find_nothing_at_these_addresses(world: World, thread: Thread, who: str) -> None:
    try_out = take_on(world, thread, world.bram)
    effect = actions.note_effect(by=world.bram, try_out=try_out, seen=Seen.YES)
    urls = [
        f"/threads/{thread.pk}/",
        f"/try-outs/{try_out.pk}/effect/",
        f"/try-outs/{try_out.pk}/",
        f"/effects/{effect.pk}/",
    ]
    browser = world.client(getattr(world, who))
    assert [browser.get(url).status_code for url in urls] == [404] * 4
    posts = [
        f"/threads/{thread.pk}/{act}/" for act in ("insights", "closure", "shelf", "toughness", "withdrawal", "return")
    ]
    assert [browser.post(url).status_code for url in posts] == [404] * 6


@pytest.mark.parametrize("count", [1, 30])
def test_a_story_costs_as_many_queries_however_long(
    world: World, thread: Thread, django_assert_num_queries: Counting, count: int
) -> None:
    for _ in range(count):
        actions.add_insight(by=world.anna, team=world.team, thread=thread, text="Zo", level=Level.SINGLE)
        actions.note_effect(by=world.bram, try_out=take_on(world, thread, world.bram), seen=Seen.YES)
        take_on(world, thread, world.bram)
    browser = world.client(world.bram)
    with django_assert_num_queries(25):
        assert browser.get(f"/threads/{thread.pk}/").status_code == 200
