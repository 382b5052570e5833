"""What can be listened to: a topic, and of it the channel for one audience in one language.

Pure, for the pages and the live program alike. Neither knows here what a meeting is.
"""

import re
from dataclasses import dataclass
from uuid import UUID

_TOPIC = re.compile(r"([a-z_]+):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?::([a-z_]+))?")
_WORD = re.compile(r"[a-z_]{1,40}")
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[a-z]{2,8})?")


@dataclass(frozen=True, slots=True)
class Topic:
    """A thing whose changes are numbered: `meeting:<uuid>`, or a side of it, `meeting:<uuid>:presence`."""

    kind: str
    key: UUID
    facet: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}:{self.facet}" if self.facet else f"{self.kind}:{self.key}"


def topic(name: str) -> Topic:
    """Read a topic's name; ValueError when it is none."""
    match = _TOPIC.fullmatch(name)
    if match is None:
        raise ValueError(f"not a topic: {name!r}")
    return Topic(match[1], UUID(match[2]), match[3] or "")


def place(key: UUID) -> str:
    """Return the topic of somebody's place (a seat, a membership, a person): it changes when the place is taken
    away.
    """
    return f"place:{key}"


@dataclass(frozen=True, slots=True)
class Channel:
    """Those who see the same of the same thing, in the same words: one rendering serves them all."""

    organisation_id: UUID
    topic: str
    audience: str
    language: str

    def __post_init__(self) -> None:
        topic(self.topic)
        if not _WORD.fullmatch(self.audience) or not _LANGUAGE.fullmatch(self.language):
            raise ValueError("not an audience")

    @property
    def path(self) -> str:
        """Return where the pages answer with what this channel shows."""
        of = topic(self.topic)
        facet = f"{of.facet}/" if of.facet else ""
        return f"/fragments/{of.kind}/{of.key}/{facet}{self.audience}/"
