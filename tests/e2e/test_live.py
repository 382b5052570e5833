"""What live means for a human: it appears, nothing typed is lost, nobody sees more than they may."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.config.programs import eventually
from tests.e2e.people import ACTS, NEXT, People, Room, acknowledged, at, begin, box, listening, write

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

DRAFT = "Ik dacht eerst dat vertrouwen iets anders was"
CARD = "Vertrouwen is ook durven wachten"
SLOW = 1500  # milliseconds that an answer takes over a bad line


def items(page: Page, text: str) -> int:
    return page.locator("#items li", has_text=text).count()


def test_a_change_appears_a_draft_survives_and_who_comes_late_sees_all(people: People) -> None:
    room = begin(people, code="W13")
    yasmin, samira = room.enter("yasmin"), room.enter("samira")
    typed = box(yasmin).locator("textarea")
    typed.fill(DRAFT)
    field = box(samira).locator("textarea")
    field.fill(CARD)
    box(samira).locator(f".{ACTS}").dblclick()
    expect(yasmin.locator("#items li", has_text=CARD)).to_have_count(1)
    expect(room.desk.locator("#items li", has_text=CARD)).to_have_count(1)
    expect(typed).to_have_value(DRAFT)
    late = room.enter("merve")
    assert items(late, CARD) == 1
    room.desk.locator(NEXT).click()
    expect(yasmin.locator("#head [data-step]")).to_have_attribute("data-step", "examples")
    expect(yasmin.locator("#mine-next")).to_be_visible()
    expect(typed).to_have_value(DRAFT)
    at(samira, "examples")
    yasmin.locator("[data-go-along]").click()
    at(yasmin, "examples")
    expect(yasmin.locator("#mine-next")).to_be_hidden()
    written = "select count(*) from meetings_contribution where meeting_id::text = %s"
    assert people.house.sql(written, room.meeting) == [(1,)]


def test_what_one_begins_to_type_while_the_next_step_is_on_its_way_stays(people: People) -> None:
    room = begin(people, code="W13")
    yasmin = room.enter("yasmin")
    typed = box(yasmin).locator("textarea")
    asked: list[Route] = []
    yasmin.route("**/room/mine/", kept_in(asked))
    room.desk.locator(NEXT).click()
    once(yasmin, asked, 1)
    typed.fill(DRAFT)
    asked[0].continue_()
    expect(yasmin.locator("#mine-next")).to_be_visible()
    expect(typed).to_have_value(DRAFT)
    yasmin.locator("[data-go-along]").click()
    once(yasmin, asked, 2)
    yasmin.wait_for_timeout(SLOW)
    asked[1].continue_()
    at(yasmin, "examples")
    expect(yasmin.locator("#mine-next")).to_be_hidden()


def kept_in(held: list[Route]) -> Callable[[Route], None]:
    """Return a handler that keeps what is asked until the test lets it go; playwright wants a function to mark."""

    def hold(route: Route) -> None:
        held.append(route)

    return hold


def once(page: Page, asked: list[Route], count: int) -> None:
    """Wait until so much was asked."""
    for _ in range(600):
        if len(asked) >= count:
            return
        page.wait_for_timeout(50)
    raise AssertionError(asked)


def test_what_changed_before_the_stream_was_open_is_not_lost(people: People) -> None:
    room = begin(people, code="W13")
    samira = room.enter("samira")
    held: list[Route] = []
    yasmin = people.sign_in("yasmin")
    yasmin.goto(room.address)
    yasmin.route("**/live/stream*", lambda route: held.append(route) if not held else route.continue_())
    yasmin.locator(f'form[action="{room.address}seat/"] button').click()
    yasmin.wait_for_url("**/room/")
    yasmin.locator("#mine textarea").first.wait_for()
    write(samira, CARD)
    assert items(yasmin, CARD) == 0
    with listening(yasmin):
        expect(yasmin.locator("#live")).to_be_attached()
        once(yasmin, held, 1)
        held[0].continue_()
    expect(yasmin.locator("#items li", has_text=CARD)).to_have_count(1)


def test_a_hidden_step_shows_nothing_early_in_no_page_and_on_no_wire(people: People) -> None:
    room = begin(people, code="W14")
    yasmin, samira = room.enter("yasmin"), room.enter("samira")
    room.go_on("behaviour")
    wires = [room.stream(page) for page in (room.desk, samira)]
    write(yasmin, "Ik bel zelf even met school", "behaviour")
    expect(yasmin.locator("#mine")).to_contain_text("Ik bel zelf even met school")
    write(samira, "Ik vraag wie er belt", "behaviour")
    for page in (room.desk, samira):
        assert "met school" not in page.content()
        fresh = page.context.request.get(page.url)
        assert fresh.status == 200
        assert "met school" not in fresh.text()
    assert not any("met school" in wire.heard for wire in wires)
    room.desk.locator(f'#controls form[action="{room.address}opening/"] button').click()
    expect(samira.locator("#stage")).to_contain_text("met school")
    assert all(wire.hears("met school") for wire in wires)


def test_a_guest_who_was_put_out_hears_nothing_more_and_cannot_come_back(people: People) -> None:
    room = begin(people, code="W13")
    samira, guest = room.enter("samira"), room.enter_guest("Noortje")
    wire = room.stream(guest)
    write(samira, "Dit mag Noortje nog zien")
    expect(guest.locator("#items")).to_contain_text("nog zien")
    assert wire.hears("nog zien")
    old = guest.locator("#live").get_attribute("hx-sse:connect")
    room.desk.locator("#people details > summary").last.click()
    row = room.desk.locator("#people form[action$='/removal/']", has_text="Noortje")
    acknowledged(room.desk, "/removal/", row.locator("button").click)
    expect(guest.locator("h1.page-title")).to_be_visible()
    assert eventually(lambda: wire.ended)
    write(samira, "En dit niet meer")
    assert "En dit niet meer" not in wire.heard
    assert guest.context.request.get(f"{people.house.url}{old}").status == 403
    answer = guest.context.request.get(f"{people.house.url}{room.address}room/")
    assert (answer.status, "niet meer" in answer.text(), "nog zien" in answer.text()) == (404, True, False)


def test_two_tabs_that_press_next_at_once_move_one_step(people: People) -> None:
    room = begin(people, code="W13")
    second = room.desk.context.new_page()
    with listening(second):
        second.goto(room.desk.url)
    held: list[Route] = []
    for page in (room.desk, second):
        page.route("**/moves/", kept_in(held))
        page.locator(NEXT).click()
    for _ in range(100):
        if len(held) == 2:
            break
        second.wait_for_timeout(50)
    with second.expect_response("**/moves/"), room.desk.expect_response("**/moves/"):
        for route in held:
            route.continue_()
    for page in (room.desk, second):
        expect(page.locator("#step [data-step]")).to_have_attribute("data-step", "examples")
    events = people.house.sql("select count(*) from meetings_meetingevent where meeting_id::text = %s", room.meeting)
    moved = "select count(*) from meetings_meetingevent where kind ilike '%%moved%%' and meeting_id::text = %s"
    assert (events != [(0,)], people.house.sql(moved, room.meeting)) == (True, [(1,)])


def test_a_phone_without_network_keeps_what_is_typed_and_sends_it_once(people: People) -> None:
    room = begin(people, code="W13")
    yasmin, samira = room.enter("yasmin"), room.enter("samira")
    yasmin.context.set_offline(True)
    box(yasmin).locator("textarea").fill("Geschreven in de kelder")
    box(yasmin).locator(f".{ACTS}").click()
    expect(yasmin.locator("[data-waiting]")).to_contain_text("in de kelder")
    expect(yasmin.locator("#offline")).to_be_visible()
    assert items(samira, "in de kelder") == 0
    write(samira, "Intussen boven")
    yasmin.context.set_offline(False)
    expect(samira.locator("#items li", has_text="in de kelder")).to_have_count(1)
    expect(yasmin.locator("#items li", has_text="Intussen boven")).to_have_count(1)
    expect(yasmin.locator("[data-waiting]")).to_have_count(0)
    yasmin.reload()
    assert items(yasmin, "in de kelder") == 1


def silent(room: Room) -> None:
    """The facilitator's pages give no sign for 90 seconds; the test does not wait for them."""
    room.desk.close()
    seen = "update meetings_meeting set facilitator_seen_at = now() - interval '95 seconds' where id::text = %s"
    room.people.house.sql(seen, room.meeting)


