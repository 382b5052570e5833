"""What a well-formed instrument can still get wrong: scales, conditions, bounds, figures of others, and its words."""

import re
from collections.abc import Iterator

from drieslag.kernel.format import Text
from drieslag.kernel.instrument import (
    NUMERIC,
    Instrument,
    Item,
    ItemKind,
    Licence,
    Mode,
    ResponseScale,
    Scale,
    Scoring,
    Use,
)
from drieslag.library import instrument_words as own
from drieslag.library import words
from drieslag.library.instrument_figures import can_answer, check_references
from drieslag.library.sense import Finding, check_keys

MOST_ITEMS = 120
FEWEST = 2  # points, options, items of a scale
PULSE_MINUTES = 5
MEETING = (6, 2)  # items, minutes
RESIDENT = (10, 5)
LONGEST = {"name": 80, "purpose": 300, "intro": 900, "reading": 600, "caveat": 600}
LONGEST_ITEM = 240
LONGEST_BESIDE = 300
LONGEST_LABEL = 80
TEXTS_LATER = frozenset({Licence.PERMISSION, Licence.AVOID})
CHOSEN = frozenset({ItemKind.CHOICE, ItemKind.CHOICES, ItemKind.RANK})
BOUNDED = frozenset({ItemKind.NUMBER, ItemKind.SLIDER})
SLID = frozenset({ItemKind.SLIDER})
# Which kinds know a key. A key that is not here fits every kind.
BELONGS: dict[str, frozenset[ItemKind]] = {
    "answers": frozenset({ItemKind.SCALE}),
    "options": CHOSEN,
    "low": BOUNDED,
    "high": BOUNDED,
    "step": SLID,
    "low_word": SLID,
    "high_word": SLID,
    "unit": BOUNDED,
    "reverse": NUMERIC,
    "max_length": frozenset({ItemKind.TEXT}),
    "most": frozenset({ItemKind.CHOICES}),
}
TO_COLLEAGUE = re.compile(r"\b(je|jij|jou|jouw|jullie|jezelf)\b", re.IGNORECASE)
TO_RESIDENT = re.compile(r"\b(u|uw|uzelf)\b", re.IGNORECASE)
ABOUT_ONESELF = re.compile(r"\b(ik|mij|mijn|mezelf)\b", re.IGNORECASE)


def check(instrument: Instrument) -> Iterator[Finding]:
    """Yield what does not make sense, as (key, message)."""
    yield from check_whole(instrument)
    yield from check_uses(instrument)
    yield from check_responses(instrument)
    yield from check_items(instrument)
    yield from check_scales(instrument)
    yield from check_references(instrument)
    yield from check_address(instrument)


def check_whole(instrument: Instrument) -> Iterator[Finding]:
    for name, most in LONGEST.items():
        yield from too_wordy(name, getattr(instrument, name), most)
    for at, question in enumerate(instrument.discuss, start=1):
        yield from too_wordy(f"discuss[{at}]", question, LONGEST_ITEM)
    if len(instrument.items) > MOST_ITEMS:
        yield "pages", own.too_many_items(MOST_ITEMS)


def too_wordy(key: str, text: Text, most: int) -> Iterator[Finding]:
    if max(len(text.nl), len(text.en)) > most:
        yield key, own.too_wordy(most)


def check_uses(instrument: Instrument) -> Iterator[Finding]:
    yield from twice("uses", [use.value for use in instrument.uses])
    yield from twice("modes", [mode.value for mode in instrument.modes])
    items, minutes = len(instrument.items), instrument.minutes
    if instrument.pulse and minutes > PULSE_MINUTES:
        yield "pulse", own.PULSE_TOO_LONG
    if Use.MEETING in instrument.uses and (items > MEETING[0] or minutes > MEETING[1]):
        yield "uses", own.MEETING_TOO_LONG
    if Use.MIRROR in instrument.uses and Mode.ANONYMOUS not in instrument.modes:
        yield "modes", own.MIRROR_MODE
    if Use.RESIDENT in instrument.uses:
        if items > RESIDENT[0] or minutes > RESIDENT[1]:
            yield "uses", own.RESIDENT_TOO_LONG
        if len(set(instrument.uses)) > 1:
            yield "uses", own.RESIDENT_ALONE
        if Mode.CONFIDENTIAL in instrument.modes:
            yield "modes", own.RESIDENT_MODE


