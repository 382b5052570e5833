"""Wording that was asked stands for ever. A changed question is another question, so that trends stay honest.

What stands is what a person read and chose from: words, answers, bounds; of a scale, what it counts and how. Order,
pages, explanations and conditions may change.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from drieslag.kernel.format import Text
from drieslag.kernel.instrument import Instrument, Item, ItemKind, Scale
from drieslag.surveys.composing import Draft, free_key, items_of

_VERSION = re.compile(r"_v\d+$")
KEY_MAX = 40
ROOM = 6  # for what is put behind a key


@dataclass(frozen=True)
class Renamed:
    """The keys that a changed question or scale gets, by the key that it had."""

    items: Mapping[str, str]
    scales: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.items or self.scales)


def compare(new: Instrument, asked: Iterable[Instrument], taken: Collection[str]) -> Renamed:
    """Return the keys that have to change in `new`, because something else was asked or counted under them."""
    items = {item.key: (one, item) for one in asked for item in one.items}
    scales = {scale.key: (one, scale) for one in asked for scale in one.scales}
    known = {*taken, *items, *scales}
    renamed_items = {
        item.key: _next_key(item.key, known)
        for item in new.items
        if item.key in scales or (item.key in items and not same_item(*items[item.key], new, item))
    }
    known |= set(renamed_items.values())
    renamed_scales: dict[str, str] = {}
    for scale in new.scales:
        moved = any(key in renamed_items for key in scale.items) or any(key in renamed_scales for key in scale.scales)
        was = scales.get(scale.key)
        if scale.key in items or (was is not None and (moved or not same_scale(*was, new, scale))):
            renamed_scales[scale.key] = _next_key(scale.key, known)
            known.add(renamed_scales[scale.key])
    return Renamed(renamed_items, renamed_scales)


def _next_key(key: str, taken: Collection[str]) -> str:
    return free_key(_VERSION.sub("", key)[: KEY_MAX - ROOM] + "_v", {*taken, _VERSION.sub("", key) + "_v1"})


def same_item(old_whole: Instrument, old: Item, new_whole: Instrument, new: Item) -> bool:
    """Whether a person was asked the same, and could answer the same."""
    return (
        _same(old.text, new.text)
        and _bounds(old) == _bounds(new)
        and all(_same(*pair) for pair in _pairs(old, new))
        and _same_answers(_answers(old_whole, old), _answers(new_whole, new))
    )


def _bounds(item: Item) -> tuple[object, ...]:
    return item.kind, item.low, item.high, item.step, item.most


def _same(old: Text, new: Text) -> bool:
    """Whether the words are the same. English that comes where there was only Dutch changes no word."""
    return old.nl == new.nl and old.en in {new.en, old.nl}


def _pairs(old: Item, new: Item) -> Iterable[tuple[Text, Text]]:
    return (old.low_word, new.low_word), (old.high_word, new.high_word), (old.unit, new.unit)


def _answers(whole: Instrument, item: Item) -> list[tuple[str, Text]]:
    if item.kind is ItemKind.SCALE:
        return [(str(point.value), point.label) for point in whole.response_of(item).points]
    return [(option.key, option.name) for option in item.options]


def _same_answers(old: list[tuple[str, Text]], new: list[tuple[str, Text]]) -> bool:
    return len(old) == len(new) and all(
        was == now and _same(was_said, now_said) for (was, was_said), (now, now_said) in zip(old, new, strict=True)
    )


def same_scale(old_whole: Instrument, old: Scale, new_whole: Instrument, new: Scale) -> bool:
    """Whether it counts the same items in the same way."""
    return (
        (set(old.scales), old.scoring, old.needed) == (set(new.scales), new.scoring, new.needed)
        and set(old.items) == set(new.items)
        and all(old_whole.item(key).reverse == new_whole.item(key).reverse for key in old.items)
    )


def rename(draft: Draft, renamed: Renamed) -> None:
    """Give these items and scales their new keys, wherever the draft names them."""
    for item in items_of(draft):
        if item["key"] in renamed.items:
            item["replaces"] = item["key"]
            item["key"] = renamed.items[item["key"]]
        if item.get("when", {}).get("item") in renamed.items:
            item["when"] = {**item["when"], "item": renamed.items[item["when"]["item"]]}
    for scale in draft.get("scales") or []:
        scale["key"] = renamed.scales.get(scale["key"], scale["key"])
        for name, by in (("items", renamed.items), ("scales", renamed.scales)):
            if scale.get(name):
                scale[name] = [by.get(key, key) for key in scale[name]]


def drop_strange_figures(draft: Draft, new: Instrument, original: Instrument | None) -> None:
    """Take away published figures of questions that are not, word for word, the ones that were asked for them."""
    kept = [figure for figure in draft.get("references") or [] if _stands(figure["of"], new, original)]
    if kept or "references" in draft:
        draft["references"] = kept


def _stands(key: str, new: Instrument, original: Instrument | None) -> bool:
    now = {item.key: item for item in new.items}
    scales = {scale.key: scale for scale in new.scales}
    if original is None:
        return key in now or key in scales
    was = {item.key: item for item in original.items}
    was_scales = {scale.key: scale for scale in original.scales}

    def same(item: str) -> bool:
        both = item in now and item in was
        return both and same_item(_with_words(original, new), _worded(was[item], now[item]), new, now[item])

    def same_whole(scale: str) -> bool:
        was_there = scale in scales and scale in was_scales
        if not was_there or not same_scale(original, was_scales[scale], new, scales[scale]):
            return False
        return all(map(same, scales[scale].items)) and all(map(same_whole, scales[scale].scales))

    return same(key) or same_whole(key)


def _worded(was: Item, now: Item) -> Item:
    """The texts of a licensed item came with the permission; then there is nothing to compare them with."""
    return was if was.text.nl else replace(was, text=now.text)


def _with_words(was: Instrument, now: Instrument) -> Instrument:
    return was if was.has_texts else replace(was, responses=now.responses)
