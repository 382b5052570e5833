"""`drieslag backup` and `restore`: from one machine onto another that is empty."""

import json
import os
import shutil
import tarfile
import time
from pathlib import Path

import pytest

from drieslag.config import postgres
from tests.config.programs import django, run

pytestmark = pytest.mark.slow

MAKE = """
    from drieslag.core import tenancy
    from tests.factories.world import make_world
    world = make_world()
    print(world.organisation.pk, world.bram.pk)
"""
ERASE = """
    from uuid import UUID
    from drieslag.core import tenancy
    from drieslag.people import actions
    with tenancy.inside(UUID(sys.argv[1])):
        actions.erase(person_id=UUID(sys.argv[2]))
"""
NAMES = """
    from uuid import UUID
    from drieslag.core import tenancy
    from drieslag.people.models import Person
    with tenancy.inside(UUID(sys.argv[1])):
        print(*sorted(Person.objects.values_list("name", flat=True)), sep=", ")
"""


def test_a_backup_goes_back_on_an_empty_machine_and_does_later_erasures_again(
    installed: Path, empty_home: Path, tmp_path: Path
) -> None:
    organisation, bram = django(installed, MAKE).split()
    before = django(installed, NAMES, organisation)
    assert "Anna" in before
    assert "Bram" in before
    file = tmp_path / "one.drieslag"
    made = run(installed, "backup", str(file))
    assert made.returncode == 0, made.stdout
    assert "keys are NOT in it" in made.stdout
    assert file.stat().st_mode & 0o077 == 0

    django(installed, ERASE, organisation, bram)
    later = run(installed, "backup", str(tmp_path / "two.drieslag"))
    assert later.returncode == 0, later.stdout

    list_of_erasures = installed / "erasures.jsonl"
    back = run(empty_home, "restore", str(file), "--erasures", str(list_of_erasures))
    assert back.returncode == 0, back.stdout
    assert "Put your copy of the key folder" in back.stdout
    assert "backup was made: 1" in back.stdout
    assert django(empty_home, NAMES, organisation) == django(installed, NAMES, organisation)
    assert "Bram" not in django(empty_home, NAMES, organisation)

    shutil.rmtree(empty_home / "keys", ignore_errors=True)
    shutil.copytree(installed / "keys", empty_home / "keys")
    again = run(empty_home, "restore", str(file))
    assert again.returncode == 1
    assert "There is an organisation in this database" in again.stdout
    replaced = run(empty_home, "restore", str(file), "--replace")
    assert replaced.returncode == 0, replaced.stdout
    assert "fit this backup" in replaced.stdout
    assert "Bram" not in django(empty_home, NAMES, organisation), "what this database knew was erased is erased again"


def test_a_backup_holds_no_key_and_says_which_it_needs(installed: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.drieslag"
    assert run(installed, "backup", str(file)).returncode == 0
    with tarfile.open(file) as tar:
        assert tar.getnames() == ["manifest.json", "database.dump"]
        manifest = json.load(tar.extractfile("manifest.json") or pytest.fail("no manifest"))
    keys = {path.name: path.read_bytes() for path in (installed / "keys").rglob("*") if path.is_file()}
    assert "private-text.keys" in keys
    held = file.read_bytes()
    for text in keys.values():
        for word in text.split():
            assert len(word) < 16 or word not in held
    assert list(manifest["keys"]) == ["1"]


def test_what_is_older_than_its_term_goes(installed: Path, tmp_path: Path) -> None:
    old, new, foreign = tmp_path / "old.drieslag", tmp_path / "new.drieslag", tmp_path / "old.txt"
    for path in (old, new, foreign):
        path.write_text("x")
    for path in (old, foreign):
        os.utime(path, (time.time() - 31 * 86400,) * 2)
    made = run(installed, "backup", str(tmp_path))
    assert made.returncode == 0, made.stdout
    assert not old.exists()
    assert new.exists()
    assert foreign.exists()
    assert len(list(tmp_path.glob("20*.drieslag"))) == 1


def test_a_damaged_or_foreign_file_is_refused_and_nothing_is_touched(empty_home: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "letter.txt"
    foreign.write_text("Dear")
    refused = run(empty_home, "restore", str(foreign))
    assert (refused.returncode, refused.stdout) == (1, f"{foreign} is not a backup of Drieslag.\n")
    missing = run(empty_home, "restore", str(tmp_path / "none"))
    assert missing.stdout == f"There is no file {tmp_path / 'none'}.\n"
    assert postgres.running_pid(empty_home) is None
