"""Each component, in each look, theme and width: axe finds nothing, nothing sticks out."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from drieslag.web.gallery.samples import samples
from tests.frontend.axe import sideways, violations
from tests.frontend.stage import Stage

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.mark.parametrize("theme", ["", "voorbeeld"])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing(stage: Stage, page: Page, look: str, theme: str) -> None:
    open_gallery(stage, page, look, theme, 1440)
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 360, 720, 1024, 1440, 1920])
def test_nothing_sticks_out(stage: Stage, page: Page, width: int) -> None:
    open_gallery(stage, page, "light", "", width)
    assert sideways(page) == []


def open_gallery(stage: Stage, page: Page, look: str, theme: str, width: int) -> None:
    stage.source = '{% extends "gallery/gallery.html" %}'
    stage.more = samples()
    stage.look, stage.theme = look, theme
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(stage.address)
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize(
    ("wish", "chosen", "table"), [("dark", "", "#161a1a"), ("light", "", "#efece4"), ("dark", "light", "#efece4")]
)
def test_the_device_decides_unless_somebody_chose(
    stage: Stage, page: Page, wish: Literal["dark", "light"], chosen: str, table: str
) -> None:
    page.emulate_media(color_scheme=wish)
    open_gallery(stage, page, chosen, "", 390)
    read = "getComputedStyle(document.documentElement).getPropertyValue('--ds-table').trim()"
    assert page.evaluate(read) == table
