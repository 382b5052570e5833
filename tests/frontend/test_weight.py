"""What a first visit costs on the wire, and that files stay small enough to read."""

from pathlib import Path

import pytest

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
KILOBYTE = 1000


def weight(folder: Path, *names: str, suffix: str = ".gz") -> int:
    return sum((folder / (name + suffix)).stat().st_size for name in names)


@pytest.mark.parametrize("suffix", [".gz", ".br"])
def test_all_scripts_of_a_page_together_are_under_sixty_kilobytes(built: Path, suffix: str) -> None:
    """Even a page that asks for every tool at once stays within the bound, and in the weaker compression."""
    names = sorted(path.name for path in built.glob("*.js"))
    assert {"drieslag.js", "meeting.js", "shield.js"} <= set(names)
    assert weight(built, *names, suffix=suffix) <= 60 * KILOBYTE


@pytest.mark.parametrize("suffix", [".gz", ".br"])
def test_style_with_a_theme_is_under_forty_kilobytes(built: Path, suffix: str) -> None:
    assert weight(built, "drieslag.css", "theme-voorbeeld.css", suffix=suffix) <= 40 * KILOBYTE


def test_no_sheet_asks_for_anything_elsewhere(built: Path) -> None:
    sheets = [path.read_text() for path in built.glob("*.css")]
    assert len(sheets) == 2
    assert [sheet for sheet in sheets if "http:" in sheet or "https:" in sheet or "@import" in sheet] == []


def test_fonts_come_with_their_licences(built: Path) -> None:
    fonts = sorted(path.name for path in (built / "fonts").iterdir())
    assert len(fonts) == 6
    assert all(name.endswith(".woff2") for name in fonts)
    assert sorted(path.name for path in (FRONTEND / "fonts").glob("OFL-*")) == [
        "OFL-atkinson-hyperlegible-next.txt",
        "OFL-literata.txt",
    ]


@pytest.mark.parametrize(
    "file", sorted([*FRONTEND.glob("css/*.css"), *FRONTEND.glob("js/**/*.js")]), ids=lambda file: file.name
)
def test_source_files_stay_readable(file: Path) -> None:
    assert len(file.read_text().splitlines()) <= 400


@pytest.mark.parametrize("file", sorted(FRONTEND.glob("js/**/*.js")), ids=lambda file: file.name)
def test_scripts_hold_no_words_of_the_screen(file: Path) -> None:
    """Words come from the page. Whoever types Dutch or English into a script meets this list of common ones."""
    code = "\n".join(
        line.split("//")[0] for line in file.read_text().splitlines() if not line.lstrip().startswith(("*", "/*"))
    )
    texts = [word for word in ("Bewaar", "Klaar", "Geen ", "Nog ", "nieuwe", "Sluit", "Toets") if word in code]
    assert texts == []
