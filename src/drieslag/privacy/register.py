"""The register of what is kept about a person: why, how long, how it is taken along and how it is erased.

Each part fills it in its `privacy.py`; a sweep fails on a model with a person in it that is not here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.functional import Promise

type Rows = Sequence[Mapping[str, object]]
type Exporter = Callable[[UUID], Rows]
type Eraser = Callable[[UUID], int]


@dataclass(frozen=True)
class Kept:
    """One kind of row that says something of a person. `export` and `erase` take the person's key."""

    model: type[models.Model]
    name: str | Promise
    purpose: str | Promise
    basis: str | Promise
    retention: str | Promise
    who_sees: str | Promise
    export: Exporter
    erase: Eraser


_kept: dict[type[models.Model], Kept] = {}


def register(kept: Kept) -> None:
    """Add one kind of row. A model stands in the register once."""
    if kept.model in _kept:
        raise ValueError(f"{kept.model.__name__} is in the register already")
    _kept[kept.model] = kept


def everything() -> list[Kept]:
    """Return the whole register, in order of the tables' names."""
    return sorted(_kept.values(), key=lambda kept: kept.model._meta.label)


def export_person(person: UUID) -> dict[str, Rows]:
    """Return all that is kept about this person, by kind."""
    return {kept.model._meta.label: kept.export(person) for kept in everything()}


def erase_person(person: UUID) -> dict[str, int]:
    """Erase all that is kept about this person, dependents first. Returns how many rows changed, by kind."""
    return {kept.model._meta.label: kept.erase(person) for kept in reversed(everything())}
