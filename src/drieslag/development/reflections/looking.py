"""What a look back holds, and over which days it goes."""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta

from drieslag.development.reflections.enums import Span

WEEK = timedelta(days=7)
WEEKS_BEFORE = 4
MONTHS = 3
LONGEST_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class Said:
    """Proposals that were kept, in own words and by the key of the proposal; those put away; and the closing words."""

    kept: tuple[tuple[str, str], ...] = ()
    away: tuple[str, ...] = ()
    closing: str = ""

    def keep(self, key: str, words: str) -> "Said":
        """Keep a proposal in these words, in its old place when it was kept before."""
        kept = dict(self.kept) | {key: words}
        return replace(self, kept=tuple(kept.items()), away=tuple(one for one in self.away if one != key))

    def put_away(self, key: str) -> "Said":
        """Put a proposal away, kept or not."""
        kept = tuple(one for one in self.kept if one[0] != key)
        return replace(self, kept=kept, away=(*(one for one in self.away if one != key), key))

    def as_text(self) -> str:
        """Return the text that is kept."""
        return json.dumps({"kept": self.kept, "away": self.away, "closing": self.closing}, ensure_ascii=False)

    @staticmethod
    def from_text(text: str) -> "Said":
        """Read what was kept."""
        found = json.loads(text)
        return Said(tuple((key, words) for key, words in found["kept"]), tuple(found["away"]), found["closing"])


def begin_of(span: Span, day: date) -> date:
    """Return the first day of the week or the quarter in which a day lies."""
    if span is Span.WEEK:
        return day - timedelta(days=day.weekday())
    return date(day.year, day.month - (day.month - 1) % MONTHS, 1)


def end_of(span: Span, begins_on: date) -> date:
    """Return its last day."""
    if span is Span.WEEK:
        return begins_on + WEEK - timedelta(days=1)
    within_next = begins_on + MONTHS * LONGEST_MONTH
    return within_next.replace(day=1) - timedelta(days=1)


def before(span: Span, begins_on: date) -> date:
    """Return from when the time before it counts: four weeks before a week, the quarter before a quarter."""
    if span is Span.WEEK:
        return begins_on - WEEKS_BEFORE * WEEK
    return begin_of(span, begins_on - timedelta(days=1))
