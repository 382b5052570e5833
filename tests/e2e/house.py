"""A house of its own for the browser: the real server in one process, on its own port, with its own database.

Its organisation is the demo's, without the demo's past: each test makes the past that it needs.
"""

import contextlib
import json
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, LiteralString

import psycopg

from drieslag.config import postgres
from tests.config import programs
from tests.config.programs import Running, eventually

SESSIONS = """
import json
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from drieslag.web.demo.views import BACKEND

def new_session(account):
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return session.session_key
"""
SEED = (
    SESSIONS
    + """
from django.db import transaction
from drieslag.core import clock, tenancy
from drieslag.web.demo import founding
from drieslag.web.demo.timeline import Timeline

with transaction.atomic():
    organisation = founding.found()
    with tenancy.inside(organisation.pk):
        stage = founding.Stage(organisation, Timeline(clock.today()))
        founding.gather(stage)
        people = {}
        for key, person in stage.people.items():
            people[key] = {"id": str(person.pk), "name": person.name, "session": new_session(person.account)}
        teams = {key: str(team.pk) for key, team in stage.teams.items()}
print(json.dumps({"organisation": str(organisation.pk), "people": people, "teams": teams}))
"""
)
IN_ORGANISATION = (
    SESSIONS
    + """
from drieslag.core import clock, tenancy
from drieslag.learning.meetings import actions, queries
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Level, Origin, Seen, TryOutKind
from drieslag.people.models import Person, Team
given = json.loads(sys.argv[1])
with tenancy.inside(given["organisation"]):
    people = {key: Person.objects.get(pk=row["id"]) for key, row in given["people"].items()}
    teams = {key: Team.objects.get(pk=pk) for key, pk in given["teams"].items()}
"""
)


@dataclass
class House:
    """A running installation and the people in it."""

    home: Path
    running: Running
    made: dict[str, Any]
    log: Path
    said: set[str] = field(default_factory=set)  # every value that left a browser

    @property
    def url(self) -> str:
        return f"http://localhost:{self.running.port}"

    def name(self, key: str) -> str:
        return str(self.made["people"][key]["name"])

    def person(self, key: str) -> str:
        return str(self.made["people"][key]["id"])

    def team(self, key: str = "linde") -> str:
        return str(self.made["teams"][key])

    def sql(self, statement: LiteralString, *values: object) -> list[tuple[Any, ...]]:
        """As the superuser, whom no policy stops: to look at what lies there, and to set a clock back."""
        with psycopg.connect(postgres.dsn(self.home, postgres.SUPERUSER), autocommit=True) as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def act(self, code: str) -> str:
        """Run the actions of `code` in the organisation, as `people[…]` and `teams[…]`, and return what it prints."""
        inside = "".join(f"    {line}\n" for line in code.strip().splitlines())
        return programs.django(self.home, IN_ORGANISATION + inside, json.dumps(self.made))


def _prepared(home: Path) -> dict[str, Any]:
    done = programs.run(home, "prepare", "--address", "http://localhost/")
    assert done.returncode == 0, done.stdout
    made: dict[str, Any] = json.loads(programs.django(home, SEED))
    return made


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A home that the server's own user can reach."""
    home = Path(tempfile.mkdtemp(prefix="drieslag-e2e-"))
    home.chmod(0o755)
    try:
        yield home
    finally:
        postgres.remove(home)
        subprocess.run(["rm", "-rf", home], check=True)


@contextlib.contextmanager
def house(home: Path, *, safe: bool = False) -> Iterator[House]:
    """Serve from this home until the block ends. `safe` keeps the database as careful as that of an installation."""
    log = home / "serve.log"
    with postgres.using(home) if safe else _quick(home):
        made = _prepared(home)
        with log.open("w") as out, _served(home, out, log) as running:
            found = House(home, running, made, log)
            found.sql("update core_installation set is_demo = true")  # one-press sign-in
            yield found


@contextlib.contextmanager
def _quick(home: Path) -> Iterator[None]:
    """A database that trades safety for speed; what starts later attaches to it."""
    postgres.ensure(home, testing=True)
    with postgres.using(home):
        yield


@contextlib.contextmanager
def _served(home: Path, out: Any, log: Path) -> Iterator[Running]:
    port = programs.free_port()
    command = [*programs.COMMAND, "serve", "--port", str(port)]
    with subprocess.Popen(
        command, env=programs.environment(home), stdout=out, stderr=subprocess.STDOUT, text=True
    ) as process:
        running = Running(process, port, "")
        try:
            assert eventually(lambda: "Stop it with Ctrl-C" in log.read_text(), 120), log.read_text()
            assert eventually(lambda: running.status("/live/health") == 200, 60), log.read_text()
            yield running
        finally:
            if process.poll() is None:
                process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(20)
            if process.poll() is None:
                process.kill()