def test_a_member_takes_over_from_a_silent_facilitator_and_a_guest_never(people: People) -> None:
    room = begin(people, code="W13")
    yasmin, guest = room.enter("yasmin"), room.enter_guest("Noortje")
    take = f'form[action="{room.address}takeover/"] button'
    assert yasmin.locator(take).count() == 0
    silent(room)
    guest.reload()
    assert guest.locator("#mine").count() == 1
    assert guest.locator(take).count() == 0
    yasmin.reload()
    yasmin.locator(take).click()
    yasmin.wait_for_url("**/facilitator/")
    yasmin.locator("details:has(#mine) > summary").click()
    yasmin.locator(f'form[action="{room.address}return/"] button').click()
    yasmin.wait_for_url("**/room/")
    row = people.house.sql("select facilitator_id::text from meetings_meeting where id::text = %s", room.meeting)
    assert row == [(people.house.person("joost"),)]


def test_without_javascript_one_reads_and_writes_and_is_told_why_not_anonymously(people: People) -> None:
    room = begin(people, code="W13")
    samira = room.enter("samira")
    write(samira, CARD)
    plain = people.sign_in("ruben", java_script_enabled=False)
    plain.goto(room.address)
    plain.locator(f'form[action="{room.address}seat/"] button').click()
    plain.wait_for_url("**/room/")
    expect(plain.locator("#items")).to_contain_text(CARD)
    plain.locator("#mine textarea[name=text]").first.fill("Met een oude telefoon")
    plain.locator(f"#mine form[data-outbox] .{ACTS}").first.click()
    expect(plain.locator("#items")).to_contain_text("Met een oude telefoon")
    expect(samira.locator("#items")).to_contain_text("Met een oude telefoon")
    room.close()

    hidden = begin(people, code="W10")
    hidden.fill("yasmin", "ruben", "merve", "piotr")
    hidden.desk.locator(NEXT).click()
    expect(hidden.desk.locator("#step [data-step]")).to_have_attribute("data-step", "yourself")
    plain.goto(f"{hidden.address}room/")
    expect(plain.locator(".ds-promise [role=alert]").first).to_be_visible()
    expect(plain.locator("#mine input[name=vote]").first).to_be_disabled()


def test_text_alone_tells_step_time_and_turn(people: People) -> None:
    room = begin(people, code="W13")
    samira = room.enter("samira")
    with listening(samira):
        samira.goto(f"{room.address}room/?text=1")
    head = samira.locator("#head")
    expect(head).to_have_attribute("aria-live", "polite")
    expect(head).to_contain_text("1")
    room.desk.locator(NEXT).click()
    expect(head.locator("[data-step]")).to_have_attribute("data-step", "examples")
    said = head.inner_text()
    assert "Joost" in said or "Samira" in said
    assert "minuten" in said


def test_a_step_with_the_keyboard_alone(people: People) -> None:
    room = begin(people, code="W13")
    samira = room.enter("samira")
    area = samira.locator("#mine textarea").first
    for _ in range(40):
        samira.keyboard.press("Tab")
        if area.evaluate("area => area === document.activeElement"):
            break
    samira.keyboard.type("Zonder muis")
    acknowledged(samira, "/contributions/", lambda: samira.keyboard.press("Control+Enter"))
    expect(room.desk.locator("#items")).to_contain_text("Zonder muis")
    room.desk.keyboard.press("ArrowRight")
    room.all_at("examples")
    room.desk.keyboard.press("ArrowLeft")
    room.all_at("term")
