"""axe in a page, under the strict policy: the source is evaluated, since a script element would be refused."""

from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong, one line a rule with the first places."""
    page.evaluate(SOURCE.read_text())
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", TAGS)
    return [
        f"{rule['id']}: {rule['help']} — {[node['html'][:120] for node in rule['nodes'][:3]]}"
        for rule in found["violations"]
    ]


def sideways(page: Page) -> list[str]:
    """Return what sticks out of the page, where the page scrolls sideways."""
    return list(
        page.evaluate(
            """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
            .map(element => element.outerHTML.slice(0, 90)).slice(0, 5)"""
        )
    )
