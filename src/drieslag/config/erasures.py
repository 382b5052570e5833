"""The list of erasures beside the database, so that a backup from before them cannot bring a person back.

Holds keys and moments only. The rows in the database are lost with it; this file is not, and `restore` reads it.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.people import actions
from drieslag.privacy.models import Erasure

NAME = "erasures.jsonl"


@dataclass(frozen=True, order=True)
class Entry:
    at: str
    organisation: str
    person: str


def keep() -> int:
    """Adds to the list what the database knows; an entry is never taken off. Returns how many stand on it."""
    path = Path(settings.DRIESLAG_HOME) / NAME
    entries = sorted(read(path) | known())
    half = path.with_suffix(".half")
    half.write_text("".join(f"{json.dumps(asdict(entry))}\n" for entry in entries), encoding="utf-8")
    half.chmod(0o600)
    half.replace(path)
    return len(entries)


def read(path: Path) -> set[Entry]:
    if not path.exists():
        return set()
    return {Entry(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()}


def replay(entries: set[Entry]) -> int:
    """Erases again whoever was erased after the backup was made. Returns how many persons that were."""
    missing = entries - known()
    there = {str(key) for key in Organisation.objects.values_list("pk", flat=True)}
    count = 0
    for entry in sorted(missing):
        if entry.organisation in there:
            with tenancy.inside(UUID(entry.organisation)):
                actions.erase(person_id=UUID(entry.person))
            count += 1
    keep()
    return count


def known() -> set[Entry]:
    found = set()
    for organisation in Organisation.objects.all():
        with tenancy.inside(organisation.pk):
            rows = Erasure.objects.values_list("at", "person")
            found |= {Entry(at.isoformat(), str(organisation.pk), str(person)) for at, person in rows}
    return found
