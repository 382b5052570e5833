"""`drieslag check`: is everything in the library, or in these files and folders, well written?"""

import re
import sys
from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from drieslag.kernel.format import Text
from drieslag.library import formats, frameworks, instruments, words
from drieslag.library.problems import Problem

PACKAGED = [Path(__file__).parent / folder for folder in ("formats", "instruments", "frameworks")]


class Sort(StrEnum):
    """What a file can be."""

    SCRIPT = "script"
    QUESTIONNAIRE = "questionnaire"
    FRAMEWORK = "framework"


LOADERS: dict[Sort, Callable[..., object]] = {
    Sort.SCRIPT: formats.load,
    Sort.QUESTIONNAIRE: instruments.load,
    Sort.FRAMEWORK: frameworks.load,
}
NAMES = {
    Sort.SCRIPT: (Text("draaiboek", "script"), Text("draaiboeken", "scripts")),
    Sort.QUESTIONNAIRE: (Text("vragenlijst", "questionnaire"), Text("vragenlijsten", "questionnaires")),
    Sort.FRAMEWORK: (Text("kader", "framework"), Text("kaders", "frameworks")),
}
# A word at the margin by which a kind of file is known.
STEPS = re.compile(r"^steps\s*:", re.MULTILINE)
THEMES = re.compile(r"^(themes|lines)\s*:", re.MULTILINE)
ROLES = re.compile(r"^roles\s*:", re.MULTILINE)
ASKED = re.compile(r"^(pages|licence|responses)\s*:", re.MULTILINE)


def main(paths: list[str], *, language: str = "nl") -> int:
    """Say what is wrong, one line a problem. Return 0 when nothing is, else 1."""
    places = [Path(path) for path in paths] or PACKAGED
    found = [file for place in places for file in files_in(place)]
    results = [check_file(file) for file in found]
    problems = [problem for _, some in results for problem in some]
    for problem in problems:
        sys.stdout.write(problem.sentence(language) + "\n")
    if not problems:
        sys.stdout.write(all_well(Counter(sort for sort, _ in results)).get(language) + "\n")
    return 1 if problems else 0


def files_in(place: Path) -> list[Path]:
    """Return the files in a folder and its folders, or the file itself."""
    if place.is_dir():
        return sorted(file for file in place.rglob("*.y*ml") if file.suffix in {".yaml", ".yml"})
    return [place]


def check_file(file: Path) -> tuple[Sort, list[Problem]]:
    """Return what the file holds, and what is wrong with it."""
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError:
        return Sort.SCRIPT, [Problem(str(file), 1, "", words.NOT_UTF8)]
    except OSError:
        return Sort.SCRIPT, [Problem(str(file), 1, "", words.NO_SUCH_FILE)]
    sort = sort_of(text)
    result = LOADERS[sort](text, file=str(file))
    return sort, result if isinstance(result, list) else []


def sort_of(text: str) -> Sort:
    """Return what this seems to be: a script when that is not clear."""
    if THEMES.search(text) and not STEPS.search(text):
        return Sort.FRAMEWORK
    return Sort.QUESTIONNAIRE if ASKED.search(text) and not (STEPS.search(text) or ROLES.search(text)) else Sort.SCRIPT


def all_well(counted: Counter[Sort]) -> Text:
    some = {sort: counted[sort] for sort in Sort if counted[sort]} or {Sort.SCRIPT: 0}
    nl, en = (
        [f"{count} {NAMES[sort][count != 1].get(language)}" for sort, count in some.items()]
        for language in ("nl", "en")
    )
    one = sum(some.values()) == 1
    return Text(
        f"{listed(nl, 'en')} {'klopt' if one else 'kloppen'}.",
        f"{listed(en, 'and')} {'is' if one else 'are'} in order.",
    )


def listed(parts: list[str], and_: str) -> str:
    return f" {and_} ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)
