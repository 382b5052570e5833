"""docs/coverage.md says of every item of the domain where it lives, when it comes, or why it is left out."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "coverage.md"
CODES = Path(__file__).with_name("domain_codes.txt")
_ROW = re.compile(r"^\| ([A-N]\d\d) \| (.*?) \| (.*?) \|$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)]+)\)")


def _rows() -> list[tuple[str, str, str]]:
    return _ROW.findall(PAGE.read_text(encoding="utf-8"))


def test_every_item_has_exactly_one_row() -> None:
    wanted = CODES.read_text(encoding="utf-8").split()
    assert len(wanted) == 381
    assert Counter(code for code, _, _ in _rows()) == Counter(wanted)


def test_every_row_says_what_and_where_or_when() -> None:
    odd = [
        code
        for code, item, place in _rows()
        if not item.strip() or not re.match(r"(?:now: |part now: |later, |left out (?:on purpose: |until ))\S", place)
    ]
    assert odd == []


def test_what_is_there_now_points_at_a_place_that_exists() -> None:
    unplaced, missing = [], []
    for code, _, place in _rows():
        links = _LINK.findall(place)
        if place.startswith(("now", "part now")) and not links:
            unplaced.append(code)
        missing += [(code, link) for link in links if not (PAGE.parent / link).exists()]
    assert (unplaced, missing) == ([], [])
