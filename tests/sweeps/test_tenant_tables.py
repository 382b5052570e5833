"""Keys to tenant tables carry the organisation, and nothing outside the policy names a person."""

import pytest
from django.db import connection

from drieslag.core.tenancy import composite_keys, tenant_models

pytestmark = pytest.mark.django_db


def rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def test_no_table_outside_the_policy_names_a_person() -> None:
    wrong = rows(
        "select table_name, column_name from information_schema.columns where table_schema = 'public' "
        "and column_name in ('person', 'person_id', 'owner', 'by')"
    )
    tenants = {model._meta.db_table for model in tenant_models()}
    assert [row for row in wrong if row[0] not in tenants] == []


def test_beside_each_key_to_a_tenant_table_stands_one_with_the_organisation() -> None:
    have = {
        (str(name), str(table)) for name, table in rows("select conname, conrelid::regclass::text from pg_constraint")
    }
    wanted = {(key[0], model._meta.db_table) for model in tenant_models() for key in composite_keys(model)}
    assert len(wanted) > 10
    assert wanted - have == set()
