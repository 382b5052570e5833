"""The frameworks in rows: what is in use, what the adviser writes, and what the program brings along."""

from collections.abc import Iterable
from dataclasses import dataclass

from drieslag.development.frameworks import queries
from drieslag.development.frameworks.models import OwnFramework
from drieslag.kernel.framework import Framework
from drieslag.library import frameworks
from drieslag.web.frameworks.words import said, say


@dataclass(frozen=True, slots=True)
class Row:
    """One framework in a list."""

    slug: str
    name: str
    purpose: str
    roles: int
    themes: int
    version: int
    newer: bool = False  # the program ships a later version


@dataclass(frozen=True, slots=True)
class Shelf:
    """All of them; `drafts` and `retired` for who writes."""

    used: tuple[Row, ...]
    drafts: tuple[Row, ...]
    retired: tuple[Row, ...]
    shipped: tuple[Row, ...]


def shelf(used: Iterable[Framework], own: Iterable[OwnFramework]) -> Shelf:
    """Return the rows. What is in use stands nowhere else."""
    there = list(used)
    codes = {one.code: one.version for one in there}
    newer = queries.newer_shipped(codes)
    rest = [one for one in own if one.code not in codes]
    return Shelf(
        used=tuple(row(one, newer=one.code in newer) for one in there),
        drafts=tuple(_own_row(one) for one in rest if one.retired_at is None),
        retired=tuple(_own_row(one) for one in rest if one.retired_at is not None),
        shipped=tuple(row(one) for one in frameworks.load_all().values() if one.code not in codes),
    )


def row(framework: Framework, *, newer: bool = False) -> Row:
    """Return a framework as a row."""
    return Row(
        framework.slug,
        say(framework.name),
        say(framework.purpose),
        len(framework.roles),
        len(framework.themes),
        framework.version,
        newer,
    )


def _own_row(own: OwnFramework) -> Row:
    draft = own.draft
    return Row(
        own.slug,
        said(draft.get("name")) or own.code,
        said(draft.get("purpose")),
        len(draft.get("roles") or []),
        len(draft.get("themes") or []),
        own.published,
    )
