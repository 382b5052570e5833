"""Who is told, in the same transaction, that a declaration was withdrawn or erased by its owner: parts above this one,
which name it. They say so when they start.
"""

from collections.abc import Callable
from uuid import UUID

type Listener = Callable[[UUID], object]

_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Let somebody be told. Twice is once."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(declaration: UUID) -> None:
    """Tell that this declaration stands no longer, by its owner's own act."""
    for listener in _listeners:
        listener(declaration)
