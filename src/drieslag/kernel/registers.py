"""What counts for a professional register. The rules are data (library/registers); this adds up, and guesses nothing.

Amounts are whole numbers: minutes where a register counts net time, hundredths of a point where it counts the points
that it grants itself. A minimum that a register does not publish in one place is no number here: the professional
fills in their own. Nothing here judges what the register alone judges.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from drieslag.kernel.format import Text

HOUR = 60
POINT = 100


class Unit(StrEnum):
    """In what a category is counted."""

    MINUTES = "minutes"
    POINTS = "points"


class Certainty(StrEnum):
    """How far the program stands for a file of rules. There is no third: the register has the last word."""

    CHECK = "check"  # published by the register; look there before you rely on it
    UNSURE = "unsure"  # parts are not published, or were not found


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule was read, and when."""

    title: str
    url: str
    read_on: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form of activity. One in a group counts only within these sizes and from this many minutes on; `alone` is what
    somebody does without others.
    """

    key: str
    name: Text
    category: str
    counts: bool = True
    alone: bool = False
    smallest: int = 0
    largest: int = 0
    shortest: int = 0
    live: bool = False
    accredited: bool = False
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A heading of a register, with what is needed at least and what counts at most in one period."""

    key: str
    name: Text
    unit: Unit
    minimum: int | None = None
    cap: int | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one register in one version, as data."""

    code: str
    name: Text
    register: str
    version: int
    years: int
    certainty: Certainty
    categories: tuple[Category, ...]
    forms: tuple[Form, ...]
    sources: tuple[Source, ...]
    valid_from: str = ""
    valid_until: str = ""
    demands: tuple[Text, ...] = ()
    unsure: tuple[Text, ...] = ()

    def form(self, key: str) -> Form | None:
        """Return a form by its key."""
        return next((form for form in self.forms if form.key == key), None)

    def category(self, key: str) -> Category | None:
        """Return a category by its key."""
        return next((category for category in self.categories if category.key == key), None)


@dataclass(frozen=True, slots=True)
class Own:
    """What the professional looked up at the register; it goes before the file. Minimums and caps by category; sizes
    and shortest time of a group where the register has others.
    """

    minimums: Mapping[str, int] = field(default_factory=dict)
    caps: Mapping[str, int] = field(default_factory=dict)
    smallest: int | None = None
    largest: int | None = None
    shortest: int | None = None


NOTHING_OWN = Own()


@dataclass(frozen=True, slots=True)
class Period:
    """The days between which an activity has to be finished; the first and the last one are inside."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Say whether a day is in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Entry:
    """One activity of a professional. `minutes` is how long it took, `net` what is left without breaks, travel and
    welcome; `points` are hundredths that the register granted, `people` how many took part with oneself included.
    """

    key: str
    form: str
    finished_on: date
    minutes: int
    net: int
    points: int = 0
    people: int = 1
    is_online: bool = False
    is_live: bool = False
    is_accredited: bool = False


class Reason(StrEnum):
    """Why an entry does not count."""

    OUTSIDE = "outside"
    UNKNOWN = "unknown"
    NOT_A_FORM = "not_a_form"
    ALONE = "alone"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    TOO_SHORT = "too_short"
    NOT_LIVE = "not_live"
    NOT_ACCREDITED = "not_accredited"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Row:
    """What stands under one heading. `net` is everything that came in, `counted` what is left of it under the cap,
    `left` what is still needed; None where no minimum is known.
    """

    category: Category
    minimum: int | None
    net: int
    counted: int
    left: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """The sum of a period: the headings, and what does not count with the reason."""

    rows: tuple[Row, ...]
    refused: tuple[tuple[Entry, Reason], ...]

    @property
    def is_all_there(self) -> bool:
        """Whether every minimum that is known is met. Not that a register will say so too."""
        return all(row.left == 0 for row in self.rows if row.left is not None)


