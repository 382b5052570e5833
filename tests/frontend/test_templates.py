"""Rules for all templates: no style or script inside them, every icon there, none too long."""

import json
import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "src/drieslag/web"
TEMPLATES = sorted(WEB.glob("*/templates/**/*.html"))
ICONS = json.loads((WEB / "components/icons.json").read_text())
FORBIDDEN = {
    "a style attribute": re.compile(r"\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "a script in the page": re.compile(r"<script(?![^>]*(\bsrc=|application/json))[^>]*>"),
    "an event attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']"),
    "hx-on, which needs eval": re.compile(r"hx-on[:\s=]"),
    "js: values, which need eval": re.compile(r"[\"']\s*js:"),
    "a trigger filter, which needs eval": re.compile(r"hx-trigger=\"[^\"]*\["),
    "an address elsewhere": re.compile(r"(?:src|href)=\"(?:https?:)?//"),
}


def names(path: Path) -> str:
    return str(path.relative_to(WEB))


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what: str) -> None:
    assert [names(path) for path in TEMPLATES if FORBIDDEN[what].search(path.read_text())] == []


@pytest.mark.parametrize(
    ("what", "bad"),
    [
        ("a style attribute", '<p style="color:red">'),
        ("a style element", "<style>p{}</style>"),
        ("a script in the page", "<script>alert(1)</script>"),
        ("an event attribute", '<p onclick="x()">'),
        ("hx-on, which needs eval", '<p hx-on:click="x()">'),
        ("js: values, which need eval", "<p hx-vals='js:{a: 1}'>"),
        ("a trigger filter, which needs eval", '<p hx-trigger="click[ctrlKey]">'),
        ("an address elsewhere", '<img src="https://example.org/a.png">'),
    ],
)
def test_the_rule_finds_what_it_forbids(what: str, bad: str) -> None:
    assert FORBIDDEN[what].search(bad)


def test_every_icon_that_a_template_names_is_drawn() -> None:
    asked = {name for path in TEMPLATES for name in re.findall(r"{% icon [\"']([\w-]+)[\"']", path.read_text())}
    assert len(asked) > 20
    assert asked - set(ICONS) == set()


def test_no_template_is_too_long() -> None:
    assert {names(path): length for path in TEMPLATES if (length := len(path.read_text().splitlines())) > 150} == {}


def test_every_form_that_posts_carries_its_token() -> None:
    """Anonymous forms have no authority to abuse and no token; a part for many gets it when it is sent."""
    form = re.compile(r"<form\b(?![^>]*data-anonymous)[^>]*method=\"post\"[^>]*>.*?</form>", re.DOTALL)
    forms = [(names(path), found) for path in TEMPLATES for found in form.findall(path.read_text())]
    assert len(forms) > 3
    assert [name for name, found in forms if "csrf_token" not in found and "csrfmiddlewaretoken" not in found] == []
