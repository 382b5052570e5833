"""What came out, as its subject reads it: questions to think about first, then each theme, then what is not shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from drieslag.kernel.format import Text
from drieslag.kernel.instrument import NUMERIC, Instrument, Item, ItemKind
from drieslag.surveys.enums import About
from drieslag.surveys.figures import Bounds, item_bounds, scale_bounds
from drieslag.surveys.models import Record
from drieslag.surveys.queries.asked import minimums
from drieslag.surveys.queries.mirror import Column, Given, Mirror
from drieslag.surveys.queries.rounds import TURNOUT_FROM
from drieslag.surveys.relations import together
from drieslag.web.components.dates import long_day
from drieslag.web.mirror.presenters.drawing import on_scale

NOTABLE: Final = 1 / 8  # of the scale: half a point of five
MOST: Final = 2  # questions of a kind


@dataclass(frozen=True)
class Row:
    """How one side sees it. `value` is empty where nothing is shown; `said` then tells why."""

    who: str
    said: str
    value: float | None = None
    picture: SafeString | None = None
    note: str = ""


@dataclass(frozen=True)
class ItemLine:
    """One question: what oneself answered, and the mean or the reason for each other side."""

    question: str
    cells: tuple[str, ...]
    spread: tuple[str, ...]


@dataclass(frozen=True)
class Theme:
    """One theme, each side a row, with the questions that it is made of."""

    key: str
    name: str
    reading: str
    ends: str
    rows: tuple[Row, ...]
    items: tuple[ItemLine, ...]


@dataclass(frozen=True)
class Written:
    """One question that is answered in own words: what oneself expected, and what others wrote."""

    question: str
    expected: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class _Side:
    """One who looks: oneself, a named leader, or people together."""

    who: str
    kind: str
    given: Given | None = None
    column: Column | None = None
    is_whole: bool = False


def say(text: Text) -> str:
    """Return a text in the reader's language."""
    return text.get(get_language() or "nl")


def page_of(mirror: Mirror, expected: Mapping[str, str]) -> dict[str, Any]:
    """Return all that the page says; what its subject expected comes beside what others wrote."""
    sides = list(_sides(mirror))
    instrument = mirror.instrument
    themes = list(_themes(instrument, sides))
    return {
        "mirror": mirror,
        "round": mirror.round,
        "closed": long_day(mirror.round.closes_at),
        "themes": themes,
        "sides": [side.who for side in sides],
        "questions": questions(instrument, sides) if mirror.own else (),
        "texts": [*_written(mirror, expected)],
        "expected": bool(expected),
        "others_are_read": _are_read(mirror),
        "texts_from": minimums().open_text,
        "from_leaders": [
            (given.name, _words(instrument, given)) for given in mirror.leaders if _words(instrument, given)
        ],
        "own_words": _words(instrument, mirror.own) if mirror.own else (),
        "not_shown": list(_not_shown(mirror)),
        "caveat": say(instrument.caveat),
        "reading": say(instrument.reading),
        "discuss": [say(text) for text in instrument.discuss],
        "has_result": bool(mirror.columns),
    }


def _sides(mirror: Mirror) -> Iterator[_Side]:
    name = "" if mirror.is_own else mirror.name
    if mirror.own:
        yield _Side(name or _("You yourself"), "self", given=mirror.own)
    for column in mirror.columns:
        yield _Side(_capital(together(column.relations, name)), "others", column=column)
    if mirror.whole is not None:
        yield _Side(_("Everybody together, without names"), "others", column=mirror.whole, is_whole=True)
    for given in mirror.leaders:
        yield _Side(given.name or _("your leader"), "leader", given=given)


def _themes(instrument: Instrument, sides: Sequence[_Side]) -> Iterator[Theme]:
    for scale in instrument.scales:
        bounds = scale_bounds(instrument, scale)
        inside = [instrument.item(key) for key in scale.items]
        yield Theme(
            scale.key,
            say(scale.name),
            say(scale.reading),
            _ends(instrument, inside, bounds),
            tuple(_row(side, About.SCALE, scale.key, bounds) for side in sides),
            tuple(_line(instrument, item, sides) for item in inside),
        )
    counted = {key for scale in instrument.scales for key in scale.items}
    for item in instrument.items:
        if item.key in counted or item.kind is ItemKind.TEXT:
            continue
        numeric = item.kind in NUMERIC
        bounds = item_bounds(instrument, item) if numeric else (0.0, 1.0)
        rows = tuple(_row(side, About.ITEM, item.key, bounds) for side in sides) if numeric else ()
        lines = () if numeric else (_line(instrument, item, sides),)
        yield Theme(item.key, say(item.text), "", _ends(instrument, [item], bounds) if numeric else "", rows, lines)


