"""Drawings that carry meaning: icons, the mark, the thread, loops and rhythm. Made once per kind, then kept."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from drieslag.kernel.format import LoopLevel, Phase

HERE: Final = Path(__file__).parent
ICONS: Final[dict[str, str]] = json.loads((HERE / "icons.json").read_text())
STROKES: Final[dict[str, dict[str, str]]] = json.loads((HERE / "strokes.json").read_text())
PHASES: Final = tuple(Phase)
PHASE_ICONS: Final = {
    Phase.QUESTION: "chat-centered-dots",
    Phase.EXPLORATION: "compass",
    Phase.INSIGHT: "lightbulb",
    Phase.TRY_OUT: "plant",
    Phase.EFFECT: "footprints",
    Phase.SHARED: "share-network",
}


@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon: beside a word it says nothing itself, with a label it stands for the word. Unknown names raise."""
    drawing = SafeString(ICONS[name])
    if label:
        return format_html(
            '<svg class="icon" viewBox="0 0 256 256" role="img" aria-label="{}">{}</svg>', label, drawing
        )
    return format_html('<svg class="icon" viewBox="0 0 256 256" aria-hidden="true">{}</svg>', drawing)


@lru_cache
def mark() -> SafeString:
    """Draw the three loops in one stroke, in the colour of the text."""
    stroke = STROKES["mark"]
    return format_html(
        '<svg viewBox="{}" aria-hidden="true"><path d="{}" fill="none" stroke="currentColor" stroke-width="5.2"'
        ' stroke-linecap="round" stroke-linejoin="round"/></svg>',
        stroke["box"],
        stroke["path"],
    )


def phase_class(phase: Phase) -> str:
    """Return the class that gives a phase its colours: p1 to p6."""
    return f"p{PHASES.index(phase) + 1}"


def phase_name(phase: Phase) -> str:
    """Return the phase as the screen calls it."""
    return {
        Phase.QUESTION: pgettext("phase", "Question"),
        Phase.EXPLORATION: pgettext("phase", "Explore"),
        Phase.INSIGHT: pgettext("phase", "Insight"),
        Phase.TRY_OUT: pgettext("phase", "Try out"),
        Phase.EFFECT: pgettext("phase", "Effect"),
        Phase.SHARED: pgettext("phase", "Share"),
    }[phase]


def phase(which: str, words: str = "") -> SafeString:
    """Name a phase in its colour with its icon; `words` go on after the name ('until 12 January')."""
    return _phase(Phase(which), words, get_language())


@lru_cache(maxsize=2048)
def _phase(which: Phase, words: str, language: str | None) -> SafeString:
    text = f"{phase_name(which)} {words}".strip()
    return format_html('<span class="ds-phase {}">{}{}</span>', phase_class(which), icon(PHASE_ICONS[which]), text)


def knot(which: str, state: str = "done") -> SafeString:
    """Draw a knot: `done` a dot, `now` a ring with the icon, `still` a ring with a pause, `coming` dashed."""
    return _knot(Phase(which), state)


@lru_cache(maxsize=64)
def _knot(which: Phase, state: str) -> SafeString:
    if state == "done":
        return format_html('<span class="ds-knot {}"></span>', phase_class(which))
    drawn = icon("pause" if state == "still" else PHASE_ICONS[which])
    modifier = "ds-knot--coming" if state == "coming" else "ds-knot--now"
    return format_html('<span class="ds-knot {} {}">{}</span>', modifier, phase_class(which), drawn)


def loops(level: str) -> SafeString:
    """Name a level of learning with as many strokes as it has loops."""
    return _loops(LoopLevel(level), get_language())


@lru_cache(maxsize=16)
def _loops(level: LoopLevel, language: str | None) -> SafeString:
    word = {
        LoopLevel.SINGLE: _("single loop"),
        LoopLevel.DOUBLE: _("double loop"),
        LoopLevel.TRIPLE: _("triple loop"),
    }[level]
    stroke = STROKES[level.value]
    return format_html(
        '<span class="ds-loops"><svg viewBox="{}" aria-hidden="true"><path d="{}"/></svg>{}</span>',
        stroke["box"],
        stroke["path"],
        word,
    )


