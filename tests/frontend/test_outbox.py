"""What is handed in is never lost, and counts once."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.stage import Answer, Stage

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

FORM = """{% extends "base.html" %}{% block main %}
<form class="form" method="post" action="/hand-in/" data-outbox data-draft-key="step"
data-target="#mine" data-swap="beforeend">
{% csrf_token %}<label for="text">Idee</label><textarea id="text" name="text" class="ds-write"></textarea>
<p class="ds-kept" data-kept></p><button>Klaar</button></form>
<section id="mine"></section>
{% endblock %}"""
SAVED: Answer = (200, {}, '<p class="ds-mine">samen opschrijven</p>')


@pytest.fixture
def form(stage: Stage, page: Page) -> Page:
    stage.source = FORM
    stage.answer = lambda _path, _body: SAVED
    page.goto(stage.address)
    return page


def hand_in(page: Page, text: str = "samen opschrijven") -> None:
    page.fill("#text", text)
    page.click("text=Klaar")


def test_a_contribution_is_sent_shown_and_cleared(form: Page, stage: Stage) -> None:
    hand_in(form)
    expect(form.locator("#mine .ds-mine")).to_have_text("samen opschrijven")
    expect(form.locator("#text")).to_have_value("")
    assert [posted["text"] for _, _, posted in stage.posts] == ["samen opschrijven"]
    assert stage.posts[0][2]["client_key"]


def test_a_double_click_sends_once(form: Page, stage: Stage) -> None:
    form.fill("#text", "een")
    form.dblclick("text=Klaar")
    expect(form.locator("#mine .ds-mine")).to_have_count(1)
    form.wait_for_timeout(200)
    assert [posted.get("text") for _, _, posted in stage.posts] == ["een"]


def test_what_is_typed_while_a_text_is_under_way_is_the_next_one(form: Page, stage: Stage) -> None:
    def slowly(_path: str, _body: str) -> Answer:
        time.sleep(0.4)
        return SAVED

    stage.answer = slowly
    form.fill("#text", "een")
    form.click("text=Klaar")
    form.locator("#text").press("End")
    form.locator("#text").press_sequentially("twee")
    form.click("text=Klaar")
    expect(form.locator("#mine .ds-mine")).to_have_count(2)
    expect(form.locator("#text")).to_have_value("")
    assert [posted["text"] for _, _, posted in stage.posts] == ["een", "twee"]
    assert len({posted["client_key"] for _, _, posted in stage.posts}) == 2


def test_two_contributions_have_two_keys(form: Page, stage: Stage) -> None:
    hand_in(form, "een")
    expect(form.locator("#mine .ds-mine")).to_have_count(1)
    hand_in(form, "twee")
    expect(form.locator("#mine .ds-mine")).to_have_count(2)
    assert len({posted["client_key"] for _, _, posted in stage.posts}) == 2


def test_without_network_it_waits_in_sight_and_is_sent_once_when_there_is_one(form: Page, stage: Stage) -> None:
    form.context.set_offline(True)
    hand_in(form)
    waiting = form.locator("[data-waiting] .voice")
    expect(waiting).to_have_text("samen opschrijven")
    expect(form.locator("#text")).to_have_value("")
    expect(form.locator("#offline")).to_be_visible()
    form.context.set_offline(False)
    expect(waiting).to_have_count(0)
    expect(form.locator("#mine .ds-mine")).to_have_count(1)
    assert len(stage.posts) == 1


def test_what_waits_survives_the_page(form: Page, stage: Stage) -> None:
    stage.answer = lambda _path, _body: (503, {}, "away")
    hand_in(form)
    expect(form.locator("[data-waiting] .voice")).to_have_text("samen opschrijven")
    stage.answer = lambda _path, _body: SAVED
    form.reload()
    expect(form.locator("#mine .ds-mine")).to_have_count(1)
    assert len({posted["client_key"] for _, _, posted in stage.posts}) == 1


@pytest.mark.parametrize("status", [403, 409, 422])
def test_a_refusal_says_why_and_keeps_the_text(form: Page, stage: Stage, status: int) -> None:
    stage.answer = lambda _path, _body: (status, {}, "<p data-refused>Deze stap is voorbij.</p>")
    hand_in(form)
    expect(form.locator("[data-kept]")).to_have_text("Deze stap is voorbij.")
    expect(form.locator("#text")).to_have_value("samen opschrijven")
    expect(form.locator("#mine")).to_be_empty()


def test_a_waiting_text_that_is_refused_comes_back_into_its_form(form: Page, stage: Stage) -> None:
    form.context.set_offline(True)
    hand_in(form)
    expect(form.locator("[data-waiting]")).to_be_visible()
    stage.answer = lambda _path, _body: (409, {}, "<p data-refused>Deze stap is voorbij.</p>")
    form.context.set_offline(False)
    expect(form.locator("#text")).to_have_value("samen opschrijven")
    expect(form.locator("[data-kept]")).to_have_text("Deze stap is voorbij.")
    expect(form.locator("[data-waiting]")).to_have_count(0)


def test_what_is_typed_survives_a_reload_and_goes_at_the_receipt(form: Page) -> None:
    form.fill("#text", "half af")
    form.reload()
    expect(form.locator("#text")).to_have_value("half af")
    form.click("text=Klaar")
    expect(form.locator("#mine .ds-mine")).to_have_count(1)
    form.reload()
    expect(form.locator("#text")).to_have_value("")


def test_the_next_person_on_this_device_finds_nothing(form: Page, stage: Stage) -> None:
    form.fill("#text", "van Noor")
    form.reload()
    stage.owner = "samir"
    form.goto(stage.address)
    expect(form.locator("#text")).to_have_value("")
    stage.owner = "noor"
    form.goto(stage.address)
    expect(form.locator("#text")).to_have_value("")


def test_a_shared_device_keeps_nothing(form: Page) -> None:
    form.evaluate("localStorage.setItem('drieslag:shared', '1')")
    form.reload()
    form.fill("#text", "niet bewaren")
    form.reload()
    expect(form.locator("#text")).to_have_value("")
    assert form.evaluate("Object.keys(localStorage)") == ["drieslag:shared"]


def test_signing_out_takes_the_drafts_along(form: Page, stage: Stage) -> None:
    stage.source = FORM.replace(
        "<section", '<form method="post" action="/out/" data-sign-out><button>Weg</button></form><section'
    )
    form.reload()
    form.fill("#text", "van mij")
    form.wait_for_timeout(400)
    assert form.evaluate("Object.keys(localStorage).length") == 1
    stage.answer = lambda _path, _body: (200, {}, "<p>tot ziens</p>")
    form.click("text=Weg")
    form.goto(stage.address)
    expect(form.locator("#text")).to_have_value("")


def test_a_session_that_ended_keeps_the_text(form: Page, stage: Stage) -> None:
    stage.answer = lambda _path, _body: (401, {}, "")
    hand_in(form)
    expect(form.locator("[data-kept]")).to_have_attribute("data-state", "refused")
    expect(form.locator("#text")).to_have_value("samen opschrijven")
