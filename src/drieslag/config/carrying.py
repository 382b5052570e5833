"""Carries the data folder over from an older major version of PostgreSQL: its own server gives, ours takes.

By dump and restore rather than pg_upgrade: an organisation's data is small, and nothing of the old folder is touched.
"""

from __future__ import annotations

import contextlib
import subprocess
from pathlib import Path

from drieslag.config import postgres
from drieslag.config.failures import Sentence
from drieslag.config.words import _, say

USUAL = ("/usr/lib/postgresql/{}/bin", "/usr/pgsql-{}/bin", "/opt/homebrew/opt/postgresql@{}/bin")


def carry_over(home: Path, old_bin: Path | None = None) -> Path | None:
    """Returns where the old data folder is kept, or None when there was nothing to carry."""
    found = postgres.major_version(home)
    if found is None or found == postgres.major_here():
        return None
    programs = old_bin or find_programs(home, found)
    if programs is None or not (programs / "postgres").is_file():
        raise Sentence(
            _(
                "The data folder was made by PostgreSQL %(found)s, and only that version's programs can read it. "
                "They are not on this machine. Install PostgreSQL %(found)s (on Debian: postgresql-%(found)s) "
                "or the earlier version of Drieslag somewhere, then: drieslag upgrade --old-bin FOLDER/bin"
            )
            % {"found": found}
        )
    if postgres.major_of(programs) != found:
        have = postgres.major_of(programs)
        raise Sentence(
            _("The programs in %(path)s are PostgreSQL %(have)s; the data folder needs %(found)s.")
            % {"path": programs, "have": have, "found": found}
        )
    return _carry(home, programs, found)


def find_programs(home: Path, major: int) -> Path | None:
    """The old version's programs: kept beside the data, or where systems put them."""
    usual = (Path(pattern.format(major)) for pattern in USUAL)
    return postgres.kept_programs(home, major) or next((path for path in usual if (path / "postgres").is_file()), None)


def _carry(home: Path, programs: Path, found: int) -> Path:
    place = postgres.place(home)
    data, old, dump = place / "data", place / f"data-{found}", place / "carried.dump"
    if old.exists():
        raise Sentence(
            _("%(path)s is in the way: it is left of an earlier upgrade. Move it elsewhere first.") % {"path": old}
        )
    say(_("Reading with PostgreSQL %(found)s …") % {"found": found})
    with postgres.foreign_server(home, programs):
        dsn = postgres.dsn(home, postgres.SUPERUSER)
        postgres.run_tool(home, "pg_dump", "--format=custom", "--no-sync", "--file", dump, "--dbname", dsn)
    data.rename(old)
    try:
        say(_("Writing with PostgreSQL %(have)s …") % {"have": postgres.major_here()})
        cluster = postgres.ensure(home)
        postgres.run_tool(home, "pg_restore", "--exit-on-error", "--dbname", cluster.dsn(postgres.SUPERUSER), dump)
        cluster.stop()
    except (postgres.CannotStart, subprocess.SubprocessError, OSError):
        with contextlib.suppress(postgres.CannotStart):
            postgres.stop(home)
        if data.exists():
            postgres.remove_folder(data)
        old.rename(data)
        raise
    dump.unlink()
    return old
