"""A statement that the server keeps prepared outlives a change of its table: migrations run on a live system."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.db.utils import NotSupportedError

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = "select word from core_prepared where id = %s"
OFTEN = 7  # more often than it takes to be prepared


@pytest.fixture
def table() -> Iterator[psycopg.Connection]:
    """A connection of the owner's own: Django's would set the rights of every table again when it empties them."""
    given = connections["owner"].settings_dict
    where = {name: given[name.upper()] for name in ("host", "port", "user")}
    with psycopg.connect(dbname=given["NAME"], autocommit=True, **where) as owner:
        owner.execute("create table core_prepared (id integer, word varchar(5))")
        owner.execute("insert into core_prepared values (1, 'kort')")
        owner.execute("grant select on core_prepared to public")
        yield owner
        owner.execute("drop table core_prepared")


def word() -> str:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ASKED, [1])
        found: str = cursor.fetchone()[0]
    return found


def test_a_column_that_changed_breaks_it_once_and_a_new_column_never(table: psycopg.Connection) -> None:
    assert {word() for _ in range(OFTEN)} == {"kort"}
    table.execute("alter table core_prepared add column more integer")
    assert word() == "kort"
    table.execute("alter table core_prepared alter column word type text")
    with pytest.raises(NotSupportedError, match="result type"):
        word()
    assert word() == "kort"
