"""The page of a round: while it is open, when it is over, when its keys are lost; and what is printed of it."""

import re
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from drieslag.core import clock
from drieslag.core.doors import JOIN_ALPHABET
from drieslag.surveys.actions import rounds
from drieslag.surveys.actions.closing import note_enough
from drieslag.surveys.actions.opening import make_next_keys
from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import Minimum, Round, Series
from tests.factories.world import World
from tests.surveys.asking import NOW, a_round, answer, close, invitees, key_of, learning_adviser, opened, team_of
from tests.surveys_pages.test_making import NEW, fields, main_of

pytestmark = pytest.mark.django_db
type Counting = Callable[[int], AbstractContextManager[object]]


def at(found: Round, rest: str = "") -> str:
    return f"/rounds/{found.pk}/{rest}"


@pytest.fixture
def running(world: World) -> Round:
    """An open round of Anna's team of eight."""
    world.colleagues(5)
    return opened(world)


def test_the_maker_sees_whether_there_is_enough_and_never_who_or_how_many(world: World, running: Round) -> None:
    anna = world.client(world.anna)
    assert "not known yet" in main_of(anna, at(running))
    for invitee in invitees(running)[:3]:
        answer(invitee)
    note_enough()
    page = main_of(anna, at(running))
    assert "not enough yet" in page
    assert not re.search(r"\b3\b.*answer", page.split("<details")[0])
    for invitee in invitees(running)[3:6]:
        answer(invitee)
    assert "not enough yet" in main_of(anna, at(running))  # it is not live
    note_enough()
    assert "</strong>: enough</li>" in main_of(anna, at(running))
    assert "Enough answers to show something" in main_of(anna, "/rounds/")


def test_a_name_that_asks_gets_no_second_sign(world: World) -> None:
    world.colleagues(5)
    made = a_round(world)
    Round.objects.update(instrument=made.instrument.replace("Proef", "Hoe gaat het?"))
    anna = world.client(world.anna)
    pages = [main_of(anna, at(made))]
    rounds.open_round(by=world.anna, round_id=made.pk)
    pages.append(main_of(anna, at(made)))
    for page in pages:
        words = " ".join(re.sub(r"<[^>]+>", "", page).split())
        assert "Hoe gaat het? 9 questions" in words
        assert "?:" not in words


def test_everybody_is_reminded_once_a_week_and_the_button_says_when_again(world: World, running: Round) -> None:
    anna = world.client(world.anna)
    assert anna.post(at(running, "reminder/")).status_code == 302
    page = main_of(anna, at(running))
    assert "Everybody was reminded. You can do it again from Monday 30 November." in page
    assert re.search(r"<button[^>]*disabled[^>]*>.{0,400}Remind everybody", page, re.DOTALL)
    anna.post(at(running, "reminder/"))
    running.refresh_from_db()
    assert running.reminded_on == NOW.date()


def test_it_can_last_longer_and_never_shorter(world: World, running: Round) -> None:
    anna = world.client(world.anna)
    ends = running.closes_at.date()
    wrong = anna.post(at(running, "extension/"), {"closes_on": (ends - timedelta(days=2)).isoformat()})
    assert wrong.status_code == 422
    assert "Choose a later day" in wrong.content.decode()
    assert (
        anna.post(at(running, "extension/"), {"closes_on": (ends + timedelta(days=5)).isoformat()}).status_code == 302
    )
    running.refresh_from_db()
    assert running.closes_at.date() == ends + timedelta(days=5)


def test_stopping_asks_first_and_says_what_goes(world: World, running: Round) -> None:
    anna = world.client(world.anna)
    page = anna.get(at(running)).content.decode()
    assert '<dialog class="ds-dialog" id="stop"' in page
    assert "are erased, unread" in page
    anna.post(at(running, "stop/"))
    assert "This was stopped." in main_of(anna, at(running))


