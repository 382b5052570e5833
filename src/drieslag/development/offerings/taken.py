"""What somebody keeps of having been there, as the text of their own row."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Taken:
    """One offering as its participant keeps it, whatever becomes of the offering itself."""

    offering: UUID
    kind: str
    title: str
    day: date
    minutes: int
    net_minutes: int
    is_live: bool
    host: str
    brought: str = ""

    def as_text(self) -> str:
        """Return it as text, to be encrypted."""
        return json.dumps({**asdict(self), "offering": str(self.offering), "day": self.day.isoformat()})

    @classmethod
    def from_text(cls, text: str) -> "Taken":
        """Return what a row holds."""
        found = json.loads(text)
        return cls(**{**found, "offering": UUID(found["offering"]), "day": date.fromisoformat(found["day"])})
