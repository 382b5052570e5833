"""What makes a PDF readable for who does not see it: its tags, its language, its title."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf


def nodes(element: Any) -> Iterator[Any]:
    """Every element of the tree of tags, in reading order."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from nodes(child)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield element
        if "/K" in element:
            yield from nodes(element["/K"])


def check_tagged(path: Path, *, language: str) -> str:
    """See that a PDF is tagged as PDF/UA asks; returns its title."""
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang).startswith(language)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as told:
            title = str(told["dc:title"])
            assert str(told["pdfuaid:part"]) in {"1", "2"}
        assert title
        tags = list(nodes(root.StructTreeRoot.K))
        kinds = [str(tag.S).removeprefix("/") for tag in tags]
        assert "Document" in kinds
        assert all(str(tag.get("/Alt", "")) for tag, kind in zip(tags, kinds, strict=True) if kind == "Figure")
        _levels_follow([int(kind[1:]) for kind in kinds if kind[0] == "H" and kind[1:].isdigit()])
        for page in pdf.pages:
            assert str(page.get("/Tabs")) in {"/S", "None"}
    return title


def _levels_follow(levels: list[int]) -> None:
    """No level of headings is skipped."""
    assert levels
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