def _ends(instrument: Instrument, items: Sequence[Item], bounds: Bounds) -> str:
    """The words of the two ends, where all items share them."""
    scales = {item.answers for item in items if item.kind is ItemKind.SCALE}
    if len(scales) == 1 and all(item.kind is ItemKind.SCALE for item in items):
        points = instrument.response_of(items[0]).points
        low, high = say(points[0].label), say(points[-1].label)
        ends = {"low": f"{bounds[0]:g}", "low_word": low, "high": f"{bounds[1]:g}", "high_word": high}
        return _("%(low)s is %(low_word)s, %(high)s is %(high_word)s.") % ends
    return _("From %(low)s to %(high)s.") % {"low": f"{bounds[0]:g}", "high": f"{bounds[1]:g}"}


def _value(side: _Side, about: str, key: str) -> float | None:
    if side.given is not None:
        found = side.given.scores.get(key) if about == About.SCALE else side.given.answers.get(key)
        return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else None
    record = side.column.records.get((about, key)) if side.column else None
    return record.mean if record and not record.withheld else None


def _row(side: _Side, about: str, key: str, bounds: Bounds) -> Row:
    value = _value(side, about, key)
    if value is not None:
        return Row(side.who, figure(value), value, on_scale(value, bounds, side.kind), _note(side, about, key))
    if side.given is not None:
        return Row(side.who, _("not filled in"))
    assert side.column is not None
    return Row(side.who, _why_not(side.column.records.get((about, key))))


def _note(side: _Side, about: str, key: str) -> str:
    """How many that is, from eight people on: with fewer it would tell who answered."""
    record = side.column.records.get((about, key)) if side.column else None
    if record is None or record.n is None or record.size < TURNOUT_FROM:
        return ""
    return ngettext("%(count)d answer", "%(count)d answers", record.n) % {"count": record.n}


def _why_not(record: Record | None) -> str:
    if record is not None and record.one_class:
        return _("Everybody answered on the same side: %(side)s. More would tell what each one said.") % {
            "side": _class(record.one_class)
        }
    if record is not None and record.withheld == "complement":
        return _("Not shown: it would tell what too few people said.")
    least = minimums().relation
    return _("Fewer than %(least)d answers. This is not shown.") % {"least": least}


def _class(which: str) -> str:
    return {
        "low": pgettext("answers", "low"),
        "middle": pgettext("answers", "in the middle"),
        "high": pgettext("answers", "high"),
    }[which]


def _line(instrument: Instrument, item: Item, sides: Sequence[_Side]) -> ItemLine:
    cells = tuple(_cell(instrument, item, side) for side in sides)
    spread = tuple(said for side in sides if (said := _spread(item, side)))
    return ItemLine(say(item.text), cells, spread)


def _cell(instrument: Instrument, item: Item, side: _Side) -> str:
    if side.given is not None:
        return _answer(instrument, item, side.given.answers.get(item.key))
    value = _value(side, About.ITEM, item.key)
    if value is not None:
        return figure(value)
    record = side.column.records.get((About.ITEM, item.key)) if side.column else None
    return _class(record.one_class) if record is not None and record.one_class else "–"


def _answer(instrument: Instrument, item: Item, answer: object) -> str:
    if answer is None or answer == []:
        return "–"
    if item.kind is ItemKind.SCALE:
        return next((say(point.label) for point in instrument.response_of(item).points if point.value == answer), "–")
    names = {option.key: say(option.name) for option in item.options}
    given = answer if isinstance(answer, list) else [answer]
    return ", ".join(names.get(str(one), str(one)) for one in given)


def _spread(item: Item, side: _Side) -> str:
    """How the answers are spread, in words: there from eight answers on."""
    record = side.column.records.get((About.ITEM, item.key)) if side.column else None
    if record is None or not record.counts:
        return ""
    names = {option.key: say(option.name) for option in item.options}
    parts = []
    for keys, count in record.counts:
        words = (
            [names.get(key, "") or _class(key) for key in keys] if isinstance(keys, list) else [names.get(keys, keys)]
        )
        parts.append(f"{' / '.join(words)}: {count}")
    return f"{side.who}: {', '.join(parts)}"


