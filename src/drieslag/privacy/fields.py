"""Private text: encrypted field by field, bound to its table, column and row (trust.md, Private text).

Stored: version byte, key id, nonce (12), ciphertext, padded to sixteen bytes by nothing: length is not hidden. The
additional data is
`table.column:row`, so a ciphertext that is moved to another row is refused.
"""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.db import models
from django.db.models.expressions import BaseExpression

from drieslag.privacy.keys import ring

VERSION = 1
HEAD = 2
NONCE = 12
TEXT = HEAD + NONCE


class Tampered(Exception):
    """A private text does not belong to the row in which it stands, or was changed."""


class Sealed:
    """A ciphertext as it came from the database; opened when it is asked for, since opening needs the row's key."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data


class _Descriptor:
    """Opens on the first reading of the attribute, and keeps the text on the instance."""

    def __init__(self, field: "EncryptedTextField") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            instance.refresh_from_db(fields=[self.field.attname])
        value = instance.__dict__[self.field.attname]
        if isinstance(value, Sealed):
            value = self.field.open(value.data, instance.pk)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


if TYPE_CHECKING:  # the stubs' field is generic, Django's own is not
    _Text = models.TextField[str, str]
else:
    _Text = models.TextField


class EncryptedTextField(_Text):
    """A text that the database never sees. It has no index and cannot be filtered on."""

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Descriptor(self))

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 — Django's signature
        return "bytea"

    def from_db_value(self, value: bytes | memoryview | None, *_: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ARG002 — Django's signature
        value = getattr(model_instance, self.attname)
        return None if value is None else self.close(value, model_instance.pk)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: ARG002 — Django's signature
        if value is None or isinstance(value, BaseExpression | bytes):
            return value
        raise TypeError("private text is written by saving its row, and is never compared in the database")

    def _place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def close(self, text: str, pk: object) -> bytes:
        """Return the ciphertext of `text` for the row `pk`."""
        number, cipher = next(iter(ring().items()))
        nonce = os.urandom(NONCE)
        return bytes([VERSION, number]) + nonce + cipher.encrypt(nonce, text.encode(), _bound(self._place(), pk))

    def open(self, data: bytes, pk: object) -> str:
        """Return the text. Raises Tampered when it is not this row's, KeysMissing when its key is gone."""
        return self.opener()(data, pk)

    def opener(self) -> Callable[[bytes, object], str]:
        """Return what opens this field of one row after another, as `open` does, with the keys of now: for a list."""
        ciphers, place = ring(), self._place()

        def opened(data: bytes, pk: object) -> str:
            cipher = ciphers.get(data[1])
            if data[0] != VERSION or cipher is None:
                raise Tampered("unknown version or key")
            try:
                return cipher.decrypt(data[HEAD:TEXT], data[TEXT:], _bound(place, pk)).decode()
            except InvalidTag as error:
                raise Tampered(place) from error

        return opened


def _bound(place: str, pk: object) -> bytes:
    return f"{place}:{pk}".encode()


def opener_of(model: type[models.Model], name: str) -> Callable[[bytes, object], str]:
    """Return what opens this field of rows that were read by a plain query."""
    field = model._meta.get_field(name)
    assert isinstance(field, EncryptedTextField)
    return field.opener()


def encrypted_fields() -> list[tuple[type[models.Model], list[str]]]:
    """Return each model with the names of its private texts."""
    found = []
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields if isinstance(field, EncryptedTextField)]
        if names:
            found.append((model, names))
    return found
