"""Private text is unreadable in the database, and bound to its row."""

import pytest
from django.db import connection

from drieslag.privacy import keys
from drieslag.privacy.fields import Tampered, encrypted_fields
from drieslag.privacy.models import Look

TEXT = "Het gezin wil zelf de regie"


def test_every_private_field_is_bytes_in_the_database(db: None) -> None:
    for model, names in encrypted_fields():
        with connection.cursor() as cursor:
            described = {
                column.name: column.type_code
                for column in connection.introspection.get_table_description(cursor, model._meta.db_table)
            }
        assert {described[name] for name in names} == {17}  # bytea


def _field() -> tuple[type, str]:
    model, names = encrypted_fields()[0]
    return model, names[0]


def test_a_text_opens_in_its_own_row_alone(db: None) -> None:
    model, name = _field()
    field = model._meta.get_field(name)  # type: ignore[attr-defined]
    closed = field.close(TEXT, "een rij")
    assert TEXT.encode() not in closed
    assert field.open(closed, "een rij") == TEXT
    with pytest.raises(Tampered):
        field.open(closed, "een andere rij")
    with pytest.raises(Tampered):
        field.open(bytes([9]) + closed[1:], "een rij")


def test_an_older_key_still_opens(db: None) -> None:
    model, name = _field()
    field = model._meta.get_field(name)  # type: ignore[attr-defined]
    closed = field.close(TEXT, 1)
    number = keys.add_key()
    assert field.close(TEXT, 1)[1] == number
    assert field.open(closed, 1) == TEXT


def test_looks_are_not_private_text() -> None:
    assert Look not in [model for model, _ in encrypted_fields()]
