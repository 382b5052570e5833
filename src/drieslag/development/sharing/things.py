"""One way to tell any thing of somebody's own, whatever part keeps it: for a reader, in a portfolio, as evidence.

Each part registers its kinds when it starts, so that sharing and the portfolio need not know it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from drieslag.development.sharing.enums import Kind


@dataclass(frozen=True, slots=True)
class Told:
    """One thing in words: a title, lines of (label, text) in the owner's own words, and the day that it is of.

    `page` is the name of the owner's own page for it, whose address holds the key; empty where it has none.
    """

    kind: Kind
    id: UUID
    title: str
    on: date
    lines: tuple[tuple[str, str], ...] = ()
    page: str = ""

    @property
    def says_title(self) -> bool:
        """Whether its words begin with its title, so that a page need not show both."""
        start = self.title.removesuffix("…")
        return any(" ".join(text.split()).startswith(start) for _label, text in self.lines)


type Teller = Callable[[UUID, Collection[UUID] | None], list[Told]]

_tellers: dict[Kind, Teller] = {}


def register(kind: Kind, tell: Teller) -> None:
    """Say how the things of a kind are told. `tell(owner, keys)` reads the owner's own rows alone: those of these keys,
    or all, in a fixed number of queries, the latest first.
    """
    if kind in _tellers:
        raise ValueError(f"{kind} is told already")
    _tellers[kind] = tell


def told(owner: UUID, kind: Kind, keys: Collection[UUID] | None = None) -> list[Told]:
    """Return an owner's things of a kind, those of these keys or all; nothing for a kind that nobody tells."""
    tell = _tellers.get(kind)
    return tell(owner, keys) if tell else []


def one(owner: UUID, kind: Kind, key: UUID) -> Told | None:
    """Return one thing of an owner, or None when there is none."""
    found = told(owner, kind, [key])
    return found[0] if found else None


def everything(owner: UUID) -> dict[Kind, list[Told]]:
    """Return all that an owner has, by kind, in the order of the kinds."""
    return {kind: found for kind in Kind if (found := told(owner, kind))}
