"""Readers over the nodes of a YAML file. They keep line numbers, and note every problem instead of the first."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from drieslag.kernel.format import Text
from drieslag.library import words
from drieslag.library.problems import Page, Place, Unreadable

type Reader[T] = Callable[[Place], T]

LONGEST_FILE = 200_000
LONGEST_TEXT = 1_000
MOST_ITEMS = 200
DEEPEST = 20
# libyaml is ten times as fast; a program built without it still works.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # control signs, but for a new line
WHOLE = re.compile(r"-?\d{1,9}")


def open_page(text: str, page: Page, *, trusted: bool = False, longest: int = LONGEST_FILE) -> Place:
    """Return the root of the file; of the program's own files no trap is feared. Raises Unreadable when it is no YAML,
    or empty.
    """
    if len(text) > longest:
        page.note("", words.too_long(longest))
        raise Unreadable
    try:
        if not trusted:
            look_for_traps(text, page)
        node = yaml.compose(text, Loader=LOADER)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        page.lines[""] = line_at(getattr(error, "problem_mark", None))
        page.note("", words.NOT_YAML)
        raise Unreadable from error
    if node is None:
        page.note("", words.EMPTY_FILE)
        raise Unreadable
    return Place(page, node, "")


def look_for_traps(text: str, page: Page) -> None:
    """Refuse what harms before it is built: a few references stand for millions of lines, deep nesting ends libyaml."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        trap = words.ALIAS if isinstance(event, AliasEvent) else words.TOO_DEEP if depth > DEEPEST else None
        if trap:
            page.lines[""] = line_at(event.start_mark)
            page.note("", trap)
            raise Unreadable


def line_at(mark: Any) -> int:
    """Return the line of a mark, counted from one; the first when the parser could not tell."""
    return mark.line + 1 if mark else 1


def scalar(place: Place) -> str:
    """Return what stands here, without its surrounding space."""
    if not isinstance(place.node, ScalarNode):
        place.refuse(words.NEEDS_WORD)
    return str(place.node.value).strip()


def line_of_text(place: Place) -> str:
    value = scalar(place)
    if not value:
        place.refuse(words.NEEDS_TEXT)
    if len(value) > LONGEST_TEXT:
        place.refuse(words.too_long(LONGEST_TEXT))
    if UNSEEN.search(value):
        place.refuse(words.UNSEEN)
    return value


def matching(pattern: str, message: Text) -> Reader[str]:
    """Read a word of a fixed shape."""

    def read(place: Place) -> str:
        value = scalar(place)
        if not re.fullmatch(pattern, value):
            place.refuse(message)
        return value

    return read


def number(low: int, high: int) -> Reader[int]:
    def read(place: Place) -> int:
        value = scalar(place)
        if not WHOLE.fullmatch(value) or not low <= int(value) <= high:
            place.refuse(words.between(low, high))
        return int(value)

    return read


def yes_no(place: Place) -> bool:
    value = scalar(place)
    if value not in {"true", "false"}:
        place.refuse(words.NEEDS_YES_NO)
    return value == "true"


def one_of[E: StrEnum](kinds: type[E]) -> Reader[E]:
    """Read one of the values of an enum."""

    def read(place: Place) -> E:
        value = scalar(place)
        known = {kind.value: kind for kind in kinds}
        if value not in known:
            place.refuse(words.unknown(value, known))
        return known[value]

    return read


def word_of(known: frozenset[str]) -> Reader[str]:
    """Read one of a few fixed words."""

    def read(place: Place) -> str:
        value = scalar(place)
        if value not in known:
            place.refuse(words.unknown(value, known))
        return value

    return read


def many[T](item: Reader[T], most: int = MOST_ITEMS) -> Reader[tuple[T, ...]]:
    """Read a list of at least one. All items are looked at, also after a bad one."""

    def read(place: Place) -> tuple[T, ...]:
        if not isinstance(place.node, SequenceNode):
            place.refuse(words.NEEDS_LIST)
        if not place.node.value:
            place.refuse(words.NEEDS_ITEM)
        if len(place.node.value) > most:
            place.refuse(words.too_many(most))
        places = [Place(place.page, node, f"{place.key}[{at}]") for at, node in enumerate(place.node.value, start=1)]
        return tuple(whole(places, item))

    return read


def whole[T](places: list[Place], item: Reader[T]) -> list[T]:
    """Read all places; raise Unreadable at the end when one of them gave no value."""
    values = []
    for place in places:
        try:
            values.append(item(place))
        except Unreadable:
            continue
    if len(values) < len(places):
        raise Unreadable
    return values


def entries(place: Place) -> dict[str, Place]:
    """Return the keys of a mapping with their places. A key written twice is a problem."""
    if not isinstance(place.node, MappingNode):
        place.refuse(words.NEEDS_KEYS)
    found: dict[str, Place] = {}
    doubled = False
    for name_node, node in place.node.value:
        name = scalar(Place(place.page, name_node, place.key))
        inside = Place(place.page, name_node, f"{place.key}.{name}" if place.key else name)
        if name in found:
            place.page.lines[inside.key] = name_node.start_mark.line + 1
            inside.note(words.twice(name))
            doubled = True
        found[name] = Place(place.page, node, inside.key)
    if doubled:
        raise Unreadable
    return found


@dataclass(frozen=True)
class Key:
    """How the value of a key is read, and whether it must be there."""

    read: Reader[Any]
    required: bool = False


def must(read: Reader[Any]) -> Key:
    return Key(read, required=True)


def may(read: Reader[Any]) -> Key:
    return Key(read)


def shape[T](make: Callable[..., T], keys: dict[str, Key]) -> Reader[T]:
    """Read a mapping with these keys and hand their values to `make` by name."""

    def read(place: Place) -> T:
        found = entries(place)
        strange = [name for name in found if name not in keys]
        for name in strange:
            found[name].note(words.unknown(name, keys))
        absent = [name for name, key in keys.items() if key.required and name not in found]
        for name in absent:
            place.note(words.missing(name))
        known = {name: found[name] for name in found if name in keys}
        values = whole(list(known.values()), lambda at: keys[at.key.rpartition(".")[2]].read(at))
        if strange or absent:
            raise Unreadable
        return make(**dict(zip(known, values, strict=True)))

    return read


def both_languages(place: Place) -> Text:
    """Read a text in Dutch and English."""
    if not isinstance(place.node, MappingNode):
        place.refuse(words.NEEDS_BOTH)
    return BOTH(place)


BOTH = shape(Text, {"nl": must(line_of_text), "en": must(line_of_text)})
