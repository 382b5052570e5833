"""What a page of results says once, where every figure would say the same; and what it folds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from drieslag.web.results.presenters import words
from drieslag.web.results.presenters.page import Page, Part, Shown

MOST_OPEN = 8  # figures that a phone shows without tiring; of more only the first page of the questionnaire is open


@dataclass(frozen=True)
class Row:
    """One figure; or some after each other that are not shown for one reason, which is said once."""

    figures: tuple[Shown, ...]

    @property
    def withheld(self) -> str:
        """Why these are not shown."""
        return self.figures[0].conclusion if self.figures[0].withheld else ""


@dataclass(frozen=True)
class Section:
    """One page of the questionnaire."""

    title: str
    rows: tuple[Row, ...]
    count: int
    folds: bool
    is_open: bool


def sections(page: Page) -> list[Section]:
    """Return the parts of a page. Of a long one with titles all but the first part are folded."""
    folds = len(page.parts) > 1 and sum(len(part.figures) for part in page.parts) > MOST_OPEN
    return [
        Section(part.title, tuple(_rows(part)), len(part.figures), folds and bool(part.title), is_open=place == 0)
        for place, part in enumerate(page.parts)
    ]


def _rows(part: Part) -> Iterator[Row]:
    for reason, figures in groupby(part.figures, key=lambda each: each.conclusion if each.withheld else ""):
        if reason:
            yield Row(tuple(figures))
        else:
            yield from (Row((each,)) for each in figures)


def without_bar(page: Page) -> str:
    """Return why some figures have no bar. A number of answers is the reason only where there is no other."""
    bare = [each for each in page.rows if each.no_bar]
    for each in bare:
        if each.margin:
            return each.no_bar
    return bare[0].no_bar if bare else ""


def sources(page: Page) -> list[str]:
    """Return where the published figures come from, each source once."""
    return _once([words.source_words(each.found.reference) for each in page.rows if each.found.reference])


def _once(said: Sequence[str]) -> list[str]:
    return [each for each in dict.fromkeys(said) if each]
