"""The command line itself: which commands there are, in which language, and that they start light."""

import subprocess
import sys
from pathlib import Path

import pytest

from drieslag.config import cli, lan, words
from drieslag.config.settings import environment

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = {
    "backup",
    "check",
    "demo",
    "doctor",
    "migrate",
    "renew-badge-key",
    "restore",
    "rotate-key",
    "serve",
    "upgrade",
}


def test_the_commands_are_the_modules_and_each_says_what_it_does() -> None:
    modules = cli._modules()
    assert set(modules) >= COMMANDS | {"prepare"}
    assert {name for name, module in modules.items() if module.HELP is None} == {"prepare"}


def test_every_command_and_setting_stands_in_the_page_for_who_runs_it() -> None:
    page = (ROOT / "docs" / "operating.md").read_text()
    assert [name for name in COMMANDS - {"check", "demo"} if f"drieslag {name}" not in page] == []
    source = "".join(path.read_text() for path in (ROOT / "src/drieslag/config/settings").glob("*.py"))
    names = {
        word for word in source.replace('"', " ").split() if word.startswith(("DRIESLAG_", "DATABASE_", "EMAIL_U"))
    }
    settings = {name for name in names if f'get("{name}"' in source}
    assert len(settings) > 8
    assert sorted(name for name in settings if f"`{name}`" not in page) == []


def test_starting_wakes_neither_django_nor_anything_heavy() -> None:
    script = "import sys, drieslag.config.cli as c; c._parser(); print(*[m for m in %r if m in sys.modules])"
    heavy = ["django", "typst", "deduce", "starlette", "cryptography", "segno", "procrastinate"]
    said = subprocess.run([sys.executable, "-c", script % heavy], capture_output=True, text=True, check=True)
    assert said.stdout == "\n"


@pytest.mark.parametrize(
    ("variables", "english"),
    [
        ({}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "nl_NL.UTF-8"}, False),
        ({"LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "nl_NL.UTF-8"}, False),
    ],
)
def test_it_speaks_dutch_unless_the_environment_says_english(
    variables: dict[str, str], english: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert environment.speaks_english() is english


def test_the_address_for_phones_is_shown_with_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    lan.show("http://192.0.2.7:8000/", secure=False)
    said = capsys.readouterr().out
    assert said.count("█") > 50
    assert "--cert" in said
    lan.show("https://192.0.2.7:8000/", secure=True)
    assert "--cert" not in capsys.readouterr().out


def test_an_unknown_message_is_said_as_it_stands() -> None:
    assert words._("no such message") == "no such message"
