"""What a vote or a rating came to, as rows and sentences; what may not be shown says why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.kernel.format import Step
from drieslag.learning.meetings.queries import Room
from drieslag.web.meetings.presenters.formats import say


@dataclass(frozen=True)
class ScaleRow:
    """One scale: a sentence, and counts when they may be shown (label, count)."""

    title: str
    sentence: str
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Tally:
    """What came out of a vote, a rating or a check-in on a scale."""

    options: tuple[tuple[str, int], ...] = ()
    scales: tuple[ScaleRow, ...] = ()
    withheld: str = ""


def of(room: Room, step: Step) -> Tally | None:
    """Return the tally of this step, when there is one to show."""
    found = room.tallies.get(step.key)
    return from_data(found, step) if found else None


def from_data(data: Mapping[str, Any], step: Step) -> Tally | None:
    """Return the rows of what was counted or frozen."""
    names = {option.key: say(option.name) for option in step.options}
    if "options" in data:
        return Tally(options=tuple((name, data["options"].get(key, 0)) for key, name in names.items()))
    if "values" in data:
        return Tally(scales=tuple(_named(step, key, dict(counts)) for key, counts in data["values"].items()))
    if "named_votes" in data:
        rows = data["named_votes"]
        return Tally(
            options=tuple(
                (names.get(row["option"], row["card"]), row["dots"]) for row in rows if row["option"] or row["card"]
            )
        )
    if "votes" in data:
        return _votes(data["votes"], names)
    if "scales" in data:
        return Tally(scales=tuple(_frozen(step, key, figures) for key, figures in data["scales"].items()))
    return None


def _votes(votes: Mapping[str, Any], names: Mapping[str, str]) -> Tally:
    if "withheld" in votes:
        return Tally(withheld=_("Fewer than eight answers. We do not show this; the talk is what counts."))
    rows = [(names.get(key, key), count) for key, count in votes["counts"].items()]
    if votes.get("rest"):
        joined = _(" or ").join(names.get(key, key) for key in votes["rest"])
        rows.append((joined, votes["rest_count"]))
    return Tally(options=tuple(rows))


def _title(step: Step, key: str) -> str:
    return next((say(scale.title) for scale in step.scales if scale.key == key), key)


def _named(step: Step, key: str, counts: Mapping[int, int]) -> ScaleRow:
    scale = next((s for s in step.scales if s.key == key), None)
    ordered = range(scale.low, scale.high + 1) if scale else sorted(counts)
    n = sum(counts.values())
    sentence = ngettext("%(n)s answer", "%(n)s answers", n) % {"n": n}
    return ScaleRow(_title(step, key), sentence, tuple((str(value), counts.get(value, 0)) for value in ordered))


def _frozen(step: Step, key: str, figures: Mapping[str, Any]) -> ScaleRow:
    title = _title(step, key)
    words = {"low": _("low"), "middle": _("in the middle"), "high": _("high")}
    if "withheld" in figures:
        return ScaleRow(title, _("Too few answers to show."))
    if "all_in" in figures:
        return ScaleRow(title, _("All answers are %(where)s.") % {"where": words[figures["all_in"]]})
    sentence = _("%(mean)s on average, %(n)s answers.") % {
        "mean": number_format(figures["mean"], decimal_pos=1),
        "n": figures["n"],
    }
    counts = tuple((_(" or ").join(words[c] for c in one["of"]), one["count"]) for one in figures.get("classes", ()))
    return ScaleRow(title, sentence, counts)
