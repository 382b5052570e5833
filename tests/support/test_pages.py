"""The pages of support: what each shows to whom, what a press does, and a fixed number of queries."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from drieslag.core import clock
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.support import actions
from drieslag.learning.support.actions.help import Asking
from drieslag.learning.support.enums import Asked, HelpState, ItemKind, PairState, Room
from drieslag.learning.support.models import (
    BuddyWish,
    Commitment,
    Departure,
    DepartureItem,
    HelpRequest,
    HelpWord,
    Pair,
    PairTalk,
    Tally,
    TallyPart,
    TallySlider,
    Undertaking,
)
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import TryOutKind
from drieslag.learning.threads.models import Insight, Thread, TryOut
from tests.factories.world import World
from tests.support.conftest import NOW

pytestmark = pytest.mark.django_db
type Counting = Callable[[int], AbstractContextManager[object]]
TODAY = NOW.date()


def main_of(world: World, url: str, who: str = "bram", status: int = 200) -> str:
    page = world.client(getattr(world, who)).get(url)
    assert page.status_code == status, page.content.decode()[-2000:]
    return str(page.content.decode().split("<main")[1].split("</main>")[0])


def post(world: World, url: str, who: str = "bram", status: int = 302, **data: Any) -> str:
    answer = world.client(getattr(world, who)).post(url, data)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return str(answer["Location"]) if status == 302 else answer.content.decode()


def says(form: str, text: str) -> dict[str, Any]:
    return {f"{form}-text": text, f"{form}-client_key": uuid4()}


def in_team(world: World, rest: str) -> str:
    return f"/support/{world.team.pk}/{rest}/"


def request_of(world: World, state: HelpState = HelpState.ASKED, asking: str = "Hoe maken we tijd?") -> HelpRequest:
    request = actions.write_request(
        by=world.bram,
        team=world.team,
        asking=Asking(
            "Wij komen niet toe aan rust", "Een pauze", asking, "De planning", TODAY + timedelta(days=30),
            Asked.TEAM, asked_team=world.other_team.pk,
        ),
    )  # fmt: skip
    return actions.bring_to(by=world.bram, request=request, state=state)


def tally_of(world: World) -> Tally:
    planned = meetings.plan(
        by=world.anna, team=world.team, format_code="W03", planned_at=clock.now(), facilitator=world.anna
    )
    meetings.start(by=world.anna, meeting=planned)
    return actions.open_tally(by=world.bram, meeting=planned)


# Buddies


def test_buddies_from_the_lot_to_a_talk(world: World) -> None:
    assert "Nobody yet. Draw lots" in main_of(world, in_team(world, "buddies"))
    post(world, in_team(world, "buddies/lot"))
    pair = Pair.objects.get()
    assert "A proposal: you and Anna de Boer" in main_of(world, in_team(world, "buddies"))
    assert "A proposal" not in main_of(world, in_team(world, "buddies"), "lea")
    for who in ("bram", "anna"):
        post(world, f"/buddies/{pair.pk}/agreement/", who)
    page = main_of(world, in_team(world, "buddies"))
    assert "You and Anna de Boer" in page
    assert "The next one is due on 8 December." in page
    assert "Anna de Boer · Bram Visser" in main_of(world, in_team(world, "buddies"), "lea")
    post(world, f"/buddies/{pair.pk}/talk/")
    assert "Noted: you spoke today." in main_of(world, in_team(world, "buddies"), "anna")
    lea = main_of(world, in_team(world, "buddies"), "lea")
    assert "spoke today" not in lea
    post(world, f"/buddies/{pair.pk}/talk/withdrawal/", "anna")
    assert not PairTalk.objects.exists()
    post(world, f"/buddies/{pair.pk}/rhythm/", every_weeks=4)
    post(world, f"/buddies/{pair.pk}/rhythm/", every_weeks=40)
    pair.refresh_from_db()
    assert pair.every_weeks == 4
    with clock.frozen(NOW + timedelta(weeks=5)):
        assert "It is 5 weeks ago that you spoke with Anna." in main_of(world, "/support/")


def test_another_buddy_in_one_press_and_back(world: World) -> None:
    pair = actions.choose_buddies(by=world.anna, team=world.team, others=[world.bram])
    post(world, f"/buddies/{pair.pk}/agreement/")
    post(world, f"/buddies/{pair.pk}/change/", wants="yes")
    assert "In the night this pair ends" in main_of(world, in_team(world, "buddies"))
    assert "In the night this pair ends" not in main_of(world, in_team(world, "buddies"), "anna")
    post(world, f"/buddies/{pair.pk}/change/", wants="no")
    assert "In the night this pair ends" not in main_of(world, in_team(world, "buddies"))


def test_choosing_refusing_and_wishing(world: World) -> None:
    post(world, in_team(world, "buddies/choice"), others=[world.anna.pk])
    assert "You said yes." in main_of(world, in_team(world, "buddies"))
    post(world, f"/buddies/{Pair.objects.get().pk}/refusal/", "anna")
    assert Pair.objects.get().state == PairState.ENDED
    page = post(world, in_team(world, "buddies/choice"), status=422)
    assert "Choose one colleague, or two." in page
    post(world, in_team(world, "buddies/wish"), no_buddy="on")
    assert BuddyWish.objects.get().no_buddy
    assert "There is nobody to draw for now" not in post(world, in_team(world, "buddies/lot"), "anna")


def test_a_colleague_with_a_buddy_keeps_what_was_chosen(world: World) -> None:
    pair = actions.choose_buddies(by=world.anna, team=world.team, others=[world.lea])
    actions.agree(by=world.lea, pair=pair)
    page = post(world, in_team(world, "buddies/choice"), status=422, others=[world.anna.pk])
    assert "This colleague has a buddy already." in page
    assert f'value="{world.anna.pk}"' in page
    many = [world.anna.pk, world.lea.pk, world.colleagues(1)[0].pk]
    assert "Choose one colleague, or two." in post(world, in_team(world, "buddies/choice"), status=422, others=many)


# Help


def test_a_request_from_concept_to_the_board(world: World) -> None:
    assert "Asking for help is teamwork too" in main_of(world, in_team(world, "help"))
    given: dict[str, Any] = {
        "client_key": uuid4(), "running_into": "Wij komen niet toe aan rust", "asking": "Hoe maken we tijd?",
        "whom": f"team:{world.other_team.pk}", "look_back_on": "2027-01-05",
    }  # fmt: skip
    page = post(world, in_team(world, "help/new"), status=422, **given | {"asking": ""})
    assert "Write what you ask." in page
    assert "Wij komen niet toe aan rust" in page
    post(world, in_team(world, "help/new"), **given)
    request = HelpRequest.objects.get()
    url = f"/help/{request.pk}/"
    main_of(world, url, "carla", 404)
    assert f'value="team:{world.other_team.pk}" selected' in main_of(world, f"{url}words/")
    post(world, f"{url}words/", **given | {"tried": "Een pauze"})
    post(world, f"{url}words/", status=422, **given | {"whom": "board"})
    post(world, f"{url}state/", state="asked")
    post(world, f"{url}state/", state="nonsense")
    assert "Een pauze" in main_of(world, url, "carla")
    assert "Hoe maken we tijd?" in main_of(world, "/help/asked/", "carla")
    main_of(world, f"{url}words/", status=403)
    assert post(world, f"{url}thread/") == f"/threads/{Thread.objects.get().pk}/"
    assert "What we try and learn, on the board" in main_of(world, url)
    assert "on the board" not in main_of(world, url, "carla")
    post(world, f"{url}state/", state="rounded")
    assert "Wijkteam De Linde" in main_of(world, "/help/asked/", "carla")
    main_of(world, url, "carla", 404)


def test_questions_first_on_the_page(world: World) -> None:
    url = f"/help/{request_of(world).pk}/"
    page = main_of(world, url, "carla")
    assert "A good question helps more than advice." in page
    assert "First ask. Advice comes after" in page
    assert "First ask" not in main_of(world, url)
    assert "Write a few words." in post(world, f"{url}questions/", "carla", 422)
    post(world, f"{url}questions/", "carla", **says("question", "Wat helpt al?"))
    question = HelpWord.objects.get()
    assert "1 question open" in main_of(world, "/help/asked/", "carla")
    answer = f"/help/questions/{question.pk}/answer/"
    assert "Wat helpt al?" in main_of(world, answer)
    assert main_of(world, answer, "carla", 403)
    assert "Write a few words." in post(world, answer, status=422)
    post(world, answer, text="Een wandeling", client_key=uuid4())
    post(world, f"{url}advice/", "carla", 403, **says("advice", "Wandel"))
    post(world, f"{url}advice/wish/", wants="yes")
    assert "Write a few words." in post(world, f"{url}advice/", "carla", 422)
    post(world, f"{url}advice/", "carla", **says("advice", "Wandel vaker"))
    page = main_of(world, url)
    assert [page.index(words) for words in ("Wat helpt al?", "Een wandeling", "Wandel vaker")]
    post(world, f"/help/words/{HelpWord.objects.get(kind='advice').pk}/withdrawal/", "carla")
    assert "Wandel vaker" not in main_of(world, url)
    post(world, f"{url}questions/", status=403, **says("question", "Zelf?"))


def test_a_talk_is_proposed_on_the_page(world: World) -> None:
    url = f"/help/{request_of(world).pk}/"
    assert "within ten working days" in post(world, f"{url}talk/", "carla", 422, day="2026-12-20")
    assert "This day has passed." in post(world, f"{url}talk/", "carla", 422, day="2026-11-01")
    post(world, f"{url}talk/", "carla", day="2026-12-01")
    assert "Proposed: Tuesday 1 December." in main_of(world, url)


def test_a_concept_can_go(world: World) -> None:
    request = request_of(world, HelpState.CONCEPT)
    assert "Once you ask it, a day to talk is proposed" in main_of(world, f"/help/{request.pk}/")
    post(world, f"/help/{request.pk}/removal/")
    assert not HelpRequest.objects.exists()
    main_of(world, f"/help/{uuid4()}/", status=404)


# The tally


def test_counting_along_and_the_sliders(world: World) -> None:
    assert "No meeting runs now" in main_of(world, "/tallies/")
    tally = tally_of(world)
    url = f"/tallies/{tally.pk}/"
    assert f'name="meeting" value="{tally.meeting_id}"' in main_of(world, "/tallies/")
    assert post(world, "/tallies/", meeting=tally.meeting_id) == url
    assert post(world, "/tallies/") == "/tallies/"
    post(world, "/tallies/", status=404, meeting="nonsense")
    assert world.client(world.lea).get(f"/tallies/?meeting={tally.meeting_id}")["Location"] == url
    back = post(world, f"{url}taps/", room="dialogue")
    assert "Undo: Dialogue" in main_of(world, back)
    post(world, f"{url}taps/", room="future")
    post(world, f"{url}taps/", room="dialogue", undo="0")
    post(world, f"{url}taps/", room="nonsense")
    part = TallyPart.objects.get()
    assert (part.dialogue, part.future) == (0, 1)
    with clock.frozen(NOW + timedelta(minutes=31)):
        assert "Not heard: dialogue, reflecting, organising." in main_of(world, url)
        post(world, f"{url}silence/", part="0", room="reflecting")
        assert "You said: it was silent at Reflecting." in main_of(world, url)
    assert "Undo: Dialogue" not in main_of(world, url)
    assert post(world, f"{url}sliders/", status=422, dialogue=3)
    post(world, f"{url}sliders/", **dict[str, Any](dict.fromkeys(Room.values, 7)))
    assert "Your figures are in." in main_of(world, url)
    assert "Your figures are in." not in main_of(world, url, "anna")
    post(world, f"{url}sliders/withdrawal/")
    assert not TallySlider.objects.exists()
    post(world, f"{url}figures/", status=403)
    actions.freeze(by=None, tally=tally)
    assert main_of(world, url).count("Fewer than eight answers.") == 1
    main_of(world, url, "carla", 404)


def test_figures_of_eight_are_shown_as_words(world: World) -> None:
    tally = tally_of(world)
    people = [world.anna, world.bram, world.lea, *world.colleagues(5)]
    for person, value in zip(people, (1, 2, 2, 5, 5, 5, 9, 8), strict=True):
        actions.give_sliders(by=person, tally=tally, values=dict.fromkeys(Room, value) | {Room.FUTURE: 9})
    actions.freeze(by=world.bram, tally=tally)
    page = main_of(world, f"/tallies/{tally.pk}/")
    assert "4.6 on average, 8 answers." in page
    assert "All answers are high." in page
    assert "low: 3" in page


def test_halves_are_told_in_words(world: World) -> None:
    tally = tally_of(world)
    for room in Room:
        actions.tap(by=world.bram, tally=tally, room=room)
    with clock.frozen(NOW + timedelta(minutes=31)):
        actions.note_silence(by=world.bram, tally=tally, number=1, room=Room.FUTURE)
        page = main_of(world, f"/tallies/{tally.pk}/")
    assert "All four were heard." in page
    assert "Nothing was counted." in page


# Leaving


def test_a_list_from_alone_to_the_team(world: World) -> None:
    assert "Begin your list" in main_of(world, "/leaving/")
    assert post(world, "/leaving/") == "/leaving/"
    url = post(world, "/leaving/", team=world.team.pk)
    departure = Departure.objects.get()
    assert url == f"/leaving/{departure.pk}/"
    page = post(world, f"{url}lines/", status=422, kind="knowledge", client_key=uuid4())
    assert "Write a few words." in page
    post(world, f"{url}lines/", kind="knowledge", text="De wijkraad", passed_to=world.anna.pk, client_key=uuid4())
    item = DepartureItem.objects.get()
    assert "For Anna de Boer." in main_of(world, url)
    post(world, f"/leaving/lines/{item.pk}/passing/", done="yes")
    assert "Passed on to Anna de Boer." in main_of(world, url)
    post(world, f"{url}frame/", last_day="2026-12-31", colleague=world.anna.pk)
    assert "Only Bram Visser and Anna de Boer see this" in main_of(world, url)
    post(world, f"{url}frame/", status=422, last_day="morgen")
    assert "The list of Bram Visser" in main_of(world, "/leaving/", "anna")
    post(world, f"{url}frame/", "anna", 403, last_day="2026-12-31")
    main_of(world, url, "lea", 404)
    post(world, f"{url}sharing/", shared="yes")
    assert "What Bram Visser passes on" in main_of(world, url, "lea")
    post(world, f"{url}lines/", "lea", kind="asks", text="Wie belt nu?", client_key=uuid4())
    post(world, f"{url}lines/", "lea", 422, kind="knowledge", text="Wie belt nu?", client_key=uuid4())
    post(world, f"/leaving/lines/{item.pk}/insight/")
    assert Insight.objects.get().text == "De wijkraad"
    post(world, f"/leaving/lines/{item.pk}/removal/")
    post(world, f"{url}sharing/", shared="no")
    main_of(world, url, "lea", 404)
    post(world, f"{url}removal/")
    assert not Departure.objects.exists()


def test_a_try_out_is_left_to_the_team_on_the_page(world: World) -> None:
    try_out = threads.add_try_out(
        by=world.bram, team=world.team, kind=TryOutKind.ACTION, text="Vragen", owner=world.bram, due_on=TODAY
    )
    departure = actions.begin_departure(by=world.bram, team=world.team)
    actions.share_departure(by=world.bram, departure=departure, shared=True)
    assert "Leave it to the team" in main_of(world, f"/leaving/{departure.pk}/")
    assert "Leave it to the team" not in main_of(world, f"/leaving/{departure.pk}/", "lea")
    post(world, f"/leaving/{departure.pk}/try-outs/{try_out.pk}/", "lea", 403)
    post(world, f"/leaving/{departure.pk}/try-outs/{try_out.pk}/")
    assert TryOut.objects.get().owner is None


# Taking part


def test_taking_part_is_said_and_withdrawn(world: World) -> None:
    url = in_team(world, "taking-part")
    assert "Write what you are going to begin with." in post(world, url, status=422)
    part = post(world, url, title="Samen lezen", client_key=uuid4())
    assert "This day has passed." in post(world, part, status=422, minutes_a_week=30, until="2026-11-01")
    assert "Choose a day within a year." in post(world, part, status=422, minutes_a_week=30, until="2028-11-01")
    for who in ("bram", "anna"):
        post(world, part, who, minutes_a_week=30, until="2027-01-15")
    assert "30 minutes a week, until 15 January" in main_of(world, url)
    assert "Anna de Boer" in main_of(world, url)
    assert "Anna de Boer" not in main_of(world, url, "lea")
    assert "selected" in main_of(world, part)
    post(world, f"{part}removal/", status=403)
    post(world, f"{part}withdrawal/", "anna")
    post(world, f"{part}withdrawal/")
    assert not Commitment.objects.exists()
    post(world, f"{part}removal/")
    assert not Undertaking.objects.exists()


def test_it_begins_from_a_try_out_of_the_team(world: World) -> None:
    try_out = threads.add_try_out(
        by=world.bram, team=world.team, kind=TryOutKind.ACTION, text="Vragen", owner=None, due_on=TODAY
    )
    url = f"{in_team(world, 'taking-part')}?try_out={try_out.pk}"
    assert 'value="Vragen"' in main_of(world, url)
    post(world, url, title="Vragen", client_key=uuid4())
    assert Undertaking.objects.get().try_out_id == try_out.pk
    main_of(world, f"{in_team(world, 'taking-part')}?try_out=nonsense")
    main_of(world, f"{in_team(world, 'taking-part')}?try_out={uuid4()}", status=404)


# All of them

TEAM_PAGES = ("buddies", "help", "help/new", "taking-part")


@pytest.mark.parametrize("rest", TEAM_PAGES)
@pytest.mark.parametrize("who", ["carla", "ada", "dirk"])
def test_another_team_has_no_such_page(world: World, rest: str, who: str) -> None:
    main_of(world, in_team(world, rest), who, 404)


def test_without_a_team_there_is_something_to_do_about_it(world: World) -> None:
    assert "You are not in a team yet" in main_of(world, "/support/", "ada")
    for url in ("/help/asked/", "/tallies/", "/leaving/"):
        assert "ds-empty" in main_of(world, url, "ada")


def fill(world: World, count: int) -> dict[str, object]:
    """Make so many of everything."""
    for person in world.colleagues(count):
        actions.choose_buddies(by=world.bram, team=world.team, others=[person])
        undertaking = actions.open_undertaking(by=world.bram, team=world.team, title=person.name)
        for one in (world.bram, person):
            actions.take_part(by=one, undertaking=undertaking, minutes_a_week=30, until=TODAY)
        request = request_of(world, asking=person.name)
        actions.answer(
            by=world.bram, text="Ja", question=actions.ask_question(by=world.carla, request=request, text=person.name)
        )
    question = None
    for number in range(count):
        question = actions.ask_question(by=world.carla, request=request, text=f"{number}?")
    departure = actions.begin_departure(by=world.bram, team=world.team)
    for number in range(count):
        actions.add_item(
            by=world.bram, departure=departure, kind=ItemKind.KNOWLEDGE, text=f"{number}", passed_to=world.anna
        )
    tally = tally_of(world)
    for number in range(count):
        with clock.frozen(NOW + timedelta(minutes=31 * number)):
            actions.tap(by=world.bram, tally=tally, room=Room.FUTURE)
    return {"request": request.pk, "departure": departure.pk, "tally": tally.pk, "part": undertaking.pk,
            "question": question.pk if question else None}  # fmt: skip


BOUNDS = {
    "/support/": 14,
    "/support/{team}/buddies/": 15,
    "/support/{team}/help/": 10,
    "/support/{team}/help/new/": 12,
    "/help/asked/": 13,
    "/help/{request}/": 15,
    "/help/questions/{question}/answer/": 15,
    "/tallies/": 12,
    "/tallies/{tally}/": 16,
    "/leaving/": 10,
    "/leaving/{departure}/": 18,
    "/support/{team}/taking-part/": 11,
    "/taking-part/{part}/": 12,
}


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize("address", BOUNDS)
def test_every_page_costs_a_fixed_number_of_queries(
    world: World, django_assert_max_num_queries: Counting, address: str, count: int
) -> None:
    keys = fill(world, count)
    browser = world.client(world.bram)
    with django_assert_max_num_queries(BOUNDS[address]):
        assert browser.get(address.format(team=world.team.pk, **keys)).status_code == 200
