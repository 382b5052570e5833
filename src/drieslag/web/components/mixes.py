"""How something is mixed from two or three sorts: a sentence, one bar with its counts, and the same as a table.

It is told and not judged: no mix is asked for.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from drieslag.web.components.marks import distribution

type Word = str | Promise
_KINDS = {2: ("low", "high"), 3: ("low", "mid", "high")}


@dataclass(frozen=True, slots=True)
class Heads:
    """What a table of a mix is called, and its two columns."""

    caption: str
    sort: str
    counted: str


@dataclass(frozen=True, slots=True)
class Mix:
    """A mix as picture, sentence and table. Without a sentence there is nothing to show."""

    sentence: str
    bar: SafeString
    rows: tuple[tuple[Word, str, int], ...]
    heads: Heads


def mix_of(parts: Sequence[tuple[Word, int]], heads: Heads, sentence: Callable[[int, str], str]) -> Mix:
    """Return how two or three sorts are mixed. `sentence` makes of the number of all and of the parts what is said."""
    rows = tuple((word, kind, count) for (word, count), kind in zip(parts, _KINDS[len(parts)], strict=True))
    total = sum(count for _word, count in parts)
    said = sentence(total, _in_a_row(_part(word, count) for word, count in parts if count)) if total else ""
    counts = {kind: count for _word, kind, count in rows}
    bar = distribution(counts["low"], counts.get("mid", 0), counts["high"], said)
    return Mix(said, bar, rows, heads)


def _part(word: Word, count: int) -> str:
    return _("%(n)d %(way)s") % {"n": count, "way": word}


def _in_a_row(parts: Iterable[str]) -> str:
    *first, last = parts
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
