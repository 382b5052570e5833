"""Who is in charge, the family or the worker (scenario N08): a conviction comes to light, for who was there alone."""

import pytest
from playwright.sync_api import Page, expect

from drieslag.core import clock
from tests.e2e.people import ACTS, People, Room, acknowledged, begin, write

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

QUESTION = "Wie heeft de regie: het gezin, of ik?"
STORY = "Mijn collega laat het gezin zelf bellen. Ik neem het over. Wat zit daaronder?"
DIFFERENCE = "Ik zie dat wij dit anders doen: jij wacht, ik regel het."
BEHAVIOUR = {"samira": "Ik regel het, dan is het gebeurd.", "ruben": "Ik vraag wat zij als eerste zouden doen."}
VALUE = "Dat niemand er alleen voor staat."
CONVICTION = "Alleen als ik het overneem, komt dit gezin erdoor."
PRINCIPLE = "Het gezin heeft de regie."
FITTING = "Mijn zorg helpt het meest op de plek die het gezin zelf aanwijst."
TOMORROW = "Ik vraag morgen eerst waar ze mij bij willen hebben."
EFFECT = "Ze wezen één ding aan. De rest deden ze zelf."


def ask(page: Page) -> str:
    page.goto("/questions/new/")
    page.locator("[name=title]").fill(QUESTION)
    page.locator("[name=story]").fill(STORY)
    page.locator(f"#ask form .{ACTS}").click()
    page.wait_for_url("**/threads/*/**")
    return page.url.split("/threads/")[1].split("/")[0]


def talk(room: Room) -> None:
    """From behaviour to value to conviction to what fits better."""
    seats = room.seats
    write(seats["yasmin"], DIFFERENCE)
    room.go_on("behaviour")
    for key, text in BEHAVIOUR.items():
        write(seats[key], text, "behaviour")
    assert BEHAVIOUR["samira"] not in seats["ruben"].content()
    room.desk.locator(f'#controls form[action="{room.address}opening/"] button').click()
    expect(seats["ruben"].locator("#stage")).to_contain_text(BEHAVIOUR["samira"])
    room.go_on("value")
    write(seats["samira"], VALUE, "value")
    room.go_on("conviction")
    write(seats["samira"], CONVICTION, "conviction")
    room.go_on("principle")
    room.desk.locator("details:has(#mine) > summary").click()
    write(room.desk, PRINCIPLE)
    room.go_on("alternative")
    form = seats["samira"].locator("#mine form[action$='/insights/']")
    form.locator("[name=text]").fill(FITTING)
    form.locator("[name=level][value=triple]").check()
    acknowledged(seats["samira"], "/insights/", form.locator(f".{ACTS}").click)
    room.go_on("tomorrow")
    form = seats["samira"].locator("#mine form[action$='/tryouts/']")
    form.locator("[name=text]").fill(TOMORROW)
    acknowledged(seats["samira"], "/tryouts/", form.locator(f".{ACTS}").click)


def test_from_the_question_to_the_effect(people: People) -> None:
    yasmin = people.sign_in("yasmin")
    thread = ask(yasmin)
    room = begin(people, code="W14", thread=thread)
    for key in ("yasmin", "samira", "ruben", "merve", "piotr"):
        room.enter(key)
    room.enter_guest("Noortje")
    talk(room)
    room.close()
    report = f"{room.address}report/"
    samira = room.seats["samira"]
    samira.wait_for_url(f"**{report}")  # the page leads there by itself
    expect(samira.locator("main")).to_contain_text(FITTING)
    expect(samira.locator("main")).to_contain_text(TOMORROW)
    for text in (CONVICTION, *BEHAVIOUR.values()):
        expect(samira.locator("main")).not_to_contain_text(text)
    for key in ("dewi", "els"):  # a colleague who was not there, and the team leader
        page = people.sign_in(key)
        answer = page.goto(report)
        assert answer is not None
        assert answer.status in {403, 404}
        assert FITTING not in page.content()
        page.goto(f"/threads/{thread}/")
        expect(page.locator("main")).to_contain_text(QUESTION)
        assert FITTING not in page.content()
        assert TOMORROW not in page.content()
    look_back(people, samira, thread)


def look_back(people: People, samira: Page, thread: str) -> None:
    """She puts on the board what the team may know, and tells a later meeting how it went."""
    samira.goto(f"/threads/{thread}/try-outs/")
    samira.locator("[name=text]").fill(TOMORROW)
    samira.locator("[name=due_on]").fill(clock.today().isoformat())
    samira.locator(f"main form .{ACTS}").first.click()
    samira.wait_for_url(f"**/threads/{thread}/**")
    later = begin(people, code="W11")
    dewi = later.enter("dewi")
    later.all_at("review")
    due = dewi.locator("#mine .ds-tryout", has_text=TOMORROW)
    due.locator("textarea").fill(EFFECT)
    acknowledged(dewi, "/effects/", due.locator("button[value=bit]").click)
    later.close()
    samira.goto(f"/threads/{thread}/")
    expect(samira.locator(".ds-story")).to_contain_text(EFFECT)
