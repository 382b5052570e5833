"""Before the first request: tables, keys, the shield's look-ups, the demo or a new installation's one-time address."""

from __future__ import annotations

import contextlib
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

import django

from drieslag.config.failures import Sentence
from drieslag.config.words import _, say

if TYPE_CHECKING:
    from collections.abc import Iterator

SETUP_HOURS = 24
LOCK = 5_711_203  # any number, the same in every version
DEMO = "drieslag.web.demo.seed"
SHIELD = "drieslag.privacy.shield.building"


def prepare(address: str, *, demo: bool) -> None:
    """`address` is where the pages will be, for the one-time address that is shown on an empty database."""
    say(_("Tables: bringing up to date …"))
    migrate()
    fresh = _mark(demo=demo)
    _keys(fresh=fresh)
    _shield()
    if demo:
        _seed()
    elif fresh:
        _first_address(address)


def migrate() -> None:
    """As the owner of the tables; without one's address, only looks whether somebody did."""
    django.setup()
    from django.core.management import call_command

    if not _may_migrate():
        _require_migrated()
        return
    with _one_at_a_time():
        call_command("migrate", database="owner", interactive=False, verbosity=0)


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Several servers may start at once on one database; each waits here for the one before."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [LOCK])


def _may_migrate() -> bool:
    from drieslag.config.settings import environment

    return not environment.database_url() or bool(environment.owner_url())


def _require_migrated() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Sentence(
            _(
                "The tables are behind this version. "
                "Run `drieslag migrate` with DATABASE_OWNER_URL set, then start again."
            )
        )


def _mark(*, demo: bool) -> bool:
    """Writes down once what kind of database this is; says whether nobody has made an organisation yet.

    A demo lets anyone in with one press, so only an empty database may become one.
    """
    from drieslag.core.models import Installation, Organisation

    alias = "owner" if _may_migrate() else "default"
    fresh = not Organisation.objects.using(alias).exists()
    row = Installation.objects.using(alias).first()
    if row is None:
        row = Installation.objects.using(alias).create(is_demo=demo and fresh)
    if row.is_demo != demo:
        raise Sentence(
            _("This database holds a real organisation, so no demo is put into it.")
            if demo
            else _("This database is a demo. Start it with `drieslag demo`, or use another folder (DRIESLAG_HOME).")
        )
    return fresh


def _keys(*, fresh: bool) -> None:
    """Makes keys for a new installation only: making them for an old one would hide that they were lost."""
    from drieslag.privacy import keys

    if fresh:
        keys.ensure()
    try:
        keys.ring()
    except keys.KeysMissing as missing:
        raise Sentence(
            _(
                "The key file %(path)s is missing. Without it private text cannot be read. "
                "Put back your copy of the key folder."
            )
            % {"path": missing}
        ) from None


def _shield() -> None:
    """Builds the look-up tables of the shield once, which takes some seconds."""
    if find_spec(SHIELD) is not None:
        say(_("Privacy shield: looking after its word lists …"))
        import_module(SHIELD).ensure()


def _seed() -> None:
    """Loads the demo organisation: all of it or nothing, and at a later start nothing."""
    say(_("Demo organisation: loading …"))
    import_module(DEMO).seed(progress=show_progress)
    if sys.stdout.isatty():
        sys.stdout.write("\r\x1b[K")


def show_progress(step: str, part: float) -> None:
    """Shows how far the load is: one line that is written over on a terminal, a line each elsewhere."""
    text = f"  {step} {part:.0%}"
    if sys.stdout.isatty():
        sys.stdout.write(f"\r\x1b[K{text}")
        sys.stdout.flush()
    else:
        say(text)


def _first_address(address: str) -> None:
    """A new address at each start of an empty installation; earlier ones no longer open anything."""
    from datetime import timedelta

    from drieslag.core import clock
    from drieslag.core.doors import make_secret
    from drieslag.core.models import Door, DoorKind

    Door.objects.filter(kind=DoorKind.SETUP).delete()
    until = clock.now() + timedelta(hours=SETUP_HOURS)
    secret = make_secret(DoorKind.SETUP, organisation_id=None, expires_at=until)
    say()
    say(_("Make the first organisation and its administrator at this address (once, within 24 hours):"))
    say(f"  {address}start/{secret}/")
