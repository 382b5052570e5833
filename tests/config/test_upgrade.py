"""`drieslag upgrade`: a data folder of another major version, carried over by that version's own programs."""

from pathlib import Path

import psycopg
import pytest

from drieslag.config import carrying, postgres
from drieslag.config.failures import Sentence
from drieslag.config.postgres import programs

pytestmark = pytest.mark.slow


@pytest.fixture
def filled(home: Path) -> Path:
    with postgres.ensure(home, testing=True).connect(postgres.OWNER) as connection:
        connection.execute("create table t (name text)")
        connection.execute("insert into t values ('kept')")
    postgres.stop(home)
    return home


def rows(home: Path) -> list[tuple[str, str]]:
    with psycopg.connect(postgres.ensure(home, testing=True).dsn(postgres.APP)) as connection:
        found = connection.execute("select tablename, tableowner from pg_tables where schemaname = 'public'").fetchall()
    postgres.stop(home)
    return [(name, owner) for name, owner in found]


def test_nothing_to_do(filled: Path) -> None:
    assert carrying.carry_over(filled) is None
    assert rows(filled) == [("t", "drieslag_owner")]


def test_carried_over_with_the_old_folder_kept(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs pretend to be of the next version; the data is what it was."""
    have = postgres.major_here()
    old_programs = postgres.installation() / "bin"
    monkeypatch.setattr(postgres, "major_here", lambda: have + 1)
    old = carrying.carry_over(filled, old_programs)
    assert old == postgres.place(filled) / f"data-{have}"
    assert (old / "PG_VERSION").exists()
    assert rows(filled) == [("t", "drieslag_owner")]
    with psycopg.connect(postgres.ensure(filled, testing=True).dsn(postgres.OWNER)) as connection:
        assert connection.execute("select name from t").fetchall() == [("kept",)]


def test_a_carrying_over_that_fails_leaves_all_as_it_was(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    have = postgres.major_here()
    monkeypatch.setattr(postgres, "major_here", lambda: have + 1)

    def fail(home: Path) -> postgres.Cluster:
        raise postgres.CannotStart("no room")

    monkeypatch.setattr(postgres, "ensure", fail)
    with pytest.raises(postgres.CannotStart):
        carrying.carry_over(filled, postgres.installation() / "bin")
    monkeypatch.undo()
    assert rows(filled) == [("t", "drieslag_owner")]


def test_without_the_old_programs_it_says_what_is_needed(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (postgres.place(filled) / "data" / "PG_VERSION").write_text("12\n")
    with pytest.raises(Sentence, match=r"PostgreSQL 12.*--old-bin"):
        carrying.carry_over(filled)
    with pytest.raises(Sentence, match=rf"PostgreSQL {postgres.major_here()};.*12"):
        carrying.carry_over(filled, postgres.installation() / "bin")


def test_a_real_installation_keeps_its_programs_for_the_day_of_an_upgrade(home: Path) -> None:
    postgres.ensure(home).stop()
    kept = postgres.kept_programs(home, postgres.major_here())
    assert kept is not None
    assert programs.major_of(kept) == postgres.major_here()
    assert carrying.find_programs(home, postgres.major_here()) == kept
