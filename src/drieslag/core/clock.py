"""The one clock. Kernels get the time as an argument; everything else asks here, so that a test can hold it still."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)  # noqa: TID251 — this is the one place that may


def today() -> date:
    """Return the present day in the Netherlands."""
    return now().astimezone(AMSTERDAM).date()


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock still at `at` (aware) in this context."""
    token = _frozen.set(at)
    try:
        yield
    finally:
        _frozen.reset(token)
