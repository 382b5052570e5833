"""What somebody answers when looking back on a transfer plan, as it is kept in one private text."""

import json
from dataclasses import asdict, dataclass

from drieslag.learning.threads.enums import Seen


@dataclass(frozen=True)
class Answers:
    """How often it was tried, what was seen, what is still needed, and (after twelve weeks) how much stuck, in %."""

    tried: int
    seen: Seen
    need: str = ""
    stuck: int | None = None

    def as_text(self) -> str:
        """Return the text that is kept, encrypted."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Answers":
        """Return what a kept text says."""
        kept = json.loads(text)
        return cls(tried=kept["tried"], seen=Seen(kept["seen"]), need=kept["need"], stuck=kept["stuck"])
