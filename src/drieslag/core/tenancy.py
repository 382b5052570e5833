"""Which organisation a transaction is in, and the database's own guard of that.

Every table of a TenantModel gets from `guard` a row-level policy on `drieslag.organisation`, grants for the application
role, a unique key (organisation, id), and beside each of Django's foreign keys to another tenant table a composite one:
foreign keys bypass policies, so without it a row could point at an invisible row of another organisation.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import ForeignKey, Model

from drieslag.core.models import TenantModel

_current: ContextVar[UUID | None] = ContextVar("organisation", default=None)


def current() -> UUID | None:
    """Return the organisation of the running transaction, or None."""
    return _current.get()


def entered() -> UUID:
    """Return the organisation of the running transaction. Raises LookupError where there is none."""
    organisation_id = _current.get()
    if organisation_id is None:
        raise LookupError("no organisation was entered")
    return organisation_id


def _set(organisation_id: UUID | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('drieslag.organisation', %s, true)", [str(organisation_id or "")])


@contextmanager
def nowhere() -> Iterator[None]:
    """Begin outside every organisation, as each request does, whatever the thread served before."""
    token = _current.set(None)
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def inside(organisation_id: UUID) -> Iterator[None]:
    """Run in one transaction that sees this organisation's rows alone. For jobs, commands and tests; pages get it from
    the middleware.
    """
    with transaction.atomic():
        before = current()
        token = _current.set(organisation_id)
        _set(organisation_id)
        try:
            yield
        finally:
            _current.reset(token)
            if connection.in_atomic_block and not connection.needs_rollback:
                _set(before)


def enter(organisation_id: UUID) -> None:
    """Set the organisation of the transaction that the middleware opened: for a page that came in through a door."""
    _current.set(organisation_id)
    _set(organisation_id)


def tenant_models() -> list[type[TenantModel]]:
    """Return every concrete model that belongs to an organisation, in a fixed order."""
    found = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    return sorted(found, key=lambda model: model._meta.db_table)


def composite_keys(model: type[Model]) -> list[tuple[str, str, str]]:
    """Return (constraint name, column, target table) for each key of `model` to another tenant table."""
    keys = []
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and issubclass(field.related_model, TenantModel):
            name = f"{model._meta.db_table}_{field.column}_org"[:63]
            keys.append((name, field.column, field.related_model._meta.db_table))
    return keys


def guard(using: BaseDatabaseWrapper) -> None:
    """Give every tenant table its policy, grants and composite keys. May be run again at any time; run by the owner
    after migrating.
    """
    existing = set(using.introspection.table_names())
    role = settings.DATABASES["default"]["USER"]
    quote = using.ops.quote_name
    with using.cursor() as cursor:
        cursor.execute(f"grant usage on schema public to {quote(role)}")
        tenants = [model for model in tenant_models() if model._meta.db_table in existing]
        for model in tenants:
            for statement in _table_statements(model, role, using):
                cursor.execute(statement)
        for model in tenants:
            for statement in _key_statements(model, using):
                cursor.execute(statement)
        outside = existing - {model._meta.db_table for model in tenants}
        for table in sorted(outside - {"django_migrations"}):
            cursor.execute(f"grant select, insert, update, delete on {quote(table)} to {quote(role)}")
        cursor.execute(f"grant usage, select on all sequences in schema public to {quote(role)}")
        cursor.execute(f"grant select on django_migrations to {quote(role)}")


def _table_statements(model: type[TenantModel], role: str, using: BaseDatabaseWrapper) -> list[str]:
    quote = using.ops.quote_name
    table, name = quote(model._meta.db_table), model._meta.db_table
    here = "nullif(current_setting('drieslag.organisation', true), '')::uuid"
    return [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"drop policy if exists organisation on {table}",
        f"create policy organisation on {table} {_reach(here)}",
        f"revoke all on {table} from {quote(role)}",
        f"grant {model.grants} on {table} to {quote(role)}",
        _unless_constraint(
            f"{name}_org_id"[:63],
            f"alter table {table} add constraint {quote(f'{name}_org_id'[:63])} unique (organisation_id, id)",
        ),
    ]


def _reach(here: str) -> str:
    return f"using (organisation_id = (select {here})) with check (organisation_id = {here})"


def _key_statements(model: type[TenantModel], using: BaseDatabaseWrapper) -> list[str]:
    quote = using.ops.quote_name
    return [
        _unless_constraint(
            name,
            f"alter table {quote(model._meta.db_table)} add constraint {quote(name)} "
            f"foreign key (organisation_id, {quote(column)}) references {quote(target)} (organisation_id, id) "
            "deferrable initially deferred",
        )
        for name, column, target in composite_keys(model)
    ]


def _unless_constraint(name: str, statement: str) -> str:
    there = f"select from pg_constraint where conname = '{name}'"
    return f"do $$ begin if not exists ({there}) then {statement}; end if; end $$"
