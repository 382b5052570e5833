"""`drieslag doctor`: what is wrong, in words that say what to do."""

from pathlib import Path

import pytest

from drieslag.config import postgres
from tests.config.programs import django, run

pytestmark = pytest.mark.slow

WELL = {
    "EMAIL_URL": "smtp://mail.example.nl",
    "DRIESLAG_TLS": "1",
    "DRIESLAG_HOSTS": "leren.example.nl",
}


def test_an_installation_where_only_the_worker_is_missing(installed: Path) -> None:
    # Another test's worker may have been alive a moment ago.
    django(installed, "from django.db import connection as c; c.cursor().execute('delete from procrastinate_workers')")
    found = run(installed, "doctor", **WELL)
    assert [line[:18] for line in found.stdout.splitlines() if "Styles" not in line] == ["· No worker runs: "]


def test_mail_https_and_name_are_advice_with_a_cure(installed: Path) -> None:
    found = run(installed, "doctor")
    assert "EMAIL_URL" in found.stdout
    assert "--cert FILE --key FILE" in found.stdout
    assert "DRIESLAG_HOSTS" in found.stdout


def test_keys_that_others_can_read_are_wrong(installed: Path) -> None:
    (installed / "keys" / "private-text.keys").chmod(0o644)
    found = run(installed, "doctor", **WELL)
    assert found.returncode == 1
    assert f"chmod 600 {installed}/keys/private-text.keys" in found.stdout


def test_a_lost_key_file_is_wrong(installed: Path) -> None:
    django(installed, "from drieslag.core.models import Organisation as O; O.objects.create(name='A', slug='a')")
    (installed / "keys" / "private-text.keys").unlink()
    found = run(installed, "doctor", **WELL)
    assert found.returncode == 1
    assert "private text cannot be read" in found.stdout


def test_data_of_another_major_version_is_wrong(installed: Path) -> None:
    (postgres.place(installed) / "data" / "PG_VERSION").write_text("17\n")
    found = run(installed, "doctor", **WELL)
    assert found.returncode == 1
    assert "made by PostgreSQL 17" in found.stdout


def test_a_role_that_may_do_too_much_is_wrong(installed: Path) -> None:
    with postgres.using(installed):
        too_much = f"postgresql://postgres@/drieslag?host={postgres.socket_dir(installed)}"
        found = run(installed, "doctor", DATABASE_URL=too_much, **WELL)
    assert found.returncode == 1
    assert "does not keep organisations apart" in found.stdout