def thread(now: str, *, done: tuple[str, ...] | None = None, wide: bool = False) -> SafeString:
    """Draw a thread as a line with six knots.

    `now` is the phase it is in, or `closed` when it went all the way round. `done` names the phases that it
    went through where some were skipped; without it, all before `now`.
    """
    return _thread(now, done, wide, get_language())


@lru_cache(maxsize=1024)
def _thread(now: str, done: tuple[str, ...] | None, wide: bool, language: str | None) -> SafeString:
    here = len(PHASES) if now == "closed" else PHASES.index(Phase(now))
    passed = {PHASES.index(Phase(name)) for name in done} if done is not None else set(range(here))
    step = 62.8 if wide else 26.8
    places = [8 + step * index for index in range(len(PHASES))]
    lines = format_html_join("", "{}", ((_segment(index, places, index < here),) for index in range(len(PHASES) - 1)))
    knots = format_html_join(
        "", "{}", ((_spot(index, places[index], here, index in passed),) for index in range(len(PHASES)))
    )
    label = _("Round: from question to shared") if now == "closed" else _step_of(here)
    return format_html(
        '<svg class="ds-thread{}" viewBox="0 0 {} 22" role="img" aria-label="{}">{}{}</svg>',
        " ds-thread--wide" if wide else "",
        330 if wide else 150,
        label,
        lines,
        knots,
    )


def _step_of(here: int) -> str:
    words = {"number": here + 1, "phase": phase_name(PHASES[here]).lower()}
    return _("Phase %(number)s of 6: %(phase)s") % words


def _segment(index: int, places: list[float], passed: bool) -> SafeString:
    start, end = places[index], places[index + 1]
    first, second = start + (end - start) / 3, start + 2 * (end - start) / 3
    if not passed:
        return format_html('<path class="rest" d="{}"/>', f"M{start:.1f} 11H{end:.1f}")
    curve = f"M{start:.1f} 11C{first:.1f} 8.8 {second:.1f} 13.2 {end:.1f} 11"
    return format_html('<path class="seg p{}" d="{}"/>', index + 1, curve)


def _spot(index: int, place: float, here: int, passed: bool) -> SafeString:
    at = f"{place:.1f}"
    if index == here:
        ring = '<circle class="ring p{0}" cx="{1}" cy="11" r="7"/><circle class="dot p{0}" cx="{1}" cy="11" r="3"/>'
        return format_html(ring, index + 1, at)
    if passed:
        return format_html('<circle class="dot p{}" cx="{}" cy="11" r="4.5"/>', index + 1, at)
    return format_html('<circle class="todo" cx="{}" cy="11" r="3.5"/>', at)


RHYTHM: Final = {
    "held": '<circle cx="12" cy="12" r="9" fill="currentColor"/>',
    "moved": '<path d="M12 3a9 9 0 0 0 0 18z" fill="currentColor"/><circle cx="12" cy="12" r="8.2" fill="none"'
    ' stroke="currentColor" stroke-width="1.7"/><path d="M13.5 12h5.4m-2.5-2.7 2.7 2.7-2.7 2.7" fill="none"'
    ' stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>',
    "given": '<circle cx="12" cy="12" r="8.2" fill="none" stroke="currentColor" stroke-width="1.9"'
    ' stroke-dasharray="3.4 2.9"/><path d="M8 16 16 8" stroke="currentColor" stroke-width="1.9"'
    ' stroke-linecap="round"/>',
    "planned": '<circle cx="12" cy="12" r="5" fill="none" stroke="currentColor" stroke-width="1.7"/>',
}


def moment(state: str) -> SafeString:
    """Draw one moment of a rhythm: held, moved, given (away) or planned. The word is its label."""
    return _moment(state, get_language())


@lru_cache(maxsize=16)
def _moment(state: str, language: str | None) -> SafeString:
    words = {"held": _("held"), "moved": _("moved"), "given": _("given away"), "planned": _("to come")}
    return format_html(
        '<svg class="ds-mark ds-mark--{}" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>',
        state,
        words[state],
        SafeString(RHYTHM[state]),
    )
