"""An instrument (vragenlijst) as data: what is asked, how it is scored, how it is read, and where it comes from.

Everything is frozen and plain, as formats are. Texts carry both languages.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from drieslag.kernel.format import Option, Text

NOTHING = Text("", "")
ANSWERED_SHARE = Fraction(2, 3)


class ItemKind(StrEnum):
    """What an answer looks like, as it is handed in and kept."""

    SCALE = "scale"  # one point of a labelled response scale: its whole number
    CHOICE = "choice"  # one option: its key
    CHOICES = "choices"  # one option or more: a list of keys
    RANK = "rank"  # all options, first to last: a list of keys
    NUMBER = "number"  # a whole number from `low` to `high`
    SLIDER = "slider"  # a number from `low` to `high` in steps of `step`, between two words
    TEXT = "text"  # one's own words, past the shield


NUMERIC = frozenset({ItemKind.SCALE, ItemKind.NUMBER, ItemKind.SLIDER})


class Mode(StrEnum):
    """What becomes of who answered; told in plain words before the first question."""

    ANONYMOUS = "anonymous"  # nobody can tell, the administrator included
    CONFIDENTIAL = "confidential"  # one role reads them under names; a works council agreed to it
    OPEN = "open"  # one named reader sees who said what


class Use(StrEnum):
    """Who is asked, and about what."""

    TEAM = "team"
    ORGANISATION = "organisation"
    PERSON = "person"  # for oneself alone
    MIRROR = "mirror"  # a 360: others about one person
    RESIDENT = "resident"
    MEETING = "meeting"  # at the end of a meeting, in a minute


class Licence(StrEnum):
    """Whether the texts of the items may be used."""

    OWN = "own"  # written here
    FREE = "free"  # open to all with its source named
    PERMISSION = "permission"  # the organisation brings the texts, after it recorded a permission
    AVOID = "avoid"  # known and described, and not advised for what it is asked for here


class Scoring(StrEnum):
    """How answers become one figure a person."""

    MEAN = "mean"
    SUM = "sum"


@dataclass(frozen=True)
class Point:
    """One answer of a response scale, with its words."""

    value: int
    label: Text


@dataclass(frozen=True)
class ResponseScale:
    """The answers that several items share, from low to high."""

    key: str
    points: tuple[Point, ...]

    @property
    def low(self) -> int:
        """The lowest answer."""
        return self.points[0].value

    @property
    def high(self) -> int:
        """The highest answer."""
        return self.points[-1].value


@dataclass(frozen=True)
class Condition:
    """Ask this only of who answered an earlier item in one of these ways (values or option keys, as text)."""

    item: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One question. Its wording never changes once it was asked: a changed one is a new item that `replaces` it."""

    key: str
    kind: ItemKind
    text: Text
    explanation: Text = NOTHING  # short, beside the item
    answers: str = ""  # of a SCALE: the key of its response scale
    options: tuple[Option, ...] = ()
    low: int = 0  # of NUMBER and SLIDER
    high: int = 0
    step: int = 1
    low_word: Text = NOTHING
    high_word: Text = NOTHING
    unit: Text = NOTHING
    required: bool = False
    reverse: bool = False  # counts the other way round in its scales
    when: Condition | None = None
    max_length: int = 600  # of TEXT, in characters
    most: int = 0  # of CHOICES: at most so many; 0 for any number
    replaces: str = ""  # the key of the item whose wording this one changes


@dataclass(frozen=True)
class Page:
    """What stands on one screen, in this order."""

    title: Text
    items: tuple[Item, ...]
    intro: Text = NOTHING


@dataclass(frozen=True)
class Band:
    """A class of scores with its word: from `start` (included) to the next band's start. Unrounded scores are compared,
    so that no score falls between two.
    """

    start: float
    name: Text


@dataclass(frozen=True)
class Scale:
    """One figure out of several items, or out of other scales.

    `items` are keys of numeric items; or `scales` are keys of scales of which this is the mean. `needed` is how many
    items must be answered; without it two thirds of them.
    """

    key: str
    name: Text
    items: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    scoring: Scoring = Scoring.MEAN
    needed: int = 0
    higher_is_better: bool = True
    reading: Text = NOTHING  # one sentence of help
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True)
class Share:
    """How many of the people in a published figure gave one answer (an option's key, or a point's value as text).

    Where the source counted several answers together, they are joined: `4+5`.
    """

    answer: str
    count: int

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers that were counted together; mostly one."""
        return tuple(self.answer.split("+"))


@dataclass(frozen=True)
class Reference:
    """A published figure beside which an own one may be shown, with where it comes from. Never called a norm here.

    `of` is the key of an item or a scale. Either `mean` (with `deviation` where known), or `shares` of `n` people.
    """

    of: str
    n: int
    year: int
    population: Text
    source: str
    mean: float | None = None
    deviation: float | None = None
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True)
class Instrument:
    """A whole questionnaire. With licence PERMISSION its items have no text until an organisation brings it."""

    code: str
    slug: str
    version: int
    name: Text
    purpose: Text  # what it is for, in a sentence, for who chooses
    intro: Text  # what who answers reads first
    minutes: int
    licence: Licence
    sources: tuple[str, ...]
    uses: tuple[Use, ...]
    pages: tuple[Page, ...]
    modes: tuple[Mode, ...] = (Mode.ANONYMOUS,)
    responses: tuple[ResponseScale, ...] = ()
    scales: tuple[Scale, ...] = ()
    references: tuple[Reference, ...] = ()
    reading: Text = NOTHING  # help for reading the result
    caveat: Text = NOTHING  # what it cannot tell
    discuss: tuple[Text, ...] = ()  # what a team may ask itself when it sees the result
    pulse: bool = False  # short enough to come back every few weeks
    based_on: str = ""  # the code of the instrument whose texts an organisation filled in, or that it changed

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in the order in which they are asked."""
        return tuple(item for page in self.pages for item in page.items)

    @property
    def has_texts(self) -> bool:
        """Whether every item has its wording, so that it can be asked."""
        return all(item.text.nl for item in self.items)

    def item(self, key: str) -> Item:
        """Return an item. Raises KeyError."""
        for found in self.items:
            if found.key == key:
                return found
        raise KeyError(key)

    def scale(self, key: str) -> Scale:
        """Return a scale. Raises KeyError."""
        for found in self.scales:
            if found.key == key:
                return found
        raise KeyError(key)

    def response_of(self, item: Item) -> ResponseScale:
        """Return the response scale of an item of kind SCALE. Raises KeyError."""
        for found in self.responses:
            if found.key == item.answers:
                return found
        raise KeyError(item.answers)

    def bounds(self, item: Item) -> tuple[int, int]:
        """Return the lowest and highest answer of a numeric item."""
        if item.kind is ItemKind.SCALE:
            response = self.response_of(item)
            return response.low, response.high
        return item.low, item.high

    def with_texts(self, texts: dict[str, Text]) -> "Instrument":
        """Return it with these wordings, by key of item, put in."""
        pages = tuple(
            replace(page, items=tuple(replace(i, text=texts.get(i.key, i.text)) for i in page.items))
            for page in self.pages
        )
        return replace(self, pages=pages)
