"""The tally as a page shows it: counts as words and bars, and of the sliders what may be shown."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.learning.support.enums import Room
from drieslag.learning.support.models import Tally, TallyPart
from drieslag.learning.support.queries import Counted


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One of the four with its count."""

    key: str
    label: str
    count: int
    most: int


@dataclass(frozen=True, slots=True)
class Half:
    """One half hour: which of the four were not heard, and where the team says it was silent."""

    number: int
    words: str
    counts: tuple[int, ...]
    silent: str
    asks: bool


@dataclass(frozen=True, slots=True)
class SliderRow:
    """What may be shown of one slider."""

    label: str
    sentence: str
    low: int = 0
    mid: int = 0
    high: int = 0
    classes: tuple[tuple[str, int], ...] = ()


def rooms(counted: Counted) -> list[RoomRow]:
    """Return the four with their counts over the whole meeting."""
    most = max(counted.sums.values())
    return [RoomRow(room.value, str(room.label), counted.sums[room], max(most, 1)) for room in Room]


def halves(counted: Counted) -> list[Half]:
    """Return the half hours in which something was counted, and the one that goes on."""
    return [_half(part, over=part.number < counted.part) for part in counted.parts]


def figures(tally: Tally) -> list[SliderRow]:
    """Return what may be shown of the sliders; nothing before they are frozen."""
    if tally.figures is None:
        return []
    return [_slider(str(room.label), tally.figures[room.value]) for room in Room]


def withheld(tally: Tally) -> str:
    """Return why nothing is shown at all, once for the four; nothing when something is."""
    if tally.figures is None or not all("withheld" in found for found in tally.figures.values()):
        return ""
    return _("Fewer than eight answers. We do not show this; the talk is what counts.")


def _half(part: TallyPart, *, over: bool) -> Half:
    counts = {room: getattr(part, room.value) for room in Room}
    unheard = [str(room.label).lower() for room in Room if not counts[room]]
    if not any(counts.values()):
        words = _("Nothing was counted.")
    elif unheard:
        words = _("Not heard: %(rooms)s.") % {"rooms": ", ".join(unheard)}
    else:
        words = _("All four were heard.")
    silent = str(Room(part.silent).label) if part.silent else ""
    return Half(part.number, words, tuple(counts.values()), silent, asks=over and not part.silent)


def _slider(label: str, found: dict[str, Any]) -> SliderRow:
    if "withheld" in found:
        return SliderRow(label, _("Fewer than eight answers. We do not show this; the talk is what counts."))
    names = {"low": _("low"), "middle": _("in the middle"), "high": _("high")}
    if "all_in" in found:
        return SliderRow(label, _("All answers are %(where)s.") % {"where": names[found["all_in"]]})
    sentence = ngettext("%(mean)s on average, %(n)s answer.", "%(mean)s on average, %(n)s answers.", found["n"])
    words = sentence % {"mean": number_format(found["mean"], decimal_pos=1), "n": found["n"]}
    classes = tuple(
        (_(" or ").join(names[one] for one in each["of"]), each["count"]) for each in found.get("classes", ())
    )
    return SliderRow(label, words, classes=classes)
