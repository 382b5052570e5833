"""How a note is marked: the occasion, the prompt, what it is about, the goal and one's own words for it.

All of it is one encrypted text: that somebody wrote after a meeting would tell that they were there.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from drieslag.core.verdict import Refused
from drieslag.development.reflections.enums import AboutKind
from drieslag.kernel.prompting import Occasion

TAG_MAX = 30
MOST_TAGS = 8


@dataclass(frozen=True)
class About:
    """A meeting, a try-out or something a colleague offered, with the words that it had when one wrote."""

    kind: AboutKind
    key: UUID
    words: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True)
class Marks:
    """What stands beside the text of a note."""

    occasion: Occasion = Occasion.QUIET
    prompt: str = ""
    about: About | None = None
    goal: UUID | None = None
    tags: tuple[str, ...] = ()

    def as_text(self) -> str:
        """Return the text that is kept."""
        said = asdict(self) | {"goal": str(self.goal) if self.goal else ""}
        if self.about:
            said["about"] = {"kind": self.about.kind, "key": str(self.about.key), "words": self.about.words}
        return json.dumps(said, ensure_ascii=False)

    @staticmethod
    def from_text(text: str) -> "Marks":
        """Read what was kept."""
        said = json.loads(text)
        about = said["about"]
        return Marks(
            occasion=Occasion(said["occasion"]),
            prompt=said["prompt"],
            about=About(AboutKind(about["kind"]), UUID(about["key"]), about["words"]) if about else None,
            goal=UUID(said["goal"]) if said["goal"] else None,
            tags=tuple(said["tags"]),
        )


def tidy(tags: Iterable[str]) -> tuple[str, ...]:
    """Return own words each once, in small letters and without blanks around them. Raises Refused, in words."""
    found = tuple(dict.fromkeys(word for tag in tags if (word := " ".join(tag.replace("\x00", "").split()).lower())))
    if any(len(word) > TAG_MAX for word in found):
        raise Refused(_("One of your words is long. Keep it to %(limit)d signs.") % {"limit": TAG_MAX})
    if len(found) > MOST_TAGS:
        raise Refused(_("These are many words for one note. Choose %(most)d at most.") % {"most": MOST_TAGS})
    return found
