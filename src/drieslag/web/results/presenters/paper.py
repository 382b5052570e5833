"""The same result for paper and for a sheet: data for the printer, and rows."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.web.printing.sheets import safe
from drieslag.web.results.presenters.page import Page, Shown


def document(page: Page) -> dict[str, Any]:
    """Return what the paper prints: sentences, and the numbers of its pictures."""
    return {
        "language": get_language() or "nl",
        "title": page.title,
        "subtitle": f"{page.who}, {page.when}. {page.turnout}",
        "facts": [each for each in (page.together, page.reading, page.certainty, _ring(page)) if each],
        "parts": [{"title": part.title, "figures": [_figure(each) for each in part.figures]} for part in page.parts],
        "discuss_title": _("Talk about this together"),
        "discuss": list(page.discuss),
        "caveat": page.caveat,
        "table_title": _("All figures"),
        "table": [list(row) for row in rows(page)],
        "foot": _("Drieslag shows no figure from which you could tell who said what."),
    }


def _figure(each: Shown) -> dict[str, Any]:
    row, whole = each.found.record, each.found.whole
    return {
        "title": each.title,
        "conclusion": each.conclusion,
        "withheld": each.withheld,
        "lines": [line for line in (each.mean, each.change, each.trend_said, each.whole, each.no_bar) if line],
        "help": [line for line in (each.reading, each.reference) if line],
        "bar": [{"kind": block.kind, "count": block.count, "word": block.word} for block in each.blocks],
        "bar_alt": ", ".join(f"{block.count} {block.word}" for block in each.blocks),
        "options": [{"words": one.words, "count": one.count, "beside": _beside(one.reference)} for one in each.options],
        "mean": one_decimal(row.mean if row is not None else None),
        "low": one_decimal(row.low if row is not None else None),
        "high": one_decimal(row.high if row is not None else None),
        "whole": one_decimal(whole.mean if whole is not None else None),
        "bounds": list(each.found.bounds),
        "interval_alt": each.mean or each.conclusion,
        "parts": [_figure(part) for part in each.parts],
    }


def one_decimal(value: float | None) -> float | None:
    """Return a figure as exactly as it is written: the drawing on paper is made from it."""
    return None if value is None else round(value, 1)


def _told(value: float | None) -> float | None:
    """Return a figure as exactly as it is written: the paper's own data hold no further decimals either."""
    return None if value is None else round(value, 1)


def _ring(page: Page) -> str:
    return _("The ring is everybody together.") if page.has_whole else ""


def _beside(published: str) -> str:
    return _("Published: %(published)s") % {"published": published} if published else ""


def rows(page: Page) -> list[tuple[str, ...]]:
    """Return every shown figure as a row, with its headings first. What is not shown says why."""
    heads: tuple[str, ...] = (_("Subject"), _("Answers"), _("Mean"), _("Probably between"))
    heads = (*heads, _("Everybody together")) if page.has_whole else heads
    return [heads, *(_row(each, page.has_whole) for each in page.rows)]


def _row(each: Shown, whole: bool) -> tuple[str, ...]:
    answers = each.answers or (each.conclusion if each.withheld or not each.mean_figure else "")
    cells = (safe(each.title), safe(answers), each.mean_figure, each.margin)
    return (*cells, each.whole_figure) if whole else cells
