"""One organisation never sees another's: in the database, under the application's own checks."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction

from drieslag.core import tenancy
from drieslag.core.models import Door, Installation, Organisation
from drieslag.people.models import Account, Membership, Person, Team
from tests.factories.world import World

OUTSIDE = {"core_organisation", "core_installation", "core_door", "people_account", "formats_releasedformat"}
OTHERS = ("django_", "auth_", "account_", "mfa_", "procrastinate_")


def test_each_organisation_reads_its_own_people_alone(world: World) -> None:
    assert {p.name for p in Person.objects.all()} == {
        "Ada Smit",
        "Anna de Boer",
        "Bram Visser",
        "Carla Bakker",
        "Lea Kok",
    }
    with tenancy.inside(world.elsewhere.pk):
        assert [p.name for p in Person.objects.all()] == ["Dirk de Wit"]


def test_without_an_organisation_nothing_is_read(world: World) -> None:
    tenancy._set(None)
    assert Person.objects.count() == 0
    assert Organisation.objects.count() == 2


def test_a_row_cannot_be_written_for_another_organisation(world: World) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Team.objects.create(organisation=world.elsewhere, name="Binnengedrongen")


def test_a_key_cannot_point_into_another_organisation(world: World) -> None:
    with pytest.raises(IntegrityError, match="_org"), transaction.atomic():
        Membership.objects.create(
            organisation=world.organisation, person=world.dirk, team=world.team, since="2026-01-01"
        )
        connection.check_constraints()


def test_every_table_is_a_tenants_or_on_the_list(db: None) -> None:
    tenants = {model._meta.db_table for model in tenancy.tenant_models()}
    tables = {name for name in connection.introspection.table_names() if not name.startswith(OTHERS)}
    assert tables - tenants == OUTSIDE
    assert {Organisation, Installation, Door, Account}.isdisjoint(tenancy.tenant_models())


def test_every_tenant_table_is_guarded(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relrowsecurity and relforcerowsecurity")
        guarded = {row[0] for row in cursor.fetchall()}
        cursor.execute("select conname from pg_constraint")
        constraints = {row[0] for row in cursor.fetchall()}
    for model in tenancy.tenant_models():
        table = model._meta.db_table
        assert table in guarded
        assert f"{table}_org_id"[:63] in constraints
        assert {name for name, _, _ in tenancy.composite_keys(model)} <= constraints


def test_the_application_role_owns_nothing_and_cannot_leave_its_role(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_tables where schemaname = 'public' and tableowner = current_user")
        assert cursor.fetchone() == (0,)
        cursor.execute("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False, False)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set role drieslag_owner")


def test_the_aliases_are_two_roles() -> None:
    assert connections["default"].settings_dict["USER"] != connections["owner"].settings_dict["USER"]
