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


# What lies outside the policy, and why. All organisations can read it: decide it first (docs/decisions).
OUTSIDE = {
    "core_organisation": "who there is to be entered",
    "core_installation": "what kind of database this is",
    "core_door": "secrets that lead to an organisation",
    "people_account": "signing in comes before an organisation",
    "formats_releasedformat": "frozen copies for every organisation, without a key to any (decision 11)",
}
OUTSIDE_PARTS = ("django_", "auth_", "account_", "mfa_", "socialaccount_", "usersessions_", "procrastinate_")


def test_only_the_tables_that_are_meant_to_lie_outside_the_policy() -> None:
    guarded = {str(name) for (name,) in rows("select relname::text from pg_class where relrowsecurity")}
    tables = {str(name) for (name,) in rows("select tablename::text from pg_tables where schemaname = 'public'")}
    outside = {name for name in tables - guarded if not name.startswith(OUTSIDE_PARTS)}
    assert outside == set(OUTSIDE)


def test_what_others_may_have_holds_no_key_of_anything() -> None:
    columns = rows("select column_name from information_schema.columns where table_name = 'formats_releasedformat'")
    assert {str(name) for (name,) in columns} == {"id", "text", "made_known_as", "released_on"}


def test_a_taken_primary_key_is_known_by_the_name_of_its_constraint() -> None:
    """`TenantModel.save` tells it by that name from the other rules of a table."""
    named = rows("select conrelid::regclass::text, conname::text from pg_constraint where contype = 'p'")
    tenants = {model._meta.db_table for model in tenant_models()}
    own = [(table, name) for table, name in named if table in tenants]
    assert len(own) == len(tenants)
    assert [row for row in own if not str(row[1]).endswith("_pkey")] == []
    others = rows("select conname::text from pg_constraint where contype <> 'p' and conname like '%\\_pkey'")
    assert others == []


def test_beside_each_key_to_a_tenant_table_stands_one_with_the_organisation() -> None:
    have = {
        (str(name), str(table)) for name, table in rows("select conname, conrelid::regclass::text from pg_constraint")
    }
    wanted = {(key[0], model._meta.db_table) for model in tenant_models() for key in composite_keys(model)}
    assert len(wanted) > 10
    assert wanted - have == set()
