"""What was acknowledged to a browser survives the end of every program under it."""

from playwright.sync_api import sync_playwright

from bench.figures import Figures
from tests.e2e import house as houses
from tests.e2e.people import People
from tests.e2e.survival import KILLS, survive
from tests.support.browser import chromium


def measure(figures: Figures) -> None:
    """Kill pages, live updates, worker and database in turn, in a running meeting, and count."""
    figures.head(f"Survival: {KILLS} times kill -9 right after a contribution was acknowledged")
    with houses.folder() as home, houses.house(home, safe=True) as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        people = People(browser, house)
        lost = survive(people)
        people.leave()
        browser.close()
    figures.at_most("contributions lost or doubled", lost, 0)
