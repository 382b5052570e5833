"""What whoever holds the file of a badge reads in it: its public words, and the holder's own when those were put in."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one badge, as they were signed."""

    name: str
    description: str
    criteria: str
    words: str


def wording_of(document: dict[str, Any]) -> Wording:
    """Return the words of a signed badge. Raises KeyError and TypeError for what is none."""
    achievement = document["credentialSubject"]["achievement"]
    evidence = document.get("evidence") or []
    return Wording(
        str(achievement["name"]),
        str(achievement["description"]),
        str(achievement["criteria"]["narrative"]),
        "\n\n".join(str(one["narrative"]) for one in evidence),
    )
