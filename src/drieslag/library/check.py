"""`drieslag check`: is everything in the library, or in these files and folders, well written?"""

import re
import sys
from pathlib import Path

from drieslag.kernel.format import Text
from drieslag.library import formats, instruments, words
from drieslag.library.problems import Problem

PACKAGED = [Path(__file__).parent / "formats", Path(__file__).parent / "instruments"]
INSTRUMENT = re.compile(r"^(pages|licence|responses)\s*:", re.MULTILINE)
FORMAT = re.compile(r"^(steps|roles)\s*:", re.MULTILINE)


def main(paths: list[str], *, language: str = "nl") -> int:
    """Say what is wrong, one line a problem. Return 0 when nothing is, else 1."""
    places = [Path(path) for path in paths] or PACKAGED
    found = [file for place in places for file in files_in(place)]
    results = [check_file(file) for file in found]
    problems = [problem for _, some in results for problem in some]
    for problem in problems:
        sys.stdout.write(problem.sentence(language) + "\n")
    if not problems:
        asking = sum(is_instrument for is_instrument, _ in results)
        sys.stdout.write(all_well(len(found) - asking, asking).get(language) + "\n")
    return 1 if problems else 0


def files_in(place: Path) -> list[Path]:
    """Return the files in a folder and its folders, or the file itself."""
    if place.is_dir():
        return sorted(file for file in place.rglob("*.y*ml") if file.suffix in {".yaml", ".yml"})
    return [place]


def check_file(file: Path) -> tuple[bool, list[Problem]]:
    """Return whether the file holds an instrument, and what is wrong with it."""
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError:
        return False, [Problem(str(file), 1, "", words.NOT_UTF8)]
    except OSError:
        return False, [Problem(str(file), 1, "", words.NO_SUCH_FILE)]
    asking = bool(INSTRUMENT.search(text)) and not FORMAT.search(text)
    result = (instruments if asking else formats).load(text, file=str(file))
    return asking, result if isinstance(result, list) else []


def all_well(scripts: int, instruments: int) -> Text:
    nl = [some(scripts, "draaiboek", "draaiboeken"), some(instruments, "vragenlijst", "vragenlijsten")]
    en = [some(scripts, "script", "scripts"), some(instruments, "questionnaire", "questionnaires")]
    one = scripts + instruments == 1
    shown_nl = " en ".join(filter(None, nl)) or "0 draaiboeken"
    shown_en = " and ".join(filter(None, en)) or "0 scripts"
    return Text(f"{shown_nl} {'klopt' if one else 'kloppen'}.", f"{shown_en} {'is' if one else 'are'} in order.")


def some(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}" if count else ""
