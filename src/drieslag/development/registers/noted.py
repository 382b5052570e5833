"""What somebody notes for a register, as the text of their own rows: nothing of it can be counted in the database."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from drieslag.kernel.registers import Entry as Counted
from drieslag.kernel.registers import Own


@dataclass(frozen=True, slots=True)
class Dimensions:
    """What it brought, in the three dimensions in which a register asks it, by the professional's own hand."""

    technical: str = ""
    normative: str = ""
    personal: str = ""

    @property
    def is_written(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.technical or self.normative or self.personal)


@dataclass(frozen=True, slots=True)
class Noted:
    """One activity. `origin` is the thing from which it was taken over, as `kind:key`."""

    title: str
    form: str
    finished_on: date
    minutes: int
    net: int
    points: int = 0
    people: int = 1
    is_online: bool = False
    is_live: bool = False
    is_accredited: bool = False
    origin: str = ""
    dimensions: Dimensions = field(default_factory=Dimensions)

    def as_text(self) -> str:
        """Return it as text, to be encrypted."""
        return json.dumps({**asdict(self), "finished_on": self.finished_on.isoformat()}, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Noted":
        """Return what a row holds."""
        found = json.loads(text)
        dimensions = Dimensions(**found.pop("dimensions"))
        return cls(**{**found, "finished_on": date.fromisoformat(found["finished_on"]), "dimensions": dimensions})

    def counted(self, key: str) -> Counted:
        """Return it as the kernel counts it."""
        return Counted(
            key, self.form, self.finished_on, self.minutes, self.net, self.points, self.people, self.is_online,
            self.is_live, self.is_accredited,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What a series of gatherings is called, of which form it is, and what it brought."""

    title: str
    form: str
    dimensions: Dimensions = field(default_factory=Dimensions)

    def as_text(self) -> str:
        """Return it as text, to be encrypted."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Told":
        """Return what a row holds."""
        found = json.loads(text)
        return cls(found["title"], found["form"], Dimensions(**found["dimensions"]))


def own_as_text(own: Own) -> str:
    """Return what somebody looked up, as text."""
    plain: Mapping[str, Any] = {
        "minimums": dict(own.minimums), "caps": dict(own.caps), "smallest": own.smallest, "largest": own.largest,
        "shortest": own.shortest,
    }  # fmt: skip
    return json.dumps(plain)


def own_from_text(text: str) -> Own:
    """Return what somebody looked up."""
    return Own(**json.loads(text)) if text else Own()
