"""The pages of account and organisation in a browser: axe finds nothing, nothing runs off, a dialog asks first."""

from datetime import date
from typing import Literal

import pytest
from playwright.sync_api import Page

from drieslag.privacy.actions import record_consent
from tests.factories.world import World
from tests.frontend.axe import sideways, violations
from tests.frontend.stage import Stage

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db]

LOOKS: list[tuple[int, Literal["light", "dark"]]] = [(320, "light"), (1440, "light"), (1440, "dark")]
EVERYONES = ["/privacy/", "/accessibility/"]
OWN = ["/account/", "/account/privacy/", "/account/privacy/erasure/", "/organisation/", "/organisation/council/"]
OF_THE_ADMINISTRATOR = [
    "/organisation/teams/",
    "/organisation/teams/{team}/",
    "/organisation/people/",
    "/organisation/people/{person}/roles/",
    "/organisation/consents/",
]


def show(stage: Stage, page: Page, html: str) -> None:
    stage.source = "{% verbatim %}" + html + "{% endverbatim %}"
    page.goto(stage.address)


def look_at(stage: Stage, page: Page, html: str) -> None:
    for width, look in LOOKS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=look)
        show(stage, page, html)
        assert violations(page) == []
        assert sideways(page) == []


@pytest.mark.parametrize("path", EVERYONES)
def test_what_everyone_may_read(stage: Stage, page: Page, world: World, path: str) -> None:
    look_at(stage, page, world.client().get(path).content.decode())


@pytest.mark.parametrize("path", OWN)
def test_what_is_ones_own(stage: Stage, page: Page, world: World, path: str) -> None:
    look_at(stage, page, world.client(world.bram).get(path).content.decode())


@pytest.mark.parametrize("path", OF_THE_ADMINISTRATOR)
def test_what_an_administrator_sets_up(stage: Stage, page: Page, world: World, path: str) -> None:
    given_on = date(2026, 1, 15)
    record_consent(by=world.ada.pk, scope="attendance_series", body="works_council", given_on=given_on, document="4")
    real = path.format(team=world.team.pk, person=world.bram.pk)
    look_at(stage, page, world.client(world.ada).get(real).content.decode())


def test_a_form_with_mistakes(stage: Stage, page: Page, world: World) -> None:
    answer = world.client(world.ada).post("/organisation/consents/", {"given_on": "2100-01-01", "body": "no_body"})
    assert answer.status_code == 422
    look_at(stage, page, answer.content.decode())


def test_erasing_is_asked_once_more_and_the_safe_choice_has_the_focus(stage: Stage, page: Page, world: World) -> None:
    show(stage, page, world.client(world.bram).get("/account/privacy/erasure/").content.decode())
    page.click("[data-dialog='#erase']")
    dialog = page.locator("#erase")
    assert dialog.is_visible()
    assert page.url.rstrip("/") == stage.address.rstrip("/")
    assert "Bram Visser" in dialog.inner_text()
    assert page.evaluate("document.activeElement.dataset.close") == ""
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
