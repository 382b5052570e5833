"""`drieslag check`: is everything in the library, or in these files and folders, well written?"""

import sys
from pathlib import Path

from drieslag.kernel.format import Text
from drieslag.library import words
from drieslag.library.formats import load
from drieslag.library.problems import Problem

PACKAGED = Path(__file__).parent / "formats"


def main(paths: list[str], *, language: str = "nl") -> int:
    """Say what is wrong, one line a problem. Return 0 when nothing is, else 1."""
    places = [Path(path) for path in paths] or [PACKAGED]
    found = [file for place in places for file in files_in(place)]
    problems = [problem for file in found for problem in check_file(file)]
    for problem in problems:
        sys.stdout.write(problem.sentence(language) + "\n")
    if not problems:
        sys.stdout.write(all_well(len(found)).get(language) + "\n")
    return 1 if problems else 0


def files_in(place: Path) -> list[Path]:
    """Return the scripts in a folder and its folders, or the file itself."""
    if place.is_dir():
        return sorted(file for file in place.rglob("*.y*ml") if file.suffix in {".yaml", ".yml"})
    return [place]


def check_file(file: Path) -> list[Problem]:
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError:
        return [Problem(str(file), 1, "", words.NOT_UTF8)]
    except OSError:
        return [Problem(str(file), 1, "", words.NO_SUCH_FILE)]
    result = load(text, file=str(file))
    return result if isinstance(result, list) else []


def all_well(count: int) -> Text:
    nl = "1 draaiboek klopt." if count == 1 else f"{count} draaiboeken kloppen."
    en = "1 script is in order." if count == 1 else f"{count} scripts are in order."
    return Text(nl, en)
