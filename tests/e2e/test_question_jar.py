"""The question that nobody asked aloud (scenario N07): from the jar, through the draw, to an agreement and its effect.

Six people who are signed in and one guest, each at their own device.
"""

from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from drieslag.core import clock
from tests.e2e.people import ACTS, People, Room, acknowledged, at, begin, listening

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

COLLEAGUES = ("yasmin", "merve", "ruben", "piotr", "samira")
QUESTION = "Wie van ons kijkt stiekem rond naar ander werk?"
AGREED = "Vier weken nemen we geen nieuwe gezinnen aan. We lopen samen de wachtlijst na."
EXPECTED = "We weten weer wie er wacht, en waarop."
EFFECT = "De wachtlijst is weg. Veel was al opgelost, de rest hebben we eerlijk verdeeld."
GUEST = "Noortje"


def drop_in_jar(people: People, key: str, question: str) -> Page:
    """From the board to the jar, with words that the shield looks at and nobody's name goes with."""
    page = people.sign_in(key)
    page.goto(f"/board/{people.house.team()}/")
    page.locator('a[href$="/jar/"]').click()
    page.wait_for_url("**/jar/")
    if page.locator("#question").count() == 0:
        page.locator(f"main form .{ACTS}").click()
    expect(page.locator(".ds-promise")).to_be_visible()
    field = page.locator("#question")
    expect(field).to_be_enabled()
    expect(page.locator("[data-anonymous-status]")).to_be_empty()
    assert field.get_attribute("maxlength") == "140"
    field.fill(question)
    sent = []
    page.on("request", lambda request: sent.append(request) if "/anonymous/slip/" in request.url else None)
    acknowledged(page, "/anonymous/slip/", page.locator(f"form[data-anonymous] .{ACTS}").click)
    assert "cookie" not in sent[0].all_headers()
    assert question not in (sent[0].post_data or "") or "token" not in sent[0].url
    expect(page.locator("[data-anonymous-status]")).not_to_be_empty()
    expect(field).to_be_disabled()
    return page


def plan(people: People) -> Room:
    """Joost plans it for later today, and begins it from its own page."""
    desk = people.sign_in("joost", width=1440, height=900)
    desk.goto(f"/meetings/new/?format=W10&team={people.house.team()}")
    desk.locator("input[name=day]").fill((clock.today() + timedelta(days=1)).isoformat())
    desk.locator("input[name=at]").fill("09:30")
    desk.locator("button[name=later]").click()
    desk.wait_for_url(lambda url: "/meetings/" in url and "/new/" not in url)
    meeting = desk.url.rstrip("/").rsplit("/", 1)[1]
    expect(desk.locator(f'a[href="/teams/{people.house.team()}/jar/"]')).to_be_visible()
    people.house.sql("update meetings_meeting set planned_at = now() where id = %s", UUID(meeting))
    with listening(desk):
        desk.locator(f'form[action="/meetings/{meeting}/start/"] button').click()
        desk.wait_for_url("**/facilitator/")
    return Room(people, desk, meeting)


def press(page: Page, number: int) -> None:
    page.locator("#mine input[name=number]").fill(str(number))
    acknowledged(page, "/number/", page.locator("#mine form:has(input[name=number]) button").click)


