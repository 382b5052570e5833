"""The made-up organisation as it is written down in `content/`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from drieslag.people.enums import Role

FOLDER = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Figure:
    """One made-up person: teams with the roles there, roles in the organisation, and whether it is a persona."""

    key: str
    name: str
    teams: dict[str, tuple[Role, ...]]
    roles: frozenset[Role]
    persona: Role | None

    @property
    def email(self) -> str:
        """The address of the account."""
        return f"{self.key}@lindestad.example"


@cache
def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def organisation() -> dict[str, str]:
    """Return name and slug."""
    found: dict[str, str] = _read("people")["organisation"]
    return found


def teams() -> dict[str, str]:
    """Return the teams' names by key."""
    return {team["key"]: team["name"] for team in _read("people")["teams"]}


@cache
def figures() -> tuple[Figure, ...]:
    """Return everybody, in order of telling."""
    return tuple(_figure(row) for row in _read("people")["people"])


def _figure(row: dict[str, Any]) -> Figure:
    return Figure(
        key=row["key"],
        name=row["name"],
        teams={team: tuple(Role(role) for role in roles) for team, roles in row.get("teams", {}).items()},
        roles=frozenset(Role(role) for role in row.get("roles", [])),
        persona=Role(row["persona"]) if "persona" in row else None,
    )


def personas() -> list[Figure]:
    """Return those that one can be with one press, in order of the design's table."""
    return [figure for figure in figures() if figure.persona]


def threads() -> list[dict[str, Any]]:
    """Return the practice questions: those of the year and a half before, and those of now."""
    found: list[dict[str, Any]] = [*_read("past"), *_read("threads")]
    return found


def meetings() -> list[dict[str, Any]]:
    """Return the meetings, held and planned."""
    found: list[dict[str, Any]] = _read("meetings")
    return found


def part(name: str) -> Any:
    """Return what one file tells: of the rhythm, of what travels, of support and of what teams keep."""
    return _read(name)


def text(name: str) -> str:
    """Return a file as it is."""
    return (FOLDER / name).read_text(encoding="utf-8")
