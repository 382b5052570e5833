"""The parts of a format as boxes of a form: each knows its boxes, what a draft gives them, and what they give back.

Dutch boxes come first. English ones may stay empty: until somebody translates, the Dutch stands there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django import forms
from django.utils.translation import gettext_lazy as _

from drieslag.web.components.forms import Words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

type Choices = Iterable[tuple[str, StrOrPromise]]
type Label = StrOrPromise

LONGEST = 1_000  # of one text, as the file of a format has it
LONGEST_LIST = 6_000
NL, EN = "nl", "en"
EACH_LINE = _("One on each line.")
UNTRANSLATED = _("Empty: the Dutch stands here.")


class Part(Protocol):
    """One key of a draft in a form."""

    @property
    def name(self) -> str: ...

    def fields(self, value: Any, /) -> Iterator[tuple[str, forms.Field, Any]]:
        """Yield the boxes by name, with what stands in them."""

    def read(self, given: Mapping[str, Any], before: Any, /) -> Any:
        """Return what the boxes give for the draft; `before` is what stood there."""


def _words(label: Label, rows: int, limit: int, help_text: Label = "") -> Words:
    return Words(limit=limit, rows=rows, required=False, label=label, help_text=help_text)


@dataclass(frozen=True)
class TextPart:
    """A text in two languages."""

    name: str
    label: Label
    rows: int = 0
    help_text: Label = ""

    def fields(self, value: Any) -> Iterator[tuple[str, forms.Field, Any]]:
        known = value or {}
        yield f"{self.name}_nl", _words(self.label, self.rows, LONGEST, self.help_text), known.get(NL, "")
        yield f"{self.name}_en", _words(self.label, self.rows, LONGEST), known.get(EN, "")

    def read(self, given: Mapping[str, Any], _before: Any) -> Any:
        return {NL: given.get(f"{self.name}_nl", ""), EN: given.get(f"{self.name}_en", "")}


@dataclass(frozen=True)
class PlainPart:
    """Anything that one ordinary box asks: a number, a choice, a tick."""

    name: str
    make: Callable[[], forms.Field]

    def fields(self, value: Any) -> Iterator[tuple[str, forms.Field, Any]]:
        yield self.name, self.make(), value

    def read(self, given: Mapping[str, Any], _before: Any) -> Any:
        return given.get(self.name)


def number(name: str, label: Label, low: int, high: int, help_text: Label = "") -> PlainPart:
    """Ask a whole number, or nothing."""
    return PlainPart(
        name,
        lambda: forms.IntegerField(
            label=label, help_text=help_text, min_value=low, max_value=high, required=False
        ),
    )  # fmt: skip


def choice(name: str, label: Label, choices: Choices, help_text: Label = "") -> PlainPart:
    """Ask one of these."""
    rows = list(choices)
    return PlainPart(name, lambda: forms.ChoiceField(label=label, help_text=help_text, choices=rows, required=False))


def several(name: str, label: Label, choices: Choices) -> PlainPart:
    """Ask any of these."""
    rows = list(choices)
    return PlainPart(
        name,
        lambda: forms.MultipleChoiceField(
            label=label, choices=rows, required=False, widget=forms.CheckboxSelectMultiple
        ),
    )


def tick(name: str, label: Label) -> PlainPart:
    """Ask yes or no."""
    return PlainPart(name, lambda: forms.BooleanField(label=label, required=False))


@dataclass(frozen=True)
class PlainLines:
    """A list of lines in one language, such as sources."""

    name: str
    label: Label
    help_text: Label = ""

    def fields(self, value: Any) -> Iterator[tuple[str, forms.Field, Any]]:
        yield self.name, _words(self.label, 3, LONGEST_LIST, self.help_text), "\n".join(value or [])

    def read(self, given: Mapping[str, Any], _before: Any) -> Any:
        return lines(given.get(self.name, ""))


def lines(text: str) -> list[str]:
    """Return the lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@dataclass(frozen=True)
