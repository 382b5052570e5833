"""Which things were ticked, a value being a kind and a key; and which goal was pressed."""

from collections.abc import Iterable
from uuid import UUID

from drieslag.development.sharing.enums import Kind

MOST = 200


def chosen_in(values: Iterable[str]) -> list[tuple[Kind, UUID]]:
    """Return the things that were ticked; what is no thing is passed over."""
    found = []
    for value in list(values)[:MOST]:
        kind, _sign, key = value.partition(":")
        try:
            found.append((Kind(kind), UUID(key)))
        except ValueError:
            continue
    return found


def pressed_goal(value: str) -> UUID | None:
    """Return the goal that was pressed, to come in with all that was done for it."""
    try:
        return UUID(value)
    except ValueError:
        return None