def test_who_is_asked_sees_the_round_and_no_act(world: World, running: Round) -> None:
    page = main_of(world.client(world.bram), at(running))
    assert "You are asked too" in page
    assert f"/answers/{running.pk}/" in page
    assert key_of(invitees(running)[0].group).fingerprint[:4] in page
    assert "Remind" not in page
    assert "Is there enough?" not in page
    for act in ("reminder/", "extension/", "stop/", "opening/", "again/", "codes/"):
        assert world.client(world.bram).post(at(running, act)).status_code == 404
    assert world.client(world.carla).get(at(running)).status_code == 404
    assert world.client(world.dirk).get(at(running)).status_code == 404


def test_a_closed_round_says_that_the_keys_are_gone_and_where_the_results_are(world: World, running: Round) -> None:
    for invitee in invitees(running)[:6]:
        answer(invitee)
    close(running)
    with clock.frozen(NOW + timedelta(days=9)):
        page = main_of(world.client(world.anna), at(running))
    assert "The keys are gone" in page
    assert "6 of 8 answered" in page
    assert "only each team sees its own result" in page
    with clock.frozen(NOW + timedelta(days=9)):
        assert "6 of 8" not in main_of(world.client(world.bram), at(running))


def test_a_small_group_says_enough_and_no_number(world: World) -> None:
    world.colleagues(4)
    found = opened(world)
    for invitee in invitees(found)[:5]:
        answer(invitee)
    close(found)
    page = main_of(world.client(world.anna), at(found))
    assert "enough answers to show something" in page
    assert "5 of" not in page


def test_lost_keys_are_said_and_one_press_makes_it_anew(world: World, running: Round, key_folder: Path) -> None:
    shutil.rmtree(key_folder)
    anna = world.client(world.anna)
    assert "This has to be asked again" in main_of(anna, at(running))
    made = anna.post(at(running, "again/"))
    running.refresh_from_db()
    again = Round.objects.get(state=RoundState.DRAFT)
    assert (running.state, made["Location"]) == (RoundState.STOPPED, at(again))
    assert "8 people are asked" in main_of(anna, at(again))


