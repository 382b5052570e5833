"""Says what is wrong with an installation, in plain words: what it is, what comes of it, what to do."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from drieslag.config import dumping, failures, postgres
from drieslag.config.settings import environment
from drieslag.config.words import _, say

LEAST_FREE = 500_000_000  # bytes
SILENT_AFTER = 90  # seconds without a sign of life of a worker


@dataclass(frozen=True)
class Finding:
    """`wrong` means that something does not work or is not safe; otherwise it is advice."""

    wrong: bool
    text: str


type Check = Callable[[], Iterator[Finding]]


def run() -> int:
    findings = [finding for check in BEFORE for finding in check()]
    if not any(finding.wrong for finding in findings):
        findings += _with_database()
    for finding in findings:
        say(f"{'✗' if finding.wrong else '·'} {finding.text}")
    if not findings:
        say(_("Nothing is wrong that can be seen from here."))
    return 1 if any(finding.wrong for finding in findings) else 0


def _with_database() -> list[Finding]:
    import django
    from django.db import DatabaseError

    try:
        with dumping.database():
            django.setup()
            return [finding for check in INSIDE for finding in check()]
    except postgres.CannotStart as why:
        return [Finding(True, failures.sentence(why))]
    except DatabaseError:
        return [
            Finding(True, _("The database does not answer. Look whether it runs, and whether DATABASE_URL is right."))
        ]


def data_folder() -> Iterator[Finding]:
    found = None if environment.database_url() else postgres.major_version(environment.home())
    if found is not None and found != postgres.major_here():
        yield Finding(True, failures.sentence(postgres.OtherMajor(found, postgres.major_here())))


def mail() -> Iterator[Finding]:
    if not environment.mail_url():
        text = _(
            "No mail server: invitations and reminders are written to files in %(folder)s and reach nobody. "
            "Set EMAIL_URL, for instance smtp://user:password@mail.example.nl:587"
        )
        yield Finding(False, text % {"folder": environment.home() / "mail"})


def https() -> Iterator[Finding]:
    if not environment.on_tls():
        yield Finding(
            False,
            _(
                "No HTTPS: from another device than this one, anonymous rounds, passkeys and push messages do not "
                "work, and passwords go over the network readable. Start with --cert FILE --key FILE, or put a proxy "
                "in front and set DRIESLAG_TLS=1."
            ),
        )


def hosts() -> Iterator[Finding]:
    if not environment.hosts():
        text = _("Only this machine itself is served. Set DRIESLAG_HOSTS to the name that people type in.")
        yield Finding(False, text)


def keys() -> Iterator[Finding]:
    folder = environment.home() / "keys"
    if not folder.exists():
        return
    if _open_to_others(folder):
        yield Finding(True, _open_text(folder, "700"))
    for file in sorted(path for path in folder.iterdir() if path.is_file()):
        if _open_to_others(file):
            yield Finding(True, _open_text(file, "600"))


def room() -> Iterator[Finding]:
    home = environment.home()
    if home.exists() and shutil.disk_usage(home).free < LEAST_FREE:
        yield Finding(True, _("The disk is nearly full. When it is full, nothing can be kept any more."))


def front_end() -> Iterator[Finding]:
    built = Path(__file__).resolve().parents[1] / "web" / "static" / "drieslag"
    if not built.exists():
        yield Finding(True, _("Styles and scripts were not built, so pages come bare. Build them with: make setup"))


def debug() -> Iterator[Finding]:
    from django.conf import settings

    if settings.DEBUG:
        yield Finding(True, _("DEBUG is on: error pages show what is inside. Turn it off."))


def tables() -> Iterator[Finding]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Finding(True, _("The tables are behind this version. Run: drieslag migrate"))


def key_file() -> Iterator[Finding]:
    from drieslag.core.models import Organisation
    from drieslag.privacy import keys as ring

    if not Organisation.objects.exists():
        return
    try:
        ring.ring()
    except ring.KeysMissing as missing:
        text = _("The key file %(path)s is missing: private text cannot be read. Put back your copy of it.")
        yield Finding(True, text % {"path": missing})


def role() -> Iterator[Finding]:
    """The application may neither look past the policies nor own what they guard."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select rolsuper or rolbypassrls or exists (select from pg_class where relowner = r.oid and relkind = 'r') "
            "from pg_roles r where rolname = current_user"
        )
        if cursor.fetchone()[0]:
            yield Finding(
                True,
                _(
                    "DATABASE_URL is a role that may do too much (superuser, BYPASSRLS, or owner of the tables), so "
                    "the database does not keep organisations apart. Take the application's own role "
                    "(docs/operating.md)."
                ),
            )


def worker() -> Iterator[Finding]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_workers where last_heartbeat > now() - make_interval(secs => %s)",
            [SILENT_AFTER],
        )
        if not cursor.fetchone()[0]:
            text = _("No worker runs: reminders, reports and closing of forgotten meetings wait. Start: drieslag serve")
            yield Finding(False, text)


def _open_to_others(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _open_text(path: Path, mode: str) -> str:
    text = _("%(path)s can be read by other users of this machine. Run: chmod %(mode)s %(path)s")
    return text % {"path": path, "mode": mode}


BEFORE: tuple[Check, ...] = (data_folder, mail, https, hosts, keys, room, front_end)
INSIDE: tuple[Check, ...] = (debug, tables, key_file, role, worker)
