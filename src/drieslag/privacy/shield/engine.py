"""deduce, loaded once with trimmed lists.

Its two largest lists (streets, health institutions) cost over a minute and a gigabyte; patterns of ours stand in
for them. Its slowest processor grows with the cube of a row of names; ours replaces that as well.
"""

import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from drieslag.privacy.shield.finding import Kind, Mark

Progress = Callable[[str], None]

_LEFT_OUT = ("locations/lst_street", "institutions/lst_healthcare_institution")
_SWITCHED_OFF = {"name_context", "redactor", "merge_adjacent_annotations", "ages"}
_KINDS = {
    "persoon": Kind.NAME,
    "patient": Kind.NAME,
    "locatie": Kind.PLACE,
    "ziekenhuis": Kind.INSTITUTION,
    "zorginstelling": Kind.INSTITUTION,
    "datum": Kind.DATE,
    "bsn": Kind.BSN,
    "id": Kind.NUMBER,
    "telefoonnummer": Kind.PHONE,
    "emailadres": Kind.EMAIL,
    "url": Kind.URL,
}
_RANKS = {Kind.PLACE: 46}  # above one word that is known by its capital alone
_SEGMENT = 1000  # characters given at once: deduce is not linear in everything

_lock = threading.Lock()
_cache = Path("var") / "shield"
_loaded: Any = None


def configure(cache: Path) -> None:
    """Say where the look-up tables are kept. What was loaded from elsewhere is let go."""
    global _cache, _loaded

    with _lock:
        if cache != _cache:
            _cache, _loaded = cache, None


def prepare(cache: Path, progress: Progress | None = None) -> None:
    """Build the look-up tables under `cache` (about three seconds) unless they are there; then load them."""
    configure(cache)
    if progress is not None:
        progress("copy word lists" if not (cache / "src").exists() else "load look-up tables")
    _engine()
    if progress is not None:
        progress("ready")


def _engine() -> Any:
    global _loaded  # noqa: PLW0603
    if _loaded is None:
        with _lock:
            if _loaded is None:
                _loaded = _load(_cache)
    return _loaded


def _load(cache: Path) -> Any:
    deduce = _import_quietly()
    source = Path(deduce.__file__).parent / "data" / "lookup" / "src"
    if not (cache / "src").exists():
        _copy_lists(source, cache)
    return deduce.Deduce(lookup_data_path=cache, cache_path=cache)


def _import_quietly() -> Any:
    """Import deduce and undo what it does to the root logger (DEBUG on standard output)."""
    import logging

    if "deduce" in sys.modules:
        return sys.modules["deduce"]
    root = logging.root
    level, guard = root.level, logging.NullHandler()
    root.addHandler(guard)  # basicConfig does nothing where a handler stands
    try:
        import deduce
    finally:
        root.removeHandler(guard)
        root.setLevel(level)
    return deduce


def _copy_lists(source: Path, cache: Path) -> None:
    """Copy deduce's lists without the two large ones; a copy broken off half-way is never taken for a whole one."""
    cache.mkdir(parents=True, exist_ok=True)
    half = cache / f"src.{threading.get_native_id()}"
    shutil.copytree(source, half)
    for folder in _LEFT_OUT:
        for file in (half / folder).glob("*.txt"):
            file.write_text("", encoding="utf-8")
    (cache / "cache").mkdir(exist_ok=True)
    try:
        half.rename(cache / "src")
    except OSError:  # another process was first
        shutil.rmtree(half)


def segments(text: str) -> list[tuple[int, str]]:
    """Cut a text where a line or sentence ends, in pieces of at most `_SEGMENT` characters with their offset."""
    pieces: list[tuple[int, str]] = []
    at = 0
    while at < len(text):
        end = min(at + _SEGMENT, len(text))
        if end < len(text):
            cut = max(text.rfind("\n", at, end), text.rfind(". ", at, end), text.rfind(" ", at + _SEGMENT // 2, end))
            end = cut + 1 if cut > at else end
        pieces.append((at, text[at:end]))
        at = end
    return pieces


def marks(text: str) -> list[Mark]:
    """What deduce finds, in the kinds of ours."""
    engine = _engine()
    found: list[Mark] = []
    for offset, piece in segments(text):
        for note in engine.deidentify(piece, disabled=_SWITCHED_OFF).annotations:
            kind = _KINDS.get(note.tag)
            if kind is not None and note.end_char > note.start_char:
                found.append(Mark(offset + note.start_char, offset + note.end_char, kind, _RANKS.get(kind, 20)))
    return found
