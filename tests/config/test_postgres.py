"""The private PostgreSQL: one server a home, whatever happened before."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg
import pytest

from drieslag.config import postgres
from drieslag.config.postgres.places import own_folder

pytestmark = pytest.mark.slow

IMPORTS = "import sys, time; from pathlib import Path; from drieslag.config import postgres; home = Path(sys.argv[1])\n"
START = IMPORTS + "postgres.ensure(home, testing=True)"
USE = IMPORTS + "with postgres.using(home):\n    print('up', flush=True)\n    time.sleep(60)"


def servers(home: Path) -> list[int]:
    data = str(postgres.place(home) / "data")
    return [process.pid for process in psutil.process_iter(["cmdline"]) if data in (process.info["cmdline"] or [])]


def who_answers(home: Path, role: str) -> tuple[str, bool, bool]:
    with psycopg.connect(postgres.dsn(home, role)) as connection:
        row = connection.execute(
            "select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user"
        )
        found = row.fetchone()
    assert found is not None
    return found


def test_roles_get_in_and_have_no_more_rights_than_they_need(home: Path) -> None:
    postgres.ensure(home, testing=True)
    assert who_answers(home, postgres.APP) == ("drieslag_app", False, False)
    assert who_answers(home, postgres.OWNER) == ("drieslag_owner", False, False)
    with (
        psycopg.connect(postgres.dsn(home, postgres.APP)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("create table mine (id int)")


def test_capitals_with_accents_become_small(home: Path) -> None:
    with postgres.ensure(home, testing=True).connect(postgres.APP) as connection:
        assert connection.execute("select lower('ÉÉN')").fetchone() == ("één",)


def test_three_cold_starts_at_once_give_one_server(empty_home: Path) -> None:
    starts = [subprocess.Popen([sys.executable, "-c", START, str(empty_home)]) for _ in range(3)]
    assert [start.wait(60) for start in starts] == [0, 0, 0]
    assert servers(empty_home) == [postgres.running_pid(empty_home)]


def test_a_second_start_attaches(home: Path) -> None:
    first = postgres.ensure(home, testing=True)
    second = postgres.ensure(home, testing=True)
    assert (first.started, second.started) == (True, False)
    assert len(servers(home)) == 1


def test_a_pid_that_another_program_has_got_is_seen_through(home: Path) -> None:
    postgres.ensure(home, testing=True).stop()
    pid_file = postgres.place(home) / "data" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{pid_file.parent}\n")
    assert postgres.running_pid(home) is None
    assert postgres.ensure(home, testing=True).started
    assert who_answers(home, postgres.APP)[0] == "drieslag_app"


def test_up_again_after_it_was_killed(home: Path) -> None:
    postgres.ensure(home, testing=True)
    killed = postgres.running_pid(home)
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    assert postgres.ensure(home, testing=True).started
    assert who_answers(home, postgres.APP)[0] == "drieslag_app"
    assert postgres.running_pid(home) != killed


def test_a_path_with_a_space_and_one_too_long_for_a_socket(home: Path) -> None:
    for name in ("a b", "long" * 30):
        inside = home / name
        inside.mkdir()
        try:
            postgres.ensure(inside, testing=True)
            assert who_answers(inside, postgres.APP)[0] == "drieslag_app"
            assert len(os.fsencode(postgres.socket_dir(inside))) < 80
        finally:
            postgres.remove(inside)


def test_nobody_else_may_come_near_the_socket(home: Path) -> None:
    postgres.ensure(home, testing=True)
    assert postgres.socket_dir(home).stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")
def test_as_root_in_a_folder_that_nobody_else_may_enter(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    inside = closed / "var"
    inside.mkdir()
    try:
        running = postgres.ensure(inside, testing=True)
        assert running.place.parent == postgres.ELSEWHERE
        assert postgres.socket_dir(inside) == running.socket
        pid = postgres.running_pid(inside)
        assert psutil.Process(pid).uids().real != 0
    finally:
        postgres.remove(inside)
    assert not running.place.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")
def test_programs_are_laid_beside_the_data_where_they_cannot_be_reached(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drieslag.config.postgres.programs._runs", lambda _original: False)
    postgres.ensure(home, testing=True)
    process = psutil.Process(postgres.running_pid(home))
    assert str(postgres.place(home)) in process.exe()


def test_the_last_one_out_stops_it(home: Path) -> None:
    with postgres.using(home):
        with postgres.using(home):
            assert postgres.running_pid(home)
        assert postgres.running_pid(home)
    assert servers(home) == []


def test_a_user_that_was_killed_does_not_keep_it_running(home: Path) -> None:
    other = subprocess.Popen([sys.executable, "-c", USE, str(home)], stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == b"up\n"
    with postgres.using(home):
        other.kill()
        other.wait()
        other.stdout.close()
    assert servers(home) == []


def test_the_log_holds_no_values(home: Path) -> None:
    with postgres.ensure(home, testing=True).connect(postgres.OWNER) as connection:
        connection.execute("create table t (name text unique)")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("insert into t values ('Jolanda'), ('Jolanda')")
    log = (postgres.place(home) / "log").read_text()
    assert "ready to accept connections" in log
    assert "Jolanda" not in log


def test_a_data_folder_of_another_major_version_is_refused_and_left_alone(home: Path) -> None:
    postgres.ensure(home, testing=True).stop()
    version = postgres.place(home) / "data" / "PG_VERSION"
    version.write_text("17\n")
    with pytest.raises(postgres.OtherMajor) as refused:
        postgres.ensure(home, testing=True)
    assert (refused.value.found, refused.value.have) == (17, postgres.major_here())
    assert postgres.running_pid(home) is None


def test_a_broken_off_first_start_is_begun_anew(empty_home: Path) -> None:
    half = postgres.place(empty_home)
    own_folder(half)
    (half / "data.half").mkdir()
    (half / "data.half" / "rubbish").write_text("x")
    if os.geteuid() == 0:
        shutil.chown(half / "data.half", half.stat().st_uid)
    postgres.ensure(empty_home, testing=True)
    assert who_answers(empty_home, postgres.APP)[0] == "drieslag_app"
