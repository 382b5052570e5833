"""What goes wrong gets a sentence beside it, and what was typed is still there."""

import pytest
from playwright.sync_api import expect

from tests.e2e.people import ACTS, NEXT, People, begin, box

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_a_wrong_code_stays_in_its_field_with_a_sentence(people: People) -> None:
    page = people.device()
    page.goto("/join/")
    page.locator("input[name=code]").fill("ACD EFG")
    page.locator(f"form .{ACTS}").click()
    expect(page.locator(".utrecht-form-field-error-message")).to_be_visible()
    expect(page.locator("input[name=code]")).to_have_value("ACD EFG")


def test_a_code_of_a_meeting_that_is_over_opens_nothing(people: People) -> None:
    room = begin(people, code="W13")
    link = room.link()
    room.close()
    page = people.device()
    answer = page.goto(link)
    assert answer is not None
    assert answer.status == 404
    expect(page.locator(".utrecht-form-field-error-message")).to_be_visible()
    assert page.locator("input[name=name]").count() == 0


def test_a_text_for_a_step_that_is_over_stays_in_sight(people: People) -> None:
    room = begin(people, code="W13")
    yasmin = room.enter("yasmin")
    box(yasmin).locator("textarea").fill("Net te laat geschreven")
    room.desk.locator(NEXT).click()
    expect(yasmin.locator("#mine-next")).to_be_visible()
    box(yasmin).locator(f".{ACTS}").click()
    expect(yasmin.locator("#mine [role=alert]")).to_be_visible()
    expect(yasmin.locator("#mine")).to_contain_text("Net te laat geschreven")
    expect(room.desk.locator("#step")).not_to_contain_text("Net te laat geschreven")


def test_a_hundred_thousand_characters_are_refused_beside_the_field_and_kept(people: People) -> None:
    room = begin(people, code="W13")
    yasmin = room.enter("yasmin")
    area = box(yasmin).locator("textarea")
    area.fill("woord " * 16_667)
    box(yasmin).locator(f".{ACTS}").click()
    expect(yasmin.locator("#mine .utrecht-form-field-error-message")).to_be_visible()
    assert len(area.input_value()) == 100_002