def twice(where: str, values: list[str]) -> Iterator[Finding]:
    for at, value in enumerate(values):
        if value in values[:at]:
            yield f"{where}[{at + 1}]", words.twice(value)


def check_responses(instrument: Instrument) -> Iterator[Finding]:
    yield from check_keys("responses", [response.key for response in instrument.responses])
    for at, response in enumerate(instrument.responses, start=1):
        yield from check_response(instrument, f"responses[{at}]", response)


def check_response(instrument: Instrument, where: str, response: ResponseScale) -> Iterator[Finding]:
    values = [point.value for point in response.points]
    if len(values) < FEWEST:
        yield where, own.TWO_POINTS
    elif values != sorted(set(values)):
        yield where, own.NOT_RISING
    for at, point in enumerate(response.points, start=1):
        if not point.label.nl and instrument.licence not in TEXTS_LATER:
            yield f"{where}.points[{at}]", own.NO_LABEL
        yield from too_wordy(f"{where}.points[{at}]", point.label, LONGEST_LABEL)


def check_items(instrument: Instrument) -> Iterator[Finding]:
    seen: dict[str, Item] = {}
    keys = {item.key for item in instrument.items}
    responses = {response.key for response in instrument.responses}
    scaled = {key for scale in instrument.scales for key in scale.items}
    for where, item in located(instrument):
        if item.key in seen:
            yield f"{where}.key", words.twice(item.key)
        for key, message in check_item(instrument, item, responses):
            yield f"{where}.{key}", message
        for key, message in check_condition(instrument, item, seen):
            yield f"{where}.{key}", message
        if item.reverse and item.kind in NUMERIC and item.key not in scaled:
            yield f"{where}.reverse", own.REVERSE_ALONE
        if item.replaces in keys:
            yield f"{where}.replaces", own.REPLACES_PRESENT
        seen[item.key] = item


def located(instrument: Instrument) -> Iterator[tuple[str, Item]]:
    """Yield every item with its path in the file."""
    for page_at, page in enumerate(instrument.pages, start=1):
        for item_at, item in enumerate(page.items, start=1):
            yield f"pages[{page_at}].items[{item_at}]", item


def check_item(instrument: Instrument, item: Item, responses: set[str]) -> Iterator[Finding]:
    if not item.text.nl and instrument.licence not in TEXTS_LATER:
        yield "text", own.NO_WORDING
    yield from too_wordy("text", item.text, LONGEST_ITEM)
    yield from too_wordy("explanation", item.explanation, LONGEST_BESIDE)
    default = Item(item.key, item.kind, item.text)
    for key, kinds in BELONGS.items():
        if item.kind not in kinds and getattr(item, key) != getattr(default, key):
            yield key, own.not_for_kind(key, item.kind, frozenset(kinds))
    if item.kind is ItemKind.SCALE and not item.answers:
        yield "answers", own.NO_ANSWERS
    elif item.kind is ItemKind.SCALE and item.answers not in responses:
        yield "answers", words.unknown(item.answers, responses)
    if item.kind in CHOSEN:
        yield from check_options(item)
    if item.kind in BOUNDED:
        yield from check_bounds(item)


def check_options(item: Item) -> Iterator[Finding]:
    yield from check_keys("options", [option.key for option in item.options])
    if len(item.options) < FEWEST:
        yield "options", own.TWO_OPTIONS
    elif item.most > len(item.options):
        yield "most", own.MOST_TOO_MANY
    for at, option in enumerate(item.options, start=1):
        yield from too_wordy(f"options[{at}].name", option.name, LONGEST_ITEM)


def check_bounds(item: Item) -> Iterator[Finding]:
    if item.low >= item.high:
        yield "high", own.turned(item.low, item.high)
    elif (item.high - item.low) % item.step:
        yield "step", own.STEP_DOES_NOT_FIT
    if item.kind is ItemKind.SLIDER and not (item.low_word.nl and item.high_word.nl):
        yield "low_word", own.SLIDER_WORDS


