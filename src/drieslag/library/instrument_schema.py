"""Which keys an instrument's file has. The meaning of each is told in docs/write-an-instrument.md."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from yaml.nodes import MappingNode

from drieslag.kernel.format import Option, Text
from drieslag.kernel.instrument import (
    NOTHING,
    Band,
    Condition,
    Instrument,
    Item,
    ItemKind,
    Licence,
    Mode,
    Page,
    Point,
    Reference,
    ResponseScale,
    Scale,
    Scoring,
    Share,
    Use,
)
from drieslag.library import instrument_words as own
from drieslag.library import words
from drieslag.library.lifting import Lift
from drieslag.library.problems import Place
from drieslag.library.reading import (
    Key,
    both_languages,
    line_of_text,
    many,
    matching,
    may,
    must,
    number,
    one_of,
    scalar,
    shape,
    yes_no,
)

SCHEMA = 1
LIFTS: Mapping[int, Lift] = {}
MOST_LISTED = 200  # items that are read at all; how many make sense is in instrument_sense.py
FURTHEST = 1_000_000
DECIMAL = re.compile(r"-?\d{1,9}(\.\d{1,9})?")

key = matching(r"[a-z][a-z0-9_]{0,39}", words.NEEDS_KEY)
code = matching(r"[A-Z][A-Za-z0-9-]{1,15}", own.NEEDS_CODE)
slug = matching(r"[a-z0-9]+(-[a-z0-9]+)*", words.NEEDS_SLUG)
answer = matching(r"[a-z0-9_-]{1,40}", own.NEEDS_ANSWER)
answers = matching(r"[a-z0-9_-]{1,40}(\+[a-z0-9_-]{1,40})*", own.NEEDS_ANSWER)
whole_number = number(-FURTHEST, FURTHEST)
text = both_languages


def decimal(place: Place) -> float:
    """Read a number that may have a decimal point."""
    value = scalar(place)
    if not DECIMAL.fullmatch(value):
        place.refuse(own.NEEDS_DECIMAL)
    return float(value)


def make_response(
    *, key: str, points: tuple[Point, ...] = (), labels: tuple[Text, ...] = (), start: int = 1
) -> ResponseScale:
    """Points with their values written out, or labels alone, which count on from `start`."""
    counted = tuple(Point(start + at, label) for at, label in enumerate(labels))
    return ResponseScale(key, points or counted)


def make_point(*, value: int, label: Text = NOTHING) -> Point:
    return Point(value, label)


def make_item(*, key: str, kind: ItemKind = ItemKind.SCALE, text: Text = NOTHING, **more: Any) -> Item:
    return Item(key, kind, text, **more)


def make_page(*, title: Text, items: tuple[Item, ...], intro: Text = NOTHING, answers: str = "") -> Page:
    """`answers` of a page is meant for those of its items on a scale that name none."""
    filled = tuple(
        replace(item, answers=answers) if item.kind is ItemKind.SCALE and not item.answers else item for item in items
    )
    return Page(title, filled, intro)


POINT = {"value": must(whole_number), "label": may(text)}
RESPONSE = {
    "key": must(key),
    "points": may(many(shape(make_point, POINT))),
    "labels": may(many(text)),
    "start": may(whole_number),
}
read_points = shape(make_response, RESPONSE)


def response(place: Place) -> ResponseScale:
    if isinstance(place.node, MappingNode) and {"labels", "points"} <= {name.value for name, _ in place.node.value}:
        place.refuse(own.LABELS_OR_POINTS)
    return read_points(place)


OPTION = {"key": must(key), "name": must(text)}
CONDITION = {"item": must(key), "answers": must(many(answer))}
ITEM: dict[str, Key] = {
    "key": must(key),
    "kind": may(one_of(ItemKind)),
    "text": may(text),
    "explanation": may(text),
    "answers": may(key),
    "options": may(many(shape(Option, OPTION))),
    "low": may(whole_number),
    "high": may(whole_number),
    "step": may(number(1, FURTHEST)),
    "low_word": may(text),
    "high_word": may(text),
    "unit": may(text),
    "required": may(yes_no),
    "reverse": may(yes_no),
    "when": may(shape(Condition, CONDITION)),
    "max_length": may(number(20, 5_000)),
    "most": may(number(1, 100)),
    "replaces": may(key),
}
PAGE: dict[str, Key] = {
    "title": must(text),
    "intro": may(text),
    "answers": may(key),
    "items": must(many(shape(make_item, ITEM), MOST_LISTED)),
}
BAND = {"start": must(decimal), "name": must(text)}
SCALE: dict[str, Key] = {
    "key": must(key),
    "name": must(text),
    "items": may(many(key)),
    "scales": may(many(key)),
    "scoring": may(one_of(Scoring)),
    "needed": may(number(1, 200)),
    "higher_is_better": may(yes_no),
    "reading": may(text),
    "bands": may(many(shape(Band, BAND))),
}
SHARE = {"answer": must(answers), "count": must(number(0, 10_000_000))}
REFERENCE: dict[str, Key] = {
    "of": must(key),
    "n": must(number(1, 10_000_000)),
    "year": must(number(1900, 2100)),
    "population": must(text),
    "source": must(line_of_text),
    "mean": may(decimal),
    "deviation": may(decimal),
    "shares": may(many(shape(Share, SHARE))),
}
INSTRUMENT: dict[str, Key] = {
    "code": must(code),
    "slug": must(slug),
    "version": must(number(1, 9_999)),
    "name": must(text),
    "purpose": must(text),
    "intro": must(text),
    "minutes": must(number(1, 120)),
    "licence": must(one_of(Licence)),
    "sources": must(many(line_of_text)),
    "uses": must(many(one_of(Use))),
    "modes": may(many(one_of(Mode))),
    "pulse": may(yes_no),
    "based_on": may(code),
    "responses": may(many(response)),
    "pages": must(many(shape(make_page, PAGE))),
    "scales": may(many(shape(Scale, SCALE))),
    "references": may(many(shape(Reference, REFERENCE))),
    "reading": may(text),
    "caveat": may(text),
    "discuss": may(many(text)),
}
read_instrument = shape(Instrument, INSTRUMENT)