def questions(instrument: Instrument, sides: Sequence[_Side]) -> tuple[str, ...]:
    """Return the largest agreements and differences as questions to think about. No figure, no order of worth."""
    own = next(side for side in sides if side.kind == "self")
    others = [side for side in sides if side.kind != "self" and not side.is_whole]
    found: list[tuple[float, str, str]] = []
    for about, key, name, bounds in _measured(instrument):
        mine = _value(own, about, key)
        for side in others:
            theirs = _value(side, about, key)
            if mine is not None and theirs is not None:
                found.append(((theirs - mine) / (bounds[1] - bounds[0]), name, side.who))
    many = {side.who for side in others if side.column}  # these first: a leader has a name, and can be asked
    apart = sorted((one for one in found if abs(one[0]) >= NOTABLE), key=lambda one: -abs(one[0]))
    alike = sorted((one for one in found if abs(one[0]) < NOTABLE), key=lambda one: (one[2] not in many, abs(one[0])))
    return tuple(_about(one) for one in [*_each_theme_once(alike), *_each_theme_once(apart)])


def _measured(instrument: Instrument) -> Iterator[tuple[str, str, str, Bounds]]:
    for scale in instrument.scales:
        yield About.SCALE, scale.key, say(scale.name), scale_bounds(instrument, scale)
    if not instrument.scales:
        for item in instrument.items:
            if item.kind in NUMERIC:
                yield About.ITEM, item.key, say(item.text), item_bounds(instrument, item)


def _each_theme_once(found: Sequence[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    first: dict[str, tuple[float, str, str]] = {}
    for one in found:
        first.setdefault(one[1], one)
    return list(first.values())[:MOST]


def _about(found: tuple[float, str, str]) -> str:
    difference, theme, who = found
    said = {"theme": theme, "who": who}
    if abs(difference) < NOTABLE:
        return (
            _("“%(theme)s”: you see it the same. %(who)s beside you. What do you do there that you want to keep?")
            % said
        )
    if difference > 0:
        return _("“%(theme)s”: %(who)s answered higher than you. What do they see that you do not?") % said
    return _("“%(theme)s”: %(who)s answered lower than you. Whom do you ask for an example?") % said


def _words(instrument: Instrument, given: Given) -> tuple[tuple[str, str], ...]:
    """What somebody wrote under the own name."""
    return tuple(
        (say(item.text), str(given.answers[item.key]))
        for item in instrument.items
        if item.kind is ItemKind.TEXT and given.answers.get(item.key)
    )


def _written(mirror: Mirror, expected: Mapping[str, str]) -> Iterator[Written]:
    """The questions of which there is something to read. What was expected is not compared with what came."""
    for item in mirror.instrument.items:
        words, thought = mirror.texts.get(item.key, ()), expected.get(item.key, "")
        if words or thought:
            yield Written(say(item.text), thought, tuple(words))


def _are_read(mirror: Mirror) -> bool:
    """Whether enough people answered for own words to be read."""
    return bool(mirror.texts) or sum(column.answers for column in mirror.columns) >= minimums().open_text


def _not_shown(mirror: Mirror) -> Iterator[str]:
    least = minimums()
    if mirror.unread:
        yield _("%(who)s: fewer than %(least)d people answered, so nobody has read it.") % {
            "who": _capital(together(mirror.unread, "" if mirror.is_own else mirror.name)),
            "least": least.relation,
        }
    gone = mirror.round.raw_erased_at is not None
    if gone:
        yield _("What you, your leader and others answered one by one was kept for half a year. The figures stay.")
    elif mirror.is_own and not mirror.texts and any(item.kind is ItemKind.TEXT for item in mirror.instrument.items):
        yield _("What people wrote in their own words is shown from %(from)d answers on.") % {"from": least.open_text}
    if not mirror.is_own:
        yield _("What people wrote, and what a leader answered, only %(name)s reads.") % {"name": mirror.name}
    if mirror.columns and not _has_spread([*mirror.columns, *([mirror.whole] if mirror.whole else [])]):
        yield _("How answers are spread is shown from %(from)d answers on.") % {"from": least.distribution}
    if any(column.size < TURNOUT_FROM for column in mirror.columns):
        yield _("How many answered is told of groups of %(from)d people or more.") % {"from": TURNOUT_FROM}


def _has_spread(columns: Sequence[Column]) -> bool:
    records: list[Mapping[tuple[str, str], Record]] = [column.records for column in columns]
    return any(record.counts for found in records for record in found.values())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def figure(value: float) -> str:
    """Return 3,9: one decimal, never more."""
    return number_format(round(value, 1), 1)
