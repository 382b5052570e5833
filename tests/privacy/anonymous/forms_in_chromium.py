"""Presses what a person presses, in a browser, in a process of its own: its loop and the ORM do not mix."""

import json
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from tests.support.browser import chromium

GIVEN = json.load(sys.stdin)
ADDRESS = GIVEN["server"] + GIVEN["page"]
READY = "#slips fieldset:enabled"


def said(page: Page, form: str, words: str) -> str:
    """Wait for these words in the form's status, and return all of it."""
    page.locator(f"{form} [data-anonymous-status]", has_text=words).wait_for()
    return page.inner_text(f"{form} [data-anonymous-status]")


def lines(page: Page, count: int) -> None:
    expect(page.locator("#slips li")).to_have_count(count)


def write(page: Page, steps: dict[str, Any]) -> None:
    page.fill("#slips textarea", "een concept")
    page.reload()
    page.wait_for_selector(READY)
    steps["draft"] = page.input_value("#slips textarea")
    page.fill("#slips textarea", "eerste briefje")
    page.dblclick("#slips fieldset button")
    steps["received"] = said(page, "#slips", "Handed in")
    page.fill("#slips textarea", "tweede briefje")
    page.click("#slips fieldset button")
    lines(page, 2)
    page.wait_for_selector(READY)
    page.fill("#slips textarea", "eerste, anders")
    page.click("#slips li:first-child [data-slip-change]")
    expect(page.locator("#slips textarea")).to_have_value("")
    page.click("#slips li:last-child [data-slip-withdraw]")
    lines(page, 1)
    page.click("#ready")
    page.wait_for_selector("#ready[aria-pressed=true]")


def lose_the_network(page: Page, context: BrowserContext, steps: dict[str, Any]) -> None:
    context.set_offline(offline=True)
    page.fill("#slips textarea", "zonder netwerk")
    page.click("#slips fieldset button")
    steps["offline"] = said(page, "#slips", "Not sent yet")
    context.set_offline(offline=False)
    steps["back"] = said(page, "#slips", "Handed in")


def answer(page: Page, steps: dict[str, Any]) -> None:
    page.check("#answer input[value=no]")
    page.fill("#answer [name=because]", "daarom")
    page.click("#answer button")
    steps["answered"] = said(page, "#answer", "Handed in")
    steps["shut after the answer"] = page.is_disabled("#answer button")


def load_again(page: Page, steps: dict[str, Any]) -> None:
    page.reload()
    page.wait_for_selector(READY)
    steps["already"] = said(page, "#answer", "already")
    steps["ready after loading again"] = page.get_attribute("#ready", "aria-pressed")
    steps["own"] = page.locator("#slips li").count()
    memory = str(on_the_device(page.context))
    steps["texts on the device"] = [word for word in ("briefje", "anders", "netwerk", "daarom") if word in memory]


def take_back(page: Page, steps: dict[str, Any]) -> None:
    kept = on_the_device(page.context)["drieslag.anonymous.slips." + GIVEN["box"]]
    mark = json.loads(kept)[0]["mark"]
    page.goto(f"{ADDRESS}&mark={mark}")
    page.wait_for_selector("#recall:visible")
    page.goto(f"{ADDRESS}&mark=another")
    page.wait_for_selector(READY)
    steps["another's button"] = page.is_visible("#recall")


def on_the_device(context: BrowserContext) -> dict[str, str]:
    """Read what the page keeps; the content security policy lets nothing be evaluated in it, and that is right."""
    (origin,) = context.storage_state()["origins"]
    return {str(item["name"]): str(item["value"]) for item in origin["localStorage"]}


def signed_in(browser: Browser, **options: Any) -> BrowserContext:
    context = browser.new_context(**options)
    context.add_cookies([{"name": GIVEN["cookie"], "value": GIVEN["session"], "url": GIVEN["server"]}])
    return context


def module(route: Route) -> None:
    name = route.request.url.rsplit("/", 1)[1]
    route.fulfill(body=(Path(GIVEN["folder"]) / name).read_text(), content_type="text/javascript")


def main() -> None:
    steps: dict[str, Any] = {}
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        context = signed_in(browser)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.route("**/js/*.js", module)
        page.goto(ADDRESS)
        page.wait_for_selector(READY)
        write(page, steps)
        lose_the_network(page, context, steps)
        answer(page, steps)
        load_again(page, steps)
        take_back(page, steps)
        plain = signed_in(browser, java_script_enabled=False).new_page()
        plain.goto(ADDRESS)
        steps["without script"] = [plain.is_disabled("#slips textarea"), plain.is_visible("noscript p")]
        browser.close()
    sys.stdout.write(json.dumps({"steps": steps, "faults": faults}))


main()
