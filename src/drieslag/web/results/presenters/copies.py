"""A copy that was let go, in words. It is read from what was frozen, and from nothing else."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.surveys.figures import Bounds
from drieslag.web.components.dates import long_day
from drieslag.web.results.presenters import drawings, words


@dataclass(frozen=True)
class Figure:
    """One figure of a copy."""

    title: str
    said: str
    answers: str
    mean: str
    margin: str
    picture: SafeString
    teams: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Copy:
    """Everything that a reader outside sees."""

    instrument: str
    closed_on: str
    turnout: str
    figures: tuple[Figure, ...]
    caveat: str


def page(result: dict[str, Any]) -> Copy:
    """Return a frozen copy in the reader's language."""
    language = _language()
    return Copy(
        instrument=result["instrument"][language],
        closed_on=long_day(date.fromisoformat(result["closed_on"])),
        turnout=words.turnout(result["answers"], result["size"], told=result.get("told", False), whole=True),
        figures=tuple(_figure(each, language) for each in result["figures"]),
        caveat=result["caveat"][language],
    )


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def _figure(row: dict[str, Any], language: str) -> Figure:
    bounds: Bounds = (row["bounds"][0], row["bounds"][1])
    mean, between = row["mean"], None
    if row["low"] is not None and row["high"] is not None:
        between = (row["low"], row["high"])
    margin = f"{words.figure(between[0])}–{words.figure(between[1])}" if between else ""
    said = _said(row)
    return Figure(
        title=row["name"][language],
        said=said,
        answers=_answers(row, language),
        mean="" if mean is None else words.figure(mean),
        margin=margin,
        picture=SafeString("") if mean is None else drawings.interval(mean, between, bounds, said),
        teams=tuple((team["name"], words.figure(team["mean"])) for team in row["teams"]),
    )


def _said(row: dict[str, Any]) -> str:
    if row["withheld"]:
        return words.why_not(row["withheld"])
    if row["one_class"] and row["mean"] is None:
        return _("Everybody comes out %(word)s. We do not show more, or you would know who said what.") % {
            "word": words.block_words([row["one_class"]], words.plain_words())
        }
    return "" if row["mean"] is None else _("On average %(mean)s.") % {"mean": words.figure(row["mean"])}


def _answers(row: dict[str, Any], language: str) -> str:
    options = {option["key"]: option[language] for option in row["options"]}
    told = []
    for keys, count in row["counts"] or []:
        said = words.either([options[key] for key in keys]) if options else words.block_words(keys, words.plain_words())
        told.append(f"{said}: {_count(count)}")
    return ", ".join(told)


def _count(count: float | None) -> str:
    return _("nearly everybody") if count is None else f"{count:g}"