def draw(room: Room) -> None:
    """Two numbers, one draw, two first readers; nobody else sees the question before they said yes."""
    press(room.seats["yasmin"], 17)
    press(room.seats[GUEST], 4)
    room.desk.locator(f'#people form[action="{room.address}steps/draw/draw/"] button').click()
    seats = room.seats
    first = {name: page for name, page in seats.items() if page.locator("#mine form[action$='/drawn/']").is_visible()}
    reading = room.desk.locator("#mine form[action$='/drawn/']")
    expect(room.desk.locator("#step")).to_contain_text("gelo")
    for page in [*seats.values()]:
        expect(page.locator("#stage .ds-hashes")).to_have_count(1)
        assert QUESTION not in page.locator("#stage").inner_text()
    first = {name: page for name, page in seats.items() if page.locator("#mine form[action$='/drawn/']").count()}
    assert len(first) + reading.count() == 2
    for page in [*first.values(), *([room.desk] if reading.count() else [])]:
        expect(page.locator("#mine")).to_contain_text(QUESTION)
        if page is room.desk:
            page.locator("details:has(#mine) > summary").click()
        acknowledged(page, "/drawn/", page.locator(f"#mine form[action$='/drawn/'] .{ACTS}").click)
    for page in seats.values():
        expect(page.locator("#stage .ds-note")).to_have_text(QUESTION)


def vote(room: Room) -> None:
    """Everybody answers for themselves; below eight answers nobody sees how many."""
    room.go_on("yourself")
    for number, page in enumerate(room.seats.values()):
        fields = page.locator("#mine form[data-anonymous] [data-anonymous-fields]")
        expect(fields).to_be_enabled()
        fields.locator("input[name=vote]").nth(number % 2).check()
        acknowledged(page, "/anonymous/slip/", fields.locator(f".{ACTS}").click)
    room.desk.locator(f'#controls form[action="{room.address}opening/"] button').click()
    for page in [room.desk, *room.seats.values()]:
        expect(page.locator(".ds-suppressed")).to_be_visible()
        assert page.locator(".ds-tally").count() == 0


def agree(room: Room, people: People) -> None:
    room.go_on("talk")
    room.go_on("together")
    page = room.seats["merve"]
    form = page.locator("#mine form[action$='/tryouts/']")
    form.locator("[name=text]").fill(AGREED)
    form.locator("[name=owner]").select_option(people.house.person("samira"))
    form.locator("[name=due_on]").fill(clock.today().isoformat())
    form.locator("[name=expectation]").fill(EXPECTED)
    acknowledged(page, "/tryouts/", form.locator(f".{ACTS}").click)
    for other in room.seats.values():
        expect(other.locator("#stage")).to_contain_text(AGREED)


def test_from_the_jar_to_the_effect(people: People) -> None:
    team = people.house.team()
    asked = drop_in_jar(people, "samira", QUESTION)
    room = plan(people)
    for key in COLLEAGUES:
        room.enter(key)
    room.enter_guest(GUEST)
    at(room.seats["yasmin"], "draw")
    expect(room.desk.locator("#people .ds-ready li")).to_have_count(7)
    draw(room)
    vote(room)
    agree(room, people)
    room.close()
    report = room.desk.locator("main")
    expect(report).to_contain_text(AGREED)
    assert GUEST not in report.inner_text()
    left = people.house.sql("select count(*) from meetings_contribution where meeting_id = %s", UUID(room.meeting))
    assert left == [(0,)]
    guest = room.seats[GUEST]
    expect(guest.locator("h1.page-title")).to_be_visible()
    expect(guest.locator("body")).not_to_contain_text(QUESTION)
    for key in COLLEAGUES:
        room.seats[key].wait_for_url("**/report/")

    later = begin(people, code="W11")
    yasmin = later.enter("yasmin")
    later.all_at("review")
    due = yasmin.locator("#mine .ds-tryout", has_text=AGREED)
    expect(due).to_contain_text(EXPECTED)
    due.locator("textarea").fill(EFFECT)
    acknowledged(yasmin, "/effects/", due.locator("button[value=yes]").click)
    expect(later.desk.locator("#step")).to_contain_text(EFFECT)
    later.close()
    asked.goto(f"/board/{team}/")
    asked.locator("a", has_text=QUESTION).locator("visible=true").first.click()
    expect(asked.locator(".ds-story")).to_contain_text(AGREED)
    expect(asked.locator(".ds-story")).to_contain_text(EFFECT)
    assert "Samira" not in asked.locator(".ds-story li").first.inner_text()
