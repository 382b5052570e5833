"""What it costs two people to meet, in a browser."""

from playwright.sync_api import sync_playwright

from bench.figures import Figures
from tests.e2e import house as houses
from tests.e2e.newcomers import MOST_CLICKS, MOST_FIELDS, meet
from tests.e2e.people import People
from tests.support.browser import chromium


def measure(figures: Figures) -> None:
    """Count the presses and fields of both together."""
    figures.head("Newcomers: from a home page and a fresh browser to a running meeting")
    with houses.folder() as home, houses.house(home) as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        people = People(browser, house)
        count = meet(people)
        people.leave()
        browser.close()
    figures.at_most("clicks of both together", count.clicks, MOST_CLICKS)
    figures.at_most("fields of both together", count.fields, MOST_FIELDS)