class LinesPart:
    """A list of texts, one a line. With `stem` each has a key that stays with its words, so that nothing loses it."""

    name: str
    label: Label
    help_text: Label = EACH_LINE
    stem: str = ""

    def fields(self, value: Any) -> Iterator[tuple[str, forms.Field, Any]]:
        texts = [item["name"] if self.stem else item for item in value or []]
        english = [text.get(EN, "") if text.get(EN) != text.get(NL) else "" for text in texts]
        dutch = "\n".join(text.get(NL, "") for text in texts)
        yield f"{self.name}_nl", _words(self.label, 4, LONGEST_LIST, self.help_text), dutch
        yield (
            f"{self.name}_en",
            _words(self.label, 4, LONGEST_LIST, _("The same lines, in the same order.")),
            "\n".join(english).rstrip("\n"),
        )

    def read(self, given: Mapping[str, Any], before: Any) -> Any:
        dutch = lines(given.get(f"{self.name}_nl", ""))
        english = [line.strip() for line in given.get(f"{self.name}_en", "").splitlines()]
        english += [""] * (len(dutch) - len(english))
        texts = [{NL: nl, EN: en} for nl, en in zip(dutch, english, strict=False)]
        return self._named(texts, before or []) if self.stem else texts

    def _named(self, texts: list[dict[str, str]], before: list[Any]) -> list[dict[str, Any]]:
        known = {item["name"].get(NL): item["key"] for item in before}
        keys = fresh_keys(self.stem, known.values())
        used: set[str] = set()
        named = []
        for text in texts:
            key = known.get(text[NL], "")
            key = next(keys) if not key or key in used else key
            used.add(key)
            named.append({"key": key, "name": text})
        return named


def fresh_keys(stem: str, taken: Iterable[str]) -> Iterator[str]:
    """Yield keys that nothing has yet."""
    known = set(taken)
    at = 0
    while True:
        at += 1
        if f"{stem}_{at}" not in known:
            yield f"{stem}_{at}"


@dataclass(frozen=True)
class RowsPart:
    """A list of things with parts of their own. One row more than there are waits, and an empty row is none."""

    name: str
    label: Label
    parts: tuple[Part, ...]
    most: int = 12
    stem: str = ""  # rows that have a key
    fixed: tuple[tuple[str, Label], ...] = ()  # keys that the program knows, to choose from

    def fields(self, value: Any) -> Iterator[tuple[str, forms.Field, Any]]:
        rows = [*(value or []), {}][: self.most]
        for at, row in enumerate(rows):
            if self.stem:
                yield f"{self.name}-{at}-key", self._key_box(row.get("key", "")), row.get("key", "")
            for part in self.parts:
                for name, box, initial in part.fields(row.get(part.name)):
                    yield f"{self.name}-{at}-{name}", box, initial

    def _key_box(self, key: str) -> forms.Field:
        if not self.fixed:
            return forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
        own = [] if key in dict(self.fixed) or not key else [(key, _("A role of your own"))]
        new = [] if own else [("", _("A role of your own"))]
        return forms.ChoiceField(label=_("Kind of role"), required=False, choices=[*own, *new, *self.fixed])

    def read(self, given: Mapping[str, Any], before: Any) -> Any:
        known = {row["key"]: row for row in before or [] if self.stem}
        keys = fresh_keys(self.stem, known)
        rows = []
        for at in range(self.most):
            start = f"{self.name}-{at}-"
            own = {name.removeprefix(start): value for name, value in given.items() if name.startswith(start)}
            old = known.get(own.get("key", ""), {})
            row = {part.name: part.read(own, old.get(part.name)) for part in self.parts}
            if not any(map(says_something, row.values())):
                continue
            chosen = own.get("key", "") if own.get("key", "") in dict(self.fixed) else old.get("key")
            rows.append({"key": chosen or next(keys), **row} if self.stem else row)
        return rows


def says_something(value: Any) -> bool:
    """Whether somebody filled this in: a text, a number or a list. A tick or a choice alone is nothing."""
    if isinstance(value, Mapping):
        return any(value.values())
    return bool(value) and not isinstance(value, bool | str)
