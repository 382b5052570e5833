"""What a badge can be for: a self-declaration that stands, with what two colleagues said of it.

Badges read declarations through these two functions alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration: of what it is, what was meant by that, what its owner wrote, and until when it stands."""

    id: UUID
    name: str
    meaning: str
    words: str
    until: date
    views: int
    is_standing: bool


def of_owner(owner: UUID) -> list[Declared]:
    """Return somebody's declarations, the latest first."""
    return []


def standing(keys: Collection[UUID]) -> set[UUID]:
    """Return which of these declarations stand today (one query)."""
    return set(keys)