def count(rules: Rules, period: Period, entries: Iterable[Entry], own: Own = NOTHING_OWN) -> Tally:
    """Add up what counts in this period. Which entries there are does not depend on their order."""
    rules = with_own(rules, own)
    sums = dict.fromkeys((category.key for category in rules.categories), 0)
    refused = []
    for entry in entries:
        reason = why_not(rules, period, entry)
        if reason is not None:
            refused.append((entry, reason))
            continue
        form = rules.form(entry.form)
        assert form is not None
        sums[form.category] += amount_of(rules, form, entry)
    return Tally(tuple(_row(category, sums[category.key]) for category in rules.categories), tuple(refused))


def with_own(rules: Rules, own: Own) -> Rules:
    """Return the rules as this professional has to meet them."""
    categories = tuple(
        replace(one, minimum=own.minimums.get(one.key, one.minimum), cap=own.caps.get(one.key, one.cap))
        for one in rules.categories
    )
    return replace(rules, categories=categories, forms=tuple(_sized(form, own) for form in rules.forms))


def _sized(form: Form, own: Own) -> Form:
    """Only what is done in a group has sizes."""
    if not form.smallest:
        return form
    return replace(
        form,
        smallest=form.smallest if own.smallest is None else own.smallest,
        largest=form.largest if own.largest is None else own.largest,
        shortest=form.shortest if own.shortest is None else own.shortest,
    )


def _row(category: Category, net: int) -> Row:
    counted = net if category.cap is None else min(net, category.cap)
    left = None if category.minimum is None else max(0, category.minimum - counted)
    return Row(category, category.minimum, net, counted, left)


def amount_of(rules: Rules, form: Form, entry: Entry) -> int:
    """Return what an entry is worth in the unit of its category."""
    category = rules.category(form.category)
    assert category is not None
    return entry.net if category.unit is Unit.MINUTES else entry.points


def why_not(rules: Rules, period: Period, entry: Entry) -> Reason | None:
    """Return why an entry does not count, or None when it does: the first reason in the order in which one looks."""
    form = rules.form(entry.form)
    if form is None or rules.category(form.category) is None:
        return Reason.UNKNOWN
    if not period.holds(entry.finished_on):
        return Reason.OUTSIDE
    if not form.counts:
        return Reason.ALONE if form.alone else Reason.NOT_A_FORM
    return _group(form, entry) or _kind(form, entry) or (None if amount_of(rules, form, entry) > 0 else Reason.NOTHING)


def _group(form: Form, entry: Entry) -> Reason | None:
    if form.smallest and entry.people < form.smallest:
        return Reason.ALONE if entry.people <= 1 else Reason.TOO_FEW
    if form.largest and entry.people > form.largest:
        return Reason.TOO_MANY
    return Reason.TOO_SHORT if entry.net < form.shortest else None


def _kind(form: Form, entry: Entry) -> Reason | None:
    if form.live and entry.is_online and not entry.is_live:
        return Reason.NOT_LIVE
    return Reason.NOT_ACCREDITED if form.accredited and not entry.is_accredited else None


def check(rules: Rules) -> list[tuple[str, Text]]:
    """Return what is wrong in a file of rules beyond its shape."""
    found = []
    categories = {category.key for category in rules.categories}
    for at, form in enumerate(rules.forms, start=1):
        if form.category not in categories:
            found.append((f"forms[{at}].category", Text("Deze rubriek is er niet.", "There is no such category.")))
        if form.largest and form.largest < form.smallest:
            found.append((f"forms[{at}].largest", Text("Kleiner dan de kleinste.", "Smaller than the smallest.")))
    for name, keys in (("categories", [c.key for c in rules.categories]), ("forms", [f.key for f in rules.forms])):
        doubled = sorted({key for key in keys if keys.count(key) > 1})
        found += [(name, Text(f"Dubbel: {key}.", f"Doubled: {key}.")) for key in doubled]
    for at, category in enumerate(rules.categories, start=1):
        if category.cap is not None and category.minimum is not None and category.cap < category.minimum:
            found.append((f"categories[{at}].cap", Text("Lager dan het minimum.", "Lower than the minimum.")))
    return found