def check_condition(instrument: Instrument, item: Item, earlier: dict[str, Item]) -> Iterator[Finding]:
    if item.when is None:
        return
    asked = earlier.get(item.when.item)
    if asked is None:
        yield "when.item", own.CONDITION_EARLIER
        return
    if asked.kind in {ItemKind.TEXT, ItemKind.RANK}:
        yield "when.item", own.CONDITION_OPEN
        return
    for at, answer in enumerate(item.when.answers, start=1):
        if not can_answer(instrument, asked, answer):
            yield f"when.answers[{at}]", own.impossible(answer)


def check_scales(instrument: Instrument) -> Iterator[Finding]:
    yield from check_keys("scales", [scale.key for scale in instrument.scales])
    items = {item.key: item for item in instrument.items}
    earlier: set[str] = set()
    for at, scale in enumerate(instrument.scales, start=1):
        if scale.key in items:
            yield f"scales[{at}].key", own.taken(scale.key)
        checks = check_total(scale, earlier) if scale.scales else check_scale(instrument, scale, items)
        for key, message in checks:
            yield f"scales[{at}].{key}", message
        starts = [band.start for band in scale.bands]
        if starts != sorted(set(starts)):
            yield f"scales[{at}].bands", own.BANDS_TURNED
        earlier.add(scale.key)


def check_total(scale: Scale, earlier: set[str]) -> Iterator[Finding]:
    if scale.items:
        yield "scales", own.ITEMS_OR_SCALES
        return
    if len(scale.scales) < FEWEST:
        yield "scales", own.ONE_SCALE
    yield from twice("scales", list(scale.scales))
    for at, key in enumerate(scale.scales, start=1):
        if key not in earlier:
            yield f"scales[{at}]", own.SCALES_EARLIER
    if scale.needed > len(scale.scales):
        yield "needed", own.needed_too_many(len(scale.scales))


def check_scale(instrument: Instrument, scale: Scale, items: dict[str, Item]) -> Iterator[Finding]:
    if len(scale.items) < FEWEST:
        yield "items", own.ONE_ITEM if scale.items else own.ITEMS_OR_SCALES
    yield from twice("items", list(scale.items))
    for at, key in enumerate(scale.items, start=1):
        if key not in items:
            yield f"items[{at}]", words.unknown(key, items)
        elif items[key].kind not in NUMERIC:
            yield f"items[{at}]", own.not_numeric(key)
    if scale.needed > len(scale.items):
        yield "needed", own.needed_too_many(len(scale.items))
    if scale.scoring is Scoring.MEAN and len(ranges(instrument, scale, items)) > 1:
        yield "items", own.MIXED_RANGES


def ranges(instrument: Instrument, scale: Scale, items: dict[str, Item]) -> set[tuple[int, int]]:
    """Return the lowest and highest answers that occur among the items of a scale."""
    responses = {response.key for response in instrument.responses if response.points}
    counted = [items[key] for key in scale.items if key in items and items[key].kind in NUMERIC]
    known = [item for item in counted if item.kind is not ItemKind.SCALE or item.answers in responses]
    return {instrument.bounds(item) for item in known}


def check_address(instrument: Instrument) -> Iterator[Finding]:
    """Yield where Dutch calls a resident 'je', a colleague 'u', or where others would have to say 'ik'."""
    resident = Use.RESIDENT in instrument.uses
    wrong, message = (TO_COLLEAGUE, own.SAY_U) if resident else (TO_RESIDENT, own.SAY_JE)
    for where, text in read_by_who_answers(instrument):
        if wrong.search(text.nl):
            yield where, message
    for where, item in located(instrument):
        if Use.MIRROR in instrument.uses and ABOUT_ONESELF.search(item.text.nl):
            yield f"{where}.text", own.NOT_I


def read_by_who_answers(instrument: Instrument) -> Iterator[tuple[str, Text]]:
    yield "intro", instrument.intro
    for at, response in enumerate(instrument.responses, start=1):
        for number, point in enumerate(response.points, start=1):
            yield f"responses[{at}].points[{number}]", point.label
    for at, page in enumerate(instrument.pages, start=1):
        yield f"pages[{at}].title", page.title
        yield f"pages[{at}].intro", page.intro
    for where, item in located(instrument):
        yield f"{where}.text", item.text
        yield f"{where}.explanation", item.explanation
        for number, option in enumerate(item.options, start=1):
            yield f"{where}.options[{number}]", option.name
