"""Rows that only the actions write: everything else that tries is refused, here and by a trigger in the database.

`writing` is for the actions; `erasing` opens the database's own guard for the named exceptions erase and close.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, models

_writing: ContextVar[bool] = ContextVar("writing", default=False)


class WrittenOutsideAnAction(Exception):
    """A guarded row was about to change without an action."""


@contextmanager
def writing() -> Iterator[None]:
    """Let guarded rows change in this block."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


@contextmanager
def erasing() -> Iterator[None]:
    """Let guarded rows be erased in this block of the transaction."""
    _tell_database("on")
    with writing():
        yield
    _tell_database("")


def _tell_database(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('drieslag.erasing', %s, true)", [value])


def _check(model: type[models.Model]) -> None:
    if not _writing.get():
        raise WrittenOutsideAnAction(model.__name__)


class GuardedQuerySet[M: models.Model](models.QuerySet[M]):
    """Refuses to change rows outside an action."""

    def update(self, **values: Any) -> int:
        _check(self.model)
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        _check(self.model)
        return super().delete()

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        _check(self.model)
        return super().bulk_create(objs, *args, **kwargs)


class Guarded(models.Model):
    """A row that changes only inside `writing`."""

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        _check(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _check(type(self))
        return super().delete(*args, **kwargs)
