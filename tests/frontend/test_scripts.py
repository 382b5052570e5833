"""Timer, keys, shield and arriving things, in a browser."""

import json
import time

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.stage import Stage

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

HEAD = """{% extends "base.html" %}{% block head %}
<script type="module" src="/static/drieslag/meeting.js"></script>
<script type="module" src="/static/drieslag/shield.js"></script>
{% endblock %}{% block main %}MAIN{% endblock %}"""


def show(stage: Stage, page: Page, main: str) -> None:
    stage.source = HEAD.replace("MAIN", main)
    page.goto(stage.address)


def timer(left: float, total: int = 1200) -> str:
    """A timer of which the device's clock is an hour behind the server's."""
    now = round(time.time() * 1000) + 3_600_000
    return (
        f'<div class="ds-timer" data-timer data-ends-at="{now + round(left * 1000)}" data-server-now="{now}"'
        f' data-total="{total}"><progress class="ds-timer__line" max="{total}" value="{total}"></progress>'
        "<p><span data-timer-text></span></p></div>"
    )


@pytest.mark.parametrize(("left", "key"), [(725, "12"), (60, "1"), (30, "almost"), (-5, "over")])
def test_the_server_s_clock_runs_the_line(stage: Stage, page: Page, left: float, key: str) -> None:
    show(stage, page, timer(left))
    words = json.loads(page.locator("#texts").text_content() or "")
    said = {"12": words["minutes_many"].replace("{count}", "12"), "1": words["minutes_one"]}.get(key) or words[key]
    expect(page.locator("[data-timer-text]")).to_have_text(said)
    assert abs(float(page.locator("progress").evaluate("bar => bar.value")) - max(0, left)) < 3


def test_a_key_presses_its_button_but_not_while_writing(stage: Stage, page: Page) -> None:
    show(
        stage,
        page,
        '<button data-key="p" data-show="x" id="p">Pauze</button><textarea id="t"></textarea><div data-views></div>',
    )
    page.evaluate("count = 0; document.getElementById('p').addEventListener('click', () => count++)")
    page.evaluate("document.getElementById('p').removeAttribute('data-show')")
    page.keyboard.press("p")
    assert page.evaluate("count") == 1
    page.focus("#t")
    page.keyboard.press("p")
    assert page.evaluate("count") == 1
    assert page.input_value("#t") == "p"


def test_keys_can_be_switched_off(stage: Stage, page: Page) -> None:
    show(stage, page, '<button data-key="p" id="p">Pauze</button>')
    page.keyboard.press("?")
    page.click("dialog [aria-pressed]")
    page.keyboard.press("Escape")
    page.reload()
    page.evaluate("count = 0; document.getElementById('p').addEventListener('click', () => count++)")
    page.keyboard.press("p")
    assert page.evaluate("count") == 0


SHIELDED = (
    '<form>{% csrf_token %}<textarea id="t" name="t" class="ds-write" data-shield-url="/shield/"></textarea></form>'
)


def test_the_shield_marks_and_replaces_and_undo_takes_it_back(stage: Stage, page: Page) -> None:
    """The sign before the name is one character to the server and two units to the browser."""
    text = "Bij 🙂 mevrouw De Graaf thuis"
    start = text.index("mevrouw")
    found = {"start": start, "end": start + len("mevrouw De Graaf"), "kind": "name", "kind_label": "naam"}
    finding = {**found, "text": "mevrouw De Graaf", "neutral": "een bewoonster"}
    stage.answer = lambda _path, body: (
        200,
        {"Content-Type": "application/json"},
        json.dumps({"findings": [finding] if "Graaf" in body else []}),
    )
    show(stage, page, SHIELDED)
    page.fill("#t", text)
    expect(page.locator(".ds-shield__mirror mark")).to_have_text("mevrouw De Graaf")
    page.locator(".ds-find button").first.click()
    expect(page.locator("#t")).to_have_value("Bij 🙂 een bewoonster thuis")
    expect(page.locator(".ds-find")).to_be_hidden()
    page.keyboard.press("Control+z")
    expect(page.locator("#t")).to_have_value(text)


def test_what_is_left_is_not_asked_again(stage: Stage, page: Page) -> None:
    finding = {"start": 0, "end": 4, "kind": "name", "kind_label": "naam", "text": "Noor", "neutral": "een collega"}
    stage.answer = lambda _path, _body: (200, {"Content-Type": "application/json"}, json.dumps({"findings": [finding]}))
    show(stage, page, SHIELDED)
    page.fill("#t", "Noor kwam")
    page.locator(".ds-find [data-leave]").click()
    page.locator("#t").press_sequentially(" langs")
    page.wait_for_timeout(900)
    expect(page.locator(".ds-find")).to_be_hidden()


SWAP = "window.htmx.swap({text: %r, target: document.querySelector('#list'), swap: %r, sourceElement: document.body})"


def test_new_things_above_what_is_typed_wait_behind_a_button(stage: Stage, page: Page) -> None:
    show(stage, page, '<ul id="list" data-newer><li id="a">een</li></ul><textarea id="t"></textarea>')
    page.focus("#t")
    page.evaluate(SWAP % ('<li id="b">twee</li>', "beforeend"))
    expect(page.locator("#b")).to_be_hidden()
    page.click("[data-show-newer]")
    expect(page.locator("#b")).to_be_visible()
    expect(page.locator("[data-show-newer]")).to_have_count(0)


def test_what_arrives_twice_stands_once(stage: Stage, page: Page) -> None:
    show(stage, page, '<ul id="list"><li id="a">een</li></ul>')
    page.evaluate(SWAP % ('<li id="a">een, veranderd</li>', "beforeend"))
    expect(page.locator("#list li")).to_have_text(["een, veranderd"])


def test_losing_the_network_is_said(stage: Stage, page: Page) -> None:
    show(stage, page, "<p>x</p>")
    expect(page.locator("#offline")).to_be_hidden()
    page.context.set_offline(True)
    expect(page.locator("#offline")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()


ACT = '<form method="post" action="/act/" hx-post="/act/" hx-swap="none"><button>Verder</button></form>'


def test_a_form_without_a_token_gets_the_page_s_own(stage: Stage, page: Page) -> None:
    show(stage, page, ACT)
    page.click("text=Verder")
    page.wait_for_timeout(200)
    assert [path for path, _, _ in stage.posts] == ["/act/"]
    assert len(stage.posts[0][2]["csrfmiddlewaretoken"]) > 30


def test_a_refusal_of_a_press_is_said_and_goes_when_it_works(stage: Stage, page: Page) -> None:
    stage.answer = lambda _path, _body: (403, {}, "<p data-refused>Alleen Els kan dit.</p>")
    show(stage, page, ACT)
    page.click("text=Verder")
    expect(page.locator("#messages")).to_have_text("Alleen Els kan dit.")
    stage.answer = lambda _path, _body: (204, {}, "")
    page.click("text=Verder")
    expect(page.locator("#messages .utrecht-alert")).to_have_count(0)
