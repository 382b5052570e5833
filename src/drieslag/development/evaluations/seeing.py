"""What somebody says of one theme. All of it is one encrypted text, the standing as well: nothing can be counted.

The name of the theme is kept with it, so that it means the same whatever a later version calls it.
"""

import json
from dataclasses import asdict, dataclass

from drieslag.kernel.format import Text
from drieslag.kernel.framework import Standing


@dataclass(frozen=True)
class Seen:
    """How somebody sees themselves on a theme, in own words."""

    name: Text
    standing: Standing | None = None
    doing: str = ""
    example: str = ""
    wish: str = ""
    matters: str = ""
    who: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not (self.standing or self.doing or self.example or self.wish or self.matters or self.who)

    def as_text(self) -> str:
        """Return the text that is kept."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @staticmethod
    def from_text(text: str) -> "Seen":
        """Read what was kept."""
        said = json.loads(text)
        name, standing = Text(**said.pop("name")), said.pop("standing")
        return Seen(name=name, standing=Standing(standing) if standing else None, **said)