def test_keys_of_many_groups_are_made_while_the_page_looks_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "INLINE", 0)
    iris = learning_adviser(world)
    team_of(world, "Noord", 6)
    found = a_round(world, iris, teams=None)
    browser = world.client(iris)
    browser.post(at(found, "opening/"))
    page = main_of(browser, at(found))
    assert "The keys are being made" in page
    assert f'hx-get="{at(found, "progress/")}"' in page
    assert browser.get(at(found, "progress/")).status_code == 302
    assert "0 of" in browser.get(at(found, "progress/"), headers={"HX-Request": "true"}).content.decode()
    while make_next_keys(round_id=found.pk):
        pass
    assert browser.get(at(found, "progress/"), headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "While it is open" in main_of(browser, at(found))


def test_codes_are_shown_once_with_the_secret_behind_the_hash(world: World) -> None:
    world.colleagues(5)
    found = opened(world, codes=3)
    anna = world.client(world.anna)
    assert "Codes on paper" in main_of(anna, at(found))
    assert "You asked for 3 codes" in main_of(anna, at(found, "codes/"))
    page = anna.post(at(found, "codes/"))
    codes = re.findall(r'<p class="ds-code">([^<]+)</p>', page.content.decode())
    assert len(set(codes)) == 3
    assert all(re.fullmatch(f"([{JOIN_ALPHABET}]{{4}} ){{3}}[{JOIN_ALPHABET}]{{4}}", code) for code in codes)
    assert "/answer/ and type" in page.content.decode()
    assert page.content.decode().count("<svg") >= 3
    assert "no-store" in page["Cache-Control"]
    again = anna.post(at(found, "codes/"))
    assert again.status_code == 422
    assert "kept nowhere" in again.content.decode()
    assert "ds-code" not in again.content.decode()


def test_the_councils_sheet_says_what_happens_and_prints_the_keys(world: World, running: Round) -> None:
    page = main_of(world.client(world.bram), at(running, "council/"))
    fingerprint = key_of(invitees(running)[0].group).fingerprint
    assert fingerprint[:4] + " " + fingerprint[4:8] in page
    for sentence in ("What this does not withstand", "six months", "from 5 answers", "I have calm in my work"):
        assert sentence in page, sentence
    assert world.client(world.carla).get(at(running, "council/")).status_code == 404


def test_the_questions_can_be_looked_at_without_answering(world: World, running: Round) -> None:
    page = main_of(world.client(world.bram), at(running, "questions/"))
    assert "I have calm in my work" in page
    assert "<form" not in page


def test_minimums_go_up_and_never_down(world: World) -> None:
    ada, bram = world.client(world.ada), world.client(world.bram)
    assert "<form" not in main_of(bram, "/rounds/minimums/")
    assert ada.post("/rounds/minimums/", {"mean": 4, "distribution": 8, "relation": 4}).status_code == 422
    assert ada.post("/rounds/minimums/", {"mean": 7, "distribution": 9, "relation": 5}).status_code == 302
    assert Minimum.objects.get().mean == 7
    lower = ada.post("/rounds/minimums/", {"mean": 6, "distribution": 9, "relation": 5})
    assert lower.status_code == 422
    assert "can go up, not down" in lower.content.decode()
    assert bram.post("/rounds/minimums/", {"mean": 9, "distribution": 9, "relation": 5}).status_code == 403
    assert Minimum.objects.get().mean == 7


def test_the_list_begins_with_what_it_is_for(world: World) -> None:
    page = main_of(world.client(world.bram), "/rounds/")
    assert "Nothing was asked yet" in page
    assert "Choose a questionnaire" in page


@pytest.mark.parametrize("teams", [1, 6])
def test_pages_cost_a_fixed_number_of_queries(world: World, django_assert_num_queries: Counting, teams: int) -> None:
    iris = learning_adviser(world)
    for number in range(teams):
        team_of(world, f"Buurt {number}", 5)
    found = opened(world, iris, teams=None)
    opened(world, iris, teams=None, title="Nog een")
    draft = a_round(world, iris, teams=None)
    browser = world.client(iris)
    for url, queries in (
        ("/rounds/", 14),
        (at(found), 16),
        (at(draft), 13),
        (at(found, "council/"), 14),
        (at(found, "questions/"), 11),
    ):
        with django_assert_num_queries(queries):
            assert browser.get(url).status_code == 200


def test_a_pulse_has_a_page_where_its_rhythm_changes_and_where_it_ends(world: World) -> None:
    world.colleagues(5)
    bram = world.client(world.bram)
    sent = fields(bram.get(NEW).content.decode()) | {"every_weeks": "4", "title": "Hoe gaat het?"}
    assert bram.post(NEW, sent).status_code == 302
    pulse = Series.objects.get()
    page = main_of(bram, f"/pulses/{pulse.pk}/")
    assert "Comes back every four weeks. The next time is Monday 21 December." in page
    assert bram.post(f"/pulses/{pulse.pk}/", {"every_weeks": "8"}).status_code == 302
    pulse.refresh_from_db()
    assert (pulse.every_weeks, pulse.next_on) == (8, NOW.date() + timedelta(weeks=8))
    short = bram.post(f"/pulses/{pulse.pk}/", {"every_weeks": "1"})
    assert short.status_code == 422
    assert "closed before the next one begins" in short.content.decode()
    assert world.client(world.carla).get(f"/pulses/{pulse.pk}/").status_code == 404
    assert world.client(world.carla).post(f"/pulses/{pulse.pk}/end/").status_code == 404
    bram.post(f"/pulses/{pulse.pk}/end/")
    assert "Does not come back any more." in main_of(bram, f"/pulses/{pulse.pk}/")
    assert bram.post(f"/pulses/{pulse.pk}/", {"every_weeks": "4"}).status_code == 422


@pytest.mark.parametrize("rounds_before", [1, 4])
def test_the_page_of_a_pulse_costs_a_fixed_number_of_queries(
    world: World, django_assert_num_queries: Counting, rounds_before: int
) -> None:
    world.colleagues(5)
    bram = world.client(world.bram)
    bram.post(NEW, fields(bram.get(NEW).content.decode()) | {"every_weeks": "4"})
    pulse = Series.objects.get()
    for _number in range(rounds_before):
        a_round(world, world.bram, series=pulse)
    with django_assert_num_queries(11):
        bram.get(f"/pulses/{pulse.pk}/")
