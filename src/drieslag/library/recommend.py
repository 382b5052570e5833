"""Which format fits: hard on time and group, soft on the rest, and always one thing outside one's preference."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from drieslag.kernel.format import Format, Text
from drieslag.library.purposes import Purpose

FIRST = Text("Eerste keus bij deze vraag", "First choice for this question")
ALSO = Text("Past ook bij deze vraag", "Also fits this question")
PHASE = Text("Past bij waar de leerdraad nu is", "Fits where the thread is now")
PREFERENCE = Text("Past bij hoe jij graag leert", "Fits how you like to learn")
TASTE = Text("Proef eens: zo leer je minder vaak", "Have a taste: you learn this way less often")


@dataclass(frozen=True)
class Suggestion:
    """A format with the reasons why. `outside` marks the one that lies outside the asker's preference."""

    format: Format
    reasons: tuple[Text, ...]
    outside: bool = False
    weight: int = 0


def suggest(
    formats: Iterable[Format],
    *,
    purpose: Purpose | None,
    minutes: int | None,
    people: int | None,
    preference: str | None,
    phase: str | None,
) -> list[Suggestion]:
    """Return the fitting formats, best first; equal ones in the order of `formats`."""
    possible = [item for item in formats if fits_time(item, minutes) and fits_group(item, people)]
    rated = [rate(item, purpose, phase, preference) for item in possible]
    asked = purpose is not None or phase is not None
    chosen = [item for item in rated if item.weight or not asked]
    ordered = sorted(chosen, key=lambda item: -item.weight - (PREFERENCE in item.reasons))
    timed = [replace(item, reasons=item.reasons + measures(minutes, people)) for item in ordered]
    return mark_taste(timed) if preference else timed


def fits_time(format_: Format, minutes: int | None) -> bool:
    return minutes is None or format_.minutes <= minutes


def fits_group(format_: Format, people: int | None) -> bool:
    return people is None or format_.group_min <= people <= format_.group_max


def rate(format_: Format, purpose: Purpose | None, phase: str | None, preference: str | None) -> Suggestion:
    """Weigh a format: the question counts most, then the phase. A preference only orders equals."""
    first = purpose is not None and format_.code in purpose.first
    also = purpose is not None and (format_.code in purpose.also or purpose.key in format_.purposes)
    weights = {
        FIRST: 8 if first else 0,
        ALSO: 4 if also and not first else 0,
        PHASE: 2 if phase and phase in format_.needs else 0,
    }
    reasons = [reason for reason, weight in weights.items() if weight]
    liked = [PREFERENCE] if preference and preference in format_.preferences else []
    return Suggestion(format_, tuple(reasons + liked), weight=sum(weights.values()))


def measures(minutes: int | None, people: int | None) -> tuple[Text, ...]:
    """Return the reasons that hold for every suggestion: it fits the time and the group."""
    time = [Text(f"Past in {minutes} minuten", f"Fits in {minutes} minutes")] if minutes is not None else []
    group = [Text(f"Past bij {people} mensen", f"Fits {people} people")] if people is not None else []
    return tuple(time + group)


def mark_taste(ordered: list[Suggestion]) -> list[Suggestion]:
    """Mark the best suggestion that lies outside the preference."""
    for at, item in enumerate(ordered):
        if PREFERENCE not in item.reasons:
            tasted = replace(item, outside=True, reasons=(*item.reasons, TASTE))
            return [*ordered[:at], tasted, *ordered[at + 1 :]]
    return ordered
