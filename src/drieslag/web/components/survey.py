"""A questionnaire as whoever answers sees it: the one presenter for a preview, a round, a code on paper.

Templates: `{% include "components/survey/item.html" with item=item %}` draws an item by its kind; more in that file.

What the fields send, all under the name of the item's key:

- scale, number, slider: the number; a slider also sends `none` as long as its box "no answer" is ticked, and is then
  not answered;
- choice: an option's key; choices: the key of each that was ticked;
- rank: for each option `<place>:<option>`, where the place is empty until it was chosen;
- text: the words.

`answers_of` reads a form back into answers as they are handed in and kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from drieslag.kernel.format import Text
from drieslag.kernel.instrument import NUMERIC, Instrument, Item, ItemKind, Page

NO_ANSWER = "none"
MOST_ROWS = 7  # options as rows; more points of a scale stand beside each other, more options in a list
LONGEST_NUMBER = 9

type Answers = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """One answer that can be chosen. `short` is what a narrow button says; `places` are those of a ranked option."""

    id: str
    value: str
    label: str
    short: str = ""
    chosen: bool = False
    places: tuple[tuple[str, bool], ...] = ()
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True)
class ItemView:
    """One item, ready to be drawn. `described` are the ids of what belongs to it, for `aria-describedby`."""

    key: str
    id: str
    kind: str
    number: int
    text: str
    explanation: str
    template: str
    required: bool
    condition: str  # in words; empty for an item that everybody gets
    when_item: str  # the key of the item that it depends on
    when_answers: str  # answers as they are sent, with spaces between them
    rows: tuple[Row, ...]
    wide: bool  # many answers: beside each other, or in a list
    value: str
    start: int  # where a slider stands before it is moved
    low: int
    high: int
    step: int
    low_word: str
    high_word: str
    unit: str
    max_length: int
    most: int
    error: str
    described: str


@dataclass(frozen=True)
class PageView:
    """What stands on one screen."""

    number: int
    title: str
    intro: str
    items: tuple[ItemView, ...]

    @property
    def errors(self) -> tuple[ItemView, ...]:
        """The items with something to mend."""
        return tuple(item for item in self.items if item.error)


def pages_of(
    instrument: Instrument,
    language: str,
    given: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
) -> tuple[PageView, ...]:
    """Return the pages in this language, with what was answered so far and what is wrong with it, by item."""
    drawing = _Drawing(instrument, language, given or {}, errors or {})
    return tuple(drawing.page(number, page) for number, page in enumerate(instrument.pages, start=1))


class _Drawing:
    def __init__(
        self, instrument: Instrument, language: str, given: Mapping[str, Any], errors: Mapping[str, str]
    ) -> None:
        self.instrument, self.language, self.given, self.errors = instrument, language, given, errors
        self.numbers = {item.key: at for at, item in enumerate(instrument.items, start=1)}

    def say(self, text: Text) -> str:
        return text.get(self.language)

    def page(self, number: int, page: Page) -> PageView:
        return PageView(number, self.say(page.title), self.say(page.intro), tuple(map(self.item, page.items)))

    def item(self, item: Item) -> ItemView:
        rows = self.rows(item)
        field = f"item-{item.key}"
        condition, error = self.condition(item), str(self.errors.get(item.key, ""))
        parts = (("help", item.explanation.nl), ("when", condition), ("wrong", error))
        bounded = item.kind in {ItemKind.NUMBER, ItemKind.SLIDER}
        given = self.given.get(item.key)
        return ItemView(
            key=item.key,
            id=field,
            kind=item.kind.value,
            number=self.numbers[item.key],
            text=self.say(item.text),
            explanation=self.say(item.explanation),
            template=f"components/survey/{item.kind.value}.html",
            required=item.required,
            condition=condition,
            when_item=item.when.item if item.when else "",
            when_answers=" ".join(item.when.answers) if item.when else "",
            rows=rows,
            wide=len(rows) > MOST_ROWS,
            value="" if given is None or isinstance(given, list) else str(given),
            start=_middle(item) if bounded else 0,
            low=item.low,
            high=item.high,
            step=item.step,
            low_word=self.say(item.low_word),
            high_word=self.say(item.high_word),
            unit=self.say(item.unit),
            max_length=item.max_length,
            most=item.most,
            error=error,
            described=" ".join(f"{field}-{name}" for name, there in parts if there),
        )

    def rows(self, item: Item) -> tuple[Row, ...]:
        if item.kind is ItemKind.RANK:
            return self.ranked(item)
        given = self.given.get(item.key)
        chosen = {str(one) for one in (given if isinstance(given, list | tuple) else [given])}
        return tuple(
            Row(f"item-{item.key}-{at}", value, label, short=value, chosen=value in chosen)
            for at, (value, label) in enumerate(self.answers(item), start=1)
        )

    def answers(self, item: Item) -> list[tuple[str, str]]:
        """Return what can be chosen: what is sent, and its words."""
        if item.kind is ItemKind.SCALE:
            points = self.instrument.response_of(item).points
            return [(str(point.value), self.say(point.label) or str(point.value)) for point in points]
        return [(option.key, self.say(option.name)) for option in item.options]

    def ranked(self, item: Item) -> tuple[Row, ...]:
        """Options in the order that was given so far; the others behind them, without a place."""
        given = [str(one) for one in self.given.get(item.key) or ()]
        words = dict(self.answers(item))
        placed = [key for key in dict.fromkeys(given) if key in words]
        order = placed + [key for key in words if key not in placed]
        count = len(order)
        return tuple(
            Row(
                id=f"item-{item.key}-{at}",
                value=key,
                label=words[key],
                chosen=key in placed,
                places=tuple((str(place), key in placed and place == at) for place in range(1, count + 1)),
                is_first=at == 1,
                is_last=at == count,
            )
            for at, key in enumerate(order, start=1)
        )

    def condition(self, item: Item) -> str:
        """Say of whom this is asked."""
        if item.when is None or item.when.item not in self.numbers:
            return ""
        asked = self.instrument.item(item.when.item)
        known = dict(self.answers(asked)) if asked.kind in _LISTED else {}
        said = [f"‘{known.get(answer, answer)}’" for answer in item.when.answers]
        words = {"number": self.numbers[asked.key], "answers": " / ".join(said)}
        return _("Only if you answer %(answers)s to question %(number)d.") % words


_LISTED = frozenset({ItemKind.SCALE, ItemKind.CHOICE, ItemKind.CHOICES})


def _middle(item: Item) -> int:
    return item.low + (item.high - item.low) // (2 * item.step) * item.step


def answers_of(instrument: Instrument, data: QueryDict) -> tuple[Answers, dict[str, str]]:
    """Return the answers that a form sent, and a sentence for each item whose field could not be read at all.

    What an answer may be is checked elsewhere: a number off the scale is still a number here.
    """
    answers: Answers = {}
    wrong: dict[str, str] = {}
    for item in instrument.items:
        sent = [value for value in data.getlist(item.key) if value.strip()]
        try:
            answer = _read(item, sent)
        except ValueError as unread:
            wrong[item.key] = str(unread)
        else:
            if answer not in (None, "", []):
                answers[item.key] = answer
    return answers, wrong


def _read(item: Item, sent: Sequence[str]) -> Any:
    if item.kind is ItemKind.SLIDER and NO_ANSWER in sent:
        moved = [value for value in sent if value != NO_ANSWER and value != str(_middle(item))]
        if moved:
            raise ValueError(_("You moved the slider, and ‘No answer’ is still ticked. Choose one of the two."))
        return None
    if item.kind in NUMERIC:
        return _whole(sent[-1]) if sent else None
    if item.kind is ItemKind.RANK:
        return _order(item, sent)
    if item.kind is ItemKind.CHOICES:
        return list(dict.fromkeys(sent))
    text = sent[-1] if sent else ""
    return text.replace("\r\n", "\n").replace("\x00", "") if item.kind is ItemKind.TEXT else text


def _whole(sent: str) -> int:
    plain = sent.strip().removeprefix("+")
    digits = plain.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
        raise ValueError(_("Write a whole number, in figures."))
    return int(plain)


def _order(item: Item, sent: Sequence[str]) -> list[str]:
    """Return the options by their places. Some placed and others not, or two on one place, is no order."""
    placed = [(place, key) for place, _colon, key in (one.partition(":") for one in sent) if place and key]
    if not placed:
        return []
    places = [place for place, _key in placed]
    if not all(place.isascii() and place.isdigit() and len(place) <= LONGEST_NUMBER for place in places):
        raise ValueError(_("Give each a place of its own, from 1 on."))
    if len(placed) < len(item.options):
        raise ValueError(_("Give all of them a place, or none."))
    if len(set(places)) < len(places):
        raise ValueError(_("Two have the same place. Give each a place of its own."))
    return [key for _place, key in sorted(placed, key=lambda one: int(one[0]))]


def moved(instrument: Instrument, answers: Answers, press: str) -> Answers:
    """Return the answers after a press on up or down (`move`, `<item>:<option>:up`), for pages without a script."""
    key, option, to = [*press.split(":"), "", "", ""][:3]
    found = [item for item in instrument.items if item.key == key and item.kind is ItemKind.RANK]
    if not found:
        return answers
    options = [one.key for one in found[0].options]
    order = [one for one in answers.get(key) or options if one in options]
    order += [one for one in options if one not in order]
    if option not in order:
        return answers
    at = order.index(option)
    order.insert(min(max(at + (-1 if to == "up" else 1), 0), len(order) - 1), order.pop(at))
    return {**answers, key: order}
