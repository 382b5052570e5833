"""Contrast of the tokens, in each look and theme, as look/README promises: text 4.5, lines and marks 3."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "frontend/css"
PAIR = re.compile(r"(--[\w-]+):\s*([^;]+);")
PHASES = ("vraag", "verkennen", "inzicht", "uitproberen", "effect", "delen")
TEXT = [
    ("ds-ink", "ds-table"),
    ("ds-ink-soft", "ds-table"),
    ("ds-ink-soft", "ds-sheet"),
    ("ds-brand", "ds-table"),
    ("ds-brand", "ds-sheet"),
    ("ds-on-brand", "ds-brand"),
    ("ds-on-spine", "ds-spine"),
    ("ds-on-marker", "ds-marker"),
    ("ds-ink", "ds-marker-wash"),
    ("ds-stop", "ds-stop-wash"),
    ("ds-stop", "ds-table"),
    ("ds-private", "ds-table"),
    ("ds-shared", "ds-table"),
    ("ds-anonymous", "ds-table"),
    ("ds-on-data-low", "ds-data-low"),
    ("ds-data-ink", "ds-data-mid"),
    ("ds-on-data-high", "ds-data-high"),
    *[(f"ds-{phase}-text", ground) for phase in PHASES for ground in ("ds-table", f"ds-{phase}-wash")],
]
LINES = [
    ("ds-edge", "ds-table"),
    ("ds-marker-edge", "ds-marker-wash"),
    ("ds-focus", "ds-table"),
    *[(f"ds-{phase}", "ds-table") for phase in PHASES],
    *[(f"ds-{mark}", "ds-table") for mark in ("held", "moved", "given", "planned")],
]


def tokens(look: str, theme: str) -> Mapping[str, str]:
    """Every token as this look and theme leave it, theme and dark on top of the ground."""
    found = dict(PAIR.findall((CSS / "tokens.css").read_text()))
    if theme == "voorbeeld":
        found |= voorbeeld()
    if look == "dark":
        found |= dict(PAIR.findall((CSS / "tokens-dark.css").read_text()))
    return found


def voorbeeld() -> Mapping[str, str]:
    package = "node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
    sheet = CSS.parents[1] / package
    if not sheet.exists():
        pytest.skip("the token package is not installed")
    return dict(PAIR.findall(sheet.read_text())) | dict(PAIR.findall((CSS / "theme-voorbeeld.css").read_text()))


def colour(name: str, found: Mapping[str, str]) -> str:
    value = found[f"--{name}"].strip()
    while match := re.fullmatch(r"var\((--[\w-]+)(?:,.*)?\)", value):
        value = found[match[1]].strip()
    return value


def luminance(value: str) -> float:
    digits = value.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["", "voorbeeld"])
@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (LINES, 3)])
def test_contrast(look: str, theme: str, pairs: list[tuple[str, str]], least: float) -> None:
    found = tokens(look, theme)
    ratios = {pair: contrast(colour(pair[0], found), colour(pair[1], found)) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < least} == {}
