"""A format written back as YAML, so that loading it gives the same format."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import Any

import yaml

from drieslag.kernel.format import Format, Text
from drieslag.library.lifting import SCHEMA


class Plain(yaml.SafeDumper):
    """Writes every text out: the reader knows no references."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 — the name is PyYAML's
        return True


def dump(format_: Format) -> str:
    """Return the file of a format. What is the default is left out."""
    return write(plain(format_))


def content(format_: Format) -> dict[str, Any]:
    """Return what stands in the file of a format, as dicts, lists, strings and numbers."""
    return dict(plain(format_))


def write(known: dict[str, Any]) -> str:
    """Return the file with this content, complete or not."""
    content = {"schema": SCHEMA, **known}
    return str(yaml.dump(content, Dumper=Plain, sort_keys=False, allow_unicode=True, width=110))


def plain(value: Any) -> Any:
    """Return the value in dicts, lists, strings and numbers."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {plain(name): plain(content) for name, content in value.items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value):
        kept = {item.name: getattr(value, item.name) for item in fields(value) if says_something(value, item)}
        return {name: plain(content) for name, content in kept.items()}
    return value


def says_something(owner: Any, item: Any) -> bool:
    value = getattr(owner, item.name)
    return value not in (Text("", ""), ()) and (item.default is MISSING or value != item.default)
